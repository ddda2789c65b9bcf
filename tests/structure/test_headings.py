"""Titles, headings and measures: their marks and levels, one behaviour per test."""

from __future__ import annotations

import pytest

from auditor.notice import Kind
from tests.structure.outlines import PREAMBLE, TITLE, headings, outline, structure


def test_title_on_one_line() -> None:
    """The title stands on the first line; what follows is the preamble."""
    assert outline(TITLE, "", PREAMBLE) == [f"title {TITLE}", f"paragraph {PREAMBLE}"]


@pytest.mark.parametrize(
    "lines",
    [
        ("青石镇党委关于县委第三轮", "巡察集中整改进展情况的通报"),
        ("中共清河县青石镇委员会", "关于十四届县委第三轮巡察", "集中整改进展情况的通报"),
        ("关于落实巡察反馈意见整改情况的公告", "（社会公开稿）"),
    ],
)
def test_title_over_several_lines(lines: tuple[str, ...]) -> None:
    """The lines of a title are one title."""
    notice = structure(*lines, "", PREAMBLE)
    assert notice.title == "".join(lines)
    assert notice.leaves[1].text == PREAMBLE


@pytest.mark.parametrize(
    "first", [PREAMBLE, "一、总体情况", "（一）提高认识。", "整改情况如下：", "- 一是抓学习。"]
)
def test_title_absent(first: str) -> None:
    """A text that begins with a sentence or a heading has no title."""
    assert structure(first, PREAMBLE, "二、整改情况").title == ""


def test_heading_below_a_title_is_no_title() -> None:
    """A Markdown heading that ends like a title remains a heading."""
    notice = structure(f"# {TITLE}", "", "## 一、总体情况", "", PREAMBLE)
    assert notice.title == TITLE
    assert [h.text for h in notice.of_kind(Kind.HEADING)] == ["一、总体情况"]


# Numbering


@pytest.mark.parametrize(
    ("line", "level", "number", "style"),
    [
        ("一、总体情况", 1, 1, "一、"),
        ("十二、总体情况", 1, 12, "一、"),
        ("一 、总体情况", 1, 1, "一、"),
        ("第二部分　总体情况", 1, 2, "第一部分"),
        ("（三）学习方面", 2, 3, "（一）"),
        ("(三)学习方面", 2, 3, "(一)"),
        ("（ 三 ） 学习方面", 2, 3, "（一）"),
        ("3.学习不够", 3, 3, "1."),
        ("3 .学习不够", 3, 3, "1."),
        ("３．学习不够", 3, 3, "1."),
        ("3、学习不够", 3, 3, "1、"),
        ("⒊学习不够", 3, 3, "⒈"),
        ("问题 4：学习不够", 4, 4, "问题1："),
        ("问题四. 学习不够", 4, 4, "问题一."),
        ("（5）学习不够", 5, 5, "（1）"),
        ("( 5 )学习不够", 5, 5, "(1)"),
        ("5）学习不够", 5, 5, "1）"),
        ("⑸学习不够", 5, 5, "⑴"),
        ("⑥学习不够", 6, 6, "①"),
    ],
)
def test_heading_marks(line: str, level: int, number: int, style: str) -> None:
    """Each mark in half and full width, with blanks of OCR: its level, its value, its form."""
    (heading,) = headings(line)
    assert (heading.level, heading.number, heading.style) == (level, number, style)
    assert heading.title in ("总体情况", "学习方面", "学习不够")


def test_parts_above_chapters() -> None:
    """第一部分 is a level above 一、 if both are used; 一、 begins again below each."""
    notice = structure(
        "第一部分　总体情况",
        "一、部署",
        "已部署。",
        "二、推进",
        "已推进。",
        "第二部分　整改情况",
        "一、学习",
        "已学习。",
    )
    assert [(s.level, s.number) for s in notice.sections] == [(0, 1), (1, 1), (1, 2), (0, 2), (1, 1)]
    assert [len(s.sections) for s in notice.root.sections] == [2, 1]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一是抓学习。", 1),
        ("四 是抓学习。", 4),
        ("—是抓学习。", 1),
        ("二要抓学习。", 2),
        ("第三，抓学习。", 3),
        ("其二，抓学习。", 2),
    ],
)
def test_measure_marks(line: str, number: int) -> None:
    """一是, 二要, 第三， and 其二， begin a measure; a dash before 是 is a 一 read wrongly."""
    (leaf,) = structure(line).leaves
    assert (leaf.kind, leaf.number) == (Kind.ITEM, number)


@pytest.mark.parametrize(
    "line",
    [
        "2023年，镇党委整改问题3个。",
        "3.5万元已退还。",
        "100名党员参加。",
        "1、2号楼已拆除。",
        "一级响应已启动。",
        "十一、十二月份完成整改。",
        "（2023年）整改任务已完成。",
        "5月6日，县委第二巡察组反馈意见。",
        "第二批巡察已结束。",
    ],
)
def test_figures_that_are_no_marks(line: str) -> None:
    """Years, decimals, counts and ranges at the start of a line number nothing."""
    assert outline(PREAMBLE, line) == [f"paragraph {PREAMBLE}", f"paragraph {line}"]


@pytest.mark.parametrize("bullet", ["- ", "* ", "● ", "·", " - ", "　　", "\t", "## "])
def test_bullets_and_leading_blanks(bullet: str) -> None:
    """A bullet or an indent before a mark is not part of the text."""
    assert outline(f"{bullet}（一）学习方面", "内容。") == ["  h2 （一）学习方面", "  paragraph 内容。"]


