"""Readers of a rate that tell why nothing can be said of it with the numbers beside it: 满意度低于80%的重新整改."""

from __future__ import annotations

import re
from functools import cache

from auditor.arithmetic.rates.others import SEVERAL
from auditor.arithmetic.rates.ratio import Outcome, Ratio
from auditor.arithmetic.rates.reading import Reading
from auditor.arithmetic.rates.sides.numbers import comparable
from auditor.claims import Quantity, Rate
from auditor.figures.rate_words import is_called_rate
from auditor.figures.rounding import fits
from auditor.lexicon import any_of
from auditor.patterns import compiled


def told_apart(reading: Reading) -> Ratio | None:
    """A rate by which things are told apart, which is of none of their numbers: 整改率达100%的有3个, 低于80%的重新整改."""
    apart = tells_apart(reading.text, reading.rate)
    return Ratio(reading.rate, Outcome.UNKNOWN) if apart else None


def of_norm(reading: Reading) -> Ratio | None:
    """A rate that is laid down, alone or in a row with others: 权重分别为30%和70%."""
    rate = reading.rate
    start = reading.before[-1].end if reading.before else rate.start - len(rate.gap)
    laid_down = _norms().search(reading.text, max(start, rate.start - NORM), rate.start)
    return Ratio(rate, Outcome.UNKNOWN) if laid_down else None


@cache
def _norms() -> re.Pattern[str]:
    return compiled(any_of("proportions", "norms"))


NORM = 24  # characters before a rate in which it may be called a norm
_OF_OTHER_YEAR = compiled(
    r"(?:20[0-9]{2}年|上年|去年|同期)(?:的|同期)?[^，,。；;0-9]{0,8}\Z|(?:由|从)(?:原来|原先|此前|之前|最初)?的?\Z"
)
_AIMED_AT = compiled(rf"(?:{any_of('scopes', 'planned')})[^，,。；;]*\Z")
_REACHED = compiled(
    r"(?:已|累计|实际|共)?(?:完成|占|达到?)(?:了)?[^，,。；;0-9]{0,10}(?:目标|任务|计划)(?:任务|数|值)?"
)
AIM = 40  # characters before a rate in which it may be called an aim


def of_another_time(reading: Reading) -> Ratio | None:
    """A rate of another time, or one to be reached: 上年为85%, 由85%提高到90%, 确保年底前达到95%.

    Not one of an aim that is told beside it: 完成全年目标32亿元的89.4%.
    """
    rate = reading.rate
    if reading.beside and rate.gap == "的" and _REACHED.fullmatch(reading.beside[1].lead):
        return None
    if not reading.meant or not (
        _OF_OTHER_YEAR.search(rate.gap)
        or _AIMED_AT.search(reading.text, max(0, rate.start - AIM), rate.start)
    ):
        return None
    return Ratio(rate, Outcome.UNKNOWN)


_COUNTED_AS = compiled(
    r"含[^，。；]{1,8}后|扣除|剔除|不含|计算在内|视同|视为|计入(?:已)?完成|纳入完成|统计口径|口径(?:计算|统计)"
)
_WHAT_IS_INCLUDED = compiled(r"[（(][含括][^0-9（）()]{1,24}的[）)]")
RULED = 80  # characters before a rate in which it may be said what counts


def counted_otherwise(reading: Reading) -> Ratio | None:
    """A rate of which the text rules what counts: 扣除不可抗力后完成率96%."""
    pair = reading.meant
    if not pair or not _COUNTED_AS.search(_words_around(reading.text, reading.rate, pair[1])):
        return None
    return Ratio(reading.rate, Outcome.UNKNOWN)


def _words_around(text: str, rate: Rate, whole: Quantity) -> str:
    """The words before a rate, without a bracket that only says what its whole includes: 412家（含报送后注销的）."""
    start = max(0, rate.start - RULED)
    bracket = (
        _WHAT_IS_INCLUDED.match(text, whole.end, rate.start) if start <= whole.end <= rate.start else None
    )
    if bracket is None:
        return text[start : rate.end]
    return text[start : bracket.start()] + text[bracket.end() : rate.end]


_NEWLY = compiled(any_of("statuses", "newcomers"))


def of_newcomers(reading: Reading) -> Ratio | None:
    """A rate where the whole are newcomers: 新收案件: there were others before."""
    newly = reading.meant and _NEWLY.search(reading.meant[1].lead)
    return Ratio(reading.rate, Outcome.UNKNOWN) if newly else None


def of_number_above(reading: Reading) -> Ratio | None:
    """A rate that the part gives with a number told before."""
    rate, pair = reading.rate, reading.meant
    wholes = reading.above[:SEVERAL] if pair else ()
    if pair and any(comparable(rate, pair[0], q) and fits(rate, pair[0], q) for q in wholes):
        return Ratio(rate, Outcome.UNKNOWN)
    return None


def of_population(reading: Reading) -> Ratio | None:
    """A vital rate per thousand, which is of the average population of a year: 出生人口1290人，出生率6.12‰."""
    rate = reading.rate
    vital = reading.text.startswith("‰", rate.end - 1) and _vital().search(rate.gap)
    return Ratio(rate, Outcome.UNKNOWN) if vital else None


@cache
def _vital() -> re.Pattern[str]:
    return compiled(any_of("proportions", "of_population"))


_OF_CLASS = compiled(
    r"(?:[（(][^（）()]{0,12}[）)]|[）)])?(?:及?以[上下]|左右|之间|区间)?的[^，,。；;、0-9]{0,4}[0-9]"
)
_BOUNDS_CLASS = compiled(r"[（(]不?含\Z|[—–~～至到-]\Z")
_CONDITION = compiled(
    r"(?:率|度|比例|占比|比重|得分|进度|评价)(?:[为在仍还]|均)?(?:低于|高于|不足|不到|不满|超过?|大于|小于|未达到?)\Z"
)
_OF_THOSE = compiled(r"(?:及?以[上下])?的(?!(?:较?[高好低]的?)?(?:水平|成绩|目标))")


def tells_apart(text: str, rate: Rate) -> bool:
    """Whether a rate tells a class, or on what something depends: 95%（不含95%）以上的4个, 满意度低于八成的重新整改."""
    of_class = _OF_CLASS.match(text, rate.end)
    if of_class and (is_called_rate(rate) or "有" in of_class[0] or _BOUNDS_CLASS.search(rate.gap)):
        return True
    return _CONDITION.search(rate.lead) is not None and _OF_THOSE.match(text, rate.end) is not None
