"""What a notice tells as done on days behind its own date, where no year is written but only one can be meant."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.claims import Day
from auditor.dates.calendars import range_of
from auditor.dates.roles import in_planned_section
from auditor.dates.timeline import Moment, Timeline
from auditor.lexicon import any_of
from auditor.notice import BODY, Notice
from auditor.patterns import compiled

BEFORE = 40  # characters of the sentence before a day
AFTER = 60  # and behind it
FAR = 200  # days behind the notice's date: further on the year before is meant, or a year to come
_OPEN = compiled(
    rf"{any_of('scopes', 'planned')}|{any_of('events', 'planned', 'earlier', 'earlier_all', 'years_before', 'not_held')}"
    r"|每年|每月|逐年|当年|同期|次年|[“‘《]|20[0-9]{2}年|起施行|起实施"
)
_BY_THEN = compiled(r"(?:之|以)?前")
_AS_OF = compiled(r"(?:到|截至|截止|至)\Z")
_DONE = compiled(
    r"[，,]?[^，,。；;\n]{0,30}?(?:已经|均已|都已|已(?!往|婚)|全部(?:完成|到位|销号|办结|修好|验收|清退)|[开召]开?了|完成了|办结了)"
)
_PROBLEMS = compiled(
    r"[，,]?(?:[0-9]{1,4}个)?(?:反馈)?[^，,。；;\n]{0,12}?问题[^，,。；;\n]{0,12}?(?:已|完成)"
)


def told_beyond(notice: Notice, line: Timeline) -> list[Day]:
    """The days without a year that lie behind the notice's date, and cannot be of the year before.

    The feedback was given in the notice's own year, and what is told follows upon it: an account of the problems as
    of that day, or a day at the end of a list that begins behind the feedback.  One day of another matter may be of
    the year before; several are not.
    """
    signed, told = line.signed, line.told
    if signed is None or told is None or told.earliest.year != signed.latest.year or told.after(signed):
        return []
    if not told.event.preamble or not signed.event.dated:
        return []
    firm: set[int] = set()
    for days in notice.claims.day_lists:
        if _goes_on(days.days, told, signed):
            firm.update(id(day) for day in days.days)
    late = [day for day in notice.claims.days if _lies_behind(notice, day, told, signed)]
    found = [day for day in late if id(day) in firm or _is_done(notice, day)]
    sure = [day for day in found if id(day) in firm or _is_account(notice, day)]
    return found if sure or len({(day.month, day.day) for day in found}) > 1 else []


def _in_year(day: Day, year: int) -> date | None:
    found = range_of(day, year) if day.day is not None else None
    return found[0] if found else None


def _lies_behind(notice: Notice, day: Day, told: Moment, signed: Moment) -> bool:
    """Whether a day stands behind the feedback in the text and behind the notice's date in its year."""
    if (day.year is not None and not day.inherited) or day.start < told.event.end:
        return False
    if day.year is not None and day.year != signed.latest.year:
        return False
    leaf, at = notice.leaf_at(day.start), _in_year(day, signed.latest.year)
    if at is None or leaf is None or leaf.kind not in BODY or in_planned_section(notice, day.start):
        return False
    return 0 < (at - signed.latest).days <= FAR and not _BY_THEN.match(notice.text, day.end)


def _sentence(notice: Notice, day: Day) -> tuple[str, str]:
    text = notice.text
    before = SENTENCE_PART_END.split(text[max(0, day.start - BEFORE) : day.start])[-1]
    return before, SENTENCE_PART_END.split(text[day.end : day.end + AFTER])[0]


def _is_done(notice: Notice, day: Day) -> bool:
    """Whether the sentence of a day tells what was done by then."""
    before, after = _sentence(notice, day)
    done = _DONE.match(after)
    return done is not None and not _OPEN.search(before) and not _OPEN.search(done[0])


def _is_account(notice: Notice, day: Day) -> bool:
    """Whether it is told how many of the problems had been put right by a day: 到8月31日，83个问题已经整改76个."""
    before, after = _sentence(notice, day)
    return bool(_AS_OF.search(before) and _PROBLEMS.match(after))


def _goes_on(days: list[Day], told: Moment, signed: Moment) -> bool:
    """Whether the days of a list rise from one between the feedback and the notice to one behind it."""
    found = [_in_year(day, signed.latest.year) for day in days]
    known = [at for at in found if at is not None]
    rising = len(known) == len(days) > 1 and all(a < b for a, b in pairwise(known))
    return rising and told.earliest <= known[0] <= signed.latest < known[-1]
