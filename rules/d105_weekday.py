"""D105: a weekday given with a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.claims import Day
from auditor.dates.calendars import possible, weekday, written
from auditor.dates.event import Event, Role
from auditor.dates.timeline import timeline
from auditor.findings import Certainty, Evidence, Finding, Severity, Tie
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

# 周 alone may be a surname (5月6日周一鸣同志), so outside brackets it needs a mark or a time of day after it
_WEEKDAY = compiled(
    r"[（(](?:星期|礼拜|周)(?P<a>[一二三四五六日天])[)）,，、上下]|[,，]?(?:星期|礼拜)(?P<b>[一二三四五六日天])(?![至到—-])"
    r"|[,，]?周(?P<c>[一二三四五六日])(?=[上下]午|[，,。；;、）)]|早|晚|\n)"
)


@rule("D105", name="weekday", severity=Severity.ERROR, since="0.1")
def weekday_of_date(notice: Notice) -> Iterator[Finding | Tie]:
    """日期与星期不符。

    检查什么
    日期后面写明的星期与日历相比，几个日期并列的逐个比。年份没有写明的按上下文推定，相邻年份能对上时不作判断；已经发生的事不推到成文以后的年份。周末署名、调休上班不在此列。

    为什么
    星期写错，往往是日期本身写错，会误导公示期限和会议时间的核对。

    反例
    - 2023年5月6日（星期五），召开专题民主生活会。
    - 2022年10月28日星期一，反馈了巡察意见。
    - 2023年5月6日（星期六）、5月17日（星期四）、5月29日召开3次专题会议。
    - 7月10日（星期二），街道召开了整改推进会。
      中共林溪街道工作委员会
      2024年11月8日

    正例
    - 7月10日（星期三），街道召开了整改推进会。
      中共林溪街道工作委员会
      2024年11月8日
    - 7月10日（星期一），街道召开了动员会。
      中共林溪街道工作委员会
      2024年11月8日
    - 2023年5月6日（星期六），召开专题民主生活会。
    - 2023年12月8日（星期五）、1月5日（星期五）召开2次专题会议。
    - 2023年5月6日，星期六上午，召开专题民主生活会。
    - 2023年5月6日周一鸣同志主持召开会议。
    - 2023年5月6日起，每周一集中学习。

    依据
    公历日历。
    """
    text = notice.text
    for day in notice.claims.days:
        if day.day is None or day.month is None or text[day.end : day.end + 1] not in _FIRST:
            continue
        found = _WEEKDAY.match(text, day.end)
        if found is None:
            continue
        first, *others = _dates(notice, day)
        if first is None:
            continue
        stated = (found["a"] or found["b"] or found["c"]).replace("天", "日")
        span = notice.span(day.start, found.end())
        working = f"{written(first)}是星期{weekday(first)}"
        if weekday(first) == stated:
            yield Tie((day,), working, (span,))
        elif not any(other and weekday(other) == stated for other in others):
            yield Finding(
                f"星期不符：{working}，文中写星期{stated}，请核实",
                span,
                certainty=Certainty.LIKELY if day.inherited or day.year is None else Certainty.CERTAIN,
                evidence=Evidence(f"星期{stated}", f"星期{weekday(first)}", working),
                claims=(day,),
            )


_FIRST = frozenset("（(,，星礼周")
_HAPPENED = (Role.MEETING, Role.MEASURE, Role.VISIT, Role.FEEDBACK)


def _dates(notice: Notice, day: Day) -> list[date | None]:
    """The dates that a day may be, the likeliest first; [None] if none is likely.

    A year that is not written may be the one before, and the one after if what is told can lie after the notice.
    """
    if day.year is not None and (not day.inherited or day in _listed(notice)):
        return [_date(day.year, day)]
    signed = timeline(notice).signed
    event = _events(notice).get(day)
    happened = event is not None and event.role in _HAPPENED
    settled = (event.first if day is event.days[0] else event.last) if event and happened else None
    year = settled[0].year if settled else day.year
    if year is None and signed:
        year = signed.latest.year
    if year is None:
        return [None]
    others = [_date(each, day) for each in {year - 1, year + 1, day.year or year} - {year}]
    if signed and happened:
        others = [each for each in others if each and each <= signed.latest]
    return [_date(year, day), *others]


@per_notice
def _listed(notice: Notice) -> frozenset[Day]:
    """The days of a list that can only have the year of the first: 2023年5月6日、5月17日, not 2023年12月8日、1月5日."""
    return frozenset(
        day
        for each in notice.claims.day_lists
        if each.days[0].year is not None and not each.days[0].inherited
        for day in each.days
        if (day.month or 0) >= (each.days[0].month or 13)
    )


@per_notice
def _events(notice: Notice) -> dict[Day, Event]:
    """What happened on each day, unless no year makes it fit."""
    return {day: event for event in timeline(notice).events if not event.forced for day in event.days}


def _date(year: int, day: Day) -> date | None:
    known = day.month is not None and day.day is not None and possible(year, day.month, day.day)
    return date(year, day.month or 1, day.day or 1) if known else None
