"""Glyphs on pages, and the lines that they stand on."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from heapq import merge

from attrs import field

from auditor.characters.chinese import EAST
from auditor.lexicon import words
from auditor.patterns import compiled
from auditor.records import define

# In heights of the line's glyphs.
_GAP = 1.0  # from here on a gap sets two cells apart
_BACK = 0.3  # how far back a glyph may begin before the one before it
_TOUCH = 0.5  # how far a glyph that is drawn later may stand from the one beside it

_TAB = 3.0  # how far behind its number a list may begin
_NUMBER = compiled(
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}[、.．）)]"
)

_MOST = 2000  # glyphs of a line that later ones are put among


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
    """The lines of a page in the order in which they are drawn, each from left to right."""
    line: Line | None = None
    for later in _runs(page, number):
        if line is not None and _put_among(line, later, page):
            continue
        if line is not None:
            yield from measured(line, page)
        line = later
    if line is not None:
        yield from measured(line, page)


def _runs(page: Glyphs, number: int) -> Iterator[Line]:
    """What is drawn from left to right, a line or a part of it."""
    line: Line | None = None
    boxes = zip(page.chars, page.lefts, page.bottoms, page.rights, page.tops, strict=True)
    for i, (char, left, bottom, right, top) in enumerate(boxes):
        if line is not None and _beside(line, page.lefts[i - 1], left, bottom, top):
            if _is_gap(page, i - 1, line.right, left, char, line.top - line.bottom):
                line.cells.append(i)
            line.end, line.right = i + 1, max(line.right, right)
            if top - bottom > line.top - line.bottom:
                line.bottom, line.top = bottom, top
        else:
            if line is not None:
                yield line
            line = Line(number, i, i + 1, left, bottom, right, top)
    if line is not None:
        yield line


def _is_gap(page: Glyphs, last: int, right: float, left: float, char: str, height: float) -> bool:
    """Whether what lies between a glyph that ends at ``right`` and the next one sets two cells apart."""
    wide = left - right > _GAP * max(height, 1.0)
    return wide and not page.chars[last].isspace() and not char.isspace()


def _put_among(line: Line, later: Line, page: Glyphs) -> bool:
    """Put glyphs that are drawn after a line into the room it left for them; False if they are no part of it.

    Where the font of a line lacks some characters, programs draw these after the rest, with another font.
    """
    height = max(line.top - line.bottom, later.top - later.bottom)
    shared = min(line.top, later.top) - max(line.bottom, later.bottom)
    fits = shared >= 0.5 * height and later.end - line.start <= _MOST
    if not fits or not _fills(page, line, later, _TOUCH * height):
        return False
    order = list(
        merge(range(line.start, line.end), range(later.start, later.end), key=page.lefts.__getitem__)
    )
    page.reorder(line.start, order)
    line.end, line.right = later.end, max(line.right, later.right)
    line.left = min(line.left, later.left)
    line.bottom, line.top = min(line.bottom, later.bottom), max(line.top, later.top)
    line.cells = []
    right = line.left
    for i in range(line.start + 1, line.end):
        right = max(right, page.rights[i - 1])
        if _is_gap(page, i - 1, right, page.lefts[i], page.chars[i], height):
            line.cells.append(i)
    return True


def _is_numbered(line: Line, page: Glyphs) -> bool:
    """Whether the first of two cells is the number of a list, which a tab sets apart."""
    cell = line.cells[0]
    near = page.lefts[cell] - page.rights[cell - 1] <= _TAB * (line.top - line.bottom)
    return near and _NUMBER.fullmatch("".join(page.chars[line.start : cell])) is not None


def _fills(page: Glyphs, line: Line, later: Line, touch: float) -> bool:
    """Whether later glyphs stand between those of a line: over none of them, each run of them close to one."""
    inked = [i for i in range(line.start, line.end) if not page.chars[i].isspace()]
    middles = [(page.lefts[i] + page.rights[i]) / 2 for i in inked]
    runs: dict[int, tuple[float, float]] = {}  # left and right of those before each glyph of the line
    for i in range(later.start, later.end):
        if page.chars[i].isspace():
            continue
        left, right = page.lefts[i], page.rights[i]
        at = bisect(middles, (left + right) / 2)
        if at and (page.rights[inked[at - 1]] > (left + right) / 2 or middles[at - 1] > left):
            return False
        if at < len(inked) and (page.lefts[inked[at]] < (left + right) / 2 or middles[at] < right):
            return False
        low, high = runs.get(at, (left, right))
        runs[at] = min(low, left), max(high, right)
    inside = [at for at in runs if at < len(inked)]
    return bool(inside) and all(
        page.lefts[inked[at]] - runs[at][1] <= touch
        or (at > 0 and runs[at][0] - page.rights[inked[at - 1]] <= touch)
        for at in inside
    )


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
    if len(line.cells) == 1 and _is_numbered(line, page):
        line.cells = []
    widths = sorted(page.rights[i] - page.lefts[i] for i in inside if page.chars[i] >= EAST)
    # Not the median: some programs give the inked width of some glyphs.
    line.em = widths[len(widths) * 4 // 5] if widths else 0
    if line.em <= 0:
        line.em = max(line.top - line.bottom, 1.0)
    line.text = "".join(page.chars[line.start : line.end])
    yield line
