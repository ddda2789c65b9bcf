"""Percentages: which numbers a rate is a ratio of, and whether it holds at the precision printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from auditor.arithmetic import rate_sides
from auditor.arithmetic.days_of_year import DaysOfYear, days_of_year
from auditor.arithmetic.groups import earlier
from auditor.arithmetic.rate_others import (
    SEVERAL,
    of_both,
    of_other_numbers,
    of_refused,
    of_several,
    of_the_rest,
    with_swapped_digits,
)
from auditor.arithmetic.rate_slips import with_extra_scale
from auditor.arithmetic.rate_totals import of_named_total
from auditor.arithmetic.rate_words import is_completion
from auditor.arithmetic.ratio import CUT, Outcome, Ratio, made
from auditor.arithmetic.rounding import fits, holds, near, rounded, truncated, violates
from auditor.arithmetic.shares import Series
from auditor.arithmetic.sums import slack, written
from auditor.claims import Bound, Claims, Quantity, Rate, Sentence, Status
from auditor.lexicon import any_of
from auditor.numbers.numerals import show
from auditor.patterns import compiled

_FRACTION = compiled(r"[（(](?P<part>[0-9]{1,9})[/／](?P<whole>[0-9]{1,9})[）)]")
_INCLUDED = compiled(r"[（(][含括][^0-9（）()]{1,24}的[）)]")
_INCLUDING = compiled(r"[（(]含")  # 合格率95%（含优秀）: of more than one class
_ALL_OF_THEM = compiled(
    r"[^。；;，,0-9]{0,12}[，,]?[^。；;，,0-9]{0,8}(?:全部|均|都|悉数|逐一)[^。；;0-9]{0,24}"
)
_OF_OTHER_YEAR = compiled(r"(?:20[0-9]{2}年|上年|去年|同期)(?:的|同期)?[^，,。；;0-9]{0,8}\Z")
_AIMED_AT = compiled(rf"(?:{any_of('scopes', 'planned')})[^，,。；;]*\Z")
AIM = 40  # characters before a rate in which it may be called an aim
_COUNTED_AS = compiled(
    r"含[^，。；]{1,8}后|扣除|剔除|不含|计算在内|视同|视为|计入(?:已)?完成|纳入完成|统计口径|口径(?:计算|统计)"
)
_NEWLY = compiled(r"新收|收案|新增")
LEAST_ROW = 3  # shares of one whole that show how they were rounded
RULED = 80  # characters before a rate in which it may be said what counts


def ratios(text: str, claims: Claims, shares: Iterable[Series] = ()) -> list[Ratio]:
    """Every rate of a text that is more than growth, recomputed; ``shares`` are those told one after the other.

    Changes (:mod:`auditor.arithmetic.changes`) are not rates.
    """
    wholes = {id(p): g.whole for g in claims.groups for p in g.parts}
    changed = {id(c.told) for c in claims.changes}
    found: list[Ratio] = []
    told: set[tuple[int, ...]] = set()  # the numbers whose ratio has been told
    for index, sentence in enumerate(claims.sentences):
        for rate in sentence.figures:
            if not isinstance(rate, Rate) or rate.named or id(rate) in changed:
                continue
            if rate_sides.is_growth(rate) and not _FRACTION.match(text, rate.end):
                continue
            ratio = _ratio(text, claims.sentences, index, rate, wholes)
            sides = tuple(map(id, ratio.sides))
            if ratio.outcome is Outcome.DIFFERS and sides in told:
                ratio = Ratio(rate, Outcome.UNKNOWN)  # what the two numbers give has been told before
            told.add(sides)
            found.append(ratio)
    for at, ratio in enumerate(found):
        if ratio.outcome is Outcome.UNKNOWN and (share := of_named_total(ratio.rate, claims.quantities)):
            found[at] = share
    _settle(found, shares)
    _round_alike(found)
    return _with_complements(found)


def _settle(found: list[Ratio], shares: Iterable[Series]) -> None:
    """Shares told one after the other are shares of what most of them are shares of."""
    of = {id(ratio.rate): ratio for ratio in found}
    for each in shares:
        for share in each.fitting:
            ratio = of[id(share.rate)]
            if ratio.outcome is not Outcome.HOLDS or not ratio.natural:
                settled = made(share.rate, Outcome.HOLDS, (share.part, each.base), False)
                settled.working += "（分母为各项之和）" if each.together else ""
                of[id(share.rate)] = settled
        for share in each.odd:
            if of[id(share.rate)].outcome is Outcome.UNKNOWN and near(share.rate, share.part, each.base):
                of[id(share.rate)] = made(share.rate, Outcome.DIFFERS, (share.part, each.base), False)
    found[:] = of.values()


def _round_alike(found: list[Ratio]) -> None:
    """Shares of one whole are rounded in one way: to make up 100 % in the last place, or all up and down, or all cut off."""
    rows: dict[int, list[Ratio]] = {}
    for ratio in found:
        plain = ratio.rate.bound is Bound.EXACT and len(ratio.sides) == 2 and ratio.sides[1].base
        if plain and ratio.outcome is not Outcome.UNKNOWN:
            rows.setdefault(id(ratio.sides[1]), []).append(ratio)
    for row in rows.values():
        if len(row) < LEAST_ROW:
            continue
        if sum(ratio.rate.value for ratio in row) == 100:
            for ratio in row:
                if ratio.outcome is Outcome.DIFFERS and _off_by(ratio) <= max(1, ratio.rate.places):
                    ratio.outcome = Outcome.HOLDS
                    ratio.working += "（各项合计 100%，末位有调整）"
        elif any(_is_rounded_up(ratio) for ratio in row):
            for ratio in row:
                if ratio.working.endswith(CUT) and not any(map(slack, ratio.sides)):
                    ratio.working = ratio.working.removesuffix(CUT)
                    ratio.outcome = Outcome.DIFFERS if ratio.rate.places > 0 else Outcome.UNKNOWN


def _off_by(ratio: Ratio) -> Decimal:
    """By how many of its last places a rate differs from its two numbers."""
    part, whole = ratio.sides
    places = ratio.rate.places
    return abs(rounded(part.base / whole.base * 100, places) - ratio.rate.value).scaleb(places)


def _is_rounded_up(ratio: Ratio) -> bool:
    part, whole = ratio.sides
    value, places = part.base / whole.base * 100, ratio.rate.places
    return truncated(value, places) < rounded(value, places) == ratio.rate.value


def _ratio(
    text: str, sentences: Sequence[Sentence], index: int, rate: Rate, wholes: dict[int, Quantity]
) -> Ratio:
    numbers = [q for q in sentences[index].quantities if not q.named]
    before = rate_sides.numbers_before(rate)
    if fraction := _FRACTION.match(text, rate.end):
        pair = _printed(fraction)
        return made(rate, Outcome.HOLDS if holds(rate, *pair) else Outcome.DIFFERS, pair, True)
    if rate.value == 100 and before and _ALL_OF_THEM.fullmatch(text, before[-1].end, rate.start):
        return Ratio(rate, Outcome.HOLDS, f"{written(before[-1])}全部 = 100%", "100%", (before[-1],), True)
    if (of_year := days_of_year(rate, before)) is not None:
        return _of_year(rate, of_year)
    natural = rate_sides.natural(rate, before, numbers, wholes) or rate_sides.natural_after(rate, numbers)
    if natural and not rate_sides.comparable(rate, *natural):
        natural = None
    if natural and holds(rate, *natural):
        return made(rate, Outcome.HOLDS, natural, True)
    if (refused := of_refused(rate, before)) is not None:
        return refused
    above = list(earlier(text, sentences, index, lines=1))
    fitting = (
        rate_sides.pairs(rate, before, numbers, above, wholes) if not natural or rate.value != 100 else ()
    )
    for pair in fitting:
        if rate_sides.comparable(rate, *pair) and fits(rate, *pair):
            return made(rate, Outcome.HOLDS, pair, False)
    if natural is None:
        natural = rate_sides.from_earlier(rate, before, above, wholes)
        if natural and not rate_sides.comparable(rate, *natural):
            natural = None
        if natural and holds(rate, *natural):
            return made(rate, Outcome.HOLDS, natural, False)
    if natural and (
        _OF_OTHER_YEAR.search(rate.gap) or _AIMED_AT.search(text, max(0, rate.start - AIM), rate.start)
    ):
        return Ratio(rate, Outcome.UNKNOWN)
    if natural and _COUNTED_AS.search(_words_around(text, rate, natural[1])):
        return Ratio(rate, Outcome.UNKNOWN)  # what counts as done is ruled otherwise
    if slip := with_extra_scale(rate, before):
        return slip
    if others := of_several(rate, before, above) or of_the_rest(rate, before):
        return others
    if natural and (halves := of_both(rate, *natural)):
        return halves
    if natural and _NEWLY.search(natural[1].lead):
        return Ratio(rate, Outcome.UNKNOWN)  # 新收案件: there were others before
    if natural and any(
        rate_sides.comparable(rate, natural[0], q) and fits(rate, natural[0], q) for q in above[:SEVERAL]
    ):
        return Ratio(rate, Outcome.UNKNOWN)  # of a number told before, perhaps
    if natural and (other := of_other_numbers(rate, natural[0], before, above)):
        return other
    # a part may have been mistyped beyond its whole, but not far beyond
    within = natural is not None and (2 * natural[0].base <= 3 * natural[1].base or rate.value > 100)
    meant = natural is not None and within and (_adjoining(rate, *natural, wholes) or near(rate, *natural))
    if (
        natural
        and _are_alike(*natural)
        and meant
        and not _INCLUDING.match(text, rate.end)
        and violates(rate, *natural)
    ):
        return made(rate, Outcome.DIFFERS, _fully_done(rate, natural, before, wholes), True)
    return with_swapped_digits(rate, before, above) or Ratio(rate, Outcome.UNKNOWN)


def _of_year(rate: Rate, found: DaysOfYear) -> Ratio:
    """A rate of the days of a year: 优良天数318天，优良天数比率87.1%."""
    if found.fits is None:
        return Ratio(rate, Outcome.UNKNOWN)
    outcome = Outcome.HOLDS if found.fits else Outcome.DIFFERS
    return made(rate, outcome, (found.days, found.year), True)


def _words_around(text: str, rate: Rate, whole: Quantity) -> str:
    """The words before a rate, without a bracket that only says what its whole includes: 412家（含报送后注销的）."""
    start = max(0, rate.start - RULED)
    bracket = _INCLUDED.match(text, whole.end, rate.start) if start <= whole.end <= rate.start else None
    return (
        text[start : bracket.start()] + text[bracket.end() : rate.end] if bracket else text[start : rate.end]
    )


def _are_alike(part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers are counted in one word, or count one thing, so that a wrong ratio is theirs."""
    same = part.unit.name == whole.unit.name or part.unit.measured or part.unit.kind == "person"
    return same or part.noun == whole.noun != ""


