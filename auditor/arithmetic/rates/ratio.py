"""A stated rate with the two numbers it is the ratio of, and the arithmetic in words: 146个已完成143个，完成率97.9%."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import field

from auditor.claims import Bound, Quantity, Rate
from auditor.figures.amounts import written
from auditor.figures.rounding import rounded, truncated
from auditor.numbers.numerals import show
from auditor.records import define

CUT = "（按截去尾数）"


class Outcome(StrEnum):
    """What came of recomputing a rate."""

    HOLDS = "holds"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


FRACTION_PLACES = 2  # in which 四分之三 is told: 75.00%


@define(eq=False)
class Ratio:
    """A stated rate with the numbers it is the ratio of.

    ``natural`` says that the text itself points at the two numbers; otherwise they were only found to fit.
    ``slip`` is the one of them that would fit without the 万 or 亿 in its unit, or with that of the other.
    """

    rate: Rate
    outcome: Outcome
    working: str = ""
    computed: str = ""
    sides: tuple[Quantity, ...] = field(default=())
    natural: bool = False
    slip: Quantity | None = None


def percent(value: Fraction, rate: Rate) -> str:
    """A computed percentage, two places finer than the stated one."""
    return show(rounded(value, max(rate.places, 0) + 2)) + "%"


def made(rate: Rate, outcome: Outcome, pair: tuple[Quantity, Quantity], natural: bool) -> Ratio:
    """A rate with the two numbers it was compared with, and their quotient in words."""
    part, whole = pair
    value = part.base / whole.base * 100
    shown = percent(value, rate)
    working = f"{written(part)} ÷ {written(whole)} = {shown}"
    exact = rounded(value, rate.places if rate.places >= 0 else FRACTION_PLACES) == rate.value
    if outcome is Outcome.HOLDS and rate.bound is Bound.EXACT and not exact:
        cut = truncated(value, rate.places) == rate.value
        working += CUT if cut else f"，与 {show(rate.value)}% 相差在四舍五入之内"
    return Ratio(rate, outcome, working, shown, pair, natural)
