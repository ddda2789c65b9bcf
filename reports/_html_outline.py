"""What the HTML report shows beside the text: the timeline to draw, the outline with its numbers, the elements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from auditor.dates.timetable import Row, rows
from auditor.extraction import contact
from auditor.findings import Finding
from auditor.notice import Kind, Notice
from auditor.presentation.excerpt import shorten, visible
from auditor.profiles import required
from auditor.records import frozen
from auditor.report import AuditedNotice, Verdict
from auditor.source import Span
from auditor.stated.areas import announced_areas
from auditor.stated.readings import stated_totals
from auditor.structure.closing import issue_date, signature

ELEMENTS = {"title": "标题", "signature": "落款", "date": "成文日期", "contact": "联系方式"}
TICKS = 7
"""Labels on the axis of time, at most."""


@frozen
class Element:
    """A required element: present, missing although it must be there, or neither."""

    name: str
    present: bool
    demanded: bool


def elements(notice: Notice) -> list[Element]:
    """Title, signature, date of issue and contact data."""
    there = {
        "title": bool(notice.title),
        "signature": signature(notice) is not None,
        "date": issue_date(notice)[0] is not None,
        "contact": bool(contact.blocks(notice) or notice.claims.fields),
    }
    return [Element(name, there[key], required(notice, key) is not None) for key, name in ELEMENTS.items()]


@frozen
class Total:
    """A stated number with what was counted.  ``verdict`` is that of the ledger.

    ``noun`` is what was counted (问题), if it does not stand in the quote.
    """

    span: Span
    noun: str
    count: int
    counted: str
    others: tuple[str, ...]
    verdict: Verdict


def totals(audited: AuditedNotice, notice: Notice) -> list[Total]:
    """The stated totals of the notice, the areas it announces among them."""
    verdicts = {(entry.span, entry.kind): entry.verdict for entry in audited.ledger}
    found: list[Total] = []
    for total in stated_totals(notice):
        span = notice.span(total.claim.start, total.claim.end)
        fitting = total.fitting
        shown = fitting or total.natural
        others = tuple(f"{r.name} {r.count}" for r in total.readings if r.name != shown.name)
        verdict = verdicts.get((span, total.claim.kind), Verdict.UNCHECKABLE)
        noun = visible(total.claim.noun)
        noun = "" if noun in notice.source.quote(span) else f"（{noun}）"
        found.append(Total(span, noun, shown.count, shown.name, others, verdict))
    for areas in announced_areas(notice):
        span = notice.span(areas.claim.stated.start, areas.claim.stated.end)
        missing = "、".join(notice.text[a:b] for a, b in areas.missing)
        words = (f"没有对应标题的：{visible(shorten(missing))}",) if missing else ()
        verdict = verdicts.get((span, areas.claim.stated.kind), Verdict.UNCHECKABLE)
        found.append(Total(span, "", len(areas.sections), "正文中相应的标题", words, verdict))
    return sorted(dict.fromkeys(found), key=lambda total: total.span)


@frozen
class Section:
    """A heading of the outline with how many headings and measures stand directly below it."""

    title: str
    start: int
    line: int
    level: int
    headings: int
    measures: int
    recovered: bool


def sections(notice: Notice) -> Iterator[Section]:
    """The outline, from the top."""
    for node in notice.sections:
        leaf = node.heading or node
        start = notice.node_span(leaf).start
        below = [child.kind for child in node.children]
        yield Section(
            visible(shorten(leaf.text, 80)),
            start,
            notice.source.position(start).line,
            node.level,
            below.count(Kind.SECTION),
            below.count(Kind.ITEM),
            leaf.recovered,
        )


@frozen
class Tick:
    """A label on the axis; ``at`` in per cent of its width."""

    at: float
    label: str


@frozen
class Bar:
    """An event with its place on the axis: from ``left`` to ``right`` in per cent; ``asked`` if a finding is about it."""

    row: Row
    left: float
    right: float
    asked: bool

    @property
    def point(self) -> bool:
        """Whether it lasts one day."""
        return self.row.first == self.row.last


@frozen
class Chart:
    """The events in the order of time over one axis."""

    bars: list[Bar]
    ticks: list[Tick]


def chart(notice: Notice, findings: Sequence[Finding]) -> Chart:
    """The timeline as it is drawn."""
    found = [row for row in rows(notice) if row.first and row.last]
    if not found:
        return Chart([], [])
    # a reversed period ends before it starts, so both ends count
    days = [day.toordinal() for row in found for day in (row.first, row.last) if day]
    low, high = min(days), max(days)
    margin = max(5, (high - low) // 20)
    low, high = low - margin, high + margin

    def at(day: date | None) -> float:
        return round((day.toordinal() - low) * 100 / (high - low), 2) if day else 0.0

    asked = sorted(
        span for f in findings if f.rule[:1] == "D" for span in (f.span, *(r.span for r in f.related))
    )
    bars = []
    for row in found:
        left, right = sorted((at(row.first), at(row.last)))
        before = bisect_left(asked, Span(row.span.end, 0)) - 1
        bars.append(Bar(row, left, right, before >= 0 and asked[before].overlaps(row.span)))
    return Chart(bars, [Tick(at(day), label) for day, label in _ticks(low, high)])


def _ticks(low: int, high: int) -> Iterator[tuple[date, str]]:
    """The first days of months or years between two days, as many as can be read."""
    first, last = date.fromordinal(max(low, 1)), date.fromordinal(min(high, date.max.toordinal()))
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((n for n in (1, 2, 3, 6) if months // n <= TICKS), 12 * -(-months // (12 * TICKS)))
    named = 0
    start = first.year * 12 + first.month - 1
    for month in range(-(-start // step) * step, start + months + 1, step):
        day = date(month // 12, month % 12 + 1, 1)
        if day < first:
            continue
        year = f"{day.year}年" if day.year != named else ""
        yield day, year if step % 12 == 0 else f"{year}{day.month}月"
        named = day.year
    if not named:  # less than a month: its days are labels enough
        yield first, f"{first.year}年{first.month}月{first.day}日"
