"""Plans for what is not yet done: 尚未完成的10个，计划年内完成6个、明年完成4个."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.grouping.rest import remainder
from auditor.arithmetic.grouping.row import Row
from auditor.arithmetic.groups import Cue, Group
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import status
from auditor.lexicon import any_of
from auditor.patterns import compiled

_UNDONE = compiled(
    r"(?:对|针对)(?:于)?[^，,。；;0-9]{0,6}?(?:尚未|仍未|未|没有?)[^，,。；;0-9]{1,6}的[^，,。；;0-9]{0,6}[，,]"
)
_PLANNED = compiled(any_of("scopes", "planned"))


def plans(row: Row) -> Iterator[Group]:
    """What is planned for a number of things not yet done, or, if none is told, for what is done less than the whole.

    What is planned may leave some out; with what is done it is not more than the whole.
    """
    for i, q in enumerate(row.numbers):
        if q.status is Status.OPEN and (parts := _planned(row, i + 1, q)):
            yield Group(q, parts, Cue.STATUS)
    if row.numbers and _UNDONE.search(row.gaps[0]) and (parts := _planned(row, 0, row.numbers[0])):
        group = remainder(row, parts)
        if group and group.total >= group.whole.base:
            yield group


def _planned(row: Row, start: int, like: Quantity) -> list[Quantity]:
    """The numbers from one on that tell in one row how many are to be done."""
    parts: list[Quantity] = []
    for q, gap in zip(row.numbers[start:], row.gaps[start:], strict=True):
        alike = q.unit.name == like.unit.name and q.depth == like.depth and row.free(q)
        if not alike or SEMICOLON.search(gap) or status(q.lead) is not Status.DONE:
            break
        parts.append(q)
    return parts if parts and _PLANNED.search(parts[0].gap) else []
