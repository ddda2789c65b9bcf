"""Our own notices: every planted error is found, every claim that holds is proved, and nothing else is said.

The expectations stand in tests/notices/*.expect.toml (see the README there).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from auditor.findings import Finding, Severity
from auditor.pipeline import audit_source
from auditor.registry import Registry
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source, Span

NOTICES = Path(__file__).parent / "notices"
NAMES = sorted(path.stem for path in NOTICES.glob("*.txt"))


@frozen
class Expected:
    """Something an audit must say: by which rules, and where."""

    rules: tuple[str, ...]
    quote: str
    line: int | None

    def span(self, text: str) -> Span:
        """The place; the whole text if neither words nor line are given."""
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: self.line - 1]) if self.line else 0
        if self.quote:
            at = text.index(self.quote, start)
            assert self.line or text.count(self.quote) == 1, f"{self.quote} needs a line"
            return Span(at, at + len(self.quote))
        return Span(start, start + len(lines[self.line - 1])) if self.line else Span(0, len(text))

    def excuses(self, finding: Finding, text: str) -> bool:
        """Whether a finding is about this: its place is here, or it is of the rule if that has no place."""
        if not self.quote and not self.line:
            return finding.rule.startswith(self.rules)
        return self.span(text).overlaps(finding.span)


@cache
def expectations(name: str) -> dict[str, object]:
    """The expectations of a notice."""
    return tomllib.loads((NOTICES / f"{name}.expect.toml").read_text(encoding="utf-8"))


def expected(kind: str) -> Iterator[tuple[str, Expected]]:
    """All expectations of a kind ("finding", "verified") with the name of their notice."""
    for name in NAMES:
        entries = expectations(name).get(kind, [])
        assert isinstance(entries, list)
        for entry in entries:
            rules = entry["rule"] if isinstance(entry["rule"], list) else [entry["rule"]]
            yield name, Expected(tuple(rules), entry.get("quote", ""), entry.get("line"))


EXPECTED = {kind: list(expected(kind)) for kind in ("finding", "verified")}


def each_expected(kind: str) -> pytest.MarkDecorator:
    """One test per expectation of a kind."""
    names = [f"{name}-{'/'.join(each.rules)}-{each.quote or each.line}" for name, each in EXPECTED[kind]]
    return pytest.mark.parametrize(("name", "each"), EXPECTED[kind], ids=names)


@cache
def audit(name: str) -> AuditedNotice:
    """A notice audited with all rules."""
    text = (NOTICES / f"{name}.txt").read_text(encoding="utf-8")
    return audit_source(Source(f"{name}.txt", text), list(Registry.builtin()))


def text_of(name: str) -> str:
    """The text of an audited notice."""
    source = audit(name).source
    assert source is not None
    return source.text


def unknown(kind: str, rules: tuple[str, ...]) -> list[str]:
    """The rules that do not exist.  What proves a claim may be a whole family, what finds an error may not."""
    ids = {rule.id for rule in Registry.builtin()}
    families = {id[0] for id in ids} if kind == "verified" else set()
    return [rule for rule in rules if rule not in ids | families]


def places(finding: Finding) -> list[Span]:
    """The place of a finding and its related places."""
    return [finding.span, *(label.span for label in finding.related)]


@pytest.mark.parametrize("kind", EXPECTED)
def test_expected_rules_exist(kind: str) -> None:
    """A slip of the pen in an expectation is an error, not an expectation less."""
    assert [(name, each.rules) for name, each in EXPECTED[kind] if unknown(kind, each.rules)] == []


def test_unknown_rules_are_noticed() -> None:
    assert unknown("finding", ("C101", "C191", "S")) == ["C191", "S"]
    assert unknown("verified", ("S", "X")) == ["X"]


@pytest.mark.parametrize("name", NAMES)
def test_profile(name: str) -> None:
    """The genre is recognised, and no rule crashes."""
    assert audit(name).profile == expectations(name)["profile"]
    assert audit(name).crashes == ()


@each_expected("finding")
def test_planted_error_is_found(name: str, each: Expected) -> None:
    """A finding of one of the rules touches the place."""
    place = each.span(text_of(name))
    said = [f for f in audit(name).findings if f.rule.startswith(each.rules)]
    assert any(place.overlaps(span) for f in said for span in places(f)), [f.message for f in said]


@pytest.mark.parametrize("name", NAMES)
def test_no_false_alarm(name: str) -> None:
    """No finding of warning or worse but for the planted errors."""
    text = text_of(name)
    planted = [each for of, each in EXPECTED["finding"] if of == name]
    false = [
        f"{f.rule} {f.severity} “{text[f.span.start : f.span.end]}” {f.message}"
        for f in audit(name).findings
        if f.severity is not Severity.INFO and not any(each.excuses(f, text) for each in planted)
    ]
    assert false == []


@each_expected("verified")
def test_claim_is_verified(name: str, each: Expected) -> None:
    """A claim that holds is proved, with its working."""
    place = each.span(text_of(name))
    entries = [entry for entry in audit(name).ledger if place.overlaps(entry.span)]
    assert any(e.verdict is Verdict.VERIFIED and e.working for e in entries), entries
    assert not any(e.verdict is Verdict.CONTRADICTED for e in entries)
