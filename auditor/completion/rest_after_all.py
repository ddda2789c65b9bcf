"""What is said to be wholly done behind its number, with a rest of the same told in the next breath.

查出隐患67处，已全部整改到位，其余3处将于6月底前完成.  A smaller number before it that is told as the other part (一般隐患64处，
已全部整改到位，其余3处…) leaves nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import COMMA, SENTENCE_PART_END, last_end
from auditor.claims import Quantity
from auditor.completion.place import Pair
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

BEFORE = 80  # characters before 全部 in which its sentence must begin
ADVERBS = 8  # characters before 全部 in which it may be said that it is so by now

_VERB = rf"(?:{any_of('statuses', 'all_done')})"
_LEFT = "(?:其余|剩余|余下|剩下|尚有|仍有|还有)"
_ALL_DONE = compiled(
    rf"全部(?:(?:完成|落实){_VERB}?|完成[^，,；;。\n0-9]{{2,20}}(?:建设|改造|整治|修复|清理|安装|治理|排查)|{_VERB}(?:到位|完成|完毕|结束|销号)|办结|销号|化解|解决)"
    rf"(?:[，,；;。][^，,；;。\n0-9]{{0,12}})??[，,；;。](?=(?:但|目前|现|截至目前)?[，,]?{_LEFT}的?[0-9一二三四五六七八九十两])"
)
_ALREADY = compiled(r"(?:(?:目前|现|均|都)?已(?:经)?|目前|均|都){0,3}\Z")
_REST = compiled(rf"(?:但|目前|现|截至目前)?[，,]?{_LEFT}的?")
_SAID_DONE = compiled(rf"(?:目前|现)?已(?:经)?(?:完成|基本)?{_VERB}(?:到位|完成|完毕)?了?")
_PENDING = compiled(
    r"正在|正按|尚未|仍未|还未|未完成|未能|需(?!求)|待|将[于在按]|计划|预计|力争|持续|抓紧|推进中|办理中|整改中|推进(?=[，,。；;\n])"
)
_TELLS_WHICH = compiled(r"(?:分别|均|都)?(?:为|系|是)(?!20)")  # 剩余2处为东桥商城和西桥宾馆改造项目
_SETTLED = compiled(r"也已|均已|亦已|已[^，,。；;\n]{0,8}(?:完成|到位|办结|销号)|不属|不予|转[由交]|移交")


def rest_after_all(notice: Notice) -> Iterator[Pair]:
    """Where all of a number of things is said to be done, with the rest of them that is not."""
    text = notice.text
    for done in _ALL_DONE.finditer(text):
        begin = last_end(SENTENCE_PART_END, text, max(0, done.start() - BEFORE), done.start())
        start = _starts(text, begin, done.start())
        subject = COMMA.split(text[begin:start])[-1]
        told = notice.claims.quantities_in(begin, start)
        rest = _rest(notice, done.end())
        if rest is None or not told or not _refers(subject, told[-1]):
            continue
        counted = _counted(told, rest)
        end = _end(text, rest.end)
        if counted and not _is_other_part(counted, rest, told) and _is_open(rest, counted, text, end):
            yield (start, _spoken(done)), (rest.start - 2, end)


def _starts(text: str, begin: int, at: int) -> int:
    """Where the words begin that say that all is done: 均已 before 全部."""
    already = _ALREADY.search(text, max(begin, at - ADVERBS), at)
    return already.start() if already else at


def _end(text: str, at: int) -> int:
    mark = SENTENCE_PART_END.search(text, at, at + BEFORE)
    return mark.start() if mark else min(len(text), at + BEFORE)


def _spoken(done: re.Match[str]) -> int:
    """Where the words end that say that all is done."""
    return done.start() + len(SENTENCE_PART_END.split(COMMA.split(done[0])[0])[0])


def _rest(notice: Notice, at: int) -> Quantity | None:
    """The number that is told as the rest."""
    word = _REST.match(notice.text, at)
    return next(iter(notice.claims.quantities_in(word.end(), word.end() + 1)), None) if word else None


def _refers(subject: str, last: Quantity) -> bool:
    """Whether what is done is the number told just before: nothing stands between, or its own noun again."""
    words = _taken_up().sub("", subject)
    return not words or words == last.noun


@cache
def _taken_up() -> re.Pattern[str]:
    return compiled(r"\A(?:上述|以上|这些|所有|目前|现)")


def _counted(told: list[Quantity], rest: Quantity) -> Quantity | None:
    """The number of all: the last one told in the unit of the rest, over one that says in so many words what is done."""
    alike = [q for q in told if q.unit.name == rest.unit.name and q.is_plain and not q.depth]
    while len(alike) > 1 and _SAID_DONE.fullmatch(alike[-1].lead):
        alike.pop()
    counted = alike[-1] if alike else None
    fits = counted and rest.is_plain and counted.base > rest.base and _found().search(counted.lead)
    return counted if fits else None


def _is_other_part(counted: Quantity, rest: Quantity, told: list[Quantity]) -> bool:
    """Whether the rest is what a part leaves of a number before it: 67处，其中一般隐患64处，已全部整改到位，其余3处…."""
    wholes = (q for q in told if q.start < counted.start and q.unit.name == counted.unit.name)
    return (
        any(q.base >= counted.base + rest.base for q in wholes)
        or _of_class().search(counted.lead) is not None
    )


@cache
def _found() -> re.Pattern[str]:
    """What says how many there were."""
    return compiled(rf"{any_of('statuses', 'found', 'came_in')}|(?<!公)共(?!同|建)")


@cache
def _of_class() -> re.Pattern[str]:
    """What makes a number one of several kinds, so that another kind may be the rest."""
    return compiled(
        rf"{any_of('scopes', 'ways')}|{any_of('scopes', 'taken_on')}|一般|重大|较大|轻微|其中|可|应|符合|首批|第[一二三]|(?<![各分])[类批轮]|的\Z"
    )


def _is_open(rest: Quantity, counted: Quantity, text: str, end: int) -> bool:
    """Whether the rest is of the same things, and told as not yet done."""
    words = text[rest.end : end]
    own = words.removeprefix(counted.noun) if counted.noun else words
    if _SETTLED.search(own):
        return False
    same = own != words or _NO_NAME.match(words) is not None
    return (same and _PENDING.search(own) is not None) or _TELLS_WHICH.match(own) is not None


_NO_NAME = compiled(
    r"(?:因|由于|受|[，,]|正|尚|仍|还|将|计划|预计|力争|需|待|未|持续|抓紧|按|在|已明确|已制定|均|都|也)"
)
