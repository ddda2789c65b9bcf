"""The second measures of what is done and what is left, and two divisions of one whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.groups.sums import judge
from auditor.notice import Notice

Parse = Callable[[str], Notice]
PAIRS = "应补发补助217笔、1436.8万元，已发放{done}笔、1398.5万元，其余8笔、{rest}万元正在核实。"


def judged(text: str, parsed: Parse) -> dict[str, tuple[list[str], str]]:
    """What each whole of a text, as it is printed, is made of and how its sum stands to it."""
    notice = parsed(text)
    return {
        text[g.whole.start : g.whole.end]: (
            [text[p.start : p.end] for p in g.parts],
            judge(g, notice.text).relation.value,
        )
        for g in notice.claims.groups
    }


def test_both_measures_are_added_up(parsed: Parse) -> None:
    """The counts and the amounts are two sums."""
    found = judged(PAIRS.format(done=209, rest="38.3"), parsed)
    assert found == {
        "217笔": (["209笔", "8笔"], "equal"),
        "1436.8万元": (["1398.5万元", "38.3万元"], "equal"),
    }


def test_the_second_measure_alone_may_be_wrong(parsed: Parse) -> None:
    """Where the counts add up, the amounts are of the same things and must do so too."""
    found = judged(PAIRS.format(done=209, rest="48.3"), parsed)
    assert [found["217笔"][1], found["1436.8万元"][1]] == ["equal", "above"]


def test_what_was_added_leaves_the_second_measure_open(parsed: Parse) -> None:
    """With interest added the amounts need not make up the first one."""
    text = "应补发补助217笔、1436.8万元，已发放209笔、1398.5万元（含利息），其余8笔、48.3万元正在核实。"
    assert judged(text, parsed).get("1436.8万元", ([], ""))[1] != "equal"


@pytest.mark.parametrize(
    "text",
    [
        "18项指标中，7项进入前十名，8项上升、6项持平、4项下降。",
        "24项指标中，7项进入前十名；13项上升、6项持平、5项下降。",
    ],
)
def test_a_part_told_by_another_property_is_no_member_of_the_division(text: str, parsed: Parse) -> None:
    """The members that make up the whole stand behind a number that is one of another division."""
    groups = [(len(g.parts), judge(g, text).relation.value) for g in parsed(text).claims.groups]
    assert groups == [(3, "equal"), (1, "subset")]


def test_two_whole_divisions_are_both_sums(parsed: Parse) -> None:
    """By kind and by progress: each makes up the whole."""
    text = "40个问题中，甲类25个、乙类15个，已完成30个、未完成10个。"
    assert [judge(g, text).relation.value for g in parsed(text).claims.groups] == ["equal", "equal"]
