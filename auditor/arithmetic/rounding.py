"""Percentages at the precision printed (GB/T 8170-2008: rounded half up; cut-off values are accepted apart)."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction


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
