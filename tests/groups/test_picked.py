"""Totals of some members of the list before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice

Parse = Callable[[str], Notice]
LIST = "新签协议13份、续签协议18份、终止协议6份，"


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("新签和续签合计31份。", [["13", "18"]]),
        ("续签和新签共计32份。", [["13", "18"]]),
        ("终止和新签合计19份。", [["13", "6"]]),
        ("前两项合计31份。", [["13", "18"]]),
        ("前两项合计33份。", []),
        ("协议和台账合计33份。", []),
        ("合计37份。", [["13", "18", "6"]]),
        ("三类合计37份。", [["13", "18", "6"]]),
        ("新签、续签和终止合计37份。", [["13", "18", "6"]]),
    ],
)
def test_named_members(total: str, parts: list[list[str]], parsed: Parse) -> None:
    """A total is of the members that it names or counts off; of all of them if it names all or none."""
    groups = parsed(LIST + total).claims.groups
    assert [[f"{p.value:f}" for p in g.parts] for g in groups] == parts
