"""Dates and cited titles: what stands in a title is no claim, what stands around it is."""

from __future__ import annotations

import pytest

from auditor.parse import parse
from auditor.source import Source


def days(text: str) -> list[str]:
    """The dates of a text, as written."""
    notice = parse(Source("notice.txt", text))
    return [notice.text[day.start : day.end] for day in notice.claims.days]


@pytest.mark.parametrize(
    "title", ["《2024年度工作方案》", "《工作方案（2024年度）》", "《关于2023年5月4日会议精神的通知》"]
)
def test_a_title_with_a_date_leaves_the_dates_around_it(title: str) -> None:
    assert days(f"2024年8月22日反馈了意见。\n印发了{title}，9月3日召开了会议。") == [
        "2024年8月22日",
        "9月3日",
    ]


def test_a_title_that_is_never_closed_hides_nothing() -> None:
    assert days("学习了《工作方案，2024年8月22日反馈。\n9月3日召开了会议。") == ["2024年8月22日", "9月3日"]
