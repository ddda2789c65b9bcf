"""Findings as cards for the HTML report: both sides, the working, what to ask of the author.

All words are visible text (:func:`auditor.presentation.excerpt.visible`); the templates escape them.
"""

from __future__ import annotations

from attrs import evolve

from auditor.findings import Finding
from auditor.patterns import compiled
from auditor.presentation.basis import Basis, basis
from auditor.presentation.excerpt import Excerpt, excerpt, quote, shorten, visible
from auditor.presentation.wording import CERTAINTIES, Demand, demand, locator, short_locator
from auditor.records import frozen
from auditor.report import AuditedNotice
from auditor.source import Source, Span

LOOKS = {Demand.MUST: "must", Demand.SHOULD: "should", Demand.ASK: "ask"}
"""What a demand is called in the markup."""
LONG_MESSAGE = 500
_MANY_PLACES = 6  # other places shown with their words; the rest are links with a line number
_SENTENCE = 90  # characters of a sentence shown around a quote
_ENDS = compiled(r"[。！？\n]")


@frozen
class Place:
    """A place in the notice: its span, where it stands (``spot`` in few words), its words, and what is said of it.

    ``near`` says that it stands in a sentence that is shown already.
    """

    span: Span
    spot: str
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
    basis: Basis | None
    readings: str
    suggestion: str
    ask: str
    fingerprint: str


@frozen
class Places:
    """Makes the places of one notice, which must have been read."""

    audited: AuditedNotice
    source: Source

    def place(self, span: Span, note: str = "", *, near: bool = False) -> Place:
        """A place with the sentence around it; without the sentence if it stands ``near`` another one."""
        words = (
            Excerpt("", quote(self.source, span, 40), "") if near else excerpt(self.audited, span, _SENTENCE)
        )
        spot, where = (find(self.audited, span.start) for find in (short_locator, locator))
        return Place(span, spot, where, words, visible(shorten(note, 200)), near)

    def together(self, one: Span, other: Span) -> bool:
        """Whether two places stand in one sentence, so that it need not be shown twice."""
        first, last = sorted((one, other))
        end = max(first.end, last.start)
        return end - first.start <= _SENTENCE and not _ENDS.search(self.source.text, first.start, end)

    def card(self, id: str, number: int, finding: Finding, title: str, fingerprint: str) -> Card:
        """The card of a finding."""
        others, before = [], finding.span
        for label in finding.related[:_MANY_PLACES]:
            near = len(finding.related) > 1 and self.together(before, label.span)
            others.append(self.place(label.span, label.message, near=near))
            before = label.span
        rest = [self.place(label.span, label.message, near=True) for label in finding.related[_MANY_PLACES:]]
        asked, rests = demand(finding), basis(finding)
        readings = finding.evidence.readings if finding.evidence else ()
        return Card(
            id=id,
            number=number,
            kind=LOOKS[asked],
            demand=str(asked),
            rule=visible(finding.rule),
            title=visible(title),
            certainty=CERTAINTIES[finding.certainty],
            message=visible(shorten(finding.message, LONG_MESSAGE)),
            place=self.place(finding.span),
            others=tuple(others),
            rest=tuple(rest),
            basis=rests and evolve(rests, working=shorten(rests.working, LONG_MESSAGE)),
            readings=visible(shorten("；".join(readings), LONG_MESSAGE)),
            suggestion=visible(shorten(finding.suggestion or "", LONG_MESSAGE)),
            ask=_ask(finding),
            fingerprint=visible(fingerprint),
        )


def _ask(finding: Finding) -> str:
    """What to ask of the author: which one holds of two places that say different things; else "".

    All else is in the message and in the suggestion.
    """
    if finding.related and finding.evidence and finding.evidence.elsewhere and not finding.suggestion:
        return "对照依据材料，说明以哪一处为准。"
    return ""
