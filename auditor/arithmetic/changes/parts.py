"""Changes of several parts that together are the change of their whole, told before them.

受理投诉463件，较上年同期608件减少145件。其中夜间施工类由274件降至183件，社会生活类由334件降至280件: 274 + 334 = 608, and so
183 + 280 = 463.  One of the two sums that holds shows that the parts are all there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from auditor.arithmetic.changes.change import PLACES, Change
from auditor.claims import Bound, Figure, Quantity, Rate, Scanned
from auditor.figures.change_words import is_difference, is_from_to
from auditor.figures.rounding import rounded
from auditor.groups.group import Cue, Group, total_of
from auditor.numbers.numerals import is_slip, show
from auditor.patterns import compiled

MOST = 24  # figures behind a change among which those of its parts are
_AMONG = compiled(r"\A[，,；;。（(]?其中")
_NEXT = compiled(r"\A[，,、；;]")

Pair = tuple[Quantity, Quantity]
"""A value before and the one after."""


def parts_of_changes(claims: Scanned, changes: Iterable[Change]) -> Iterator[Group]:
    """The values before and those after of the parts of a change, each with their whole."""
    seen: set[tuple[int, int]] = set()
    for change in changes:
        before, after = change.before, change.after
        if not (isinstance(before, Quantity) and isinstance(after, Quantity) and change.holds):
            continue
        if (before.start, after.start) in seen or not before.bound is after.bound is Bound.EXACT:
            continue
        seen.add((before.start, after.start))
        behind = _behind(claims.figures, change)
        pairs = _pairs(behind, before)
        if len(pairs) > 1:
            yield from _groups((before, after), pairs, more=_is_more_told(behind, pairs[-1][1]))


def _behind(figures: Sequence[Figure], change: Change) -> Sequence[Figure]:
    """The first figures behind a change."""
    end = max(change.before.end, change.after.end, change.told.end)
    at = bisect_right(figures, end, key=attrgetter("start"))
    return figures[at : at + MOST]


def _pairs(figures: Sequence[Figure], whole: Quantity) -> list[Pair]:
    """The changes of parts, of which the first is told as one of the whole: 其中甲由274件降至183件，乙由…."""
    told = [f for f in figures if not (isinstance(f, Rate) or is_difference(f))]
    if not told or not _AMONG.search(told[0].gap):
        return []
    first = told[0].sentence
    pairs: list[Pair] = []
    for before, after in zip(told[::2], told[1::2], strict=False):
        mark = not pairs or _NEXT.search(before.gap)
        if not (isinstance(before, Quantity) and isinstance(after, Quantity)) or not mark:
            break
        alike = before.unit.name == after.unit.name == whole.unit.name and before.sentence is first
        exact = before.bound is after.bound is Bound.EXACT and not (before.depth or after.depth)
        if not alike or not exact or not is_from_to(before, after):
            break
        pairs.append((before, after))
    return pairs


def _is_more_told(figures: Sequence[Figure], last: Quantity) -> bool:
    """Whether the sentence goes on behind the parts with others in their unit: 新设园区100人."""
    return any(
        isinstance(f, Quantity)
        and f.start > last.start
        and f.sentence is last.sentence
        and f.unit.name == last.unit.name
        and not is_difference(f)
        for f in figures
    )


def _groups(whole: Pair, pairs: list[Pair], *, more: bool) -> Iterator[Group]:
    """Both sums if one of them holds, the other one only if it holds, too, or one of its parts is mistyped.

    Where ``more`` is told, what is new since may be the rest.
    """
    rows = [list(row) for row in zip(*pairs, strict=True)]
    fits = [total_of(row) == all_of_them.base for row, all_of_them in zip(rows, whole, strict=True)]
    if not any(fits):
        return
    for row, all_of_them, fit in zip(rows, whole, fits, strict=True):
        if fit or (not more and _is_mistyped(row, all_of_them)):
            yield Group(all_of_them, row, Cue.AMONG, closed=True, near=False)


def _is_mistyped(row: list[Quantity], whole: Quantity) -> bool:
    """Whether one of some parts, or their whole, would make the sum hold but for a digit."""
    off = whole.base - total_of(row)
    numbers = [(q, q.base + off) for q in row] + [(whole, whole.base - off)]
    return any(_is_slip(q, meant) for q, meant in numbers if meant > 0)


def _is_slip(q: Quantity, meant: Fraction) -> bool:
    """Whether a number as printed and the one that would be right differ by a digit, or by two that changed places."""
    if not q.base or not q.value:
        return False
    right = rounded(meant * Fraction(q.value) / q.base, PLACES)
    return is_slip(show(q.value), show(right))
