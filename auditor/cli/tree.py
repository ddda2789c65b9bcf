"""``auditor tree``: how a notice is built, as the auditor sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import input_options, read_one, width, width_option

if TYPE_CHECKING:
    from auditor.notice import Node, Notice

_RECOVERED = "〔补〕"


@click.command(cls=Command, short_help="显示通报的层次结构和行号")
@click.argument("notice", metavar="通报")
@input_options
@width_option
def command(notice: str, stdin_filename: str | None, max_size: int, **given: object) -> None:
    """显示一份通报的层次结构：行号、类别、序号和开头的文字。

    丢失了序号、由前后文补出的标题标有〔补〕。
    """
    from auditor.parse import parse

    parsed = parse(read_one(notice, stdin_filename, max_size))
    for line in outline(parsed, width()):
        click.echo(line)


def outline(notice: Notice, width: int) -> Iterator[str]:
    """The outline's lines, each cut to ``width`` terminal cells."""
    from auditor.notice import Kind

    names = {
        Kind.TITLE: "标题",
        Kind.PARAGRAPH: "正文",
        Kind.ATTACHMENTS: "附件清单",
        Kind.CONTACT: "联系方式",
        Kind.SIGNATURE: "落款",
        Kind.ISSUED: "成文日期",
        Kind.SIGNED: "落款和日期",
        Kind.TABLE: "表格",
        Kind.ROW: "表行",
    }
    for node, depth in _visit(notice.root, 0):
        name = names.get(node.kind, "")
        position = notice.source.position(notice.node_span(node).start)
        words = f"{position.line:>5}  {'  ' * depth}{f'[{name}] ' if name else ''}{_words(node)}"
        yield _cut(words, width)


def _visit(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    """The leaves and groups with their depth; a section stands for itself by its heading, one level further out."""
    from auditor.notice import Kind

    stack = [(child, depth) for child in reversed(node.children)]
    while stack:
        node, depth = stack.pop()
        if node.kind is not Kind.SECTION:
            yield node, depth
        inner = [
            (child, depth + (i > 0 or node.kind is not Kind.SECTION)) for i, child in enumerate(node.children)
        ]
        stack.extend(reversed(inner))


def _words(node: Node) -> str:
    from auditor.presentation.excerpt import visible

    if node.children:
        return ""
    number = f"（序号应为 {node.number}）" if node.recovered and node.number else ""
    return f"{_RECOVERED if node.recovered else ''}{number}{visible(node.text[:400])}"


def _cut(text: str, width: int) -> str:
    from auditor.source import cells

    if cells(text) <= width:
        return text
    kept: list[str] = []
    room = width - 1
    for char in text:
        room -= cells(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept) + "…"
