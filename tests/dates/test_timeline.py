"""The timeline: what a date stands for, which year it is of, and how long things took."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli.timeline import command
from auditor.dates.event import Role
from auditor.dates.timeline import Moment, timeline
from auditor.notice import Notice

Parse = Callable[[str], Notice]
SIGNATURE = "\n一、整改情况\n略。\n中共林溪区民政局党组\n2024年8月9日"


def shown(moment: Moment | None) -> str:
    """A moment in words, "" if there is none."""
    return moment.text if moment else ""


@pytest.mark.parametrize(
    ("text", "entered", "left", "told"),
    [
        (
            "2024年3月4日至4月19日，区委第三巡察组对区文旅局党组开展了常规巡察。6月12日，向局党组反馈了巡察意见。",
            "2024年3月4日",
            "2024年4月19日",
            "2024年6月12日",
        ),
        (
            "县委第二巡察组于2023年9月11日至11月10日对云溪镇党委进行了巡察，2024年1月5日，向镇党委进行了集中反馈。",
            "2023年9月11日",
            "2023年11月10日",
            "2024年1月5日",
        ),
        (
            "2022年4月15日至6月14日，县委第一巡察组对我局开展了巡察，9月2日召开了巡察情况反馈会。",
            "2022年4月15日",
            "2022年6月14日",
            "2022年9月2日",
        ),
        (
            "2023年4月至6月，区委巡察二组对我街开展常规巡察，8月31日反馈意见。",
            "2023年4月",
            "2023年6月",
            "2023年8月31日",
        ),
        (
            "区委巡察组于2023年3月1日进驻，4月28日撤离，6月5日反馈了巡察意见。",
            "2023年3月1日",
            "2023年4月28日",
            "2023年6月5日",
        ),
        (
            "2021年11月8日—2022年1月14日，区委巡察组对我局开展巡察。3月10日，区委巡察组向我局党组反馈了巡察意见。",
            "2021年11月8日",
            "2022年1月14日",
            "2022年3月10日",
        ),
        (
            "2022年9月5日至11月11日，区委巡察组对我局开展巡察。2月10日，反馈了巡察意见。",
            "2022年9月5日",
            "2022年11月11日",
            "2023年2月10日",
        ),
        (
            "区委第四巡察组对我镇进行了常规巡察（2023年3月1日至4月28日），2023年6月5日反馈意见。",
            "2023年3月1日",
            "2023年4月28日",
            "2023年6月5日",
        ),
        (
            "巡察时间：2023年3月1日至4月28日。反馈时间：2023年6月5日。",
            "2023年3月1日",
            "2023年4月28日",
            "2023年6月5日",
        ),
        (
            "2022年9月1日至10月15日，区审计局派出审计组，对我局2021年度预算执行情况进行了审计。",
            "2022年9月1日",
            "2022年10月15日",
            "",
        ),
        (
            "2023年10月9日（星期一）至12月8日（星期五），市委第七巡察组对市教育局党组开展了巡察。",
            "2023年10月9日",
            "2023年12月8日",
            "",
        ),
        ("2023年X月X日至X月X日，区委巡察组对我局开展巡察。", "", "", ""),
    ],
)
def test_fixed_points(text: str, entered: str, left: str, told: str, parsed: Parse) -> None:
    """Inspection and feedback are found in the preamble's many wordings, with the right years."""
    line = timeline(parsed(text + SIGNATURE))
    assert (shown(line.entered), shown(line.left), shown(line.told)) == (entered, left, told)
    assert shown(line.signed) == "2024年8月9日"


