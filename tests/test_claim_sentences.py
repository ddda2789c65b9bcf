"""An exam of the claim arithmetic: consistent, contradictory and harmless texts, and three rates over them.

The corpus in tests/claims was written before its author had seen the engine.  ``consistent`` texts say which
claims must be verified, ``inconsistent`` ones where a finding must point, ``harmless`` ones are full of figures
that a naive checker would accuse, and ``unproved`` ones say of which claims a proof would prove something else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from auditor.findings import Finding, Severity
from auditor.pipeline import audit_source
from auditor.registry import Registry
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source, Span

CORPUS = Path(__file__).parent / "claims"
PARTS = {
    "consistent": 120,
    "inconsistent": 120,
    "harmless": 150,
    "unproved": 12,
}  # the least number of texts in each part

ASKED = {"consistent": "verified", "inconsistent": "at", "unproved": "unproved"}  # what holds a part's quotes

MAX_FALSE_PROOFS = 0.0  # of the claims of texts that prove nothing
MIN_VERIFIED = 0.95  # of the claims of consistent texts
MIN_CAUGHT = 0.95  # of the inconsistent texts
MAX_FALSE_ALARMS = 0.01  # of the harmless and consistent texts


@frozen
class Case:
    """One text of the corpus; ``quotes`` are the places that its part asks about."""

    id: str
    text: str
    quotes: tuple[tuple[str, Span], ...] = ()
    why: str = ""

    def __str__(self) -> str:
        return f"{self.id}  {self.text}" + (f"\n    （{self.why}）" if self.why else "")


@frozen
class Exam:
    """How many of what was asked were right, and what was not."""

    asked: int
    failed: tuple[str, ...]

    @property
    def wrong(self) -> float:
        """The share that was not right."""
        return len(self.failed) / self.asked

    def __str__(self) -> str:
        return "\n".join([f"{len(self.failed)} of {self.asked} failed ({self.wrong:.1%})", *self.failed])


def place(text: str, quote: str | dict[str, str | int]) -> tuple[str, Span]:
    """A quote, or {quote, nth}, with its place; a plain quote must stand in the text once."""
    words, nth = (str(quote["quote"]), int(quote["nth"])) if isinstance(quote, dict) else (quote, 0)
    count = text.count(words)
    assert (count == 1) if nth == 0 else (1 <= nth <= count), f"{words!r} stands {count} times in {text!r}"
    at = text.index(words)
    for _ in range(nth - 1):
        at = text.index(words, at + 1)
    return words, Span(at, at + len(words))


@cache
def cases(part: str) -> tuple[Case, ...]:
    """The texts of one part of the corpus."""
    entries = tomllib.loads((CORPUS / f"{part}.toml").read_text(encoding="utf-8"))["case"]
    return tuple(
        Case(
            entry["id"],
            entry["text"],
            tuple(place(entry["text"], quote) for quote in entry.get(ASKED.get(part, ""), ())),
            entry.get("why", ""),
        )
        for entry in entries
    )


@cache
def audited(text: str) -> AuditedNotice:
    """The audit of one text with all rules; no rule may crash on it."""
    result = audit_source(Source("<case>", text), list(Registry.builtin()))
    assert not result.crashes, f"{result.crashes[0].rule} crashes on {text!r}: {result.crashes[0].error}"
    return result


def alarms(result: AuditedNotice) -> list[Finding]:
    """The findings of severity warning or error."""
    return [f for f in result.findings if f.severity is not None and f.severity >= Severity.WARNING]


def spans(finding: Finding) -> Iterator[Span]:
    """All places of a finding."""
    yield finding.span
    yield from (label.span for label in finding.related)


def told(case: Case, findings: Iterable[Finding]) -> str:
    """What findings say, for the failure message."""
    lines = [f"    {f.rule} “{case.text[f.span.start : f.span.end]}” {f.message}" for f in findings]
    return "\n".join(lines) or "    no finding"


def verified_exam() -> Exam:
    """One question for each claim of the consistent texts that must be verified."""
    failed = []
    for case in cases("consistent"):
        ledger = audited(case.text).ledger
        for words, span in case.quotes:
            verdicts = sorted(entry.verdict for entry in ledger if entry.span.overlaps(span))
            if Verdict.VERIFIED not in verdicts:
                failed.append(f"{case}\n    “{words}”: {', '.join(verdicts) or 'not recognised as a claim'}")
    return Exam(sum(len(case.quotes) for case in cases("consistent")), tuple(failed))


def proof_exam() -> Exam:
    """One question for each claim that nothing in its text proves: is it not verified?"""
    failed = []
    for case in cases("unproved"):
        ledger = audited(case.text).ledger
        for words, span in case.quotes:
            proofs = [e for e in ledger if e.span.overlaps(span) and e.verdict is Verdict.VERIFIED]
            failed += [f"{case}\n    “{words}”: {entry.working}" for entry in proofs]
    return Exam(sum(len(case.quotes) for case in cases("unproved")), tuple(failed))


def caught_exam() -> Exam:
    """One question for each inconsistent text: does a finding point at one of its quotes?"""
    failed = []
    for case in cases("inconsistent"):
        found = alarms(audited(case.text))
        pointed = [span for finding in found for span in spans(finding)]
        if not any(span.overlaps(wanted) for span in pointed for _, wanted in case.quotes):
            failed.append(f"{case}\n{told(case, found)}")
    return Exam(len(cases("inconsistent")), tuple(failed))


def alarm_exam() -> Exam:
    """One question for each harmless, consistent or unproved text: is there no warning and no error?"""
    silent = (*cases("harmless"), *cases("consistent"), *cases("unproved"))
    loud = ((case, alarms(audited(case.text))) for case in silent)
    return Exam(len(silent), tuple(f"{case}\n{told(case, found)}" for case, found in loud if found))


@pytest.mark.parametrize("part", PARTS)
def test_corpus_is_sound(part: str) -> None:
    """Enough texts, no id and no text twice; quotes stand where they are said to stand (else loading fails)."""
    entries = cases(part)
    assert len(entries) >= PARTS[part]
    assert len({case.id for case in entries}) == len({case.text for case in entries}) == len(entries)
    assert all(bool(case.quotes) is (part != "harmless") for case in entries)


def test_consistent_claims_are_verified() -> None:
    """Claims that the text itself proves are verified."""
    exam = verified_exam()
    assert exam.wrong <= 1 - MIN_VERIFIED, str(exam)


def test_nothing_is_proved_by_something_else() -> None:
    """Claims that nothing in the text proves are not verified."""
    exam = proof_exam()
    assert exam.wrong <= MAX_FALSE_PROOFS, str(exam)


def test_contradictions_are_caught() -> None:
    """A finding points at each contradiction."""
    exam = caught_exam()
    assert exam.wrong <= 1 - MIN_CAUGHT, str(exam)


def test_harmless_texts_stay_silent() -> None:
    """No warning and no error in a text in which nothing is contradictory."""
    exam = alarm_exam()
    assert exam.wrong <= MAX_FALSE_ALARMS, str(exam)


if __name__ == "__main__":
    exams = (
        ("verified", verified_exam()),
        ("unproved", proof_exam()),
        ("caught", caught_exam()),
        ("silent", alarm_exam()),
    )
    for name, exam in exams:
        print(f"== {name}: {exam}\n")
