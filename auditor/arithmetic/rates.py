"""Percentages: which numbers a rate is a ratio of, and whether it holds at the precision printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import islice, takewhile

from attrs import define, field

from auditor import lexicon
from auditor.arithmetic.groups import addable, earlier, left_over
from auditor.arithmetic.rounding import rounded, truncated
from auditor.arithmetic.sums import written
from auditor.claims import Bound, Claims, Quantity, Rate, Sentence, Status
from auditor.numbers.numerals import show
from auditor.patterns import compiled

NEAR_POINTS = 10  # percentage points within which two untied numbers count as meant


class Outcome(StrEnum):
    """What came of recomputing a rate."""

    HOLDS = "holds"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@define(eq=False)
class Ratio:
    """A stated rate with the numbers it is the ratio of.

    ``natural`` says that the text itself points at the two numbers; otherwise they were only found to fit.
    """

    rate: Rate
    outcome: Outcome
    working: str = ""
    computed: str = ""
    sides: tuple[Quantity, ...] = field(default=())
    natural: bool = False


_SHARE = compiled(
    r"\A(?:约|均|分别|各|共|合计|仅|只|已)?占(?:比|到|了|其|全|总|整|问题|应|[^0-9，,；;。]{0,12}的)?[^0-9，,；;。]{0,10}\Z"
)
_FRACTION = compiled(r"[（(](?P<part>[0-9]{1,9})[/／](?P<whole>[0-9]{1,9})[）)]")
_INCLUDING = compiled(r"[（(]含")  # 合格率95%（含优秀）: of more than one class
_SUFFIX = compiled(r"(?:率|比例|占比|比重|进度|完成度)\Z")
_ALL = compiled(r"全部|均|都|悉数|逐一")
_KIND_OF = {
    "资金": "money",
    "金额": "money",
    "人口": "person",
    "人数": "person",
    "面积": "area",
    "户数": "household",
}
_ADDED = compiled(r"新增|增加|补")
_EITHER = compiled(r"完成(?:或|和|及|含)")
_OF_NAMED = compiled(r"占(?P<of>[\u4e00-\u9fff]{2,10})的\Z")
_ALL_OF_IT = compiled(r"总|全|应|其|该|这|所|整|比")
_OF_OTHER_YEAR = compiled(r"(?:20[0-9]{2}年|上年|去年|同期)(?:的|同期)?[^，,。；;0-9]{0,8}\Z")
_AIMED_AT = compiled(r"(?:力争|确保|争取|目标|预计|拟)[^，,。；;]*\Z")
AIM = 40  # characters before a rate in which it may be called an aim
_ENDS_CLAUSE = compiled(r"[；;]")
_PUT_RIGHT = compiled(r"整改|完成|已")
_COUNTED_AS = compiled(
    r"含[^，。；]{1,8}后|扣除|剔除|不含|计算在内|视同|视为|计入(?:已)?完成|纳入完成|统计口径|口径(?:计算|统计)"
)
RULED = 80  # characters before a rate in which it may be said what counts
_MEASURED = compiled("|".join((*_KIND_OF, "产值", "收入", "支出", "投资")))
_PORTION = compiled(r"占|完成")
_OF = compiled(r"[^，,。；;]{0,8}的\Z")
_RATE_WORD = compiled(
    r"([\u4e00-\u9fff]{0,8}(?:率|比例|占比|比重|进度|完成度))(?:为|达到了?|达|是|约|超过?|近|已|均|分别|也|仍|在|高达|仅|只有|有)*\Z"
)


@cache
def _completion() -> tuple[str, ...]:
    return lexicon.words("statuses", "completion_rates")


@cache
def _growth() -> re.Pattern[str]:
    return compiled("|".join(lexicon.words("statuses", "growth")))


def ratios(text: str, claims: Claims) -> list[Ratio]:
    """Every rate of a text that is more than growth, recomputed.

    Changes (:mod:`auditor.arithmetic.changes`) are not rates.
    """
    wholes = {id(p): g.whole for g in claims.groups for p in g.parts}
    changed = {id(c.told) for c in claims.changes}
    found: list[Ratio] = []
    for index, sentence in enumerate(claims.sentences):
        for rate in sentence.figures:
            if not isinstance(rate, Rate) or rate.named or id(rate) in changed:
                continue
            growing = _growth().search(rate.lead) and not _FRACTION.match(text, rate.end)
            if growing and _by_stem(rate, _before(rate)) is None:
                continue
            found.append(_ratio(text, claims.sentences, index, rate, wholes))
    return _with_complements(found)


def _ratio(
    text: str, sentences: Sequence[Sentence], index: int, rate: Rate, wholes: dict[int, Quantity]
) -> Ratio:
    numbers = [q for q in sentences[index].quantities if not q.named]
    before = _before(rate)
    if fraction := _FRACTION.match(text, rate.end):
        pair = _printed(fraction)
        return _made(rate, Outcome.HOLDS if holds(rate, *pair) else Outcome.DIFFERS, pair, True)
    if rate.value == 100 and before and _ALL.search(text, before[-1].end, rate.start):
        return Ratio(rate, Outcome.HOLDS, f"{written(before[-1])}全部 = 100%", "100%", (before[-1],), True)
    natural = _natural(rate, before, numbers, wholes) or _natural_after(rate, numbers)
    if natural and not _comparable(rate, *natural):
        natural = None
    if natural and holds(rate, *natural):
        return _made(rate, Outcome.HOLDS, natural, True)
    above = list(earlier(text, sentences, index, lines=1))
    fitting = _pairs(rate, before, numbers, above, wholes) if not natural or rate.value != 100 else ()
    for pair in fitting:
        if _comparable(rate, *pair) and holds(rate, *pair):
            return _made(rate, Outcome.HOLDS, pair, False)
    if natural is None:
        natural = _from_earlier(rate, before, above, wholes)
        if natural and not _comparable(rate, *natural):
            natural = None
        if natural and holds(rate, *natural):
            return _made(rate, Outcome.HOLDS, natural, False)
    if natural and (
        _OF_OTHER_YEAR.search(rate.gap) or _AIMED_AT.search(text, max(0, rate.start - AIM), rate.start)
    ):
        return Ratio(rate, Outcome.UNKNOWN)
    if natural and _COUNTED_AS.search(text, max(0, rate.start - RULED), rate.end):
        return Ratio(rate, Outcome.UNKNOWN)  # what counts as done is ruled otherwise
    if natural and not _INCLUDING.match(text, rate.end) and _violates(rate, *natural):
        return _made(rate, Outcome.DIFFERS, natural, True)
    return Ratio(rate, Outcome.UNKNOWN)


def _natural(
    rate: Rate, before: list[Quantity], numbers: list[Quantity], wholes: dict[int, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The two numbers the wording points at: part and whole."""
    if not before or _EITHER.search(rate.lead):
        return None
    if len(before) > 1 and _PORTION.search(before[-1].lead) and _OF.fullmatch(rate.gap):
        return (before[-2], before[-1]) if addable(before[-2], before[-1]) else None
    if left_over(before[-1].lead):
        return None  # 其余2件完成进度均在90%以上
    measured = _by_measure(rate, before)
    if measured:
        return measured
    named = _by_stem(rate, before)
    if named:
        part = named
    elif _is_completion(rate):
        done = [q for q in before if q.status is Status.DONE] or [
            q for q in numbers if q.status is Status.DONE
        ]
        if not done:
            return None
        part = done[-1]
        if _is_entry(part, before, wholes):
            return None
    elif (_SHARE.search(rate.lead) or _is_share(rate)) and not _rates_between(rate, before[-1]):
        part = before[-1]
    else:
        return None
    share = _OF_NAMED.search(rate.lead)
    if share and not _ALL_OF_IT.search(share["of"]):
        word = share["of"][-2:]
        base = (q for q in reversed(before) if q is not part and addable(q, part) and word in q.lead + q.tail)
        found = next(base, None)
        return (part, found) if found else None
    whole = wholes.get(id(part)) or next(
        (
            q
            for q in reversed(before)
            if q is not part and addable(q, part) and q.status is None and q.base >= part.base
            if not _has_own_share(q)
        ),
        None,
    )
    return (part, whole) if whole else None


