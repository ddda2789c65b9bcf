"""Readers of a rate that prove it: by what is printed, by what its words point at, by what fits: 抽查120件，合格114件，合格率95%."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.arithmetic.rates.contradicted import contradicted
from auditor.arithmetic.rates.days_of_year import days_of_year
from auditor.arithmetic.rates.others import (
    of_both,
)
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.reading import Reading
from auditor.arithmetic.rates.sides.fitting import pairs
from auditor.arithmetic.rates.sides.numbers import comparable
from auditor.claims import Quantity, Rate, Status
from auditor.extraction.context import status
from auditor.figures.amounts import written
from auditor.figures.rate_words import name_of_total, stem
from auditor.figures.rounding import fits, holds, rounded
from auditor.lexicon import any_of
from auditor.patterns import compiled

_FRACTION = compiled(r"[（(](?P<part>[0-9]{1,9})[/／](?P<whole>[1-9][0-9]{0,8})[）)]")


def has_fraction(text: str, rate: Rate) -> bool:
    """Whether a rate is followed by the two numbers it is of: 85%（34/40）."""
    return _FRACTION.match(text, rate.end) is not None


def as_printed(reading: Reading) -> Ratio | None:
    """A rate with its fraction in brackets: 85%（34/40）."""
    fraction = _FRACTION.match(reading.text, reading.rate.end)
    if fraction is None:
        return None
    pair = _number(fraction, "part"), _number(fraction, "whole")
    outcome = Outcome.HOLDS if holds(reading.rate, *pair) else Outcome.DIFFERS
    return made(reading.rate, outcome, pair, True)


def _number(fraction: re.Match[str], name: str) -> Quantity:
    return Quantity(*fraction.span(name), Decimal(fraction[name]))


_ALL_OF_THEM = compiled(
    r"[^。；;，,0-9]{0,12}[，,]?[^。；;，,0-9]{0,8}(?:全部|均|都|悉数|逐一)[^。；;0-9]{0,24}"
)
_EVERY = ("率均", "率均为", "率均达", "率均达到", "率都为", "率都是", "率都达到")
_ALL_SAID = compiled(r"全部|均|都|悉数|逐一")
_JUDGED = compiled(any_of("proportions", "judged"))
_OTHER_RATE = compiled(r"率[、和及与]")  # 办结率和满意率均为100%


def as_all_of_them(reading: Reading) -> Ratio | None:
    """100 % of a number of which all is told: 12件全部办结，办结率100%."""
    rate, last = reading.rate, reading.before[-1] if reading.before else None
    if (
        rate.value != 100
        or last is None
        or last.unit.spans_time
        or not _ALL_OF_THEM.fullmatch(reading.text, last.end, rate.start)
    ):
        return None
    judged = _JUDGED.search(stem(rate))
    words = reading.text[last.end : rate.start]
    if rate.lead.endswith(_EVERY) and not _ALL_SAID.search(words.removesuffix(rate.lead)):
        return None  # 12件，答复率、回访率均为100%: all of the rates are
    if judged and judged[0] not in words.removesuffix(rate.lead) and not _OTHER_RATE.search(words):
        return Ratio(
            rate, Outcome.UNKNOWN
        )  # 12件均已办结，满意率100%: what is done is not yet to anyone's liking
    return Ratio(rate, Outcome.HOLDS, f"{written(last)}全部 = 100%", "100%", (last,), True)


def as_days_of_year(reading: Reading) -> Ratio | None:
    """A rate of the days of a year: 优良天数318天，优良天数比率87.1%."""
    found = days_of_year(reading.rate, reading.before)
    if found is None:
        return None
    if found.fits is None:
        return Ratio(reading.rate, Outcome.UNKNOWN)
    outcome = Outcome.HOLDS if found.fits else Outcome.DIFFERS
    return made(reading.rate, outcome, (found.days, found.year), True)


def of_all_done(reading: Reading) -> Ratio | None:
    """A share of what is done (9月完成25个，占已完成总数的20%), which no number gives that is not told as done."""
    rate = reading.rate
    if status(name_of_total(rate)) is not Status.DONE or not reading.before:
        return None
    if reading.beside and reading.beside[1].status is Status.DONE:
        return as_worded(reading) or contradicted(reading)
    part = reading.before[-1]
    done = (q for q in reversed(reading.before[:-1]) if q.status is Status.DONE and comparable(rate, part, q))
    both = (of_both(rate, part, q) for q in done if rate.places > 0)
    return next(filter(None, both), Ratio(rate, Outcome.UNKNOWN))


def as_worded(reading: Reading) -> Ratio | None:
    """The two numbers of its sentence that the words point at: 检查48家，合格42家，合格率87.5%."""
    pair = reading.beside
    return made(reading.rate, Outcome.HOLDS, pair, True) if pair and holds(reading.rate, *pair) else None


def as_fits(reading: Reading) -> Ratio | None:
    """Two other numbers that give the rate, sooner as rounded than as cut off; for 100 %, only if the words point at none."""
    rate = reading.rate
    if reading.beside and rate.value == 100:
        return None
    likely = [pair for pair in pairs(reading) if comparable(rate, *pair) and fits(rate, *pair)]
    exact = (pair for pair in likely if rounded(pair[0].base / pair[1].base * 100, rate.places) == rate.value)
    fitting = next(exact, likely[0] if likely else None)
    return made(rate, Outcome.HOLDS, fitting, False) if fitting else None


def as_worded_above(reading: Reading) -> Ratio | None:
    """The two numbers of a sentence before that the words point at: 任务60项。已落实57项。完成率95%."""
    pair = reading.meant
    return made(reading.rate, Outcome.HOLDS, pair, False) if pair and holds(reading.rate, *pair) else None


def as_half_of_both(reading: Reading) -> Ratio | None:
    """A rate of one of two numbers that the words point at, of both together: 合格30件，不合格20件，不合格率40%."""
    return of_both(reading.rate, *reading.meant) if reading.meant else None
