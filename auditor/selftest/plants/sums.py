"""Families S and R: sums, shares, rates and figures told twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from auditor.arithmetic.rates.ratio import Outcome, Ratio
from auditor.claims import Quantity, Rate, Status
from auditor.figures.rounding import holds
from auditor.groups.group import Group, Relation
from auditor.groups.sums import judge
from auditor.numbers.numerals import show
from auditor.selftest.plants._ground import Ground, Plant, counted, exact, kind, one
from auditor.source import Span
from auditor.structure.tables import Cell, tables

_DAMAGED = {"元": "万元", "万元": "元", "㎡": "m", "平方米": "米", "公里": "米", "亩": "平方米", "吨": "公斤"}


def _sums(ground: Ground) -> Iterator[Group]:
    """The sums that hold."""
    for group in ground.notice.claims.groups:
        several = len(group.parts) > 1 and not group.repaired and group.total == group.whole.base
        if (
            several
            and exact(group.whole, *group.parts)
            and judge(group, ground.text).relation is Relation.EQUAL
        ):
            yield group


def _places(ground: Ground, group: Group) -> tuple[Span, ...]:
    return counted(ground, (group.whole, *group.parts))


@kind("S", "part-above", "分项之和大于总数")
def part_above(ground: Ground) -> Iterator[Plant]:
    """15项，其中新建9项、修订6项 → 新建10项."""
    for group in _sums(ground):
        yield from one(ground.shift(group.parts[0], 1), *_places(ground, group))


@kind("S", "part-below", "分项之和小于总数")
def part_below(ground: Ground) -> Iterator[Plant]:
    """57项，已办结49项，正在办理8项 → 正在办理7项."""
    for group in _sums(ground):
        if group.closed:
            yield from one(ground.shift(group.parts[-1], -1), *_places(ground, group))


@kind("S", "total-below", "总数小于分项之和")
def total_below(ground: Ground) -> Iterator[Plant]:
    """The whole is one less than its parts."""
    for group in _sums(ground):
        yield from one(ground.shift(group.whole, -1), *_places(ground, group))


@kind("S", "total-above", "总数大于分项之和")
def total_above(ground: Ground) -> Iterator[Plant]:
    """The whole is more than parts that claim to be all of it."""
    for group in _sums(ground):
        if group.closed:
            yield from one(ground.shift(group.whole, 3), *_places(ground, group))


@kind("S", "digit-swapped", "分项中两位数字颠倒")
def digit_swapped(ground: Ground) -> Iterator[Plant]:
    """248份，已规范215份，其余33份 → 已规范251份."""
    for group in _sums(ground):
        for part in group.parts:
            value = ground.printed(part)
            words = "" if value is None else str(value)
            if len(words) > 1 and words.isdecimal() and words[-1] != words[-2] and words[-1] > words[-2]:
                yield from one(
                    ground.restate(part, Decimal(words[:-2] + words[-1] + words[-2])), *_places(ground, group)
                )


@kind("S", "part-above-whole", "部分大于全体")
def part_above_whole(ground: Ground) -> Iterator[Plant]:
    """其中 more than there are."""
    for group in ground.notice.claims.groups:
        whole, part = ground.printed(group.whole), group.parts[0]
        single = len(group.parts) == 1 and exact(group.whole, part) and part.base < group.whole.base
        if whole and single and group.whole.unit_text == part.unit_text and ground.proved(part):
            yield from one(ground.restate(part, whole + 2), ground.span(group.whole))


@kind("S", "done-above-whole", "已完成数大于总数")
def done_above_whole(ground: Ground) -> Iterator[Plant]:
    """12个问题已完成整改11个 → 已完成整改14个."""
    for group in ground.notice.claims.groups:
        whole = ground.printed(group.whole)
        for part in group.parts:
            if (
                whole
                and part.status is Status.DONE
                and exact(part, group.whole)
                and part.unit == group.whole.unit
            ):
                yield from one(ground.restate(part, whole + 2), *_places(ground, group))


@kind("S", "unit", "分项的单位写错")
def unit(ground: Ground) -> Iterator[Plant]:
    """12,600元、22,200元，合计3.48万元 → 12,600万元."""
    for group in _sums(ground):
        for part in group.parts:
            wrong = _DAMAGED.get(part.unit_text)
            end = part.end
            start = end - len(part.unit_text)
            if part.unit.measured and wrong and ground.text[start:end] == part.unit_text:
                yield Plant((ground.replace(start, end, wrong),), _places(ground, group))


@kind("S", "total-unit", "总数的单位写错")
def total_unit(ground: Ground) -> Iterator[Plant]:
    """12,600元、22,200元，合计3.48万元 → 合计3.48元."""
    for group in _sums(ground):
        wrong = _DAMAGED.get(group.whole.unit_text)
        end = group.whole.end
        start = end - len(group.whole.unit_text)
        if group.whole.unit.measured and wrong and ground.text[start:end] == group.whole.unit_text:
            yield Plant((ground.replace(start, end, wrong),), _places(ground, group))


def _cells(ground: Ground, *, totals: bool) -> Iterator[tuple[Cell, Span]]:
    for table in tables(ground.notice):
        if table.total is None:
            continue
        for column in range(1, table.columns):
            if not table.numeric(column) or column >= len(table.total):
                continue
            total, first = table.total[column], table.rows[0][column]
            if total.value is not None and total.value == sum(r[column].value or 0 for r in table.rows):
                cell, other = (total, first) if totals else (first, total)
                yield cell, ground.notice.span(other.start, other.end)


@kind("S", "table-cell", "表格中一格改了数")
def table_cell(ground: Ground) -> Iterator[Plant]:
    """A number of a table changes, its column's total does not."""
    for cell, other in _cells(ground, totals=False):
        yield Plant((ground.replace(cell.start, cell.end, str((cell.value or 0) + 1)),), (other,))


