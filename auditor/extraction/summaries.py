"""Summaries of a list of tasks: so many in all, of which so many are done, or due by a date.

12项任务中已完成9项，达到序时进度3项; 要求2023年底前完成的7项、2024年底前4项、长期坚持1项.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from auditor.claims import Bound, Day, Quantity
from auditor.dates.calendars import range_of
from auditor.extraction.context import AS_OF, BY_THEN
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.cards import states

MOST = 12  # numbers behind the total that may be its parts
_TASKS = compiled(r"任务|问题|事项|清单|措施|整改")
_BY = compiled(r"(?:之|以)?前|内|(?:应|需|须|要求)?完成")
_DONE = compiled(r"已|均|都")
_OF_ALL = compiled(
    r"(?:截[至止](?:目前|到?现在)?)?(?:目前)?(?:上述|以上)?(?:各[个项类])?(?:(?:[省市县区]委?)?(?:巡[察视]|督察)(?:组)?)?(?:反馈|交办)?的?"
    r"(?:各[个项类])?(?:具体|整改)?(?:问题|任务|事项)中?[，,]?(?=已|完成|整改|销号|均|有)"
)
_EITHER = frozenset(("quick", "lasting"))


Key = date | str
"""The day by which something is due, or the state that it is in (data/cards.toml)."""


@frozen
class Summary:
    """A total and its parts, told by dates (``dated``) or by states; ``whole`` is None where no total is told."""

    whole: Quantity | None
    parts: tuple[tuple[Quantity, Key], ...]
    dated: bool

    @property
    def adds_up(self) -> bool:
        """Whether the parts are the whole."""
        return self.whole is None or sum(q.value for q, _ in self.parts) == self.whole.value

    @property
    def start(self) -> int:
        """Where it begins in the logical text."""
        return (self.whole or self.parts[0][0]).start


def summaries(notice: Notice, total: int) -> Iterator[Summary]:
    """What is told of so many tasks, each part with another date or state."""
    every = notice.claims.quantities
    for i, whole in enumerate(every):
        if whole.value != total or whole.unit.kind != "item" or whole.named or whole.bound is not Bound.EXACT:
            continue
        if not _TASKS.search(whole.lead + whole.tail + whole.noun):
            continue
        leaf = notice.leaf_at(whole.start)
        parts: list[tuple[Quantity, Key]] = []
        for q in islice(every, i + 1, i + 1 + MOST):
            if leaf is None or q.start >= leaf.end or q.value >= total:
                break
            if q.unit.name != whole.unit.name:
                continue
            key = _key(notice, q)
            if key is None:
                break
            parts.append((q, key))
        yield from _split(whole, parts)


def without_total(notice: Notice, total: int) -> Iterator[Summary]:
    """What is told of the problems by states alone, which make so many: 上述问题已整改销号5项，达到序时进度1项."""
    for sentence in notice.claims.sentences:
        numbers = sentence.quantities[: MOST + 1]
        if not 1 < len(numbers) <= MOST or sum(q.value for q in numbers) != total:
            continue
        first = numbers[0]
        same = all(
            q.unit.kind == "item"
            and q.unit.name == first.unit.name
            and q.bound is Bound.EXACT
            and not q.depth
            for q in numbers
        )
        if not same or any(q.named for q in numbers) or not _OF_ALL.match(first.lead):
            continue
        parts = tuple((q, key) for q in numbers if isinstance(key := _key(notice, q), str))
        if len({key for _, key in parts}) == len(numbers):
            yield Summary(None, parts, dated=False)


def _split(whole: Quantity, parts: list[tuple[Quantity, Key]]) -> Iterator[Summary]:
    """A summary by dates may be followed by one by states; 立行立改 and 长期坚持 go with either."""
    plain = (i for i, (_, key) in enumerate(parts) if isinstance(key, str) and key not in _EITHER)
    cut = next(plain, len(parts))
    if not any(isinstance(key, date) for _, key in parts[:cut]):
        cut = 0
    for run in (parts[:cut], parts[cut:]):
        dates = [isinstance(key, date) for _, key in run]
        mixed = cut == 0 and any(dates)
        if run and not mixed and len({key for _, key in run}) == len(run):
            yield Summary(whole, tuple(run), any(dates))


def _key(notice: Notice, q: Quantity) -> Key | None:
    """What is said of a number, before it or, if nothing is, behind it."""
    lead, tail = (q.start - len(q.lead), q.start), (q.end, q.end + len(q.tail))
    for start, end in (lead, tail):
        if due := _due(notice, start, end):
            return due
        if found := states(notice.text[start:end]):
            return found.pop() if len(found) == 1 and not _at_another_time(notice, start, end) else None
    return None


def _due(notice: Notice, start: int, end: int) -> date | None:
    """The last day by which something is to be done, if a range of the text says so with one date."""
    days = notice.claims.days_in(start, end)
    if len(days) != 1 or not _BY.match(notice.text, days[0].end) or _DONE.search(notice.text, start, end):
        return None
    return limit(notice, days[0])


def _at_another_time(notice: Notice, start: int, end: int) -> bool:
    """Whether a state is told of a date that is no cut-off: 2023年底已完成5项."""
    days = notice.claims.days_in(start, end)
    return any(not AS_OF.search(notice.text, max(0, day.start - 4), day.start) for day in days)


def limit(notice: Notice, day: Day) -> date | None:
    """The last day of a time limit: 2023年底前; None if it is not known, as of 2023年前."""
    known = range_of(day, day.year)
    is_vague = day.month is None and not day.part and BY_THEN.match(notice.text, day.end)
    return known[1] if known and not is_vague else None
