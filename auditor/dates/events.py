"""The dates of a notice with their roles, which are told from the clauses they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from auditor.characters.pauses import stop
from auditor.claims import Claim, Day
from auditor.dates.event import Clause, Event, Role
from auditor.dates.roles import with_role
from auditor.notice import Notice
from auditor.patterns import compiled

BEFORE = 60  # characters of a clause before its date that are read
AFTER = 90  # and after it
NEAR = 160  # characters in which an inspection must be spoken of, so that 反馈 is its feedback

_STOP = compiled(stop(r"。！？；;\n"))
_BRIDGE = compiled(r"(?:[（(][^（）()\n]{1,6}[)）])?起?[,，]?[至到—–~～\-]{1,2}")
_BEFORE_CUTOFF = frozenset("至止到前,，（(") | {""}


def events(notice: Notice) -> Iterator[Event]:
    """The dates of a notice with their roles, in the order of the text; years are not inferred yet."""
    groups = list(_groups(notice))
    # a year alone (2021年度预算) does not end the clause of the date before it
    ends = [days[0].start for days, _ in groups if days[0].month is not None]
    text = notice.text
    body = notice.sections[0].start if notice.sections else len(text)
    done = 0
    for days, claims in groups:
        if (
            days[0].month is None
            and len(days) == 1
            and text[days[0].start - 1 : days[0].start] not in _BEFORE_CUTOFF
        ):
            yield Event(Role.BACKGROUND, tuple(days), (*days, *claims))  # 2023年以来, 2021年度
            continue
        start, end = days[0].start, days[-1].end
        at = bisect_right(ends, start)
        following = ends[at] if at < len(ends) else len(text)
        clause = Clause(
            before=_STOP.split(text[max(done, start - BEFORE) : start])[-1],
            after=_STOP.split(text[end : min(following, end + AFTER)], maxsplit=1)[0],
            near=text[max(0, start - NEAR) : start],
            leaf=notice.leaf_at(start) or notice.root,
            preamble=start < body,
            title=notice.title,
        )
        done = end
        listed = len(days) > 2 or (bool(claims) and claims[0].kind == "dates")
        if listed:
            for day in days:
                yield with_role((day,), (day, *claims), clause)
        else:
            yield with_role(tuple(days), (*days, *claims), clause)


def _groups(notice: Notice) -> Iterator[tuple[list[Day], tuple[Claim, ...]]]:
    """Days that share their words: a period, a list, or a day alone."""
    claims = notice.claims
    periods = {id(p.first): p for p in claims.periods}
    lists = {id(d.days[0]): d for d in claims.day_lists}
    days = claims.days
    i = 0
    while i < len(days):
        day = days[i]
        if period := periods.get(id(day)):
            yield [period.first, period.last], (period,)
            i += 2
        elif listed := lists.get(id(day)):
            yield listed.days, (listed,)
            i += len(listed.days)
        elif (
            i + 1 < len(days)
            and 0 < days[i + 1].start - day.end <= 12
            and _BRIDGE.fullmatch(notice.text, day.end, days[i + 1].start)
        ):
            yield [day, days[i + 1]], ()
            i += 2
        else:
            yield [day], ()
            i += 1
