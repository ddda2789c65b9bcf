"""The timeline as people read it: one row per event, in the order of time."""

from __future__ import annotations

from datetime import date

from auditor.dates.calendars import working_days
from auditor.dates.event import Event, Role
from auditor.dates.timeline import NAMES, Timeline, timeline
from auditor.notice import Notice
from auditor.records import frozen
from auditor.source import Span

WORDS = 60  # characters of an event's clause shown in a row


@frozen
class Row:
    """A line of the timeline as people read it; ``inferred`` says that the year is not written."""

    event: Event
    name: str
    dates: str
    words: str
    span: Span
    first: date | None = None
    last: date | None = None
    inferred: bool = False
    note: str = ""


def rows(notice: Notice, *, everything: bool = False) -> list[Row]:
    """The timeline's lines in the order of time; plans and background only if ``everything`` is asked."""
    line = timeline(notice)
    made: list[Row] = []
    for event in line.events:
        first, last = line.begin(event), line.close(event)
        if first is None or last is None:
            continue
        if event.role in (Role.PLAN, Role.BACKGROUND) and not everything:
            continue
        words = (notice.text[event.start : event.end] + event.after)[:WORDS]
        made.append(
            Row(
                event,
                first.name if first.day is last.day else _both(event),
                first.text if first.day is last.day else f"{first.text}—{last.text}",
                words,
                notice.span(event.start, event.end),
                first.earliest,
                last.latest,
                not event.dated,
                _note(event, line),
            )
        )
    return sorted(made, key=lambda row: (row.first or date.min, row.last or date.min, row.span))


def _both(event: Event) -> str:
    if event.role is Role.WINDOW:
        return "公开期"
    return (event.word or "巡察") if event.role is Role.VISIT else NAMES.get(event.role, "")


def _note(event: Event, line: Timeline) -> str:
    """What an editor would work out: the length of a period, the days since the feedback."""
    if event.first is None or event.last is None or not event.exact:
        return ""
    first, last = event.first[0], event.last[0]
    if event.role is Role.WINDOW and last > first:
        count = working_days(first, last)
        return f"首尾共 {(last - first).days + 1} 天，" + (
            "工作日数未知" if count is None else f"{count} 个工作日"
        )
    if event.role is Role.VISIT and last > first:
        return f"首尾共 {(last - first).days + 1} 天"
    if event is line.issued and line.told and line.told.event.exact and last >= line.told.earliest:
        return f"距反馈 {(last - line.told.earliest).days} 天"
    return ""
