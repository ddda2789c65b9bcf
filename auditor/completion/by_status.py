"""The state of a problem is said to be 已完成, and its account tells of a rest that is still being done.

整改状态：已完成。…其余2.3公里正在施工; 采购系统仍在测试…【已完成整改】.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.completion.place import Pair
from auditor.completion.unfinished import LEFT, unfinished
from auditor.lexicon import any_of
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.cards import end_marks

_ANY_LEFT = compiled(rf"(?:(?:其余|剩余|余下)|(?:仍|尚|还)有){LEFT}")
_STATUS_WORDS = ("状态", "整改进度", "整改进展", "整改完成情况")


@frozen
class _Status:
    """What is said of the state of a problem, and whether it is done."""

    start: int
    end: int
    done: bool


def by_status(notice: Notice) -> Iterator[Pair]:
    """A problem whose status is 已完成, with a rest of it that is still being done."""
    statuses: dict[Node, list[_Status]] = {}
    for status in _statuses(notice):
        if section := notice.section_at(status.start):
            statuses.setdefault(section, []).append(status)
    if not any(each.done for found in statuses.values() for each in found):
        return
    told: set[Node] = set()
    for left in sorted({*(m.span() for m in _ANY_LEFT.finditer(notice.text)), *unfinished(notice)}):
        section = notice.section_at(left[0])
        found = statuses.get(section, []) if section else []
        # several problems in one section have each a status of their own
        if section and len(found) == 1 and found[0].done and section not in told:
            told.add(section)
            yield (found[0].start, found[0].end), left


def _statuses(notice: Notice) -> Iterator[_Status]:
    """整改状态：已完成, or the mark at the end of an account: 【已完成整改】."""
    text = notice.text
    if any(word in text for word in _STATUS_WORDS):
        for status in _status().finditer(text):
            yield _Status(*status.span(), status["done"] is not None)
    for entry, said in end_marks(notice):
        yield _Status(entry.start, entry.end, said == {"done"})


@cache
def _status() -> re.Pattern[str]:
    label = rf"(?:{any_of('cards', 'responsible.roles')})[\u4e00-\u9fff]{{1,3}}[:：]"
    done = rf"(?:已完成|完成整改|已整改|已销号|已办结)(?:整改|到位|销号)?(?=[。；\n）)\s]|{label})"
    return compiled(
        rf"(?:整改(?:状态|进度|完成情况|进展(?=[:：]{done}))|完成状态|办理状态|销号状态|目前状态)[:：](?P<done>{done})?"
    )
