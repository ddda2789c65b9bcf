"""Numbering: one defect per cause, and silence on what is numbered unusually but rightly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]
NUMBERING = ("N101", "N102", "N103", "N107")


def rules(result: AuditedNotice) -> list[str]:
    """Rule and line of each finding."""
    assert result.source is not None
    return [f"{f.rule} {result.source.position(f.span.start).line}" for f in result.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n二、乙\n四、丁", ["N101 3"]),
        ("一、甲\n二、乙\n二、丙\n三、丁", ["N102 3"]),
        ("一、甲\n二、乙\n二、丙\n四、丁", ["N102 3"]),
        ("一、甲\n一、乙\n三、丙", ["N102 2"]),
        ("一、甲\n三、乙\n二、丙\n四、丁", ["N107 2"]),
        ("一、甲\n二、乙\n三、丙\n五、丁\n四、戊", ["N107 4"]),
        ("一、甲\n1.子\n2.丑\n二、乙\n1.寅\n3.卯", ["N101 6"]),
        ("一、甲\n1.子\n2.丑\n二、乙\n2.寅\n3.卯", ["N101 5"]),
        ("一、甲\n1.子\n2.丑\n二、乙\n3.寅\n三、丙\n3.卯\n4.辰", ["N102 7"]),
        ("一、甲\n1.子\n2.丑\n二、乙\n3.寅\n5.卯", ["N101 6"]),
        ("附件：1.甲\n2.乙\n4.丙", ["N101 3"]),
        ("一、甲\n建立机制：①例会；②台账；④督查。", ["N101 2"]),
        ("1.学习不扎实\n管理不规范\n3.监督不到位", ["N103 2"]),
    ],
)
def test_one_defect_one_finding(audited: Audited, text: str, expected: list[str]) -> None:
    """A gap, a repetition, an exchange, a wrong start, a lost number: each is found once, at its place."""
    assert rules(audited(text, *NUMBERING)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n（一）子\n1.丑\n（二）寅\n1.卯",
        "一、甲\n（一）子\n（1）丑\n（二）寅\n（2）卯\n（3）辰",
        "一、甲\n（1）子\n1）丑\n2）寅\n（2）卯\n1）辰",
        "一、甲\n1.子\n整改情况：\n1.丑\n2.寅\n二、乙",
        "第一部分　甲\n一、子\n二、丑\n第二部分　乙\n一、寅",
        "一、甲\n1.子\n2-3.丑\n4.寅",
        "一、甲\n1.子。已整改。2.丑。已整改。\n3.寅",
        "三、丙\n四、丁",
        "一、甲\n投资3.5万元；1、2、4号楼已整改，（3）号楼待查。",
        "附件：1.甲\n2.乙\n附件1\n一、子\n二、丑",
        "2.完善制度\n附件：1.甲\n2.乙",
        "一、甲\n二、乙\n中共河阳街道工作委员会\n2023年5月6日\n一、附表",
    ],
)
def test_unusual_but_right(audited: Audited, text: str) -> None:
    """Restarts, continuous numbers, ranges, glued headings, excerpts and attachments are no defects."""
    assert rules(audited(text, *NUMBERING)) == []


def test_repeated_caption_is_no_lost_heading(audited: Audited) -> None:
    """存在问题 and 整改措施 under every heading are captions."""
    part = "存在问题\n1.子\n2.丑\n整改措施\n1.寅\n2.卯\n"
    assert rules(audited(f"一、甲\n（一）学习\n{part}（二）作风\n{part}", *NUMBERING)) == []


def test_gap_points_at_the_paragraph_without_its_number(audited: Audited) -> None:
    """Where headings run on into their text, the paragraph that lost its number is shown beside the gap."""
    text = "（一）强化担当。街道召开会议。\n（二）压实责任。街道制定方案。\n完善制度机制。街道修订制度。\n（四）加强督查。街道开展检查。"
    (finding,) = audited(text, "N101").findings
    assert finding.related[-1].span.start == text.index("完善制度")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一是甲。二是乙。四是丙。", 1),
        ("一是甲。二是乙。二是丙。三是丁。", 1),
        ("一是甲。一是乙。三是丙。", 1),
        ("三是甲。二是乙。三是丙。四是丁。", 1),
        ("第一，甲。第三，乙。", 1),
        ("一是甲。二是乙。", 0),
        ("一是甲：一是子，二是丑。二是乙。三是丙。", 0),
        ("—是甲；二 是乙。", 0),
        ("首先甲，二是乙，三是丙。", 0),
        ("这是第二，第四支部。", 0),
        ("坚持一是一、二是二；四要素齐全。", 0),
        ("问题一是共性的。三是个性的。", 0),
    ],
)
def test_measures(audited: Audited, text: str, count: int) -> None:
    """一是…二是… is followed through nesting, OCR dashes and other first words."""
    assert len(audited(text, "N108").findings) == count


def test_mixed_style_is_one_finding_per_level(audited: Audited) -> None:
    """The odd marks are named together; a text all in half width is none of this rule's business."""
    text = "（1）甲\n(2)乙\n（3）丙\n(4)丁\n（5）戊"
    (finding,) = audited(text, "N104").findings
    assert finding.span.start == text.index("(2)")
    assert len(finding.related) == 1
    assert audited("(1)甲\n(2)乙", "N104").findings == ()


def test_sample_notices(audited: Audited, sample_notices: Path) -> None:
    """The real notices: two lost numbers in one, two mixed styles, one single item, nothing else."""
    found: dict[str, list[str]] = {}
    for path in sorted(sample_notices.glob("*.txt")):
        result = audited(path.read_text(encoding="utf-8"), "N")
        found[path.stem] = [r for r in rules(result) if not r.startswith("N106")]
    assert found == {
        "000": [],
        "001": ["N104 26"],
        "002": ["N105 25"],
        "003": ["N104 25", "N103 44", "N103 56", "N104 58"],
        "004": [],
    }
