"""Places in a text: lines, columns, offsets and their units."""

from __future__ import annotations

import pytest

from auditor.source import Position, Source, Span, cells

TEXT = "甲乙\n\n𠮷a丙\n"


@pytest.fixture
def source() -> Source:
    """Four lines, one empty, one with a character beyond the basic plane."""
    return Source("a.txt", TEXT)


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (4, 3, 1), (6, 3, 3), (8, 4, 1)]
)
def test_position(source: Source, offset: int, line: int, column: int) -> None:
    """Lines and columns count from 1, in code points; the newline belongs to its line."""
    assert source.position(offset) == Position(line, column, offset)
    assert source.offset(line, column) == offset


@pytest.mark.parametrize("offset", [-1, 9])
def test_position_outside(source: Source, offset: int) -> None:
    """An offset outside the text is an error that says so."""
    with pytest.raises(ValueError, match="outside the text"):
        source.position(offset)


@pytest.mark.parametrize(("line", "column"), [(0, 1), (5, 1), (1, 4), (1, 0)])
def test_offset_outside(source: Source, line: int, column: int) -> None:
    """There is no such line or column."""
    with pytest.raises(ValueError, match=r"no (line|column)"):
        source.offset(line, column)


def test_other_units(source: Source) -> None:
    """Bytes count from the start of the text."""
    assert source.utf8(source.offset(3, 2)) == 3 + 3 + 1 + 1 + 4


def test_only_newline_ends_a_line() -> None:
    """Form feeds, U+2028 and the like stay inside their line."""
    assert Source("a", "甲\x0b乙\x0c丙\x85丁\u2028戊").position(8).line == 1


def test_quote(source: Source) -> None:
    """What a span points at."""
    assert source.quote(Span(4, 6)) == "𠮷a"
    assert source.quote(source.line_span(1)) == "甲乙"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Span(0, 2), Span(1, 3), True),
        (Span(0, 2), Span(2, 3), False),
        (Span(2, 2), Span(0, 2), True),
        (Span(3, 3), Span(0, 2), False),
    ],
)
def test_overlaps(a: Span, b: Span, expected: bool) -> None:
    """Spans overlap if they share a character; an empty one overlaps what it touches."""
    assert a.overlaps(b) is b.overlaps(a) is expected


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("，", 2), ("e\u0301", 1), ("\x1b", 0), ("\u200b", 0)]
)
def test_cells(text: str, width: int) -> None:
    """Full-width characters take two cells, combining and control characters none."""
    assert cells(text) == width
