"""Rates of what fell, and of a part beside its rest: 由6830亩下降到4127亩，处置率39.6%; 追回152.3万元，占应追回的76.15%，剩余47.7万元."""

from __future__ import annotations

from auditor.arithmetic.rates.others import of_both
from auditor.arithmetic.rates.ratio import Outcome, Ratio, percent
from auditor.arithmetic.rates.sides.numbers import Place
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import written
from auditor.figures.change_words import is_from_to
from auditor.figures.rate_words import stem
from auditor.figures.rounding import rounded
from auditor.groups.group import is_more, left_over

_SHARE = "占"


def of_fall(place: Place) -> Ratio | None:
    """A rate of what is got rid of, told right behind the fall from one number to another; it is only proved."""
    rate = place.rate
    if len(place.before) < 2 or rate.bound is not Bound.EXACT or not stem(rate):
        return None
    first, last = place.before[-2:]
    told = last.following is rate and is_from_to(first, last) and SEMICOLON.search(rate.gap) is None
    if not told or not 0 < last.base < first.base or first.unit.name != last.unit.name:
        return None
    value = (first.base - last.base) / first.base * 100
    if rounded(value, rate.places) != rate.value:
        return None
    shown = percent(value, rate)
    working = f"（{written(first)} − {written(last)}）÷ {written(first)} = {shown}"
    return Ratio(rate, Outcome.HOLDS, working, shown, (first, last))


def of_part_and_rest(place: Place) -> Ratio | None:
    """A share of what is told only by its two parts: the number before it, and what is left, behind it; it is only proved."""
    rate, rest = place.rate, place.rate.following
    part = place.before[-1] if place.before else None
    if part is None or part.following is not rate or not rate.lead.startswith(_SHARE):
        return None
    left = isinstance(rest, Quantity) and left_over(rest.lead) and not is_more(rest.lead)
    if not left or not isinstance(rest, Quantity) or SEMICOLON.search(rest.gap):
        return None
    return of_both(rate, part, rest)
