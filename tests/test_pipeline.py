"""One notice through the auditor: crashes, merging, fingerprints, the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from auditor.claims import Claim
from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.pipeline import audit_source, merge
from auditor.registry import Check, Rule
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source, Span

TEXT = "一、总体情况\n共召开会议3次。\n二、整改情况\n共召开会议3次。\n"


def make(
    id: str, check: Check, severity: Severity = Severity.WARNING, profiles: tuple[str, ...] = ()
) -> Rule:
    """A rule around a check."""
    return Rule(id, id.lower(), severity, "0.1", check, profiles)


def run(*rules: Rule, text: str = TEXT) -> AuditedNotice:
    """A text through some rules."""
    return audit_source(Source("<text>", text), rules)


def at(word: str, message: str = "x", severity: Severity | None = None, cause: str | None = None) -> Check:
    """A check that points at every place of a word."""

    def check(notice: Notice) -> Iterator[Finding | Tie]:
        start = notice.text.find(word)
        while start >= 0:
            yield Finding(message, notice.span(start, start + len(word)), severity=severity, cause=cause)
            start = notice.text.find(word, start + 1)

    return check


def test_finding_gets_rule_and_severity() -> None:
    """The rule's id is filled in, and its severity unless the finding has one."""
    result = run(make("A101", at("总体")), make("A102", at("整改", severity=Severity.ERROR)))
    assert [(f.rule, f.severity) for f in result.findings] == [
        ("A101", Severity.WARNING),
        ("A102", Severity.ERROR),
    ]


def test_crash_is_reported_and_the_others_run() -> None:
    """A rule that fails is named with its error; what it found before stays, so do the others."""

    def broken(notice: Notice) -> Iterator[Finding | Tie]:
        yield Finding("before", Span(0, 1))
        raise KeyError("boom")

    result = run(make("A101", broken), make("A102", at("总体")))
    assert [c.rule for c in result.crashes] == ["A101"]
    assert "KeyError" in result.crashes[0].error
    assert [f.rule for f in result.findings] == ["A101", "A102"]


def test_rule_of_another_profile_does_not_run() -> None:
    """A rule may be for some genres only."""
    assert run(make("A101", at("总体"), profiles=("audit",))).findings == ()


def test_one_cause_is_one_finding() -> None:
    """Equal causes merge: the gravest speaks, the other places are related."""
    result = run(
        make("A101", at("会议", "次要", Severity.WARNING, "会议")),
        make("A102", at("整改", "主要", Severity.ERROR, "会议")),
    )
    (finding,) = result.findings
    assert (finding.rule, finding.message) == ("A102", "主要")
    assert [result.source.quote(label.span) for label in finding.related if result.source] == ["会议", "会议"]


def test_merge_keeps_what_is_different() -> None:
    """Without a cause only exact repetitions are one; the order is that of the text."""
    one, two = Finding("a", Span(5, 6), rule="A101"), Finding("b", Span(1, 2), rule="A101")
    assert merge([one, two, one]) == [two, one]


def test_merge_lists_each_place_once() -> None:
    """A place that several findings of a cause know is related once."""
    place = Label(Span(9, 10), "other")
    group = [Finding("a", Span(i, i + 1), rule="A101", cause="c", related=(place,)) for i in (1, 3)]
    (merged,) = merge(group)
    assert [label.span for label in merged.related] == [Span(9, 10), Span(3, 4)]


def test_fingerprints_of_equal_findings_differ() -> None:
    """The same words in the same section are told apart by their ordinal."""
    result = run(make("A101", at("次")), text="一、总体\n3次，4次。\n")
    assert len(set(result.fingerprints)) == 2


def test_fingerprint_knows_its_section_not_its_line() -> None:
    """A paragraph in front changes nothing; another section changes the name."""
    rule = make("A101", at("会议"))
    before, after = run(rule), run(rule, text=TEXT.replace("一、总体情况\n", "一、总体情况\n新的一段。\n\n"))
    assert before.fingerprints == after.fingerprints
    assert len(set(before.fingerprints)) == 2


@pytest.fixture
def claims_of() -> Callable[..., AuditedNotice]:
    """A run with rules that contradict or prove a claim at 会议."""

    def run_with(*verdicts: str) -> AuditedNotice:
        claim = Claim(10, 12)

        def check(verdict: str) -> Check:
            def judge(notice: Notice) -> Iterator[Finding | Tie]:
                if verdict == "tie":
                    yield Tie((claim,), "3 = 3", (notice.span(0, 2),))
                elif verdict == "against":
                    evidence = Evidence("3", "2", "1 + 1 = 2")
                    yield Finding("不符", notice.span(10, 12), evidence=evidence, claims=(claim,))

            return judge

        return run(*(make(f"A10{i}", check(verdict)) for i, verdict in enumerate(verdicts)))

    return run_with


@pytest.mark.parametrize(
    ("rules", "verdict", "working"),
    [
        (("tie",), Verdict.VERIFIED, "3 = 3"),
        (("against",), Verdict.CONTRADICTED, "1 + 1 = 2"),
        (("tie", "against"), Verdict.CONTRADICTED, "1 + 1 = 2"),
        (("against", "tie"), Verdict.CONTRADICTED, "1 + 1 = 2"),
    ],
)
def test_verdicts(
    claims_of: Callable[..., AuditedNotice], rules: tuple[str, ...], verdict: Verdict, working: str
) -> None:
    """A claim with a finding is contradicted, else with a tie verified; the working comes along."""
    entries = [e for e in claims_of(*rules).ledger if e.kind == "claim"]
    assert [(e.verdict, e.working) for e in entries] == [(verdict, working)]


def test_claims_without_a_verdict_are_listed() -> None:
    """What no rule judged is uncheckable, and stands in the ledger."""
    result = run()
    assert {e.verdict for e in result.ledger} <= {Verdict.UNCHECKABLE}
    assert sum(result.verdicts.values()) == len(result.ledger)
