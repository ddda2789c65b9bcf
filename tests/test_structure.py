"""How a notice is cut into its parts, one behaviour per test."""

from __future__ import annotations

import pytest

from auditor.notice import Kind, Node, Notice
from auditor.parse import parse
from auditor.source import Source

TITLE = "青石镇党委关于巡察集中整改进展情况的通报"
PREAMBLE = "按照县委统一部署，2023年3月1日至4月20日，县委第二巡察组对青石镇党委开展了巡察。"


def structure(*lines: str) -> Notice:
    """The notice made of some lines."""
    return parse(Source("<text>", "\n".join(lines)))


def outline(*lines: str) -> list[str]:
    """Each leaf as a line: its depth in blanks, what it is, its text."""
    notice = structure(*lines)
    return [f"{'  ' * len(list(leaf.ancestors()))}{_kind(leaf)} {leaf.text}" for leaf in notice.leaves]


def _kind(leaf: Node) -> str:
    return f"h{leaf.level}" if leaf.kind is Kind.HEADING else leaf.kind.value


def headings(*lines: str) -> list[Node]:
    """The headings of a text."""
    return structure(*lines).of_kind(Kind.HEADING)


# Title and preamble


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


def test_page_break_cut_is_joined() -> None:
    """A sentence that stops in the middle goes on in the next line, over blank lines."""
    cut = "镇党委班子认真学习文件精神，逐条梳理反馈问题，明确责任领导和责任部门，截"
    assert outline(cut, "", "至目前，已召开 3 次会议。", "新的一段。") == [
        "paragraph 镇党委班子认真学习文件精神，逐条梳理反馈问题，明确责任领导和责任部门，截至目前，已召开3次会议。",
        "paragraph 新的一段。",
    ]


def test_cut_inside_a_cited_title() -> None:
    """An open 《 at the end of a heading's line is closed in the next one."""
    (heading,) = headings("1.关于落实《青石镇工作规则", "（试行）》不到位", "2.其他")[:1]
    assert heading.text == "1.关于落实《青石镇工作规则（试行）》不到位"


def test_hard_wrapped_text() -> None:
    """Text cut at a fixed width is read as paragraphs."""
    paragraph = "镇党委坚持把巡察整改作为一项重要政治任务，先后召开党委会6次、专题会4次，研究部署整改工作，逐条明确责任领导、责任部门和完成时限，确保整改到位。"
    whole = [
        PREAMBLE + "现将情况公布。",
        "一、总体情况",
        paragraph,
        "（一）组织领导。" + paragraph,
        "二、下一步打算",
        "一是" + paragraph,
    ]
    wrapped = [line[i : i + 33] for line in whole for i in range(0, len(line), 33)]
    assert outline(*wrapped) == outline(*whole)


# Closing parts


def test_attachments_list() -> None:
    """附件： and the numbered titles after it are one list; they are no headings."""
    notice = structure("正文。", "附件：1.青石镇整改台账", "2.青石镇制度清单", "中共青石镇委员会")
    assert [leaf.text for leaf in notice.of_kind(Kind.ATTACHMENT)] == [
        "附件：1.青石镇整改台账",
        "2.青石镇制度清单",
    ]
    assert notice.sections == []


def test_attachments_one_by_one() -> None:
    """附件1： 附件2： on lines of their own."""
    notice = structure("正文。", "附件1：整改台账", "附 件 2：制度清单")
    assert [leaf.number for leaf in notice.of_kind(Kind.ATTACHMENT)] == [1, 2]


def test_contact_on_one_line() -> None:
    """The supervision paragraph with all its fields."""
    line = "欢迎干部群众监督。联系电话：0571-12345678；邮政信箱：青石镇文化路1号；电子邮箱：a@b.cn。"
    assert outline("三、下一步", "一是抓落实。", line)[-1] == f"contact {line}"


def test_contact_over_several_lines() -> None:
    """Each field is a paragraph of its own, whether it has a label or not; the section before it is closed."""
    lines = [
        "热烈欢迎广大干部群众监督。",
        "如有意见建议，请及时向镇党委反映。",
        "联系电话：0571-12345678",
        "（工作日9:00—17:00）",
        "通信地址：清河县青石镇文化路1号",
        "邮政编码：000000",
        "电 子邮箱：a@b.cn",
    ]
    found = outline("三、下一步", *lines, "中共青石镇委员会", "2023年11月8日")
    assert found[1:-2] == [f"contact {line.replace('电 子', '电子')}" for line in lines]


