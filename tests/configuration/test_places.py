"""The lines on which the keys of a TOML file stand."""

from __future__ import annotations

from auditor.configuration.places import places


class TestPlaces:
    def test_lines(self) -> None:
        """Keys, tables, lists of tables and list elements, whatever way they are written."""
        text = '# c\na = 1\n"b.c" = [ # x\n "x",\n ["y", {z = 1}],\n]\nd.e = """\nq"""""\nf = 2\n[g.h]\ni = 1.5\n[[p]]\nk = 1\n[[p]]\nk = 2\n[p.sub]\nm = 2020-01-01T00:00:00Z\n'
        found = places(text)
        expected = {
            ("a",): 2, ("b.c",): 3, ("b.c", 0): 4, ("b.c", 1, 1, "z"): 5, ("d", "e"): 7, ("f",): 9,
            ("g", "h"): 10, ("g", "h", "i"): 11, ("p", 0, "k"): 13, ("p", 1): 14, ("p", 1, "k"): 15,
            ("p", 1, "sub", "m"): 17,
        }  # fmt: skip
        assert {path: found[path] for path in expected} == expected
