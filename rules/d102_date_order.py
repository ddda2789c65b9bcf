"""D102: the dates of the notice in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from auditor.claims import Period
from auditor.dates.calendars import written
from auditor.dates.event import Event, Role
from auditor.dates.issue import far_window
from auditor.dates.next_days import Misplaced, misplaced
from auditor.dates.timeline import ROLLOVER, Moment, Timeline, covering, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Kind, Notice
from auditor.registry import rule

FAR = 400  # days; a meeting so long before the feedback belongs to another round
WHOLE_YEAR = 330  # days; a period that runs so long into the next year has its ends the wrong way round
LONG = 200  # days; what was begun and may still go on for a season is not said to end in the wrong month
ANSWERS = 30  # characters behind a period in which it is said to answer the feedback
NEAR_ISSUE = 45  # days between the notice's date and a window that may be its own


@rule("D102", name="date-order", severity=Severity.ERROR, since="0.1")
def date_order(notice: Notice) -> Iterator[Finding | Tie]:
    """日期先后矛盾。

    检查什么
    进驻、撤离、反馈、整改会议和措施、截至日、成文日期、公开期首日依次不得倒置；起止日期的末日不得早于首日，
    没有写年份的末日推到下一年会晚于成文的，已经开展的事也提出。
    审计整改公告中，传达学习审计报告、按审计决定缴款等，不得早于审计报告印发。
    写明“反馈次日”“反馈当天”，或同一句先写一个日期、再写“次日即某日”的，与推算的日期不同也提请核实。
    对照反馈意见所做的事写有起止日期的，首日也不得早于反馈；写明某日停开、顺延的会议不计，公众反馈意见的期限不是巡察反馈。
    省略的年份按上下文推定，能排通的一律认可；边巡边改、上一轮巡察、以前年度问题的截至日和背景情况不比较。

    为什么
    时间顺序是通报最基本的事实，先反馈后整改，先整改后成文；倒置说明至少有一个日期写错。

    反例
    - 根据区委部署，2022年8月3日至9月17日，区委巡察一组对林溪街道开展了常规巡察，并于8月20日反馈了巡察意见。
      中共林溪街道工作委员会
      2023年5月6日
    - 2022年9月17日至2022年8月3日，区委巡察组对我局进行了巡察。
    - 2024年10月至8月，开展了清理整治。
      中共林溪街道工作委员会
      2024年12月8日
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。2023年2月10日，召开巡察反馈意见整改部署会。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。截至2023年9月30日，已完成整改20个。
      中共林溪区民政局党组
      2023年8月25日
    - 2025年6月27日，区审计局向我局印发《审计报告》。2025年6月20日，召开党组会，传达学习审计报告。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。反馈会次日即3月6日，召开整改部署会。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。2023年2月10日至3月20日，对照反馈问题开展专项自查。

    正例
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。2023年2月10日至3月20日，开展专项自查。整改调度会2023年2月24日停开。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。审计整改意见反馈截至2023年9月30日。
      中共林溪区民政局党组
      2023年8月25日
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见，次日（3月4日）召开整改部署会。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。截至2022年12月31日，上年查摆的问题46个已整改31个。
    - 2025年6月27日，区审计局向我局印发《审计报告》。2025年6月20日，召开党组会，研究审计报告征求意见稿。
    - 2022年11月8日至1月14日，区委巡察组对我局开展巡察。2月20日，反馈了巡察意见。
      中共林溪区民政局党组
      2023年8月25日
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。2022年12月，街道已召开边巡边改推进会。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。针对2019年5月以来的问题，逐项整改。
    - 2024年5月20日，校党委向后勤处反馈了巡察意见。2024年5月9日，校党委常委会会议审议巡察报告，对整改工作提出要求。
    - 每年9月至次年6月开展宣讲。
    - 2023年10月至3月，开展了冬春安全检查。
      中共林溪街道工作委员会
      2024年12月8日
    - 2024年10月至次年3月开展冬春安全检查，2024年11月至3月为供暖期。
      中共林溪街道工作委员会
      2024年12月8日

    依据
    《中国共产党巡视工作条例》规定的进驻、反馈、整改、公开的次序。
    """
    line = timeline(notice)
    wrong: set[int] = set()
    for event in line.events:
        if len(event.days) == 2 and (finding := _reversed(notice, event, line)):
            wrong.add(id(event))
            yield finding
    for each in misplaced(notice, line):
        wrong.add(id(each.event))
        yield _not_that_day(notice, each)
    for low, highs in _pairs(notice, line):
        late = [m for m in highs if low.after(m) and not wrong & {id(low.event), id(m.event)}]
        if late:
            wrong |= {id(m.event) for m in late}
            if len(late) > 1 or late[0].event in (line.feedback, line.issued):
                wrong.add(id(low.event))  # either may be the one that is wrong
            yield _finding(notice, low, late, line.signed)
    yield from _ties(notice, line, wrong)


def _not_that_day(notice: Notice, each: Misplaced) -> Finding:
    event, base = each.event, each.base
    told, known = (notice.text[e.start : e.end] for e in (event, base))
    meant = f"{each.meant.month}月{each.meant.day}日"
    return Finding(
        f"所称“{each.words}”为 {told}，按 {known} 推算为 {meant}，请核实",
        notice.span(event.start, event.end),
        severity=Severity.WARNING,
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(base.start, base.end), known),),
        evidence=Evidence(
            told, meant, f"{known}的{each.words.removeprefix('反馈')}为 {meant}", elsewhere=True
        ),
        claims=event.claims,
    )


def _pairs(notice: Notice, line: Timeline) -> Iterator[tuple[Moment, list[Moment]]]:
    """What must not come before what: a moment, and those that follow it."""
    entered, left, told, signed = line.entered, line.left, line.told, line.signed
    if told and signed and told.after(signed):
        return  # the notice's own date is in doubt: D110
    if told and left and _firm(told):
        yield left, [told]
    elif told and entered and _firm(told):
        yield entered, [told]
    for visit, answer in pairwise(line.events):
        end, begin = line.close(visit), line.begin(answer)
        if visit is not line.visit and end and begin and _is_its_feedback(notice, visit, answer):
            yield end, [begin]
    if told:
        yield told, _after_feedback(line, told)
    elif entered and entered.event.preamble:  # what was found cannot be put right before it was looked for
        yield entered, _after_feedback(line, entered)
    if signed:
        for event in line.of(Role.CUTOFF):
            if (moment := line.close(event)) and _firm(moment):
                yield moment, [signed]
        for event in line.of(Role.WINDOW):
            if (moment := line.begin(event)) and _own_window(notice, event, moment, signed):
                yield signed, [moment]


def _is_its_feedback(notice: Notice, visit: Event, answer: Event) -> bool:
    """Whether a feedback is told in the sentence of an inspection that is not the notice's first one."""
    roles = (visit.role, answer.role) == (Role.VISIT, Role.FEEDBACK)
    return roles and visit.exact and answer.exact and "。" not in notice.text[visit.end : answer.start]


