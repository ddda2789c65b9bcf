"""Batches: 500件…，首批300件90万元，第二批200件60万元; 第一批销号9个、第二批销号11个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.arithmetic.grouping.row import Row, may_be_whole
from auditor.arithmetic.groups import Cue, Group, earlier, nearly_makes, total_of
from auditor.claims import Quantity
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled

_NUMBERS = "一二三四五六七八九"
BATCH = compiled(rf"(?:首|第(?P<number>[{_NUMBERS}]))[批期轮次]")
# 已分三批全部拨付: none is left out
_IN_BATCHES = compiled(rf"[分按](?P<n>[两{_NUMBERS}])[个]?(?:批次?|期|轮次?)")
SAID_BEFORE = 16  # characters before a whole in which it may be said how many batches there were


def batches(row: Row) -> Iterator[Group]:
    """500件…，首批300件90万元，第二批200件60万元: the batches of what stands before, if they add up to it."""
    said: list[str] = []
    for gap in row.gaps:
        said.append(gap if len(gap) > 1 or not said else said[-1])  # 300件90万元 share their words
    told = [i for i, words in enumerate(said) if BATCH.search(words)]
    for unit in dict.fromkeys(row.numbers[i].unit.name for i in told):
        parts = [q for i in told if (q := row.numbers[i]).unit.name == unit and row.free(q)]
        if len(parts) < 2:
            continue
        above = [q for q in reversed(row.numbers[: told[0]]) if q.unit.name == unit and may_be_whole(q)]
        above = above or [q for q in earlier(row.text, row.sentences, row.index) if q.unit.name == unit]
        whole = next(iter(above), None)
        if whole is None:
            continue
        total = total_of(parts)
        counted = _IN_BATCHES.search(row.text, max(0, whole.start - SAID_BEFORE), parts[0].start)
        all_told = counted is not None and chinese(counted["n"]) == len(parts)
        if whole.base == total or (all_told and whole in row.numbers and nearly_makes(total, whole)):
            yield Group(whole, parts, Cue.PARALLEL, closed=True)


def are_all_batches(run: Sequence[Quantity]) -> bool:
    """Whether numbers are told of 第一批, 第二批 … one after the other."""
    found = [BATCH.search(q.lead) for q in run]
    numbers = [_NUMBERS.index(m["number"] or "一") for m in found if m]
    return len(run) > 1 and numbers == list(range(len(run)))
