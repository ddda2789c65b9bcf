"""Numbers as they are printed: with their unit and scale, and how far rounding may have moved them: 23.6万人次 is 236000, give or take 500."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from auditor.claims import Quantity
from auditor.numbers.numerals import SCALES, show

_ROUNDS = 10**4  # things counted in 万 are not counted one by one


def written(q: Quantity) -> str:
    """A quantity as it is written, without the blanks: 2.50318万㎡."""
    return f"{show(q.value / scale_of(q))}{q.unit_text}"


def amount(base: Fraction, like: Quantity) -> str:
    """A value of base units in the unit of another number."""
    return amount_plain(base, like) + (like.unit_text if like.unit.measured or like.scale else "")


def amount_plain(base: Fraction, like: Quantity) -> str:
    """A value of base units as a bare number on the scale of another."""
    scale, factor = SCALES.get(like.scale, 1), like.unit.factor
    return show(decimal(base if scale == 1 and factor == 1 else base / factor / scale))


def scale_of(q: Quantity) -> Decimal:
    """What a number is written in: 10000 for 3.41万元, of which 3.41 is printed."""
    return Decimal(SCALES.get(q.scale, 1))


def digits(q: Quantity) -> int:
    """How many digits of a number are printed, but for noughts before it."""
    return len(f"{q.value / scale_of(q):f}".replace(".", "").lstrip("0"))


def significant(q: Quantity) -> int:
    """How many digits of a number are printed, but for noughts before it and, of a whole number, behind it: 2 of 3600万元."""
    printed = f"{q.value / scale_of(q):f}".lstrip("0")
    return len(printed.replace(".", "") if "." in printed else printed.rstrip("0"))


def together(parts: Sequence[Quantity]) -> Quantity:
    """Some numbers told one after the other as one."""
    first, last = parts[0], parts[-1]
    value = sum((p.value for p in parts), Decimal(0))
    return Quantity(first.start, last.end, value, unit=first.unit, scale=first.scale, sentence=first.sentence)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal number."""
    numerator, denominator = value.numerator, value.denominator
    return Decimal(numerator) if denominator == 1 else Decimal(numerator) / Decimal(denominator)


def slack(q: Quantity) -> Fraction:
    """How far a number may lie from what it was rounded from, in base units.

    Half a unit of its last printed place: 23.6万人次 may be 500 more or less.  0 for what is told exactly: things
    counted one by one (12件), and measures without decimals (30万元).
    """
    scale = SCALES.get(q.scale, 1)
    number = q.value / scale if scale > 1 else q.value
    exponent = int(number.as_tuple().exponent)
    if exponent >= 0 and (q.unit.measured or scale < _ROUNDS):
        return Fraction(0)
    return Fraction(Decimal(10) ** min(0, exponent)) * scale * q.unit.factor / 2


def is_off_by_rounding(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether a sum of measures misses its whole by no more than each may have been rounded to its last printed place.

    Measures without decimals, too: 431亿元 + 2308亿元 + 2476亿元, told as 5214亿元.
    """
    off = abs(sum((p.base for p in parts), Fraction(0)) - whole.base)
    places = max(0, -int((whole.value / scale_of(whole)).normalize().as_tuple().exponent))
    last = Fraction(scale_of(whole)) * whole.unit.factor / Fraction(10**places)
    return whole.unit.measured and off <= last * (len(parts) + 1) / 2
