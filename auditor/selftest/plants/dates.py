"""Family D: dates that are impossible, out of order or at odds with a length, a weekday or each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from auditor import lexicon
from auditor.claims import Day
from auditor.dates.calendars import WEEKDAYS
from auditor.dates.event import Event, Role
from auditor.dates.timeline import timeline
from auditor.selftest.plants._ground import Edit, Ground, Plant, kind, one

_YEAR = re.compile(r"[0-9]{4}(?=年)")
_MONTH_DAY = re.compile(r"(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日")
_WEEKDAY = re.compile(r"(?<=[（(])(?:星期|周)(?P<w>[一二三四五六日])(?=[)）])")
_THIRTY = (4, 6, 9, 11)
_MANY = 20  # dates in which a place for an error is looked for


def _with(
    ground: Ground, day: Day, *, year: int | None = None, month: int | None = None, on: int | None = None
) -> Edit | None:
    """The date as it is written, with another year, month or day; None if that part is not written in figures."""
    words = ground.text[day.start : day.end]
    if year is not None:
        if (found := _YEAR.match(words)) is None:
            return None
        return ground.replace(day.start, day.start + found.end(), str(year))
    if (found := _MONTH_DAY.search(words)) is None:
        return None
    new = f"{month or found['m']}月{on or found['d']}日"
    return ground.replace(day.start + found.start(), day.start + found.end(), new)


def _full(ground: Ground, *roles: Role) -> Iterator[tuple[Event, Day, date]]:
    """The days of events of some roles whose dates are known to the day."""
    for event in timeline(ground.notice).of(*roles):
        if event.first and event.exact and event.first[0] == event.first[1]:
            yield event, event.days[0], event.first[0]


@kind("D", "impossible-date", "日历上没有的日期")
def impossible_date(ground: Ground) -> Iterator[Plant]:
    """A day that its month does not have."""
    for day in ground.notice.claims.days[:_MANY]:
        if day.month in _THIRTY:
            yield from one(_with(ground, day, on=31))
        elif day.month:
            yield from one(_with(ground, day, month=2, on=30))


@kind("D", "impossible-month", "没有的月份")
def impossible_month(ground: Ground) -> Iterator[Plant]:
    """13月."""
    for day in ground.notice.claims.days[:_MANY]:
        if day.day and day.month and day.year and not day.inherited:
            yield from one(_with(ground, day, month=13))


@kind("D", "feedback-before-visit", "反馈早于巡察")
def feedback_before_visit(ground: Ground) -> Iterator[Plant]:
    """The feedback is dated a month before the inspection began."""
    line = timeline(ground.notice)
    if line.entered and line.feedback and line.entered.earliest.month > 1:
        entered = line.entered
        month = entered.earliest.month - 1
        if line.told and line.told.earliest.year == entered.earliest.year:
            yield from one(
                _with(ground, line.feedback.days[0], month=month, on=9),
                ground.notice.span(entered.day.start, entered.day.end),
            )


@kind("D", "feedback-during-visit", "反馈早于撤离")
def feedback_during_visit(ground: Ground) -> Iterator[Plant]:
    """The feedback is dated within the inspection."""
    line = timeline(ground.notice)
    if line.visit and line.entered and line.left and line.feedback and line.told:
        middle = line.entered.earliest + (line.left.earliest - line.entered.earliest) / 2
        if middle.year == line.told.earliest.year and line.entered.earliest < middle < line.left.earliest:
            edit = _with(ground, line.feedback.days[0], month=middle.month, on=middle.day)
            yield from one(edit, ground.notice.span(line.visit.start, line.visit.end))


@kind("D", "issued-before-feedback", "成文早于反馈")
def issued_before_feedback(ground: Ground) -> Iterator[Plant]:
    """The year of the signature is a year too early."""
    line = timeline(ground.notice)
    if (
        line.issued
        and line.signed
        and line.told
        and line.signed.earliest - timedelta(365) < line.told.earliest
    ):
        yield from one(_with(ground, line.issued.days[0], year=line.signed.earliest.year - 1))


@kind("D", "period-reversed", "起止日期颠倒")
def period_reversed(ground: Ground) -> Iterator[Plant]:
    """3月6日至4月28日 → 3月6日至3月2日."""
    for period in ground.notice.claims.periods:
        first, last = period.first, period.last
        if first.day and first.month and first.day > 4 and last.month and last.day:
            yield from one(_with(ground, last, month=first.month, on=first.day - 4), ground.span(first))


@kind("D", "window-reversed", "公开期限起止颠倒")
def window_reversed(ground: Ground) -> Iterator[Plant]:
    """公开期限：11月7日至11月27日 → 11月7日至11月2日."""
    for event in timeline(ground.notice).of(Role.WINDOW):
        first, last = event.days[0], event.days[-1]
        if last is not first and first.month and first.day and last.month:
            month, on = (first.month, first.day - 3) if first.day > 3 else (first.month - 1 or 12, 25)
            yield from one(_with(ground, last, month=month, on=on), ground.span(first))


@kind("D", "window-length", "公开期限与所称工作日不符")
def window_length(ground: Ground) -> Iterator[Plant]:
    """（5个工作日）beside a window of three weeks."""
    for event in timeline(ground.notice).of(Role.WINDOW):
        said = "工作日" in ground.text[max(0, event.start - 20) : event.end + 20]
        if event.exact and event.first and event.last and not said:
            days = (event.last[0] - event.first[0]).days
            place = ground.notice.span(event.start, event.end)
            yield from one(
                ground.replace(event.end, event.end, "（5个工作日）") if days > 12 else None, place
            )


@kind("D", "weekday", "星期与日期不符")
def weekday(ground: Ground) -> Iterator[Plant]:
    """A weekday that is given changes; if none is given, a wrong one is added to a full date."""
    text = ground.text
    for day in ground.notice.claims.days:
        found = _WEEKDAY.match(text, day.end + 1)
        if found:
            wrong = WEEKDAYS[(WEEKDAYS.index(found["w"]) + 1) % 7]
            yield from one(ground.replace(*found.span("w"), wrong), ground.span(day))
    for _, day, at in _full(ground, Role.FEEDBACK, Role.MEETING, Role.MEASURE):
        if not day.inherited and day.year and not _WEEKDAY.match(text, day.end + 1):
            wrong = WEEKDAYS[(at.weekday() + 2) % 7]
            yield from one(ground.replace(day.end, day.end, f"（星期{wrong}）"), ground.span(day))


@kind("D", "duration", "时长与起止日期不符")
def duration(ground: Ground) -> Iterator[Plant]:
    """The inspection is said to have taken twice as many days as its dates tell."""
    line = timeline(ground.notice)
    if line.visit and line.visit.exact and line.visit.first and line.visit.last and len(line.visit.days) == 2:
        days = (line.visit.last[0] - line.visit.first[0]).days + 1
        edit = ground.replace(line.visit.end, line.visit.end, f"（历时{days * 2}天）")
        yield from one(edit, ground.notice.span(line.visit.start, line.visit.end))


@kind("D", "cutoff-after-issue", "截至日晚于成文日")
def cutoff_after_issue(ground: Ground) -> Iterator[Plant]:
    """截至2023年9月20日 → 截至2024年9月20日, in a notice signed in 2023."""
    line = timeline(ground.notice)
    if line.signed and line.issued:
        for _, day, at in _full(ground, Role.CUTOFF):
            if not day.inherited and at.year == line.signed.earliest.year:
                yield from one(
                    _with(ground, day, year=at.year + 1),
                    ground.notice.span(line.issued.start, line.issued.end),
                )


@kind("D", "event-after-issue", "成文之后的事写成已发生")
def event_after_issue(ground: Ground) -> Iterator[Plant]:
    """A meeting that was held months after the signature."""
    line = timeline(ground.notice)
    if line.signed and line.issued:
        later = line.signed.latest + timedelta(100)
        words = f"，并于{later.year}年{later.month}月{later.day}日召开了专题推进会"
        for at in ground.sentence_ends():
            yield Plant(
                (ground.replace(at, at, words),), (ground.notice.span(line.issued.start, line.issued.end),)
            )


@kind("D", "day-told-twice", "反馈日期写了两个")
def day_told_twice(ground: Ground) -> Iterator[Plant]:
    """The day of the feedback is told again in the body, three days later."""
    line = timeline(ground.notice)
    if line.told and line.feedback and line.feedback.exact and line.told.earliest.day < 25:
        day = line.told.earliest + timedelta(3)
        for section in ground.notice.sections:
            body = next((n for n in section.children if not n.children and n is not section.heading), None)
            if body is not None and len(body.text) > 30:
                words = f"{day.month}月{day.day}日巡察反馈会后，街道党工委立即传达学习反馈意见。"
                edit = ground.replace(body.start + len(body.marker), body.start + len(body.marker), words)
                yield Plant((edit,), (ground.notice.span(line.feedback.start, line.feedback.end),))


@kind("D", "term-before-its-time", "提到当时还没有的会议或提法")
def term_before_its_time(ground: Ground) -> Iterator[Plant]:
    """A term that came up at least half a year after the signature."""
    signed = timeline(ground.notice).signed
    for row in lexicon.load("dated_terms")["terms"] if signed else ():
        if signed and row["since"] > signed.latest + timedelta(180) and "的" not in row["word"][:1]:
            for at in ground.sentence_ends():
                yield Plant((ground.replace(at, at, f"，深入学习{row['word']}精神"),))


@kind("D", "retired-name", "用了已撤销机构的名称")
def retired_name(ground: Ground) -> Iterator[Plant]:
    """A body that had been renamed two years before the signature."""
    signed = timeline(ground.notice).signed
    for row in lexicon.load("retired_names")["names"] if signed else ():
        if signed and row["until"] < signed.latest - timedelta(730) and row["word"].endswith("局"):
            for at in ground.sentence_ends():
                yield Plant((ground.replace(at, at, f"，会同区{row['word']}开展联合检查"),))


@kind("D", "date-damaged", "日期缺了字")
def date_damaged(ground: Ground) -> Iterator[Plant]:
    """2023年3月6日 → 2023年36日."""
    for day in ground.notice.claims.days:
        if day.year and not day.inherited and day.month and day.day:
            at = ground.text.find("月", day.start, day.end)
            if at > 0:
                yield Plant((ground.replace(at, at + 1, ""),), (ground.span(day),))
