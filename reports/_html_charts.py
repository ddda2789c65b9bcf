"""The charts of a folder of notices: units side by side, in the order they were given and in nobody's ranking."""

from __future__ import annotations

from collections import Counter

from attrs import Factory, field

from auditor.oversight.bodies import own_body
from auditor.oversight.course import Course, Stage, course
from auditor.oversight.shared_text import SharedText
from auditor.oversight.stated import Problems, problems
from auditor.presentation.excerpt import shorten, visible
from auditor.profiles import GENERAL
from auditor.records import define, frozen
from auditor.report import Report

from ._html_outline import Element
from ._html_page import Page

BEFORE, AFTER = 365, 730
"""Days before and after the feedback that are drawn; what lies beyond is told in words only."""
_NAME = 30  # characters of a title that stands for a unit
_WORDS = 400  # characters of a passage that are shown
TICKS = 6
"""Labels on the axis, at most."""
_STEPS = (10, 30, 60, 90, 180, 365)


@frozen
class Drawn:
    """A stage on the common axis, from ``left`` to ``right`` in per cent of its width."""

    stage: Stage
    left: float
    right: float

    @property
    def look(self) -> str:
        """The role, for the style sheet."""
        return str(self.stage.row.event.role)

    @property
    def point(self) -> bool:
        """Whether it is one day."""
        return self.stage.first == self.stage.last

    @property
    def words(self) -> str:
        """“反馈 2022年10月28日”."""
        return visible(f"{self.stage.row.name} {self.stage.row.dates}")


@frozen
class Unit:
    """A notice in the charts; ``number`` is its place in the report."""

    number: int
    name: str
    link: str
    course: Course = field(repr=False)
    problems: Problems | None
    elements: tuple[Element, ...] = field(repr=False)


@frozen
class Lane:
    """A unit's course as it is drawn, and its ends that lie beyond the axis."""

    unit: Unit
    stages: tuple[Drawn, ...]
    beyond: bool


@frozen
class Axis:
    """Days from the feedback, over the whole width of a chart."""

    low: int
    high: int

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Where a label stands, in per cent, and its words."""
        step = next((n for n in _STEPS if (self.high - self.low) // n <= TICKS), _STEPS[-1])
        days = range(-(-self.low // step) * step, self.high + 1, step)
        return [(self.at(day), f"{day:+d} 天" if day else "反馈日") for day in days]

    def at(self, day: int) -> float:
        """The place of a day in per cent of the width; a day beyond the axis stands at its end."""
        return round((min(max(day, self.low), self.high) - self.low) * 100 / (self.high - self.low), 2)


@frozen
class Frequency:
    """A rule: its findings, and in how many notices of those that were checked."""

    rule: str
    title: str
    notices: int
    findings: int


@frozen
class Copied:
    """A passage that several notices share, with their units."""

    words: str
    length: int
    units: tuple[Unit, ...]


@define
class Charts:
    """Gathers what is drawn, notice by notice; no text is kept.  Ask it after the last one."""

    titles: dict[str, str]
    units: list[Unit] = Factory(list)
    checked: int = 0
    _notices: Counter[str] = Factory(Counter)
    _findings: Counter[str] = Factory(Counter)
    _shared: SharedText = Factory(SharedText)

    def add(self, number: int, page: Page, link: str) -> None:
        """The next notice; one that is none in particular is counted with its findings only."""
        if not page.checked:
            return
        rules = Counter(finding.rule for finding in page.audited.findings)
        self.checked += 1
        self._findings.update(rules)
        self._notices.update(rules.keys())
        if page.audited.profile == GENERAL:
            return
        name = visible(own_body(page.notice)) or visible(shorten(page.title, _NAME))
        of = course(page.notice), problems(page.notice), tuple(page.elements)
        self._shared.add(len(self.units), page.notice)
        self.units.append(Unit(number, name, link, *of))

    @property
    def elements(self) -> list[tuple[str, int, int]]:
        """Each required element: its name, how many notices have it, and how many must."""
        demanded = [element for unit in self.units for element in unit.elements if element.demanded]
        asked = Counter(element.name for element in demanded)
        there = Counter(element.name for element in demanded if element.present)
        return [(name, there[name], count) for name, count in asked.items()]

    @property
    def axis(self) -> Axis:
        """The days that the courses fill."""
        days = [
            day for unit in self.units for stage in unit.course.stages for day in (stage.first, stage.last)
        ]
        low, high = max(min(days, default=0), -BEFORE), min(max(days, default=0), AFTER)
        margin = max(5, (high - low) // 20)
        return Axis(low - margin, high + margin)

    @property
    def lanes(self) -> list[Lane]:
        """The courses of the units whose day of feedback is known."""
        axis = self.axis
        return [_lane(unit, axis) for unit in self.units if unit.course.stages]

    @property
    def stated(self) -> list[tuple[Unit, Problems]]:
        """The units whose stated number of problems can be laid beside their list."""
        return [(unit, unit.problems) for unit in self.units if unit.problems]

    @property
    def most(self) -> int:
        """The largest number of problems."""
        return max((number for _, each in self.stated for number in (each.stated, each.listed)), default=1)

    @property
    def frequencies(self) -> list[Frequency]:
        """The rules that found something, the most common first."""
        found = [
            Frequency(rule, self.titles.get(rule, ""), count, self._findings[rule])
            for rule, count in self._notices.items()
        ]
        return sorted(found, key=lambda each: (-each.notices, -each.findings, each.rule))

    def copied(self, report: Report) -> list[Copied]:
        """The passages that units share, those of the most units first; ``report`` is the one that was gathered."""
        found: list[Copied] = []
        for first in self._shared.firsts():
            page = Page(report.notices[self.units[first].number], "", self.titles)
            for passage in self._shared.passages(first, page.notice):
                holders = tuple(self.units[number] for number in passage.notices)
                found.append(Copied(visible(shorten(passage.words, _WORDS)), len(passage.words), holders))
        return sorted(found, key=lambda each: (-len(each.units), -each.length))


def _lane(unit: Unit, axis: Axis) -> Lane:
    stages = unit.course.stages
    drawn = tuple(Drawn(each, *sorted((axis.at(each.first), axis.at(each.last)))) for each in stages)
    beyond = any(not axis.low <= day <= axis.high for each in stages for day in (each.first, each.last))
    return Lane(unit, drawn, beyond)
