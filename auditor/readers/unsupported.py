"""Formats that are known and can't be read: they are named, never read as text."""

from __future__ import annotations

from functools import cache

from attrs import field

from auditor.errors import UncheckedError
from auditor.lexicon import entries
from auditor.readers import Reader
from auditor.records import frozen
from auditor.source import Source

_HEAD = 1024  # bytes in which a textual format shows what it is


@frozen
class FileFormat:
    """How a format is recognised: by the bytes ``magic`` (hexadecimal) at its beginning, by one of the words in
    ``begins`` (case and blanks before it do not matter), and, if given, by the bytes ``contains`` further on."""

    title: str
    magic: str = ""
    begins: tuple[str, ...] = field(default=(), converter=tuple)
    contains: str = ""
    endings: tuple[str, ...] = field(default=(), converter=tuple)
    advice: str = ""

    def matches(self, data: bytes, head: str) -> bool:
        """Whether the bytes are of this format; ``head`` is their beginning as lower-case text."""
        if self.magic and not data.startswith(bytes.fromhex(self.magic)):
            return False
        if self.begins and not head.startswith(self.begins):
            return False
        return self.contains.encode() in data


@cache
def _known() -> tuple[FileFormat, ...]:
    return entries("file_formats", "formats", FileFormat)


def _find(data: bytes) -> FileFormat | None:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower().decode("latin-1")
    return next((each for each in _known() if each.matches(data, head)), None)


def refuse(data: bytes, name: str) -> Source:
    """Say what the bytes are: always raises UncheckedError."""
    found = _find(data)
    if found is None:
        raise UncheckedError("无法识别文件格式", name)
    advice = f"；{found.advice}" if found.advice else ""
    raise UncheckedError(f"这是{found.title}，目前不能直接检查{advice}", name)


READER = Reader(
    name="unsupported",
    rank=90,  # after the readers of particular formats, before plain text
    endings=frozenset(ending for each in _known() for ending in each.endings),
    recognises=lambda data: _find(data) is not None,
    read=refuse,
)
