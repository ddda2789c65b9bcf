"""Problems told class by class, by how they are to be put right, each perhaps with how far it has come.

立行立改的98个，已完成98个；分阶段整改的41个，已完成36个；持续整改的17个 is 98 + 41 + 17.  Of what is done (已整改到位143个。其中…) it
is what is done of each: 立行立改的98个全部整改到位；分阶段整改的41个整改到位36个；持续整改的问题整改到位9个 is 98 + 36 + 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from auditor.characters.pauses import COMMA
from auditor.claims import Quantity, Status
from auditor.extraction.context import status
from auditor.groups.finders.row import Row, ends_list
from auditor.groups.group import Cue, Group, earlier
from auditor.lexicon import any_of
from auditor.patterns import PHRASES, compiled
from auditor.records import define

_ALL = compiled(r"全部|均|都|全面")
_CLAUSES = compiled(r"[^，,；;。\n0-9]{0,16}(?:[，,][^，,；;。\n0-9]{0,16})?(?=[，,；;。\n])")


@define(eq=False)
class _Class:
    """A class of problems: how many there are, and how many of them are done; None where it is not told."""

    name: str
    all: Quantity | None
    done: Quantity | None = None


def by_class(row: Row, start: int) -> list[Quantity]:
    """The numbers of a list of classes that begins at one of a row; [] if it is none."""
    classes = _classes(row, start)
    if len(classes) < 2:
        return []
    numbers = [each.done if _is_of_done(row, start) else each.all for each in classes]
    told = [q for q in numbers if q is not None]
    return told if len(told) == len(numbers) else []


def class_progress(row: Row) -> Iterator[Group]:
    """What is done of each class that a row tells with its number: 分阶段整改的41个问题整改到位36个；…."""
    begun: set[int] = set()
    for start, q in enumerate(row.numbers):
        if id(q) in begun:
            continue
        classes = _classes(row, start)
        for each in classes if len(classes) > 1 else ():
            begun.update(id(n) for n in (each.all, each.done) if n)
            if each.all and each.done and each.all is not each.done:
                yield Group(each.all, [each.done], Cue.STATUS)


def _classes(row: Row, start: int) -> list[_Class]:
    """The classes that are told from a number of a row on; [] if other numbers stand among them."""
    first = row.numbers[start]
    name, of_done = _named(first.lead)
    if not name or of_done:
        return []
    found = [_Class(name, first, _done_at_once(row.text, first))]
    for q, gap in row.after(start):
        if q.unit.name != first.unit.name or q.depth > first.depth:
            continue
        if q.depth < first.depth or ends_list(q, gap):
            break
        name, of_done = _named(q.lead)
        last = found[-1]
        if name and any(each.name == name for each in found[:-1] if each is not last or not of_done):
            return []
        if name and name != last.name:
            found.append(_Class(name, None, q) if of_done else _Class(name, q, _done_at_once(row.text, q)))
        elif row.is_rest(q) and last.done is None:
            found.append(_Class("其余", q))
        elif q.status is Status.DONE and not _done().fullmatch(q.lead):
            return []  # 立行立改21项、限期完成23项: a class of its own
        elif q.status is Status.DONE and last.done is None:
            last.done = None if _is_of_all(q, last) else q
        elif q.status is None and not row.is_rest(q):
            return []
    return found


def _is_of_all(q: Quantity, last: _Class) -> bool:
    """Whether more are told as done, behind a pause, than the last class has: 限期整改10个，已完成26个 of all classes."""
    return last.all is not None and q.base > last.all.base and COMMA.search(q.gap) is not None


def _done_at_once(text: str, q: Quantity) -> Quantity | None:
    """The number itself if all it counts is told as done: 98个问题全部整改到位; 98个，已全部完成."""
    words = _CLAUSES.match(text, q.end)
    told = words[0] if words else ""
    return q if _ALL.search(told) and status(told) is Status.DONE else None


def _is_of_done(row: Row, start: int) -> bool:
    """Whether the number before a list that may be its whole is of what is done: 已整改到位143个。其中…."""
    first = row.numbers[start]
    before = chain(reversed(row.numbers[:start]), earlier(row.text, row.sentences, row.index))
    whole = next((q for q in before if q.unit.name == first.unit.name and q.base >= first.base), None)
    return whole is not None and whole.status is Status.DONE


def names_class(q: Quantity) -> bool:
    """Whether a number is told of one class of the problems: 限期整改的30项, 限期整改完成5个."""
    return _named(q.lead)[0] != ""


def is_done_of_class(q: Quantity) -> bool:
    """Whether a number tells how many of a class are done: 限期整改完成5个."""
    return _named(q.lead)[1]


@lru_cache(maxsize=PHRASES)
def _named(lead: str) -> tuple[str, bool]:
    """The class that the words before a number name, "" if none, and whether it counts what is done of it."""
    found = _name().search(lead)
    return (found["name"], found["done"] is not None) if found else ("", False)


@cache
def _name() -> re.Pattern[str]:
    """要求立行立改的98个, 持续整改的问题整改到位9个."""
    return compiled(
        rf"(?P<name>{any_of('scopes', 'ways')})(?:的|类)?的?(?:问题|任务|事项|措施)?(?:有|共|为)?"
        rf"(?P<done>(?:{any_of('statuses', 'done')})+)?\Z"
    )


@cache
def _done() -> re.Pattern[str]:
    """已全部完成, 整改到位 …: what is done, of nothing else than was told before."""
    return compiled(
        rf"(?:问题|任务|事项|措施)?中?(?:目前|现|其中|已经?|均|都|全部|基本)*(?:{any_of('statuses', 'done')})+(?:整改|到位|完毕)*了?"
        r"(?:的?(?:问题|任务|事项|措施))?(?:有|共|为)?"
    )
