"""Pairs of numbers that no word ties to a rate but that could be meant by it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.rates.sides.numbers import (
    Pair,
    Place,
    has_own_share,
    is_stock,
    share_of,
    words_of,
)
from auditor.arithmetic.rates.sides.wholes import is_of_untold_aim, named_whole
from auditor.claims import Bound, Quantity, Rate, Status
from auditor.figures.rate_words import by_stem, is_completion
from auditor.groups.group import addable
from auditor.patterns import compiled

NEARBY = 6  # numbers before a rate that could be meant
ABOVE = 3  # numbers of the sentences before it that could be its whole
_AS_WAS = compiled(r"[由从]")  # 由8名增加到12名，占比由20%提高到30%


def pairs(place: Place) -> Iterator[Pair]:
    """The pairs that could be meant, nearest first; few, so that nothing fits by chance.

    Each number before the rate with the whole of its list, then with the larger ones (with the equal ones for a rate
    of 100 %); at last the numbers behind the rate.  If the rate is told as the share of a number, only that one.
    """
    return (pair for pair in _possible(place) if not _are_siblings(place, *pair))


def _are_siblings(place: Place, part: Quantity, whole: Quantity) -> bool:
    """Whether the larger number has a rate of its own in the same words, so that each is of a number of its own.

    甲类完成60亿元，占年度计划的76%；乙类完成79亿元，占年度计划的52%.
    """
    own = whole.following
    if not isinstance(own, Rate) or own is place.rate or place.whole_of(part) is whole:
        return False
    return is_of_untold_aim(place.rate, whole) or (own.lead == place.rate.lead and "其中" not in part.gap)


def _possible(place: Place) -> Iterator[Pair]:
    """The pairs that could be meant, those of siblings among them."""
    nearby = _nearby(place)
    shared = None if _AS_WAS.search(place.rate.lead) else share_of(place.rate) or own_deed(place)
    for part in reversed(nearby) if shared is None else (shared,):
        if whole := place.whole_of(part):
            yield part, whole
        if place.rate.value == 100:
            yield from _with_equal(part, nearby)
        else:
            yield from _with_larger(place, part, nearby, is_shared=shared is not None)
    yield from _with_later(place, nearby)


_OWN_CLAUSE = compiled(r"[，,；;]")
_NEXT = compiled(r"[^，,。；;、0-9]{0,8}[，,][^，,。；;、0-9]{2,12}")


def own_deed(place: Place) -> Quantity | None:
    """What a rate of completion counts that follows the clause of its own deed: …25个；落实措施75条，完成率96.2%."""
    rate, last = place.rate, place.before[-1] if place.before else None
    if last is None or last.status is not Status.DONE or last.depth != rate.depth:
        return None
    if not is_completion(rate) or by_stem(rate, place.before) not in (None, last):
        return None
    return last if _OWN_CLAUSE.search(last.gap) and _NEXT.fullmatch(rate.gap) else None


_OF_TIME = compiled(r"时|期|天|压缩|缩短|年龄")
_COMPARED = compiled(r"[比较].{0,8}(?:增|减|多|少|升|降)")


def _nearby(place: Place) -> list[Quantity]:
    """The last numbers before a rate, without what only compares: 比上年增加12件.

    Without spans of time, too, if the rate is an approximate one of something else: 等待8.1天、上年8.9天；使用率90%左右.
    """
    nearby = [q for q in place.before[-NEARBY:] if not _COMPARED.search(q.lead)]
    if place.rate.bound is Bound.EXACT or _OF_TIME.search(place.rate.gap):
        return nearby
    return [q for q in nearby if not q.unit.spans_time]


def _with_larger(place: Place, part: Quantity, nearby: list[Quantity], *, is_shared: bool) -> Iterator[Pair]:
    """A number before the rate with each that is no less, of its sentence or of those before.

    已完成30个，占75%；正在整改8个，占27% are both of a third number.
    """
    any_other = not is_shared or "其中" in part.gap or named_whole(place.rate)
    above = (q for q in place.above[:ABOVE] if _may_be_above(place, part, q))
    for whole in (*reversed(nearby), *above):
        if whole is part or not (any_other or (is_stock(whole) and not has_own_share(whole))):
            continue
        if addable(part, whole) and whole.base >= part.base:
            yield part, whole


def _with_equal(part: Quantity, nearby: list[Quantity]) -> Iterator[Pair]:
    """A number before the rate with each other one that is as large."""
    equal = (q for q in reversed(nearby) if q is not part and q.base == part.base)
    yield from ((part, whole) for whole in equal if addable(whole, part))


def _may_be_above(place: Place, part: Quantity, whole: Quantity) -> bool:
    """Whether a number of another sentence may be what a rate is of; whole percentages fit too many by chance.

    They must come out exactly, or the words of that number are said again: 一般隐患1327处…。对一般隐患已整改1301处，整改率98%.
    """
    if place.rate.places > 0 or part.base * 100 == whole.base * Fraction(place.rate.value):
        return True
    return len(whole.lead) > 1 and whole.lead[-4:] in words_of(place.before)


def _with_later(place: Place, nearby: list[Quantity]) -> Iterator[Pair]:
    """The numbers behind a rate as wholes; for 100 %, which any two equal numbers fit, only up to a semicolon."""
    is_all = place.rate.value == 100
    for later in place.behind() if is_all else (q for q in place.numbers if q.start > place.rate.end):
        if whole := place.whole_of(later):
            yield later, whole
        yield from ((part, later) for part in nearby[-2:] if addable(part, later) and later.base >= part.base)
