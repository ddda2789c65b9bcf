"""Which claims somebody has to sign for: the one list that the terminal, the HTML report and ``auditor claims`` show."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.report import AuditedNotice, LedgerEntry, Verdict


def without_nested_days(ledger: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """The claims in the order of the text, without the uncheckable days of a period, which is a claim itself."""
    kept: list[LedgerEntry] = []
    end = -1
    for entry in sorted(ledger, key=lambda e: (e.span.start, -e.span.end)):
        if entry.kind in ("period", "dates"):
            end = max(end, entry.span.end)
        elif entry.kind == "date" and entry.verdict is Verdict.UNCHECKABLE and entry.span.end <= end:
            continue
        kept.append(entry)
    return kept


def to_sign(audited: AuditedNotice) -> list[LedgerEntry]:
    """The claims that the text alone cannot prove, each place once.

    What stands on either side of a finding is not among them: it took part in a calculation, and the finding asks
    about it.
    """
    asked = {finding.span for finding in audited.findings}
    asked |= {label.span for finding in audited.findings for label in finding.related}
    found = {
        entry.span: entry
        for entry in reversed(without_nested_days(audited.ledger))
        if entry.verdict is Verdict.UNCHECKABLE and entry.span not in asked
    }
    return list(reversed(found.values()))