def _own_window(notice: Notice, event: Event, first: Moment, signed: Moment) -> bool:
    """Whether a public window is the notice's own, not that of something it tells of (党员发展公示)."""
    leaf = notice.leaf_at(event.start)
    return (leaf is not None and leaf.kind is Kind.CONTACT) or (
        signed.latest - first.earliest
    ).days <= NEAR_ISSUE


def _after_feedback(line: Timeline, told: Moment) -> list[Moment]:
    if not told.event.preamble and len({e.first for e in line.of(told.event.role)}) > 1:
        return []  # several cases, each with a feedback of its own
    after = [e for e in line.of(Role.MEETING, Role.MEASURE, Role.CUTOFF) if line.follows(e)]
    found = [line.begin(e) if _answers(e) else line.close(e) for e in after]
    return [m for m in found if m and _firm(m) and (told.earliest - m.latest).days <= FAR]


def _answers(event: Event) -> bool:
    """Whether a period is one in which the feedback itself is acted upon, so that it cannot begin before it."""
    return event.exact and len(event.days) == 2 and "反馈" in event.after[:ANSWERS]


def _firm(moment: Moment) -> bool:
    """Whether the year is written, or no year would do."""
    return moment.event.dated or moment.event.forced


def _reversed(notice: Notice, event: Event, line: Timeline) -> Finding | None:
    """A period that ends before it begins, in any year that it could end in."""
    if event.role in (Role.BACKGROUND, Role.PLAN) and not event.exact:
        return None
    first, last = line.begin(event), line.close(event)
    if first is None or last is None or event.days[-1].month is None:
        return None
    days = (last.earliest - first.latest).days
    own_year = event.days[-1].year is not None and not event.days[-1].inherited
    rolled = not own_year and last.latest.year > first.earliest.year
    visit = event.role is Role.VISIT
    acted = event.role in (Role.MEETING, Role.MEASURE) and (event.told or days > LONG)
    beyond = (visit or acted) and line.signed is not None and last.after(line.signed)
    if days >= 0 and not (rolled and (beyond or days > (ROLLOVER if visit else WHOLE_YEAR))):
        return None
    if days < 0 and not event.exact and not (event.dated and own_year):
        return None
    day = f"{last.earliest.day}日" if event.days[-1].day is not None else ""
    shown = last.text if not rolled else f"{first.earliest.year}年{last.earliest.month}月{day}"
    period = next((c for c in event.claims if isinstance(c, Period)), None)
    return Finding(
        f"起止日期倒置：末日（{shown}）早于首日（{first.text}），请核实",
        notice.span(event.start, event.end),
        certainty=Certainty.LIKELY if rolled else Certainty.CERTAIN,
        evidence=Evidence(notice.text[event.start : event.end], "首日不晚于末日", f"{shown} < {first.text}"),
        claims=event.claims if period else covering(event.days),
    )


