"""One mistake that two rules see is one finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.profiles import INSPECTION
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]

INSPECTED = (
    "柳溪县农业局关于省委巡视整改情况的通报\n省委第五巡视组对柳溪县农业局开展了巡视。"
    "省委第五巡视组反馈了意见，省委第五巡视组指出问题9个。\n一、总体情况\n对照省委第五巡察组的意见逐项整改。\n"
)
DONE = (
    "反馈问题整改情况的通报\n一、总体情况\n巡察反馈的25个问题已完成整改22个，正在推进3个。\n"
    "二、下一步打算\n经过集中整改，25个问题已完成整改23个，但仍有差距。\n"
)


@pytest.mark.parametrize(
    ("text", "rules", "first"),
    [
        ("干部对“两个维户”理解不深。", ("W101", "W109"), "W101"),
        ("干部对“四个自心”理解不深。", ("W101", "W109"), "W101"),
        ("增强“四个意识”、坚定“四个自信”、做到“两个保护”。", ("W101", "W109"), "W101"),
        ("增强“四个意思”、坚定“四个自信”、做到“两个维护”。", ("W101", "W109"), "W101"),
        ("全年清退补贴3.2万元（数据待核实），其余按月清退。", ("P101", "P103"), "P101"),
        (INSPECTED, ("E103", "W106"), "E103"),
        (DONE, ("R104", "R110"), "R104"),
    ],
)
def test_a_place_that_two_rules_see_is_reported_once(
    audited: Audited, text: str, rules: tuple[str, str], first: str
) -> None:
    """Each rule finds it alone, both together find it once."""
    assert all(len(audited(text, rule, profile=INSPECTION).findings) == 1 for rule in rules)
    both = audited(text, *rules, profile=INSPECTION).findings
    assert [finding.rule for finding in both] == [first]


def test_two_wrong_terms_are_two_findings(audited: Audited) -> None:
    """What one rule finds at one place does not hide what the other finds elsewhere."""
    findings = audited("干部对“两个维户”理解不深，对“四个意示”也说不清。", "W101", "W109").findings
    assert [finding.rule for finding in findings] == ["W101", "W109"]


def test_a_draft_mark_and_a_placeholder_are_two_findings(audited: Audited) -> None:
    """（征求意见稿） is no placeholder."""
    text = "关于整改情况的通报（征求意见稿）\n召开会议XX次，已完成整改。"
    assert {finding.rule for finding in audited(text, "P101", "P103").findings} == {"P101", "P103"}


def test_a_wrong_number_of_one_section_is_no_wrong_total(audited: Audited) -> None:
    """The total fits as soon as the section's number is what its parts make: only the section is reported."""
    text = (
        "关于2024年度审计查出问题整改情况的公告\n一、总体情况\n审计查出的31个问题，已整改27个。\n二、审计查出问题整改情况\n"
        "（一）预算管理方面\n查出问题16个，已整改14个，其余2个正在推进。\n1.预算编制不细化的问题。已细化。\n2.收入上缴不及时的问题。已上缴。\n"
        "（二）资产管理方面\n查出问题51个，已整改13个，其余2个正在推进。\n1.资产未入账的问题。已入账。\n2.房产出租不规范的问题。已规范。\n"
    )
    assert {finding.rule for finding in audited(text, "C101", "S101", "S102").findings} <= {"S101", "S102"}


def test_a_unit_that_a_sum_shows_and_a_row_shows_is_one_finding(audited: Audited) -> None:
    """The last of a row in 亿元 is asked about once, where the sum of the row is told."""
    text = "向东湖、南岭、北川3家企业分别追回118.6万元、97.5万元、64.3万元，共计280.4亿元。"
    assert [finding.rule for finding in audited(text, "S103").findings] == ["S103"]
