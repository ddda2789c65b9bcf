"""The listed wrong words, and where their characters only meet."""

from __future__ import annotations

import pytest

from auditor.spelling.confusions import confused, confusions
from auditor.spelling.words import is_word

KNOWN_WORDS = {
    "帐户",
    "帐目",
    "自已",
    "做为",
    "签定",
    "撤消",
}  # old spellings the list of common words has too


def found(text: str) -> list[str]:
    """The wrong forms of a text."""
    return [row.wrong for _, _, row in confused(text)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("问题至今没有整改，至使群众不满。", "至使"),
        ("及时消除安全引患。", "引患"),
        ("规范租凭合同管理。", "租凭"),
        ("由付书记牵头整改。", "付书记"),
        ("工程己通过峻工验收。", "峻工"),
        ("追就有关人员责任。", "追就"),
        ("支部软弱焕散。", "焕散"),
        ("据此近一步完善制度。", "近一步完善"),
        ("既使任务再重，必须按期完成。", "既使"),
        ("问题已及原因。", "已及"),
    ],
)
def test_a_wrong_word_is_found(text: str, wrong: str) -> None:
    """By sound, by shape, three characters."""
    assert wrong in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "以经济建设为中心", "因人力案件积压", "年底保持稳定", "传达至使用单位", "不仅管人还要管事", "安排察看现场", "血管里的杂质",
        "地方而言更重", "推进期限管理", "逐渐近一步", "学习习近平同志讲话", "支付主任津贴", "更近一步完善", "自己对照检查", "季度末对账", "2009年记三等功", "逐条列清单", "均已及时转办", "开年极不平凡",
        "既将制度上墙，又将责任到人", "均已及時轉交", "文末有附表", "通知寄于5月",
    ],
)  # fmt: skip
def test_characters_of_two_words_that_meet_are_no_wrong_word(text: str) -> None:
    """The first or the last one makes a common word with its neighbour."""
    assert not found(text)


@pytest.mark.parametrize("text", ["记者陈建力摄", "王成力、李树力等同志", "欧阳顺力带队"])
def test_a_given_name_is_no_wrong_word(text: str) -> None:
    """A surname stands before it."""
    assert not found(text)


@pytest.mark.parametrize("text", ["江苏布署到位", "感谢会仪代表"])
def test_a_surname_that_ends_a_word_is_none(text: str) -> None:
    """江苏 is a word, so 苏 is not the surname of 布署."""
    assert len(found(text)) == 1


def test_the_list_is_sound() -> None:
    """No form is right elsewhere in the list, a common word, or the same as what it stands for."""
    table = {row.wrong: row.right for row in confusions()}
    right = set(table.values())
    assert not right & table.keys()
    assert {form for form in table if is_word(form)} <= KNOWN_WORDS
    assert all(2 <= len(form) <= 9 for form in table if form != "己")