def _is_beyond(low: Moment, worst: Moment, signed: Moment | None) -> bool:
    """Whether the first of two moments lies behind the notice's own date, so that it is the odd one."""
    return signed is not None and low.after(signed) and not worst.after(signed)


def _has_day(moment: Moment) -> bool:
    """Whether a day is told, not only a month, whose distance in days is not known."""
    return moment.earliest == moment.latest


def _finding(notice: Notice, low: Moment, late: list[Moment], signed: Moment | None) -> Finding:
    worst = min(late, key=lambda m: m.latest)
    at = low if len(late) > 1 or _is_beyond(low, worst, signed) else worst
    rest = [m for m in (low, *late) if m is not at]
    early = f"{(low.earliest - worst.latest).days} 天" if _has_day(low) and _has_day(worst) else ""
    window = worst.event.role is Role.WINDOW
    more = f"等 {len(late)} 个日期" if len(late) > 1 else ""
    return Finding(
        f"{worst.name}（{worst.text}）{more}早于{low.name}（{low.text}）{early}，先后不符，请核实",
        notice.span(at.event.start, at.event.end),
        severity=Severity.WARNING if window else None,
        certainty=Certainty.CERTAIN if low.event.dated and worst.event.dated else Certainty.LIKELY,
        related=tuple(Label(notice.span(m.event.start, m.event.end), f"{m.name}：{m.text}") for m in rest),
        evidence=Evidence(
            f"{worst.name} {worst.text}",
            f"不早于{low.name} {low.text}",
            f"{worst.text} < {low.text}" + (early and f"，早 {early}"),
        ),
        claims=at.event.claims,
    )


def _ties(notice: Notice, line: Timeline, wrong: set[int]) -> Iterator[Tie]:
    """The chain that holds as one working, each measure within it, and each period that stands by itself."""
    chain: list[Moment] = []
    for moment in _chain(notice, line):
        if id(moment.event) not in wrong and not (chain and chain[-1].after(moment)):
            chain.append(moment)
    done = set(wrong)
    if len(chain) > 1:
        done |= {id(m.event) for m in chain}
        yield _tie(notice, chain)
    low, signed = line.told or line.left, line.signed
    before = [low] if low and id(low.event) not in wrong else []
    behind = [signed] if signed and id(signed.event) not in wrong else []
    for event in line.of(Role.MEETING, Role.MEASURE, Role.CUTOFF) if before or behind else ():
        inside = [line.close(event)] if len(event.days) == 1 else [line.begin(event), line.close(event)]
        if id(event) in done or event.went_back:
            continue
        held = [*before, *filter(None, inside), *behind]
        if not any(a.after(b) for a, b in pairwise(held)):
            done.add(id(event))
            yield _tie(notice, held)
    for event in line.events:
        alone = event.exact and event.role is not Role.WINDOW and id(event) not in done
        if alone and len(event.days) == 2 and event.first and event.last:
            count = (event.last[0] - event.first[0]).days + 1
            if event.open_year and event.first[0].month <= 2 <= event.last[0].month:
                continue  # the length hangs on the year
            working = f"{_shown(event, event.first[0])} ≤ {_shown(event, event.last[0])}，首尾共 {count} 天"
            yield Tie(event.claims, working, (notice.span(event.start, event.end),))


def _shown(event: Event, day: date) -> str:
    return f"{day.month}月{day.day}日" if event.open_year else written(day)


def _tie(notice: Notice, chain: list[Moment]) -> Tie:
    events = {id(m.event): m.event for m in chain}.values()
    # the rest of a public window is told by D104
    claims = covering(tuple(c for e in events for c in (e.days[:1] if e.role is Role.WINDOW else e.claims)))
    working = " ≤ ".join(f"{m.name} {m.text}" for m in chain)
    return Tie(claims, working, tuple(notice.span(e.start, e.end) for e in events))


def _chain(notice: Notice, line: Timeline) -> list[Moment]:
    """The fixed points of a notice in the order that they must have."""
    visit = [m for m in (line.entered, line.left) if m]
    if len(visit) == 2 and visit[0].day is visit[1].day:
        visit = visit[:1]
    window = [m for e in line.of(Role.WINDOW)[:1] if (m := line.begin(e))]
    if far_window(notice, line):
        window = []  # the notice's year is in doubt: D110
    return [*visit, *(m for m in (line.told, line.signed) if m), *window]
