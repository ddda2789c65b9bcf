"""Texts with Markdown's marks."""

from __future__ import annotations

import re

from auditor.readers import Reader, later

_HEAD = 64 * 1024  # bytes in which a text shows that it is Markdown
_SHOWS = re.compile(
    rb"^(?: {0,3}(?:```|~~~)| {0,3}#{1,6}[ \t]+\S|---[ \t]*\r?\n)|\*\*[^*\s][^*\n]{0,200}\*\*",
    re.MULTILINE,
)


def recognises(data: bytes) -> bool:
    """Whether a text looks like Markdown: fences, headings, settings, bold words.

    A plain text with a table between bars stays plain text: the parser reads such tables, and lines stay the file's.
    """
    return bool(_SHOWS.search(data, 0, _HEAD))


READER = Reader(
    name="markdown",
    rank=95,  # after what is known by a mark of its own, before plain text
    endings=frozenset({".md", ".markdown"}),
    recognises=recognises,
    read=later("_markdown_reading", "read_markdown"),
    title=" Markdown（.md）",
)
