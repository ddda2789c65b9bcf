"""Which kind of outside body an event of a notice was the work of: an inspection, an audit, a supervision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import COMMA, SENTENCE_END
from auditor.dates.event import Event
from auditor.dates.events import BEFORE
from auditor.notice import Notice
from auditor.patterns import compiled

# 对区审计局开展了巡察: the one that was looked into is no body at work
_OBJECT = compiled(r"(?<!派)(?<!绝)[对向][^，,。；;]{2,40}?(?=进行|开展|实施|反馈|通报)")


def kind_of_body(notice: Notice, event: Event) -> str:
    """Whose work an event was: 巡察, 审计, 督察 …; empty if its sentence does not say.

    The body named last before the date in its clause goes first (县审计局于…), then the one named behind it, then what
    is said to have been done, then the body named earlier in the sentence.
    """
    before = SENTENCE_END.split(notice.text[max(0, event.start - BEFORE) : event.start])[-1]
    after = _OBJECT.sub("", event.after)
    kinds = lexicon.mapping("events", "kinds_of_bodies")
    own = _last(COMMA.split(before)[-1]) or next(_bodies(after), "")
    if own or event.word in kinds:
        return own or kinds[event.word]
    done = _work().search(after)
    return kinds[done[0]] if done else _last(before)


def _bodies(words: str) -> Iterator[str]:
    kinds = lexicon.mapping("events", "kinds_of_bodies")
    for found in _body().finditer(words):
        yield kinds[next(word for word in found.groups() if word)]


@cache
def _work() -> re.Pattern[str]:
    return compiled(lexicon.alternatives(lexicon.mapping("events", "kinds_of_bodies")))


@cache
def _body() -> re.Pattern[str]:
    return compiled(
        rf"(?P<word>{_work().pattern})(?:[一二三四五六七八九十0-9]{{1,3}}|工作|专项|整改|指导){{0,2}}组"
        r"|(?P<audit>审计)(?:[局厅署办处科]|机关|部门|人员)|(?P<inspection>巡[察视])(?:办|机构)"
    )


def _last(words: str) -> str:
    return next(iter(list(_bodies(words))[-1:]), "")
