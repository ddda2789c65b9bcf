"""What there is against what is laid down: 规模核定为6.8万吨，…，实际库存6.5万吨，规模到位率95.6%."""

from __future__ import annotations

import re
from functools import cache

from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import Place, comparable
from auditor.arithmetic.rates.slips import SLIPS
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import scale_of
from auditor.figures.rate_words import stem
from auditor.figures.rounding import holds, near, violates
from auditor.lexicon import any_of
from auditor.patterns import compiled

_OTHER_TIME = compiled(r"上年|去年|年初|原|此前|20[0-9]{2}年")


def of_actual(place: Place) -> Ratio | None:
    """A rate of how much is there of what is laid down, if one number of the paragraph tells either."""
    rate, part = place.rate, place.before[-1] if place.before else None
    if part is None or rate.bound is not Bound.EXACT or not _rates().search(stem(rate)):
        return None
    whole = _laid_down(place, part)
    if whole is None or not _actual().search(part.lead) or part.bound is not Bound.EXACT:
        return None
    pair = part, whole
    if holds(rate, *pair):
        return made(rate, Outcome.HOLDS, pair, False)
    if part.scale != whole.scale and {part.scale, whole.scale} - SLIPS == {""}:
        return _with_lost_scale(place, part, whole)
    meant = part.base < whole.base and near(rate, *pair) and violates(rate, *pair)
    return made(rate, Outcome.DIFFERS, pair, False) if meant else None


def _laid_down(place: Place, part: Quantity) -> Quantity | None:
    """The only number told as laid down in the paragraph before a number that says what there is."""
    known = [*place.before[:-1], *place.above]
    told = [
        q
        for q in known
        if _set().search(q.lead)
        and q.unit.name == part.unit.name
        and comparable(place.rate, part, q)
        and "\n" not in place.text[q.end : part.start]
    ]
    if len({q.base for q in told}) != 1 or told[0].bound is not Bound.EXACT:
        return None
    return None if _OTHER_TIME.search(told[0].lead) else told[0]


def _with_lost_scale(place: Place, part: Quantity, whole: Quantity) -> Ratio | None:
    """The pair if it gives the rate with one 万 for both; the one without it may have lost it."""
    short = part if not part.scale else whole
    of_one = (part.value / scale_of(part), whole.value / scale_of(whole))
    share = of_one[0] / of_one[1] * 100
    if abs(share - place.rate.value) * 2 * 10**place.rate.places > 1:
        return None
    found = made(place.rate, Outcome.DIFFERS, (part, whole), True)
    found.slip = short
    return found


@cache
def _rates() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('proportions', 'rates_of_actual')})\Z")


@cache
def _actual() -> re.Pattern[str]:
    return compiled(any_of("proportions", "actual"))


@cache
def _set() -> re.Pattern[str]:
    return compiled(any_of("proportions", "laid_down"))
