"""Single-file web pages (.mht; RFC 2557): a mail message whose first part in HTML is the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.errors import UncheckedError
from auditor.readers import Reader
from auditor.source import Source

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 4096  # bytes in which the message's headers say what it is
_HEADER = re.compile(
    rb"\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,40}"
)
_KIND = re.compile(rb"^content-type:\s{0,10}(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_BOUNDARIES = 20  # multipart parts within each other; a saved page has one or two


def recognises(data: bytes) -> bool:
    """Whether some bytes are a message with a page in it."""
    headers = _HEADER.match(data, 0, _HEAD)
    return bool(headers and _KIND.search(headers[0]))


def read_mht(data: bytes, name: str) -> Source:
    """The article of the page.  Positions lead into the decoded page.  Raises UncheckedError if there is none."""
    import email  # slow to import, and most runs have no such page

    from auditor.readers._html_reading import read_html

    if data.count(b"boundary=") > _BOUNDARIES:
        raise UncheckedError("单文件网页的结构嵌套过多，不是正常保存的网页", name)
    page = next(_pages(email.message_from_bytes(data)), None)
    if page is None:
        raise UncheckedError("单文件网页里没有网页正文，文件可能不完整", name)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UncheckedError("单文件网页的正文是空的，文件可能不完整", name)
    return read_html(content, name, page.get_content_charset() or "")


def _pages(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield part


READER = Reader(
    name="mht",
    rank=30,
    endings=frozenset({".mht", ".mhtml"}),
    recognises=recognises,
    read=read_mht,
    title="单文件网页（.mht）",
)
