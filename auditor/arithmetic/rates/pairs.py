"""A share before and after, of a number told further up: 专业技术人员由640人增加到735人，占在岗职工的比例由26.1%提高到30.0%.

One of the two that holds shows what both are shares of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.claims import Bound, Quantity, Rate
from auditor.figures.change_words import is_from_to
from auditor.figures.rate_words import is_called
from auditor.figures.rounding import holds, is_mistyped, rounded
from auditor.groups.group import addable
from auditor.patterns import compiled

BACK = 200  # numbers before a share among which what it is of may be
CHANGED = 1  # percentage points by which a share may be off because its whole has changed since
_OF = compiled(r"占(?P<name>[\u4e00-\u9fff]{2,10}?)(?:总[数量额]|总人数)?的?(?:比例|比重|占比|比)?[由从]\Z")


def with_pairs(found: list[Ratio], quantities: Sequence[Quantity]) -> list[Ratio]:
    """Some rates with the shares before and after among them read, and those after that were taken for growth."""
    read: dict[int, Ratio] = {}
    for ratio in found:
        before, after = ratio.rate, ratio.rate.following
        named = _OF.search(before.lead)
        if named is None or not isinstance(after, Rate) or ratio.outcome is Outcome.DIFFERS:
            continue
        parts = _parts(before, after)
        if parts is None:
            continue
        pairs = (before, parts[0]), (after, parts[1])
        for whole in _named(named["name"], parts, quantities):
            if any(holds(rate, part, whole) for rate, part in pairs):
                judged = (_judged(rate, part, whole) for rate, part in pairs)
                read |= {id(each.rate): each for each in judged if each}
                break
    known = {id(ratio.rate) for ratio in found}
    added = [ratio for at, ratio in read.items() if at not in known]
    return [read.get(id(ratio.rate), ratio) for ratio in found] + added


def _judged(rate: Rate, part: Quantity, whole: Quantity) -> Ratio | None:
    """Whether a share holds; None if it is so far from what the numbers give that it must be of another one."""
    if holds(rate, part, whole):
        return made(rate, Outcome.HOLDS, (part, whole), False)
    return made(rate, Outcome.DIFFERS, (part, whole), False) if _is_meant(rate, part, whole) else None


def _parts(before: Rate, after: Rate) -> tuple[Quantity, Quantity] | None:
    """The two numbers that went from one to the other, as the shares did."""
    sentence = before.sentence
    if sentence is None or sentence is not after.sentence or not is_from_to(before, after):
        return None
    if min(before.places, after.places) <= 0 or not before.bound is after.bound is Bound.EXACT:
        return None
    at = bisect_left(sentence.quantities, before.start, key=attrgetter("start"))
    told = [pair for pair in pairwise(sentence.quantities[max(0, at - 4) : at]) if is_from_to(*pair)]
    exact = len(told) == 1 and addable(*told[0]) and all(q.bound is Bound.EXACT for q in told[0])
    return told[0] if exact else None


def _named(name: str, parts: tuple[Quantity, Quantity], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers told by a name before, of which both parts may be."""
    at = bisect_left(quantities, parts[0].start, key=attrgetter("start"))
    return [
        q
        for q in reversed(quantities[max(0, at - BACK) : at])
        if q.bound is Bound.EXACT
        and not q.named
        and is_called(q, name)
        and addable(q, parts[0])
        and q.base >= max(p.base for p in parts)
    ]


def _is_meant(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a share that a number does not give is it but for a digit; a little off, that number may have changed."""
    computed = rounded(part.base / whole.base * 100, rate.places)
    return is_mistyped(rate, part, whole) and abs(computed - rate.value) >= CHANGED
