"""Set phrases that lack a character or have two changed places, and what can be read otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import lexicon
from auditor.spelling.damaged import LENGTHS, _damaged, _reads, _singles, bound, damages
from auditor.spelling.phrases import genre, listed

HAN = st.text(st.sampled_from("贯彻落实安全生产领导干部专题研究责任清单反馈意见，"), max_size=40)


def found(text: str) -> list[tuple[str, str, int]]:
    """What stands there, what was meant, and where the damage is."""
    return [(text[one.start : one.end], one.phrase, one.at) for one in damages(text)]


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("深入学习贯落实要求", ("贯落实", "贯彻落实", 1)),
        ("健全安全产检查台账", ("安全产", "安全生产", 2)),
        ("坚持举反三，", ("举反三", "举一反三", 1)),
        ("会议专题究研人事", ("专题究研", "专题研究", 2)),
        ("建立责清任单，", ("责清任单", "责任清单", 1)),
        ("推进人居环整治，", ("人居环整治", "人居环境整治", 3)),  # a longer one, whatever words are left
        ("规范政府采程购序", ("政府采程购序", "政府采购程序", 3)),
        ("工作中，众反映较多", ("众反映", "群众反映", 0)),  # at the beginning and at the end of a clause
        ("坚持反腐倡。", ("反腐倡", "反腐倡廉", 3)),
    ],
)
def test_a_loss_or_an_exchange_is_found(text: str, damage: tuple[str, str, int]) -> None:
    """Inside a word or between two."""
    assert found(text) == [damage]


@pytest.mark.parametrize(
    "text",
    [
        "生产安全产品",  # 产品 is a word
        "解救受困群众",  # 受困 is a word, though not a listed one
        "端午节期间值班",
        "提高工作质效",
        "教育系主任到会",
        "取得实实在在的成效",
        "坚持高标准、严要求",  # listed
        "达到序时进度",
        "全面贯彻落实",  # nothing is missing
        "党委会记录不规范，归档资料不完整",
        "作为第一责任人责任重大，召开警示教育会",
        "招投标管理，饮用水源地，带头人队伍建设",
        "完成5项前期手续，报告3个有关事项",
        "统筹推，重点抓，全面整，集中治",
        "领\n导班子",  # the lines of a page
        "外交部档案馆",  # only the first or the last character is missing
    ],
)
def test_what_can_be_read_otherwise_is_left_alone(text: str) -> None:
    """Right neighbours."""
    assert not found(text)


@given(HAN)
def test_damages_do_not_overlap(text: str) -> None:
    """For any text, and each differs from its phrase by one character or one exchange."""
    done = 0
    for one in damages(text):
        assert done <= one.start
        said = text[one.start : one.end]
        phrase, at = one.phrase, one.at
        exchanged = phrase[:at] + phrase[at + 1 : at + 2] + phrase[at] + phrase[at + 2 :]
        assert said == (phrase[:at] + phrase[at + 1 :] if one.is_loss else exchanged)
        done = one.end


def test_the_lists_are_in_order() -> None:
    """What has a word of its own is no set phrase; a bound character is listed once."""
    other = listed("other")
    assert len(set(other)) == len(other)
    assert genre().isdisjoint(other)
    chars = lexicon.load("bound_characters")["chars"].replace("\n", "")
    assert len(bound()) == len(chars)


def test_what_is_listed_as_another_word_is_needed() -> None:
    """It is a damaged form that could not be read otherwise."""
    unread = {
        form
        for phrase in genre()
        if len(phrase) in LENGTHS
        for form in _damaged(phrase)
        if not _reads(form, 0, len(form), _singles(form, phrase))
    }
    assert [other for other in listed("other") if other not in unread] == []
