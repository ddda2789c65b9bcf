"""What the dates of a notice stand for: each date's role, told from its own clause (data/events.toml)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from attrs import field

from auditor import lexicon
from auditor.characters.pauses import COMMA, stop
from auditor.claims import Claim, Day
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.records import define, frozen

BEFORE = 60  # characters of a clause before its date that are read
AFTER = 90  # and after it
NEAR = 160  # characters in which an inspection must be spoken of, so that 反馈 is its feedback


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
    ``past`` that it happened.
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


@frozen
class _Patterns:
    visit: re.Pattern[str]
    visited: re.Pattern[str]
    named: re.Pattern[str]
    held: re.Pattern[str]
    entry: re.Pattern[str]
    exit: re.Pattern[str]
    own: re.Pattern[str]
    meeting: re.Pattern[str]
    past: re.Pattern[str]
    planned: re.Pattern[str]
    limit: re.Pattern[str]
    span: re.Pattern[str]
    earlier: re.Pattern[str]
    earlier_all: re.Pattern[str]
    years_before: re.Pattern[str]
    at_once: re.Pattern[str]
    planned_section: re.Pattern[str]


_STOP = compiled(stop(r"。！？；;\n"))
_BRIDGE = compiled(r"(?:[（(][^（）()\n]{1,6}[)）])?起?[,，]?[至到—–~～\-]{1,2}")
_WINDOW = compiled(r"公[开示](?:期限|期间|时间|日期|期)?(?:[^，。\n]{0,12}?)[:：为是自从（(,，]{0,3}\Z")
_WINDOW_WORD = compiled(
    r"公[开示](?:期限|期间|时间|日期|期|[0-9一二三四五六七八九十]{1,3}个?(?:工作日|自然日|天|日))"
)
_WINDOW_AFTER = compiled(r"止?[,，]?(?:进行了?|予以)?公[示开](?:期?[0-9一二三五七十]|期间?|了)")
_CUTOFF = compiled(r"截[至止](?:到|时间[为:：]?)?(?:目前)?[,，（(]?\Z")
_DEADLINE = compiled(
    r"(?<!数据)(?<!统计)(?<!资料)(?<!信息)(?:的|其)?截止时间[为:：]?[（(]?\Z|(?:受理|报名|征集|申报|报送)[^，。；]{0,10}截[至止]到?\Z"
)
_TEAM = compiled(
    r"(?:巡[察视]|督[查察]|审计|检查|考核|评估|调研)[^，。]{0,8}?组|审计[局厅署办]|巡[察视](?:办|机构)"
)
# The auditors' report, or the supervisors' circular, is what a notice of that genre answers.
_REPORTED = compiled(
    r"[^。；;]{0,24}?(?:审计[局厅署组办]|督[查察](?:组|办|室))[^。；;，,]{0,20}?(?:出具|下达|下发|印发|送达)(?:了)?[^。；;，,]{0,20}?"
    r"(?:报告|决定|意见|通报)"
)
# 传达学习审计报告, 按审计决定书，已于…: what can only follow the report of the notice's own audit
_AUDIT_PAPER = (
    r"(?:《|本次|该|此次)?审计(?:报告|决定书?)》?(?![^，,。；;]{0,6}(?:征求意见|初稿|草稿|代拟|取证))"
)
_AUDITED = compiled(
    rf"[^。；;]{{0,40}}?(?:传达|学习|传达学习|学习传达|研究(?:落实)?|落实|执行)(?:了)?{_AUDIT_PAPER}"
)
_BY_AUDIT = compiled(
    rf"(?:按照?|根据|依据|依照|执行){_AUDIT_PAPER}[^，,。；;]{{0,12}}[，,]?(?:我[^，,。；;]{{1,4}}|已)?[于在]?\Z"
)
_HELD = compiled(r"(?:进行|开展|实施)(?![^，。；;]{0,12}(?:整改|培训|学习))")
_FEEDBACK = compiled(
    r"(?P<to>向(?P<whom>[^，,。；;]{2,40}?))?(?:进行了?|[作做]了?|予以|集中|正式|现场|书面|当面|一次性|召开会议|依法|及时|共|一并)*?"
    r"反馈(?:了|(?=[^，。；;]{0,12}(?:巡[察视]|督[查察]|审计)?[^，。；;]{0,12}(?:意见|情况|问题|结果))|(?=[，,。；;]|\Z))"
)
_NOT_FEEDBACK = compiled(
    r"(?:整改|办理|处理|核查|落实|调查|完成)[^，。]{0,4}(?:情况|结果|报告)|(?:意见|问题|情况)?(?:的|整改|落实|指出|中的|要求|提出)"
)
_REPLY_TO = compiled(r"巡[察视](?:办|组|机构|工作)|纪[委检]|群众|居民|上级|信访人|当事人|业主|市民")
_AFTER_FEEDBACK = compiled(r"[^，,。；;]{0,30}?反馈(?:会议?|意见|问题|情况)?(?:以来|之?后)")
_FEEDBACK_MEETING = compiled(
    r"[^。；;]{0,40}?(?:召开|举行)[^，,。；;]{0,36}?反馈(?:大会|会议?)(?!精神|上|后|通报|要求)"
)
_FEEDBACK_LABEL = compiled(r"反馈(?:时间|日期)[:：为是]?\Z")
_RECTIFYING = compiled(
    r"反馈(?:意见|问题|的|会|指出)|巡[察视](?:反馈)?整改|整改(?:工作)?(?:落实)?(?:方案|动员|部署|推进|领导小组|专题|台账|任务|清单|会)"
)
_OF_A_YEAR = compiled(
    r"(?P<year>20[0-9]{2})年度?[^0-9。；;，,]{0,16}(?:查摆|自查|排查|摸排|梳理|检视|检查|抽查|审计)[^。；;，,]{0,8}问题"
)
_STOCK = compiled(
    r"[，,]?[^，,。；;0-9]{0,16}(?:余额|欠[缴费款租]|应收|存量|在册|结存|挂账|拖欠)"
)  # 截至11月30日，应收水费余额…，整改以来已收回…: what there was at first
_OTHER_MATTER = compiled(r"审计|环保|督[查察]|安全生产|消防|专项整治")
_AHEAD = compiled(r"(?:将|拟|定|计划|预计)(?:于|在)?\Z|(?<![截直日月])[到至]\Z")
_BEFORE_CUTOFF = frozenset("至止到前,，（(") | {""}
_EFFECT = compiled(r"[,，]?(?:起(?!草)|(?:正式|全面)?(?:施行|生效|实行|执行))")
_SPOKEN = compiled(r"巡[察视]|督[查察]|审计")
_OPENING = compiled(
    r"([,，]?[^,，]*[,，]?[^,，]*).*", re.DOTALL
)  # the first clause, and the one after a comma
_TITLE = compiled(r"《[^《》]{0,60}》")
_HAPPENED = compiled(r"了|已[^将拟]")
_ALREADY = compiled(r"(?:已|业已|均已|现已)经?[于在]\Z")
_NOT_OWN = compiled(r"召开会议|组织")
# the days on which several teams came, one after the other: no stay
_ONE_BY_ONE = compiled(r"(?:陆续|相继|分批|先后)[^，,。；;]{0,80}进驻")
_OWN_MEETING = compiled(r"整改|落实|民主生活")


@cache
def _patterns() -> _Patterns:
    def any_of(key: str) -> str:
        return lexicon.any_of("events", key)

    visits = any_of("visits")
    return _Patterns(
        visit=compiled(
            rf"(?:开展|进行|实施|接受|(?<!党)组织)了?[^。；;，,]{{0,40}}?(?P<word>{visits})(?!整改(?![情况]{{0,2}}[“\"‘'”]?回头看)|反馈|发现|整治|情况|意见|结果)"
        ),
        visited=compiled(
            rf"(?:对[^。；;，,]{{2,40}}?(?:的|进行|开展|实施)?|\A的[^，,。；;]{{0,8}}?)(?P<word>{visits})(?!组|整改(?![情况]{{0,2}}[“\"‘'”]?回头看)|反馈|发现|指出)"
        ),
        named=compiled(rf"(?P<word>{visits})(?:(?:进驻)?(?:时间|期间)[:：为是自从（(]{{0,3}}|[（(])\Z"),
        held=compiled(rf"(?P<word>{visits})(?:[“\"]回头看[”\"])?(?:工作)?[于自从]\Z"),
        # 完成进驻 is the end of coming in or of staying; those who come 陆续 come on several days
        entry=compiled(
            rf"(?![^。；;]{{0,20}}(?:陆续|相继|分批|先后))[^。；;]{{0,40}}?(?<!完成)(?<!结束)(?:{any_of('entries')})(?!动员|期间)"
        ),
        exit=compiled(rf"[^。；;]{{0,40}}?(?<![距离自])(?:{any_of('exits')})(?!之前|以前|前)"),
        own=compiled(any_of("own_actions")),
        meeting=compiled(rf"召开|{any_of('meetings')}"),
        past=compiled(any_of("past")),
        planned=compiled(any_of("planned")),
        limit=compiled(rf"(?:日|份)?(?:{any_of('limits')})(?!后|期)"),
        span=compiled(rf"[^，,。；;]{{0,24}}?(?:{any_of('spans')})"),
        earlier=compiled(any_of("earlier")),
        earlier_all=compiled(rf"(?<![对就绕合将把和与及])(?:{any_of('earlier_all')})"),
        years_before=compiled(rf"(?<![比较])(?:{any_of('years_before')})(?!同期|相比|末|底)"),
        at_once=compiled(any_of("at_once")),
        planned_section=compiled(any_of("planned_sections")),
    )


def in_planned_section(notice: Notice, offset: int) -> bool:
    """Whether a place stands below a heading that speaks of what is still to come."""
    search = _patterns().planned_section.search
    return any(search(node.title[:60]) for node in notice.section_path(offset) if node.kind is Kind.SECTION)


def events(notice: Notice) -> Iterator[Event]:
    """The dates of a notice with their roles, in the order of the text; years are not inferred yet."""
    groups = list(_groups(notice))
    # a year alone (2021年度预算) does not end the clause of the date before it
    ends = [days[0].start for days, _ in groups if days[0].month is not None]
    text = notice.text
    body = notice.sections[0].start if notice.sections else len(text)
    done = 0
    for days, claims in groups:
        if (
            days[0].month is None
            and len(days) == 1
            and text[days[0].start - 1 : days[0].start] not in _BEFORE_CUTOFF
        ):
            yield Event(Role.BACKGROUND, tuple(days), (*days, *claims))  # 2023年以来, 2021年度
            continue
        start, end = days[0].start, days[-1].end
        at = bisect_right(ends, start)
        following = ends[at] if at < len(ends) else len(text)
        clause = Clause(
            before=_STOP.split(text[max(done, start - BEFORE) : start])[-1],
            after=_STOP.split(text[end : min(following, end + AFTER)], maxsplit=1)[0],
            near=text[max(0, start - NEAR) : start],
            leaf=notice.leaf_at(start) or notice.root,
            preamble=start < body,
        )
        done = end
        listed = len(days) > 2 or (bool(claims) and claims[0].kind == "dates")
        if listed:
            for day in days:
                yield _event((day,), (day, *claims), clause)
        else:
            yield _event(tuple(days), (*days, *claims), clause)


def _groups(notice: Notice) -> Iterator[tuple[list[Day], tuple[Claim, ...]]]:
    """Days that share their words: a period, a list, or a day alone."""
    claims = notice.claims
    periods = {id(p.first): p for p in claims.periods}
    lists = {id(d.days[0]): d for d in claims.day_lists}
    days = claims.days
    i = 0
    while i < len(days):
        day = days[i]
        if period := periods.get(id(day)):
            yield [period.first, period.last], (period,)
            i += 2
        elif listed := lists.get(id(day)):
            yield listed.days, (listed,)
            i += len(listed.days)
        elif (
            i + 1 < len(days)
            and 0 < days[i + 1].start - day.end <= 12
            and _BRIDGE.fullmatch(notice.text, day.end, days[i + 1].start)
        ):
            yield [day, days[i + 1]], ()
            i += 2
        else:
            yield [day], ()
            i += 1


def _event(days: tuple[Day, ...], claims: tuple[Claim, ...], clause: Clause) -> Event:
    event = Event(Role.BACKGROUND, days, claims, after=clause.after, preamble=clause.preamble)
    event.role = _role(event, clause)
    if event.role in (Role.MEETING, Role.MEASURE, Role.CUTOFF):
        words = clause.after[:70]
        found = _RECTIFYING.search(words) or (event.role is Role.CUTOFF and "整改" in words)
        event.audited = bool(_AUDITED.match(clause.after) or _BY_AUDIT.search(clause.before))
        event.rectifying = bool(found) and not (
            _patterns().at_once.search(clause.before + words) or _OTHER_MATTER.search(words)
        )
        if event.role is Role.CUTOFF and (
            _of_earlier_year(event, clause.before, words) or _STOCK.match(clause.after)
        ):
            event.rectifying = False
    return event


def _of_earlier_year(event: Event, before: str, words: str) -> bool:
    """Whether a cut-off is of what a year before turned up: 2022年自查问题46个，截至2022年12月31日."""
    of_year = _OF_A_YEAR.search(before)
    same = of_year is not None and of_year["year"] == str(event.days[0].year)
    return same or _patterns().years_before.search(before + words) is not None


def _role(event: Event, clause: Clause) -> Role:
    p = _patterns()
    before, after = clause.before, clause.after
    here = COMMA.split(before)[-1]
    if clause.leaf.kind in (Kind.ISSUED, Kind.SIGNED):
        return Role.ISSUED
    if clause.leaf.kind in (Kind.TITLE, Kind.ATTACHMENT, Kind.ROW):
        return Role.BACKGROUND
    if (
        _WINDOW_WORD.search(before)
        and _WINDOW.search(before)
        and (len(event.days) == 2 or clause.leaf.kind is Kind.CONTACT)
    ):
        return Role.WINDOW
    if len(event.days) == 2 and _WINDOW_AFTER.match(after):
        return Role.WINDOW
    if _CUTOFF.search(before):
        return Role.PLAN if _DEADLINE.search(before) else Role.CUTOFF
    earlier = p.earlier.search(before + after[:40]) or p.earlier_all.search(before)
    if event.days[0].month is None or _quoted(before) or earlier:
        return Role.BACKGROUND
    if _AHEAD.search(here):
        return Role.PLAN
    found = _visit(event, clause) or _feedback(event, clause)
    if found:
        return found
    already = _ALREADY.search(here) is not None  # 已于2025年2月竣工
    if not already and (p.limit.match(after) or p.planned.search(here) or "时" in clause.leaf.label):
        return Role.PLAN
    if p.span.match(after) or _EFFECT.match(after):
        return Role.BACKGROUND
    words = _OPENING.sub(r"\1", _TITLE.sub("", after))
    happened = _HAPPENED.search(words)
    event.past = already or any(
        f and not p.planned.search(words, 0, f.start()) for f in (happened, p.past.search(words))
    )
    event.told = (already or bool(happened)) and event.past
    if not event.past:
        return Role.PLAN if p.planned.search(after) else Role.BACKGROUND
    return Role.MEETING if p.meeting.search(words) else Role.MEASURE


def _visit(event: Event, clause: Clause) -> Role | None:
    p = _patterns()
    before, after = clause.before, clause.after
    if len(event.days) == 2:
        if _ONE_BY_ONE.match(after):
            return Role.BACKGROUND
        held = p.held.search(before) if _HELD.match(after) else None
        found = p.named.search(before) or held or p.visit.search(after) or p.visited.search(after)
        if found and (
            found.re in (p.named, p.held) or found["word"] in ("巡察", "巡视") or _TEAM.search(before + after)
        ):
            event.word = found["word"]
            return Role.VISIT
        if p.entry.match(after):
            event.word = "进驻"
            return Role.VISIT
        return None
    if _own_before(after, p.entry) and _TEAM.search(clause.near + after):
        event.word = "进驻"
        return Role.ENTRY
    if _own_before(after, p.exit) and _TEAM.search(clause.near + after):
        event.word = "撤离"
        return Role.EXIT
    return None


def _own_before(after: str, pattern: re.Pattern[str]) -> bool:
    found = pattern.match(after)
    return bool(found) and not _patterns().own.search(after, 0, found.end() if found else 0)


def _feedback(event: Event, clause: Clause) -> Role | None:
    before, after = clause.before, clause.after
    event.word = "反馈"
    if _FEEDBACK_LABEL.search(before):
        return Role.FEEDBACK
    if (
        (found := _AFTER_FEEDBACK.match(after))
        and "收到" not in found[0]
        and _SPOKEN.search(clause.near + found[0])
    ):
        event.to = "?"
        return Role.FEEDBACK
    found = _FEEDBACK.search(after)
    if (
        found
        and "收到" not in after[: found.start()]
        and not _patterns().own.search(_NOT_OWN.sub("", after[: found.start()]))
    ):
        whom = found["whom"] or ""
        reply = _REPLY_TO.search(whom) or _NOT_FEEDBACK.match(after, found.end())
        aim = "回头看" in after[found.end() : found.end() + 12]
        if (not reply or (aim and not _REPLY_TO.search(whom))) and _SPOKEN.search(
            clause.near + after[: found.end() + 20]
        ):
            event.to = whom
            return Role.FEEDBACK
    if clause.preamble and (report := _REPORTED.match(after)):
        event.reported = "审计" in report[0]
        return Role.FEEDBACK
    if clause.preamble and (met := _FEEDBACK_MEETING.match(after)) and not _OWN_MEETING.search(met[0]):
        return Role.FEEDBACK
    event.word = ""
    return None


def _quoted(words: str) -> bool:
    """Whether a quotation is open at the end of the words."""
    return words.count("“") > words.count("”") or ("”" not in words and words.count('"') % 2 == 1)