@pytest.mark.parametrize(
    ("text", "cutoff"),
    [
        ("截至2023年12月31日，遗留问题15个。截至6月30日，已整改12个。", "6月30日"),
        ("截至2024年3月31日，遗留问题15个。截至6月30日，已整改12个。", "2024年6月30日"),
        ("截至2023年3月31日，遗留问题15个。截至10月31日，已整改12个。", "2023年10月31日"),
        ("2023年查摆问题15个，2024年查摆问题9个。截至6月30日，已整改12个。", "6月30日"),
    ],
)
def test_year_is_left_open_where_several_would_do(text: str, cutoff: str, parsed: Parse) -> None:
    """A cut-off of the year before does not give its year to a later one that goes back in the calendar."""
    line = timeline(parsed(text + SIGNATURE))
    moments = [line.close(e) for e in line.of(Role.CUTOFF)]
    assert shown(moments[-1]) == cutoff


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("2024年3月4日完成交接。意见请于8月9日至9月8日反映。", True),
        ("2024年3月4日完成交接。4月1日至4月30日，开展宣传。", False),
    ],
)
def test_year_of_a_period_behind_the_notice(text: str, opened: bool, parsed: Parse) -> None:
    """A period that would end after the notice is not put back into the year before."""
    line = timeline(parsed(text + SIGNATURE))
    assert [e.open_year for e in line.events if len(e.days) == 2] == [opened]


def test_timeline_is_made_once(parsed: Parse) -> None:
    """All rules share one timeline per notice."""
    notice = parsed("2023年6月8日，召开会议。")
    assert timeline(notice) is timeline(notice)


@pytest.mark.parametrize("form", ["rich", "plain", "json"])
def test_command(form: str, tmp_path: Path) -> None:
    """``auditor timeline`` lists the events in the order of time and says which years were inferred."""
    file = tmp_path / "notice.txt"
    file.write_text(
        "2023年9月5日至11月11日，区委巡察组对我局开展巡察。12月10日，反馈了巡察意见。" + SIGNATURE,
        encoding="utf-8",
    )
    result = CliRunner().invoke(command, [str(file), "--format", form])
    assert result.exit_code == 0, result.output
    if form == "json":
        events = json.loads(result.output)["events"]
        assert [e["role"] for e in events] == ["visit", "feedback", "issued"]
        assert [e["first"] for e in events] == ["2023-09-05", "2023-12-10", "2024-08-09"]
        assert [e["inferred"] for e in events] == [False, True, False]
    else:
        assert "距反馈 243 天" in result.output
        assert "2023年12月10日" in result.output


def test_command_without_dates(tmp_path: Path) -> None:
    """A text without dates is no error."""
    file = tmp_path / "notice.txt"
    file.write_text("没有日期。", encoding="utf-8")
    result = CliRunner().invoke(command, [str(file)])
    assert result.exit_code == 0
    assert "没有识别到" in result.output


def test_this_year_is_not_the_year_told_last(parsed: Parse) -> None:
    days = parsed("2008年，全市共立案320件。今年1月14日，又立案12件。").claims.days
    assert [day.year for day in days] == [2008, None]


def test_this_year_is_that_of_the_signature(parsed: Parse) -> None:
    days = parsed(
        "关于整改情况的通报\n2022年，共立案320件。今年1月14日，又立案12件。" + SIGNATURE
    ).claims.days
    assert days[1].year == 2024


def test_last_year_is_the_one_before_the_signature(parsed: Parse) -> None:
    days = parsed(
        "关于整改情况的通报\n2022年3月，共立案320件。去年10月，又立案12件。4月回访。" + SIGNATURE
    ).claims.days
    assert [day.year for day in days[:3]] == [2022, 2023, 2022]


def test_year_that_opens_a_sentence_is_that_of_its_dates(parsed: Parse) -> None:
    """Not the audited year, which the title names."""
    days = parsed(
        "关于2020年度预算执行审计整改情况的报告\n2021年，审计发现问题82个，截至7月底，已整改38个。"
    ).claims.days
    assert days[-1].year == 2021


def test_audited_year_within_a_sentence_is_not_that_of_later_dates(parsed: Parse) -> None:
    days = parsed("2022年3月，对2021年度预算进行审计，6月反馈。").claims.days
    assert days[-1].year == 2022
