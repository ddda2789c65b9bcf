"""Rates that their two numbers give as soon as 万 or 亿 is taken from one of them: 设计能力200吨，日均156万吨，负荷率78%."""

from __future__ import annotations

from fractions import Fraction

from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import Place
from auditor.claims import Bound
from auditor.figures.amounts import scale_of
from auditor.figures.rate_words import is_called_rate, is_of_total, is_share
from auditor.figures.rounding import rounded
from auditor.patterns import compiled

SLIPS = frozenset(("万", "亿"))
_OF_ONE = compiled(r"每|[人户亩篇件]均|单价")
_TOLD = 24  # characters from the last number to its rate


def with_extra_scale(place: Place) -> Ratio | None:
    """A rate that the two numbers directly before it give exactly, but for the 万 or 亿 of one of them; None for any other."""
    rate, before = place.rate, place.before
    called = is_called_rate(rate) or is_share(rate) or "占" in rate.lead
    if (
        len(before) < 2
        or not called
        or is_of_total(rate)
        or rate.bound is not Bound.EXACT
        or len(rate.value.as_tuple().digits) < 2
    ):
        return None
    last, first = before[-1], before[-2]
    if last.unit.name != first.unit.name or rate.start - last.end > _TOLD or rate.value > 100:
        return None
    if any(q.bound is not Bound.EXACT or _OF_ONE.search(q.lead) for q in (first, last)):
        return None
    slips = [q for q in (first, last) if q.scale in SLIPS]
    if len(slips) != 1 or first.scale == last.scale or not {first.scale, last.scale} & {""}:
        return None
    bases = {id(q): q.base / (Fraction(scale_of(q)) if q is slips[0] else 1) for q in (first, last)}
    for part, whole in ((last, first), (first, last)):
        of = bases[id(whole)]
        if 0 < bases[id(part)] < of and rounded(bases[id(part)] / of * 100, rate.places) == rate.value:
            found = made(rate, Outcome.DIFFERS, (part, whole), True)
            found.slip = slips[0]
            return found
    return None
