"""Whole pages: every link leads somewhere, nothing is lost, and nothing of a notice becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.findings import Finding, Label, Severity
from auditor.parse import parse
from auditor.report import AuditedNotice, LedgerEntry, Report, RuleInfo, Verdict
from auditor.source import Source, Span
from tests.reports.pages import RULES, Page, check_whole, page

pytest.importorskip("jinja2", reason="the extra [html] is not installed")


@pytest.mark.parametrize(
    "name", ["clean_inspection.txt", "damaged_counts.txt", "damaged_ocr.txt", "template_x.txt"]
)
def test_real_audits_make_whole_pages(
    name: str, audited: Callable[..., AuditedNotice], own_notices: dict[str, str]
) -> None:
    """All links of a whole report lead somewhere; it stays small and every run gives the same bytes."""
    report = Report((audited(own_notices[name]),), RULES)
    text = page(report)
    check_whole(text, report)
    assert len(text.encode()) - len(own_notices[name].encode()) < 300_000
    assert text == page(report)


def test_sample_notices_make_whole_pages(sample_notices: Path, audited: Callable[..., AuditedNotice]) -> None:
    """So it is with real notices, which are longer."""
    for path in sorted(sample_notices.glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        report = Report((audited(source),), RULES)
        text = page(report)
        check_whole(text, report)
        assert len(text.encode()) - len(source.encode()) < 300_000


HOSTILE = (
    "</p></div><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \u200b\ufeff\x00\x1b[31m",
    "]]><!--  --><![CDATA[",
    "</style></title></script><base href=//example.invalid>",
)


def hostile(words: str) -> Report:
    """A run in which everything that comes from outside holds some words."""
    source = Source(words, f"关于{words}的通报\n一、{words}\n走访85户。\n", words)
    span, other = Span(0, len(source.text) - 2), Span(2, 4)
    finding = Finding(words, span, "C101", Severity.ERROR, related=(Label(other, words),), suggestion=words)
    entry = LedgerEntry(words, Verdict.VERIFIED, other, words, (span,))
    notice = AuditedNotice(words, source, parse(source), words, words, (finding,), (words,), (entry,))
    return Report(
        (notice, AuditedNotice(words, reason=words)), (RuleInfo("C101", words, words, Severity.ERROR, words),)
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    """Whatever a notice holds, the page has no other kinds of elements and attributes than with harmless words."""
    report = hostile(words)
    text = page(report)
    read, harmless = check_whole(text, report), Page(page(hostile("甲")))
    assert set(read.tags) == set(harmless.tags)
    assert read.tags["script"] == read.tags["style"] == 1
    assert read.attributes == harmless.attributes


@st.composite
def marked(draw: st.DrawFn) -> Report:
    """Texts with any claims and findings over them."""
    text = draw(st.text(alphabet="一、（）1.走访85户\n <&'\"", max_size=60))
    offset = st.integers(0, len(text))
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), offset, offset)
    entries = st.builds(
        LedgerEntry,
        st.sampled_from(["count", "date", "period"]),
        st.sampled_from(Verdict),
        span,
        st.just(""),
        st.just(()),
    )
    finding = st.builds(
        Finding,
        st.just("请核实"),
        span,
        rule=st.just("D101"),
        severity=st.sampled_from(Severity),
        related=st.lists(st.builds(Label, span), max_size=15).map(tuple),
    )
    findings = tuple(draw(st.lists(finding, max_size=4)))
    source = Source("a.txt", text)
    fingerprints = tuple(map(str, range(len(findings))))
    ledger = tuple(draw(st.lists(entries, max_size=12)))
    return Report(
        (AuditedNotice("a.txt", source, parse(source), None, "general", findings, fingerprints, ledger),),
        RULES,
    )


@settings(max_examples=150)
@given(report=marked())
def test_any_marks_give_a_whole_page(report: Report) -> None:
    """Marks may lie over, in and beside each other, be empty, or stand on the line breaks."""
    check_whole(page(report), report)
