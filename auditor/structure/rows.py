"""Lines that are rows of a table: their cells stand between bars, tabs, wide blanks or, in a run of figures, single blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from auditor import lexicon
from auditor.characters.chinese import HAN
from auditor.patterns import compiled

LONGEST = 120  # characters of a row whose columns single blanks part
SPACED_ROWS = 3  # so many rows below the header, before single blanks part columns
SPACED_FIGURES = 2  # so many columns of figures alone
BLANKS = " \u3000\xa0"
BARS = "|｜│"

_COLUMN_GAP = compiled(rf"\t|[{BLANKS}]{{2,}}")
_WIDE_GAP = compiled(r"[ \t\xa0]*\u3000[ \t\u3000\xa0]*|[ \xa0]{2,}")
BAR = compiled(rf"[{BARS}]")
_FIGURE = compiled(r"[0-9][0-9,.]*[%‰]?\Z")
_COUNT = compiled(r"(?:[0-9][0-9,.]*[%％‰个项件起宗处名人次户家份元亩]?|[—–－/／-]{1,2})\Z")

Cells = list[str]


@cache
def justified() -> str:
    """A pattern for the words of two characters that are printed with blanks between them: 合　计, 序 号."""
    return "|".join(f"[{BLANKS}]{{0,8}}".join(word) for word in lexicon.words("tables", "justified"))


def is_row(line: str) -> bool:
    """Whether a line alone looks like a row: cells between bars, three columns at least without outer bars or set apart by blanks."""
    if line.startswith("|") and line.endswith("|") and len(line) > 2:
        return True
    if line.count(" | ") >= 2:
        return True
    return "。" not in line and len(_COLUMN_GAP.findall(line)) >= 2


def figure_rows(lines: Sequence[str]) -> set[int]:
    """The lines that are a table's rows by what stands above and below them.

    They have the same number of columns, and all but the head hold figures.
    """
    return (
        _runs([_between_bars(line) for line in lines], _holds_figures)
        | _runs([_between_tabs(line) for line in lines], _holds_figures)
        | _runs([_between_wide_blanks(line) for line in lines], _holds_figures_in_three)
        | _runs([_between_blanks(line) for line in lines], _has_columns_of_figures)
    )


def _runs(cells: Sequence[Cells], is_table: Callable[[Sequence[Cells]], bool]) -> set[int]:
    """The lines of all runs with the same number of cells that are a table."""
    found: set[int] = set()
    start = 0
    for i in range(1, len(cells) + 1):
        if i == len(cells) or len(cells[i]) != len(cells[start]):
            if i - start > 2 and len(cells[start]) > 1 and is_table(cells[start:i]):
                found.update(range(start, i))
            start = i
    return found


def _between_bars(line: str) -> Cells:
    return [cell.strip() for cell in BAR.split(line)] if "。" not in line and BAR.search(line) else []


def _between_tabs(line: str) -> Cells:
    return [cell.strip() for cell in line.split("\t")] if "\t" in line and "。" not in line else []


def _between_wide_blanks(line: str) -> Cells:
    return _WIDE_GAP.split(_joined(line)) if line.count("\u3000") > 1 and "。" not in line else []


def _between_blanks(line: str) -> Cells:
    if len(line) > LONGEST or line.count(" ") + line.count("\xa0") < 2 or not {*"。；，："}.isdisjoint(line):
        return []
    return _joined(line).split()


def _joined(line: str) -> str:
    """A line in which 合　计 has no blank."""
    return _justified().sub(lambda match: match[0][0] + match[0][-1], line)


@cache
def _justified() -> re.Pattern[str]:
    return compiled(rf"(?:\A|(?<=[{BLANKS}]))(?:{justified()})(?=[{BLANKS}]|\Z)")


def _holds_figures(rows: Sequence[Cells]) -> bool:
    return all(any(map(_FIGURE.match, row)) for row in rows[1:])


def _holds_figures_in_three(rows: Sequence[Cells]) -> bool:
    return len(rows[0]) > 2 and _holds_figures(rows)


def _has_columns_of_figures(rows: Sequence[Cells]) -> bool:
    """Whether two columns at least hold figures alone below a heading in words."""
    header, *body = rows
    if len(header) < 3 or len(body) < SPACED_ROWS or any(map(_COUNT.match, header)):
        return False
    columns = list(zip(*body, strict=True))
    figures = [all(map(_COUNT.match, column)) and any(map(_FIGURE.match, column)) for column in columns]
    return sum(figures) >= SPACED_FIGURES and all(map(HAN.search, header))
