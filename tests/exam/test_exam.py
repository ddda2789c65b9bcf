"""An examination on texts that were written without looking at the rules; each test prints what failed.

Four measures: claims proved and contradicted in single texts, clean notices, errors planted one at a time, and
documents of neighbouring kinds.  A threshold that is not met yet is an expected failure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from auditor.findings import Finding, Severity
from auditor.report import AuditedNotice, Verdict

HERE = Path(__file__).parent
Audit = Callable[..., AuditedNotice]

# What a careful reader accepts in a neighbouring document: the form fields of a contract are indeed blank.
ACCEPTED = {("20_合同条款.txt", "P101")}


def entries(name: str, key: str) -> list[dict[str, Any]]:
    """The tables of one of the files beside this test."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))[key]
    return found


def texts(folder: str) -> dict[str, str]:
    """The documents of a folder by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / folder).glob("*.txt"))}


def reported(result: AuditedNotice, least: Severity = Severity.WARNING) -> list[Finding]:
    """The findings at or above a severity."""
    return [finding for finding in result.findings if (finding.severity or Severity.INFO) >= least]


def lines(failures: list[str], measured: str) -> str:
    """The message of a failed examination: the measure, then one failure a line."""
    return "\n".join([measured, *failures])


def shown(finding: Finding) -> str:
    """A finding in one line."""
    return f"{finding.rule} {finding.message}"


def unproved(audited: Audit) -> Iterator[tuple[str, bool]]:
    """Every passage of the consistent texts, and whether a proved claim touches it."""
    for entry in entries("consistent.toml", "text"):
        proved = [e.span for e in audited(entry["text"]).ledger if e.verdict is Verdict.VERIFIED]
        for passage in entry["verified"]:
            start = entry["text"].index(passage)
            end = start + len(passage)
            yield f"{entry['id']} {passage}", any(s.start < end and start < s.end for s in proved)


def test_consistent_claims_are_proved(audited: Audit) -> None:
    """At least 95 % of the passages that add up are proved."""
    results = list(unproved(audited))
    failures = [name for name, proved in results if not proved]
    assert len(failures) <= 0.05 * len(results), lines(failures, f"{len(failures)} of {len(results)}")


def test_consistent_claims_raise_no_alarm(audited: Audit) -> None:
    """At most 1 % of the texts that add up get a finding of warning or worse."""
    all_texts = entries("consistent.toml", "text")
    alarms = {e["id"]: [shown(f) for f in reported(audited(e["text"]))] for e in all_texts}
    failures = [f"{name} {found}" for name, found in alarms.items() if found]
    assert len(failures) <= 0.01 * len(all_texts), lines(failures, f"{len(failures)} of {len(all_texts)}")


def test_inconsistent_claims_are_caught(audited: Audit) -> None:
    """At least 95 % of the texts that contradict themselves get a finding of warning or worse."""
    all_texts = entries("inconsistent.toml", "text")
    failures = [f"{e['id']} {e['spot']}: {e['text']}" for e in all_texts if not reported(audited(e["text"]))]
    assert len(failures) <= 0.05 * len(all_texts), lines(failures, f"{len(failures)} of {len(all_texts)}")


def test_clean_notices_are_silent(audited: Audit) -> None:
    """Notices of several kinds and layouts in which everything adds up get no finding of warning or worse."""
    failures = [f"{n} {shown(f)}" for n, text in texts("clean").items() for f in reported(audited(text))]
    assert not failures, lines(failures, f"{len(failures)} false findings")


def test_true_claims_of_clean_notices_are_proved(audited: Audit) -> None:
    """At least 80 % of what is true in notices of eight kinds is proved, and none of it contradicted."""
    found = {name.removesuffix(".txt"): audited(text) for name, text in texts("clean").items()}
    claims = entries("true.toml", "claim")
    failures = []
    for claim in claims:
        result = found[claim["notice"]]
        assert result.source is not None
        start = result.source.text.index(claim["quote"])
        end = start + len(claim["quote"])
        verdicts = {e.verdict for e in result.ledger if e.span.start < end and start < e.span.end}
        assert Verdict.CONTRADICTED not in verdicts, claim
        if Verdict.VERIFIED not in verdicts:
            failures.append(f"{claim['notice']} {claim['quote']}: {claim['why']}")
    assert len(failures) <= 0.20 * len(claims), lines(failures, f"{len(failures)} of {len(claims)}")


def test_traps_are_left_alone(audited: Audit) -> None:
    """Texts that only look wrong get no finding of warning or worse (what a whole notice must have aside)."""
    failures = [
        f"{shown(finding)}: {entry['text']} ({entry['why']})"
        for entry in entries("traps.toml", "text")
        for finding in reported(audited(entry["text"]))
        if not finding.rule.startswith("T")
    ]
    assert not failures, lines(failures, f"{len(failures)} false findings")


def caught(entry: dict[str, Any], clean: str, before: AuditedNotice, audited: Audit) -> bool:
    """Whether planting the error brings a new finding on the lines it touches (anywhere for the families C, T and N).

    A number that is lost or wrong may well be reported at its next sibling.
    """
    start = clean.index(entry["old"])
    text = clean.replace(entry["old"], entry["new"], -1 if entry.get("everywhere") else 1)
    end = start + len(entry["new"]) + 1
    start = text.rfind("\n", 0, max(0, start - 1)) + 1
    end = len(text) if (found := text.find("\n", end)) < 0 else found
    known = {(f.rule, f.message) for f in before.findings}
    for finding in reported(audited(text), Severity[entry["least"].upper()]):
        if (finding.rule, finding.message) in known:
            continue
        spans = [finding.span, *(label.span for label in finding.related)]
        if finding.rule.startswith(("T", "N", "C")) or any(s.start <= end and s.end >= start for s in spans):
            return True
    return False


def test_planted_errors_are_caught(audited: Audit) -> None:
    """At least 85 % of the errors planted one at a time in the clean notices are caught."""
    clean = texts("clean")
    before = {name: audited(text) for name, text in clean.items()}
    errors = entries("planted.toml", "error")
    failures = []
    for entry in errors:
        name = f"{entry['notice']}.txt"
        if not caught(entry, clean[name], before[name], audited):
            failures.append(f"{entry['id']} {entry['kind']}: {entry['old']} → {entry['new']}")
    assert len(failures) <= 0.15 * len(errors), lines(failures, f"{len(failures)} of {len(errors)}")


def test_neighbouring_documents_are_left_alone(audited: Audit) -> None:
    """Documents of other kinds get at most 0.5 findings of warning or worse per 10,000 characters."""
    documents = texts("neighbours")
    failures = [
        f"{name} {shown(finding)}"
        for name, text in documents.items()
        for finding in reported(audited(text))
        if (name, finding.rule) not in ACCEPTED
    ]
    size = sum(map(len, documents.values()))
    assert len(failures) <= 0.5 * size / 10_000, lines(failures, f"{len(failures)} in {size} characters")
