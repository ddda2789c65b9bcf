"""Placeholders: every kind of sign, and every honest use of the same sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@pytest.mark.parametrize(
    "text",
    [
        "2024年X月X日", "区委第XX巡察组", "共整改××个问题", "x月x日反馈", "20XX年6月", "202X年6月", "〔20XX〕3号", "某某街道党工委",
        "某某某同志", "联系电话：________", "中共□□街道工委", "〇〇街道〇〇社区", "＊＊街道", "党工委书记***同志", "【待补充】", "[日期]",
        "{{单位名称}}", "${name}", "（此处填写具体数据）", "2024年    月    日", "印发《》", "整改率#DIV/0!", "见错误！未找到引用源。", "完成??个",
        "XX.X万元", "问题（待核实）", "已追缴null万元",
    ],
)  # fmt: skip
def test_placeholder(audited: Audited, text: str) -> None:
    """Found wherever it stands in a sentence."""
    assert len(audited(f"街道召开会议，{text}，研究整改工作。", "P101").findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "BTX建设", "手机APP", "“10+N”服务", "1+X证书", "AB角", "V站", "X光检查", "X、Y两类", "“X”型路口", "iPhone X手机", "3×4米", "5米×3米",
        "得分=单价×人数", "二〇〇四年", "一〇〇号", "〇〇后青年", "138****5678", "13××××5678", "张某某", "某公园", "是□否□", "□已整改□未整改",
        "**一、整改情况**", "a_b__c@tj.gov.cn", "为什么？？", "main()", "今年 月度计划", "【日期】：2024年5月6日", "［注］", "当事人张××已检讨",
    ],
)  # fmt: skip
def test_honest_use(audited: Audited, text: str) -> None:
    """Not a placeholder."""
    assert not audited(f"街道召开会议，{text}，研究整改工作。", "P101").findings


def test_one_finding_for_all_places(audited: Audited) -> None:
    """Fifty masks are one card with fifty places."""
    (finding,) = audited("先后召开X次会议。\n" * 50, "P101").findings
    assert len(finding.related) == 49


def test_cited_drafts_are_not_drafts(audited: Audited) -> None:
    """（征求意见稿） within or after 《》 belongs to the cited document."""
    text = "学习《城市更新办法（征求意见稿）》和《物业条例》（送审稿），提出意见。"
    assert not audited(text, "P103").findings
