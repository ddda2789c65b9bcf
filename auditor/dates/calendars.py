"""Days of the calendar: what a date that is not written in full may mean, and working days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.claims import Day

LONGEST = 400  # days; a longer stretch is not counted in working days

WEEKDAYS = "一二三四五六日"
WEEKDAY = r"[（(]?(?:星期|礼拜|周)[一二三四五六日天][)）]?"
"""A pattern for the weekday that stands behind a date: （星期三）."""


def month_length(year: int | None, month: int) -> int:
    """The days of a month (1–12); of February 29 if the year is not known."""
    return monthrange(year if year is not None else 2000, month)[1]


def possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether there is such a day; what is None is not asked."""
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    return 1 <= day <= (31 if month is None else month_length(year, month))


def bounds(year: int, month: int | None, day: int | None, part: str = "") -> tuple[date, date] | None:
    """The first and the last day that a date may mean: 2023年8月 is 1 … 31 August; None if it is impossible.

    ``part`` is 上旬, 底, 上半 … as the date was written; vague words are read widely.
    """
    if not 1 <= year <= 9999 or not possible(year, month, day):
        return None
    if month is not None and day is not None:
        exact = date(year, month, day)
        return exact, exact
    if month is not None:
        last = month_length(year, month)
        low, high = next(
            (
                v
                for k, v in {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last), "初": (1, 12)}.items()
                if k in part
            ),
            (20, last) if part[:1] in ("底", "末") and part else (1, last),
        )
        return date(year, month, low), date(year, month, high)
    first, final = next(
        (v for k, v in {"上半": (1, 6), "下半": (7, 12), "初": (1, 4)}.items() if part.startswith(k)),
        (10, 12) if part[:1] in ("底", "末") and part else (1, 12),
    )
    return date(year, first, 1), date(year, final, month_length(year, final))


def range_of(day: Day, year: int | None) -> tuple[date, date] | None:
    """The first and the last day that a date of a notice may mean in a year; None if the year is not known."""
    return None if year is None else bounds(year, day.month, day.day, day.part)


@lru_cache(maxsize=256)
def working_days(first: date, last: date) -> int | None:
    """The working days from ``first`` to ``last``, both included, by the published holiday calendar.

    Days moved for a holiday count as the State Council's yearly notice says.  None ("unknown") for years the
    calendar does not cover (it begins in 2004 and ends with the last year announced), for a stretch of more
    than LONGEST days, and if ``last`` comes first.
    """
    days = (last - first).days + 1
    if not 0 < days <= LONGEST:
        return None
    from chinese_calendar import is_workday  # a large table: loaded only when it is asked

    try:
        return sum(bool(is_workday(first + timedelta(i))) for i in range(days))
    except NotImplementedError:
        return None


def is_working_day(day: date) -> bool | None:
    """Whether people work on a day; None if the calendar does not know."""
    count = working_days(day, day)
    return None if count is None else bool(count)


def weekday(day: date) -> str:
    """一 … 日."""
    return WEEKDAYS[day.weekday()]


def written(day: date) -> str:
    """2023年5月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
