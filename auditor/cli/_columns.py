"""Columns of a table on a terminal, cells wrapped as Chinese text; no character is ever cut off."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from auditor.presentation.wrapping import breaks

_GAP = 2
_NARROW = 40  # cells for the columns of words, the shorter of which holds a Western word; with less, rows are stacked

Row = Sequence[Text]


def columns(headings: Sequence[str], rows: Sequence[Row], width: int, *, right: int) -> Iterator[Text]:
    """The lines of a table at most ``width`` cells wide.

    The last two columns are words and share the room that the others leave; column ``right`` is set to the right.
    """
    heads = [Text(each, "bold") for each in headings]
    natural = [max(cell_len(row[i].plain) for row in (heads, *rows)) for i in range(len(headings))]
    room = width - sum(natural[:-2]) - _GAP * (len(headings) - 1)
    if room < _NARROW and room < sum(natural[-2:]):
        yield from _stacked(rows, width)
        return
    first = min(natural[-2], max(room - natural[-1], room * 2 // 5))
    widths = [*natural[:-2], first, room - first]
    for row in (heads, *rows):
        yield from _row(row, widths, right)


def show(lines: Iterable[Text], *, color: bool) -> None:
    """Print lines as they are."""
    console = Console(
        file=sys.stdout, force_terminal=color, no_color=not color, markup=False, emoji=False, highlight=False
    )
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)


def wrapped(words: Text, width: int) -> list[Text]:
    """Words in lines of at most ``width`` cells, one line at least."""
    lines = list(words.divide(breaks(words.plain, width)))
    for line in lines:
        line.rstrip()
    return lines


def _row(row: Row, widths: Sequence[int], right: int) -> Iterator[Text]:
    cells = [wrapped(cell, max(2, size)) for cell, size in zip(row, widths, strict=True)]
    for i in range(max(map(len, cells))):
        line = Text()
        for column, (cell, size) in enumerate(zip(cells, widths, strict=True)):
            words = cell[i] if i < len(cell) else Text()
            blank = " " * max(0, size - cell_len(words.plain))
            parts = (blank, words) if column == right else (words, blank)
            line.append_text(Text.assemble(*parts, " " * _GAP))
        line.rstrip()
        yield line


def _stacked(rows: Sequence[Row], width: int) -> Iterator[Text]:
    """Each row as a few lines: the short columns in one, the words below them."""
    for row in rows:
        yield from wrapped(Text("  ").join(row[:-2]), width)
        for words in row[-2:]:
            if words.plain:
                yield from (Text.assemble("  ", line) for line in wrapped(words, width - 2))
