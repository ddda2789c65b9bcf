"""Two rows of numbers of which 分别 ties each of the second to its own of the first.

甲类的62个、乙类的35个问题中，分别有58个、21个已完成整改: 58 of the 62 and 21 of the 35, none of the sum or of the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from auditor.claims import Quantity, Status
from auditor.figures.each import RESPECTIVELY
from auditor.groups.finders.members import of_them
from auditor.groups.finders.row import Row
from auditor.groups.group import Cue, Group
from auditor.patterns import compiled, says

LEAST = 2  # numbers of a row
_JOINED = compiled(r"(?:[、和及与]|以及)")
_AMONG = compiled(r"[，,；;]其中")
_NEXT = says(r"\A[^，,。；;、0-9]{0,4}(?:[、和及与]|以及)[^，,。；;]{0,24}\Z")


def row_for_row(row: Row) -> Iterator[Group]:
    """Each number of a row with the number of the row before that stands at its place."""
    yield from _some_of_each(row)
    for i, first in enumerate(row.numbers):
        if not RESPECTIVELY.search(first.gap) or i < LEAST:
            continue
        parts = [first, *takewhile(lambda q: _JOINED.fullmatch(q.gap), row.numbers[i + 1 :])]
        wholes = row.numbers[max(0, i - len(parts)) : i]
        if len(parts) < LEAST or not _are_rows(wholes, parts) or _goes_on_before(row, i, len(parts)):
            continue
        row.paired.update(map(id, parts))
        for whole, part in zip(wholes, parts, strict=True):
            yield Group(whole, [part], Cue.STATUS)


def _some_of_each(row: Row) -> Iterator[Group]:
    """分别召开21次、26次、31次，其中专题研究6次、9次、14次: so many of each, told in a row as long behind 其中."""
    for i, first in enumerate(row.numbers):
        if i < LEAST or not _AMONG.match(first.gap):
            continue
        parts = [first, *takewhile(lambda q: _JOINED.fullmatch(q.gap), row.numbers[i + 1 :])]
        wholes = row.numbers[max(0, i - len(parts)) : i]
        joined = len(wholes) == len(parts) >= LEAST and all(_JOINED.fullmatch(q.gap) for q in wholes[1:])
        alike = len({(q.unit.name, q.depth) for q in (*wholes, *parts)}) == 1
        if not joined or not alike or not RESPECTIVELY.search(wholes[0].gap):
            continue
        row.paired.update(map(id, parts))
        for whole, part in zip(wholes, parts, strict=True):
            yield Group(whole, [part], Cue.AMONG)


def _are_rows(wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> bool:
    """Whether the numbers before are a row as long, in the same unit, and the second row tells some of each."""
    if len(wholes) != len(parts) or not all(_NEXT(q.gap) for q in wholes[1:]):
        return False
    alike = len({(q.unit.name, q.depth) for q in (*wholes, *parts)}) == 1
    some = of_them(wholes[-1]) or any(q.status is Status.DONE for q in parts)
    return alike and some


def _goes_on_before(row: Row, i: int, length: int) -> bool:
    """Whether the row before is longer: 甲12个、乙9个、丙5个，分别有3个、2个."""
    return i > length and _NEXT(row.numbers[i - length].gap)
