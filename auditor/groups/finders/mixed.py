"""Lists that count alike things in several words: 29个单位（机关17个、乡镇8个、企业4家）."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity
from auditor.groups.finders.row import Row, counted_twice, ends_list, is_counted, mark, may_be_whole
from auditor.groups.group import Cue, Group, nearly_makes, total_of
from auditor.patterns import compiled

NAMED = 12  # characters around a whole in which it may be said that it counts bodies
_TOUCHED = compiled(r"涉及|覆盖|惠及|[制修]订|建立|出台|完善|发现|存在|开展|处理")  # 问题9个、涉及企业4家


def mixed(row: Row, i: int, cue: Cue) -> Group | None:
    """The list from the number at ``i`` on with all its counting words, and the number before it as its whole.

    One that adds up is proved.  Of bodies, where the parts begin in the word of the whole, one that nearly adds up
    is judged as well.
    """
    parts = _run(row, i)
    if len(parts) < 2 or len({p.unit.name for p in parts}) < 2:
        return None
    first = parts[0]
    wholes = [q for q in row.numbers[:i] if is_counted(q) and q.depth <= first.depth and may_be_whole(q)]
    if not wholes:
        return None
    whole, total = wholes[-1], total_of(parts)
    bodies = whole.unit.name == first.unit.name and {p.unit.kind for p in parts} == {"item", "body"}
    if total == whole.base or (bodies and _counts_bodies(whole) and nearly_makes(total, whole)):
        return Group(whole, parts, cue, closed=cue is Cue.BRACKET or total == whole.base)
    return None


def _run(row: Row, i: int) -> list[Quantity]:
    """The counted numbers from one on that stand beside each other, over the measures between them."""
    first = row.numbers[i]
    run = [first] if is_counted(first) else []
    for q, gap in row.after(i) if run else ():
        if q.depth < first.depth or ends_list(q, gap) or SEMICOLON.search(gap) or _TOUCHED.search(q.lead):
            break
        if q.depth > first.depth or counted_twice(q):
            continue
        beside = mark(q)
        if not is_counted(q) and not beside:
            continue  # 机关17个320人、企业4家
        if not is_counted(q) or not beside or beside != (mark(run[1]) if len(run) > 1 else beside):
            break
        run.append(q)
    return run


def _counts_bodies(whole: Quantity) -> bool:
    """Whether the words around a number say that it counts bodies: 29个单位."""
    return _bodies().search(whole.lead[-NAMED:] + whole.tail[:NAMED]) is not None


@cache
def _bodies() -> re.Pattern[str]:
    return compiled(lexicon.any_of("nouns", "bodies"))
