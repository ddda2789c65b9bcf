"""Lists that take up the verb of their whole, or tell it batch by batch: 已销号27个。第一批销号9个、第二批销号11个、第三批销号7个."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity, Status
from auditor.extraction.context import is_whole, status
from auditor.groups.finders.row import Row, ends_list, may_be_whole
from auditor.groups.group import Cue, Group, earlier, nearly_makes, total_of
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled

LEAST_LIST = 3  # members, each with the verb of the whole, that are taken for a list of it
SHORTEST_VERB = 2
_OTHER_TIME = compiled(
    r"[0-9]{1,2}[月日]|截至|以来|同期|上年|去年|年初|季度|半年|本[月周季]|新增|另外|此外|另有"
)

_TOGETHER = compiled(r"联合|共同|同时|协同|会同|交叉|重复|均有")


def deeds(row: Row) -> Iterator[Group]:
    """Numbers of one list that all repeat a verb, as parts of the nearest number before them that it is told of."""
    i = 0
    while i < len(row.numbers) - 1:
        run = _run(row, i)
        i += max(1, len(run))
        whole = _whole(row, run) if len(run) > 1 else None
        if whole is None:
            continue
        total = total_of(run)
        end = row.sentences[row.index].end
        more = BATCH.search(row.text, run[-1].end, end)
        closed = are_all_batches(run) and not more and nearly_makes(total, whole)
        if _OTHER_TIME.search(row.text, whole.end, run[0].start):
            if total == whole.base:
                yield Group(whole, run, Cue.FITTING, near=False)
            row.taken.update(map(id, run))
        elif (
            closed
            or total == whole.base
            or (total > whole.base and not _TOGETHER.search(row.text, run[-1].end, end))
        ):
            yield Group(whole, run, Cue.SERIES, closed, near=closed)
        else:
            yield Group(whole, run, Cue.STATUS, near=False)


def _run(row: Row, i: int) -> list[Quantity]:
    """The numbers from ``i`` on of one list that repeat a verb; at least three unless they are batches."""
    first = row.numbers[i]
    if first.status is not Status.DONE or not row.free(first) or is_whole(first):
        return []
    run = [first]
    for q, gap in row.after(i):
        alike = q.unit.name == first.unit.name and q.depth == first.depth and q.status is Status.DONE
        if not alike or not row.free(q) or ends_list(q, gap) or len(MEMBER_END.findall(gap)) != 1:
            break
        if not _verb([*run, q]):
            break
        run.append(q)
    return run if len(run) >= LEAST_LIST or are_all_batches(run) else []


def _verb(numbers: Sequence[Quantity]) -> str:
    """The words for what was done that all of some numbers have directly before them: 销号, 化解矛盾; "" if there are none."""
    said = [_words(q) for q in numbers]
    ends = (said[0][-length:] for length in range(SHORTEST_VERB, len(said[0]) + 1))
    common = takewhile(lambda end: all(words.endswith(end) for words in said), ends)
    return next((words for words in common if status(words) is Status.DONE), "")


def _words(q: Quantity) -> str:
    return q.lead.removesuffix("了")


def _whole(row: Row, run: Sequence[Quantity]) -> Quantity | None:
    """The nearest number before a list that its verb is told of, too."""
    verb = _verb(run)
    own = row.numbers[: bisect_left(row.numbers, run[0].start, key=attrgetter("start"))]
    before = (*reversed(own), *earlier(row.text, row.sentences, row.index))
    alike = (q for q in before if q.unit.name == run[0].unit.name and q.depth <= run[0].depth)
    told = (q for q in alike if _words(q).endswith(verb) or q.tail.endswith(verb))
    whole = next(told, None)
    return (
        whole
        if whole is not None and may_be_whole(whole) and whole.base >= max(p.base for p in run)
        else None
    )


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
