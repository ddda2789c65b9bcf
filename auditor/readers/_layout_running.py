"""Lines that belong to the pages and not to the text: page numbers, headers, footers, what browsers print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.patterns import compiled
from auditor.readers._layout_lines import Glyphs, Line

_EDGE = 3  # lines at each end of a page that may run through all pages
_RUNNING = 0.5  # the share of pages that a running line stands on, at least
_MARGIN = 0.15  # the share of a page's height in which a bare number is its page number
_PAGE_NUMBER = compiled(
    r"[-—–－―·•~\s]{0,6}(?:第\s{0,3})?(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,5}|[ivxIVX]{1,6})(?:\s{0,3}页)?"
    r"(?:[\s,，、/|]{0,4}(?:共\s{0,3})?[0-9０-９]{1,4}(?:\s{0,3}页)?)?[-—–－―·•~\s]{0,6}"
)
# What browsers print at the edges of a page: the address with the page number; the date, the time and the title.
_PRINTED = compiled(
    r"(?:https?|file)://\S{3,}\s{0,4}(?:\S{1,9})?"
    r"|[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}[,，]?\s{0,3}(?:[上下]午)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AP]M)?\b.{0,200}"
)
_DIGITS = compiled(r"[0-9０-９]+")


def without_running(lines: list[list[Line]], pages: Sequence[Glyphs]) -> list[list[Line]]:
    """Drop page numbers and the lines that run through the pages."""
    edges = [_edge_lines(each) for each in lines]
    times = Counter(key for edge in edges for key in {_running_key(line) for line in edge})
    enough = max(2, _RUNNING * len(pages))
    dropped: set[int] = set()
    for edge, page in zip(edges, pages, strict=True):
        for line in edge:
            near = min(page.height - line.top, line.bottom) <= _MARGIN * page.height
            number = _PAGE_NUMBER.fullmatch(line.text) and _alone(line, edge)
            if (near and (number or _PRINTED.fullmatch(line.text))) or (
                len(pages) > 1 and times[_running_key(line)] >= enough
            ):
                dropped.add(id(line))
    return [[line for line in each if id(line) not in dropped] for each in lines]


def _edge_lines(lines: list[Line]) -> list[Line]:
    """The first and last few lines of a page by their height."""
    if len(lines) <= 2 * _EDGE:
        return lines
    high = sorted(lines, key=lambda line: -line.top)
    return high[:_EDGE] + high[-_EDGE:]


def _running_key(line: Line) -> tuple[str, int]:
    """Equal for lines that differ in their numbers only and stand at the same height."""
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / 3)


def _alone(line: Line, edge: Iterable[Line]) -> bool:
    """Whether nothing else stands beside a line: a number in a table's row is no page number."""
    return not any(
        other is not line and min(other.top, line.top) - max(other.bottom, line.bottom) > 0 for other in edge
    )
