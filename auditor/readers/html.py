"""Web pages: whole ones, of which the article is taken, and fragments.

Read with a tokenizer of our own, since positions must lead back into the file and no parser of HTML tells them.
"""

from __future__ import annotations

import codecs
import re

from auditor.errors import UncheckedError
from auditor.readers import Reader
from auditor.readers._encoding import decode
from auditor.readers._html_article import find_article, find_title, is_around, is_tool
from auditor.readers._html_text import PageText
from auditor.readers._html_tree import Element, build
from auditor.readers._limits import limits
from auditor.readers._mapped import Writer
from auditor.readers.text import normalise
from auditor.source import Source

_HEAD = 4096  # bytes in which a page shows what it is and says its encoding
_BEGINS = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--[^>]{0,1000}-->\s{0,200}){0,3}"
    rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title|style|div|p|table|section|article|h[1-6]|span|ul|ol|center|font"
    rb"|strong|b|br|a|img|link|script)[\s>/]",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"</(?:p|div|span|td|li|strong|h[1-6]|a|b|font)>|<(?:br|p)\s{0,2}/?>", re.IGNORECASE)
_LEAST_MARKUP = 3  # tags that make a text a fragment of a page
_CHARSET = re.compile(
    rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{1,30})", re.IGNORECASE
)
# What pages say, and what they are written in: gb2312 pages hold characters of its extensions (镕).
_CODECS = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030", "cp936", "windows-936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le", "unicode"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
_BEGINNING = 400  # characters of the article in which its title stands


def recognises(data: bytes) -> bool:
    """Whether some bytes are a page or a part of one."""
    head = _ascii(data)
    return bool(_BEGINS.match(head)) or (b"</" in head and len(_MARKUP.findall(head)) >= _LEAST_MARKUP)


def read_html(data: bytes, name: str, charset: str = "") -> Source:
    """The article of a page; ``charset`` is what the sender says.  Raises UncheckedError if there is no text."""
    text, encoding = _decode(data, name, charset)
    file = normalise(text)
    allowed = limits()
    root = build(file, allowed)
    if root is None:
        raise UncheckedError(f"网页的元素超过上限 {allowed.elements} 个", name)
    page = any(element.name in ("html", "body", "head") for element in root.elements())
    article = find_article(root) if page else root
    whole = root.weight
    outermost = article.name in ("#root", "html", "body")

    def skips(element: Element) -> bool:
        return page and (is_tool(element, whole) or (outermost and is_around(element, whole)))

    writer = Writer(file)
    PageText(writer, skips, cleans=page).write(article)
    if page and (title := find_title(root, article, file, writer.text()[:_BEGINNING])):
        titled = Writer(file)
        titled.put(title.text, title.start, title.end)
        titled.put("\n", title.end)
        PageText(titled, skips, cleans=page).write(article)
        writer = titled
    if not writer.text().strip():
        raise UncheckedError("网页里没有正文文字，没有可检查的内容", name)
    return Source(name, writer.text(), encoding, writer.origin())


def _ascii(data: bytes) -> bytes:
    """The beginning of the data, one byte for each character that is ASCII."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.replace(b"\0", b"")[2:]
    return head.removeprefix(codecs.BOM_UTF8)


def _decode(data: bytes, name: str, charset: str) -> tuple[str, str]:
    """Strict UTF-8 goes before what the page says, that before a guess: pages are often wrong about themselves."""
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        said = _CODECS.get((charset or _said(data)).lower())
    if said and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(said), said
        except UnicodeDecodeError:
            return decode(data, name)
    return decode(data, name)


def _said(data: bytes) -> str:
    found = _CHARSET.search(_ascii(data))
    return found[1].decode() if found else ""


READER = Reader(
    name="html",
    rank=40,  # after single-file pages, which contain some
    endings=frozenset({".html", ".htm", ".xhtml", ".shtml"}),
    recognises=recognises,
    read=read_html,
    title="网页（.html）",
)
