"""The second round: what is fixed, what remains, what is new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.history.diffing import Difference, compare
from auditor.report import AuditedNotice

OLD = """关于整改情况的说明
一、总体情况
建立制度14项，其中新建9项、修订6项。
二、具体情况
（一）学习方面
开展学习8次，其中集体学习5次、现场学习4次。
（二）作风方面
谈心谈话132人次，其中班子成员18人次、中层干部46人次、其他干部68人次。
"""


@pytest.fixture
def difference(audited: Callable[..., AuditedNotice]) -> Callable[[str, str], Difference]:
    """``difference(old, new)``: two texts audited with the rules of sums, and compared."""
    return lambda old, new: compare(audited(old, "S"), audited(new, "S"))


Compare = Callable[[str, str], Difference]


def counts(difference: Difference) -> tuple[int, int, int]:
    return len(difference.fixed), len(difference.remaining), len(difference.appeared)


def test_same_text(difference: Compare) -> None:
    """Nothing is fixed, nothing is new."""
    assert counts(difference(OLD, OLD)) == (0, 2, 0)


def test_fixed(difference: Compare) -> None:
    assert counts(difference(OLD, OLD.replace("14项", "15项"))) == (1, 1, 0)


def test_new(difference: Compare) -> None:
    assert counts(difference(OLD, OLD.replace("132人次", "131人次"))) == (0, 2, 1)


def test_one_fixed_another_new(difference: Compare) -> None:
    """Findings of one rule at different places are not taken for each other."""
    new = OLD.replace("14项", "15项").replace("132人次", "131人次")
    assert counts(difference(OLD, new)) == (1, 1, 1)


def test_changed_but_still_wrong(difference: Compare) -> None:
    """A figure that was changed and is still wrong remains."""
    assert counts(difference(OLD, OLD.replace("14项", "13项"))) == (0, 2, 0)


def test_edits_elsewhere(difference: Compare) -> None:
    """New lines before a finding and a renumbered section do not make it a new one."""
    new = OLD.replace("一、总体", "前言一段，与数字无关。\n一、总体").replace(
        "（一）学习", "（一）组织方面\n已经落实。\n（二）学习"
    )
    assert counts(difference(OLD, new.replace("（二）作风", "（三）作风"))) == (0, 2, 0)


def test_removed_with_its_paragraph(difference: Compare) -> None:
    """What stood in a paragraph that is gone counts as fixed."""
    assert counts(difference(OLD, OLD.replace("建立制度14项，其中新建9项、修订6项。\n", ""))) == (1, 1, 0)


def test_the_right_one_of_two_alike(difference: Compare) -> None:
    """Of two findings with the same quote the one that stands in other words remains."""
    text = "一、甲\n北片区清理垃圾14吨，其中草木9吨、杂物6吨。\n二、乙\n南片区回收废品14吨，其中纸张9吨、塑料6吨。\n"
    found = difference(text, text.replace("北片区清理垃圾14吨", "北片区清理垃圾15吨"))
    assert counts(found) == (1, 1, 0)
    assert found.old.source is not None
    (fixed,) = found.fixed
    assert found.old.source.position(found.old.findings[fixed].span.start).line == 2


def test_worst(difference: Compare) -> None:
    """The gravest of what remains or is new decides; nothing left is None."""
    clean = OLD.replace("14项", "15项").replace("8次", "9次")
    assert difference(OLD, clean).worst is None
    assert difference(clean, OLD).worst is Severity.ERROR
    assert difference(OLD, OLD).worst is Severity.ERROR


def test_unread(audited: Callable[..., AuditedNotice]) -> None:
    with pytest.raises(ValueError, match="read"):
        compare(audited(OLD, "S"), AuditedNotice("b.txt", reason="too large"))
