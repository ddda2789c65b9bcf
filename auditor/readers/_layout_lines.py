"""Glyphs on pages, and the lines that they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from attrs import field

from auditor.characters.chinese import EAST
from auditor.lexicon import words
from auditor.records import define

# In heights of the line's glyphs.
_GAP = 1.0  # from here on a gap sets two cells apart
_BACK = 0.3  # how far back a glyph may begin before the one before it


@define
class Glyphs:
    """The characters of one page with their boxes, in points; ``ids`` are the reader's own names for them."""

    width: float
    height: float
    chars: list[str] = field(factory=list, repr=False)
    lefts: list[float] = field(factory=list, repr=False)
    bottoms: list[float] = field(factory=list, repr=False)
    rights: list[float] = field(factory=list, repr=False)
    tops: list[float] = field(factory=list, repr=False)
    ids: list[int] = field(factory=list, repr=False)

    def add(self, char: str, box: tuple[float, float, float, float], id: int) -> None:
        """Add a character; ``box`` is left, bottom, right, top."""
        self.chars.append(char)
        self.lefts.append(box[0])
        self.bottoms.append(box[1])
        self.rights.append(box[2])
        self.tops.append(box[3])
        self.ids.append(id)

    def reorder(self, start: int, order: Sequence[int]) -> None:
        """Put the characters ``order`` in the place of those from ``start`` on, which they are."""
        end = start + len(order)
        self.chars[start:end] = [self.chars[i] for i in order]
        for values in (self.lefts, self.bottoms, self.rights, self.tops):
            values[start:end] = [values[i] for i in order]
        self.ids[start:end] = [self.ids[i] for i in order]


@define
class Line:
    """Glyphs beside each other; ``cells`` are the indexes at which a new cell begins."""

    page: int
    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    em: float = 0
    text: str = ""
    cells: list[int] = field(factory=list)
    blank: float = 0  # the width of the blank that it ended with


@cache
def _radicals() -> dict[int, str]:
    return {ord(pair[0]): pair[1:] for pair in words("radicals", "pairs")}


def upright(page: Glyphs) -> None:
    """Put ideographs in the place of radicals that look the same."""
    page.chars[:] = "".join(page.chars).translate(_radicals())  # one character for one


def lines_of(page: Glyphs, number: int) -> Iterator[Line]:
    """The lines of a page in the order in which they are drawn."""
    line: Line | None = None
    boxes = zip(page.chars, page.lefts, page.bottoms, page.rights, page.tops, strict=True)
    for i, (char, left, bottom, right, top) in enumerate(boxes):
        if line is not None and _beside(line, page.lefts[i - 1], left, bottom, top):
            size = max(line.top - line.bottom, 1.0)
            if left - line.right > _GAP * size and not page.chars[i - 1].isspace() and not char.isspace():
                line.cells.append(i)
            line.end, line.right = i + 1, max(line.right, right)
            if top - bottom > line.top - line.bottom:
                line.bottom, line.top = bottom, top
        else:
            if line is not None:
                yield from measured(line, page)
            line = Line(number, i, i + 1, left, bottom, right, top)
    if line is not None:
        yield from measured(line, page)


def _beside(line: Line, before: float, left: float, bottom: float, top: float) -> bool:
    """Whether a glyph goes on in a line whose last one begins at ``before``; boxes of dashes may overlap."""
    height = line.top - line.bottom
    shared = min(top, line.top) - max(bottom, line.bottom)
    return shared >= 0.5 * min(top - bottom, height) and left >= before - _BACK * max(height, top - bottom)


def measured(line: Line, page: Glyphs) -> Iterator[Line]:
    """The line without blanks at its ends, with its size; nothing if it is blank."""
    while line.start < line.end and page.chars[line.start].isspace():
        line.start += 1
    while line.end > line.start and page.chars[line.end - 1].isspace():
        line.end -= 1
        line.blank = max(0.0, page.rights[line.end] - page.lefts[line.end])
    if line.start == line.end:
        return
    inside = range(line.start, line.end)
    line.left, line.right = page.lefts[line.start], max(page.rights[i] for i in inside)
    line.cells = [cell for cell in line.cells if line.start < cell < line.end]
    if len(line.cells) > 1 and line.end - line.start == len(line.cells) + 1:
        spaced = all(page.chars[i] >= EAST for i in inside)  # a word with its characters apart: 公 示 栏
        line.cells = [] if spaced else line.cells
    widths = sorted(page.rights[i] - page.lefts[i] for i in inside if page.chars[i] >= EAST)
    # Not the median: some programs give the inked width of some glyphs.
    line.em = widths[len(widths) * 4 // 5] if widths else 0
    if line.em <= 0:
        line.em = max(line.top - line.bottom, 1.0)
    line.text = "".join(page.chars[line.start : line.end])
    yield line
