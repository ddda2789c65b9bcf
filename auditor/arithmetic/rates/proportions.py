"""Proportions told as 1:N: 学生2400名，辅导员12名，师生比1:200."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import attrgetter

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio
from auditor.claims import Bound, Figure, Quantity, Rate, Scanned
from auditor.figures.amounts import written
from auditor.figures.change_words import is_from_to
from auditor.figures.flows import is_stock_now
from auditor.figures.rounding import rounded, truncated
from auditor.lexicon import PatternFinder
from auditor.numbers.numerals import show
from auditor.patterns import compiled

BACK = 8  # numbers before a proportion that are looked at
_AIMED = compiled(r"标准|要求|不低于|不高于|不少于|目标|原来|此前|上年|去年|全[国省市]平均|折合")
_ALONE = compiled(r"[，,；;（(](?:现有?|目前|专职|实际)?\Z")
_OF_RULE = compiled(r"[^，,。；;]{0,4}(?:标准|要求|规定|计|配[备齐置]|以[上下]|左右)")
_COUNTED = compiled(r"[按以][^，,。；;]{0,16}(?:计算|测算|算)")


@cache
def _told() -> PatternFinder:
    """A proportion with its name: 师生比达到1:200."""
    sides = "".join(lexicon.mapping("proportions", "sides"))
    number = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
    return PatternFinder(
        [one + other for one in sides for other in sides],
        rf"(?P<one>[{sides}])(?P<other>[{sides}])比(?:例)?(?:达到?了?|提高到|优化[到至为]|为|是)?"
        rf"(?P<first>{number})[:：∶](?P<second>{number})(?![0-9:：])",
    )


def proportions(text: str, claims: Scanned) -> Iterator[Ratio]:
    """The proportions of a text whose two numbers stand before them in their sentence."""
    for told in _told().find(text):
        figures = claims.figures
        at = bisect_left(figures, told.start(), key=attrgetter("start"))
        before = figures[max(0, at - BACK) : at]
        sentence = before[-1].sentence if before else None
        if sentence is None or not sentence.start <= told.start() < sentence.end:
            continue
        before = [f for f in before if f.sentence is sentence]
        one, other = (_numbers(before, told[side]) for side in ("one", "other"))
        if len(one) != 1 or len(other) != 1 or one[0] is other[0]:
            continue
        found = _compared(told, one[0], other[0])
        if found and (found.outcome is Outcome.HOLDS or _is_sure(text, told, before)):
            yield found


def _numbers(figures: list[Figure], side: str) -> list[Quantity]:
    """The numbers that tell one side of a proportion; of one that changed (由61名增加到72名; 增配2名，现有10名) the later."""
    words = lexicon.mapping("proportions", "sides")[side]
    found = []
    for figure, following in zip(figures, [*figures[1:], None], strict=True):
        named = any(word in figure.lead + figure.tail for word in words) and isinstance(figure, Quantity)
        now = following if named and following and _becomes(figure, following) else figure
        if named and isinstance(now, Quantity) and now.bound is Bound.EXACT and not now.named:
            found.append(now)
    return found


def _becomes(figure: Figure, following: Figure) -> bool:
    """Whether a number tells what another has become, or how many there are now."""
    if not isinstance(figure, Quantity) or not isinstance(following, Quantity):
        return False
    return is_from_to(figure, following) or (
        figure.unit.name == following.unit.name and is_stock_now(following.lead)
    )


def _is_sure(text: str, told: re.Match[str], before: list[Figure]) -> bool:
    """Whether a proportion must be of the numbers before it: 教师 are counted in other ways, too."""
    start = before[0].start - len(before[0].lead)
    words = text[start : told.start()]
    alone = _ALONE.search(words) and not _OF_RULE.match(text, told.end())
    if not alone or _AIMED.search(words):
        return False  # 按师生比1:150的标准, 尚未达到师生比1:200
    return bool(_COUNTED.search(words)) or "师" not in told["one"] + told["other"] or "辅导员" in words


def _compared(told: re.Match[str], one: Quantity, other: Quantity) -> Ratio | None:
    """A proportion with what its numbers give; which side is named first is often mistaken, and no matter."""
    first, second = Decimal(told["first"]), Decimal(told["second"])
    measured = one.unit.measured or other.unit.measured
    if measured or not (first and second and one.base and other.base):
        return None
    low, high = sorted((one, other), key=lambda q: q.base)
    least, most = min(first, second), max(first, second)
    places = max(0, -int(most.as_tuple().exponent))
    value = high.base / low.base * Fraction(least)
    holds = most in (rounded(value, places), truncated(value, places))
    result = f"1:{show(rounded(high.base / low.base, places + 1))}"
    rate = Rate(told.start("first"), told.end("second"), most, places=0)
    working = f"{written(low)} : {written(high)} = {result}"
    return Ratio(rate, Outcome.HOLDS if holds else Outcome.DIFFERS, working, result, (low, high), True)
