"""Whether the parts of a group add up to its whole, with the arithmetic in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from attrs import frozen

from auditor import lexicon
from auditor.arithmetic.each import times
from auditor.arithmetic.far_above import is_told_of
from auditor.arithmetic.groups import NEARLY, Cue, Group, total_of
from auditor.arithmetic.overlaps import may_overlap
from auditor.claims import Bound, Quantity, Rate, Status
from auditor.numbers.numerals import show
from auditor.patterns import compiled


class Relation(StrEnum):
    """How the sum of the parts stands to the whole."""

    EQUAL = "equal"
    SUBSET = "subset"
    SHORT = "short"  # less than a whole that claims to be complete
    PART_ABOVE = "part above"  # a single part exceeds the whole
    ABOVE = "above"  # together the parts exceed the whole
    OPEN = "open"  # nothing can be said


@frozen
class Judgement:
    """What a group comes to: ``working`` is the arithmetic in words, ``certain`` whether the text closes the list."""

    relation: Relation
    working: str
    sum: str
    certain: bool = False


_OVERLAP = compiled(
    r"(?:重复|交叉|重叠)(?:计算|统计|的|[0-9一二三四五六七八九十])|有重复|[含括]重复|(?:有|存在)交叉|部分[^，。；、]{0,8}同时(?:存在|有|具有|涉及|出现)|双重|并处|同时(?:给予|涉|属于|受)|兼有|既[^，。；]{1,14}又|兼任|一肩挑|并存|之和大于|有的"
    r"|党纪[^。]{0,30}政务|政务[^。]{0,30}党纪"
)
FAR_OFF = Fraction(29, 20)  # a sum so many times its whole, or the other way round, is another thing's
_MORE = compiled(
    r"[含括][^，。；]{0,8}新增|[含括为][^，。；]{0,12}(?:上[年轮月期]|此前|之前|以前|往年|历年|结转)|结转"
)
_FLOWS = compiled(r"(?:受理|接收|收到|接到|收案|新收|立案)(?:[^，。；、]{0,8})\Z")
_ENDED = compiled(r"(?:办结|结案|审结|执结|办理)(?:完毕|了|各类)?\Z")
_AIM = compiled(r"计划|目标|指标|任务[为数量是]|任务\Z")
_FINER = compiled(r"分项|子项|小项|细化|细分|具体(?:问题|事项|任务|表现)")
FINE = 2000  # a total told without the decimals of its parts is at least so many times what was left out
_SLIPS = frozenset((10**3, 10**4, 10**5, 10**8))
_ROUNDS = 10**4  # things counted in 万 are not counted one by one
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


def judge(group: Group, text: str) -> Judgement:
    """Compare the sum of the parts with the whole; worked out once per group."""
    if group.judgement is None:
        group.judgement = _judge(group, text)
    return group.judgement


def _judge(group: Group, text: str) -> Judgement:
    whole, parts = group.whole, group.parts
    total, target = group.total, whole.base
    working = working_of(parts, whole, group.less)
    sum_text = amount(total, whole)
    exact = whole.bound is Bound.EXACT and all(p.bound is Bound.EXACT for p in parts)
    counts = [times(p) for p in parts]
    if not any(counts) and (total == target or _rounded(parts, whole, total, target)):
        return Judgement(Relation.EQUAL, _equation(working, group), sum_text, True)
    if any(n is not None for n in counts):
        return _with_each(group, sum_text)
    if group.cue is Cue.STATUS and (reading := _status_reading(group)):
        return Judgement(Relation.EQUAL, reading, sum_text)
    if not exact:
        return _approximate(group, working, sum_text)
    said = _OVERLAP.search(text, max(0, parts[0].start - 40), parts[-1].end + 30) is not None
    far = group.cue is not Cue.SHARES and not _meant_as_list(total, target)
    alike = may_overlap(parts, text)
    overlap = (group.less is None and (said or alike)) or far
    if alike and total < target:
        return Judgement(Relation.SUBSET, f"各项均不大于 {amount(target, whole)}", sum_text)
    if total < target:
        return _below(group, working, sum_text, overlap)
    high = [p for p in parts if p.base > target]
    if (
        high
        and group.cue is Cue.STATUS
        and high[0].unit.name != whole.unit.name
        and high[0].noun != whole.noun
    ):
        return Judgement(Relation.OPEN, working, sum_text)
    begins = whole.sentence is not None and whole.start - whole.sentence.start < 2
    second = len(whole.gap) < 2 and not begins and not (whole.noun and not whole.gap)
    if high and group.cue is Cue.STATUS and second:
        return Judgement(
            Relation.OPEN, working, sum_text
        )  # 核销9笔、57.6万元 tells no whole, 3个方面16个问题 does
    if high and _MORE.search(text, parts[-1].end, parts[-1].end + 16):
        return Judgement(Relation.OPEN, working, sum_text)  # 30个，已整改32个，其中含新增的2个
    if high and _FLOWS.search(whole.lead) and _ENDED.search(high[0].lead) and group.cue is Cue.STATUS:
        return Judgement(Relation.OPEN, working, sum_text)  # more may be ended in a time than came in
    if high and (_AIM.search(whole.lead + whole.tail) or whole.noun == "任务"):
        return Judgement(Relation.OPEN, working, sum_text)  # more may be done than was planned
    if high and group.cue is Cue.STATUS and _is_of_another(high[0], whole):
        return Judgement(Relation.OPEN, working, sum_text)  # 盘活资产1.2亿元，收回股权款2.1亿元
    if high and _FINER.search(high[0].lead + high[0].tail):
        return Judgement(Relation.OPEN, working, sum_text)  # 10个突出问题（共包括13个分项问题）
    if high and not (group.near and _may_be_meant(high, group, text)):
        return Judgement(Relation.OPEN, working, sum_text)
    if high:
        compare = f"{written(high[0])} > {written(whole)}"
        return Judgement(Relation.PART_ABOVE, compare, amount(high[0].base, whole), group.near)
    nearly = total <= target * (2 - NEARLY)
    if overlap or (group.cue is Cue.STATUS and not group.closed and not (nearly and group.near)):
        return Judgement(Relation.OPEN, working, sum_text)
    return Judgement(Relation.ABOVE, f"{working} > {amount(target, whole)}", sum_text, group.closed)


def _may_be_meant(high: Sequence[Quantity], group: Group, text: str) -> bool:
    """Whether parts above their whole are its own: not many times larger, or told directly behind it as among it."""
    return max(p.base for p in high) <= 3 * group.whole.base or is_told_of(high[0], group, text)


@cache
def _deeds() -> re.Pattern[str]:
    """Words that say what was done with an amount, and name no amount of their own."""
    return compiled(
        lexicon.any_of("statuses", "done", "whole")
        + r"|上缴|退还|支付|拨付|目前|实际|资金|金额|款项?|[的，,]"
    )


def _is_of_another(part: Quantity, whole: Quantity) -> bool:
    """Whether the words before an amount name something that the words of another amount do not."""
    own = _deeds().sub("", part.lead)
    return part.unit.measured and bool(own) and own[-2:] not in whole.lead + whole.tail


def _meant_as_list(total: Fraction, target: Fraction) -> bool:
    """Whether a sum comes near enough to a whole to be meant as it; a slip of 万 or 亿 is far off in its own way."""
    if not target or not total:
        return True
    ratio = max(total / target, target / total)
    return ratio < FAR_OFF or ratio in _SLIPS


def _with_each(group: Group, sum_text: str) -> Judgement:
    """Parts of which some are told for each of several: proved if they make up the whole, else left alone."""
    counts = [times(p) for p in group.parts]
    terms = [
        written(p) if n is None else f"{n} × {written(p)}" for p, n in zip(group.parts, counts, strict=True)
    ]
    total = sum(
        (p.base * (1 if n is None else n) for p, n in zip(group.parts, counts, strict=True)), Fraction(0)
    )
    working = f"{' + '.join(terms)} = {amount(total, group.whole)}"
    holds = total == group.whole.base and 0 not in counts
    return Judgement(Relation.EQUAL if holds else Relation.OPEN, working, sum_text, holds)


def _equation(working: str, group: Group) -> str:
    if len(group.parts) == 1:
        return f"{written(group.parts[0])} = {written(group.whole)}"
    end = amount(group.whole.base, group.whole)
    if group.total != group.whole.base:
        return f"{working}，与 {end} 相差在四舍五入之内"
    return working if working.endswith(f"= {end}") else f"{working} = {end}"


def _below(group: Group, working: str, sum_text: str, overlap: bool) -> Judgement:
    whole = amount(group.whole.base, group.whole)
    if len(group.parts) == 1:
        return Judgement(Relation.SUBSET, f"{written(group.parts[0])} ≤ {written(group.whole)}", sum_text)
    if group.closed and group.cue is not Cue.SHARES and not _meant_as_list(group.total, group.whole.base):
        return Judgement(Relation.OPEN, working, sum_text)  # 已完成6个、正在推进5个 say nothing of 29
    nearly = group.total / group.whole.base >= NEARLY if group.whole.base else False
    if group.closed and not overlap and not (group.cue is Cue.SERIES and _is_statistic(group)):
        return Judgement(Relation.SHORT, f"{working}，比 {whole} 少 {amount(group.whole.base - group.total, group.whole)}",
                         sum_text, group.cue is not Cue.AMONG)  # fmt: skip
    rest = group.whole.base - group.total
    if (
        nearly
        and group.cue is not Cue.STATUS
        and rest < min(p.base for p in group.parts)
        and not _is_statistic(group)
    ):
        return Judgement(Relation.SHORT, f"{working}，比 {whole} 少 {amount(group.whole.base - group.total, group.whole)}",
                         sum_text)  # fmt: skip
    return Judgement(Relation.SUBSET, f"{working} ≤ {whole}", sum_text)


def _is_statistic(group: Group) -> bool:
    """Whether a list is one of a statistical report, which names the main entries: each with a rate, or in ten thousands."""
    whole, last = group.whole, group.parts[-1]
    if whole.scale and not whole.unit.measured:
        return True
    figures = last.sentence.figures if last.sentence else []
    return any(isinstance(f, Rate) and group.parts[0].end <= f.start < last.start for f in figures)


def _approximate(group: Group, working: str, sum_text: str) -> Judgement:
    """近 约 余 多 are one-sided: what lies within a tenth on the right side is proved, nothing is contradicted."""
    whole, total, target = group.whole, group.total, group.whole.base
    if len(group.parts) == 1 and total <= target:
        return Judgement(Relation.SUBSET, f"{written(group.parts[0])} ≤ {written(whole)}", sum_text)
    low = target if whole.bound in (Bound.EXACT, Bound.OVER) else target * 9 / 10
    high = target if whole.bound is Bound.UNDER else target * 11 / 10
    if len(group.parts) > 1 and low <= total <= high:
        return Judgement(Relation.EQUAL, f"{working}，与“{written(whole)}”（概数）相符", sum_text)
    return Judgement(Relation.OPEN, working, sum_text)


def _rounded(parts: Sequence[Quantity], whole: Quantity, total: Fraction, target: Fraction) -> bool:
    """Whether rounding of the printed numbers explains the difference."""
    each = [slack(q) for q in (*parts, whole)]
    allowed = sum(each, Fraction(0))
    last = _SCALES.get(whole.scale, 1) * whole.unit.factor / 2
    finer = any(p.unit_text == whole.unit_text and slack(p) for p in parts) and not slack(whole)
    if finer and whole.unit.measured and last * FINE <= target:
        allowed += last  # 20411.4 + 86250 + 93118 is 199779 without decimals
    if whole.unit.measured and max(each) >= max(target, Fraction(1)) / 200:
        return False
    return allowed > 0 and abs(total - target) <= allowed


def slack(q: Quantity) -> Fraction:
    """How far a number may lie from what it was rounded from, in base units.

    Half a unit of its last printed place: 23.6万人次 may be 500 more or less.  0 for what is told exactly: things
    counted one by one (12件), and measures without decimals (30万元).
    """
    scale = _SCALES.get(q.scale, 1)
    number = q.value / scale if scale > 1 else q.value
    exponent = int(number.as_tuple().exponent)
    if exponent >= 0 and (q.unit.measured or scale < _ROUNDS):
        return Fraction(0)
    return Fraction(Decimal(10) ** min(0, exponent)) * scale * q.unit.factor / 2


def _status_reading(group: Group) -> str | None:
    """Other natural sums of a status list: 立行立改 and 销号 may be counted within what is done."""
    target = group.whole.base
    done = [p for p in group.parts if p.status in (Status.DONE, Status.QUICK)]
    rest = [p for p in group.parts if p.status not in (Status.DONE, Status.QUICK)]
    for main in done if len(done) > 1 else ():
        parts = [main, *rest]
        if all(p.base <= main.base for p in done) and sum((p.base for p in parts), Fraction(0)) == target:
            return f"{working_of(parts, group.whole)} = {amount(target, group.whole)}"
    return None


def working_of(parts: Sequence[Quantity], whole: Quantity, less: Quantity | None = None) -> str:
    """“77 + 74 + 82 = 233”; with units where they differ; “9 + 4 − 2 = 11” if some are counted twice."""
    like = (*parts, whole, less) if less else (*parts, whole)
    plain = len({q.unit_text for q in like}) == 1 or (
        not whole.unit.measured and len({scale_of(q) for q in like}) == 1
    )
    term = (lambda q: show(q.value / scale_of(q))) if plain else written
    base = total_of(parts) - (less.base if less else 0)
    unit = whole if plain else None
    total = (
        amount_plain(base, unit) if unit else show(_decimal(base / parts[0].unit.factor)) + parts[0].unit.name
    )
    terms = " + ".join(map(term, parts)) + (f" − {term(less)}" if less else "")
    return f"{terms} = {total}" if len(parts) > 1 or less else terms


def amount_plain(base: Fraction, like: Quantity) -> str:
    """A value of base units as a bare number on the scale of another."""
    scale, factor = _SCALES.get(like.scale, 1), like.unit.factor
    return show(_decimal(base if scale == 1 and factor == 1 else base / factor / scale))


def written(q: Quantity) -> str:
    """A quantity as it is written, without the blanks: 2.50318万㎡."""
    return f"{show(q.value / scale_of(q))}{q.unit_text}"


def amount(base: Fraction, like: Quantity) -> str:
    """A value of base units in the unit of another number."""
    return amount_plain(base, like) + (like.unit_text if like.unit.measured or like.scale else "")


def _decimal(value: Fraction) -> Decimal:
    numerator, denominator = value.numerator, value.denominator
    return Decimal(numerator) if denominator == 1 else Decimal(numerator) / Decimal(denominator)


def scale_of(q: Quantity) -> Decimal:
    """What a number is written in: 10000 for 3.41万元, of which 3.41 is printed."""
    return Decimal(_SCALES.get(q.scale, 1))
