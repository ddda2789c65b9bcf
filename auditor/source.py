"""The decoded text of one document and its coordinates.

Every offset is counted in Unicode code points of :attr:`Source.text`, from 0, end exclusive; lines and
columns count from 1.  Other units (UTF-8 bytes, terminal cells) are derived here and nowhere else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from attrs import field

from auditor.records import frozen


class Span(NamedTuple):
    """A range of code points in a source text, ``start`` included and ``end`` not."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character; an empty span overlaps what it touches."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place in a source text: line and column from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class Origin(Protocol):
    """Where the text of a source stood in the document that it was taken from.  Each reader has its own kind."""

    def locate(self, span: Span) -> Mapping[str, Any]:
        """The place of a span as data for reports: ``page``, ``paragraph``, ``cell``, ``run`` or ``file``."""


@frozen(slots=False, eq=False)
class Source:
    """One document as text.

    ``text`` has ``\\n`` newlines only.  ``encoding`` names how the bytes were decoded ("utf-8", "gb18030", …;
    "str" for text handed over by a caller).  ``path`` is what the user called the document.  ``origin`` leads back
    into a document that is not plain text.
    """

    path: str
    text: str = field(repr=False)
    encoding: str = "str"
    origin: Origin | None = field(default=None, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of ``offset`` (0 … len(text)); raises ValueError outside the text."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text of {len(self.text)} characters")
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1, offset)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a place; raises ValueError if there is no such line or column."""
        if not 1 <= line <= len(self._line_starts):
            raise ValueError(f"no line {line}: the text has {len(self._line_starts)}")
        span = self.line_span(line)
        if not 1 <= column <= span.length + 1:
            raise ValueError(f"no column {column} on line {line}: it has {span.length} characters")
        return span.start + column - 1

    def line_span(self, line: int) -> Span:
        """The characters of a line, without its newline."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return Span(start, end)

    def quote(self, span: Span) -> str:
        """The text a span points at."""
        return self.text[span.start : span.end]

    def utf8(self, offset: int) -> int:
        """UTF-8 bytes between the start of the text and ``offset``."""
        return len(self.text[:offset].encode("utf-8", "surrogatepass"))


def cells(text: str) -> int:
    """Terminal cells of ``text``: full-width characters take two, combining and control ones none."""
    total = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cc", "Cf"):
            continue
        total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total
