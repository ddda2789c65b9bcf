"""Headings that name a problem (关于……的问题。) and lost their number, among siblings of the same form.

Such a heading runs on into its text, so that nothing but its form and the gap in the numbers tells it from a paragraph.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.line import HEADINGS, Line

# Not 上述问题, which begins a paragraph of its own.
_HEAD = compiled(
    r"(?!(?:针对|关于|对)?(?:上述|以上|这|该|其他|存在))(?:关于|针对)?[^\n。；;：:，,“”]{4,50}问题(?:[。：:]|\Z)"
)
_MARKED = 6  # characters of a heading among which 关于 may stand, behind its number
_LONGEST = 60


@frozen
class _Gap:
    """Where a heading may be missing: between two tokens, on a level, and the number it would have."""

    after: int
    before: int
    level: int
    number: int


def recover_framed(tokens: list[Line], text: str) -> list[Line]:
    """The tokens, with the one line of a problem's form in each gap of such headings cut into heading and text.

    A gap is one between two headings of the form (also where the numbers run on under the next area), or before a 2
    that begins its area.
    """
    lines = [
        i
        for i, token in enumerate(tokens)
        if token.type == "TEXT"
        and not token.joined
        and _HEAD.match(text, token.start, min(token.end, token.start + _LONGEST))
    ]
    if not lines:
        return tokens
    found: dict[int, _Gap] = {}
    for gap, group in groupby(_fitting(tokens, text, lines), key=itemgetter(1)):
        inside = [i for i, _ in group]
        if len(inside) == 1 and inside[0] not in found:
            found[inside[0]] = gap
    return [piece for i, token in enumerate(tokens) for piece in _cut(token, text, found.get(i))]


def _fitting(tokens: list[Line], text: str, lines: list[int]) -> Iterator[tuple[int, _Gap]]:
    """The lines with the gap that they stand in and whose form they have."""
    for gap in _gaps(tokens, text):
        is_about = _form(text[tokens[gap.before].start : tokens[gap.before].end]) == "关于"
        for i in lines[bisect(lines, gap.after) : bisect(lines, gap.before)]:
            if text.startswith("关于", tokens[i].start) == is_about:
                yield i, gap


def _gaps(tokens: list[Line], text: str) -> Iterator[_Gap]:
    last: dict[int, tuple[int, Line]] = {}
    above: dict[int, int] = {}  # of each level, where the last heading above it stands
    for i, token in enumerate(tokens):
        level = HEADINGS.get(token.type)
        if level is None or token.number is None:
            continue
        at, before = last.get(level, (-1, None))
        area = above.get(level, -1)
        form = _form(text[token.start : token.end])
        if before is not None and at >= 0 and token.number == (before.number or 0) + 2:
            if form and form == _form(text[before.start : before.end]):
                yield _Gap(at, i, level, token.number - 1)
        elif form and token.number == 2 and area > at:
            yield _Gap(area, i, level, 1)
        last[level] = i, token
        for below in range(level + 1, max(HEADINGS.values()) + 1):
            above[below] = i


def _form(heading: str) -> str:
    """How a heading names a problem: 关于 for 关于……问题, 问题 for ……问题; "" if it names none."""
    if not heading.rstrip("。：:（(").endswith("问题"):
        return ""
    return "关于" if "关于" in heading[: _MARKED + 2] else "问题"


def _cut(token: Line, text: str, gap: _Gap | None) -> Iterator[Line]:
    head = _HEAD.match(text, token.start, token.end) if gap else None
    if gap is None or head is None:
        yield token
        return
    yield Line(f"H{gap.level}", token.start, head.end(), number=gap.number, recovered=True)
    rest = text[head.end() : token.end]
    if rest.strip():
        start = head.end() + len(rest) - len(rest.lstrip())
        yield Line("TEXT", start, token.end, joined=True)
