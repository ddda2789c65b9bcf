"""What a date stands for, told from the words of its clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.dates.event import Event, Role
from auditor.dates.events import events
from auditor.dates.roles import in_planned_section
from auditor.notice import Notice

Parse = Callable[[str], Notice]


def found(text: str, parsed: Parse) -> list[Event]:
    """The events of a text below its first heading."""
    return list(events(parsed("一、整改情况\n" + text + "\n二、其他")))


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("2023年6月8日，召开专题会议。", Role.MEETING),
        ("2023年3月3日，局党组召开会议，学习传达巡察反馈意见。", Role.MEETING),
        ("2023年9月3日，我局党组向区委巡察办反馈了整改进展情况。", Role.MEASURE),
        ("截至2023年12月底，已完成整改30个。", Role.CUTOFF),
        ("公示期为2023年12月1日至12月21日。", Role.WINDOW),
        ("计划于2024年6月底前完成。", Role.PLAN),
        ("租期至2026年12月31日的合同已重新签订。", Role.PLAN),
        ("2016年以来共发放补助3万元。", Role.BACKGROUND),
        ("针对“2021年3月5日未召开党员大会”问题，逐项整改。", Role.BACKGROUND),
        ("2020年5月8日反馈的上一轮巡察问题已整改。", Role.BACKGROUND),
    ],
)
def test_roles(sentence: str, role: Role, parsed: Parse) -> None:
    """The clause around a date tells what happened on it."""
    assert found(sentence, parsed)[0].role is role


@pytest.mark.parametrize(
    ("sentence", "role", "word"),
    [
        ("3月4日至4月19日，县委第一巡察组对局党组开展了巡察。", Role.VISIT, "巡察"),
        ("3月4日至4月19日，组织党员参加巡察整改培训。", Role.MEASURE, ""),
        ("3月4日，县委第一巡察组进驻我局。", Role.ENTRY, "进驻"),
        ("4月19日，县委第一巡察组撤离我局。", Role.EXIT, "撤离"),
        ("6月12日，县委第一巡察组向局党组反馈了巡察意见。", Role.FEEDBACK, "反馈"),
        ("6月12日，局党组研究落实反馈意见。", Role.MEASURE, ""),
        ("6月12日，向信访人反馈了办理结果。", Role.MEASURE, ""),
    ],
)
def test_visits(sentence: str, role: Role, word: str, parsed: Parse) -> None:
    """Only what the outside body does is its stay, coming, leaving or feedback."""
    event = found(sentence, parsed)[0]
    assert (event.role, event.word) == (role, word)


def test_days_of_a_list_are_events_of_their_own(parsed: Parse) -> None:
    """The days of a list share their words, a period is one event."""
    told = found("6月3日、6月29日、8月11日，召开专题会议。9月1日至9月5日，开展自查。", parsed)
    assert [len(event.days) for event in told] == [1, 1, 1, 2]
    assert [event.role for event in told[:3]] == [Role.MEETING] * 3


def test_cutoff_of_the_rectification(parsed: Parse) -> None:
    """A cut-off of what is put right is told from that of another stock."""
    told = found("截至9月30日，整改完成30个。截至11月30日，应收水费余额12万元。", parsed)
    assert [(event.role, event.rectifying) for event in told] == [(Role.CUTOFF, True), (Role.CUTOFF, False)]


def test_planned_section(parsed: Parse) -> None:
    """A place below a heading of what is to come is planned."""
    notice = parsed("一、整改情况\n已完成。\n二、下一步工作打算\n6月底前完成。")
    assert [in_planned_section(notice, notice.text.index(w)) for w in ("已完成", "6月底")] == [False, True]
