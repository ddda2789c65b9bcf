"""A change: a value before, a value after, what is said of the difference, and the arithmetic in words: 由18个精简到11个，减少7个."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from auditor.claims import Bound, Figure, Quantity, Rate
from auditor.figures.amounts import amount, decimal, slack, written
from auditor.figures.rounding import is_about, is_as_printed, is_between, rounded, truncated
from auditor.groups.group import addable
from auditor.numbers.numerals import is_slip, show
from auditor.records import frozen

PLACES = 4  # decimals of a number that are compared
CUT_PLACES = 2  # decimals of a rate from which on it may be cut off instead of rounded


@frozen
class Change:
    """What is said of a difference; ``computed`` is what the two values give, in the same measure and sign.

    ``of_whole`` says that it is not of the difference, but of the value now: 是原来的3倍.
    """

    before: Figure
    after: Figure
    told: Figure
    computed: Fraction
    result: str
    working: str
    of_whole: bool = False

    @property
    def holds(self) -> bool:
        """Whether the stated difference is the computed one."""
        if self.told.bound is not Bound.EXACT:
            return is_about(self.told, self.computed)
        return Fraction(self.told.value) == self.computed

    @property
    def is_mistyped(self) -> bool:
        """Whether the stated difference is the computed one but for a digit, or two that changed places."""
        told = self.told
        places = max(told.places, 0) if isinstance(told, Rate) else 0
        shown = show(told.value) if not places else f"{told.value:.{places}f}"
        value = abs(rounded(self.computed, places if isinstance(told, Rate) else PLACES))
        return is_slip(f"{value:.{places}f}" if places else show(value), shown)


def change(first: Figure, second: Figure, told: Figure, sign: int) -> Change | None:
    """What is told of the difference from one value to another beside what they give; ``sign`` is -1 for a decrease."""
    if isinstance(first, Rate) and isinstance(second, Rate):
        points = second.value - first.value
        if isinstance(told, Rate) and first.value and points * sign == told.value:
            growth = Fraction(points) / Fraction(first.value) * 100 * sign
            percent = rounded(growth, told.places)
            result = f"{show(abs(points))}个百分点（变化幅度 {show(rounded(abs(growth), told.places + 1))}%）"
            return Change(first, second, told, Fraction(percent), result, _minus(first, second, result))
        if not isinstance(told, Quantity) or told.unit.kind != "points":
            return None
        computed = Fraction(points) / told.unit.factor * sign  # 65 of 基点 for 0.65 of 个百分点
        result = f"{show(decimal(abs(computed)))}{told.unit.name}"
        return Change(first, second, told, computed, result, _minus(first, second, result))
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or not addable(first, second):
        return None
    difference = (second.base - first.base) * sign
    if isinstance(told, Quantity) and addable(first, told):
        result = amount(abs(second.base - first.base), first)
        computed = difference * Fraction(told.value) / told.base if told.base else Fraction(0)
        return Change(first, second, told, computed, result, _minus(first, second, result))
    if isinstance(told, Rate) and first.base:
        exact = difference / first.base * 100
        percent = as_printed(told, exact)
        result = f"{show(abs(percent if told.places >= 0 else rounded(exact, 1)))}%"
        larger, smaller = sorted((first, second), key=lambda q: -q.base)
        working = f"（{written(larger)} − {written(smaller)}）÷ {written(first)} = {result}"
        return Change(first, second, told, Fraction(percent), result, working)
    return None


def as_printed(told: Rate, value: Fraction) -> Decimal:
    """A percentage at the precision of a rate, rounded; cut off with two decimals or more, if the rate is."""
    places = max(told.places, 0)
    if told.places < 0 and is_as_printed(told, abs(value)):
        return told.value if value >= 0 else -told.value
    cut = truncated(value, places)
    return cut if places >= CUT_PLACES and cut == told.value else rounded(value, places)


def change_of_base(difference: Quantity, told: Rate, before: Quantity) -> Change | None:
    """减少20万元，下降10%（上年为200万元）: the difference itself stands before its rate."""
    if not addable(difference, before) or not before.base:
        return None
    percent = rounded(difference.base / before.base * 100, max(told.places, 0))
    result = f"{show(percent)}%"
    working = f"{written(difference)} ÷ {written(before)} = {result}"
    return Change(before, difference, told, Fraction(percent), result, working)


def _minus(first: Figure, second: Figure, result: str) -> str:
    larger, smaller = sorted((first, second), key=lambda f: -f.value)
    return f"{_words(larger)} − {_words(smaller)} = {result}"


def _words(figure: Figure) -> str:
    return written(figure) if isinstance(figure, Quantity) else f"{show(figure.value)}%"


def from_difference(now: Quantity, difference: Quantity, told: Rate, sign: int) -> Change | None:
    """The rate that a value and its difference (``sign`` -1 for one that fell) from the one before give."""
    before = now.base - difference.base * sign
    if before <= 0:
        return None
    percent = as_printed(told, difference.base / before * 100)
    loose = slack(now) + slack(difference)
    if loose and before > loose:
        low = (difference.base - slack(difference)) / (before + loose) * 100
        high = (difference.base + slack(difference)) / (before - loose) * 100
        if is_between(told, low, high):
            percent = told.value  # within what the numbers were rounded from
    mark = "+" if sign < 0 else "−"
    result = f"{show(percent)}%"
    working = f"{written(difference)} ÷（{written(now)} {mark} {written(difference)}）= {result}"
    return Change(now, difference, told, Fraction(percent), result, working)
