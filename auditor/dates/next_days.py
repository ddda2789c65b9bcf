"""Days told by their distance from another day: 反馈会次日即5月21日, 5月20日反馈意见，当天（5月20日）召开会议."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from auditor.characters.pauses import SENTENCE_END, last_end
from auditor.dates.event import Event, Role
from auditor.dates.timeline import Timeline
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

BEFORE = 24  # characters before a day in which its distance is told
AHEAD = 200  # characters before the other day in which its sentence begins
_DISTANCE = compiled(
    r"(?P<base>(?<!审计)(?<!督查)(?<!督察)反馈(?:会议?|大会|意见|问题)?(?:召开|结束)?之?后?的?|[，,、；;（(])"
    r"(?P<day>次日|翌日|第二天|当日|当天)(?:即|，即|,即|[（(]即?)\Z"
)
_SAME_DAY = frozenset(("当日", "当天"))


@frozen
class Misplaced:
    """A day that is not the one that its words mean: ``words`` of ``base``, which would be ``meant``."""

    event: Event
    base: Event
    words: str
    meant: date


def misplaced(notice: Notice, line: Timeline) -> Iterator[Misplaced]:
    """The days that are not the next day, or the same day, as their words say; years are not compared."""
    before: Event | None = None
    for event in line.events:
        told = _DISTANCE.search(notice.text, max(0, event.start - BEFORE), event.start)
        if told and event.first and len(event.days) == 1 and event.exact:
            base = _only_feedback(line) if "反馈" in told["base"] else _told_with(notice, before, event)
            if base and base.first and base.exact and len(base.days) == 1 and not _before_leap_day(base):
                meant = base.first[0] + timedelta(days=told["day"] not in _SAME_DAY)
                if (event.first[0].month, event.first[0].day) != (meant.month, meant.day):
                    words = "反馈" * (base.role is Role.FEEDBACK) + told["day"]
                    yield Misplaced(event, base, words, meant)
        before = event


def _only_feedback(line: Timeline) -> Event | None:
    return line.feedback if len({e.first for e in line.of(Role.FEEDBACK)}) == 1 else None


def _before_leap_day(base: Event) -> bool:
    """Whether what the next day is hangs on a year that is not written."""
    return base.first is not None and (base.first[0].month, base.first[0].day) == (2, 28) and not base.dated


def _told_with(notice: Notice, before: Event | None, event: Event) -> Event | None:
    """The day told before in the same sentence, if it is the only one there."""
    if before is None or SENTENCE_END.search(notice.text, before.end, event.start):
        return None
    begin = last_end(SENTENCE_END, notice.text, max(0, before.start - AHEAD), before.start)
    return None if notice.claims.days_in(begin, before.start) else before
