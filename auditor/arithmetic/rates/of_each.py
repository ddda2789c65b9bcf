"""Rates whose words name those they are of: some bodies one by one, or a group of members of the list before: 其中4个镇街完成率为100%."""

from __future__ import annotations

from fractions import Fraction

from auditor.arithmetic.rates.ratio import Outcome, Ratio, percent
from auditor.arithmetic.rates.sides.numbers import Place
from auditor.arithmetic.rates.sides.worded import EXPLAINS, worded_behind
from auditor.characters.pauses import JOINT
from auditor.claims import Bound, Quantity
from auditor.extraction.context import status
from auditor.figures.amounts import written
from auditor.figures.each import counts, rated_things
from auditor.figures.rounding import rounded
from auditor.groups.group import total_of
from auditor.patterns import compiled

_SOME_OF_THEM = compiled(r"其中|等|另|其余|有|[、和与及][\u4e00-\u9fff]{1,10}\Z")


def of_each(place: Place) -> Ratio | None:
    """A rate told of some bodies one by one: 完成169个，其中甲镇等4个镇街完成率为100% is of no number of all of them."""
    last = place.before[-1] if place.before else None
    things = rated_things(last) if last else ""
    if last is None or not things or (EXPLAINS.match(place.text, place.rate.end) and worded_behind(place)):
        return None
    more = any(q.base > last.base and counts(q, things) for q in (*place.before, *place.above))
    return Ratio(place.rate, Outcome.UNKNOWN) if more or _SOME_OF_THEM.search(last.gap) else None


LEAST_MEMBERS = 3
_GROUP_SHARE = compiled(r"[，,；;](?:其中)?(?P<name>[\u4e00-\u9fff]{3,10}?)(?:的)?占(?:比(?:为|达)?|了)?")
_TELLS_NOTHING = frozenset("的人员数者类级以上下中总个项名位件户家和及等占比")


def of_group(place: Place) -> Ratio | None:
    """A share of a group told by name: of the members that the name tells, or of several at one end of their list.

    教授12名、副教授36名、讲师8名，高级职称占85.7% is of the first two, and of no single one of another name.
    """
    rate = place.rate
    named = _GROUP_SHARE.fullmatch(rate.gap)
    row = _last_list(place)
    if named is None or len(row) < LEAST_MEMBERS or status(named["name"]) is not None:
        return None
    joined = [q for name in JOINT.split(named["name"]) for q in row if q.lead.removeprefix("其中") == name]
    own = set(named["name"]) - _TELLS_NOTHING
    others = (q for q in (*place.before, *place.above) if q is not place.whole_of(row[0]))
    told = {char for q in others for char in q.lead + q.noun}
    if len(joined) < 2 and (not own or own & told):
        return None
    ends = [end for k in range(2, len(row)) for end in (row[:k], row[-k:])]
    together = (_together(place, parts) for parts in ([joined] if len(joined) > 1 else ends))
    return next(filter(None, together), Ratio(rate, Outcome.UNKNOWN))


def _together(place: Place, parts: list[Quantity]) -> Ratio | None:
    """The rate of some parts of one whole together, if they give it."""
    rate, whole = place.rate, place.whole_of(parts[0])
    if whole is None or not whole.base or rate.bound is not Bound.EXACT:
        return None
    value = total_of(parts) / whole.base * 100
    if rounded(value, rate.places) != rate.value or (rate.places <= 0 and value != Fraction(rate.value)):
        return None
    shown = percent(value, rate)
    working = f"（{' + '.join(map(written, parts))}）÷ {written(whole)} = {shown}"
    return Ratio(rate, Outcome.HOLDS, working, shown, (*parts, whole))


def _last_list(place: Place) -> list[Quantity]:
    """The numbers directly before a rate that are parts of one whole, each with a name of its own and no state."""
    whole = place.whole_of(place.before[-1]) if place.before else None
    if whole is None:
        return []
    row = [q for q in place.before if place.whole_of(q) is whole]
    return row if all(q.lead and q.status is None for q in row) else []
