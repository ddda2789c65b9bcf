"""Line breaks for Chinese text on a terminal: between any two characters, but not before a closing mark,
not after an opening one, and not inside a number or a Latin word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from auditor.patterns import compiled

if TYPE_CHECKING:
    from rich.text import Text

_TOKEN = compiled(r"[!-~]{1,16}|(?s:.)")
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’…—·,.;:!?)]}%％〉")
_NOT_LAST = frozenset("（《「『【〔“‘([{〈")
_HANG = 2
_BACK = 6  # tokens a break may move to the left
_HAN = "\u2e80"  # Chinese characters are above


def wrap(text: Text, width: int) -> list[Text]:
    """The text in lines of at most ``width`` terminal cells (at least 20); one empty line for an empty text."""
    lines = text.divide(breaks(text.plain, max(20, width)))
    for line in lines:
        line.rstrip()
    return list(lines)


def fold(words: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` terminal cells; what goes on is set in by two more than its line."""
    for line in words.split("\n"):
        if cell_len(line) <= width:
            yield line
            continue
        body = line.lstrip(" ")
        indent = " " * (len(line) - len(body))
        cuts = [0, *breaks(body, max(2, width - len(indent) - _HANG)), len(body)]
        for start, end in pairwise(cuts):
            hang = " " * _HANG if start else ""
            yield f"{indent}{hang}{body[start:end].rstrip()}"


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which new lines begin.  Blanks at the end of a line may stand out; they are not seen."""
    cuts: list[int] = []
    starts: list[int] = []  # of the tokens in the current line
    used = 0
    for token in _TOKEN.finditer(text):
        size = cell_len(token[0])
        starts.append(token.start())
        used += size
        if used > width and not token[0].isspace():
            cuts.append(_best(text, starts, token.end(), width))
            starts = [start for start in starts if start >= cuts[-1]]
            used = cell_len(text[cuts[-1] : token.end()])
    return cuts


def _best(text: str, starts: list[int], end: int, width: int) -> int:
    """The last token before which the line may be broken; the very last if none of the last few will do."""
    for at in starts[: -_BACK - 1 : -1]:
        if at > starts[0] and _may_break(text, at) and cell_len(text[at:end]) <= width:
            return at
    return starts[-1]


def _may_break(text: str, at: int) -> bool:
    """Whether a line may begin at ``at``; the blanks of “第 9 行” hold it together."""
    first, last = text[at], text[at - 1]
    if last == " " and at > 1:
        before = text[at - 2]
        if (first.isdigit() and before > _HAN) or (before.isdigit() and first > _HAN):
            return False
    return first not in _NOT_FIRST and last not in _NOT_LAST and not first.isspace()
