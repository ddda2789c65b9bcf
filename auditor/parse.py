"""From a source to a parsed notice: the line lexer, the LALR grammar, then the logical text.  Total."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from auditor.notice import Kind, Node, Notice
from auditor.packaged import packaged
from auditor.patterns import compiled
from auditor.source import Source
from auditor.structure.lalr import Grammar, grammar
from auditor.structure.line import Line
from auditor.structure.lines import LineLexer
from auditor.structure.logical import LogicalText

_VALUE = compiled(r"[0-9]+|[一二三四五六七八九十]+|[①-⑳⑴-⒇⒈-⒛]|—")
_BULLETS = "-*•·●▪◆■#"
_BULLET = compiled(rf"[{_BULLETS}]+[^\S\n]*(?=[（(0-9０-９一二三四五六七八九十第问其—])|#{{1,6}}[^\S\n]+")
_MARKED = (Kind.HEADING, Kind.ITEM, Kind.ATTACHMENT, Kind.PARAGRAPH)


def parse(source: Source) -> Notice:
    """The notice in a source.  Every text parses."""
    tables, lexer = _grammar()
    root: Node = tables.parse(lexer.tokens(source.text), _BUILD)
    nodes = list(root.walk())
    leaves = [node for node in nodes if not node.children] if root.children else []
    logical = LogicalText(source.text)
    for leaf, after in zip(leaves, [*leaves[1:], None], strict=False):
        pieces = leaf.pieces
        if source.text[pieces[0][0]] in _BULLETS and (bullet := _BULLET.match(source.text, *pieces[0])):
            pieces = [(bullet.end(), pieces[0][1]), *pieces[1:]]
        leaf.start = logical.length
        leaf.text = logical.add(pieces, row=leaf.kind is Kind.ROW)
        leaf.end = logical.length
        if leaf.marker:
            _read_marker(leaf)
        if after is None or not after.joined:
            logical.end_paragraph(pieces[-1][1])
    _close(nodes)
    return Notice(source, root, "".join(logical.parts), logical=logical.logical, origin=logical.origin)


def _read_marker(leaf: Node) -> None:
    """Set mark, style and label from the logical text of the mark (the lexer has left its length)."""
    width = int(leaf.marker)
    marker = leaf.text[:width]
    if marker.split() != [marker]:
        seen = 0
        for i, char in enumerate(leaf.text):
            seen += not char.isspace()
            if seen == width:
                marker = leaf.text[: i + 1]
                break
        else:
            marker = leaf.marker
    leaf.marker = marker
    words = "".join(marker.split())
    if leaf.label:
        leaf.label = words.rstrip("：:").strip("【】")
    else:
        leaf.style = _style(words)


@lru_cache(maxsize=1024)
def _style(mark: str) -> str:
    """The form of a mark: the mark with the value 1."""
    return _VALUE.sub(_sample, mark, count=1)


def _sample(value: re.Match[str]) -> str:
    """A numeral of the same form with the value 1, so that equal styles are equal strings."""
    first = value[0][0]
    for low, high in (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛")):
        if low <= first <= high:
            return low
    return "1" if first.isdigit() else "一"


def _close(nodes: list[Node]) -> None:
    """Give every inner node its range and every node its parent; ``nodes`` has parents before their children."""
    for node in reversed(nodes):
        if node.children:
            node.start, node.end = node.children[0].start, node.children[-1].end
            node.sections = [child for child in node.children if child.kind is Kind.SECTION]
            for child in node.children:
                child.parent = node


def _section(children: list[Any]) -> Node:
    heading = children[0]
    return Node(Kind.SECTION, heading.level, heading.number, recovered=heading.recovered, children=children)


def _heading(lines: list[Line]) -> Node:
    node = _leaf(Kind.HEADING, lines)
    node.level = int(lines[0].type[1])
    return node


def _labelled(lines: list[Line]) -> Node:
    node = _leaf(Kind.PARAGRAPH, lines)
    node.label = "label"
    return node


def _table(lines: list[Line]) -> Node:
    return Node(Kind.TABLE, children=[_leaf(Kind.ROW, [line]) for line in lines])


def _attachments(children: list[Line | Node]) -> Node:
    own = [line for line in children if isinstance(line, Line)]
    rest = [node for node in children if isinstance(node, Node)]
    return Node(Kind.ATTACHMENTS, children=[_leaf(Kind.ATTACHMENT, own), *rest])


def _leaf(kind: Kind, lines: list[Line]) -> Node:
    first = lines[0]
    return Node(
        kind,
        number=first.number,
        marker=str(first.marker) if first.marker and kind in _MARKED else "",
        recovered=first.recovered,
        joined=first.joined,
        pieces=[(line.start, line.end) for line in lines],
    )


_LEAVES = ("paragraph", "item", "title", "attachment", "contact", "signature", "issued", "signed")
_BUILD: dict[str, Callable[[list[Any]], Node]] = {
    "start": lambda children: Node(Kind.NOTICE, children=children),
    "section": _section,
    "heading": _heading,
    "labelled": _labelled,
    "table": _table,
    "attachments": _attachments,
    **{name: partial(_leaf, Kind(name)) for name in _LEAVES},
}
"""The node of each rule of the grammar, made of its children."""


@cache
def _grammar() -> tuple[Grammar, LineLexer]:
    text = packaged("auditor.grammar", "notice.lark")
    tables = grammar("notice.lark", text)
    return tables, LineLexer(tables.terminals)
