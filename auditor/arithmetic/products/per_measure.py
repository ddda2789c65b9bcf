"""So much for each mu, kilometre or ton, against the measure and the total beside it: 2.56万亩, 6400万元, 亩均2500元."""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from functools import cache
from operator import attrgetter

from auditor.arithmetic.products.told_each import NEAR, Each, told_for_each, words_before
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import scale_of, slack
from auditor.figures.rounding import rounded
from auditor.groups.group import addable, total_of
from auditor.lexicon import any_of
from auditor.numbers.numerals import are_swapped
from auditor.patterns import compiled

_BEHIND = compiled(r"(?:的?(?:标准|价格?))?[，,]?[^，,。；;、：:（()）0-9]{0,14}")
_OTHER = compiled(r"其中|其余|剩余|另|财政|补助|补贴|奖|剔除|扣除|应|结余|减|节|比|较|占")
_SOME = compiled(r"已|首批|先行|先期|预付|部分|首付")
_ROUNDED = Fraction(1, 100)  # how far a number for each may be rounded without a word such as 约


def instead_per_measure(
    text: str, numbers: list[Quantity], i: int, each: Each
) -> tuple[Quantity, Quantity] | None:
    """The total and the measure that the number for each measure must belong to, if they contradict it."""
    number = numbers[i]
    said = _told().fullmatch(each.words)
    if said is None or number.bound is not Bound.EXACT or not number.unit.measured:
        return None
    measure = said["each"] or said["average"]
    beside = [q for q in numbers[:i] if q.depth == number.depth and q.sentence is number.sentence]
    count, total = _before(beside, number, measure)
    if count is None:
        return None
    if total is None or beside[-1] is count:  # 742亩，亩均承包费610元，年收入45.26万元
        behind = numbers[i + 1] if i + 1 < len(numbers) else None
        total = behind if behind is not None and _is_total(behind, number) else total
    if total is None or any(q.bound is not Bound.EXACT for q in (total, count)):
        return None
    first = min(total.start, count.start)
    if SEMICOLON.search(text, first, max(total.start, number.start)) or _OTHER.search(total.lead):
        return None
    return (total, count) if _differs(each, total, count, numbers) else None


@cache
def _told() -> re.Pattern[str]:
    measures = any_of("units", "priced_by")
    return compiled(
        rf"(?:按照?|以|平均|每年|年)?(?:(?:每|平均每)(?P<each>{measures})|(?P<average>{measures})均)"
        r"(?![^0-9]*(?:标准|[最不限上下]))[\u4e00-\u9fff]{0,5}"
    )


def _is_total(q: Quantity, number: Quantity) -> bool:
    """Whether a number directly behind the one for each is the total: 按每亩92元标准发放289.8万元."""
    told = addable(q, number) and q.base > number.base and q.depth == number.depth
    return told and _BEHIND.fullmatch(q.gap) is not None


def _before(
    beside: list[Quantity], number: Quantity, measure: str
) -> tuple[Quantity | None, Quantity | None]:
    """The last measure and the last total before the number for each, with nothing else between."""
    count: Quantity | None = None
    total: Quantity | None = None
    at = len(beside)
    while at and (count is None or total is None):
        at -= 1
        q = beside[at]
        if q.unit.name == measure and count is None:
            at, count = _whole_measure(beside, at)
        elif addable(q, number) and q.base > number.base and total is None:
            if told_for_each(q, words_before(q)) is None:
                total = q
        else:
            break
    return count, total


def _whole_measure(beside: list[Quantity], last: int) -> tuple[int, Quantity]:
    """The measure that ends at a place; of 7.6公里，分别为3.2公里、1.8公里、2.6公里 the whole, of others the last."""
    first = last
    while first and beside[first - 1].unit.name == beside[last].unit.name:
        first -= 1
        if last - first > 1 and beside[first].base == total_of(beside[first + 1 : last + 1]):
            return first, beside[first]
    return last, beside[last]


def _has_swapped_digits(
    each: Each, quotient: Fraction, numbers: list[Quantity], sides: tuple[Quantity, Quantity]
) -> bool:
    """Whether two digits of the number for each changed places, and what it should be comes out exactly.

    The total and the measure must be the two numbers directly before it.
    """
    at = bisect_left(numbers, each.number.start, key=attrgetter("start"))
    if {id(q) for q in numbers[max(0, at - 2) : at]} != set(map(id, sides)):
        return False
    meant = quotient / Fraction(scale_of(each.number))
    exact = (meant * 10**each.places).denominator == 1
    return exact and are_swapped(
        f"{rounded(meant, each.places):.{each.places}f}", f"{each.printed:.{each.places}f}"
    )


def _differs(each: Each, total: Quantity, count: Quantity, numbers: list[Quantity]) -> bool:
    """Whether the three cannot all be right, however they are rounded, and yet must be meant together."""
    number = each.number
    quotient = each.quotient(total, count)
    near = abs(quotient - Fraction(number.value)) <= Fraction(number.value) * NEAR
    if not near and not _has_swapped_digits(each, quotient, numbers, (total, count)):
        return False
    half = Fraction(scale_of(number)) / 10**each.places / 2 * number.unit.factor
    off = max(half, number.base * _ROUNDED)
    less = (number.base - off) * (count.base - slack(count)) / count.unit.factor
    more = (number.base + off) * (count.base + slack(count)) / count.unit.factor
    if less <= total.base + slack(total) and total.base - slack(total) <= more:
        return False
    if total.base < less and _SOME.search(total.lead):
        return False  # 已发放285万元: not all of it yet
    missing = abs(each.told_times(count) - total.base)
    alike = [q for q in numbers if addable(q, total) and q is not total]
    return not any(abs(q.base - missing) <= slack(q) + slack(total) + off for q in alike)
