"""Text put together from pieces of a file, which leads back to the places in the file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import field

from auditor.records import define, frozen
from auditor.source import Source, Span

Mark = tuple[int, int]


@frozen(slots=False)
class FileOrigin:
    """Where a text stood in the decoded file ``file``.

    Piece ``i`` begins at offset ``starts[i]`` of the text and at ``places[i]`` of the file; it stands for
    ``widths[i]`` characters of the file, or was copied character by character if that is -1.
    """

    file: str = field(repr=False)
    starts: array[int] = field(repr=False)
    places: array[int] = field(repr=False)
    widths: array[int] = field(repr=False)

    @cached_property
    def _lines(self) -> Source:
        return Source("", self.file)

    def place(self, span: Span) -> Span:
        """The characters of the file that a span of the text came from."""
        start, width = self._char(span.start)
        if not span.length:
            return Span(start, start)
        last, width = self._char(span.end - 1)
        return Span(start, max(start, last + width))

    def _char(self, offset: int) -> tuple[int, int]:
        if not self.starts:
            return 0, 0
        i = max(0, bisect_right(self.starts, offset) - 1)
        if self.widths[i] < 0:
            return self.places[i] + offset - self.starts[i], 1
        return self.places[i], self.widths[i]

    def locate(self, span: Span) -> Mapping[str, Any]:
        """Line and column (from 1) and offset in the file, of the beginning and of the end."""
        place = self.place(span)
        start, end = self._lines.position(place.start), self._lines.position(place.end)
        return {
            "file": {
                "start": {"line": start.line, "column": start.column, "offset": start.offset},
                "end": {"line": end.line, "column": end.column, "offset": end.offset},
            }
        }


@define
class Writer:
    """Puts a text together."""

    file: str = field(repr=False)
    parts: list[str] = field(factory=list, repr=False)
    length: int = 0
    _starts: array[int] = field(factory=lambda: array("q"), repr=False)
    _places: array[int] = field(factory=lambda: array("q"), repr=False)
    _widths: array[int] = field(factory=lambda: array("q"), repr=False)

    def copy(self, start: int, end: int) -> None:
        """Append characters of the file."""
        if end > start:
            self._piece(self.file[start:end], start, -1)

    def put(self, text: str, start: int, end: int | None = None) -> None:
        """Append ``text``, which stands for the characters ``start`` … ``end`` of the file (none: put in there)."""
        if text:
            self._piece(text, start, (start if end is None else end) - start)

    def _piece(self, text: str, place: int, width: int) -> None:
        self._starts.append(self.length)
        self._places.append(place)
        self._widths.append(width)
        self.parts.append(text)
        self.length += len(text)

    def mark(self) -> Mark:
        """Where the text ends now, for :meth:`since` and :meth:`rewind`."""
        return len(self.parts), self.length

    def since(self, mark: Mark) -> str:
        """What was written after a mark."""
        return "".join(self.parts[mark[0] :])

    def rewind(self, mark: Mark) -> None:
        """Take back what was written after a mark."""
        pieces, self.length = mark
        del self.parts[pieces:], self._starts[pieces:], self._places[pieces:], self._widths[pieces:]

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def origin(self) -> FileOrigin:
        """The way back."""
        return FileOrigin(self.file, self._starts, self._places, self._widths)
