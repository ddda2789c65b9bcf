"""What a rate's own words say: 按期办结率 counts what was 按期办结, 审判案件结案率 is of 审判案件."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.claims import Quantity, Rate, Status
from auditor.extraction.context import DUE_DATE
from auditor.patterns import compiled

_RATE = "(?:率|比例|占比|比重|进度|完成度)"
_RATE_WORD = compiled(
    rf"([\u4e00-\u9fff]{{0,8}}{_RATE})(?:为|达到了?|达|是|同样?|约|超过?|近|已|均|分别|也|仍|在|高达|仅|只有|有)*\Z"
)
_OF_TOTAL = compiled(
    r"占(?P<of>[^，,。；;]{0,16}?)(?:总(?:人?数|量|额|和)|全部(?P<every>[^，,。；;]{1,10}))的?\Z"
)
_NAME = compiled(r"[\u4e00-\u9fff]{2,12}")
_SUFFIX = compiled(rf"{_RATE}\Z")
_DEEDS = compiled(r"完成[^整未][\u4e00-\u9fff]{1,12}\Z")
_NOT_DONE = ("不", "未", "正在", "尚在", "仍在")  # before what a rate counts
_ADDED = compiled(r"新增|增加|补")


def is_called_rate(rate: Rate) -> bool:
    """Whether the words before a percentage call it a rate: 参检率, 比例."""
    return _RATE_WORD.search(rate.lead) is not None


def is_called(number: Quantity, name: str) -> bool:
    """Whether a name stands directly before a number or behind it: 在岗职工2450人, 2450名在岗职工."""
    return number.lead.endswith(name) or number.tail.removeprefix("的").startswith(name)


def stem(rate: Rate) -> str:
    """What a rate's own word says without 率, 比例 …: 按期办结 of 按期办结率; "" if it has none."""
    word = _RATE_WORD.search(rate.lead)
    return _SUFFIX.sub("", word[1]) if word else ""


def completed(rate: Rate) -> str:
    """What a rate of completion says was completed: 审判案件 of 审判案件结案率, "" of a mere 完成率."""
    word = _RATE_WORD.search(rate.lead)
    known = next((c for c in _completion() if word and word[1].endswith(c)), None)
    return word[1].removesuffix(known) if word and known else ""


def by_stem(rate: Rate, before: list[Quantity]) -> Quantity | None:
    """The number whose own words name the rate: 按期办结340件 … 按期办结率; 持有证书的78人 … 持证率."""
    word = _RATE_WORD.search(rate.lead)
    if word is None or rate.lead[: word.start()].endswith(("”", '"', "》")):
        return None  # “双师型”教师比例 is a share of others than 教师
    own = _SUFFIX.sub("", word[1])
    if len(own) < 2:
        return None
    if before and _ADDED.search(before[-1].lead) and own in before[-1].lead:
        return None  # 整改前配套148家；新增配套12家，配套率达到100%
    undone = (Status.OPEN, Status.RUNNING) if is_completion(rate) else (Status.OPEN,)  # 正在整改6个，整改率
    for q in reversed(before[-6:]):
        words = DUE_DATE.sub("", q.lead + q.tail)
        denied = any(f"{begun}{own}" in words for begun in _NOT_DONE)
        if own in words and not denied and q.status not in undone:
            return q
    short = own[-2:]
    for q in reversed(before[-3:]):
        words = DUE_DATE.sub("", q.lead + q.tail)
        denied = any(f"{begun}{short}" in words for begun in _NOT_DONE)
        if (
            all(char in words for char in short)
            and not denied
            and q.status not in undone
            and "未" not in q.lead
        ):
            return q
    return None


def is_of_total(rate: Rate) -> bool:
    """Whether the words before a rate say that it is of a total: 占投诉总量的12.7%, 占全部问题的30%."""
    return _OF_TOTAL.search(rate.gap) is not None


def name_of_total(rate: Rate) -> str:
    """What the total that a rate is of is called: 教职工 of 占教职工总数的80%; "" if it has no name."""
    found = _OF_TOTAL.search(rate.lead)
    return found["of"] if found and not found["every"] and _NAME.fullmatch(found["of"]) else ""


def is_completion(rate: Rate) -> bool:
    """Whether a rate tells how much is done: 整改率, 完成."""
    if rate.lead.removeprefix("已").removeprefix("共") == "完成":
        return True
    word = _RATE_WORD.search(rate.lead)
    return word is not None and any(word[1].endswith(known) for known in _completion())


def names_deed(rate: Rate) -> bool:
    """Whether the words before a rate are but the name of a deed: 年报率, 录入率为; not 网上公示率, 合格率."""
    return _deed_rate().fullmatch(rate.lead) is not None


@cache
def _deed_rate() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('statuses', 'deed_rates')})(?:为|是|达到?|仅为?|只有)?")


def is_share(rate: Rate) -> bool:
    """Whether a rate is called a share: 占比, 比例."""
    word = _RATE_WORD.search(rate.lead)
    return word is not None and word[1] in ("占比", "比例", "比重")


def counts_deeds(number: Quantity) -> bool:
    """Whether a number tells how many deeds were done, of which others may be parts: 完成监督抽检1250批次，合格….."""
    return _DEEDS.search(number.lead) is not None


@cache
def _completion() -> tuple[str, ...]:
    return lexicon.words("statuses", "completion_rates")
