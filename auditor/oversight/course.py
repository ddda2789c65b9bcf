"""The course of a notice in days from the feedback, so that units of different rounds can be laid side by side."""

from __future__ import annotations

from attrs import field

from auditor.dates.event import Role
from auditor.dates.timetable import Row, rows
from auditor.notice import Notice
from auditor.records import frozen

STAGES = (Role.VISIT, Role.FEEDBACK, Role.CUTOFF, Role.ISSUED, Role.WINDOW)
"""What is laid side by side; meetings and measures are each unit's own."""


@frozen
class Stage:
    """A day or period of the course: ``first`` and ``last`` in days from the feedback, negative before it."""

    row: Row = field(repr=False)
    first: int
    last: int


@frozen
class Course:
    """The stages in the order of time.  ``taken`` are the days from the feedback to the date of the notice, if both are known."""

    stages: tuple[Stage, ...] = ()
    taken: int | None = None


def course(notice: Notice) -> Course:
    """The course of a notice; an empty one if the day of its feedback is not known.

    A stage that is known by its month only has the first and the last day of the month.
    """
    found = [row for row in rows(notice) if row.event.role in STAGES and row.first and row.last]
    feedback = next((row.first for row in found if row.event.role is Role.FEEDBACK and row.event.exact), None)
    if feedback is None:
        return Course()
    stages = [
        Stage(row, (row.first - feedback).days, (row.last - feedback).days)
        for row in found
        if row.first and row.last
    ]
    issued = [each.last for each in stages if each.row.event.role is Role.ISSUED and each.row.event.exact]
    return Course(tuple(stages), issued[-1] if issued and issued[-1] >= 0 else None)
