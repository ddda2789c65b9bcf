"""Which kind of outside body an event of a notice was the work of: an inspection, an audit, a supervision."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import COMMA, SENTENCE_END
from auditor.dates.event import Event
from auditor.dates.events import BEFORE
from auditor.notice import Notice
from auditor.patterns import compiled

_KINDS = {
    "巡察": "巡察",
    "巡视": "巡察",
    "督察": "督察",
    "督查": "督察",
    "督导": "督导",
    "审计": "审计",
    "检查": "检查",
    "考核": "考核",
    "评估": "评估",
    "调研": "调研",
    "验收": "验收",
}
"""What is done, and the kind of body that does it; 巡视 and 巡察 (督查 and 督察) are one kind, and easily confused."""
_BODY = compiled(
    rf"(?P<word>{'|'.join(_KINDS)})(?:[一二三四五六七八九十0-9]{{1,3}}|工作|专项|整改|指导){{0,2}}组"
    r"|(?P<audit>审计)(?:[局厅署办处科]|机关|部门|人员)|(?P<inspection>巡[察视])(?:办|机构)"
)
_WORD = compiled("|".join(_KINDS))
# 对区审计局开展了巡察: the one that was looked into is no body at work
_OBJECT = compiled(r"(?<!派)(?<!绝)[对向][^，,。；;]{2,40}?(?=进行|开展|实施|反馈|通报)")


def kind_of_body(notice: Notice, event: Event) -> str:
    """Whose work an event was: 巡察, 审计, 督察 …; empty if its sentence does not say.

    The body named last before the date in its clause goes first (县审计局于…), then the one named behind it, then what
    is said to have been done, then the body named earlier in the sentence.
    """
    before = SENTENCE_END.split(notice.text[max(0, event.start - BEFORE) : event.start])[-1]
    after = _OBJECT.sub("", event.after)
    own = _last(COMMA.split(before)[-1]) or next(_bodies(after), "")
    if own or event.word in _KINDS:
        return own or _KINDS[event.word]
    done = _WORD.search(after)
    return _KINDS[done[0]] if done else _last(before)


def _bodies(words: str) -> Iterator[str]:
    for found in _BODY.finditer(words):
        yield _KINDS[next(word for word in found.groups() if word)]


def _last(words: str) -> str:
    return next(iter(list(_bodies(words))[-1:]), "")
