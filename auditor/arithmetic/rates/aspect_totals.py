"""What divisions by one aspect come to: each adds up to the total told before, and its shares are of that total.

受理71件。从举报方式看，来信16件，占22.5%；来访22件，占31%；网络33件，占46.5%。从职级看，….

Where shares stand beside all parts and make up 100 %, the list reads as complete, and one that misses the total is
contradicted; where they are all of the sum of their parts though they are called shares of a larger total, that
is said once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from attrs import evolve, field

from auditor.arithmetic.rates.aspect_shares import Division, OtherBase, divisions
from auditor.arithmetic.rates.shares import Series, Share
from auditor.claims import Bound, Quantity, Scanned
from auditor.figures.rate_words import is_of_total, name_of_total
from auditor.figures.rounding import holds
from auditor.groups.finders.row import may_be_whole
from auditor.groups.group import LEAST_FIT, WITHOUT_CUE, Cue, Group, nearly_makes
from auditor.patterns import compiled
from auditor.records import define

BACK = 40  # numbers before a division among which its total may be
FITS = 3  # shares of another number than their sum that show what they are of
_OTHER_TIME = compiled(r"[上去前]年|同期|上月|上季|[增减]|上升|下降")


@define(eq=False)
class Divided:
    """The series of shares and the groups that divisions make, and those shares that are of another base."""

    series: list[Series] = field(factory=list)
    groups: list[Group] = field(factory=list)
    others: list[OtherBase] = field(factory=list)


def divided(text: str, claims: Scanned, known: Iterable[Series]) -> Divided:
    """What the divisions of a text come to, with the series of shares that are ``known`` of it."""
    found = list(divisions(text, claims))
    of_some = {id(rate) for each in found if not each.is_of_all for rate in each.rates}
    result = Divided([_of_some(each) if _is_within(each, of_some) else each for each in known])
    within = {id(part) for each in found for part in each.parts}
    for each in found:
        wholes = _wholes(each, claims.quantities, within)
        _take(result, each, wholes, claims.quantities)
    return result


def _is_within(each: Series, rates: set[int]) -> bool:
    """Whether all shares of a series are some of those told by their ids."""
    return each.stated is not None and all(id(share.rate) in rates for share in each.fitting)


def _of_some(each: Series) -> Series:
    """A series whose total need not be that of the text: only some of the cases have what divides it."""
    return evolve(each, stated=None)


def with_divided(groups: Iterable[Group], made: Divided) -> list[Group]:
    """The groups of a text with those of its divisions, which take the place of what only fits within them."""
    groups = list(groups)
    known = [{id(p) for p in g.parts} for g in groups]
    new = [g for g in made.groups if not any({id(p) for p in g.parts} <= ids for ids in known)]
    rows = [{id(g.whole), *(id(p) for p in g.parts)} for g in new]
    kept = [
        g
        for g in groups
        if not (g.cue in WITHOUT_CUE and any({id(g.whole), *map(id, g.parts)} <= row for row in rows))
    ]
    return kept + new


def _take(result: Divided, each: Division, wholes: list[Quantity], quantities: Sequence[Quantity]) -> None:
    """Add what one division comes to."""
    own, parts = each.whole, list(each.parts)
    shares = [Share(r, p) for r, p in zip(each.shares, each.parts, strict=True) if r is not None]
    equal = next((q for q in wholes if q.base == own.base), None)
    rates = {id(share.rate) for share in shares}
    settled = next((s for s in result.series if any(id(f.rate) in rates for f in s.fitting)), None)
    if equal is not None:
        if own.base >= LEAST_FIT:
            result.groups.append(Group(equal, parts, Cue.SERIES, closed=True, near=False))
        if settled is None and shares:
            _add_series(result, shares, equal)
        return
    if not each.is_complete or each.open:
        return
    if settled is not None and not settled.together:
        if each.is_of_kinds and _misses(each, settled.base, quantities):
            result.groups.append(Group(settled.base, parts, Cue.SHARES, closed=True, near=False))
        return
    if settled is not None:
        if settled.stated is not None or not all(id(s.rate) in rates for s in settled.fitting):
            return
        result.series.remove(settled)
    of = next((q for q in wholes if _fitting(shares, q) >= min(FITS, len(shares) - 1) > 1), None)
    if not all(holds(s.rate, s.part, own) for s in shares):
        if of is not None and each.is_of_kinds and _misses(each, of, quantities):
            fitting = tuple(s for s in shares if holds(s.rate, s.part, of))
            result.series.append(Series(of, fitting, ()))
            result.groups.append(Group(of, parts, Cue.SHARES, closed=True, near=False))
        return
    _without_odd(result, rates)
    named = _named(each, wholes)
    if named is not None and _fitting(shares, named) <= 1:
        told = next((q for q in quantities if q.base == own.base and q.unit.name == own.unit.name), None)
        result.others.append(OtherBase(each, named, told))
        return
    near = next((q for q in wholes if _misses(each, q, quantities)), None)
    if near is not None and each.is_of_all and near.base == max(q.base for q in wholes):
        result.groups.append(Group(near, parts, Cue.SHARES, closed=True, near=False))
    result.series.append(Series(own, tuple(shares), (), together=True))


def _misses(each: Division, whole: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Whether a division nearly makes a whole, and no number told beside that is just what lies between them: 其中重复8件."""
    if not nearly_makes(each.whole.base, whole):
        return False
    start = whole.sentence.start if whole.sentence else whole.start
    first, last = (bisect_left(quantities, at, key=attrgetter("start")) for at in (start, each.opens))
    missing = abs(each.whole.base - whole.base)
    return not any(q.base == missing and q.unit.name == whole.unit.name for q in quantities[first:last])


