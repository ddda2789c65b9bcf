"""What planters work with: the notice that errors are planted into, edits of its text, and kinds of errors.

A planter is a generator that yields one :class:`Plant` per place where its error can be planted; it works from
claims and structure only, so that it fits any notice.  It is declared with :func:`kind` in a module of this package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules

from attrs import field

from auditor.claims import Bound, Claim, Figure
from auditor.dates.roles import in_planned_section
from auditor.findings import Severity
from auditor.notice import BODY, Node, Notice
from auditor.numbers import numerals
from auditor.records import define, frozen
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source, Span

_DIGITS = re.compile(r"(?:百分之)?(?P<n>[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?)")
_WORDS = re.compile(r"[一二三四五六七八九十两]{1,3}")
_VALUE = re.compile(r"[0-9]+|[一二三四五六七八九十]+|[①-⑳⑴-⒇⒈-⒛]")


@frozen
class Edit:
    """A range of the source text and what is put there instead."""

    span: Span
    text: str


@frozen
class Plant:
    """One error: ``edits`` make it.

    ``also`` are further places of the untouched source where the contradiction may be shown (the other side);
    with ``anywhere`` a new finding of the kind's family counts wherever it stands (for what is removed).
    ``least`` is the severity from which a finding counts, if this notice's genre makes it less than usual.
    """

    edits: tuple[Edit, ...]
    also: tuple[Span, ...] = ()
    anywhere: bool = False
    least: Severity | None = None


@define(eq=False, slots=False)
class Ground:
    """An audited notice, to plant errors into."""

    audited: AuditedNotice
    notice: Notice
    source: Source

    @property
    def text(self) -> str:
        """The logical text."""
        return self.notice.text

    @cached_property
    def _proved(self) -> set[tuple[str, Span]]:
        return {(e.kind, e.span) for e in self.audited.ledger if e.verdict is Verdict.VERIFIED}

    def proved(self, claim: Claim) -> bool:
        """Whether the audit proved a claim."""
        return (claim.kind, self.span(claim)) in self._proved

    def span(self, claim: Claim | Node) -> Span:
        """Where a claim or node stands in the source."""
        return self.notice.span(claim.start, claim.end)

    def replace(self, start: int, end: int, text: str) -> Edit:
        """Put ``text`` in the place of a logical range; an empty range inserts."""
        if start == end:
            at = self.notice.span(start - 1, start).end if start else 0
            return Edit(Span(at, at), text)
        return Edit(self.notice.span(start, end), text)

    def drop(self, *nodes: Node) -> Edit:
        """Remove nodes that follow one another, with the lines that are theirs alone."""
        text = self.source.text
        first, last = self.span(nodes[0]).start, self.span(nodes[-1]).end
        begin = text.rfind("\n", 0, first) + 1
        if text[begin:first].strip():  # the node runs on from another one
            return Edit(Span(first, last), "")
        end = text.find("\n", last)
        end = len(text) if end < 0 else end
        if text[last:end].strip():  # another node runs on from it
            return Edit(Span(first, last), "")
        return Edit(Span(begin, min(end + 1, len(text))), "")

    def after_line(self, offset: int, line: str) -> Edit:
        """A new line after the one in which a logical offset stands."""
        end = self.source.text.find("\n", self.notice.source_offset(offset))
        at = len(self.source.text) if end < 0 else end
        return Edit(Span(at, at), f"\n{line}")

    def printed(self, figure: Figure) -> Decimal | None:
        """The number as printed, without its scale: 3.48 of 3.48万元."""
        if found := _DIGITS.match(self.text, figure.start, figure.end):
            return Decimal(re.sub("[,，]", "", found["n"]))
        if found := _WORDS.match(self.text, figure.start, figure.end):
            value = numerals.chinese(found[0])
            return None if value is None else Decimal(value)
        return None

    def restate(self, figure: Figure, value: Decimal) -> Edit | None:
        """Print another number, in the form of the old one; None if it can't be written so."""
        if value <= 0:
            return None
        if found := _DIGITS.match(self.text, figure.start, figure.end):
            old = found["n"]
            places = len(old.partition(".")[2])
            new = f"{value:,.{places}f}" if re.search("[,，]", old) else f"{value:.{places}f}"
            return self.replace(*found.span("n"), new)
        if found := _WORDS.match(self.text, figure.start, figure.end):
            if value != int(value) or value > 99:
                return None
            return self.replace(*found.span(), "两" if value == 2 else chinese(int(value)))
        return None

    def shift(self, figure: Figure, by: int) -> Edit | None:
        """Print a number that is ``by`` more."""
        value = self.printed(figure)
        return None if value is None else self.restate(figure, value + by)

    def remark(self, node: Node, number: int) -> Edit | None:
        """Give a heading or measure another number, in the form of its own."""
        marker = node.marker
        found = _VALUE.search(marker)
        if found is None or node.number is None:
            return None
        old = found[0]
        if "①" <= old[0] <= "⒛":
            new = chr(ord(old[0]) + number - node.number)
        else:
            new = str(number) if old.isdecimal() else chinese(number)
        return self.replace(node.start + found.start(), node.start + found.end(), new)

    def body(self) -> Iterator[Node]:
        """The paragraphs and measures of the numbered sections."""
        return (n for n in self.notice.leaves if n.kind in BODY and n.parent is not self.notice.root)

    def sentence_ends(self) -> Iterator[int]:
        """Where sentences of the body end (before the 。), first those in the middle of the notice."""
        ends = [
            node.start + at
            for node in self.body()
            if len(node.text) > 30 and (at := node.text.find("。", 20)) > 0 and _plain(node.text[at - 6 : at])
            if not in_planned_section(self.notice, node.start)
        ]
        middle = len(ends) // 2
        return iter(ends[middle:] + ends[:middle])

    def find(self, pattern: str) -> Iterator[re.Match[str]]:
        """Matches in the body, outside of cited titles and quotations."""
        compiled = re.compile(pattern)
        for node in self.body():
            for found in compiled.finditer(self.text, node.start, node.end):
                before = self.text[max(node.start, found.start() - 80) : found.start()]
                if all(before.count(a) <= before.count(b) for a, b in ("《》", "“”", "（）")):
                    yield found


