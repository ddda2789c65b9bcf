"""Which inspection is spoken of: the team, its ordinal and level, and the round.

A notice answers for one inspection; earlier ones are quoted as background (上一轮, 此前, another year).  What is
read here are the mentions; whether a mention is background is told by the words of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from auditor.lexicon import WordFinder
from auditor.notice import Kind, Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.records import frozen

_ORDINAL = "[0-9一二三四五六七八九十]{1,3}"
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_TEAM = compiled(rf"巡(?:察|视)(?:第?(?P<after>{_ORDINAL}))?组")
_BEFORE = compiled(
    rf"(?P<level>中央|[省市区县旗州盟]委)?(?P<words>[^，。、；：！？“”‘’《》〈〉（）()\",;:\n第委]{{0,8}})(?:第(?P<before>{_ORDINAL}))?\Z"
)
_SUPERVISORS = WordFinder(("督察组", "督查组"), shared=True)
_GUIDES = WordFinder(("指导组", "督导组"), shared=True)
_SENT_BY = compiled(
    rf"(?P<level>中央|国家|自治区|[省市区县旗州盟])(?P<organ>[委级]?)(?:第(?P<number>{_ORDINAL}))?"
    r"(?P<matter>生态环境保护|生态环保|环境保护|环保|安全生产|耕地保护)?\Z"
)
_GUIDES_SENT_BY = compiled(
    rf"(?P<level>中央|国家|自治区|[省市区县旗州盟])(?P<organ>[委级]?)[^，,。；;、《》0-9第]{{0,10}}第(?P<number>{_ORDINAL})(?:巡回)?\Z"
)
_INTRODUCES = compiled(r"[对到在][^，。；、\n]{2,40}?(?:开展|进行|实施)")
_SEVERAL = compiled(rf"第{_ORDINAL}[、和与至到—-]第?{_ORDINAL}\Z|[各两几]个?\Z|{_ORDINAL}个\Z")
_ROUND = compiled(
    rf"(?:(?P<term>{_ORDINAL})届)?(?P<level>[省市区县旗州]委)?(?P<nth>第?)(?P<round>{_ORDINAL})轮\Z"
)
_INSPECTION = compiled(r"[^，。；：！？、\n]{0,10}?巡[察视]")
_BACKGROUND = compiled(
    r"上一?轮|上一?[届次]|以往|以前|历[次轮届]|往[年轮]|曾|此前|之前|先前|前期|过去|前[一二三几两]轮|遗留|再次|联动|联合|头一[次轮回]|首次|第一次|前一[次轮]|当年|那[次轮年]|"
    r"不彻底|未完成|未整改|未销号|下一?轮|配合"
)
_THIS = "(?:此次|本次|这次|本轮|此轮|这轮)"
_THIS_ONE = compiled(_THIS)
_THIS_ONE_BEFORE = compiled(rf"{_THIS}(?:巡[察视])?[，,]?\Z")
_YEAR = compiled(r"(?:19|20)[0-9]{2}(?=年)")
_ANSWERED = compiled(r"(?:巡[察视])?反馈的?(?:意见|问题)")
_ACTED_UPON = compiled(r"(?:根据|按照|依据|对照|针对|落实|围绕|结合|对|传达|学习|通报|研究|认领)了?\Z")
_ELSEWHERE = compiled(r"[。；;：:]|[，,](?:其中|共|分别)|[0-9一二三四五六七八九十]个(?:方面|问题)")
_SENTENCE_MARK = "。；！？\n"
LEAD = 20  # characters before a team that say who sent it
AHEAD = 24  # characters behind a mention, in its own clause
REACH = 120  # characters of a sentence that are read on either side


@frozen
class Team:
    """A mention of an inspection team; ``number`` None if it has none, ``level`` "" if not said (区委 …).

    ``introduces``: the words after it tell an inspection of its own (对……开展了巡察).
    """

    start: int
    end: int
    text: str
    level: str
    number: int | None
    word: str
    introduces: bool
    opening: bool


@frozen
class Round:
    """A mention of a round of inspections: ``term`` is the committee's (三届), None if not said.

    ``follows`` are the words after it, by which two mentions are known to speak of the same thing.
    """

    start: int
    end: int
    text: str
    term: int | None
    level: str
    number: int
    follows: str
    opening: bool


M = TypeVar("M", Team, Round)


@lru_cache(maxsize=1)  # two rules ask for the same notice in a row
def teams(notice: Notice) -> list[Team]:
    """All mentions of single inspection teams, in the order of the text."""
    text, opening = notice.text, _opening(notice)
    found: list[Team] = []
    for match in _TEAM.finditer(text):
        begin = max(0, match.start() - LEAD)
        lead = text[begin : match.start()]
        before = _BEFORE.search(lead)
        if before is None or _SEVERAL.search(lead):
            continue
        number = match["after"] or before["before"]
        start = (
            begin + before.start()
            if before["level"]
            else match.start() - (len(number) + 1 if before["before"] else 0)
        )
        found.append(
            Team(
                start,
                match.end(),
                text[start : match.end()],
                before["level"] or "",
                ordinal(number) if number else None,
                match[0][:2],
                _INTRODUCES.match(text, match.end()) is not None,
                match.end() <= opening,
            )
        )
    return found


def supervisors(notice: Notice) -> list[Team]:
    """All mentions of 督察组 and 督查组; ``level`` is that with the organ that sent them (省, 省委), "" if not said."""
    return list(_sent_teams(notice, _SUPERVISORS, _SENT_BY))


def guides(notice: Notice) -> list[Team]:
    """The mentions of numbered teams that guide a campaign: 县委主题教育第三巡回指导组."""
    return [team for team in _sent_teams(notice, _GUIDES, _GUIDES_SENT_BY) if team.number is not None]


def _sent_teams(notice: Notice, teams: WordFinder, sent_by: re.Pattern[str]) -> Iterator[Team]:
    text, opening = notice.text, _opening(notice)
    for at, end, word in teams.find(text):
        begin = max(0, at - LEAD)
        sent = sent_by.search(text[begin:at])
        start = begin + sent.start() if sent else at
        yield Team(
            start,
            end,
            text[start:end],
            sent["level"] + sent["organ"] if sent else "",
            ordinal(sent["number"]) if sent and sent["number"] else None,
            word[:2],
            _INTRODUCES.match(text, end) is not None,
            end <= opening,
        )


def rounds(notice: Notice) -> Iterator[Round]:
    """All mentions of rounds of inspections (第十四轮, 三届九轮), in the order of the text."""
    text, opening = notice.text, _opening(notice)
    at = text.find("轮")
    while at >= 0:
        begin = max(0, at - 12)
        match = _ROUND.search(text[begin : at + 1]) if text[at - 1] in _NUMERALS else None
        # 开展3轮巡察 is a count: a round has 第 or the committee's term
        if match and (match["nth"] or match["term"]) and _INSPECTION.match(text, at + 1):
            number, term = ordinal(match["round"]), match["term"]
            if number is not None:
                yield Round(
                    begin + match.start(),
                    at + 1,
                    match[0],
                    ordinal(term) if term else None,
                    match["level"] or "",
                    number,
                    text[at + 1 : at + 7],
                    at < opening,
                )
        at = text.find("轮", at + 1)


def _opening(notice: Notice) -> int:
    """The end of title and preamble, which speak of the inspection that is answered for."""
    for leaf in notice.leaves:
        if leaf.kind is Kind.HEADING:
            return leaf.start
    return next((leaf.end for leaf in notice.leaves if leaf.kind is not Kind.TITLE), 0)


def foreground(notice: Notice, mentions: Iterable[M], *, since: int | None = None) -> list[M]:
    """The mentions whose sentences do not say that another inspection is meant (上一轮, 此前, 2019年 …).

    The words before a mention count, and those right after it.  Below the preamble a year says so too: this
    inspection has been dated already.  From the year ``since`` on it does not, where the sentence acts upon the
    findings: 2023年12月18日，印发《…落实县委第三巡察组反馈意见整改方案》.
    """
    return [m for m in mentions if not _is_background(notice.text, m, since)]


def own_year(notice: Notice) -> int | None:
    """The last year that the opening names, in which the feedback was given at the latest; None if it names none."""
    found = [int(match[0]) for match in _YEAR.finditer(notice.text, 0, _opening(notice))]
    return max(found, default=None)


def _is_background(text: str, mention: Team | Round, since: int | None) -> bool:
    start, end = mention.start, mention.end
    begin = max(0, start - REACH)
    lead = text[begin:start]
    begin += max(lead.rfind(mark) for mark in _SENTENCE_MARK) + 1
    if _THIS_ONE.match(text, end) or _THIS_ONE_BEFORE.search(text, begin, start):
        return False  # 市委第二巡察组此次指出的、尚未完成整改的6个问题
    stop = _ELSEWHERE.search(text, end, end + AHEAD)
    if _BACKGROUND.search(text, begin, stop.start() if stop else end + AHEAD):
        return True
    years = [] if mention.opening else [int(match[0]) for match in _YEAR.finditer(text, begin, start)]
    answers = (
        since is not None
        and min(years, default=0) >= since
        and _ANSWERED.match(text, end)
        and _ACTED_UPON.search(text[begin:start])
    )
    return bool(years) and not answers
