"""The logical text: what a reader reads, and the way back to the source."""

from __future__ import annotations

import pytest

from auditor.notice import Kind
from auditor.parse import parse
from auditor.source import Source, Span


def logical(text: str) -> str:
    """The logical text of one paragraph."""
    return parse(Source("<text>", text)).text.removesuffix("\n")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("整改 完成", "整改完成"),
        ("召开 3 次会议", "召开3次会议"),
        ("面积 1.5 万㎡", "面积1.5万㎡"),
        ("完成率 95 %", "完成率95%"),
        ("2023 年 5 月 6 日", "2023年5月6日"),
        ("工作, 推进", "工作,推进"),
        ("使用 BTX 系统", "使用BTX系统"),
        ("电 子邮箱：a@b.cn", "电子邮箱：a@b.cn"),
        ("“微心愿” 认领", "“微心愿”认领"),
        ("全面\u00a0落实", "全面落实"),
    ],
)
def test_stray_blanks_are_dropped(text: str, read: str) -> None:
    """Blanks of OCR inside Chinese, and between a figure and its unit."""
    assert logical(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "开展“清洁一条河 青石作表率”活动",
        "开展“党建引领聚合力 共同缔造促发展”活动",
        "see the annual report",
        "中共青石镇委员会        清河县",
    ],
)
def test_blanks_that_mean_something_stay(text: str) -> None:
    """The blank between the halves of a slogan, between words of another script, and a wide gap."""
    assert logical(text) == text


def test_full_width_figures_are_plain() -> None:
    """Full-width digits, letters and signs are read as plain ones; Chinese marks stay."""
    assert logical("整改１２项（ＡＰＰ），占４８．５％。") == "整改12项（APP），占48.5%。"


def test_span_of_a_figure_with_blanks() -> None:
    """A range of the logical text leads to all that it came from."""
    text = "共召开 3 次 会议。"
    notice = parse(Source("<text>", text))
    at = notice.text.index("3次会")
    assert notice.source.quote(notice.span(at, at + 3)) == "3 次 会"


def test_span_over_a_page_break() -> None:
    """A word that was cut by a page break is one word with one range."""
    text = "镇党委班子认真学习文件精神，逐条梳理反馈问题，明确责任领导和责任部门，截\n\n至目前已完成。"
    notice = parse(Source("<text>", text))
    at = notice.text.index("截至目前")
    assert notice.source.quote(notice.span(at, at + 4)) == "截\n\n至目前"
    assert notice.source_offset(at + 1) == text.index("至")
    assert notice.logical_offset(text.index("至")) == at + 1


def test_paragraphs_are_separated() -> None:
    """A newline between paragraphs, none between a heading and the text that runs on from it."""
    notice = parse(Source("<text>", "（一）学习。内容。\n（二）管理\n内容。"))
    assert notice.text == "（一）学习。内容。\n（二）管理\n内容。\n"


def test_bullets_are_dropped() -> None:
    """A bullet before a numbering mark is not read."""
    assert logical("- （一）学习") == "（一）学习"


def test_range_past_the_end_stays_inside() -> None:
    """The newline after the last paragraph has no character in the source."""
    notice = parse(Source("<text>", "一、总体"))
    assert notice.span(0, len(notice.text)) == Span(0, 4)
    assert notice.span(len(notice.text), len(notice.text)) == Span(4, 4)


def test_table_gaps_stay() -> None:
    """The blanks between the columns of a table are kept, stray ones inside a cell are not."""
    notice = parse(Source("<text>", "序号\t问 题\t状态\n1\t学习\t完成"))
    assert [leaf.text for leaf in notice.of_kind(Kind.ROW)] == ["序号\t问题\t状态", "1\t学习\t完成"]
