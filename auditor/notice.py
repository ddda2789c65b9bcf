"""A parsed notice: its outline, its logical text and the way back to the source.

The *logical text* is what a reader reads: page-break cuts joined, stray blanks inside Chinese dropped,
full-width digits and letters made plain.  Paragraphs are separated by ``\\n``; leaves that share a paragraph
(a heading and the text that runs on from it, 一是…二是…) are not separated.  Rules and claims work on it;
:meth:`Notice.span` leads back to the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import Factory, field

from auditor.records import define
from auditor.settings import DEFAULTS, Settings
from auditor.source import Source, Span

if TYPE_CHECKING:
    from auditor.ledger import Claims


class Kind(StrEnum):
    """What a node is.  All but NOTICE, SECTION, TABLE and the blocks' groups are leaves with text."""

    NOTICE = "notice"
    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    ATTACHMENTS = "attachments"
    ATTACHMENT = "attachment"
    CONTACT = "contact"
    SIGNATURE = "signature"
    ISSUED = "issued"
    SIGNED = "signed"


BODY = (Kind.PARAGRAPH, Kind.ITEM)
"""The kinds of leaves with running text."""


@define(eq=False)
class Node:
    """A node of the outline.

    ``start``/``end`` are offsets in the logical text; ``marker`` is the numbering mark as written (“（一）”),
    ``number`` its value, ``style`` its form without the value (“（一）”, “（1）”, “1.”).  ``level`` of a section
    or heading is 1 for 一、 2 for （一） 3 for 1. 4 for 问题 N 5 for （1） 6 for ①, and 0 for 第一部分 above 一、.
    ``recovered`` marks a heading that lost its number.  ``pieces`` are the source ranges a leaf was made from,
    ``sections`` those of the ``children`` that are sections.
    """

    kind: Kind
    level: int = 0
    number: int | None = None
    marker: str = ""
    style: str = ""
    start: int = 0
    end: int = 0
    text: str = field(default="", repr=False)
    label: str = ""
    recovered: bool = False
    joined: bool = False
    pieces: list[tuple[int, int]] = field(default=Factory(list), repr=False)
    children: list[Node] = field(default=Factory(list), repr=False)
    sections: list[Node] = field(default=Factory(list), repr=False)
    parent: Node | None = field(default=None, repr=False)

    @property
    def heading(self) -> Node | None:
        """The heading of a section."""
        return self.children[0] if self.kind is Kind.SECTION else None

    @property
    def title(self) -> str:
        """A section's or heading's words without its mark; a leaf's text otherwise."""
        leaf = self.heading or self
        return leaf.text[len(leaf.marker) :].strip() if leaf.marker else leaf.text

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def leaves(self) -> Iterator[Node]:
        """The nodes with text, in the order of the text."""
        return (n for n in self.walk() if not n.children)

    @property
    def section(self) -> Node | None:
        """The innermost section around this node."""
        return next(self.ancestors(), None)

    def ancestors(self) -> Iterator[Node]:
        """The sections around this node, innermost first."""
        node = self.parent
        while node is not None:
            if node.kind is Kind.SECTION:
                yield node
            node = node.parent


@define(eq=False, slots=False)
class Notice:
    """One document, parsed.  Build it with :func:`auditor.parse.parse`."""

    source: Source = field(repr=False)
    root: Node = field(repr=False)
    text: str = field(repr=False)
    profile: str = "general"
    logical: Sequence[int] = field(default=(), repr=False)
    origin: Sequence[int] = field(default=(), repr=False)
    settings: Settings = field(default=DEFAULTS, repr=False)
    remembered: dict[Callable[[Notice], Any], Any] = field(factory=dict, init=False, repr=False)
    """What the functions of :func:`auditor.memo.per_notice` said of it."""

    @cached_property
    def nodes(self) -> list[Node]:
        """All nodes, each before those below it."""
        return list(self.root.walk())

    @cached_property
    def leaves(self) -> list[Node]:
        """All nodes with text, in order."""
        return [n for n in self.nodes if not n.children] if self.root.children else []

    @cached_property
    def sections(self) -> list[Node]:
        """All sections of any level, in order."""
        return [n for n in self.nodes if n.kind is Kind.SECTION]

    @cached_property
    def claims(self) -> Claims:
        """Everything the notice states that can be checked; scanned once, shared by all rules."""
        from auditor.extract import extract

        return extract(self)

    def of_kind(self, *kinds: Kind) -> list[Node]:
        """The leaves of some kinds."""
        return [n for n in self.leaves if n.kind in kinds]

    @cached_property
    def title(self) -> str:
        """The title's lines in one, or ""."""
        return "".join(n.text for n in self.leaves if n.kind is Kind.TITLE)

    @cached_property
    def _leaf_starts(self) -> list[int]:
        return [leaf.start for leaf in self.leaves]

    def leaf_at(self, offset: int) -> Node | None:
        """The leaf that holds a logical offset."""
        at = bisect_right(self._leaf_starts, offset) - 1
        return self.leaves[at] if at >= 0 else None

    def leaf_index(self, leaf: Node) -> int:
        """Where a leaf stands in :attr:`leaves`."""
        return max(0, bisect_right(self._leaf_starts, leaf.start) - 1)

    def source_offset(self, offset: int) -> int:
        """Where a character of the logical text stands in the source; its end for what comes after the text."""
        at = bisect_right(self.logical, offset) - 1
        return min(self.origin[at] + offset - self.logical[at], len(self.source.text)) if at >= 0 else 0

    def span(self, start: int, end: int) -> Span:
        """The source range of a range of the logical text."""
        after = bisect_right(self.logical, start)
        if 0 < after < len(self.logical) and start < end <= self.logical[after]:  # mostly it is one piece
            shift = self.origin[after - 1] - self.logical[after - 1]
            return Span(start + shift, end + shift)
        first = self.source_offset(start)
        last = first if end <= start else self.source_offset(end - 1) + 1
        return Span(first, max(first, min(last, len(self.source.text))))

    def node_span(self, node: Node) -> Span:
        """The source range of a node."""
        return self.span(node.start, node.end)

    def section_at(self, offset: int) -> Node | None:
        """The innermost section around a logical offset."""
        leaf = self.leaf_at(offset)
        return leaf.section if leaf else None

    def section_path(self, offset: int) -> tuple[Node, ...]:
        """The sections around a logical offset, outermost first; then the measure, if it stands in one."""
        leaf = self.leaf_at(offset)
        if leaf is None:
            return ()
        path = tuple(reversed(list(leaf.ancestors())))
        return (*path, leaf) if leaf.kind is Kind.ITEM else path

    def place(self, offset: int) -> str:
        """The section path in a form that fits a report's cell: “二（三）1.”; "" before the first heading."""
        return "".join(short_marker(n) for n in self.section_path(offset))

    def logical_offset(self, offset: int) -> int:
        """The logical offset of a source offset (the next kept character if it was dropped)."""
        at = bisect_right(self.origin, offset) - 1
        if at < 0:
            return 0
        end = self.logical[at + 1] if at + 1 < len(self.logical) else len(self.text)
        return min(self.logical[at] + offset - self.origin[at], end)


def short_marker(node: Node) -> str:
    """A section's mark for a place: 一、 becomes 一, a heading without a number its first words."""
    leaf = node.heading or node
    if leaf.marker:
        return (
            leaf.marker.rstrip("、:：,， ")
            if leaf.level in (0, 1, 4) or leaf.kind is Kind.ITEM
            else leaf.marker
        )
    return f"“{leaf.text[:6]}…”"
