"""Totals behind their list: 党建类3个、财务类4个，共计7个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.grouping.row import (
    Row,
    closing_word,
    counted_twice,
    is_heads,
    kindred,
)
from auditor.arithmetic.groups import NEARLY, Cue, Group, total_of
from auditor.claims import Quantity

_ADDED = re.compile(r"合计|总计|共计|以上")


def closing(row: Row) -> Iterator[Group]:
    """A list before a number with 共计, 合计 …; what is said to be counted twice is taken off."""
    for k in range(2, len(row.numbers)):
        whole = row.numbers[k]
        word = closing_word(whole)
        if not word:
            continue
        run: list[Quantity] = []
        twice: Quantity | None = None
        for q in reversed(row.numbers[:k]):
            if counted_twice(q):
                twice = q
            elif q.depth > whole.depth or not kindred(q, whole):
                continue
            elif not row.free(q) or (closing_word(q) == "strong" and run and "分别" not in q.lead):
                break
            else:
                run.insert(0, q)
        less = twice.base if twice else Fraction(0)
        same = [q for q in run if q.unit.name == whole.unit.name]
        tails = [r[cut:] for r in (run, same) for cut in range(len(r) - 1)]
        fitting = next((t for t in tails if total_of(t) - less == whole.base), None)
        if len(same) > 1:
            run = same
        if fitting is not None:
            yield Group(whole, fitting, Cue.CLOSING, closed=True, less=twice)
        elif len(run) > 1 and _near(whole, run, less) and _closes(whole, run, word == "strong"):
            yield Group(whole, run, Cue.CLOSING, closed=True, less=twice)


def _closes(whole: Quantity, run: list[Quantity], strong: bool) -> bool:
    """Whether the list before a total is so plainly its list that a different sum contradicts it."""
    nouns = {p.noun for p in run}
    if len({"人" if is_heads(p) else p.unit.name for p in (*run, whole)}) > 1:
        return False
    if nouns == {whole.noun} or (strong and nouns <= {"", whole.noun}):
        return True
    if nouns == {""} and len(whole.gap) <= 3:  # 党委会4次、推进会8次，共12次会议
        return True
    return not whole.noun and (strong or len(nouns - {""}) <= 1 or is_heads(whole))


def _near(whole: Quantity, run: list[Quantity], less: Fraction) -> bool:
    """Whether the list comes near to its total; 收到…受理…累计转办 are stages, each smaller than the one before."""
    if _ADDED.search(whole.lead):
        return True
    off = abs(total_of(run) - less - whole.base)
    return off <= 2 * whole.unit.factor or off <= whole.base * (1 - NEARLY)
