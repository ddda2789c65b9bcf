"""So many each month, from one month to another, by so many: 12个村…5月至8月每月1期，共公开48期."""

from __future__ import annotations

from fractions import Fraction

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import amount, written
from auditor.patterns import compiled
from auditor.records import frozen

_MONTHS = compiled(
    r"(?<![0-9])(?P<first>1[0-2]|[1-9])月份?(?:至|到|-|—)(?P<last>1[0-2]|[1-9])月份?(?:期间)?[，,]?(?:坚持|均)?每月(?:各)?[\u4e00-\u9fff]{0,4}\Z"
)
_IN_ALL = compiled(r"[，,](?:共计?|合计|总计|累计)[\u4e00-\u9fff]{0,4}")
_BESIDES = compiled(r"[（(，,]?(?:含|包括|加上|另|连同|其中|不含|除|因)")
NEAR = Fraction(1, 6)  # how far, as a share, the total may be off and still be meant


@frozen
class Monthly:
    """The numbers that belong together, with what they come to in base units and the arithmetic in words."""

    numbers: tuple[Quantity, ...]
    total: Quantity
    made: Fraction
    working: str
    certain: bool

    @property
    def holds(self) -> bool:
        """Whether the total told is what the others come to."""
        return self.made == self.total.base


def monthly(text: str, numbers: list[Quantity], i: int) -> Monthly | None:
    """What the number at ``i`` comes to, if it is told for each of several months and its total stands behind it.

    A count before it may tell by how many; the total proves one reading, and contradicts the one with that count.
    """
    number, total = numbers[i], numbers[i + 1] if i + 1 < len(numbers) else None
    months = _MONTHS.search(number.gap)
    if months is None or total is None or any(q.bound is not Bound.EXACT for q in (number, total)):
        return None
    length = int(months["last"]) - int(months["first"]) + 1
    alike = number.unit.name == total.unit.name and number.depth == total.depth
    if length < 2 or not alike or not _IN_ALL.fullmatch(total.gap):
        return None
    alone = _made(
        text, (number, total), number.base * length, f"{length}个月 × {written(number)}", certain=i == 0
    )
    count = numbers[i - 1] if i else None
    if alone.holds or count is None or not _counts(count, number):
        return alone
    words = f"{written(count)} × {length}个月 × {written(number)}"
    made = number.base * length * Fraction(count.value)
    return _made(text, (count, number, total), made, words, certain=i == 1)


def _counts(count: Quantity, number: Quantity) -> bool:
    """Whether a number before may tell by how many it is done each month."""
    other = count.unit.name != number.unit.name and not count.unit.measured and count.unit.kind != "duration"
    return other and count.bound is Bound.EXACT and count.value > 1 and count.depth == number.depth


def _made(text: str, numbers: tuple[Quantity, ...], made: Fraction, words: str, *, certain: bool) -> Monthly:
    total = numbers[-1]
    plain = certain and abs(total.base - made) <= made * NEAR and not _BESIDES.match(text, total.end)
    return Monthly(numbers, total, made, f"{words} = {amount(made, total)}", plain)
