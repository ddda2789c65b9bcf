"""D101: a date that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Day
from auditor.dates.calendars import month_length, possible
from auditor.findings import Evidence, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

# 2023.45.67 or TS-2023-13-05 is a code; figures with points are read as a date only if they stand alone
_DOTTED = compiled(r"(?:19|20)[0-9]{2}([.\-/])[0-9]{1,2}\1[0-9]{1,2}")
_CODE = compiled(r"[A-Za-z0-9\-/_〔\[#№.第]|[编文]?号")


@rule("D101", name="impossible-date", severity=Severity.ERROR, since="0.1")
def impossible_date(notice: Notice) -> Iterator[Finding | Tie]:
    """日期不存在。

    检查什么
    写明的月份不在 1—12 之间，或者该月没有这一天（含平年的2月29日）。省略年份的2月29日，只有前后相邻各年都不是闰年时才指出。
    编号、电话、价格中的数字不算日期。

    为什么
    日历上没有的日期一定是录入错误，会使整个时间线无法核对。

    反例
    - 2023年2月30日，区委巡察组反馈了巡察意见。
    - 4月31日，召开专题民主生活会。
    - 整改工作自2022年13月起全面展开。
    - 成文于二〇二三年六月三十一日。
    - 2023年2月1日至2月29日集中整改。

    正例
    - 2024年2月29日，召开专题会议。
    - 文件编号为2023-45-67，版本为2000.13.45。
    - 12月31日前完成整改。
    - 联系电话：2023-31-45678。
    - 幼儿园招收18月龄以上儿童。

    依据
    GB/T 7408.1-2023《日期和时间 信息交换表示法》；公历历法。
    """
    ranged = {id(d) for p in notice.claims.periods for d in (p.first, p.last)}
    ranged |= {id(d) for each in notice.claims.day_lists for d in each.days}
    for day in notice.claims.days:
        if day.month is None or (1 <= day.month <= 12 and (day.day is None or 1 <= day.day <= 28)):
            continue
        reason = _reason(day, id(day) in ranged)
        if reason and not _is_code(notice.text, day):
            yield Finding(
                f"“{notice.text[day.start : day.end]}”不存在：{reason}，请核实",
                notice.span(day.start, day.end),
                evidence=Evidence(notice.text[day.start : day.end], reason, reason),
                claims=(day,),
            )


def _reason(day: Day, ranged: bool) -> str:
    """Why there is no such day; "" if there is, or might be."""
    assert day.month is not None
    if not 1 <= day.month <= 12:
        if day.day is None and (day.year is None or day.inherited):
            return ""  # 18月龄
        return f"没有 {day.month} 月"
    # a day without a month of its own (、45日) may be a span of time
    if day.day is None or (day.end - day.start <= 3 and not ranged):
        return ""
    # a year that was inferred may be another one, and only February 29 asks for the year
    years = (
        (day.year - 1, day.year, day.year + 1) if day.inherited and day.year and not ranged else (day.year,)
    )
    if any(possible(year, day.month, day.day) for year in years):
        return ""
    when = f"{day.year} 年 2 月" if day.month == 2 and day.day == 29 else f"{day.month} 月"
    return f"{when}只有 {month_length(day.year, day.month)} 天"


def _is_code(text: str, day: Day) -> bool:
    """Whether figures between points or hyphens belong to a number rather than a date."""
    words = text[day.start : day.end]
    if "月" in words or "日" in words:
        return False
    if not _DOTTED.fullmatch(words) or (day.month or 0) > 31 or (day.day or 0) > 31:
        return True
    return bool(_CODE.match(text, day.end) or _CODE.fullmatch(text, max(0, day.start - 1), day.start))
