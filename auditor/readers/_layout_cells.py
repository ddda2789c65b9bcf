"""Rows of tables: cells that stand side by side, though they are drawn one after the other and have several lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.readers._layout_lines import Glyphs, Line, measured
from auditor.records import define

_MOST = 60  # lines of one row
_TOUCH = 0.3  # em by which cells may overlap or differ in height
_NEAR = 1.5  # heights of a line between lines of one cell


def side_by_side(lines: list[Line], page: Glyphs) -> list[Line]:
    """The lines of a page, those of a row as one line with its cells."""
    pieces = [piece for line in lines for piece in _pieces(line, page)]
    out: list[Line] = []
    done = 0  # lines of ``out`` that are no longer open: rows, and what stands before them
    at = 0
    while at < len(pieces):
        first = _first(out, done, pieces[at])
        if first is None:
            out.append(pieces[at])
            at += 1
            continue
        row = _Row([out[first:], [pieces[at]]])
        at = row.extend(pieces, at + 1)
        del out[first:]
        out.append(row.joined(page))
        done = len(out)
    return out


def _pieces(line: Line, page: Glyphs) -> Iterator[Line]:
    """The cells of a line, each as a line; the line itself if it has none."""
    if not line.cells:
        yield line
        return
    edges = [line.start, *line.cells, line.end]
    for start, end in pairwise(edges):
        piece = Line(line.page, start, end, 0, line.bottom, 0, line.top)
        yield from measured(piece, page)


def _first(lines: list[Line], done: int, line: Line) -> int | None:
    """Where the row begins whose next cell ``line`` opens; None if it opens none.

    It does if the line before it stands left of it and not higher.  The cell before it begins level with it, or, if
    cells are centred, as far above its middle as it ends below.
    """
    touch = _TOUCH * line.em
    if len(lines) == done or lines[-1].bottom > line.bottom + touch:
        return None
    highest = line.top + line.bottom - lines[-1].bottom + touch
    first = None
    for i in range(len(lines) - 1, max(done, len(lines) - _MOST) - 1, -1):
        before = lines[i]
        if before.right > line.left + touch or before.top > highest:
            break
        first = i
        if abs(before.bottom - line.bottom) <= touch:
            break
    return first


@define
class _Row:
    """The cells of a row from left to right, each the lines in it."""

    cells: list[list[Line]]

    def extend(self, lines: list[Line], at: int) -> int:
        """Add what belongs to the row from ``at`` on; returns where it ends."""
        right = max(line.right for cell in self.cells for line in cell)
        waiting: list[Line] = []  # under the last cell; they are its lines if another cell follows
        while at < len(lines) and len(waiting) < _MOST:
            line, last = lines[at], (waiting or self.cells[-1])[-1]
            touch = _TOUCH * line.em
            if line.left >= right - touch and line.bottom >= last.bottom - touch and self._level(lines, at):
                self.cells[-1] += waiting
                self.cells.append([line])
                waiting = []
            elif self._under(line, last):
                waiting.append(line)
            else:
                break
            right = max(right, line.right)
            at += 1
        own = self._continued(waiting)
        self.cells[-1] += waiting[:own]
        return at - len(waiting) + own

    def _level(self, lines: list[Line], at: int) -> bool:
        """Whether the line at ``at``, or one right below it, is as high as the row."""
        bottom = min(each.bottom for cell in self.cells for each in cell)
        top = max(each.top for cell in self.cells for each in cell)
        for number in range(at, min(len(lines), at + _MOST)):
            line = lines[number]
            if line.bottom < top and line.top > bottom:
                return True
            below = lines[number + 1] if number + 1 < len(lines) else line
            near = 0 < line.bottom - below.bottom < (1 + _NEAR) * (line.top - line.bottom)
            if not near or below.left > line.right or below.right < line.left:
                return False
        return False

    def _under(self, line: Line, last: Line) -> bool:
        """Whether a line may go on in the last cell, below ``last``."""
        cell = self.cells[-1]
        beside = max((each.right for other in self.cells[:-1] for each in other), default=line.left)
        return (
            line.bottom < last.bottom
            and last.bottom - line.top < _NEAR * (line.top - line.bottom)
            and line.left >= beside - _TOUCH * line.em
            and line.left <= max(each.right for each in cell)
        )

    def _continued(self, lines: list[Line]) -> int:
        """How many lines go on in the last cell of the row: they begin where it does, and each follows a full one."""
        before = self.cells[-1][-1]
        for count, line in enumerate(lines):
            touch = _TOUCH * line.em
            if abs(line.left - before.left) > touch or line.right > before.right + touch:
                return count
            before = line
        return len(lines)

    def joined(self, page: Glyphs) -> Line:
        """One line of all cells; the page's glyphs are put in that order."""
        lines = [line for cell in self.cells for line in cell]
        start, end = min(line.start for line in lines), max(line.end for line in lines)
        order: list[int] = []
        begins: list[int] = []
        for cell in self.cells:
            begins.append(start + len(order))
            for line in cell:
                order.extend(range(line.start, line.end))
        size, taken = len(order), set(order)
        order += [i for i in range(start, end) if i not in taken]  # blanks between the lines
        page.reorder(start, order)
        bottom, top = min(line.bottom for line in lines), max(line.top for line in lines)
        line = Line(lines[0].page, start, start + size, 0, bottom, 0, top, cells=begins[1:])
        return next(measured(line, page))
