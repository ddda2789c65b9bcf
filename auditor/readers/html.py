"""Web pages: whole ones, of which the article is taken, and fragments."""

from __future__ import annotations

import codecs
import re

from auditor.readers import Reader, later

_HEAD = 4096  # bytes in which a page shows what it is and says its encoding
_BEGINS = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--[^>]{0,1000}-->\s{0,200}){0,3}"
    rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title|style|div|p|table|section|article|h[1-6]|span|ul|ol|center|font"
    rb"|strong|b|br|a|img|link|script)[\s>/]",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"</(?:p|div|span|td|li|strong|h[1-6]|a|b|font)>|<(?:br|p)\s{0,2}/?>", re.IGNORECASE)
_LEAST_MARKUP = 3  # tags that make a text a fragment of a page


def recognises(data: bytes) -> bool:
    """Whether some bytes are a page or a part of one."""
    head = ascii_head(data)
    return bool(_BEGINS.match(head)) or (b"</" in head and len(_MARKUP.findall(head)) >= _LEAST_MARKUP)


def ascii_head(data: bytes) -> bytes:
    """The beginning of the data, one byte for each character that is ASCII."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.replace(b"\0", b"")[2:]
    return head.removeprefix(codecs.BOM_UTF8)


READER = Reader(
    name="html",
    rank=40,  # after single-file pages, which contain some
    endings=frozenset({".html", ".htm", ".xhtml", ".shtml"}),
    recognises=recognises,
    read=later("_html_reading", "read_html"),
    title="网页（.html）",
)
