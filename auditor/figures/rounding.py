"""Percentages at the precision printed (GB/T 8170-2008: rounded half up; cut-off values are accepted apart): 2/3 is 66.7% or 66.6%."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from auditor.claims import Bound, Figure, Quantity, Rate
from auditor.figures.amounts import slack
from auditor.numbers.numerals import is_slip

NEAR_POINTS = 10  # percentage points within which numbers that no word ties to a rate count as meant
CLOSE = 20  # numbers that only fit may differ from a rate by one part in so many
ROUGHLY = 6  # and from 近两成 by one part in so many
ROUNDED_AWAY = Fraction(1, 2)  # percentage points that coarse numbers may leave at most
ALL = 100  # percent, which nothing less is rounded to
COARSE = 200  # half the last place of a measure taken as rounded is at most one part in so many


def rounded(value: Fraction, places: int) -> Decimal:
    """A number rounded half up to so many decimals (-1: to tens)."""
    return _quantized(value, places, ROUND_HALF_UP)


def truncated(value: Fraction, places: int) -> Decimal:
    """A number cut off after so many decimals."""
    return _quantized(value, places, ROUND_DOWN)


def _quantized(value: Fraction, places: int, rounding: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    step = Decimal(1).scaleb(-places)
    return (exact / step).quantize(Decimal(1), rounding=rounding) * step


def holds(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether part ÷ whole is the rate as printed: rounded, or cut off, or on the right side of 近 / 超."""
    if whole.base == 0:
        return False
    value = part.base / whole.base * 100
    if rate.bound is Bound.EXACT:
        if is_as_printed(rate, value):
            return True
        low, high = _range(part, whole)
        return low < high and is_between(rate, low * 100, high * 100)
    stated = Fraction(rate.value)
    coarse = Fraction(10) if rate.places < 0 else stated / 10
    match rate.bound:
        case Bound.UNDER:
            return stated - coarse <= value < stated
        case Bound.OVER:
            return stated <= value <= stated + coarse
    return abs(value - stated) <= stated / 20


def is_as_printed(rate: Rate, value: Fraction) -> bool:
    """Whether a percentage is printed as a rate, rounded or cut off, nothing less than all as 100%; 四成 and 三分之一 are meant less exactly."""
    if rate.value == ALL and value < ALL:
        return False  # 239 of 240 are not 100%
    if rate.value in (rounded(value, rate.places), truncated(value, rate.places)):
        return True
    stated = Fraction(rate.value)
    return rate.places < 0 and abs(value - stated) * CLOSE <= stated


def is_between(rate: Rate, low: Fraction, high: Fraction) -> bool:
    """Whether a rate as printed lies between two percentages that are rounded like it."""
    return rounded(low, rate.places) <= rate.value <= rounded(high, rate.places)


def _range(part: Quantity, whole: Quantity) -> tuple[Fraction, Fraction]:
    """Between what a ratio may lie, the numbers being rounded ones; measures told coarsely are taken as exact."""
    less, more = (
        (Fraction(0) if q.unit.measured and slack(q) * COARSE > q.base else slack(q)) for q in (part, whole)
    )
    return _between(part, whole, less, more)


def _between(part: Quantity, whole: Quantity, less: Fraction, more: Fraction) -> tuple[Fraction, Fraction]:
    """Between what a ratio lies of numbers that may be off by so much; two noughts if neither is."""
    if not (less or more) or more >= whole.base:
        return Fraction(0), Fraction(0)
    return (part.base - less) / (whole.base + more), (part.base + less) / (whole.base - more)


def fits(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate holds of two numbers that no word ties to it: those told coarsely must come close, too."""
    value, stated = part.base / whole.base * 100 if whole.base else Fraction(0), Fraction(rate.value)
    close = CLOSE if rate.bound is Bound.EXACT else ROUGHLY
    return holds(rate, part, whole) and abs(value - stated) * close <= stated


def violates(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a ratio lies on the wrong side of a stated one: 超过一半 is not contradicted by 58 %."""
    value, stated = part.base / whole.base * 100, Fraction(rate.value)
    match rate.bound:
        case Bound.OVER:
            return value < stated
        case Bound.UNDER:
            return value >= stated or (rate.lead.endswith("近") and value < stated * Fraction(17, 20))
        case Bound.ABOUT:
            return abs(value - stated) > stated / 10
    return not may_round_to(rate, part, whole)


def may_round_to(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether what two coarsely printed numbers were rounded from may give a rate close by: 3.1亿元 of 6.5亿元 are 47.4%."""
    low, high = _between(part, whole, slack(part), slack(whole))
    close = abs(part.base / whole.base * 100 - Fraction(rate.value)) <= ROUNDED_AWAY
    return low < high and close and is_between(rate, low * 100, high * 100)


def is_about(told: Figure, value: Fraction) -> bool:
    """Whether a value is one that 近, 超 or 约 may round so."""
    stated = Fraction(told.value)
    match told.bound:
        case Bound.UNDER:
            return stated * Fraction(17, 20) <= value <= stated
        case Bound.OVER:
            return stated <= value <= stated * Fraction(5, 4)
    return abs(value - stated) <= stated / 10


def is_far_from(told: Figure, value: Fraction) -> bool:
    """Whether a value lies clearly on the wrong side of 近 or 超, or so far off that none of these words fits."""
    stated = Fraction(told.value)
    match told.bound:
        case Bound.UNDER:
            return value * 50 > stated * 51 or value * 4 < stated * 3
        case Bound.OVER:
            return value * 50 < stated * 49 or value * 2 > stated * 3
    return abs(value - stated) * 5 > stated


def is_off_by_one(rate: Rate, value: Fraction) -> bool:
    """Whether a rate with decimals differs from a computed percentage by one in its last place."""
    return rate.places > 0 and abs(rounded(value, rate.places) - rate.value) == Decimal(1).scaleb(
        -rate.places
    )


def is_mistyped(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate as printed and the one that part ÷ whole gives differ by a digit, or by two that changed places."""
    places = max(rate.places, 0)
    computed = rounded(part.base / whole.base * 100, places)
    return is_slip(f"{computed:.{places}f}", f"{rate.value:.{places}f}")


def near(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a ratio comes near enough to a rate to be meant by it."""
    value, stated = part.base / whole.base * 100, Fraction(rate.value)
    return abs(value - stated) <= NEAR_POINTS and value <= 2 * stated and stated <= 2 * value
