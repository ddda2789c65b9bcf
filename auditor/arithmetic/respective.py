"""Numbers told one after the other, of which the text says 分别: 分别占总数的10%、8.6%."""

from __future__ import annotations

from itertools import takewhile
from typing import TypeVar

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Figure
from auditor.patterns import compiled

F = TypeVar("F", bound=Figure)

RESPECTIVELY = compiled(r"分别|依次")
_NEXT_IN_ROW = compiled(r"(?:[、，,；;和及与]|以及)占?")


def told_respectively(figure: F) -> list[F]:
    """The figures of its kind in the row to which a figure belongs, [] if the text does not say 分别."""
    kind = type(figure)
    figures = figure.sentence.figures if figure.sentence else []
    at = next((i for i, f in enumerate(figures) if f is figure), 0)
    first = at
    while first and isinstance(figures[first - 1], kind) and _NEXT_IN_ROW.fullmatch(figures[first].gap):
        first -= 1
    if not RESPECTIVELY.search(figures[first].lead):
        return []
    after = takewhile(lambda f: isinstance(f, kind) and _NEXT_IN_ROW.fullmatch(f.gap), figures[first + 1 :])
    row = [f for f in (figures[first], *after) if isinstance(f, kind)]
    behind = [SEMICOLON.match(f.gap) is not None for f in row[1:]]
    if any(behind) and not all(behind):  # 分别完成10个、12个和5个；121条…
        row = row[: behind.index(True) + 1]
    return row if any(f is figure for f in row) else []
