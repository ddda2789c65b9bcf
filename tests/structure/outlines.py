"""Notices made of some lines, and their parts in short."""

from __future__ import annotations

from auditor.notice import Kind, Node, Notice
from auditor.parse import parse
from auditor.source import Source

TITLE = "青石镇党委关于巡察集中整改进展情况的通报"
PREAMBLE = "按照县委统一部署，2023年3月1日至4月20日，县委第二巡察组对青石镇党委开展了巡察。"


def structure(*lines: str) -> Notice:
    """The notice made of some lines."""
    return parse(Source("<text>", "\n".join(lines)))


def outline(*lines: str) -> list[str]:
    """Each leaf as a line: its depth in blanks, what it is, its text."""
    notice = structure(*lines)
    return [f"{'  ' * len(list(leaf.ancestors()))}{_kind(leaf)} {leaf.text}" for leaf in notice.leaves]


def _kind(leaf: Node) -> str:
    return f"h{leaf.level}" if leaf.kind is Kind.HEADING else leaf.kind.value


def headings(*lines: str) -> list[Node]:
    """The headings of a text."""
    return structure(*lines).of_kind(Kind.HEADING)


# Title and preamble
