"""Family C: totals, lists and enumerations that no longer agree."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Enumeration, Quantity
from auditor.notice import Kind, Node
from auditor.selftest.plants._ground import Ground, Plant, exact, kind, one
from auditor.source import Span
from auditor.stated.areas import announced_areas
from auditor.stated.readings import StatedTotal, stated_totals

NEAR = 24  # characters between a list of dates and its number of times


def _fitting(ground: Ground) -> Iterator[StatedTotal]:
    """The stated totals that the lists bear out."""
    return (t for t in stated_totals(ground.notice) if t.fitting and (t.listed or ground.proved(t.claim)))


def _other_total(ground: Ground, total: StatedTotal, sign: int) -> Iterator[Plant]:
    overlap = int(total.overlap.value) if total.overlap else 0
    taken = {n + extra for n in (r.count for r in total.readings) for extra in (0, overlap)}
    for by in (1, 2, 3, 4, 5):
        if int(total.claim.value) + sign * by not in taken:
            yield from one(ground.shift(total.claim, sign * by))
            return


@kind("C", "total-above", "问题总数多于列出的")
def total_above(ground: Ground) -> Iterator[Plant]:
    """反馈12个问题 → 反馈13个问题."""
    for total in _fitting(ground):
        yield from _other_total(ground, total, 1)


@kind("C", "total-below", "问题总数少于列出的")
def total_below(ground: Ground) -> Iterator[Plant]:
    """反馈12个问题 → 反馈11个问题."""
    for total in _fitting(ground):
        yield from _other_total(ground, total, -1)


@kind("C", "list-item-removed", "列出的问题少了一个")
def list_item_removed(ground: Ground) -> Iterator[Plant]:
    """The last problem of a group goes, with all that answers it."""
    for total in _fitting(ground):
        nodes = total.fitting.nodes if total.fitting else ()
        if total.overlap or total.claim.unit.kind == "group":
            continue
        for node in nodes:
            siblings = node.parent.sections if node.parent else []
            if len(siblings) > 2 and node is siblings[-1] and not node.sections:
                yield Plant((ground.drop(node),), (ground.span(total.claim), *_following(ground, node)))


def _following(ground: Ground, node: Node) -> tuple[Span, ...]:
    """The headings after a section, where a number is then missing: the next one, and the next of its level."""
    after = [n for n in ground.notice.of_kind(Kind.HEADING) if n.start >= node.end]
    alike = [n for n in after if n.level == node.level]
    return tuple(ground.span(n) for n in (*after[:1], *alike[:1]))


@kind("C", "area-removed", "少报了一个方面")
def area_removed(ground: Ground) -> Iterator[Plant]:
    """An announced area is not reported on."""
    found: list[tuple[Quantity, Node, tuple[int, int]]] = []
    for areas in announced_areas(ground.notice):
        if not areas.missing and len(areas.sections) > 2:
            found.append((areas.claim.stated, areas.sections[-1], (areas.claim.start, areas.claim.end)))
    for total in _fitting(ground):
        nodes = total.fitting.nodes if total.fitting else ()
        if total.claim.unit.kind == "group" and len(nodes) > 2:
            found.append((total.claim, nodes[-1], (total.claim.start, total.claim.end)))
    for _, section, place in found:
        yield Plant((ground.drop(section),), (ground.notice.span(*place),))


def _lists(ground: Ground) -> Iterator[Enumeration]:
    """The lists that claim to be complete and agree with their number."""
    for item in ground.notice.claims.enumerations:
        stated = item.stated
        holds = item.counts and stated.value == item.counts[0] and exact(stated) and not stated.named
        if holds and item.closed and (ground.proved(item) or ground.proved(stated)):
            yield item


def _measure(ground: Ground, item: Enumeration) -> Node | None:
    """The last member of a list of measures 一是…二是…, None for a list within a sentence."""
    leaf = ground.notice.leaf_at(item.items[-1][0])
    return leaf if leaf and leaf.kind is Kind.ITEM and leaf.start == item.items[-1][0] else None


@kind("C", "enumeration-number", "列举的项数与数字不符")
def enumeration_number(ground: Ground) -> Iterator[Plant]:
    """甲、乙、丙三个环节 → 四个环节."""
    for item in _lists(ground):
        by = next(n for n in (1, 2, 3, 4) if item.stated.value + n not in item.counts)
        yield from one(ground.shift(item.stated, by), ground.span(item))


@kind("C", "enumeration-member-removed", "列举少了一项")
def enumeration_member_removed(ground: Ground) -> Iterator[Plant]:
    """甲、乙、丙三个环节 → 甲、丙三个环节."""
    for item in _lists(ground):
        if len(item.items) < 3 or len(item.counts) > 1 or _measure(ground, item) is not None:
            continue
        (start, _), (end, _) = item.items[1], item.items[2]
        yield Plant((ground.replace(start, end, ""),), (ground.span(item),))


@kind("C", "measure-removed", "一是二是的条数与数字不符")
def measure_removed(ground: Ground) -> Iterator[Plant]:
    """三项措施。一是…二是…三是… loses its last measure."""
    for item in _lists(ground):
        last = _measure(ground, item)
        if len(item.items) > 2 and last is not None:
            yield Plant((ground.drop(last),), (ground.span(item.stated),))


def _dated_times(ground: Ground) -> Iterator[tuple[Quantity, int, int]]:
    """The number of times after a list of dates, and the list's last date with the mark before it."""
    claims = ground.notice.claims
    for days in claims.day_lists:
        for q in claims.quantities:
            if days.end <= q.start <= days.end + NEAR and q.value == len(days.days) > 2 and exact(q):
                yield q, days.days[-2].end, days.days[-1].end


@kind("C", "times", "列出的日期与次数不符")
def times(ground: Ground) -> Iterator[Plant]:
    """6月3日、6月29日召开2次会议 → 3次会议."""
    for q, _, end in _dated_times(ground):
        yield from one(ground.shift(q, 1), ground.notice.span(end - 2, end))


@kind("C", "date-removed", "列出的日期少了一个")
def date_removed(ground: Ground) -> Iterator[Plant]:
    """The last date of a list goes, the number of times stays."""
    for q, start, end in _dated_times(ground):
        yield Plant((ground.replace(start, end, ""),), (ground.span(q),))
