"""What is said of a whole notice in a few characters."""

from __future__ import annotations

import pytest

from auditor.findings import Certainty, Finding, Severity
from auditor.presentation.totals import Totals
from auditor.presentation.wording import concluded, conclusion, level
from auditor.report import AuditedNotice, LedgerEntry, Verdict
from auditor.source import Source, Span


def audited(
    *severities: Severity,
    certainty: Certainty = Certainty.LIKELY,
    profile: str = "inspection",
    verdict: Verdict = Verdict.VERIFIED,
    known: int = 0,
    waived: int = 0,
) -> AuditedNotice:
    """A notice with findings of these severities."""
    findings = tuple(Finding("有问题", Span(0, 1), "X101", severity, certainty) for severity in severities)
    return AuditedNotice(
        "a.txt",
        Source("a.txt", "六项"),
        profile=profile,
        findings=findings,
        ledger=(LedgerEntry("quantity", verdict, Span(0, 2)),),
        known=known,
        waived=waived,
    )


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), "可发布"),
        ((Severity.INFO,), "请核后发布"),
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
        ((Severity.INFO,), "请核新问题"),
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


@pytest.mark.parametrize(("known", "words"), [(0, "请核后发布"), (1, "请核新问题")])
def test_same_counts_same_words(known: int, words: str) -> None:
    """A warning that is only a question and a hint are both 请核, and the conclusion is the same."""
    question = audited(Severity.WARNING, certainty=Certainty.QUERY, known=known)
    assert conclusion(question) == conclusion(audited(Severity.INFO, known=known)) == words


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((), "未发现矛盾（按一般文本审核）"),
        ((Severity.INFO,), "请核（按一般文本审核）"),
        ((Severity.WARNING,), "核改（按一般文本审核）"),
        ((Severity.ERROR,), "退回作者"),
    ],
)
def test_no_notice(severities: tuple[Severity, ...], words: str) -> None:
    """Of a text that was not recognised as a notice nothing is said of publishing."""
    assert concluded(audited(*severities, profile="general")) == words


def test_nothing_proved() -> None:
    """Nor of a notice of which nothing was proved."""
    assert concluded(audited(verdict=Verdict.UNCHECKABLE)) == "未发现矛盾（没有一处得到证实）"


def test_counted_apart() -> None:
    """In the sum of a run they are not among those that may be published."""
    totals = Totals.of([audited(), audited(), audited(profile="general")])
    assert totals.conclusions == {"可发布": 2, "未发现矛盾": 1}
