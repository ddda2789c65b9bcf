"""Deeds dated before what they follow upon: what was found put right before anybody looked, a sequel before its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from auditor import lexicon
from auditor.characters.pauses import SENTENCE_END, SENTENCE_PART_END
from auditor.dates.event import Event, Role
from auditor.dates.timeline import Moment, Timeline
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

ROUND = timedelta(days=400)  # what lies further back belongs to another round
LOOKING = timedelta(days=150)  # how long before its feedback an inspection may begin, and be answered at once
SUBJECT = 40  # characters before a date in which it is said what was put right
_PUT_RIGHT = compiled(
    r"[底末]?(?:之前|以前|前)?[^，,。；;未0-9]{0,8}(?:整改(?:完毕|到位|完成|落实到位|销号)|完成整改|整改工作|全部销号)"
)
_PROBLEMS = compiled(r"问题")
_THEN = compiled(r"(?:并(?:又|再)?[于在]|(?:随后|此后|其后|之后|随即|继而|接着|而后)(?:又|再)?[于在]?)\Z")
_FISCAL_YEAR = compiled(r"(?P<year>20[0-9]{2})年度[^，。《》]{0,16}预算执行")
_DONE = (Role.MEETING, Role.MEASURE)


def put_right_too_early(notice: Notice, line: Timeline) -> Iterator[tuple[Event, Moment]]:
    """What is said to have been put right before the inspection that found it, with the moment it must follow."""
    low, room = line.entered, timedelta()
    if low is None or not low.event.preamble:
        low, room = line.told, LOOKING
    if low is None or not low.event.preamble or not low.event.dated:
        return
    for event in line.of(*_DONE):
        at = line.close(event)
        if at is None or not event.dated or event.preamble or len(event.days) != 1:
            continue
        before = low.earliest - at.latest
        next_year = at.earliest + timedelta(days=365)  # what was meant, if the year was not carried on
        fits = line.signed is None or next_year <= line.signed.latest
        if room < before <= ROUND and fits and _answers(notice, event, low.earliest):
            yield event, low


def _answers(notice: Notice, event: Event, low: date) -> bool:
    """Whether a date is that on which problems were put right which nobody else found and at no earlier time."""
    text, leaf = notice.text, notice.leaf_at(event.start)
    if leaf is None or leaf.kind in (Kind.ROW, Kind.ATTACHMENT) or not _PUT_RIGHT.match(text, event.end):
        return False
    part = SENTENCE_PART_END.split(text[max(leaf.start, event.start - SUBJECT) : event.start])[-1]
    told = [
        text[leaf.start : event.end],
        *(node.title for node in notice.section_path(event.start) if node.kind is Kind.SECTION),
    ]
    earlier = (d for d in notice.claims.days_in(leaf.start, event.start) if d.year and d.month)
    return (
        _PROBLEMS.search(part) is not None
        and not any(_others().search(words) for words in told)
        and all((d.year, d.month) >= (low.year, low.month) for d in earlier)
    )


def before_audited_year(notice: Notice, line: Timeline) -> Iterator[tuple[Event, int]]:
    """What answers the audit of a year's budget and is dated in that year, with the year."""
    title = _FISCAL_YEAR.search(notice.title)
    if title is None or "审计" not in notice.title:
        return
    year = int(title["year"])
    for event in line.of(*_DONE):
        at = line.close(event)
        if at and event.dated and event.rectifying and at.latest.year == year:
            yield event, year


def early_sequels(notice: Notice, line: Timeline) -> Iterator[tuple[Event, Event]]:
    """A deed and what is told to have followed it in the same sentence, with an earlier date."""
    for first, then in pairwise(line.of(*_DONE)):
        between = notice.text[first.end : then.start]
        if not _THEN.search(between) or SENTENCE_END.search(between) or len(then.days) != 1:
            continue
        one, other = line.begin(first), line.close(then)
        if one and other and one.after(other) and _year_is_sure(then, other, line):
            yield first, then


def _year_is_sure(event: Event, at: Moment, line: Timeline) -> bool:
    """Whether a date cannot be meant of the next year: its year is written, or it would lie behind the notice."""
    if event.dated:
        return True
    signed = line.signed
    return signed is not None and at.earliest + timedelta(days=365) > signed.latest


@cache
def _others() -> re.Pattern[str]:
    """Words that say that others found a problem, or at an earlier time."""
    return compiled(lexicon.any_of("events", "earlier", "earlier_all", "years_before", "found_by_others"))
