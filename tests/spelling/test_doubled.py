"""Characters that stand twice, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.spelling.doubled import doubled

HAN = st.text(st.sampled_from("领导干部署整改进一步步要要对账的了工作作风"), max_size=40)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("由领导导干部带头", "导"),  # the last of a word
        ("按期完成整改改任务", "改"),
        ("进一步步规范", "步"),
        ("请督督促落实", "督"),  # the first of a word
        ("党员员干部带头", "员"),  # inside a set phrase
        ("建立问题线线索台账", "线"),
        ("村里要要切实负责", "要"),  # a particle
        ("开展了了评价", "了"),
        ("办理事项项的流程", "项"),  # where no word can begin
        ("各支部部严格落实", "部"),
        ("会上进行行了交流", "行"),
        ("健全财务制度度。", "度"),  # 度度 is a word only in a list
        ("加大对企业的执执法力度", "执"),  # where no word can end
    ],
)
def test_a_surplus_character_is_found(text: str, twice: str) -> None:
    """Wherever in the word it stands."""
    assert [text[start:end] for start, end in doubled(text)] == [2 * twice]


@pytest.mark.parametrize(
    "text",
    [
        "经过过渡期后为了了解情况",  # two words meet
        "扎扎实实推进、实实在在见效",  # reduplication
        "一步步落实、一幕幕再现",  # one by one
        "人人参与、天天巡查",  # a word
        "工作作了安排、整改改得彻底",  # a verb of one character
        "出版社社长与农业局局长",  # a title behind its office
        "学习习近平总书记讲话",  # a name
        "方案已经经县委批准",  # a preposition
        "成立工作组组织领导",  # the first of a set phrase
        "第一辆的士在在建道路上对对账单",
        "小额信贷贷后管理、车贷贷款余额、细化化债方案",  # words that no list has
        "维护护林员权益、开展展厅布展、抓实实效",
        "乡镇镇政府、支部部务公开、一项项清零",
        "将将军山纳入管理，将将届满的合同续签",
        "夜空中阵阵掌声",
        "计100000元——是……",  # no characters of words
    ],
)
def test_what_may_stand_twice_is_left_alone(text: str) -> None:
    """Right twins."""
    assert not list(doubled(text))


@given(HAN)
def test_what_is_found_stands_two_or_three_times(text: str) -> None:
    """For any text, in order."""
    found = list(doubled(text))
    assert found == sorted(set(found))
    assert all(text[start:end] == (end - start) * text[start] for start, end in found)
    assert all(2 <= end - start <= 3 and text[end : end + 1] != text[start] for start, end in found)
