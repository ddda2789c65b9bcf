"""The percentages of a text, each as the ratio of two of its numbers.

Each is read by itself first; then those that belong together are settled: shares of one whole, those rounded alike,
and what one leaves to 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from auditor.arithmetic.rates.actual import of_actual
from auditor.arithmetic.rates.bases import share_of_base, share_that_fits
from auditor.arithmetic.rates.contradicted import as_other_numbers_give, contradicted
from auditor.arithmetic.rates.joint import of_joint
from auditor.arithmetic.rates.named import (
    of_grades,
    of_named_classes,
    of_named_group,
    of_named_measure,
    of_told_roughly,
)
from auditor.arithmetic.rates.named_parts import of_named_parts
from auditor.arithmetic.rates.of_changes import of_fall, of_part_and_rest
from auditor.arithmetic.rates.of_each import of_each, of_group
from auditor.arithmetic.rates.others import (
    of_done_and_open,
    of_refused,
    of_several,
    of_the_rest,
    of_the_rest_with_a_slip,
    with_swapped_digits,
)
from auditor.arithmetic.rates.pairs import with_pairs
from auditor.arithmetic.rates.ratio import CUT, Outcome, Ratio, made
from auditor.arithmetic.rates.reading import Reading
from auditor.arithmetic.rates.shares import Series
from auditor.arithmetic.rates.sides.numbers import is_growth, share_of
from auditor.arithmetic.rates.slips import with_extra_scale
from auditor.arithmetic.rates.told import (
    as_all_of_them,
    as_days_of_year,
    as_fits,
    as_half_of_both,
    as_printed,
    as_worded,
    as_worded_above,
    has_fraction,
    of_all_done,
)
from auditor.arithmetic.rates.totals import NamedTotals, share_of_named
from auditor.arithmetic.rates.unknown import (
    counted_otherwise,
    of_another_time,
    of_newcomers,
    of_norm,
    of_number_above,
    of_population,
    told_apart,
)
from auditor.claims import Bound, Rate
from auditor.figures.amounts import slack
from auditor.figures.answers import first_answer
from auditor.figures.rounding import holds, near, rounded, truncated
from auditor.ledger import Claims
from auditor.numbers.numerals import show

ADJUSTED = "（各项合计 100%，末位有调整）"
LEAST_ROW = 3  # shares of one whole that show how they were rounded
_READERS = (
    as_printed,
    told_apart,
    of_norm,
    of_each,
    as_all_of_them,
    as_days_of_year,
    of_all_done,
    of_joint,
    as_worded,
    of_refused,
    of_actual,
    of_group,
    as_fits,
    as_worded_above,
    of_another_time,
    of_population,
    counted_otherwise,
    with_extra_scale,
    of_several,
    of_the_rest,
    as_half_of_both,
    of_done_and_open,
    of_fall,
    of_part_and_rest,
    of_newcomers,
    of_number_above,
    as_other_numbers_give,
    of_named_measure,
    of_grades,
    of_named_group,
    of_told_roughly,
    contradicted,
    with_swapped_digits,
    of_the_rest_with_a_slip,
)
"""What may know a rate, in the order in which they are asked.

What proves it comes first: what is printed, what its words point at, what fits.  Where its words point at two numbers
that give another rate, whatever may explain it comes before the contradiction.
"""


def ratios(text: str, claims: Claims, shares: Iterable[Series] = ()) -> list[Ratio]:
    """Every rate of a text that is more than growth, recomputed; ``shares`` are those told one after the other.

    Changes (:mod:`auditor.arithmetic.changes.beside`) are not rates.
    """
    wholes = {id(p): g.whole for g in claims.groups for p in g.parts}
    changed = {id(c.told) for c in claims.changes}
    found: list[Ratio] = []
    told: set[tuple[int, ...]] = set()  # the numbers whose ratio has been told
    for index, sentence in enumerate(claims.sentences):
        for rate in sentence.figures:
            if not isinstance(rate, Rate) or rate.named or id(rate) in changed:
                continue
            if is_growth(rate) and not has_fraction(text, rate):
                continue
            ratio = _read(Reading(text, claims.sentences, index, rate, wholes))
            sides = tuple(map(id, ratio.sides))
            if ratio.outcome is Outcome.DIFFERS and sides in told:
                ratio = Ratio(rate, Outcome.UNKNOWN)  # what the two numbers give has been told before
            told.add(sides)
            found.append(ratio)
    totals = NamedTotals((r.rate for r in found if r.outcome is Outcome.UNKNOWN), claims.quantities)
    for at, ratio in enumerate(found):
        if ratio.outcome is not Outcome.UNKNOWN:
            continue
        known = totals.share(ratio.rate) or share_of_base(ratio.rate, claims.quantities)
        known = known or share_of_named(ratio.rate, claims.quantities)
        if share := known or share_that_fits(ratio.rate, text, claims.quantities):
            found[at] = share
    unknown = [r.rate for r in found if r.outcome is Outcome.UNKNOWN]
    named = of_named_parts(unknown, text, claims.quantities, claims.groups, shares)
    found = [named.get(id(r.rate), r) for r in found]
    _settle(found, shares)
    of_named_classes(found)
    found = with_pairs(found, claims.quantities)
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
        up = any(_is_rounded_up(ratio) for ratio in row)
        for each in _sets_of(row):
            if sum(ratio.rate.value for ratio in each) == 100:
                _adjusted(each, up)
            elif up:
                _rounded_up(each)


def _sets_of(row: list[Ratio]) -> Iterator[list[Ratio]]:
    """Shares of one whole, one division of it after the other: each ends where 100 % is reached."""
    each: list[Ratio] = []
    for ratio in row:
        each.append(ratio)
        if sum(r.rate.value for r in each) == 100:
            yield each
            each = []
    if each:
        yield each


def _adjusted(row: list[Ratio], up: bool) -> None:
    """Shares that make up 100 %, of which some are off in the last place for that; ``up`` if others are rounded up."""
    for ratio in row:
        if up and ratio.working.endswith(CUT) and not any(map(slack, ratio.sides)):
            ratio.working = ratio.working.removesuffix(CUT) + ADJUSTED
        if ratio.outcome is Outcome.DIFFERS and _off_by(ratio) <= max(1, ratio.rate.places):
            ratio.outcome = Outcome.HOLDS
            ratio.working += ADJUSTED


def _rounded_up(row: list[Ratio]) -> None:
    """Shares beside which others are rounded up, so that none of them is cut off."""
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
        part = share_of(ratio.rate)
        if other is not None and (part is None or holds(ratio.rate, part, other.sides[-1])):
            ratio.outcome = Outcome.HOLDS
            ratio.working = f"100% − {show(other.rate.value)}% = {show(ratio.rate.value)}%"
            ratio.sides = other.sides
    return found


def _read(reading: Reading) -> Ratio:
    """What the first reader says that knows a rate."""
    return first_answer(_READERS, reading) or Ratio(reading.rate, Outcome.UNKNOWN)
