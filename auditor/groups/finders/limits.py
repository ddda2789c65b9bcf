"""Classes named by a number: 全县196个村，2000人以上的村8个，1000—2000人的村67个，1000人以下的村121个.

The number in the name of a class (:func:`auditor.figures.limits.is_limit`) counts nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.claims import Figure, Quantity, Range
from auditor.figures.limits import is_above, is_below, is_limit
from auditor.groups.finders.row import Row, may_be_whole
from auditor.groups.group import LEAST_FIT, Cue, Group, earlier, nearly_makes, total_of

LEAST = 3  # classes


def limits(row: Row) -> Iterator[Group]:
    """The classes of a sentence with the number before that they make up, or ought to if they leave nothing out."""
    told = [(f, q) for f, q in _classes(row) if f.tail[-1:] == q.lead[-1:]]
    parts = [q for _, q in told]
    alike = len({(q.unit.name, q.lead[-1:], q.depth) for q in parts}) == 1
    if len(parts) < LEAST or not alike or not all(map(row.free, parts)):
        return
    before = [q for q in reversed(row.numbers) if q.end <= parts[0].start and q not in parts]
    above = (*before, *earlier(row.text, row.sentences, row.index))
    known = [q for q in above if q.unit.name == parts[0].unit.name and q.is_plain and may_be_whole(q)]
    total = total_of(parts)
    whole = next((q for q in known if q.base == total), None)
    if whole is None and known and _leave_nothing_out([f for f, _ in told]) and nearly_makes(total, known[0]):
        named = parts[0].lead[-1:] in known[0].tail[:LEAST] + known[0].lead[-LEAST:]
        whole = known[0] if named else None
    if whole is not None and whole.base >= LEAST_FIT:
        yield Group(whole, parts, Cue.SERIES, closed=True, near=False)


def _classes(row: Row) -> Iterator[tuple[Figure, Quantity]]:
    """The limits of a sentence, each with the number of its class behind it."""
    for figure, q in pairwise(row.sentences[row.index].figures):
        if isinstance(q, Quantity) and is_limit(figure):
            yield figure, q


def _leave_nothing_out(told: Sequence[Figure]) -> bool:
    """Whether the classes are one above, one below, and what lies between."""
    between = [f for f in told if isinstance(f, Range)]
    ends = (is_above(told[0]) and is_below(told[-1])) or (is_below(told[0]) and is_above(told[-1]))
    return ends and len(between) == len(told) - 2
