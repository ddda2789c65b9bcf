"""The calendar: working days as announced, and what a date not written in full may mean."""

from __future__ import annotations

from datetime import date

from auditor.dates.calendars import bounds, is_working_day, possible, working_days


def test_working_days_follow_the_published_calendar() -> None:
    """Holidays and make-up days count as announced; other years and reversed stretches are unknown."""
    assert working_days(date(2023, 11, 23), date(2023, 12, 14)) == 16
    assert is_working_day(date(2023, 5, 6)) is True  # a Saturday that was worked
    assert working_days(date(2003, 5, 6), date(2003, 5, 9)) is None
    assert working_days(date(2099, 5, 6), date(2099, 5, 9)) is None
    assert working_days(date(2023, 5, 9), date(2023, 5, 6)) is None


def test_bounds_of_what_is_not_written_in_full() -> None:
    """A month is its days, a vague word is read widely, an impossible date is none."""
    assert bounds(2023, 2, None) == (date(2023, 2, 1), date(2023, 2, 28))
    assert bounds(2023, 8, None, "底") == (date(2023, 8, 20), date(2023, 8, 31))
    assert bounds(2023, None, None, "上半") == (date(2023, 1, 1), date(2023, 6, 30))
    assert bounds(2023, 2, 29) is None
    assert not possible(2023, 13, 1)
    assert possible(None, 2, 29)
