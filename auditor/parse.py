"""From a source to a parsed notice: the line lexer, the LALR grammar, then the logical text.  Total."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Transformer, v_args

from auditor.lines import Line, LineLexer
from auditor.logical import LogicalText
from auditor.notice import Kind, Node, Notice
from auditor.source import Source

_VALUE = re.compile(r"[0-9]+|[一二三四五六七八九十]+|[①-⑳⑴-⒇⒈-⒛]|—")
_BULLET = re.compile(r"[-*•·●▪◆■#]+[^\S\n]*(?=[（(0-9０-９一二三四五六七八九十第问其—])|#{1,6}[^\S\n]+")
_MARKED = (Kind.HEADING, Kind.ITEM, Kind.ATTACHMENT, Kind.PARAGRAPH)


def parse(source: Source) -> Notice:
    """The notice in a source.  Every text parses."""
    root: Node = _grammar().parse(source.text)  # type: ignore[assignment]
    logical = LogicalText(source.text)
    leaves = list(root.leaves()) if root.children else []
    for leaf, after in zip(leaves, [*leaves[1:], None], strict=False):
        first, end = leaf.pieces[0]
        bullet = _BULLET.match(source.text, first, end)
        leaf.start = logical.length
        pieces = [(bullet.end() if bullet else first, end), *leaf.pieces[1:]]
        leaf.text = logical.add(pieces, row=leaf.kind is Kind.ROW)
        leaf.end = logical.length
        _read_marker(leaf)
        if after is None or not after.joined:
            logical.end_paragraph(leaf.pieces[-1][1])
    _close(root)
    return Notice(source, root, "".join(logical.parts), logical=logical.logical, origin=logical.origin)


def _read_marker(leaf: Node) -> None:
    """Set mark, style and label from the logical text of the mark (the lexer has left its length)."""
    if not leaf.marker:
        return
    width = int(leaf.marker)
    seen = 0
    for i, char in enumerate(leaf.text):
        seen += not char.isspace()
        if seen == width:
            leaf.marker = leaf.text[: i + 1]
            break
    words = "".join(leaf.marker.split())
    if leaf.label:
        leaf.label = words.rstrip("：:")
    else:
        leaf.style = _VALUE.sub(_sample, words, count=1)


def _sample(value: re.Match[str]) -> str:
    """A numeral of the same form with the value 1, so that equal styles are equal strings."""
    first = value[0][0]
    for low, high in (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛")):
        if low <= first <= high:
            return low
    return "1" if first.isdigit() else "一"


def _close(node: Node) -> None:
    """Give every inner node its range and every node its parent."""
    stack = [(node, False)]
    while stack:
        each, done = stack.pop()
        if done:
            each.start, each.end = each.children[0].start, each.children[-1].end
        elif each.children:
            stack.append((each, True))
            for child in each.children:
                child.parent = each
                stack.append((child, False))


@v_args(inline=True)
class _Build(Transformer[Any, Any]):
    """Makes nodes while Lark parses; no tree of Lark's is ever built."""

    def start(self, *children: Node) -> Node:
        return Node(Kind.NOTICE, children=list(children))

    def section(self, heading: Node, *body: Node) -> Node:
        return Node(Kind.SECTION, heading.level, heading.number, recovered=heading.recovered, children=[heading, *body])

    def heading(self, *lines: Line) -> Node:
        node = _leaf(Kind.HEADING, *lines)
        node.level = int(lines[0].type[1])
        return node

    def paragraph(self, *lines: Line) -> Node:
        return _leaf(Kind.PARAGRAPH, *lines)

    def labelled(self, *lines: Line) -> Node:
        node = _leaf(Kind.PARAGRAPH, *lines)
        node.label = "label"
        return node

    def item(self, *lines: Line) -> Node:
        return _leaf(Kind.ITEM, *lines)

    def title(self, *lines: Line) -> Node:
        return _leaf(Kind.TITLE, *lines)

    def table(self, *lines: Line) -> Node:
        return Node(Kind.TABLE, children=[_leaf(Kind.ROW, line) for line in lines])

    def attachment(self, *lines: Line) -> Node:
        return _leaf(Kind.ATTACHMENT, *lines)

    def attachments(self, *lines: Line | Node) -> Node:
        own = [line for line in lines if isinstance(line, Line)]
        rest = [node for node in lines if isinstance(node, Node)]
        first = _leaf(Kind.ATTACHMENT, *own)
        return Node(Kind.ATTACHMENTS, children=[first, *rest])

    def contact(self, *lines: Line) -> Node:
        return _leaf(Kind.CONTACT, *lines)

    def signature(self, *lines: Line) -> Node:
        return _leaf(Kind.SIGNATURE, *lines)

    def issued(self, line: Line) -> Node:
        return _leaf(Kind.ISSUED, line)

    def signed(self, line: Line) -> Node:
        return _leaf(Kind.SIGNED, line)


def _leaf(kind: Kind, *lines: Line) -> Node:
    first = lines[0]
    return Node(
        kind,
        number=first.number,
        marker=str(first.marker) if first.marker and kind in _MARKED else "",
        recovered=first.recovered,
        joined=first.joined,
        pieces=[(line.start, line.end) for line in lines],
    )


@cache
def _grammar() -> Lark:
    text = files("auditor.grammar").joinpath("notice.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=LineLexer, transformer=_Build(), maybe_placeholders=False)
