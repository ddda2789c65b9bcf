"""The text of a notice for the HTML report: its lines, cut into pieces at every mark.

A claim can stand inside another one (the parts of a list, the days of a period), but links cannot be nested.
So the text is cut wherever a mark starts or ends, and each piece is one link: to the shortest finding over it,
else to the shortest claim, contradicted ones first.  Its colour is the verdict on the claim, a line under it shows
the finding.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from heapq import heappop, heappush

from attrs import field

from auditor.notice import Kind, Node, Notice
from auditor.presentation.excerpt import visible
from auditor.records import frozen

MANY = 6
"""Marks over one piece that are followed; more would help nobody."""


class Look(IntEnum):
    """What a mark is: what one asks about, what one states with its verdict, or the other side of a finding."""

    FINDING = 0
    CONTRADICTED = 1
    VERIFIED = 2
    UNCHECKABLE = 3
    RELATED = 4

    @property
    def group(self) -> int:
        """What goes before what, whatever its length."""
        return {Look.FINDING: 0, Look.CONTRADICTED: 1, Look.RELATED: 3}.get(self, 2)


@frozen
class Mark:
    """A range of the source text and the ``target`` (an id in the page) that tells what is to be said of it.

    ``demand`` is the name of what a finding asks, "" for other marks.
    """

    start: int
    end: int
    look: Look
    target: str
    demand: str = ""


@frozen
class Piece:
    """Some characters of a line.  Without ``marks`` it is plain text; ``first`` says that its mark starts here.

    ``anchor`` is its offset if something links to it, else None; ``asked`` the demand of a finding over it.
    """

    text: str
    end: int = 0
    anchor: int | None = None
    marks: tuple[Mark, ...] = ()
    asked: str = ""
    first: bool = False
    bold: bool = False

    @property
    def look(self) -> str:
        """The verdict on the claim here; without one “finding”, “related” or ""."""
        if not self.marks:
            return ""
        claims = (mark for mark in self.marks if mark.look.group in (1, 2))
        return next(claims, self.marks[0]).look.name.lower()


@frozen
class Line:
    """A line of the source; ``role`` is title, closing or "", ``level`` that of a heading (1 … 6) or 0."""

    number: int
    pieces: list[Piece] = field(repr=False)
    role: str = ""
    level: int = 0


def lines(notice: Notice, marks: Sequence[Mark], places: Iterable[int]) -> Iterator[Line]:
    """All lines of a notice; ``places`` are the offsets that are linked to from elsewhere."""
    text = notice.source.text
    headings = _Headings(notice)
    cutter = _Cutter(text, marks, places, headings)
    start, number = 0, 0
    while start <= len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if number > 1 and start == end == len(text) and not cutter.linked(end):
            return  # what follows the last newline is no line
        leaf = notice.leaf_at(notice.logical_offset(start)) if text[start:end].strip() else None
        role, level = _role(leaf)
        yield Line(number, list(cutter.cut(start, end)), role, level)
        start = end + 1


def _role(leaf: Node | None) -> tuple[str, int]:
    if leaf is None:
        return "", 0
    if leaf.kind is Kind.TITLE:
        return "title", 0
    if leaf.kind in (Kind.SIGNATURE, Kind.ISSUED, Kind.SIGNED):
        return "closing", 0
    return "", leaf.level if leaf.kind is Kind.HEADING else 0


class _Headings:
    """The source ranges of the headings, in order."""

    def __init__(self, notice: Notice) -> None:
        spans = [notice.node_span(leaf) for leaf in notice.leaves if leaf.kind is Kind.HEADING]
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]

    def hold(self, offset: int) -> bool:
        """Whether an offset stands in a heading."""
        at = bisect_left(self.starts, offset + 1) - 1
        return at >= 0 and offset < self.ends[at]


_Key = tuple[int, int, int, int]  # group, length, look, index


class _Cutter:
    """Walks once through the text with the marks that are open."""

    def __init__(self, text: str, marks: Sequence[Mark], places: Iterable[int], headings: _Headings) -> None:
        self._text = text
        self._headings = headings
        self._marks = sorted(marks, key=lambda m: (m.start, m.end, m.look, m.target))
        self._next = 0
        self._open: list[_Key] = []  # the mark that decides comes first
        self._ends: list[tuple[int, _Key]] = []
        self._places = set(places)
        cuts = {offset for mark in marks for offset in (mark.start, mark.end)}
        self._cuts = sorted(cuts | self._places | {*headings.starts, *headings.ends})
        self._at = 0

    def linked(self, offset: int) -> bool:
        """Whether something links to an offset."""
        return offset in self._places

    def cut(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a line."""
        here = start
        while here < end:
            while self._at < len(self._cuts) and self._cuts[self._at] <= here:
                self._at += 1
            stop = min(end, self._cuts[self._at]) if self._at < len(self._cuts) else end
            yield self._piece(here, stop)
            here = stop
        if end in self._places:
            yield Piece("", end, end)

    def _piece(self, start: int, stop: int) -> Piece:
        while self._next < len(self._marks) and self._marks[self._next].start <= start:
            mark = self._marks[self._next]
            if mark.end > start:
                key = (mark.look.group, mark.end - mark.start, int(mark.look), self._next)
                insort(self._open, key)
                heappush(self._ends, (mark.end, key))
            self._next += 1
        while self._ends and self._ends[0][0] <= start:
            _, key = heappop(self._ends)
            del self._open[bisect_left(self._open, key)]
        marks = tuple(self._marks[index] for *_, index in self._open[:MANY])
        return Piece(
            visible(self._text[start:stop]),
            stop,
            start if start in self._places else None,
            marks,
            marks[0].demand if marks else "",
            any(mark.start == start for mark in marks),
            self._headings.hold(start),
        )
