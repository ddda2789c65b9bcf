"""Whether a sum is meant as its whole: near enough to it, or off only by rounding: 20411.4 + 86250 + 93118 is 199779."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.claims import Quantity
from auditor.figures.amounts import slack
from auditor.numbers.numerals import SCALES

FINE = 2000  # a total told without the decimals of its parts is at least so many times what was left out
FAR_OFF = Fraction(29, 20)  # a sum so many times its whole, or the other way round, is another thing's
_SLIPS = frozenset((10**3, 10**4, 10**5, 10**8))


def meant_as_list(total: Fraction, target: Fraction) -> bool:
    """Whether a sum comes near enough to a whole to be meant as it; a slip of 万 or 亿 is far off in its own way."""
    if not target or not total:
        return True
    ratio = max(total / target, target / total)
    return ratio < FAR_OFF or ratio in _SLIPS


def is_rounded(parts: Sequence[Quantity], whole: Quantity, total: Fraction, target: Fraction) -> bool:
    """Whether rounding of the printed numbers explains the difference."""
    each = [slack(q) for q in (*parts, whole)]
    allowed = sum(each, Fraction(0))
    last = SCALES.get(whole.scale, 1) * whole.unit.factor / 2
    finer = any(p.unit_text == whole.unit_text and slack(p) for p in parts) and not slack(whole)
    if finer and whole.unit.measured and last * FINE <= target:
        allowed += last  # 20411.4 + 86250 + 93118 is 199779 without decimals
    if whole.unit.measured and max(each) >= max(target, Fraction(1)) / 200:
        return False
    return allowed > 0 and abs(total - target) <= allowed
