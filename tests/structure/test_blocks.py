"""Broken lines, attachments, contact, signatures and tables as parts of the outline, one behaviour per test."""

from __future__ import annotations

import pytest

from auditor.notice import Kind
from tests.structure.outlines import PREAMBLE, headings, outline, structure


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


def test_signature_behind_contact_line_without_end_mark() -> None:
    """A contact line of several fields needs no mark at its end: the unit above the date signs."""
    contact = "联系电话：（0432）67890123；通信地址：吉州省河阳市北大街18号；邮政编码：132001"
    found = outline("正文。", contact, "河阳市水务局", "2023年11月8日")
    assert found[1:] == [f"contact {contact}", "signature 河阳市水务局", "issued 2023年11月8日"]


@pytest.mark.parametrize("unit", ["中共河阳县委宣传部", "河阳县总工会", "河阳县公安局交警大队", "河阳大学"])
def test_any_name_between_contact_lines_and_date_signs(unit: str) -> None:
    """Below the contact lines and directly above the date, a line that is a mere name is the signature."""
    contact = "联系电话：（0432）67890123；通信地址：吉州省河阳市北大街18号；邮政编码：132001"
    assert outline("正文。", contact, unit, "2023年11月8日")[2] == f"signature {unit}"


def test_address_above_the_date_is_no_signature() -> None:
    """An address goes on with the contact lines."""
    contact, address = "联系电话：（0432）67890123；通信地址：", "河阳县政务中心南楼"
    assert outline("正文。", contact, address, "2023年11月8日")[1] == f"contact {contact}{address}"


def test_unit_that_ends_a_cut_contact_line_is_no_signature() -> None:
    """A contact line that stops at a colon goes on with the unit in the next one."""
    contact = "联系电话：（0432）67890123；来信请寄：河阳市北大街18号，收件单位："
    assert outline("正文。", contact, "河阳市水务局", "2023年11月8日")[1] == f"contact {contact}河阳市水务局"


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