def _fully_done(
    rate: Rate, pair: tuple[Quantity, Quantity], before: list[Quantity], wholes: dict[int, Quantity]
) -> tuple[Quantity, Quantity]:
    """For a rate of completion, what is done rather than what is mostly done: 完成9个，基本完成1个，完成率90%."""
    part, whole = pair
    done = [q for q in before if q.status is Status.DONE and wholes.get(id(q)) is whole]
    return (done[-1], whole) if is_completion(rate) and done and part.status is not Status.DONE else pair


def _adjoining(rate: Rate, part: Quantity, whole: Quantity, wholes: dict[int, Quantity]) -> bool:
    """Whether whole, part and rate follow each other, or are tied by a list, so that no other numbers can be meant."""
    figures = rate.sentence.figures if rate.sentence else []
    at = next((i for i, f in enumerate(figures) if f is rate), 0)
    if at > 1 and figures[at - 1] is part and figures[at - 2] is whole:
        return True
    return wholes.get(id(part)) is whole and part.sentence is whole.sentence is rate.sentence


def _printed(fraction: re.Match[str]) -> tuple[Quantity, Quantity]:
    """The two numbers of a fraction in brackets: 85%（34/40）."""
    part, whole = (Quantity(*fraction.span(name), Decimal(fraction[name])) for name in ("part", "whole"))
    return part, whole


def _with_complements(found: list[Ratio]) -> list[Ratio]:
    """A rate that is not a ratio of two figures may be what another rate leaves to 100 %."""
    proved: dict[tuple[int, Decimal], Ratio] = {}
    for ratio in found:
        if ratio.outcome is Outcome.HOLDS:
            proved.setdefault((id(ratio.rate.sentence), ratio.rate.value), ratio)
    for ratio in found:
        if ratio.outcome is Outcome.HOLDS or ratio.rate.value >= 100:
            continue
        other = proved.get((id(ratio.rate.sentence), 100 - ratio.rate.value))
        part = rate_sides.share_of(ratio.rate)
        if other is not None and (part is None or holds(ratio.rate, part, other.sides[-1])):
            ratio.outcome = Outcome.HOLDS
            ratio.working = f"100% − {show(other.rate.value)}% = {show(ratio.rate.value)}%"
            ratio.sides = other.sides
    return found
