"""The timeline of a notice: its dated events with the years inferred, and the chain they must follow.

进驻 ≤ 撤离 ≤ 反馈 ≤ 整改措施 ≤ 截至 ≤ 成文 ≤ 公开期首日.  The genre leaves out years; a missing year is inferred
so that the date fits, and only a date that fits with no year is held against the notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from weakref import WeakKeyDictionary

from attrs import field

from auditor.claims import Claim, Day
from auditor.dates.calendars import range_of, written
from auditor.dates.event import Event, Role
from auditor.dates.events import events
from auditor.dates.years import doubtful
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import define, frozen

ROLLOVER = 240  # days; a date taken for next year's must not lie further than this behind what it follows
HEAD = 6  # lines from the title on among which it may be said when a report was given
_DELIVERED = compiled(
    r"(?:[—―–\-]+|[（(])[^，。；;]{9,24}[在于][^，。；;]{4,40}会(?:议|第[^，。；;]{1,8}会议)?上[）)]?"
)
NAMES = {
    Role.MEETING: "会议",
    Role.MEASURE: "措施",
    Role.CUTOFF: "截至日",
    Role.ISSUED: "成文",
    Role.FEEDBACK: "反馈",
    Role.PLAN: "计划",
    Role.BACKGROUND: "背景",
}
REPORT = "审计报告"


@frozen
class Moment:
    """One end of an event: its name in the chain and the days it may mean."""

    name: str
    day: Day
    earliest: date
    latest: date
    event: Event = field(repr=False)

    @property
    def text(self) -> str:
        """2022年9月14日, or 2022年9月 if no day is given; without the year where it is left open."""
        if self.event.open_year and self.day.month:
            words = written(self.earliest) if self.earliest == self.latest else f"{self.earliest.month}月"
            return words.partition("年")[2] or words
        if self.earliest == self.latest:
            return written(self.earliest)
        return (
            f"{self.earliest.year}年{self.earliest.month}月" if self.day.month else f"{self.earliest.year}年"
        )

    def after(self, other: Moment) -> bool:
        """Whether it certainly comes after another moment."""
        return self.earliest > other.latest


@define(eq=False)
class Timeline:
    """The events in the order of the text; the others are the notice's own ones of their role.

    ``visit`` is the inspection as a period, ``entry`` and ``exit`` its ends where they are told apart.
    """

    events: list[Event]
    visit: Event | None = None
    entry: Event | None = None
    exit: Event | None = None
    feedback: Event | None = None
    issued: Event | None = None

    def of(self, *roles: Role) -> list[Event]:
        """The events of some roles whose dates are known."""
        return [e for e in self.events if e.role in roles and e.first and e.last]

    def begin(self, event: Event) -> Moment | None:
        """The first day of an event."""
        return _moment(event, 0)

    def close(self, event: Event) -> Moment | None:
        """The last day of an event; the only one if it has one."""
        return _moment(event, -1)

    @property
    def entered(self) -> Moment | None:
        """When the inspection began."""
        event = self.visit or self.entry
        return self.begin(event) if event else None

    @property
    def left(self) -> Moment | None:
        """When the inspection ended."""
        event = self.visit or self.exit
        return self.close(event) if event else None

    @property
    def told(self) -> Moment | None:
        """When the feedback was given."""
        return self.begin(self.feedback) if self.feedback else None

    def follows(self, event: Event) -> bool:
        """Whether an event can only come after the feedback: it puts the findings right, or acts upon the report."""
        reported = self.feedback is not None and self.feedback.reported
        return event.rectifying or (event.audited and reported)

    @property
    def signed(self) -> Moment | None:
        """The date of the notice."""
        return self.close(self.issued) if self.issued else None


_cache: WeakKeyDictionary[Notice, Timeline] = WeakKeyDictionary()


def timeline(notice: Notice) -> Timeline:
    """The timeline of a notice; made once, shared by all rules."""
    made = _cache.get(notice)
    if made is None:
        made = _cache[notice] = _make(notice)
    return made


def covering(claims: tuple[Claim, ...], *more: Claim) -> tuple[Claim, ...]:
    """Claims without repetitions, in order."""
    return tuple({id(c): c for c in (*claims, *more)}.values())


def _make(notice: Notice) -> Timeline:
    line = Timeline(list(events(notice)))
    if not any(e.role is Role.ISSUED for e in line.events):
        _find_delivery(notice, line.events)
    signed = [e for e in line.events if e.role is Role.ISSUED and e.dated]
    if signed:
        line.issued = signed[-1]
        _settle(line.issued, line.issued.days[0].year)
    line.visit = _own(line.events, Role.VISIT)
    line.entry = _own(line.events, Role.ENTRY)
    line.exit = _own(line.events, Role.EXIT)
    line.feedback = _own(line.events, Role.FEEDBACK)
    if line.feedback and line.feedback.dated:
        _infer(line.feedback, line)
    for event in line.events:
        if event is not line.issued:
            _infer(event, line)
            event.open_year = _is_open(event, line, event.days[0] in doubtful(notice))
    if line.issued and not line.issued.first:
        line.issued = None
    if line.visit and not (line.visit.first and line.visit.last):
        line.visit = None
    if line.feedback and not line.feedback.first:
        line.feedback = None
    return line


def _find_delivery(notice: Notice, found: list[Event]) -> None:
    """A report without a date at its end is of the day on which it was given: ——2024年11月28日在…会议上."""
    for leaf in notice.leaves[:HEAD]:
        if not _DELIVERED.fullmatch(leaf.text.strip()):
            continue
        for event in found:
            if leaf.start <= event.start < leaf.end and event.dated and len(event.days) == 1:
                event.role = Role.ISSUED
                return


def _own(found: list[Event], role: Role) -> Event | None:
    """The notice's own event of a role: the first of the preamble, else the first."""
    of_role = [e for e in found if e.role is role]
    return next((e for e in of_role if e.preamble), of_role[0] if of_role else None)


