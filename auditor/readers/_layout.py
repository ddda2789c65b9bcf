"""From glyphs with boxes to paragraphs: what fixed-layout formats (PDF, OFD) have lost.

A glyph is a character and its box on a page, y upwards.  Glyphs are taken in the order in which the document
draws them, which is the reading order in practice.  They become lines, the lines at the edges of the pages that
are page numbers or run through the document go away, and lines are joined to paragraphs.

A line goes on in the next one if that is neither indented nor set apart, and if the first word of the next line
would not have fitted on it: whoever broke the lines did it greedily.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import field

from auditor.patterns import compiled
from auditor.readers._layout_cells import side_by_side
from auditor.readers._layout_lines import Glyphs, Line, lines_of, upright
from auditor.readers._layout_running import without_running
from auditor.readers._layout_tables import Slots, find_rows
from auditor.records import frozen
from auditor.source import Span

# Lengths in em, the width of a Han character of the line.
_INDENT = 0.8  # from here on a line is indented
_SIZE_CHANGE = 0.15  # lines whose sizes differ by a larger share belong to different paragraphs
_LEADING = 1.5  # a distance this many times the usual one sets paragraphs apart
_SCRIPT_GAP = 0.25  # which word processors leave between Han characters and Western ones
_CUT = 1.5  # the room on a line at whose end a number or a Western word is cut
_FIT = 0.02  # points by which positions are rounded
_WIDE = 0.75  # the share of a page's width that full lines reach to, if none are seen
_NARROW = 0.4  # the share of a page's width that running text takes, at least

_TAIL, _HEAD = compiled(r"[!-~]{1,80}\Z"), compiled(r"[!-~]{1,80}")
_ADDRESS = compiled(r"[@./_][!-~]")  # in mail addresses and the like, which have no blanks
_OPENS = frozenset("“‘（《〈【『「〔([{")
_CLOSES = frozenset("，。、；：！？）》〉】』」〕”’…—·,.;:!?)]}%％")
_MARKER = compiled(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[0-9]{1,2}[）)、]|[0-9]{1,2}[.．](?![0-9])"
    r"|问题\s?[0-9]|附件|[①-⑳]"
)
_ENDS = frozenset("。！？；：!?;:")
_NUMERALS = frozenset("一二三四五六七八九十")
_GOES_ON = frozenset("，、；：,;:")


@frozen
class PlacedText:
    """Text that leads back to glyphs: ``ids`` has one for each character, -1 for those that were put in;
    ``page_starts`` are the offsets at which the pages begin."""

    text: str = field(repr=False)
    ids: Sequence[int] = field(repr=False)
    page_starts: Sequence[int]

    def page(self, offset: int) -> int:
        """The page (from 1) on which a character stands."""
        return max(1, bisect_right(self.page_starts, offset))

    def glyphs(self, span: Span) -> Iterator[tuple[int, int]]:
        """Page (from 1) and id of each glyph of a span; those that were put in are left out."""
        for offset in range(span.start, span.end):
            if self.ids[offset] >= 0:
                yield self.page(offset), self.ids[offset]

    def locate(self, span: Span) -> dict[str, int]:
        """The page, as reports give it."""
        return {"page": self.page(span.start)}


def arrange(pages: Sequence[Glyphs]) -> PlacedText:
    """The text of some pages, one paragraph or table row to a line."""
    for page in pages:
        upright(page)
    drawn = [list(lines_of(page, number)) for number, page in enumerate(pages)]
    kept = without_running(drawn, pages)
    return _write([side_by_side(lines, page) for lines, page in zip(kept, pages, strict=True)], pages)


def _write(lines: list[list[Line]], pages: Sequence[Glyphs]) -> PlacedText:
    """Join the lines to paragraphs."""
    every = [line for each in lines for line in each]
    rows = find_rows(every, pages)
    margins = _margins([line for line in every if id(line) not in rows], pages)
    shape = _Shape(pages, margins, _usual_leading(every))
    parts: list[str] = []
    ids = array("l")
    starts: list[int] = []
    before: Line | None = None
    for line, after in zip(every, [*every[1:], None], strict=False):
        page = pages[line.page]
        if before is not None:
            apart = id(line) in rows or id(before) in rows
            apart = apart or shape.apart(before, line, after)
            glue = "\n" if apart else _glue(before, line)
            parts.append(glue)
            ids.extend([-1] * len(glue))
        starts += [len(ids)] * (line.page + 1 - len(starts))
        _put(line, page, parts, ids, rows.get(id(line)))
        before = line
    return PlacedText("".join(parts), ids, starts)


def _put(line: Line, page: Glyphs, parts: list[str], ids: array[int], row: Slots | None) -> None:
    """Write a line; a row as | cell | cell |.  Elsewhere one gap is two blanks, several are one each: no row."""
    cells = list(pairwise([line.start, *line.cells, line.end]))
    first, gap, last = ("| ", " | ", " |") if row else ("", "  " if len(cells) == 2 else " ", "")
    for number, slot in enumerate(row or range(len(cells))):
        mark = gap if number else first
        start, end = cells[slot] if slot >= 0 else (0, 0)
        parts += (mark, *page.chars[start:end])
        ids.extend([-1] * len(mark))
        ids.extend(page.ids[start:end])
    parts.append(last)
    ids.extend([-1] * len(last))


def _margins(lines: list[Line], pages: Sequence[Glyphs]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the running text on each page."""
    whole = _edges_of(lines)
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    margins = {}
    for number, own in by_page.items():
        rest = min(line.left for line in own), max(_WIDE * pages[number].width, *(line.right for line in own))
        usual = whole or rest
        found = _edges_of(own) or usual
        if found[1] - found[0] < _NARROW * pages[number].width:
            found = usual = rest
        # A page with few or short lines does not show its margins; pages of other widths have their own.
        same = abs(found[0] - usual[0]) < 3 * own[0].em and found[1] < usual[1] + own[0].em
        margins[number] = (min(found[0], usual[0]), max(found[1], usual[1])) if same else found
    return margins