def _is_entry(part: Quantity, before: list[Quantity], wholes: dict[int, Quantity]) -> bool:
    """Whether a number is one entry of a list, not what was done in all: 上缴612万元、归还318万元、调整账务1926万元."""
    whole = wholes.get(id(part))
    return whole is not None and any(
        q.start > part.start and q.status is None and wholes.get(id(q)) is whole for q in before
    )


def _rates_between(rate: Rate, number: Quantity) -> bool:
    """Whether another rate already says what share the number is."""
    figures = rate.sentence.figures if rate.sentence else []
    return any(isinstance(f, Rate) and number.end <= f.start < rate.start for f in figures)


def _has_own_share(number: Quantity) -> bool:
    """居住用地156公顷，占38%；…: a number with a share of its own is a sibling, not the whole."""
    figures = number.sentence.figures if number.sentence else []
    after = next((f for f in figures if f.start >= number.end), None)
    return isinstance(after, Rate) and "占" in after.lead


def _by_measure(rate: Rate, before: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """面积完成率: of two measures for one thing (19座、面积2480亩 … 12座、1612亩) the one that the rate names."""
    word = _RATE_WORD.search(rate.lead)
    known = next((c for c in _completion() if word and word[1].endswith(c)), None)
    measure = word[1].removesuffix(known) if word and known else ""
    if len(measure) < 2:
        return None
    whole = next(
        (
            q
            for q in before
            if q.lead.endswith(measure) and q.status is None and not _PUT_RIGHT.search(q.lead)
        ),
        None,
    )
    if whole is None:
        return None
    part = next(
        (q for q in reversed(before) if q is not whole and addable(q, whole) and q.status is Status.DONE),
        None,
    )
    return (part, whole) if part else None


def _natural_after(rate: Rate, numbers: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two numbers where they follow the rate: 完成率98.3%，即59项任务已落实58项; 参检率95%（参检190人，应检200人）."""
    following = (q for q in numbers if q.start > rate.end)
    after = list(islice(takewhile(lambda q: not _ENDS_CLAUSE.search(q.gap), following), 3))
    part = _by_stem(rate, after)
    if part is None and _is_completion(rate):
        part = next((q for q in after if q.status is Status.DONE), None)
    if part is None:
        return _two_alone(rate, after)
    whole = next((q for q in after if q is not part and addable(q, part) and q.status is None), None)
    return (part, whole) if whole and whole.base >= part.base else None


def _two_alone(rate: Rate, numbers: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one measure beside a rate that no word ties to them; only if they come near to it."""
    if len(numbers) != 2 or not addable(*numbers) or not _RATE_WORD.search(rate.lead):
        return None
    part, whole = sorted(numbers, key=lambda q: q.base)
    near = whole.base and abs(part.base / whole.base * 100 - Fraction(rate.value)) <= NEAR_POINTS
    return (part, whole) if near else None


def _printed(fraction: re.Match[str]) -> tuple[Quantity, Quantity]:
    """The two numbers of a fraction in brackets: 85%（34/40）."""
    part, whole = (Quantity(*fraction.span(name), Decimal(fraction[name])) for name in ("part", "whole"))
    return part, whole


def _by_stem(rate: Rate, before: list[Quantity]) -> Quantity | None:
    """The number whose own words name the rate: 按期办结3467件 … 按期办结率; 持有证书的78人 … 持证率."""
    word = _RATE_WORD.search(rate.lead)
    if word is None or rate.lead[: word.start()].endswith(("”", '"', "》")):
        return None  # “双师型”教师比例 is a share of others than 教师
    stem = _SUFFIX.sub("", word[1])
    if len(stem) < 2:
        return None
    if before and _ADDED.search(before[-1].lead) and stem in before[-1].lead:
        return None  # 整改前配套148家；新增配套12家，配套率达到100%
    for q in reversed(before[-6:]):
        words = q.lead + q.tail
        denied = f"不{stem}" in words or f"未{stem}" in words
        if stem in words and not denied and q.status is not Status.OPEN:
            return q
    short = stem[-2:]
    for q in reversed(before[-3:]):
        words = q.lead + q.tail
        if all(char in words for char in short) and q.status is not Status.OPEN and "未" not in q.lead:
            return q
    return None


def _is_completion(rate: Rate) -> bool:
    if rate.lead.removeprefix("已").removeprefix("共") == "完成":
        return True
    word = _RATE_WORD.search(rate.lead)
    return word is not None and any(word[1].endswith(known) for known in _completion())


def _comparable(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers may be the sides of a rate: one unit, and the whole is what the rate names (占资金总额的…)."""
    if not addable(part, whole) or (
        not part.unit.measured and part.unit.name != whole.unit.name and not _same(part, whole)
    ):
        return False
    named = _MEASURED.search(rate.lead) if "占" in rate.lead else None
    return named is None or named[0] in whole.lead + whole.tail or _KIND_OF.get(named[0]) == whole.unit.kind


def _same(part: Quantity, whole: Quantity) -> bool:
    """Counting words that editors exchange (反馈意见25项，已整改19个) unless the nouns differ."""
    people = whole.unit.kind == "person"
    return people or not (part.noun and whole.noun and part.noun != whole.noun)


def _is_share(rate: Rate) -> bool:
    word = _RATE_WORD.search(rate.lead)
    return word is not None and word[1] in ("占比", "比例", "比重")


def _before(rate: Rate) -> list[Quantity]:
    numbers = rate.sentence.quantities if rate.sentence else []
    return [q for q in numbers if q.end <= rate.start and not q.named]


def _pairs(
    rate: Rate,
    before: list[Quantity],
    numbers: list[Quantity],
    above: list[Quantity],
    wholes: dict[int, Quantity],
) -> Iterator[tuple[Quantity, Quantity]]:
    """Other pairs of the sentence, nearest first, that could be meant; few, so that nothing fits by chance."""
    near = before[-6:]
    for part in reversed(near):
        whole = wholes.get(id(part))
        if whole:
            yield part, whole
        for other in (*reversed(near), *above[:3]):
            if other is not part and addable(part, other) and other.base >= part.base and rate.value != 100:
                yield part, other
        if rate.value == 100:
            yield from (
                (part, o)
                for o in reversed(near)
                if o is not part and o.base == part.base and addable(o, part)
            )
    for later in numbers:
        if later.start > rate.end:
            if id(later) in wholes:
                yield later, wholes[id(later)]
            yield from (
                (part, later) for part in near[-2:] if addable(part, later) and later.base >= part.base
            )


def _from_earlier(
    rate: Rate, before: list[Quantity], above: list[Quantity], wholes: dict[int, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Part and whole when the rate stands in a sentence after its numbers: 完成率…"""
    if not _is_completion(rate) or _EITHER.search(rate.lead):
        return None
    known = [*reversed(before), *above]
    part = _by_stem(rate, known[::-1]) or next(
        (q for q in (before[::-1] if before else above) if q.status is Status.DONE), None
    )
    if part is None or _is_entry(part, before, wholes):
        return None
    whole = next(
        (q for q in known if q is not part and q.status is None and addable(q, part) and q.base >= part.base),
        None,
    )
    return (part, whole) if whole else None


def holds(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether part ÷ whole is the rate as printed: rounded, or cut off, or on the right side of 近 / 超."""
    if whole.base == 0:
        return False
    value = part.base / whole.base * 100
    stated = Fraction(rate.value)
    coarse = Fraction(10) if rate.places < 0 else stated / 10
    match rate.bound:
        case Bound.UNDER:
            return stated - coarse <= value < stated
        case Bound.OVER:
            return stated <= value <= stated + coarse
        case Bound.ABOUT:
            return abs(value - stated) <= stated / 20
    return rounded(value, rate.places) == rate.value or truncated(value, rate.places) == rate.value


def _violates(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a ratio lies on the wrong side of a stated one: 超过一半 is not contradicted by 58 %."""
    value, stated = part.base / whole.base * 100, Fraction(rate.value)
    match rate.bound:
        case Bound.OVER:
            return value < stated
        case Bound.UNDER:
            return value >= stated or (rate.lead.endswith("近") and value < stated * Fraction(17, 20))
        case Bound.ABOUT:
            return abs(value - stated) > stated / 10
    return True


def _made(rate: Rate, outcome: Outcome, pair: tuple[Quantity, Quantity], natural: bool) -> Ratio:
    part, whole = pair
    value = part.base / whole.base * 100
    shown = show(rounded(value, max(rate.places, 0) + 2)) + "%"
    working = f"{written(part)} ÷ {written(whole)} = {shown}"
    if outcome is Outcome.HOLDS and rate.bound is Bound.EXACT and rounded(value, rate.places) != rate.value:
        working += "（按截去尾数）"
    return Ratio(rate, outcome, working, shown, pair, natural)


def _with_complements(found: list[Ratio]) -> list[Ratio]:
    """A rate that is not a ratio of two figures may be what another rate leaves to 100 %."""
    proved: dict[tuple[int, Decimal], Ratio] = {}
    for ratio in found:
        if ratio.outcome is Outcome.HOLDS:
            proved.setdefault((id(ratio.rate.sentence), ratio.rate.value), ratio)
    for ratio in found:
        if ratio.outcome is Outcome.HOLDS or ratio.rate.value >= 100:
            continue
        other = proved.get((id(ratio.rate.sentence), 100 - ratio.rate.value))
        if other is not None:
            ratio.outcome = Outcome.HOLDS
            ratio.working = f"100% − {show(other.rate.value)}% = {show(ratio.rate.value)}%"
            ratio.sides = other.sides
    return found