def _settle(event: Event, year: int | None) -> None:
    """Give an event its dates, its first day being in ``year``."""
    first, last = event.days[0], event.days[-1]
    event.first = range_of(first, year)
    if last is first:
        event.last = event.first
        return
    if last.year is not None and not last.inherited:
        closing: int | None = last.year
    else:
        closing = year
        month = first.month if last.month is None else last.month
        if year is not None and first.month and month and month < first.month:
            closing = year + 1
    event.last = range_of(last, closing)


def _infer(event: Event, line: Timeline) -> None:
    """Settle an event; a year that is not written is the one with which it fits."""
    base = event.days[0].year
    high = line.issued.last[1] if line.issued and line.issued.last else None
    if event.dated:
        _settle(event, base)
        return
    if event.role is Role.WINDOW:
        if high:
            _settle(event, _nearest(event, high))
        return
    base = base if base is not None else (high.year if high else None)
    if base is None:
        return
    if (
        event.role in (Role.VISIT, Role.ENTRY, Role.EXIT)
        and line.feedback
        and line.feedback.dated
        and line.feedback.first
    ):
        high = min(high or date.max, line.feedback.first[1])
    low, limit = _lower(event, line)
    # the last date of a reversed period must not make its year look wrong, so the first day decides
    for year in dict.fromkeys((base, base + 1, base - 1, *((high.year, high.year - 1) if high else ()))):
        _settle(event, year)
        if not (event.first and event.last):
            continue
        fits = (low is None or event.first[1] >= low) and (high is None or event.last[0] <= high)
        near = year == base or low is None or limit is None or (event.first[0] - low).days <= limit
        if fits and near and (year >= base or high is not None):
            return
    if low is not None and event.role not in (Role.FEEDBACK, Role.CUTOFF) and not line.follows(event):
        _settle_before(event, base, high)
        return
    _settle(event, base)
    event.forced = True


def _is_open(event: Event, line: Timeline, in_doubt: bool) -> bool:
    """Whether an event may as well be of another year than the one it was settled in.

    What lies after the notice in the year of the date before it may be still to come, or of the year before.
    """
    base, high = event.days[0].year, line.signed.latest if line.signed else None
    if event.dated or event.forced or not (base and high and event.last):
        return False
    if event.role in (Role.PLAN, Role.BACKGROUND):
        own = range_of(event.days[-1], base)
        return (own is not None and own[0] > high) or (in_doubt and base < high.year)
    if event.role not in (Role.MEETING, Role.MEASURE, Role.CUTOFF):
        return False
    if event.first and event.first[0].year < base and _lower(event, line)[0] is None:
        return True  # 自2024年7月1日…, 10月16日已公开 in a notice of September: nothing says that it was the year before
    if not in_doubt:
        return False
    low, _ = _lower(event, line)
    may_be = (range_of(event.days[-1], year) for year in range(base, high.year + 1))
    return sum(1 for d in may_be if d and d[0] <= high and (low is None or d[1] >= low)) > 1


def _settle_before(event: Event, base: int, high: date | None) -> None:
    """For an ordinary date only the notice's own date is a limit."""
    for year in (base, base - 1):
        _settle(event, year)
        if event.last and (high is None or event.last[0] <= high):
            return
    _settle(event, base)


def _lower(event: Event, line: Timeline) -> tuple[date | None, int | None]:
    """What a date without a year must not precede, and how far behind that it may lie (days)."""
    left, told = line.left, line.told
    if event.role is Role.FEEDBACK:
        return (left.earliest, ROLLOVER) if left and event.start > left.day.start else (None, None)
    if event.role in (Role.MEETING, Role.MEASURE, Role.CUTOFF):
        anchor = told or left
        return (anchor.earliest, None) if anchor and event.start > anchor.day.start else (None, None)
    return None, None


def _nearest(event: Event, to: date) -> int:
    """The year that brings the first day of an event nearest to a date."""

    def distance(year: int) -> timedelta:
        found = range_of(event.days[0], year)
        return abs(found[0] - to) if found else timedelta.max

    return min((to.year, to.year + 1, to.year - 1), key=distance)


def _moment(event: Event, end: int) -> Moment | None:
    found = event.first if end == 0 else event.last
    if found is None:
        return None
    return Moment(_name(event, end), event.days[end], *found, event)


def _name(event: Event, end: int) -> str:
    match event.role:
        case Role.VISIT | Role.ENTRY | Role.EXIT:
            word = "进驻" if event.word in ("进驻", "撤离") else event.word
            closing = event.role is Role.EXIT or (event.role is Role.VISIT and end == -1)
            if closing:
                return "撤离" if word == "进驻" else f"{word}结束"
            return "进驻" if word == "进驻" else f"{word}开始"
        case Role.WINDOW:
            return "公开期末日" if end == -1 and len(event.days) > 1 else "公开期首日"
        case Role.MEETING | Role.MEASURE if len(event.days) > 1:
            return "期间末日" if end == -1 else "期间首日"
        case Role.FEEDBACK if event.reported:
            return REPORT
        case role:
            return NAMES[role]
