"""D105: a weekday given with a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.claims import Day
from auditor.dates.calendars import WEEKDAYS, possible, weekday, written
from auditor.findings import Certainty, Evidence, Finding, Severity, Tie
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
    日期后面写明的星期与日历相比。年份是推定的，而相邻年份能对上时不作判断。周末署名、调休上班不在此列。

    为什么
    星期写错，往往是日期本身写错，会误导公示期限和会议时间的核对。

    反例
    - 2023年5月6日（星期五），召开专题民主生活会。
    - 2022年10月28日星期一，反馈了巡察意见。

    正例
    - 2023年5月6日（星期六），召开专题民主生活会。
    - 2023年5月6日，星期六上午，召开专题民主生活会。
    - 2023年5月6日周一鸣同志主持召开会议。
    - 2023年5月6日起，每周一集中学习。

    依据
    公历日历。
    """
    text = notice.text
    for day in notice.claims.days:
        if day.day is None or text[day.end : day.end + 1] not in _FIRST:
            continue
        found = _WEEKDAY.match(text, day.end)
        if (
            found is None
            or day.year is None
            or day.month is None
            or not possible(day.year, day.month, day.day)
        ):
            continue
        stated = (found["a"] or found["b"] or found["c"]).replace("天", "日")
        at = date(day.year, day.month, day.day)
        span = notice.span(day.start, found.end())
        working = f"{written(at)}是星期{weekday(at)}"
        if weekday(at) == stated:
            yield Tie((day,), working, (span,))
        elif not _other_year(day, stated):
            yield Finding(
                f"星期不符：{working}，文中写星期{stated}，请核实",
                span,
                certainty=Certainty.LIKELY if day.inherited else Certainty.CERTAIN,
                evidence=Evidence(f"星期{stated}", f"星期{weekday(at)}", working),
                claims=(day,),
            )


_FIRST = frozenset("（(,，星礼周")


def _other_year(day: Day, stated: str) -> bool:
    """Whether a year that was inferred may be another one."""
    if not day.inherited or day.year is None or day.month is None or day.day is None:
        return False
    years = [y for y in (day.year - 1, day.year + 1) if possible(y, day.month, day.day)]
    return any(WEEKDAYS[date(y, day.month, day.day).weekday()] == stated for y in years)
