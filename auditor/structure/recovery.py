"""Headings that lost their number, found by the gap that they leave in the numbering around them."""

from __future__ import annotations

from collections import Counter

from auditor.structure.line import HEADINGS, TERMINAL, Line


def recover_headings(tokens: list[Line], text: str) -> None:
    """Find headings that lost their number by the gap that they leave in the numbering around them.

    A short line without a mark at its end becomes a heading of a level if the next number of that level is two
    more than the last one, or if a lower level starts again at 1 after it.  A line that occurs more than once
    (存在问题, 整改措施) is a caption, not a heading that lost its number.
    """
    lines = [text[t.start : t.end] if t.type == "TEXT" and not t.joined else "" for t in tokens]
    times = Counter(lines)
    candidates = [bool(line) and times[line] == 1 and _heading_like(line) for line in lines]
    if not any(candidates):
        return
    following: list[dict[int, int]] = [{}] * len(tokens)
    first_after: list[tuple[int, int] | None] = [None] * len(tokens)
    ahead: dict[int, int] = {}
    nearest: tuple[int, int] | None = None
    for i in range(len(tokens) - 1, -1, -1):
        following[i], first_after[i] = ahead, nearest
        level, number = HEADINGS.get(tokens[i].type), tokens[i].number
        if level is not None and number is not None:
            nearest = (level, number)
            ahead = {k: v for k, v in ahead.items() if k < level} | {level: number}
    last: dict[int, int] = {}  # of each level; （1） and 问题 1 may go on under the next heading
    here: dict[int, int] = {}  # of each level, since the last heading above it
    for i, token in enumerate(tokens):
        level = HEADINGS.get(token.type)
        if (
            level is None
            and candidates[i]
            and (level := _implied_level(last, here, first_after[i], following[i])) is not None
        ):
            token.type, token.recovered, token.number = f"H{level}", True, last.get(level, 0) + 1
        if level is not None:
            if token.number is not None:
                last[level] = here[level] = token.number
            last = {k: v for k, v in last.items() if k <= level or k in (4, 5)}
            here = {k: v for k, v in here.items() if k <= level}


def _heading_like(line: str) -> bool:
    return (
        4 <= len(line) <= 60
        and "。" not in line
        and not line.endswith((*TERMINAL, "，", ",", "”", "）", ")"))
    )


def _implied_level(
    last: dict[int, int], here: dict[int, int], after: tuple[int, int] | None, following: dict[int, int]
) -> int | None:
    for level in sorted(following):
        if level in last and following[level] == last[level] + 2:
            return level
    if after and after[1] == 1 and here.get(after[0], 0) > 1:
        above = max((k for k in here if k < min(after[0], 4)), default=None)
        if above is not None and following.get(above) in (None, here[above] + 2):
            return above
    return None
