"""What is said of a whole notice in a few characters."""

from __future__ import annotations

import pytest

from auditor.findings import Certainty, Finding, Severity
from auditor.presentation.wording import concluded, conclusion, level
from auditor.report import AuditedNotice, LedgerEntry, Verdict
from auditor.source import Source, Span

LEDGER = (LedgerEntry("quantity", Verdict.VERIFIED, Span(0, 2)),)


def audited(*severities: Severity, known: int = 0, waived: int = 0) -> AuditedNotice:
    """A notice with findings of these severities."""
    findings = tuple(
        Finding("有问题", Span(0, 1), "X101", severity, Certainty.LIKELY) for severity in severities
    )
    return AuditedNotice(
        "a.txt", Source("a.txt", "六项"), findings=findings, ledger=LEDGER, known=known, waived=waived
    )


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), "可发布"),
        ((Severity.INFO,), "可发布"),
        ((Severity.WARNING,), "核改后发布"),
        ((Severity.ERROR, Severity.WARNING), "退回作者"),
    ],
)
def test_all_findings_in_the_report(severities: tuple[Severity, ...], words: str) -> None:
    """The worst finding decides."""
    assert conclusion(audited(*severities)) == words


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), "没有新问题"),
        ((Severity.INFO,), "只有新提示"),
        ((Severity.WARNING,), "核改新问题"),
        ((Severity.ERROR,), "退回作者"),
    ],
)
@pytest.mark.parametrize("taken", ["known", "waived"])
def test_known_findings(severities: tuple[Severity, ...], words: str, taken: str) -> None:
    """With findings that the baseline or a waiver took out nothing is said of publishing."""
    notice = audited(*severities, known=int(taken == "known"), waived=int(taken == "waived"))
    assert conclusion(notice) == words


@pytest.mark.parametrize(
    ("known", "waived", "words"),
    [
        (0, 0, "可发布"),
        (12, 0, "没有新问题（基线 12）"),
        (0, 1, "没有新问题（豁免 1）"),
        (12, 1, "没有新问题（基线 12、豁免 1）"),
    ],
)
def test_counts(known: int, waived: int, words: str) -> None:
    """How many they are stands beside it."""
    assert concluded(audited(known=known, waived=waived)) == words


def test_level_of_a_rule() -> None:
    """One that may be exceeded says so."""
    assert level(Severity.ERROR, None) == "必改（error）"
    assert level(Severity.WARNING, Severity.ERROR) == "建议（warning），确凿时必改（error）"
