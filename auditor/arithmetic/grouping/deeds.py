"""Lists that take up the verb of their whole: 已销号27个。第一批销号9个、第二批销号11个、第三批销号7个."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter

from auditor.arithmetic.grouping.batches import BATCH, are_all_batches
from auditor.arithmetic.grouping.row import Row, ends_list, may_be_whole
from auditor.arithmetic.groups import Cue, Group, earlier, nearly_makes, total_of
from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity, Status
from auditor.extraction.context import is_whole, status
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
