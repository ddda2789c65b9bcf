"""Claims: everything a notice states that can be checked, as typed values with the words they came from.

Numbers are Decimal, never float.  What they come to together stands in :mod:`auditor.ledger`.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import ClassVar

from attrs import Factory, field

from auditor.numbers.units import Unit, in_base_units
from auditor.records import define


class Bound(StrEnum):
    """How exact a stated number is meant to be."""

    EXACT = "exact"
    ABOUT = "about"  # 约 左右 上下
    OVER = "over"  # 余 多 超 以上 至少
    UNDER = "under"  # 近 不足 以下 至多


class Status(StrEnum):
    """How far something has come (data/statuses.toml)."""

    DONE = "done"
    MOSTLY = "mostly"
    RUNNING = "running"
    OPEN = "open"
    QUICK = "quick"

    @property
    def label(self) -> str:
        """What it is called to readers."""
        return _LABELS[self]


_LABELS = {
    Status.DONE: "已完成",
    Status.MOSTLY: "基本完成",
    Status.RUNNING: "正在进行",
    Status.OPEN: "尚未完成",
    Status.QUICK: "立行立改",
}


@define(eq=False)
class Claim:
    """Something stated at ``start``…``end`` of the logical text."""

    kind: ClassVar[str] = "claim"
    start: int
    end: int


@define(eq=False)
class Day(Claim):
    """A date.  What is not written is None; ``inherited`` says that ``year`` was taken from further up.

    ``part`` keeps an imprecise day as written (底, 上旬, 年度 …).
    """

    kind: ClassVar[str] = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    inherited: bool = False
    part: str = ""


@define(eq=False)
class Period(Claim):
    """A range of dates, both ends included."""

    kind: ClassVar[str] = "period"
    first: Day = field(default=Factory(lambda: Day(0, 0)))
    last: Day = field(default=Factory(lambda: Day(0, 0)))
    as_of: bool = False


@define(eq=False)
class Days(Claim):
    """An enumeration of dates: 6月3日、6月29日、8月11日."""

    kind: ClassVar[str] = "dates"
    days: list[Day] = field(default=Factory(list))


@define(eq=False)
class Figure(Claim):
    """A number in a sentence.

    ``gap`` is the text between the figure before it (or the start of the sentence) and this one, ``lead`` the
    last clause of it, ``tail`` what follows up to the next mark or figure.  ``depth`` counts open brackets.
    ``named`` is set for a number inside a quoted name (“四个意识”, 7个“100%”): it promises nothing.
    """

    value: Decimal = Decimal(0)
    bound: Bound = Bound.EXACT
    gap: str = ""
    lead: str = ""
    tail: str = ""
    depth: int = 0
    named: bool = False
    sentence: Sentence | None = field(default=None, repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether it is told exactly, and is no part of a name."""
        return self.bound is Bound.EXACT and not self.named

    @property
    def following(self) -> Figure | None:
        """The next figure of the sentence, None behind the last one."""
        figures = self.sentence.figures if self.sentence else []
        at = bisect_left(figures, self.end, key=attrgetter("start"))
        return figures[at] if at < len(figures) else None


@define(eq=False)
class Quantity(Figure):
    """A number with a unit.  ``noun`` is the head word of what is counted, "" if the clause does not say."""

    kind: ClassVar[str] = "count"
    unit: Unit = field(default=Factory(lambda: Unit("", "item")))
    scale: str = ""
    noun: str = ""
    status: Status | None = None
    _base: Fraction | None = field(default=None, init=False, repr=False)

    @property
    def base(self) -> Fraction:
        """The value in the base unit of its kind."""
        if self._base is None:
            self._base = in_base_units(self.value, self.unit)
        return self._base

    @property
    def unit_text(self) -> str:
        """The unit with its scale, as written: 万元."""
        return self.scale + self.unit.name


@define(eq=False)
class Rate(Figure):
    """A percentage; ``value`` in per cent, ``places`` the decimals printed."""

    kind: ClassVar[str] = "ratio"
    places: int = 0


@define(eq=False)
class Range(Figure):
    """From … to … with a unit: 2—3个."""

    kind: ClassVar[str] = "range"


@define(eq=False)
class Sentence:
    """A sentence with figures in it, in the order of the text."""

    start: int
    end: int
    figures: list[Figure] = field(default=Factory(list))
    quantities: list[Quantity] = field(default=Factory(list))

    def add(self, figure: Figure) -> None:
        """Append the next figure; ``quantities`` are those that are numbers with a unit."""
        self.figures.append(figure)
        if isinstance(figure, Quantity):
            self.quantities.append(figure)


@define(eq=False)
class Field(Claim):
    """A contact field: ``name`` is phone, address, postcode, email, period or person; the range is its value."""

    kind: ClassVar[str] = "contact"
    name: str = ""
    value: str = ""


@define(eq=False)
class Citation(Claim):
    """A cited title 《…》; ``title`` without the outer marks."""

    kind: ClassVar[str] = "citation"
    title: str = ""


@define(eq=False)
class Enumeration(Claim):
    """A list with its stated number, before or after it; ``items`` are the ranges of the members.

    ``counts`` are the natural ways to count the members, the most natural first.  ``closed`` says that the
    list claims to be complete (no 等, or 等 with a word that closes it).  ``loose`` says that one member may have two of
    what is counted: a place with two stations.
    """

    kind: ClassVar[str] = "enumeration"
    stated: Quantity = field(default=Factory(lambda: Quantity(0, 0)))
    items: list[tuple[int, int]] = field(default=Factory(list))
    counts: tuple[int, ...] = ()
    closed: bool = True
    before: bool = True
    quoted: bool = False
    loose: bool = False


@define(eq=False)
class Scanned:
    """What is found in one pass over a text, by kind, each list in the order of the text.

    ``figures`` are all numbers, sentence by sentence, ``quantities`` those with a unit, ``rates`` the percentages.
    """

    sentences: list[Sentence] = field(default=Factory(list))
    figures: list[Figure] = field(default=Factory(list), repr=False)
    quantities: list[Quantity] = field(default=Factory(list), repr=False)
    rates: list[Rate] = field(default=Factory(list), repr=False)
    days: list[Day] = field(default=Factory(list))
    periods: list[Period] = field(default=Factory(list))
    day_lists: list[Days] = field(default=Factory(list))
    citations: list[Citation] = field(default=Factory(list))

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        """The numbers with a unit that begin in a range of the logical text."""
        place = attrgetter("start")
        found = self.quantities
        return found[bisect_left(found, start, key=place) : bisect_left(found, end, key=place)]

    def days_in(self, start: int, end: int) -> list[Day]:
        """The dates that begin in a range of the logical text."""
        place = attrgetter("start")
        return self.days[bisect_left(self.days, start, key=place) : bisect_left(self.days, end, key=place)]

    def dates_in(self, start: int, end: int) -> set[tuple[int | None, int | None, str]]:
        """The months, days and parts (底, 上旬 …) of the dates of a range, whatever their years."""
        return {(day.month, day.day, day.part) for day in self.days_in(start, end)}
