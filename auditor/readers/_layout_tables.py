"""Which lines are rows of a table, and in which column each of their cells stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.readers._layout_lines import Glyphs, Line

_OFF = 6.0  # points by which a cell may stand off its column

Slots = list[int]
"""For each column of a row the index of its cell, -1 for an empty one."""
_Box = tuple[float, float]


def find_rows(lines: Sequence[Line], pages: Sequence[Glyphs]) -> dict[int, Slots]:
    """The rows by ``id(line)``: lines with cells that follow each other, and single ones of three cells and more.

    The fullest row of a table shows its columns; a cell of another one belongs to that which it stands under.  Where
    that can't be told of some row, there is no table: a wrong column is worse than none.
    """
    found: dict[int, Slots] = {}
    table: list[Line] = []
    for line, after in pairwise([*lines, None]):
        if line is not None and line.cells:
            table.append(line)
        if table and (after is None or not after.cells):
            if len(table) > 1 or len(table[0].cells) > 1:
                found |= _table(table, pages)
            table = []
    return found


def _table(lines: Sequence[Line], pages: Sequence[Glyphs]) -> dict[int, Slots]:
    boxes = [_boxes(line, pages[line.page]) for line in lines]
    columns = max(boxes, key=len)
    slots = [_slots(cells, columns) for cells in boxes]
    return {id(line): each for line, each in zip(lines, slots, strict=True) if each} if all(slots) else {}


def _boxes(line: Line, page: Glyphs) -> list[_Box]:
    """Where the cells of a row begin and end."""
    return [
        (min(page.lefts[start:end]), max(page.rights[start:end]))
        for start, end in pairwise([line.start, *line.cells, line.end])
    ]


def _slots(cells: Sequence[_Box], columns: Sequence[_Box]) -> Slots:
    """The cells by column; empty if it can't be told where they belong."""
    if len(cells) == len(columns):
        return list(range(len(cells)))
    chosen = [min(range(len(columns)), key=lambda i: _distance(cell, columns[i])) for cell in cells]
    far = any(_distance(cell, columns[i]) > _OFF for cell, i in zip(cells, chosen, strict=True))
    if far or any(a >= b for a, b in pairwise(chosen)):
        return []
    return [chosen.index(i) if i in chosen else -1 for i in range(len(columns))]


def _distance(cell: _Box, column: _Box) -> float:
    """How far a cell stands from a column: both may be set to the left, to the right or in the middle."""
    left, right = cell[0] - column[0], cell[1] - column[1]
    return min(abs(left), abs(right), abs(left + right) / 2)
