"""Plain text, whatever its encoding."""

from __future__ import annotations

from auditor.errors import UncheckedError
from auditor.readers import Reader
from auditor.readers._encoding import decode
from auditor.source import Source


def normalise(text: str) -> str:
    """The text with ``\\n`` newlines only; all other characters, NUL too, stay as they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes, name: str) -> Source:
    """The text in some bytes; raises UncheckedError if there is none or it can't be decoded."""
    if not data:
        raise UncheckedError("空文件，没有可检查的内容", name)
    text, encoding = decode(data, name)
    if not text.strip():
        raise UncheckedError("文件里只有空白，没有可检查的内容", name)
    return Source(name, normalise(text), encoding)


READER = Reader(
    name="text",
    rank=100,  # the last: any bytes may be text
    endings=frozenset({".txt", ".text", ""}),
    recognises=lambda data: True,
    read=read_text,
    title="纯文本（.txt）",
)
