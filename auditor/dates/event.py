"""A date with its role in the notice, and the words it is told from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from auditor.claims import Claim, Day
from auditor.notice import Node
from auditor.records import define, frozen


class Role(StrEnum):
    """What happened on a date."""

    VISIT = "visit"
    ENTRY = "entry"
    EXIT = "exit"
    FEEDBACK = "feedback"
    MEETING = "meeting"
    MEASURE = "measure"
    CUTOFF = "cutoff"
    ISSUED = "issued"
    WINDOW = "window"
    PLAN = "plan"
    BACKGROUND = "background"


@define(eq=False)
class Event:
    """A date or period with its role.

    ``days`` are one day, or the first and the last of a period.  ``first`` and ``last`` are set by
    :mod:`auditor.dates.timeline`: what each may mean (earliest and latest day), None if that is not known.
    ``word`` is what is said to have taken place (巡察, 督察, 反馈 …), ``to`` the addressee of a feedback.
    ``reported`` says that a feedback is the auditors' report, ``audited`` that the clause acts upon such a report,
    ``rectifying`` that the clause speaks of putting the findings right,
    ``past`` that it happened, ``told`` that 了 or 已 says so.
    ``forced`` is set if no year makes the date fit and the year is not written, ``open_year`` if several years do.
    """

    role: Role
    days: tuple[Day, ...]
    claims: tuple[Claim, ...] = field(repr=False)
    after: str = ""
    word: str = ""
    to: str = ""
    rectifying: bool = False
    reported: bool = False
    audited: bool = False
    past: bool = False
    told: bool = False
    preamble: bool = False
    forced: bool = False
    open_year: bool = False
    first: tuple[date, date] | None = None
    last: tuple[date, date] | None = None

    @property
    def start(self) -> int:
        """Where its date begins in the logical text."""
        return self.days[0].start

    @property
    def end(self) -> int:
        """Where its date ends."""
        return self.days[-1].end

    @property
    def dated(self) -> bool:
        """Whether its year is written, by itself or at the first day of its period."""
        return self.days[0].year is not None and not self.days[0].inherited

    @property
    def went_back(self) -> bool:
        """Whether it only fits in a year before that of the date above it, so that nothing is known of its order."""
        return self.open_year and self.first is not None and self.first[0].year < (self.days[0].year or 0)

    @property
    def exact(self) -> bool:
        """Whether both ends are known to the day."""
        return bool(self.first and self.last) and all(d.day is not None for d in self.days)


@frozen
class Clause:
    """The words around a date, within its sentence and up to its neighbour dates."""

    before: str
    after: str
    near: str
    leaf: Node
    preamble: bool
    title: str = ""
