"""Sums that do not hold and would if two digits beside each other of one number changed places, or its decimal point.

往来款112.40万元，收回82.60万元，核销26.20万元: 86.20 would close it.  The fewer digits a number has, the sooner another one
fits by chance: with three the parts must come to half of the whole at least, with two they must tell its periods.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import amount_plain, scale_of, written
from auditor.groups.group import total_of
from auditor.numbers.numerals import are_swapped
from auditor.patterns import compiled
from auditor.records import frozen

MANY_DIGITS = 4
SOME_DIGITS = 3
LEAST_DIGITS = 2
_SHIFTS = frozenset(
    (Fraction(10), Fraction(100), Fraction(1, 10), Fraction(1, 100))
)  # a decimal point lost or moved
_PERIOD = compiled(
    r"(?:其中)?[:：]?(?:20[0-9]{2}年度?(?:[上下]半年|第?[一二三四]季度|[0-9]{1,2}月)?|[上下]半年|第?[一二三四]季度|[0-9]{1,2}月份?)(?P<of>[^0-9]{0,10})\Z"
)


@frozen(eq=False)
class Swap:
    """A number of a sum and what it would have to be, written with its unit."""

    number: Quantity
    meant: str
    digits: int

    @property
    def is_long(self) -> bool:
        """Whether the number has so many digits that it hardly fits by chance."""
        return self.digits >= MANY_DIGITS


def closing_swap(whole: Quantity, parts: Sequence[Quantity]) -> Swap | None:
    """The one number of a sum that does not hold that such a slip would make right; None if there are several."""
    total = total_of(parts)
    missing = whole.base - total
    told = (whole, *parts)
    if not missing or len(parts) < 2 or any(q.bound is not Bound.EXACT for q in told):
        return None
    meant = [(q, q.base + (-missing if q is whole else missing)) for q in told]
    found = [(q, digits) for q, base in meant if base > 0 and (digits := _swapped(q, base))]
    if len(found) != 1:
        return None
    number, digits = found[0]
    sure = len(digits) >= MANY_DIGITS or (len(digits) == SOME_DIGITS and 2 * total >= whole.base)
    if not sure and (len(digits) < LEAST_DIGITS or not whole.unit.measured or not _are_periods(parts)):
        return None
    base = next(base for q, base in meant if q is number)
    return Swap(number, amount_plain(base, number) + number.unit_text, len(digits))


def _swapped(q: Quantity, meant: Fraction) -> str:
    """The digits of a number that differs from another value by two that changed places or by its decimal point, else ""."""
    one = f"{q.value / scale_of(q)}"
    other = amount_plain(meant, q).replace(",", "")
    places = max(len(n.partition(".")[2]) for n in (one, other))
    one, other = (_padded(n, places) for n in (one, other))
    digits = one.replace(".", "").lstrip("0")
    if not places:
        digits = digits[: max(len(one.rstrip("0")), len(other.rstrip("0")))]  # 4200 and 2400 have two each
    shifted = len(digits.rstrip("0")) >= SOME_DIGITS and meant / q.base in _SHIFTS
    return digits if shifted or are_swapped(one, other) else ""


def _padded(number: str, places: int) -> str:
    whole, _, decimals = number.partition(".")
    return f"{whole}.{decimals.ljust(places, '0')}" if places else whole


def _are_periods(parts: Sequence[Quantity]) -> bool:
    """Whether all parts are told by the periods they belong to, in the same words: 2023年下半年…、2024年上半年…."""
    told = [_PERIOD.match(p.lead) for p in parts]
    return all(told) and len({found["of"] for found in told if found}) == 1


def hint(swap: Swap) -> str:
    """What the swap is, in words: 0.36万吨 若为 0.63万吨 则相符."""
    return f"{written(swap.number)} 若为 {swap.meant} 则相符"
