"""Rows of numbers joined by one mark, of which a sum must take all: 沟渠淤塞5个、机耕路破损4个、泵站停用3个."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.arithmetic.overlaps import may_overlap
from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity

CHANCE = 100  # a smaller whole may be the sum of some members of a row by chance
_ALIKE = (("、",), ("，",), (",",))


def is_sibling(row: Sequence[Quantity], after: Quantity, text: str) -> bool:
    """Whether a number goes on with a row that is joined by one mark, so that no sum of the row may leave it out.

    What is told by another dimension (男21名、女16名、35岁以下8名) is no sibling.
    """
    alike = all(
        q.unit.name == after.unit.name
        and q.depth == after.depth
        and (q.status is None) is (after.status is None)
        and q.base != after.base
        for q in row
    )
    return alike and joint((*row, after)) in _ALIKE and not may_overlap([*row, after], text)


def joint(row: Sequence[Quantity]) -> tuple[str, ...]:
    """The marks between the numbers of a row, () if they differ from one to the next."""
    marks = {tuple(MEMBER_END.findall(q.gap)) for q in row[1:]}
    return marks.pop() if len(marks) == 1 else ()
