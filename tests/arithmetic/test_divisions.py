"""Divisions of a total by one aspect, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from auditor.arithmetic.rates.aspect_shares import divisions
from auditor.arithmetic.rates.share_points import moved_shares
from auditor.arithmetic.rates.told_sums import told_sums
from auditor.groups.group import Group
from auditor.notice import Notice

Parse = Callable[[str], Notice]
TWO = "受理{n}件。从受理方式看，来信30件，占{a}；来访20件，占{b}。从来件内容看，住房25件、交通25件。"


def groups_of(notice: Notice) -> list[tuple[str, list[str]]]:
    """The groups of a text that have several parts."""

    def words(group: Group) -> tuple[str, list[str]]:
        text = notice.text
        return text[group.whole.start : group.whole.end], [text[p.start : p.end] for p in group.parts]

    return [words(group) for group in notice.claims.groups if len(group.parts) > 1]


def test_each_aspect_opens_a_division(parsed: Parse) -> None:
    """A division ends where the next aspect begins, and has the shares told beside its parts."""
    notice = parsed(TWO.format(n=50, a="60%", b="40%"))
    found = list(divisions(notice.text, notice.claims))
    assert [each.aspect for each in found] == ["受理方式", "来件内容"]
    assert [each.is_complete for each in found] == [True, False]
    assert [each.whole.value for each in found] == [Decimal(50), Decimal(50)]


def test_divisions_are_of_the_total_told_before(parsed: Parse) -> None:
    """Both divisions make up the total, the second over the first."""
    notice = parsed(TWO.format(n=50, a="60%", b="40%"))
    assert groups_of(notice) == [("50件", ["30件", "20件"]), ("50件", ["25件", "25件"])]


def test_list_without_shares_contradicts_nothing(parsed: Parse) -> None:
    """Only a list whose shares make up 100 % claims to be complete."""
    notice = parsed(TWO.format(n=52, a="57.7%", b="38.5%"))
    assert groups_of(notice) == []


def test_some_of_the_parts_are_no_complete_list(parsed: Parse) -> None:
    """What is told as the main parts is open."""
    notice = parsed("受理60件。从受理方式看，主要是来信30件，占50%；来访20件，占50%。")
    assert [each.open for each in divisions(notice.text, notice.claims)] == [True]


def test_growth_beside_parts_is_no_division_with_shares(parsed: Parse) -> None:
    """Rates of growth are no shares."""
    notice = parsed("受理60件。从受理方式看，来信30件，同比增长50%；来访30件，同比下降5%。")
    assert list(divisions(notice.text, notice.claims)) == []


@pytest.mark.parametrize(("points", "holds"), [("3.2", True), ("2.3", False)])
def test_shares_move_against_each_other(points: str, holds: bool, parsed: Parse) -> None:
    """What one of two shares that make up 100 % loses, the other gains."""
    notice = parsed(f"甲类占41.5%，同比下降3.2个百分点；乙类占58.5%，同比上升{points}个百分点。")
    assert [each.holds for each in moved_shares(notice.text, notice.claims)] == [holds]


@pytest.mark.parametrize(
    ("words", "of"),
    [("合计占60%", 2), ("两项合计占60%", 2), ("甲类和乙类合计占60%", 2), ("分别占全市的60%", 0)],
)
def test_shares_told_together(words: str, of: int, parsed: Parse) -> None:
    """A share may be told as the sum of those before it."""
    notice = parsed(f"甲类占35%，乙类占25%，{words}。")
    assert [len(each.rates) for each in told_sums(notice.text, notice.claims)] == ([of] if of else [])
