"""Rates that are called by two things together: 调解211件、撤诉97件，调撤率70%; 优秀12个、良好20个，优良率80%."""

from __future__ import annotations

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made, percent
from auditor.arithmetic.rates.sides.numbers import Place
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import written
from auditor.figures.rate_words import stem
from auditor.figures.rounding import rounded, truncated

BACK = 6  # numbers before a rate among which its parts and their whole are


def of_joint(place: Place) -> Ratio | None:
    """A rate of two numbers together of the one before them, each of which is one half of its name."""
    rate = place.rate
    name = stem(rate)
    halves = next((h for key, h in _joint().items() if name.endswith(key)), None)
    if halves is None or name.startswith(("不", "未")) or rate.bound is not Bound.EXACT:
        return None
    before = place.before[-BACK:]
    for at in range(len(before) - 2, 0, -1):
        one, other = before[at : at + 2]
        named = zip(halves, (one, other), strict=True)
        if not all(half in q.lead + q.noun and f"不{half}" not in q.lead for half, q in named):
            continue
        whole, listed = before[at - 1], place.whole_of(one)
        alike = len({(q.unit.name, q.scale) for q in (one, other, whole)}) == 1
        if not alike or whole.base < one.base + other.base or any(q.bound is not Bound.EXACT for q in before):
            return None
        found = _made(place, one, other, whole)
        if found.outcome is Outcome.DIFFERS and listed not in (None, whole):
            return None  # 结案440件，其中民事300件，调解150件…: of 民事, or of all
        return found
    return None


def _made(place: Place, one: Quantity, other: Quantity, whole: Quantity) -> Ratio:
    """The rate of both numbers of a whole."""
    rate, value = place.rate, (one.base + other.base) / whole.base * 100
    if rate.value not in (rounded(value, rate.places), truncated(value, rate.places)):
        both = Quantity(one.start, other.end, one.value + other.value, unit=one.unit, scale=one.scale)
        return made(rate, Outcome.DIFFERS, (both, whole), True)
    shown = percent(value, rate)
    working = f"（{written(one)} + {written(other)}）÷ {written(whole)} = {shown}"
    return Ratio(rate, Outcome.HOLDS, working, shown, (one, other, whole))


def _joint() -> dict[str, list[str]]:
    return dict(lexicon.mapping("statuses", "joint_rates"))
