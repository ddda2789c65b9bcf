"""Stocks and flows: which words say what there was, what came, what went, and what there is now: 原有30户，新增4户，退出6户，现有28户."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from auditor import lexicon
from auditor.claims import Quantity
from auditor.patterns import PHRASES, compiled
from auditor.records import frozen

Flow = tuple[int, Quantity]
"""1 or -1 for what came or went, and its number."""

_NAME = 8  # characters of the name of what came, went or is there: 新进卫生专业技术人员46名
AMONG = compiled(r"[，,；;（(]其中")
"""Where parts of the number before begin."""
_NO_NAME = compiled(r"(?:[\u4e00-\u9fff]*(?:的|岗位|职务|配|在[编岗册职]|编制|有|为))?")
# 余额68.4亿元，比年初增加7.6亿元: how it changed until then, not what came to it
_LOOKS_BACK = compiled(
    r"(?:(?<!占)比(?![重例率])|较)[^，,。；;]{0,4}(?:[年月季][初末底]|上年|去年|同期|上月|[0-9]年)"
)
_NOT_NOW = compiled(
    r"[上去][年月期季]|往年|历年|[发出实体表显呈兑涌]现|(?:(?<!占)比(?![重例率])|较)[^，,。；;]{0,8}[年月季][末初底]的?\Z"
)


@frozen
class _Patterns:
    before: re.Pattern[str]
    came: re.Pattern[str]
    went: re.Pattern[str]
    now: re.Pattern[str]
    net: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    def ending(key: str, more: str = "") -> re.Pattern[str]:
        return compiled(
            rf"(?:{lexicon.any_of('changes', key)}{more})(?P<rest>[\u4e00-\u9fff]{{0,{_NAME}}})\Z"
        )

    checks = lexicon.any_of("changes", "checks")
    found = rf"(?:{lexicon.any_of('changes', 'at_check')})(?:{lexicon.any_of('changes', 'found')})"
    return _Patterns(
        before=ending("before", f"|(?:{checks})前|20[0-9]{{2}}年[末底初]|{found}"),
        came=ending("came"),
        went=ending("went"),
        now=compiled(
            rf"(?:{lexicon.any_of('changes', 'now')}|(?:{checks})后)(?P<rest>[\u4e00-\u9fff]{{0,{_NAME}}})\Z|目前(?:仍|尚|共|有|为|剩|余)*\Z"
        ),
        net=compiled(
            rf"(?:(?P<up>{lexicon.any_of('changes', 'net_up')})|(?:{lexicon.any_of('changes', 'net_down')}))(?P<rest>[\u4e00-\u9fff]{{0,{_NAME}}})\Z"
        ),
    )


def words_of(numbers: Sequence[Quantity]) -> list[str]:
    """The words before each number; of two in a row (19户31人; 27宗、账面价值9365万元) the second shares those of the first."""
    said: list[str] = []
    for i, q in enumerate(numbers):
        measure = i > 0 and q.unit.measured and not numbers[i - 1].unit.measured and q.gap[:1] == "、"
        said.append(said[i - 1] if i and (not q.gap or measure) else q.lead)
    return said


@lru_cache(maxsize=PHRASES)
def is_stock_before(lead: str) -> bool:
    """Whether the words before a number say how many there were at first: 原有86份."""
    return _patterns().before.search(lead) is not None


@lru_cache(maxsize=PHRASES)
def is_stock_now(lead: str) -> bool:
    """Whether the words before a number say how many there are at the end: 现有94份, but not 上年结余11万元, 新发现3份."""
    return _patterns().now.search(lead) is not None and _NOT_NOW.search(lead) is None


@lru_cache(maxsize=PHRASES)
def flow(lead: str) -> int:
    """1 if the words before a number say that so many came, -1 if that they went, 0 if neither: 新签20份, 终止12份; not 比年初增加12份."""
    if _LOOKS_BACK.search(lead):
        return 0
    return 1 if _patterns().came.search(lead) else -1 if _patterns().went.search(lead) else 0


def settles(lead: str, start: Quantity) -> bool:
    """Whether so much of an amount that is owed has been paid: 收回1970万元 of 应收账款2860万元."""
    owed = lexicon.any_of("changes", "stocks")
    paid = compiled(rf"(?:{lexicon.any_of('changes', 'settled')})[\u4e00-\u9fff]{{0,{_NAME}}}\Z")
    return start.unit.kind == "money" and bool(compiled(owed).search(start.lead) and paid.search(lead))


@lru_cache(maxsize=PHRASES)
def net_change(lead: str) -> int:
    """1 if the words before a number call it what came less what went, -1 if the other way round, 0 if neither: 净增7名."""
    found = _patterns().net.search(lead)
    return 0 if found is None or _LOOKS_BACK.search(lead) else 1 if found["up"] else -1


def name_of_flow(lead: str) -> str:
    """What is said to have come or gone, "" if the words before the number do not name it: 网格员 of 新增网格员."""
    for pattern in (_patterns().net, _patterns().came, _patterns().went):
        if found := pattern.search(lead):
            return "" if _NO_NAME.fullmatch(found["rest"]) else found["rest"]
    return ""


def names_other(lead: str, start: Quantity) -> bool:
    """Whether the words before what came, went or is there name something else than those before what there was."""
    found = _patterns().came.search(lead) or _patterns().went.search(lead) or _patterns().now.search(lead)
    rest = (found["rest"] or "") if found else ""
    return _NO_NAME.fullmatch(rest) is None and rest[-2:] not in start.gap + start.tail