@kind("S", "table-total", "表格合计改了数")
def table_total(ground: Ground) -> Iterator[Plant]:
    """The total of a column changes."""
    for cell, other in _cells(ground, totals=True):
        yield Plant((ground.replace(cell.start, cell.end, str((cell.value or 0) + 1)),), (other,))


def _rates(ground: Ground) -> Iterator[tuple[Ratio, Quantity, Quantity]]:
    """The rates that hold, with part and whole."""
    for ratio in ground.notice.claims.ratios:
        if ratio.outcome is Outcome.HOLDS and ratio.natural and len(ratio.sides) == 2 and exact(ratio.rate):
            yield ratio, *ratio.sides


@kind("R", "rate", "比率与数字不符")
def rate(ground: Ground) -> Iterator[Plant]:
    """12个完成11个，完成率91.7% → 81.7%."""
    for ratio, part, whole in _rates(ground):
        by = -10 if ratio.rate.value > 20 else 10
        yield from one(ground.shift(ratio.rate, by), ground.span(part), ground.span(whole))


@kind("R", "rate-tenth", "比率小数位算错")
def rate_tenth(ground: Ground) -> Iterator[Plant]:
    """97.9% → 97.4%: wrong in the decimal place only."""
    for ratio, part, whole in _rates(ground):
        value = ground.printed(ratio.rate)
        if ratio.rate.places and value and value < 99:
            step = Decimal(5).scaleb(-ratio.rate.places)
            yield from one(ground.restate(ratio.rate, value - step), ground.span(part), ground.span(whole))


def _changed(
    ground: Ground, rate: Rate, part: Quantity, whole: Quantity, *, numerator: bool
) -> Iterator[Plant]:
    by = max(1, ceil(whole.value / 25))
    if numerator and part.value > by and not holds(rate, part, part):
        yield from one(ground.shift(part, -by), ground.span(rate), ground.span(whole))
    elif not numerator:
        yield from one(ground.shift(whole, 2 * by), ground.span(rate), ground.span(part))


@kind("R", "rate-part", "比率的分子改了数")
def rate_part(ground: Ground) -> Iterator[Plant]:
    """The number that was done changes, the rate does not."""
    for ratio, part, whole in _rates(ground):
        if part.scale == whole.scale:
            yield from _changed(ground, ratio.rate, part, whole, numerator=True)


@kind("R", "rate-whole", "比率的分母改了数")
def rate_whole(ground: Ground) -> Iterator[Plant]:
    """The number of all changes, the rate does not."""
    for ratio, part, whole in _rates(ground):
        if part.scale == whole.scale:
            yield from _changed(ground, ratio.rate, part, whole, numerator=False)


@kind("R", "complement", "互补的两个比率之和不是100%")
def complement(ground: Ground) -> Iterator[Plant]:
    """13.7%…, 其余86.3%: the latter changes; where no rest is told, a wrong one is added."""
    for ratio in ground.notice.claims.ratios:
        if ratio.outcome is Outcome.HOLDS and ratio.working.startswith("100%"):
            by = -10 if ratio.rate.value > 20 else 10
            yield from one(ground.shift(ratio.rate, by), *counted(ground, ratio.sides))
    for ratio, part, whole in _rates(ground):
        end = ratio.rate.end
        if (
            "占" in ratio.rate.lead
            and 20 < ratio.rate.value < 80
            and ground.text[end : end + 1] in ("，", "。", "；")
        ):
            wrong = show(100 - ratio.rate.value + 10)
            edit = ground.replace(end, end, f"，其余占{wrong}%")
            yield Plant((edit,), counted(ground, (ratio.rate, part, whole)))


@kind("R", "complete-but-pending", "尚有未完成的却称100%")
def complete_but_pending(ground: Ground) -> Iterator[Plant]:
    """已完成11个，正在推进1个，完成率91.7% → 100%."""
    for ratio, part, _ in _rates(ground):
        pending = [
            q
            for q in (part.sentence.quantities if part.sentence else ())
            if q.status in (Status.RUNNING, Status.OPEN)
        ]
        if part.status is Status.DONE and pending and ratio.rate.value < 100:
            start, end = ratio.rate.start, ratio.rate.end
            if ground.text[start:end].endswith("%"):
                yield Plant((ground.replace(start, end, "100%"),), counted(ground, pending))


@kind("R", "figure-twice", "同一数字前后不一致")
def figure_twice(ground: Ground) -> Iterator[Plant]:
    """The total of problems or measures changes in the last place where it is told."""
    told: dict[tuple[str, str, Decimal], list[Quantity]] = {}
    for q in ground.notice.claims.quantities:
        if (
            q.noun in ("问题", "措施", "举措")
            and q.status is None
            and q.value > 4
            and exact(q)
            and ground.proved(q)
        ):
            told.setdefault((q.noun, q.unit.name, q.value), []).append(q)
    for places in told.values():
        if len(places) > 1 and places[0].sentence is not places[-1].sentence:
            yield from one(ground.shift(places[-1], 2), *counted(ground, places[:1]))
