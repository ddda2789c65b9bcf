"""Clauses in a row, with several figures, that a notice tells word for word in two accounts.

…建成料仓4座，安装喷淋设施26套，硬化道路3.1公里 below one problem and below another one: measures in words alone are formulas
that may stand twice, these were copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.characters.clauses import Clauses, cuts
from auditor.claims import Quantity
from auditor.notice import BODY, Notice

Range = tuple[int, int]

LEAST_FIGURES = 3
_SHORTEST = 6  # characters of a clause that begins such a row
_SPANS = frozenset(("duration", "age", "group"))  # units whose numbers are those of formulas, too


def told_again(notice: Notice, shortest: int) -> Iterator[tuple[Range, Range]]:
    """The first and the second place of each row of clauses, at least ``shortest`` characters long, in one chapter."""
    clauses = cuts(notice)[1]
    for first, second, length in same_rows(clauses, _SHORTEST, _has_other_signs):
        one, other = (within_its_leaf(notice, clauses, at, length) for at in (first, second))
        if one is None or other is None:
            continue
        size = min(one[1] - one[0], other[1] - other[0])
        if size >= shortest and in_one_chapter(notice, one[0], other[0]) and _has_figures(notice, *other):
            yield (one[0], one[0] + size), (other[0], other[0] + size)


def _has_other_signs(part: str) -> bool:
    return not part.isalpha()


def same_rows(
    clauses: Clauses, shortest: int, wanted: Callable[[str], bool]
) -> Iterator[tuple[int, int, int]]:
    """Where a wanted clause stands for the first time and again, and how many clauses are the same from there on."""
    parts = clauses.parts
    seen: dict[str, int] = {}
    end = 0  # of the last row
    for i, part in enumerate(parts):
        if i < end or len(part) < shortest or not wanted(part):
            continue
        first = seen.setdefault(part, i)
        if first == i:
            continue
        end = i + 1
        while (
            end < len(parts) and parts[end] and parts[end] == parts[first + end - i] and first + end - i < i
        ):
            end += 1
        yield first, i, end - i


def within_its_leaf(notice: Notice, clauses: Clauses, at: int, length: int) -> Range | None:
    """Where a row of clauses stands, as far as it lies in one paragraph of the text; None outside of it."""
    start = clauses.span(at)[0]
    leaf = notice.leaf_at(start)
    if leaf is None or leaf.kind not in BODY:
        return None
    return start, min(clauses.span(at + length - 1)[1], leaf.end)


def in_one_chapter(notice: Notice, first: int, second: int) -> bool:
    """Whether two places lie in one chapter, so that neither is the overview of the other, or the notice has none."""
    one, other = (next(iter(notice.section_path(at)), None) for at in (first, second))
    return one is other or all(section is not None and section.level > 1 for section in (one, other))


def _has_figures(notice: Notice, start: int, end: int) -> bool:
    """Whether so many things are counted there; how many problems are solved may be told twice."""
    return sum(_counts(q) for q in notice.claims.quantities_in(start, end)) >= LEAST_FIGURES


def _counts(q: Quantity) -> bool:
    return not q.named and q.unit.kind not in _SPANS and q.noun != "问题"