def test_contact_value_on_the_next_line() -> None:
    """A label at the end of a line has its value in the next one."""
    (contact,) = structure(
        "欢迎监督。联系电话：", "0571-12345678；邮政信箱：清河县", "青石镇文化路1号。"
    ).of_kind(Kind.CONTACT)
    assert contact.text == "欢迎监督。联系电话：0571-12345678；邮政信箱：清河县青石镇文化路1号。"


@pytest.mark.parametrize("label", ["公开期限：", "公示期：", "公示时间:", "公开期限为"])
def test_public_window(label: str) -> None:
    """The line with the public window belongs to the contact lines."""
    assert structure(f"{label}2023年11月8日至11月28日。").leaves[0].kind is Kind.CONTACT


@pytest.mark.parametrize(
    "unit", ["中共青石镇委员会", "青石镇党委", "清河县审计局", "清河县人民政府办公室", "青石镇人民政府"]
)
@pytest.mark.parametrize(
    "day", ["2023年11月8日", "二〇二三年十一月八日", "2023 年 11 月 8 日", "2023年X月X日"]
)
def test_signature_and_date_on_two_lines(unit: str, day: str) -> None:
    """The unit signs, the date of issue follows; both may be indented."""
    assert outline("正文。", f"      {unit}", f"        {day}")[1:] == [
        f"signature {unit}",
        f"issued {day.replace(' ', '')}",
    ]


def test_signature_and_date_on_one_line() -> None:
    """Unit and date set apart by blanks."""
    assert structure("正文。", "中共青石镇委员会  2023年11月8日").leaves[-1].kind is Kind.SIGNED


def test_two_signatures() -> None:
    """Two units may sign."""
    assert (
        len(
            structure("正文。", "中共青石镇委员会", "青石镇人民政府", "2023年11月8日").of_kind(Kind.SIGNATURE)
        )
        == 2
    )


def test_unit_in_the_middle_is_no_signature() -> None:
    """A unit's name on a line of its own far from the end is text."""
    body = [f"第{i}段的内容。" for i in range(20)]
    assert structure("正文。", "中共青石镇委员会", *body).of_kind(Kind.SIGNATURE) == []


# Tables


def test_markdown_table() -> None:
    """Lines between bars are the rows of one table."""
    notice = structure("情况如下。", "| 序号 | 问题 |", "|---|---|", "| 1 | 学习不够 |", "以上。")
    assert [leaf.text for leaf in notice.of_kind(Kind.ROW)] == [
        "| 序号 | 问题 |",
        "|---|---|",
        "| 1 | 学习不够 |",
    ]


@pytest.mark.parametrize("gap", ["\t", "  ", "　　", "    "])
def test_plain_text_table(gap: str) -> None:
    """Three columns set apart by tabs or several blanks are a table; the gaps are kept."""
    rows = [
        gap.join(cells)
        for cells in (("序号", "问题", "完成情况"), ("1", "学习不够", "已完成"), ("合计", "1", "1"))
    ]
    notice = structure("整改情况如下：", *rows, "以上。")
    assert [leaf.text for leaf in notice.of_kind(Kind.ROW)] == rows
    assert notice.title == ""


def test_single_row_is_no_table() -> None:
    """One line with gaps is text."""
    assert structure("内容。", "甲  乙  丙", "内容。").of_kind(Kind.ROW) == []


# Places


def test_place() -> None:
    """The section path of an offset, as a report shows it."""
    notice = structure(
        "二、整改情况", "（三）学习方面", "1.学习不够", "一是抓学习。", "2.管理不严", "问题 3：其他", "内容。"
    )
    places = [notice.place(leaf.start) for leaf in notice.leaves]
    assert places == [
        "二",
        "二（三）",
        "二（三）1.",
        "二（三）1.一是",
        "二（三）2.",
        "二（三）2.问题3",
        "二（三）2.问题3",
    ]


def test_empty_text() -> None:
    """Nothing but blanks: a notice without leaves."""
    for text in ("", "\n", " \n\t\n　"):
        assert structure(text).leaves == []
