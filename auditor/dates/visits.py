"""The days of the outside body: its stay, its coming and leaving, its feedback, told from their clauses (data/events.toml)."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import SENTENCE_END
from auditor.dates.event import Clause, Event, Role
from auditor.patterns import compiled
from auditor.records import frozen

_TEAM = compiled(
    r"(?:巡[察视]|督[查察]|审计|检查|考核|评估|调研)[^，。]{0,8}?组|审计[局厅署办]|巡[察视](?:办|机构)"
)
_ISSUED = "(?:出具|下达|下发|印发|送达)"
# The auditors' report, or the supervisors' circular, is what a notice of that genre answers.
_REPORTED = compiled(
    rf"[^。；;]{{0,24}}?(?:审计[局厅署组办]|督[查察](?:组|办|室))[^。；;，,]{{0,20}}?{_ISSUED}(?:了)?(?:《[^《》\n]{{0,60}}?|[^。；;，,]{{0,20}}?)"
    r"(?:报告|决定|意见|通报)"
)
# 省审计厅派出审计组…进行了审计，并于6月28日出具审计报告: the auditors are told before their visit
_AUDITORS = compiled(r"审计[局厅署]|审计组|审计办|审计特派")
_REPORT = compiled(
    rf"(?:依法|正式|书面|向[^，,。；;]{{2,30}}?)?{_ISSUED}了?(?:《[^《》\n]{{0,60}}?|[^。；;，,《》]{{0,16}}?)"
    r"审计(?:报告|决定书?)》?(?![^，,。；;]{0,4}(?:征求|初稿|草稿))"
)
_HELD = compiled(r"(?:进行|开展|实施)(?![^，。；;]{0,12}(?:整改|培训|学习))")
# the days on which several teams came, one after the other: no stay
_ONE_BY_ONE = compiled(r"(?:陆续|相继|分批|先后)[^，,。；;]{0,80}(?:进驻|实施督[察查]|开展督[察查])")
_FEEDBACK = compiled(
    r"(?P<to>向(?P<whom>[^，,。；;]{2,40}?))?(?:进行了?|[作做]了?|予以|集中|正式|现场|书面|当面|一次性|召开会议|依法|及时|共|一并)*?"
    r"反馈(?:了|(?=[^，。；;]{0,12}(?:巡[察视]|督[查察]|审计)?[^，。；;]{0,12}(?:意见|情况|问题|结果))|(?=[，,。；;]|\Z))"
)
_NOT_FEEDBACK = compiled(
    r"(?:整改|办理|处理|核查|落实|调查|完成)[^，。]{0,4}(?:情况|结果|报告)|(?:意见|问题|情况)?(?:的|整改|落实|指出|中的|要求|提出)"
)
# 对2022年审计反馈问题开展“回头看”: the findings are dealt with
_DEALT_WITH = compiled(
    r"[^。；;]{0,20}?[对就][^，,。；;]{0,24}?反馈的?(?:问题|意见)(?:整改)?(?:落实)?(?:情况)?(?:开展|进行|逐[项条个一]|组织|实行)"
)
_REPLY_TO = compiled(r"巡[察视](?:办|组|机构|工作)|纪[委检]|群众|居民|上级|信访人|当事人|业主|市民")
_AFTER_FEEDBACK = compiled(r"[^，,。；;]{0,30}?反馈(?:会议?|意见|问题|情况)?(?:以来|之?后)")
# 围绕市委巡察组9月17日反馈的12个问题: whose feedback it is stands before the day
_TEAM_BEFORE = compiled(r"(?:巡[察视](?:第?[一二三四五六七八九十]{1,3})?|督[查察])组[于在]?\Z")
_FED_BACK = compiled(r"(?:向[^，,。；;]{2,16})?反馈的(?:[0-9一二三四五六七八九十]{1,3}[个类项条]|问题|意见)")
_FEEDBACK_MEETING = compiled(
    r"[^。；;]{0,40}?(?:召开|举行)[^，,。；;]{0,36}?反馈(?:大会|会议?)(?!精神|上|后|通报|要求)"
)
_FEEDBACK_LABEL = compiled(r"反馈(?:时间|日期)[:：为是]?\Z")
_SPOKEN = compiled(r"巡[察视]|督[查察]|审计")
_NOT_OWN = compiled(r"召开会议|组织")
_OWN_MEETING = compiled(r"整改|落实|民主生活")


@frozen
class _Patterns:
    visit: re.Pattern[str]
    visited: re.Pattern[str]
    named: re.Pattern[str]
    held: re.Pattern[str]
    entry: re.Pattern[str]
    exit: re.Pattern[str]
    own: re.Pattern[str]


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
    )


def visit_role(event: Event, clause: Clause) -> Role | None:
    """What the outside body did on a date, None if the clause does not say; sets the event's words for it."""
    return _visit(event, clause) or _feedback(event, clause)


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
    """Whether a pattern matches before anything is told that the unit did itself."""
    found = pattern.match(after)
    return bool(found) and not _patterns().own.search(after, 0, found.end() if found else 0)


def _feedback(event: Event, clause: Clause) -> Role | None:
    before, after = clause.before, clause.after
    event.word = "反馈"
    if _FEEDBACK_LABEL.search(before):
        return Role.FEEDBACK
    if _TEAM_BEFORE.search(before) and _FED_BACK.match(after):
        event.to = "?"
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
        and not _DEALT_WITH.match(after)
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
    if clause.preamble and _REPORT.match(after) and _AUDITORS.search(SENTENCE_END.split(clause.near)[-1]):
        event.reported = True
        return Role.FEEDBACK
    if clause.preamble and (met := _FEEDBACK_MEETING.match(after)) and not _OWN_MEETING.search(met[0]):
        return Role.FEEDBACK
    event.word = ""
    return None
