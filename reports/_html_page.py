"""One notice as the HTML report shows it: everything in words and numbers, nothing about markup.

All words are visible text (:func:`auditor.excerpt.visible`); the templates escape them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256

from attrs import evolve, field, frozen

from auditor.excerpt import Excerpt, excerpt, quote, shorten, visible
from auditor.findings import Evidence, Finding, Severity
from auditor.notice import Notice
from auditor.parse import parse
from auditor.profiles import profiles
from auditor.report import AuditedNotice, LedgerEntry, Verdict
from auditor.source import Source, Span
from auditor.wording import (
    CERTAINTIES,
    Demand,
    Trouble,
    conclusion,
    coverage,
    demand,
    demands,
    locator,
    reading_order,
    tally,
    troubles,
)

from ._html_outline import (
    Chart,
    Element,
    Section,
    Total,
    chart,
    elements,
    sections,
    totals,
)
from ._html_text import Line, Look, Mark, lines

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
_DEMANDS = {Demand.MUST: "must", Demand.SHOULD: "should", Demand.ASK: "ask"}
_CONCLUSIONS = {"可发布": "good", "核改后发布": "fair"}
_MANY_PLACES = 12  # other places shown with their words; the rest are links with a line number
_LONG_MESSAGE = 500
_SENTENCE = 90  # characters of a sentence shown around a quote
_ENDS = re.compile(r"[。！？\n]")
_ASKS = re.compile(r"请[核查对补改作]")


@frozen
class Place:
    """A place in the notice: its span, where it stands, its words, and what is said of it.

    ``near`` says that it stands in a sentence that is shown already.
    """

    span: Span
    line: int
    where: str
    words: Excerpt
    note: str = ""
    near: bool = False


@frozen
class Card:
    """A finding as an editor reads it.  ``kind`` is must, should or ask; ``rest`` are places without words."""

    id: str
    number: int
    kind: str
    demand: str
    rule: str
    title: str
    certainty: str
    message: str
    place: Place
    others: tuple[Place, ...]
    rest: tuple[Place, ...]
    evidence: Evidence | None
    ask: str
    fingerprint: str


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
class Page:
    """A notice in the report.  ``prefix`` keeps the ids of several notices in one file apart."""

    audited: AuditedNotice
    prefix: str
    titles: dict[str, str] = field(repr=False)

    @property
    def path(self) -> str:
        """What the user called the notice."""
        return visible(self.audited.path)

    @property
    def title(self) -> str:
        """The notice's title, else its path."""
        return visible(shorten(self.audited.title, 80)) or self.path

    @property
    def conclusion(self) -> str:
        """What to do with the notice."""
        return conclusion(self.audited)

    @property
    def tone(self) -> str:
        """How the conclusion looks: good, fair or bad."""
        return _CONCLUSIONS.get(self.conclusion, "bad")

    @property
    def tally(self) -> str:
        """“必改 3 · 建议 9 · 请核 13”."""
        return tally(self.audited.findings)

    @property
    def coverage(self) -> str:
        """“识别 63 处主张：…”."""
        return coverage(self.audited.verdicts)

    @property
    def asked(self) -> list[tuple[str, str, int]]:
        """Each demand: its look, its name, how many findings make it."""
        counts = demands(self.audited.findings)
        return [(_DEMANDS[each], str(each), counts[each]) for each in Demand]

    @property
    def verdicts(self) -> dict[str, int]:
        """How many claims are verified, contradicted and uncheckable."""
        counts = self.audited.verdicts
        return {str(verdict): counts[verdict] for verdict in Verdict}

    @property
    def troubles(self) -> list[Trouble]:
        """Why silence would be no praise."""
        return troubles(self.audited)

    @property
    def checked(self) -> bool:
        """Whether there is a text to show."""
        return self.audited.source is not None

    @property
    def genre(self) -> str:
        """The kind of text."""
        known = profiles().get(self.audited.profile)
        return known.name if known else self.audited.profile

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of the decoded text, to tell versions apart."""
        return sha256(self._source.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def _source(self) -> Source:
        return self.audited.source or Source(self.audited.path, "")

    @cached_property
    def _notice(self) -> Notice:
        if self.audited.notice:
            return self.audited.notice
        parsed = parse(self._source)
        parsed.profile = self.audited.profile
        return parsed

    @cached_property
    def _whole(self) -> AuditedNotice:
        """The audited notice with its outline, even if it came without."""
        return evolve(self.audited, source=self._source, notice=self._notice)

    @cached_property
    def elements(self) -> list[Element]:
        """The elements that a notice must have."""
        return elements(self._notice) if self.checked else []

    @cached_property
    def chart(self) -> Chart:
        """The timeline."""
        return chart(self._notice, self.audited.findings)

    @cached_property
    def sections(self) -> list[Section]:
        """The outline."""
        return list(sections(self._notice))

    @cached_property
    def totals(self) -> list[tuple[Total, Place]]:
        """The stated totals with their places."""
        return [(total, self._place(total.span)) for total in totals(self._whole, self._notice)]

    @cached_property
    def cards(self) -> list[Card]:
        """The findings in the order in which an editor wants them."""
        return [self._card(i, finding) for i, finding in enumerate(self._findings, 1)]

    @cached_property
    def _findings(self) -> list[Finding]:
        return reading_order(self.audited)

    @cached_property
    def _fingerprints(self) -> dict[int, str]:
        pairs = zip(self.audited.findings, self.audited.fingerprints, strict=True)
        return {id(finding): fingerprint for finding, fingerprint in pairs}

    def _card(self, number: int, finding: Finding) -> Card:
        several = len(finding.related) > 1
        related = [
            self._place(label.span, label.message, near=several and self._together(label.span, finding.span))
            for label in finding.related[:_MANY_PLACES]
        ]
        rest = [self._place(label.span, label.message, near=True) for label in finding.related[_MANY_PLACES:]]
        asked = demand(finding)
        return Card(
            f"{self.prefix}f{number}",
            number,
            _DEMANDS[asked],
            str(asked),
            visible(finding.rule),
            visible(self.titles.get(finding.rule, "")),
            CERTAINTIES[finding.certainty],
            visible(shorten(finding.message, _LONG_MESSAGE)),
            self._place(finding.span),
            tuple(related),
            tuple(rest),
            finding.evidence and _visible(finding.evidence),
            _ask(finding),
            self._fingerprints[id(finding)],
        )

    def _together(self, one: Span, other: Span) -> bool:
        """Whether two places stand in one sentence, so that it need not be shown twice."""
        first, last = sorted((one, other))
        between = last.start - first.end
        return between <= _SENTENCE and not _ENDS.search(
            self._source.text, first.start, max(first.end, last.start)
        )

    @cached_property
    def proofs(self) -> list[Proof]:
        """The proved claims, those of one proof together."""
        made = []
        for number, group in enumerate(self._proved.values(), 1):
            first = group[0]
            claims = {entry.span: self._place(entry.span) for entry in group}
            others = [self._place(span, near=True) for span in first.related if span not in claims]
            working = visible(shorten(first.working, _LONG_MESSAGE))
            kind = KINDS.get(first.kind, first.kind)
            made.append(
                Proof(f"{self.prefix}v{number}", tuple(claims.values()), kind, working, tuple(others))
            )
        return made

    @cached_property
    def _proved(self) -> dict[object, list[LedgerEntry]]:
        groups: dict[object, list[LedgerEntry]] = {}
        for entry in self.audited.ledger:
            if entry.verdict is Verdict.VERIFIED:
                key = (entry.working, entry.related) if entry.working else (entry.span,)
                groups.setdefault(key, []).append(entry)
        return groups

    @cached_property
    def sheet(self) -> list[Open]:
        """The claims that somebody has to sign for, each figure once."""
        return [
            Open(f"{self.prefix}u{i}", i, KINDS.get(entry.kind, entry.kind), self._place(entry.span))
            for i, entry in enumerate(self._unproved, 1)
        ]

    @cached_property
    def _unproved(self) -> list[LedgerEntry]:
        """Without the days of a period, which is a claim itself, and without what is claimed twice at one place."""
        found: dict[Span, LedgerEntry] = {}
        for entry in self._ledger:
            if entry.verdict is Verdict.UNCHECKABLE:
                found.setdefault(entry.span, entry)
        return list(found.values())

    @cached_property
    def _ledger(self) -> list[LedgerEntry]:
        kept: list[LedgerEntry] = []
        end = -1
        for entry in sorted(self.audited.ledger, key=lambda e: (e.span.start, -e.span.end)):
            if entry.kind in ("period", "dates"):
                end = max(end, entry.span.end)
            elif entry.kind == "date" and entry.verdict is Verdict.UNCHECKABLE and entry.span.end <= end:
                continue
            kept.append(entry)
        return kept

    @cached_property
    def unexplained(self) -> list[Place]:
        """Contradicted claims whose finding is not in the report (a waiver, a filter)."""
        return [self._place(e.span, e.working) for e in self._contradicted if not self._finding_of(e)]

    @property
    def _contradicted(self) -> Iterator[LedgerEntry]:
        return (entry for entry in self._ledger if entry.verdict is Verdict.CONTRADICTED)

    @cached_property
    def _by_span(self) -> dict[Span, int]:
        """The number of the finding at a span, the finding's own place before its other places."""
        known: dict[Span, int] = {}
        for number, finding in enumerate(self._findings, 1):
            known.setdefault(finding.span, number)
        for number, finding in enumerate(self._findings, 1):
            for label in finding.related:
                known.setdefault(label.span, number)
        return known

    @cached_property
    def _by_working(self) -> dict[str, list[tuple[int, int]]]:
        """Where the findings with a working start, and their numbers; it is the ledger's for what they contradict."""
        known: dict[str, list[tuple[int, int]]] = {}
        for number, finding in enumerate(self._findings, 1):
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

    @cached_property
    def lines(self) -> list[Line]:
        """The text with all marks."""
        marks = list(self._marks())
        return list(lines(self._notice, marks, self._linked))

    @cached_property
    def _linked(self) -> set[int]:
        """Every offset that the page links to; call after everything else was made."""
        cards = (p for card in self.cards for p in (card.place, *card.others, *card.rest))
        proofs = (p for proof in self.proofs for p in (*proof.claims, *proof.places))
        places: Iterable[Place] = (*cards, *proofs, *(row.place for row in self.sheet), *self.unexplained)
        found = {place.span.start for place in places}
        found |= {bar.row.span.start for bar in self.chart.bars}
        found |= {section.start for section in self.sections}
        return found | {place.span.start for _, place in self.totals}

    def _marks(self) -> Iterator[Mark]:
        for number, finding in enumerate(self._findings, 1):
            target = f"{self.prefix}f{number}"
            yield Mark(finding.span.start, finding.span.end, Look.FINDING, target, _DEMANDS[demand(finding)])
            for label in finding.related:
                yield Mark(label.span.start, label.span.end, Look.RELATED, target)
        for entry in self._contradicted:
            known = self._finding_of(entry)
            target = f"{self.prefix}f{known}" if known else f"{self.prefix}x"
            yield Mark(entry.span.start, entry.span.end, Look.CONTRADICTED, target)
        for proof, group in zip(self.proofs, self._proved.values(), strict=True):
            for entry in group:
                yield Mark(entry.span.start, entry.span.end, Look.VERIFIED, proof.id)
        for row in self.sheet:
            yield Mark(row.place.span.start, row.place.span.end, Look.UNCHECKABLE, row.id)

    def _place(self, span: Span, note: str = "", *, near: bool = False) -> Place:
        """A place; ``near`` without the sentence around it."""
        words = (
            Excerpt("", quote(self._source, span, 40), "") if near else excerpt(self._whole, span, _SENTENCE)
        )
        return Place(
            span,
            self._source.position(span.start).line,
            locator(self._whole, span.start),
            words,
            visible(shorten(note, 200)),
            near,
        )


def _visible(evidence: Evidence) -> Evidence:
    return Evidence(
        visible(evidence.stated),
        visible(evidence.computed),
        visible(shorten(evidence.working, _LONG_MESSAGE)),
        tuple(map(visible, evidence.readings)),
    )


def _ask(finding: Finding) -> str:
    """What to ask of the author; "" if the message asks already and nothing can be added."""
    if finding.suggestion:
        return visible(shorten(finding.suggestion, _LONG_MESSAGE))
    if finding.severity is Severity.INFO and _ASKS.search(finding.message):
        return ""
    if finding.related:
        return "对照依据材料，说明以哪一处为准。"
    return "对照依据材料核实此处。"
