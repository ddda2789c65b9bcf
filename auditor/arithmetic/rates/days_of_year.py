"""Rates of the days of a year: 2023年优良天数318天，优良天数比率87.1%."""

from __future__ import annotations

from calendar import isleap
from decimal import Decimal

from auditor.claims import Bound, Quantity, Rate
from auditor.figures.rounding import holds
from auditor.patterns import compiled
from auditor.records import frozen

LEAST_VALID = 350  # days of a year that at least are measured
NEAR = 12  # figures of a sentence before the days, which may tell that they are of a part of a year
_DAYS = compiled(r"(?:优良|达标)天数(?:共|为|是|达到?)?\Z")
_RATE = compiled(r"(?:环境)?(?:空气)?(?:质量)?(?:优良|达标)(?:天数)?(?:比率|比例|率|占比)(?:为|是|达到?)?")
_YEAR = compiled(r"(?P<year>20[0-9]{2})年(?:全年|度)?[^，,。；;、0-9]{0,16}\Z")
_SENTENCE_OF_YEAR = compiled(r"(?P<year>20[0-9]{2})年(?:全年|度)?[^，,。；;、0-9]{2,}")
_PART_OF_YEAR = compiled(r"月|季|半年|截至|以来|至今|期间")
_IN_NEXT_CLAUSE = compiled(r"[，,][^，,。；;、]{2,14}")


@frozen
class DaysOfYear:
    """The days that a rate counts and the days of the year; ``fits`` is None if it cannot be told."""

    days: Quantity
    year: Quantity
    fits: bool | None


def days_of_year(rate: Rate, before: list[Quantity]) -> DaysOfYear | None:
    """What a rate of days directly behind their number comes to; None for any other rate."""
    days = before[-1] if before else None
    if (
        days is None
        or days.unit.name != "天"
        or days.bound is not Bound.EXACT
        or rate.bound is not Bound.EXACT
    ):
        return None
    if not (_DAYS.search(days.lead) and _RATE.fullmatch(rate.lead) and _IN_NEXT_CLAUSE.fullmatch(rate.gap)):
        return None
    words = _words_before(days)
    named = _YEAR.search(days.gap) or _SENTENCE_OF_YEAR.match(words)
    whole_year = named is not None and not _PART_OF_YEAR.search(words)
    lengths = [366 if isleap(int(named["year"])) else 365] if named and whole_year else [365, 366]
    fitting = next((n for n in lengths if holds(rate, days, _of(days, n))), None)
    if fitting:
        return DaysOfYear(days, _of(days, fitting), True)
    possible = not whole_year or any(holds(rate, days, _of(days, n)) for n in range(LEAST_VALID, 367))
    return DaysOfYear(days, _of(days, lengths[0]), None if possible else False)


def _words_before(days: Quantity) -> str:
    """What is said in the sentence before a number, without the numbers."""
    figures = days.sentence.figures[:NEAR] if days.sentence else []
    return "".join(f.gap for f in figures if f.start <= days.start)


def _of(days: Quantity, count: int) -> Quantity:
    """The days of the year as a number; it stands nowhere, so that the days counted stand for it."""
    return Quantity(days.start, days.end, Decimal(count), unit=days.unit, sentence=days.sentence)