def _edges_of(lines: list[Line]) -> tuple[float, float] | None:
    """The outermost edges that more than one line shares; None if there are none."""
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right - _hang(line), line.em) for line in lines)
    left = next((a for a, b in pairwise(lefts) if b - a < 0.3), None)
    right = next((b[0] for a, b in reversed(list(pairwise(rights))) if b[0] - a[0] <= b[1]), None)
    return None if left is None or right is None else (left, right)


def _hang(line: Line) -> float:
    """What a closing mark at the end may stand out over the margin."""
    return line.em if line.text[-1] in _CLOSES else 0


def _usual_leading(lines: list[Line]) -> float:
    """The distance from line to line."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    return median(steps) if steps else 0


@frozen
class _Shape:
    """How the running text is set: its edges on each page, and the usual distance from line to line."""

    pages: Sequence[Glyphs]
    margins: dict[int, tuple[float, float]]
    leading: float

    def full(self, a: Line, b: Line) -> bool:
        """Whether the first word of line ``b`` would not have fitted on line ``a``, or was cut there."""
        room = self.margins[a.page][1] + _FIT - a.right
        if _first_word(a, b, self.pages[b.page]) + a.blank > room:
            return True
        return _is_word(a.text[-1]) and _is_word(b.text[0]) and not a.blank and room < _CUT * a.em

    def apart(self, a: Line, b: Line, after: Line | None) -> bool:
        """Whether a new paragraph begins with line ``b``."""
        em = max(a.em, b.em)
        if abs(a.em - b.em) > _SIZE_CHANGE * em:
            return True
        if b.left > self.margins[b.page][0] + _INDENT * em or b.cells or a.cells:
            return True
        if a.page == b.page and a.bottom - b.bottom > _LEADING * self.leading:
            return True
        if not self.full(a, b):
            return True
        if _MARKER.match(b.text):
            # A number inside a sentence stands after one of these marks, but for 举一反｜三、 on a line that is full.
            room = a.right + em <= self.margins[a.page][1]
            return a.text[-1] not in _GOES_ON and (room or a.text[-1] in _ENDS or b.text[0] not in _NUMERALS)
        # Where a sentence ends with the line, what follows is a heading if it has no end of its own.
        return a.text[-1] in _ENDS and b.text[-1] not in _ENDS and not (after and self.full(b, after))


def _first_word(a: Line, b: Line, page: Glyphs) -> float:
    """The width of what can't be parted from the beginning of line ``b``, if it were to follow line ``a``."""
    chars, end, last = page.chars, b.start, min(b.end, b.start + 80)
    while end < last and chars[end] in _OPENS:
        end += 1
    western = _is_western(chars[end]) if end < last else False
    end += 1
    while end < last and (chars[end] in _CLOSES or (_is_western(chars[end]) and _is_western(chars[end - 1]))):
        end += 1
    gap = _SCRIPT_GAP * a.em if _is_western(a.text[-1]) != western else 0
    return page.rights[min(end, b.end) - 1] - b.left + gap


def _is_western(char: str) -> bool:
    return "!" <= char <= "~"


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _glue(a: Line, b: Line) -> str:
    """What joins two lines: the blank at which the line was broken, or one between two Western words."""
    if a.blank:
        return " "
    tail, head = _TAIL.search(a.text), _HEAD.match(b.text)
    if not tail or not head or _ADDRESS.search(tail[0] + head[0]):
        return ""
    return " " if tail[0][-1].isalpha() and head[0][0].isalpha() else ""
