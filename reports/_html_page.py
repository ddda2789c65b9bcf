"""One notice as the HTML report shows it: everything in words and numbers, nothing about markup.

All words are visible text (:func:`auditor.presentation.excerpt.visible`); the templates escape them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256

from attrs import evolve, field

from auditor.findings import Finding
from auditor.notice import Notice
from auditor.parse import parse
from auditor.presentation.excerpt import shorten, visible
from auditor.presentation.wording import (
    Demand,
    Trouble,
    concluded,
    conclusion,
    coverage,
    demand,
    demands,
    reading_order,
    troubles,
)
from auditor.profiles import profiles
from auditor.records import frozen
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source

from ._html_cards import LOOKS, Card, Place, Places
from ._html_ledger import Ledger
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

_FAIR = ("核改后发布", "请核后发布", "核改新问题", "请核新问题", "没有新问题", "核改", "请核")
_TONES = {"可发布": "good", "未发现矛盾": "neutral", **dict.fromkeys(_FAIR, "fair")}


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
        return concluded(self.audited)

    @property
    def tone(self) -> str:
        """How the conclusion looks: good, neutral, fair or bad."""
        return _TONES.get(conclusion(self.audited), "bad")

    @property
    def coverage(self) -> str:
        """“识别 63 处主张：…”."""
        return coverage(self.audited.verdicts)

    @property
    def asked(self) -> list[tuple[str, str, int]]:
        """Each demand: its look, its name, how many findings make it."""
        counts = demands(self.audited.findings)
        return [(LOOKS[each], str(each), counts[each]) for each in Demand]

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
        return known.name if known else visible(self.audited.profile)

    @property
    def encoding(self) -> str:
        """How the bytes were decoded; "" if there were none."""
        return "" if self._source.encoding == "str" else visible(self._source.encoding)

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of the decoded text, to tell versions apart."""
        return sha256(self._source.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def _source(self) -> Source:
        return self.audited.source or Source(self.audited.path, "")

    @cached_property
    def notice(self) -> Notice:
        """The outline, parsed again if the notice came without."""
        if self.audited.notice:
            return self.audited.notice
        parsed = parse(self._source)
        parsed.profile = self.audited.profile
        return parsed

    @cached_property
    def _whole(self) -> AuditedNotice:
        """The audited notice with its outline, even if it came without."""
        return evolve(self.audited, source=self._source, notice=self.notice)

    @cached_property
    def elements(self) -> list[Element]:
        """The elements that a notice must have."""
        return elements(self.notice) if self.checked else []

    @cached_property
    def chart(self) -> Chart:
        """The timeline."""
        return chart(self.notice, self.audited.findings)

    @cached_property
    def sections(self) -> list[Section]:
        """The outline."""
        return list(sections(self.notice))

    @cached_property
    def totals(self) -> list[tuple[Total, Place]]:
        """The stated totals with their places."""
        return [(total, self._places.place(total.span)) for total in totals(self._whole, self.notice)]

    @cached_property
    def cards(self) -> list[Card]:
        """The findings in the order in which an editor wants them."""
        pairs = zip(self.audited.findings, self.audited.fingerprints, strict=True)
        names = {id(finding): fingerprint for finding, fingerprint in pairs}
        return [
            self._places.card(
                f"{self.prefix}f{i}", i, finding, self.titles.get(finding.rule, ""), names[id(finding)]
            )
            for i, finding in enumerate(self._findings, 1)
        ]

    @cached_property
    def ledger(self) -> Ledger:
        """The claims."""
        return Ledger(self._places, self._findings, self.prefix)

    @cached_property
    def _places(self) -> Places:
        return Places(self._whole, self._source)

    @cached_property
    def _findings(self) -> list[Finding]:
        return reading_order(self.audited)

    @cached_property
    def lines(self) -> list[Line]:
        """The text with all marks."""
        marks = list(self._marks())
        return list(lines(self.notice, marks, self._linked))

    @cached_property
    def _linked(self) -> set[int]:
        """Every offset that the page links to; call after everything else was made."""
        cards = (p for card in self.cards for p in (card.place, *card.others, *card.rest))
        proofs = (p for proof in self.ledger.proofs for p in (*proof.claims, *proof.places))
        places: Iterable[Place] = (
            *cards,
            *proofs,
            *(row.place for row in self.ledger.sheet),
            *self.ledger.unexplained,
        )
        found = {place.span.start for place in places}
        found |= {bar.row.span.start for bar in self.chart.bars}
        found |= {section.start for section in self.sections}
        return found | {place.span.start for _, place in self.totals}

    def _marks(self) -> Iterator[Mark]:
        for number, finding in enumerate(self._findings, 1):
            target = f"{self.prefix}f{number}"
            yield Mark(finding.span.start, finding.span.end, Look.FINDING, target, LOOKS[demand(finding)])
            for label in finding.related:
                yield Mark(label.span.start, label.span.end, Look.RELATED, target)
        yield from self.ledger.marks()
