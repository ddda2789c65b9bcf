"""Texts with Markdown's marks."""

from __future__ import annotations

import re

from auditor.readers import Reader, later

_HEAD = 64 * 1024  # bytes in which a text shows that it is Markdown
_SHOWS = re.compile(rb"^(?: {0,3}(?:```|~~~)| {0,3}#{1,6}[ \t]+\S|---[ \t]*\r?\n)", re.MULTILINE)
# words between two pairs of stars; three stars stand for what is withheld
_BOLD = re.compile(rb"(?<!\*)\*\*(?![*\s])([^*\n]{1,200})\*\*(?!\*)")
# what stands between two masks of places or persons: **镇**村, 张**、李**
_BETWEEN_MASKS = re.compile(
    r"[、，。；）和及与等].*|(?:省|市|县|区|镇|乡|村|街道|社区|小区|路|局|组|公司|同志).?"
)


def recognises(data: bytes) -> bool:
    """Whether a text looks like Markdown: fences, headings, settings, bold words.

    A plain text with a table between bars stays plain text: the parser reads such tables, and lines stay the file's.
    """
    if _SHOWS.search(data, 0, _HEAD):
        return True
    bold = (match[1].decode(errors="ignore") for match in _BOLD.finditer(data, 0, _HEAD))
    return any(_BETWEEN_MASKS.fullmatch(words) is None for words in bold)


READER = Reader(
    name="markdown",
    rank=95,  # after what is known by a mark of its own, before plain text
    endings=frozenset({".md", ".markdown"}),
    recognises=recognises,
    read=later("_markdown_reading", "read_markdown"),
    title=" Markdown（.md）",
)
