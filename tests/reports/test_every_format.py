"""What holds for every output format, built in now or later."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import reporting
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.parse import parse
from auditor.report import AuditedNotice, Crash, LedgerEntry, Report, RuleInfo, Verdict
from auditor.source import Source, Span

FORMATS = reporting.names()
NASTY = "\x00\x07\x08\x1b[31m\x1b]0;x\x07\x7f\x9b\u202e\u2066\u200b\ufeff\u2028\t\r<b>&\"'`|[red][/]%:,::]]>{{}}=+-@\U000e0041"
any_text = st.text(max_size=40) | st.text(alphabet=NASTY + "中文1。，\n", max_size=40)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Runs over any texts with any findings."""
    rule = RuleInfo("C101", "any-rule", draw(any_text), Severity.ERROR, draw(any_text))
    notices = []
    for _ in range(draw(st.integers(0, 2))):
        text = draw(any_text).replace("\r", "\n")
        source = Source(draw(any_text), text)
        offsets = st.integers(0, len(text))
        spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), offsets, offsets)
        finding = st.builds(
            Finding,
            any_text,
            spans,
            rule=st.just("C101"),
            severity=st.sampled_from(Severity),
            certainty=st.sampled_from(Certainty),
            related=st.lists(st.builds(Label, spans, any_text), max_size=8).map(tuple),
            evidence=st.none() | st.builds(Evidence, any_text, any_text, any_text, st.tuples(any_text)),
            suggestion=st.none() | any_text,
        )
        findings = tuple(draw(st.lists(finding, max_size=3)))
        entries = st.builds(
            LedgerEntry, st.just("count"), st.sampled_from(Verdict), spans, any_text, st.just(())
        )
        notices.append(
            AuditedNotice(
                path=source.path,
                source=source,
                notice=parse(source) if draw(st.booleans()) else None,
                findings=findings,
                fingerprints=tuple(f"{i:016x}" for i in range(len(findings))),
                ledger=tuple(draw(st.lists(entries, max_size=3))),
                crashes=tuple(draw(st.lists(st.builds(Crash, st.just("C101"), any_text), max_size=1))),
            )
        )
    if draw(st.booleans()):
        notices.append(AuditedNotice(path=draw(any_text), reason=draw(any_text)))
    return Report(tuple(notices), (rule,))


def render(report: Report, name: str, options: reporting.Options) -> str:
    out = io.StringIO(newline="")
    reporting.get(name).render(report, out, options)
    return out.getvalue()


def acting(text: str) -> set[str]:
    """The characters that a terminal or a reader's eye would obey, other than ends of lines."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(report=reports(), width=st.integers(1, 120))
def test_nothing_in_a_notice_acts(name: str, report: Report, width: int) -> None:
    """No control, direction or zero-width character of a text, path or message is written as it is."""
    written = render(report, name, reporting.Options(width=width))
    if name in ("csv", "overview"):
        written = written.removeprefix("\ufeff")
    assert acting(written) == set()
    written.encode("utf-8")


@settings(max_examples=40)
@given(report=reports())
def test_only_colours_are_added_in_colour(report: Report) -> None:
    """With colours the terminal report holds colour sequences and no other control character."""
    written = render(report, "rich", reporting.Options(width=80, color=True))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written)
    assert acting(plain) == set()
    assert plain == render(report, "rich", reporting.Options(width=80))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_run_gives_the_same_bytes(name: str, several: Report) -> None:
    """A report holds no time, no order of dictionaries and nothing of the terminal."""
    options = reporting.Options(width=80)
    assert render(several, name, options) == render(several, name, options)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_run_is_written(name: str) -> None:
    """No input at all is still a well-formed report."""
    render(Report((), ()), name, reporting.Options())


@pytest.mark.parametrize("name", FORMATS)
def test_an_unchecked_notice_is_never_silent(name: str, several: Report) -> None:
    """Every format says which input was not read and why."""
    written = render(several, name, reporting.Options(width=120))
    assert "扫描件.pdf" in written or "%E6%89%AB%E6%8F%8F%E4%BB%B6.pdf" in written
    assert "没有文字层" in written


@pytest.mark.parametrize("name", FORMATS)
def test_a_failed_rule_is_never_silent(name: str, several: Report) -> None:
    """Every format says which rule failed."""
    written = render(several, name, reporting.Options(width=120))
    assert "ZeroDivisionError" in written
