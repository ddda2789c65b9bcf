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
    ],
)
def test_other_things_prove_nothing(audited: Callable[..., AuditedNotice], text: str) -> None:
    proved = [entry for entry in audited(text).ledger if entry.verdict is Verdict.VERIFIED]
    assert not proved


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("收到反馈意见52条，其中4条涉及民生。", 2),
        ("走访单位31家，其中学校12所。", 2),
        ("老旧小区改造启动47个，进行中16个，完成31个。", 3),
    ],
)
def test_the_same_things_are_still_compared(
    audited: Callable[..., AuditedNotice], text: str, count: int
) -> None:
    proved = [entry for entry in audited(text).ledger if entry.verdict is Verdict.VERIFIED]
    assert len(proved) == count