def _plain(words: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in words)


def exact(*figures: Figure) -> bool:
    """Whether none of some numbers is an approximation."""
    return all(f.bound is Bound.EXACT for f in figures)


def chinese(value: int) -> str:
    """1 … 99 in Chinese numerals."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def one(edit: Edit | None, *also: Span) -> Iterator[Plant]:
    """A plant of one edit, or none."""
    if edit is not None:
        yield Plant((edit,), also)


def counted(ground: Ground, claims: Iterable[Figure]) -> tuple[Span, ...]:
    """Where some numbers stand in the source."""
    return tuple(ground.span(c) for c in claims)


Planter = Callable[[Ground], Iterator[Plant]]


@frozen
class PlantKind:
    """A kind of error: ``family`` is a rule family's letter, ``title`` its name in Chinese.

    ``least`` is the severity from which a finding counts as noticing it: INFO for what is a hint by nature.
    """

    family: str
    name: str
    title: str
    plant: Planter = field(repr=False)
    least: Severity = Severity.WARNING


def kind(
    family: str, name: str, title: str, *, least: Severity = Severity.WARNING
) -> Callable[[Planter], PlantKind]:
    """Declare a generator of plants as a kind of error."""

    def declare(planter: Planter) -> PlantKind:
        return PlantKind(family, name, title, planter, least)

    return declare


def kinds() -> list[PlantKind]:
    """All kinds of errors, by family in the order of DESIGN (C S R D N T K P E Q W U V O), then as written."""
    package = import_module("auditor.selftest.plants")
    found = [
        value
        for info in iter_modules(package.__path__)
        if not info.name.startswith("_")
        for value in vars(import_module(f"auditor.selftest.plants.{info.name}")).values()
        if isinstance(value, PlantKind)
    ]
    return sorted(found, key=lambda k: "CSRDNTKPEQWUVO".index(k.family))
