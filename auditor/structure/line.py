"""A token of grammar/notice.lark: a line of a notice, or a part of one."""

from __future__ import annotations

from auditor.records import define

HEADINGS = {"H0": 0, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
TERMINAL = tuple("。！？；：!?;:…")


@define(slots=True, eq=False)
class Line:
    """A token: ``type`` is a terminal's name, ``start``/``end`` source offsets, ``marker`` how many
    characters that are not blank its mark has (without a bullet).

    ``joined`` says that the token goes on in the line of the token before it; ``recovered`` that the line is a
    heading without its number; ``number`` is the marker's value.
    """

    type: str
    start: int
    end: int
    marker: int = 0
    number: int | None = None
    joined: bool = False
    recovered: bool = False
