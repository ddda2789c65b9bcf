"""Duplicates: near ones are warnings, far ones hints; what repeats for a reason is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]
SENTENCE = "建立健全整改工作台账，逐项明确责任领导、责任科室和完成时限并定期调度整改进展情况"


def test_distance_decides(audited: Audited) -> None:
    """The same measure for two problems is a hint; in neighbouring items it is a warning."""
    far = (
        "一是"
        + SENTENCE
        + "；完善制度。\n"
        + "".join(f"开展第{i}次检查。\n" for i in range(5))
        + "二是"
        + SENTENCE
        + "；严肃问责。"
    )
    near = "一是" + SENTENCE + "；完善制度。\n二是" + SENTENCE + "；严肃问责。"
    assert [f.severity for f in audited(far, "U101").findings] == [Severity.INFO]
    assert [f.severity for f in audited(near, "U101").findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "做到讲政治、讲大局、讲纪律，一项一项抓。",
        "副书记、主任张三、副书记、主席李四参加。",
        "风险投资的产生、发展、成熟的轨迹和产业的产生、发展、成熟的轨迹一致。",
        "分别为3次、5次、3次、8次。",
    ],
)
def test_entries_that_may_repeat(audited: Audited, text: str) -> None:
    """Offices, figures and parallel phrases are no duplicate entries."""
    assert not audited(text, "U102").findings
