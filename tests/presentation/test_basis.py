"""What a finding rests on: one line, without what its message says already."""

from __future__ import annotations

import pytest

from auditor.findings import Evidence, Finding
from auditor.presentation.basis import Basis, basis
from auditor.presentation.wording import explanation
from auditor.source import Span


def rests(
    message: str, stated: str, computed: str, working: str = "", *, elsewhere: bool = False
) -> Basis | None:
    evidence = Evidence(stated, computed, working, elsewhere=elsewhere)
    return basis(Finding(message, Span(0, 1), evidence=evidence))


def line(message: str, stated: str, computed: str, working: str = "", *, elsewhere: bool = False) -> str:
    """The line, "" if there is none."""
    found = rests(message, stated, computed, working, elsewhere=elsewhere)
    return f"{found.label}：{found.words}" if found else ""


def test_a_calculation_stands_with_both_values() -> None:
    message = "总数 48处，分项相加为 50，两处不一致，请核实"
    assert line(message, "48处", "50", "39 + 11 = 50 > 48") == "核算：文中 48处，算得 50：39 + 11 = 50 > 48"


def test_a_working_that_is_the_result_is_not_said_again() -> None:
    """Three times “11 月只有 30 天” is twice too often; the message has said it."""
    message = "“2024年11月31日”不存在：11 月只有 30 天，请核实"
    assert line(message, "2024年11月31日", "11 月只有 30 天", "11 月只有 30 天") == ""


def test_a_working_in_the_message_is_not_said_again() -> None:
    words = "首尾共 15 天，11 个工作日（不含首日 10 个）"
    message = f"公开期限与“15个工作日”不符：2023年11月6日至2023年11月20日：{words}，请核实"
    assert line(message, "15个工作日", words, f"2023年11月6日至2023年11月20日：{words}") == ""


def test_a_mark_is_no_value() -> None:
    """“3.” is how a heading begins, and not a figure to be set against another."""
    message = "序号从“1.”跳到“3.”，中间缺 2，请核实是否漏项"
    assert line(message, "3.", "2", "应接 2，写的是 3") == "说明：应接 2，写的是 3"


def test_a_code_is_no_value() -> None:
    message = "邮政编码 132001 的前两位 13 与上海市不一致，请核实"
    assert line(message, "132001", "20 开头", "上海市的邮编以 20 开头") == "说明：上海市的邮编以 20 开头"


def test_another_place_is_not_called_a_calculation() -> None:
    found = rests("疑为同一文件而名称不一", "《甲办法》", "《乙办法》", elsewhere=True)
    assert found
    assert f"{found.label}：{found.words}" == "两处：文中《甲办法》，另一处《乙办法》"


def test_two_places_in_the_message_are_not_said_again() -> None:
    message = "整改措施总数前后不一致，一处为 46条，另一处为 48条，请核实"
    assert line(message, "46条", "48条", "46条 ≠ 48条", elsewhere=True) == ""


def test_that_two_values_differ_is_no_working() -> None:
    assert line("列出日期 4 个，两处不一致", "5次", "4", "4 ≠ 5") == "核算：文中 5次，算得 4"


def test_a_figure_stands_in_a_message_only_as_a_whole() -> None:
    """3 is not told by 13."""
    assert line("列出 13 个", "3", "13", elsewhere=True) == "两处：文中 3，另一处 13"


def test_nothing_without_evidence() -> None:
    assert basis(Finding("请核实", Span(0, 1))) is None


def test_it_is_visible_text() -> None:
    found = rests("请核实", "甲", "乙\x1b[31m", elsewhere=True)
    assert found
    assert "\x1b" not in found.words


@pytest.mark.parametrize(
    "value", ["7", "7%", "12.5万元", "3 项", "2024年3月1日", "五个", "0.5%", "1,860万元"]
)
def test_values(value: str) -> None:
    assert line("请核实", value, value) == f"核算：文中 {value}，算得 {value}"


@pytest.mark.parametrize("words", ["星期三", "首日不晚于末日", "不超过100%", "一、", "（三）", "0555", ""])
def test_no_values(words: str) -> None:
    assert line("请核实", words, words) == ""


def test_explanations_have_the_line_once() -> None:
    found = Finding("总数不符", Span(0, 1), evidence=Evidence("4", "3", "2 + 1 = 3", ("另计 4 个",)))
    assert explanation(found) == ["总数不符", "核算：文中 4，算得 3：2 + 1 = 3", "其他数法：另计 4 个"]
