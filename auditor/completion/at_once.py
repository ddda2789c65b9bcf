"""All of a problem is said to be done, and in the next breath the rest of it is not.

路面破损问题已全部修复，其余3处预计年底修复; 该问题已全部整改完成。目前仍有2处正在施工; 9个问题已全部整改到位，
对尚未完成的2个问题紧盯不放.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.characters.pauses import STATEMENT_END, last_end
from auditor.completion.place import Pair
from auditor.completion.unfinished import LEFT
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

BEFORE = 60  # characters before 全部 in which its sentence must begin

_OTHERS = compiled(rf"(?:其余|剩余|余下){LEFT}")
_STILL = compiled(rf"(?:截至)?(?:目前|现)?[，,]?但?(?:仍|尚|还)有{LEFT}")
_DONE = r"全部(?:完成)?(?:整改|修复|销号|办结|完工)(?:到位|完成|完毕)?"
# 线索13件，已全部办结，2件正在核查
_ALL_ENDED = compiled(
    rf"全(?:(?<=已.)|(?<=已经.)|(?<=均.)|(?<=都.))部(?:{any_of('statuses', 'all_at_once')})(?:完毕|到位)?[，,；;]"
    rf"(?P<left>(?:其中|(?:但|目前)?(?:还|仍|尚)有)?[0-9]{{1,4}}[个件项条处起宗户人名](?:仍|尚|还)?(?:(?:正在|尚未)(?:{any_of('statuses', 'still_at_it')})|(?P<planned>(?:正?按计划|持续)推进|长期坚持)))"
)
_ALL_OF_IT = compiled(rf"问题(?:均|都)?已(?:经)?{_DONE}(?=[，,。；;])")

# 9个问题已全部整改到位，对尚未完成的2个问题，…
_ALL_OF_SO_MANY = compiled(
    r"(?<=[。；，,\n\u3000])(?P<done>(?:截至)?(?:目前|现)?[，,]?(?:反馈的?)?[0-9]{1,4}[个项条](?P<noun>问题|任务|事项)(?:均|都)?已(?:经)?(?:均|都)?"
    r"全部(?:完成整改|整改(?:到位|完成|完毕)|销号|办结|解决))[，,。；;](?:但|同时)?(?P<left>(?:对|针对)(?:仍|尚|还|暂)?(?:未|正在)"
    r"(?:能)?(?:全部|完全)?(?:完成整改|完成|整改(?:到位|完成|完毕)?|销号|办结|解决|推进)的[0-9]{1,4}[个项条](?P=noun))"
)


def at_once(notice: Notice) -> Iterator[Pair]:
    """All is done, and in the next breath the rest is not."""
    for found in _ALL_ENDED.finditer(notice.text):
        if not _are_others(notice, found):
            yield (found.start(), found.start("left") - 1), found.span("left")
    for found in _ALL_OF_SO_MANY.finditer(notice.text):
        yield found.span("done"), found.span("left")
    for done in _ALL_OF_IT.finditer(notice.text):
        at = done.end() + 1
        left = _OTHERS.match(notice.text, at) or _STILL.match(notice.text, at)
        if left is None or (left.re is _OTHERS and _is_counted(notice, done.start())):
            continue
        yield done.span(), left.span()


def _are_others(notice: Notice, found: re.Match[str]) -> bool:
    """Whether those that are open may be no part of what is done: they, or both together, are told by themselves.

    Whatever goes on as planned need not be a part, unless the number of those that are done is told as that of all.
    """
    begin = last_end(STATEMENT_END, notice.text, max(0, found.start() - BEFORE), found.start())
    done = notice.claims.quantities_in(begin, found.start())
    left = notice.claims.quantities_in(found.start("left"), found.end("left"))
    if len(left) != 1:
        return True
    wholes = [q for q in done if q.unit.name == left[0].unit.name]
    nouns = {"", *(q.noun for q in wholes)}
    told = {
        q.base
        for q in notice.claims.quantities
        if q.unit.name == left[0].unit.name and q.noun in nouns and q is not left[0] and q not in wholes
    }
    if left[0].base in told or any(q.base + left[0].base in told for q in wholes):
        return True
    return found["planned"] is not None and told.isdisjoint(q.base for q in wholes)


def _is_counted(notice: Notice, at: int) -> bool:
    """Whether the paragraph has a number before, of which the rest may be the rest."""
    leaf = notice.leaf_at(at)
    return leaf is None or bool(notice.claims.quantities_in(leaf.start, at))
