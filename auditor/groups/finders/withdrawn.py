"""What is left of things put forward when some are withdrawn: 提交议题126个，退回8个，实际研究118个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import PAUSE
from auditor.claims import Bound, Quantity
from auditor.groups.finders.row import Row, closing_word, may_be_whole
from auditor.groups.group import Cue, Group, total_of
from auditor.patterns import compiled, says

_is_actual = says(r"实际|最终|最后")
_ADDED = compiled(
    r"补(?!贴|助|偿|缴)|增[加报]|新增|追加|另|上年|往年|结转|重新|再次|修改|完善|列席|旁听|邀请"
)
BEHIND = 16  # characters behind the last number in which it may be said that some were added
_PLANNED = compiled(r"计划|目标|指标|任务|原定|拟")


def withdrawn(row: Row) -> Iterator[Group]:
    """A number put forward, what was withdrawn of it, and what there was in the end.

    More may have fallen away than is told (132人报名，淘汰3人，实际参加120人), so that less than the first number says
    nothing; more than it is wrong where nothing was added (补报6个) to what was put forward.
    """
    for k in range(2, len(row.numbers)):
        last = row.numbers[k]
        if not _is_actual(last.lead) or not row.free(last):
            continue
        before = [q for q in row.numbers[:k] if q.unit.name == last.unit.name and q.depth == last.depth]
        gone = _withdrawn_before(before)
        if not gone or len(gone) == len(before):
            continue
        whole, parts = before[-len(gone) - 1], [*gone, last]
        if not _counts_alike(whole, parts):
            continue
        total = total_of(parts)
        if total == whole.base or (total > whole.base and _is_put_forward(row, whole, last)):
            yield Group(whole, parts, Cue.REST, closed=True)


def falls_short(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether a number tells how many there really were of more, or of some withdrawn, which are not its list."""
    return _is_actual(whole.lead) and any(q.base > whole.base or _is_withdrawn(q) for q in parts)


def _withdrawn_before(numbers: list[Quantity]) -> list[Quantity]:
    """The last numbers of a row that tell what was withdrawn."""
    kept = next((i for i in range(len(numbers), 0, -1) if not _is_withdrawn(numbers[i - 1])), 0)
    return numbers[kept:]


def _is_withdrawn(q: Quantity) -> bool:
    return _withdraws().search(q.lead) is not None


def _is_put_forward(row: Row, whole: Quantity, last: Quantity) -> bool:
    """Whether the first number is of things put forward, to which the text adds none."""
    added = _ADDED.search(row.text, whole.end, last.end + BEHIND)
    return _puts_forward().search(whole.gap) is not None and added is None


def _counts_alike(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether all numbers count the same things, one clause each, and the first is no mere plan."""
    numbers = (whole, *parts)
    exact = all(q.bound is Bound.EXACT for q in numbers) and not closing_word(parts[0])
    clauses = all(PAUSE.search(q.gap) for q in parts)
    others = any(q.noun not in ("", whole.noun) or _touches().search(q.lead) for q in parts)
    planned = _PLANNED.search(whole.lead) is not None
    return exact and clauses and not others and not planned and may_be_whole(whole)


@cache
def _withdraws() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "withdrawn"))


@cache
def _puts_forward() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "put_forward"))


@cache
def _touches() -> re.Pattern[str]:
    return compiled(lexicon.any_of("nouns", "touches"))