def _add_series(result: Divided, shares: list[Share], base: Quantity) -> None:
    """The shares of a division that makes up its total: those that do not fit it are odd."""
    fitting = tuple(s for s in shares if holds(s.rate, s.part, base))
    if 2 * len(fitting) > len(shares):
        odd = tuple(s for s in shares if s not in fitting) if len(fitting) > 1 else ()
        result.series.append(Series(base, fitting, odd))


def _fitting(shares: list[Share], base: Quantity) -> int:
    return sum(holds(s.rate, s.part, base) for s in shares)


def _without_odd(result: Divided, rates: set[int]) -> None:
    """Take from the series what is odd in them, but goes with its own division."""
    result.series = [
        evolve(s, odd=tuple(o for o in s.odd if id(o.rate) not in rates)) if s.odd else s
        for s in result.series
    ]


def _wholes(each: Division, quantities: Sequence[Quantity], within: set[int]) -> list[Quantity]:
    """The numbers before a division that it may divide, nearest first, each size once."""
    at = bisect_left(quantities, each.opens, key=attrgetter("start"))
    largest = max(p.base for p in each.parts)
    known = (
        q
        for q in reversed(quantities[max(0, at - BACK) : at])
        if q.unit.name == each.parts[0].unit.name
        and q.base >= largest
        and q.bound is Bound.EXACT
        and not (q.named or q.depth or id(q) in within)
        and may_be_whole(q)
        and not _OTHER_TIME.search(q.lead)
    )
    found: dict[object, Quantity] = {}
    for q in known:
        if q.base not in found or found[q.base].sentence is q.sentence:
            found[q.base] = q  # 受理708件，已办结708件: the first of one sentence
    return list(found.values())


def _named(each: Division, wholes: list[Quantity]) -> Quantity | None:
    """The number that all shares of a division name as what they are of: 占信访总量的."""
    rates = each.rates
    if len(rates) < FITS or not all(map(is_of_total, rates)):
        return None
    names = {name_of_total(rate) for rate in rates}
    named = [q for q in wholes if all(name in q.lead + q.tail for name in names)]
    return named[0] if len(named) == 1 else None
