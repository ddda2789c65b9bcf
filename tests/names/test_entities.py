"""The notice's own body, names and inspections: what is recognised, and what is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.names.entities import Role, is_same_body, units
from auditor.names.inspections import foreground, rounds, teams
from auditor.names.resemblance import difference, edits, resemblance
from auditor.names.variants import name_variants
from auditor.notice import Notice

Parsed = Callable[[str], Notice]

NOTICE = """云港街道党工委关于五届区委第六轮巡察整改情况的通报
按照区委统一部署，2022年3月1日至4月20日，区委第三巡察组对云港街道党工委开展了巡察，并于6月8日反馈了意见。
一、总体情况
云港街道党工委高度重视。
二、整改情况
云港街道完成整改。
欢迎监督，如有意见请及时向云港街工委反映。联系电话：010-12345678。
中共江州市东湖区云港街道工作委员会
2023年5月6日
"""


def test_units_are_found_at_their_four_places(parsed: Parsed) -> None:
    """Title, preamble, contact paragraph and signature name the unit, each in its own form."""
    found = [(u.role, u.text) for u in units(parsed(NOTICE))]
    assert found == [
        (Role.TITLE, "云港街道党工委"),
        (Role.PREAMBLE, "云港街道党工委"),
        (Role.CONTACT, "云港街工委"),
        (Role.SIGNATURE, "中共江州市东湖区云港街道工作委员会"),
    ]


def test_short_forms_are_the_same_body(parsed: Parsed) -> None:
    """街道党工委, 街工委 and 街道工作委员会 are one body, whatever stands before the name."""
    found = units(parsed(NOTICE))
    assert all(is_same_body(one, other) for one in found for other in found)


def test_unit_spans_quote_the_text(parsed: Parsed) -> None:
    """A unit's range is where its words stand."""
    notice = parsed(NOTICE)
    assert all(notice.text[u.start : u.end] == u.text for u in units(notice))


def test_alias_stands_for_its_full_name(parsed: Parsed) -> None:
    """以下简称 makes a short form equal to the words before it, however short it is."""
    text = "云港街道党工委关于巡察整改情况的通报\n云港街道党工委（以下简称“本委”）收到反馈，区委对本委开展了巡察。\n"
    found = units(parsed(text))
    assert [u.stem for u in found if u.role is Role.PREAMBLE] == ["云港"]


def test_what_belongs_to_a_unit_is_no_part_of_its_name(parsed: Parsed) -> None:
    """对水务局和下属3个单位, 对集团及所属5家子公司: the name ends before what belongs to it."""
    text = "青岭市水务局关于审计整改情况的公告\n市审计局对青岭市水务局和下属3个水务公司开展了审计。\n"
    found = units(parsed(text))
    assert [u.text for u in found if u.role is Role.PREAMBLE] == ["青岭市水务局"]


def test_masked_units_say_nothing(parsed: Parsed) -> None:
    """A redacted name is never compared."""
    notice = parsed(NOTICE.replace("对云港街道", "对X路街道"))
    title, preamble, *_ = units(notice)
    assert is_same_body(title, preamble) is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("港", "巷", "形近"),
        ("未", "末", "形近"),
        ("何", "河", "音近"),
        ("察", "查", "音近"),
        ("南", "北", ""),
        ("一", "二", ""),
        ("务", "物", ""),
        ("庆", "庆", ""),
    ],
)
def test_resemblance(one: str, other: str, reason: str) -> None:
    """Characters look or sound alike in both directions; those that tell neighbours apart never do."""
    assert resemblance(one, other) == resemblance(other, one) == reason


@pytest.mark.parametrize(
    ("ours", "theirs", "needed"),
    [
        ("河道清淤", "河道清淤", 0),
        ("河道清淤", "河道清于", 1),
        ("河道清淤", "河清淤工", 2),
        ("观湖", "湖观", 2),
        ("", "湖", 1),
    ],
)
def test_edits_are_characters_replaced_put_in_or_left_out(ours: str, theirs: str, needed: int) -> None:
    assert edits(ours, theirs) == needed


def test_difference_is_the_smallest_range() -> None:
    """What two strings share at both ends is left out."""
    odd = difference("整改落实工作方案", "整改工作方案")
    assert (odd.at, odd.ours, odd.theirs) == (2, "落实", "")
    assert difference("湖观", "观湖").is_swap


def test_variant_needs_an_established_name(parsed: Parsed) -> None:
    """Two different names that both stand often are two bodies."""
    text = "云港社区完成。" * 4 + "云巷社区完成。"
    assert [v.name for v in name_variants(parsed(text))] == ["云巷社区"]
    assert not name_variants(parsed(text + "云巷社区完成。" * 3))


def test_what_precedes_a_name_is_not_part_of_it(parsed: Parsed) -> None:
    """查云港社区 and 察云港社区 differ before the name only."""
    text = "检察云港社区。" * 3 + "检查云港社区。" + "云港社区完成。" * 3
    assert not name_variants(parsed(text))


def test_teams_read_both_word_orders(parsed: Parsed) -> None:
    """巡察三组 and 第三巡察组 are the third team; several teams at once and masked ones are none."""
    found = teams(
        parsed("区委巡察三组进驻。市委第三巡察组反馈。区委第一、第二巡察组参加。区委第X巡察组反馈。")
    )
    assert [(t.level, t.number) for t in found if t.number] == [("区委", 3), ("市委", 3)]


def test_rounds_are_not_counts(parsed: Parsed) -> None:
    """开展3轮巡察 counts; 第三轮巡察 and 三届九轮巡察 name a round."""
    found = [
        (r.term, r.number) for r in rounds(parsed("开展3轮巡察。区委第三轮巡察。针对三届九轮巡察反馈。"))
    ]
    assert found == [(None, 3), (3, 9)]


def test_background_is_left_out(parsed: Parsed) -> None:
    """上一轮, 此前 or a year of its own mark another inspection."""
    notice = parsed("一、情况\n此前区委第一巡察组反馈。2019年区委第二巡察组反馈。区委第三巡察组反馈。")
    assert [t.number for t in foreground(notice, teams(notice))] == [3]
