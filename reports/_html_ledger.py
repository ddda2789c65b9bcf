"""The ledger for the HTML report: what was proved, what somebody must sign for, what is contradicted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import field

from auditor.findings import Finding
from auditor.presentation.excerpt import shorten, visible
from auditor.presentation.signing import to_sign, without_nested_days
from auditor.records import frozen
from auditor.report import LedgerEntry, Verdict
from auditor.source import Span

from ._html_cards import LONG_MESSAGE, Place, Places
from ._html_text import Look, Mark

KINDS = {
    "count": "数量",
    "ratio": "比率",
    "range": "幅度",
    "date": "日期",
    "period": "起止日期",
    "dates": "并列日期",
    "enumeration": "列举",
    "contact": "联系方式",
    "citation": "文件名称",
}


@frozen
class Proof:
    """Claims that were proved together, with the working and the places it was proved from."""

    id: str
    claims: tuple[Place, ...]
    kind: str
    working: str
    places: tuple[Place, ...]

    @property
    def wheres(self) -> list[str]:
        """Where all of it stands, each place once."""
        return list(dict.fromkeys(place.where for place in (*self.claims, *self.places)))


@frozen
class Open:
    """A claim that the text alone cannot prove: a row of the sheet to be signed off."""

    id: str
    number: int
    kind: str
    place: Place


@frozen(slots=False)
class Ledger:
    """The claims of a notice.  ``findings`` are numbered from 1 as their cards are; ids begin with ``prefix``."""

    places: Places
    findings: Sequence[Finding] = field(repr=False)
    prefix: str

    @cached_property
    def proofs(self) -> list[Proof]:
        """The proved claims, those of one proof together."""
        made = []
        for number, group in enumerate(self._proved.values(), 1):
            first = group[0]
            claims = {entry.span: self.places.place(entry.span) for entry in group}
            others = [self.places.place(span, near=True) for span in first.related if span not in claims]
            working = visible(shorten(first.working, LONG_MESSAGE))
            kind = KINDS.get(first.kind, first.kind)
            made.append(
                Proof(f"{self.prefix}v{number}", tuple(claims.values()), kind, working, tuple(others))
            )
        return made

    @cached_property
    def _proved(self) -> dict[object, list[LedgerEntry]]:
        groups: dict[object, list[LedgerEntry]] = {}
        for entry in self.places.audited.ledger:
            if entry.verdict is Verdict.VERIFIED:
                key = (entry.working, entry.related) if entry.working else (entry.span,)
                groups.setdefault(key, []).append(entry)
        return groups

    @cached_property
    def sheet(self) -> list[Open]:
        """The claims that somebody has to sign for, each figure once."""
        return [
            Open(f"{self.prefix}u{i}", i, KINDS.get(entry.kind, entry.kind), self.places.place(entry.span))
            for i, entry in enumerate(to_sign(self.places.audited), 1)
        ]

    @cached_property
    def _open(self) -> list[LedgerEntry]:
        """The uncheckable claims, one at each place, without the days of a period, which is a claim itself."""
        found: dict[Span, LedgerEntry] = {}
        for entry in self._ledger:
            if entry.verdict is Verdict.UNCHECKABLE:
                found.setdefault(entry.span, entry)
        return list(found.values())

    @cached_property
    def _ledger(self) -> list[LedgerEntry]:
        return without_nested_days(self.places.audited.ledger)

    @cached_property
    def unexplained(self) -> list[Place]:
        """Contradicted claims whose finding is not in the report (a waiver, a filter)."""
        return [self.places.place(e.span, e.working) for e in self._contradicted if not self._finding_of(e)]

    @property
    def _contradicted(self) -> Iterator[LedgerEntry]:
        return (entry for entry in self._ledger if entry.verdict is Verdict.CONTRADICTED)

    def marks(self) -> Iterator[Mark]:
        """The marks of all claims, each with the id of what is said of it."""
        for entry in self._contradicted:
            known = self._finding_of(entry)
            target = f"{self.prefix}f{known}" if known else f"{self.prefix}x"
            yield Mark(entry.span.start, entry.span.end, Look.CONTRADICTED, target)
        for proof, group in zip(self.proofs, self._proved.values(), strict=True):
            for entry in group:
                yield Mark(entry.span.start, entry.span.end, Look.VERIFIED, proof.id)
        for entry in self._open:
            if known := self._by_span.get(entry.span):
                yield Mark(entry.span.start, entry.span.end, Look.UNCHECKABLE, f"{self.prefix}f{known}")
        for row in self.sheet:
            yield Mark(row.place.span.start, row.place.span.end, Look.UNCHECKABLE, row.id)

    @cached_property
    def _by_span(self) -> dict[Span, int]:
        """The number of the finding at a span, the finding's own place before its other places."""
        known: dict[Span, int] = {}
        for number, finding in enumerate(self.findings, 1):
            known.setdefault(finding.span, number)
        for number, finding in enumerate(self.findings, 1):
            for label in finding.related:
                known.setdefault(label.span, number)
        return known

    @cached_property
    def _by_working(self) -> dict[str, list[tuple[int, int]]]:
        """Where the findings with a working start, and their numbers; it is the ledger's for what they contradict."""
        known: dict[str, list[tuple[int, int]]] = {}
        for number, finding in enumerate(self.findings, 1):
            working = finding.evidence.working if finding.evidence else finding.message
            known.setdefault(working, []).append((finding.span.start, number))
        return {working: sorted(found) for working, found in known.items()}

    @cached_property
    def _in_order(self) -> list[Span]:
        return sorted(self._by_span)

    def _finding_of(self, entry: LedgerEntry) -> int | None:
        """The number of the finding that contradicts a claim: the one with its working, at its place, or in touch."""
        if same := self._by_working.get(entry.working):
            at = bisect_left(same, (entry.span.start, 0))
            nearest = min(same[max(0, at - 1) : at + 1], key=lambda one: abs(one[0] - entry.span.start))
            return nearest[1]
        if entry.span in self._by_span:
            return self._by_span[entry.span]
        before = bisect_left(self._in_order, Span(entry.span.end, 0)) - 1
        near = self._in_order[before] if before >= 0 else None
        return self._by_span[near] if near and near.overlaps(entry.span) else None
