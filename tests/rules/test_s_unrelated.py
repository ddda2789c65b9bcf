"""Numbers of different things are not measured against each other as part and whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice, Verdict


@pytest.mark.parametrize(
    "text",
    [
        "收到反馈意见52条，其中4个问题涉及民生。",
        "侦破系列案件24起，其中最大的一个系列涉及9个。",
        "老旧小区改造启动3个，进行中40个，完成29个。",
        "约谈物业企业11家，清退3家。",
        "全年受案增加155件，结案增加41件。",
        "处置问题线索512件，立案233件，结案241件。",
        "送来提案75件和补充提交的1件均已办理完毕，委员满意率达100%。",
    ],
)
def test_other_things_prove_nothing(audited: Callable[..., AuditedNotice], text: str) -> None:
    proved = [entry for entry in audited(text).ledger if entry.verdict is Verdict.VERIFIED]
    assert not proved


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("收到反馈意见52条，其中4条涉及民生。", 2),
        ("排查物业企业11家，清退3家。", 2),
        ("约谈物业企业11家，已清退3家。", 2),
        ("对在册低保对象586户逐户复核，清退不符合条件的27户。", 2),
        ("处置问题线索512件，立案233件，结案221件。", 2),
        ("问题线索9件，办结7件。", 2),
        ("提交提案76件均已办理完毕，办结率达100%。", 1),
        ("共排查小区84个，抽查其中15个，发现存在隐患的4个。", 2),
        ("共排查小区84个，其中市级排查15个，区级排查41个。", 3),
        ("走访单位31家，其中学校12所。", 2),
        ("老旧小区改造启动47个，进行中16个，完成31个。", 3),
    ],
)
def test_the_same_things_are_still_compared(
    audited: Callable[..., AuditedNotice], text: str, count: int
) -> None:
    proved = [entry for entry in audited(text).ledger if entry.verdict is Verdict.VERIFIED]
    assert len(proved) == count
