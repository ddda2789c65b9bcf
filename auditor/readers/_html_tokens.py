"""HTML as a stream of tags and text with their offsets.

Follows the tokenization of the HTML standard (WHATWG, 13.2.5) where it matters for text: comments, quoted
attributes, elements with raw text.  As there, what is not closed reaches to the end of the file, so every
character is read a bounded number of times.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from auditor.patterns import compiled
from auditor.records import frozen

_TAG = compiled(
    r"<(/?)([A-Za-z][^\s/>]{0,60}+)((?:[^>=]++|=[ \t\n\r\f]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>", re.ASCII
)
_MARKUP = compiled(r"<[A-Za-z/!?]")  # any other less-than sign is one
_ATTRIBUTE = compiled(
    r"([^\s\"'<>/=]{1,100}+)(?:\s{0,20}+=\s{0,20}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+"
)
_REFERENCE = compiled(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW = frozenset(("script", "style", "textarea", "title", "noscript", "iframe", "noembed", "noframes", "xmp"))
_RAW_END = {name: compiled(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_NEVER_TEXT = frozenset(("script", "style", "textarea", "noscript", "iframe", "noembed", "noframes"))


@frozen
class Tag:
    """A start or end tag; ``name`` is in lower case, ``start``/``end`` are offsets in the file."""

    name: str
    closes: bool
    attributes: dict[str, str]
    start: int
    end: int


@frozen
class Text:
    """Characters between tags, with their references (&amp;) as they stand."""

    start: int
    end: int


def tokens(file: str) -> Iterator[Tag | Text]:
    """All tags and texts; comments, scripts, style sheets and the like are left out."""
    at = done = 0
    while markup := _MARKUP.search(file, at):
        at = markup.start()
        tag = _TAG.match(file, at)
        if at > done:
            yield Text(done, at)
        if tag is None:
            if (at := _after_markup(file, at)) < 0:
                return
            done = at
            continue
        name = tag[2].lower()
        attributes = {} if tag[1] or not tag[3].strip() else _attributes(tag[3])
        yield Tag(name, bool(tag[1]), attributes, at, tag.end())
        at = done = tag.end()
        if name in _RAW and not tag[1]:
            end = _RAW_END[name].search(file, at)
            stop = end.start() if end else len(file)
            if name not in _NEVER_TEXT and stop > at:
                yield Text(at, stop)
            at = done = stop
    if done < len(file):
        yield Text(done, len(file))


def _after_markup(file: str, at: int) -> int:
    """Where a comment, a declaration or a broken tag ends; -1 if nothing closes it."""
    if file.startswith("<!--", at):
        if file.startswith((">", "->"), at + 4):
            return file.index(">", at) + 1
        end = file.find("-->", at + 4)
        return end + 3 if end >= 0 else -1
    return file.find(">", at) + 1 or -1


def _attributes(words: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(words):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


def characters(file: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The pieces of a text: start, end, and what a reference stands for (None: the characters themselves)."""
    done = start
    for match in _REFERENCE.finditer(file, start, end):
        if (meant := html.unescape(match[0])) == match[0]:
            continue
        # Without a semicolon only the beginning of the word may be a reference: &ltx
        stop = match.end()
        while len(meant) > 1 and meant[-1] == file[stop - 1] and not match[0].endswith(";"):
            meant, stop = meant[:-1], stop - 1
        if match.start() > done:
            yield done, match.start(), None
        yield match.start(), stop, meant
        done = stop
    if done < end:
        yield done, end, None
