"""The words that tell a change: from one value to another, a difference, what is compared with what: 由…降至…, 比上年减少…."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.claims import Figure, Quantity
from auditor.figures.change_names import NAME
from auditor.patterns import compiled
from auditor.records import frozen

FROM = compiled(r"(?:由|从|将)(?:原来?的?|原有的?|此前的?|[^，,。；;]{0,12}?的?)\Z")
_TO = compiled(r"(?:到了?|至|为|成)(?:20[0-9]{2}年)?[^，,。；;]{0,6}\Z")
EARLIER = rf"(?:(?:{lexicon.any_of('changes', 'earlier')}|(?:19|20)[0-9]{{2}}年)(?:同期|全年|度)?)"
"""A pattern for the time with which a number is compared: 上年同期, 2023年."""
COMPARED = compiled(
    rf"(?:较之?|(?<!占)比(?![重例率]))[^，,。；;]{{0,10}}(?:的|{EARLIER})(?:[^，,。；;0-9]{{0,4}}数)?\Z"
)  # not 占比由2023年的, 比重由2023年的
OTHER_TIME = compiled(r"[，,]而?(?:上年|去年)(?P<same>同期)?(?:全年|度)?的?(?P<name>[^，,。；;0-9]{0,6})\Z")
"""Before a number that is told beside others as of the year before: ，上年同期为25起."""
_LAST_YEAR = compiled(r"去年|上年|同期|上一年|往年")
_THIS_YEAR = compiled(r"今年|本年|本期|目前|现")
_PLANNED = compiled(r"(?:预算|计划|概算|核定|批复|标准|限额|指标|编制)[^，,。；;]{0,6}\Z")
_ACTUAL = compiled(r"(?:实际|决算|执行|实有|支出)[^，,。；;]{0,6}\Z")


@frozen
class Patterns:
    """Patterns made of the words of changes.toml."""

    told: re.Pattern[str]
    """The words between the figure before and a difference."""
    paced: re.Pattern[str]
    """The same before a difference in percentage points, where 快 tells a rise."""
    since: re.Pattern[str]
    """The words before a difference from another time: 比上年减少."""
    years: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, made once."""

    def any_of(*lists: str) -> str:
        return lexicon.any_of("changes", *lists)

    def difference(down: str, up: str) -> re.Pattern[str]:
        return compiled(
            rf"(?:人均|户均|平均|每(?:人|户|亩|吨|公里|平方米|[件台辆次月年]))?(?P<of>{NAME})?(?:同比|环比|共|净|累计|实际|比去年|较上年|较去年|较同期)?了?"
            rf"(?:(?P<down>{down})|(?P<up>{up}))(?:了|约|近|超过?|幅度|比例|率|为|达到?|幅|额)*\Z"
        )

    return Patterns(
        told=difference(any_of("down", "down_alone"), any_of("up", "up_alone")),
        paced=difference(any_of("down", "down_points"), any_of("up", "up_points")),
        since=compiled(
            rf"[，,](?P<of>{NAME})?"
            rf"(?:同比|环比|(?:比|较之?){EARLIER}[^，,。；;]{{0,4}}?"
            rf"|[与同和]{EARLIER}(?:预算数?|决算数?|支出数?|执行数?)?相比[，,]?)"
            rf"(?:{any_of('down', 'up')})了?\Z"
        ),
        years=compiled(
            r"(?P<now>20[0-9]{2})年(?:比|较之?)(?P<then>20[0-9]{2})年(?:同期)?"
            rf"(?:(?P<down>{any_of('down')})|{any_of('up')})了?\Z"
        ),
    )


def told_as(figure: Figure) -> re.Match[str] | None:
    """The words that tell a number as a difference, None if there are none; points may also be told as a pace: 加快."""
    of_points = isinstance(figure, Quantity) and figure.unit.kind == "points"
    return (patterns().paced if of_points else patterns().told).fullmatch(figure.lead)


def is_difference(figure: Figure) -> bool:
    """Whether the words directly before a number tell it as a difference: 增加6个."""
    return direction(figure.lead) != 0


def direction(words: str) -> int:
    """1 for words that tell a rise (增加), -1 for a fall (下降), 0 for others."""
    word = patterns().told.fullmatch(words)
    return 0 if word is None else -1 if word["down"] else 1


def is_compared(figure: Figure) -> bool:
    """Whether the words before a number call it the one before a change: 比上年的9件."""
    return COMPARED.search(figure.gap) is not None


def is_base(figure: Figure) -> bool:
    """Whether something is compared with a figure: 比年初的240亿元."""
    return isinstance(figure, Quantity) and COMPARED.search(figure.gap) is not None


def is_from_to(first: Figure, second: Figure) -> bool:
    """Whether something went from one number to the other: 由8个减少到6个."""
    return FROM.search(first.lead) is not None and _TO.search(second.gap) is not None


def between(first: Figure, second: Figure) -> bool:
    """Whether two numbers are told as a value before and the one after it: 由3个增加到9个, 去年900件，今年720件."""
    if is_from_to(first, second):
        return True
    if _PLANNED.search(first.lead) and _ACTUAL.search(second.lead):
        return True
    return _LAST_YEAR.search(first.gap[-24:]) is not None and _THIS_YEAR.search(second.gap) is not None