def test_levels_may_be_skipped() -> None:
    """A heading two levels deeper is a direct child; a later one between both closes it."""
    assert outline("一、总体", "1.甲", "（1）乙", "2.丙", "（一）丁", "①戊", "二、下一步") == [
        "  h1 一、总体",
        "    h3 1.甲",
        "      h5 （1）乙",
        "    h3 2.丙",
        "    h2 （一）丁",
        "      h6 ①戊",
        "  h1 二、下一步",
    ]


def test_numbering_restarts_or_continues() -> None:
    """1. may begin again under each heading or run on; both are children of their own heading."""
    notice = structure("（一）甲", "1.子", "2.丑", "（二）乙", "1.寅", "（三）丙", "3.卯")
    assert [[inner.number for inner in section.sections] for section in notice.root.sections] == [
        [1, 2],
        [1],
        [3],
    ]


@pytest.mark.parametrize(
    "label",
    [
        "整改落实情况：",
        "整改措施：",
        "存在问题:",
        "责任单位：",
        "牵头领导：",
        "完成时限：",
        "整改进度：",
    ],
)
def test_labels(label: str) -> None:
    """A label at the start of a line names its paragraph."""
    (_, leaf) = structure("1.学习不够", f"{label}已建立制度。").leaves
    assert (leaf.kind, leaf.label) == (Kind.PARAGRAPH, label[:-1])


# Lost numbers


def test_lost_number_between_two_others() -> None:
    """6. and 8. around a line without a number: it is the seventh, and marked as recovered."""
    found = headings("6.学习不够。", "已学习。", "管理不规范", "8.监督不到位。")
    assert [(h.number, h.recovered) for h in found] == [(6, False), (7, True), (8, False)]


def test_lost_number_before_a_restart() -> None:
    """（一） begins again, and the next number would be missing: the line before it lost its number."""
    found = headings("一、总体", "（一）甲", "（二）乙", "整改情况", "（一）丙", "（二）丁", "三、下一步")
    assert [(h.level, h.number) for h in found if h.recovered] == [(1, 2)]


def test_lost_number_of_a_heading_with_its_text() -> None:
    """2. is missing, also under the next area: the line that names a problem as its siblings do is a heading."""
    lines = [
        "（一）甲",
        "1.关于账目不清的问题。已改。",
        "关于库房漏雨的问题。已修。",
        "（二）乙",
        "3.关于合同丢失的问题。已补。",
    ]
    assert [(h.number, h.recovered) for h in headings(*lines) if h.level == 3] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_two_lines_in_one_gap() -> None:
    """Either of two lines may be the heading that is missing, so that neither is taken for it."""
    lines = [
        "1.关于账目不清的问题。已改。",
        "关于漏雨的问题。已修。",
        "关于漏电的问题。已修。",
        "3.关于合同丢失的问题。已补。",
    ]
    assert not [h for h in headings(*lines) if h.recovered]


def test_words_about_all_problems_are_no_heading() -> None:
    """上述问题 in a gap begins a paragraph."""
    lines = ["1.账目登记不清问题。已改。", "上述存在的问题。均已整改。", "3.合同归档不全问题。已补。"]
    assert not [h for h in headings(*lines) if h.recovered]


def test_complete_numbering_recovers_nothing() -> None:
    """A short line under a complete numbering is a paragraph."""
    assert not [h for h in headings("1.学习", "已完成整改", "2.管理", "已完成整改", "3.监督") if h.recovered]


# Lines with several parts


def test_run_in_heading() -> None:
    """The first sentence after the mark is the heading; the rest is text of the same paragraph."""
    notice = structure("（一）强化政治担当。镇党委坚决扛起责任。先后开会3次。")
    heading, text = notice.leaves
    assert (heading.text, text.text) == ("（一）强化政治担当。", "镇党委坚决扛起责任。先后开会3次。")
    assert text.joined
    assert notice.text == heading.text + text.text + "\n"


def test_bracketed_problem_description() -> None:
    """The bracket after 问题 describes the problem; 一是 inside the sentence begins the first measure."""
    line = "1.针对学习不够问题（集中学习只有3次；研讨2次）。一是建立制度；二是加强督查。"
    assert outline(line) == [
        "  h3 1.针对学习不够问题",
        "  paragraph （集中学习只有3次；研讨2次）。",
        "  item 一是建立制度；",
        "  item 二是加强督查。",
    ]


def test_measures_inside_a_paragraph() -> None:
    """一是…二是…三是 in one line are three measures after the words that lead to them."""
    assert outline("镇党委立行立改：一是抓学习；二是抓管理；三是抓监督。") == [
        "paragraph 镇党委立行立改：",
        "item 一是抓学习；",
        "item 二是抓管理；",
        "item 三是抓监督。",
    ]


@pytest.mark.parametrize(
    "line", ["镇党委坚持把学习作为第一要务，统一是非标准。", "唯一是抓落实。", "这三是关键。"]
)
def test_words_that_are_no_measures(line: str) -> None:
    """一是 inside a word or clause begins nothing."""
    assert len(structure(line).leaves) == 1


# Cut lines


# Tables of contents


@pytest.mark.parametrize("first", ["一、单位概况", "一、青石镇人民政府概况"])
def test_entries_of_a_table_of_contents_are_no_headings(first: str) -> None:
    """What 目录 names ends where the number of its first entry comes again, with the same words or others."""
    below = [first, "青石镇下设五个办公室。", "二、名词解释", "基本支出：为保障运转而发生的支出。"]
    found = headings(TITLE, "目　录", "一、单位概况", "二、名词解释", *below)
    assert [h.text for h in found] == [first, "二、名词解释"]
