"""What each claim takes part in: sums, rates, lists, stated totals, the timeline, tables; each in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from auditor.arithmetic.rates.ratio import Outcome
from auditor.claims import Claim
from auditor.dates.calendars import written as day_written
from auditor.dates.event import Role
from auditor.dates.timeline import timeline
from auditor.figures.amounts import written
from auditor.groups.group import Group, Judgement, Relation
from auditor.groups.sums import judge
from auditor.notice import Notice
from auditor.records import frozen
from auditor.stated.areas import announced_areas
from auditor.stated.readings import StatedTotal, stated_totals
from auditor.structure.tables import tables

NEAR = 24  # characters between a list of dates and its number of times

_ROLES = {
    Role.VISIT: "巡察（检查）起止",
    Role.ENTRY: "进驻",
    Role.EXIT: "撤离",
    Role.FEEDBACK: "反馈",
    Role.MEETING: "会议",
    Role.MEASURE: "整改措施",
    Role.CUTOFF: "截至日",
    Role.ISSUED: "成文日期",
    Role.WINDOW: "公开期限",
    Role.PLAN: "计划或时限",
    Role.BACKGROUND: "背景",
}
_COMPARED = {
    Relation.EQUAL: "相符",
    Relation.SUBSET: "不大于全体",
    Relation.SOME: "小于全体，其余未说明",
    Relation.SHORT: "少于全体",
    Relation.PART_ABOVE: "部分大于全体",
    Relation.ABOVE: "分项之和大于全体",
    Relation.OPEN: "不能下结论",
}


@frozen
class ClaimRelation:
    """One relation of a claim in words: ``words`` with the working, ``silent``: why it draws no finding.

    ``family`` is the letter of the rules that look at such relations.
    """

    family: str
    name: str
    words: str
    silent: str = ""


Related = tuple[tuple[Claim, ...], ClaimRelation]


def relations(notice: Notice) -> dict[int, list[ClaimRelation]]:
    """The relations of a notice's claims, by the claim's ``id``."""
    found: dict[int, list[ClaimRelation]] = {}
    for source in (_groups, _ratios, _totals, _enumerations, _events, _cells):
        for claims, relation in source(notice):
            for claim in claims:
                found.setdefault(id(claim), []).append(relation)
    return found


def _groups(notice: Notice) -> Iterator[Related]:
    for group in notice.claims.groups:
        judgement = judge(group, notice.text)
        parts = "、".join(written(p) for p in group.parts)
        words = f"全体 {written(group.whole)}，部分 {parts}（据“{group.cue}”）：{judgement.working}，{_COMPARED[judgement.relation]}"
        yield (
            (group.whole, *group.parts),
            ClaimRelation("S", "部分与全体", words, _group_silent(group, judgement)),
        )


def _group_silent(group: Group, judgement: Judgement) -> str:
    match judgement.relation:
        case Relation.SUBSET if len(group.parts) == 1:
            return "只举出一部分，不大于全体即可"
        case Relation.SUBSET | Relation.SOME:
            return "“其中”不必列全，分项之和小于全体不算矛盾"
        case Relation.OPEN:
            return "有概数、交叉重复的说法，或者全体离得太远，不能据此断定矛盾"
    return ""


def _ratios(notice: Notice) -> Iterator[Related]:
    for ratio in notice.claims.ratios:
        claims = (ratio.rate, *ratio.sides)
        stated = notice.text[ratio.rate.start : ratio.rate.end]
        match ratio.outcome:
            case Outcome.HOLDS:
                yield claims, ClaimRelation("R", "比率", f"{ratio.working}，与所称 {stated} 相符")
            case Outcome.DIFFERS:
                yield claims, ClaimRelation("R", "比率", f"{ratio.working}，与所称 {stated} 不符")
            case Outcome.UNKNOWN:
                silent = "没有指明它是哪两个数之比，附近的数也凑不成它，不能重算"
                yield claims, ClaimRelation("R", "比率", f"所称 {stated}，没有找到分子和分母", silent)


def _totals(notice: Notice) -> Iterator[Related]:
    for total in stated_totals(notice):
        readings = "；".join(f"{r.name} {r.count} 个" for r in total.readings)
        fitting = total.fitting
        result = f"与“{fitting.name}”相符" if fitting else "没有一种数法与它相符"
        silent = "" if fitting else _total_silent(total)
        yield (total.claim,), ClaimRelation("C", "所称总数与列出的", f"{readings}；{result}", silent)


def _total_silent(total: StatedTotal) -> str:
    if not total.listed:
        return "所列的多不是问题，或者这个数不是本通报要逐条列出的总数，不能与问题总数相比"
    if total.natural.count < 2:
        return "只列出一条，不能断定是逐条列出"
    return "总数超过列出条数的两倍，视为归并列出，不作比较" if total.is_merged else ""


def _enumerations(notice: Notice) -> Iterator[Related]:
    for item in notice.claims.enumerations:
        fits = int(item.stated.value) in item.counts
        words = f"所称 {item.stated.value}，列举 {'或'.join(map(str, item.counts))} 项，{'相符' if fits else '不符'}"
        silent = "" if item.closed or fits else "列举带“等”或不能确定是否列全，项数不同不算矛盾"
        yield (item, item.stated), ClaimRelation("C", "列举与所称项数", words, silent)
    for areas in announced_areas(notice):
        missing = "、".join(notice.text[a:b] for a, b in areas.missing) or "无"
        words = f"列出 {len(areas.claim.items)} 个方面，正文有 {len(areas.sections)} 个标题；没有对应标题的：{missing}"
        yield (areas.claim, areas.claim.stated), ClaimRelation("C", "概述的方面与正文标题", words)
    quantities = list(notice.claims.quantities)
    starts = [q.start for q in quantities]
    for days in notice.claims.day_lists:
        at = bisect_left(starts, days.end)
        if (
            at < len(quantities)
            and starts[at] <= days.end + NEAR
            and quantities[at].unit.name in ("次", "场")
        ):
            words = f"列出 {len(days.days)} 个日期，所称 {written(quantities[at])}"
            yield (days, quantities[at]), ClaimRelation("C", "并列的日期与次数", words)


def _events(notice: Notice) -> Iterator[Related]:
    for event in timeline(notice).events:
        claims: tuple[Claim, ...] = tuple({id(c): c for c in (*event.days, *event.claims)}.values())
        name = _ROLES[event.role]
        if event.first is None or event.last is None:
            yield claims, ClaimRelation("D", "时间线", name, "日期不全或推定不出年份，不参加先后比较")
            continue
        first, last = event.first[0], event.last[-1]
        words = day_written(first) if first == last else f"{day_written(first)}至{day_written(last)}"
        silent = "背景、计划一类的日期不参加先后比较" if event.role in (Role.BACKGROUND, Role.PLAN) else ""
        yield claims, ClaimRelation("D", "时间线", f"{name}：{words}", silent)


def _cells(notice: Notice) -> Iterator[Related]:
    figures = list(notice.claims.figures)
    starts = [f.start for f in figures]
    for table in tables(notice):
        words = "与本列合计一起核算" if table.total else "没有合计行，不作核算"
        for row in (*table.rows, *((table.total,) if table.total else ())):
            for cell, head in zip(row, table.header, strict=False):
                own = figures[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]
                if own:
                    yield tuple(own), ClaimRelation("S", "表格", f"“{head.text}”一列，{words}")
