"""Quotes for people: the sentence around a place, cut to size, with nothing in it that a terminal would obey.

A notice is somebody else's text.  It may hold escape sequences, direction overrides (U+202E) or characters
without width; a report shows them as visible placeholders, never as they are.
"""

from __future__ import annotations

import re

from auditor.patterns import compiled
from auditor.records import frozen
from auditor.report import AuditedNotice
from auditor.source import Source, Span

# Unicode's categories Cc, Cf, Cs, Zl and Zp, and the blank letters of Hangul and Khmer, and U+FFFE/U+FFFF, which
# XML forbids: all that has an effect and no shape.  (unicodedata would need a tenth of a second to list them; a test compares.)
HIDDEN = compiled(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BREAK = compiled(r"\n\s*")
_ENDS = "。！？"
_CLOSING = "”’」』）)》\"'"

SENTENCE = 120
"""Characters of a sentence shown around a quote, and of a quote itself."""


def visible(text: str) -> str:
    """The text in one line; what would act instead of being seen becomes a placeholder (␛, ⟨U+202E⟩)."""
    return HIDDEN.sub(_placeholder, _BREAK.sub("⏎", text.replace("\r\n", "\n")))


def _placeholder(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 9:
        return " "
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def shorten(text: str, limit: int = SENTENCE) -> str:
    """The text itself, or its beginning and end with … between them, ``limit`` characters at most."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{text[: limit - tail - 1]}…{text[-tail:]}" if tail else f"{text[: limit - 1]}…"


@frozen
class Excerpt:
    """A quote inside its sentence; all three parts are visible text.  Cut sides end in …."""

    before: str
    quote: str
    after: str


def quote(source: Source, span: Span, limit: int = SENTENCE) -> str:
    """What stands at ``span``, as visible text of at most ``limit`` characters (placeholders count as one)."""
    if span.length <= limit:
        return visible(source.quote(span))
    tail = limit // 3
    head = source.text[span.start : span.start + limit - tail - 1]
    return visible(f"{head}…{source.text[span.end - tail : span.end]}")


def excerpt(audited: AuditedNotice, span: Span, limit: int = SENTENCE) -> Excerpt:
    """The quote in its sentence, about ``limit`` characters in all.

    A sentence ends at 。！？ or where its paragraph ends; a line that was only wrapped goes on.  Raises
    ValueError for a notice that was not read.
    """
    source = audited.source
    if source is None:
        raise ValueError(f"{audited.path} was not read")
    low, high = _paragraph(audited, source, span)
    room = max(40, limit - span.length)
    start = max(low, span.start - room // 2)
    left = source.text[start : span.start]
    cut = max(map(left.rfind, _ENDS)) + 1
    while 0 < cut < len(left) and left[cut] in _CLOSING:
        cut += 1
    before = left[cut:].lstrip()
    if not cut and start > low:
        before = "…" + before
    if span.end > span.start and source.text[span.end - 1] in _ENDS:
        return Excerpt(visible(before), quote(source, span, limit), "")
    end = min(high, span.end + max(20, room - len(before)))
    right = source.text[span.end : end]
    ends = [at for at in map(right.find, _ENDS) if at >= 0]
    after = right[: min(ends) + 1] if ends else right.rstrip() + ("…" if end < high else "")
    return Excerpt(visible(before), quote(source, span, limit), visible(after))


def _paragraph(audited: AuditedNotice, source: Source, span: Span) -> tuple[int, int]:
    """Where the paragraph around a span starts and ends: that of the outline, else the line."""
    if audited.notice is None:
        line = source.line_span(source.position(span.start).line)
        return line.start, max(line.end, span.end)
    notice = audited.notice
    first = notice.leaf_at(notice.logical_offset(span.start))
    last = notice.leaf_at(notice.logical_offset(max(span.start, span.end - 1)))
    low = notice.node_span(first).start if first else span.start
    high = notice.node_span(last).end if last else span.end
    return min(low, span.start), max(high, span.end)
