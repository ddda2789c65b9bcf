"""Web pages: whole ones, of which the article is taken, and fragments.

Read with a tokenizer of our own, since positions must lead back into the file and no parser of HTML tells them.
"""

from __future__ import annotations

import codecs
import re

from auditor.errors import UncheckedError
from auditor.readers._encoding import decode
from auditor.readers._html_article import find_article, find_title, is_around, is_tool
from auditor.readers._html_text import PageText
from auditor.readers._html_tree import Element, build
from auditor.readers._limits import limits
from auditor.readers._mapped import Writer
from auditor.readers.html import ascii_head
from auditor.readers.text import normalise
from auditor.source import Source

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
    found = _CHARSET.search(ascii_head(data))
    return found[1].decode() if found else ""
