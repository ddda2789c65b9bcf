"""What a date stands for, told from the words of its clause (data/events.toml)."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import COMMA
from auditor.claims import Claim, Day
from auditor.dates.event import Clause, Event, Role
from auditor.dates.visits import visit_role
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

_WINDOW = compiled(r"公[开示](?:期限|期间|时间|日期|期)?(?:[^，。\n]{0,12}?)[:：为是自从（(,，]{0,3}\Z")
_WINDOW_WORD = compiled(
    r"公[开示](?:期限|期间|时间|日期|期|[0-9一二三四五六七八九十]{1,3}个?(?:工作日|自然日|天|日))"
)
_WINDOW_AFTER = compiled(r"止?[,，]?(?:进行了?|予以)?公[示开](?:期?[0-9一二三五七十]|期间?|了)")
_CUTOFF = compiled(r"截[至止](?:到|时间[为:：]?)?(?:目前)?[,，（(]?\Z")
_DEADLINE = compiled(
    r"(?<!数据)(?<!统计)(?<!资料)(?<!信息)(?:的|其)?截止时间[为:：]?[（(]?\Z|(?:受理|报名|征集|申报|报送)[^，。；]{0,10}截[至止]到?\Z"
    r"|(?:反馈|意见|建议|异议|监督|举报)(?:(?:意见|建议)?(?:的?时间|期限|日期|期)[为:：]?|反馈)截[至止]到?\Z"
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
# 审议巡视报告, 听取巡察情况汇报: what the inspectors bring home, before they tell those whom they inspected
_HEARD = compiled(
    r"[^。；;整改反]{0,30}?(?:听取|审议|审定|研究|讨论)[^，,。；;整改反]{0,16}巡[察视][^，,。；;整改反]{0,12}(?:报告|汇报|情况)(?!的?整改)"
)
_FOUND = compiled(r"审计(?:发现|查出|指出|反映|认为|抽查|时)|存在|问题[：:。]?\Z")
_PUT_RIGHT = compiled(
    r"(?:已|均|全部)[^，,。；;未]{0,8}(?:整改|销号)|(?<!未)(?<!未全部)完成整改|整改(?:完成)?率|(?<!未)(?<!未全部)整改(?:到位|完毕)"
)
_AHEAD = compiled(r"(?:将|拟|定|计划|预计)(?:于|在)?\Z|(?<![截直日月])[到至]\Z")
_EFFECT = compiled(r"[,，]?(?:起(?!草)|(?:正式|全面)?(?:施行|生效|实行|执行))")
_OPENING = compiled(
    r"([,，]?[^,，]*[,，]?[^,，]*).*", re.DOTALL
)  # the first clause, and the one after a comma
_TITLE = compiled(r"《[^《》]{0,60}》")
_HAPPENED = compiled(r"了|已(?![将拟]|[^，,。；;的]{1,6}的)")
_ALREADY = compiled(r"(?:已|业已|均已|现已)经?[于在]\Z")


@frozen
class _Patterns:
    meeting: re.Pattern[str]
    past: re.Pattern[str]
    planned: re.Pattern[str]
    not_held: re.Pattern[str]
    limit: re.Pattern[str]
    span: re.Pattern[str]
    earlier: re.Pattern[str]
    earlier_all: re.Pattern[str]
    years_before: re.Pattern[str]
    at_once: re.Pattern[str]
    planned_section: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    def any_of(key: str) -> str:
        return lexicon.any_of("events", key)

    return _Patterns(
        meeting=compiled(rf"召开|{any_of('meetings')}"),
        past=compiled(any_of("past")),
        planned=compiled(any_of("planned")),
        not_held=compiled(rf"[^，,。；;]{{0,20}}?(?:{any_of('not_held')})"),
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


def with_role(days: tuple[Day, ...], claims: tuple[Claim, ...], clause: Clause) -> Event:
    """The event of some days, with what its clause says of them."""
    event = Event(Role.BACKGROUND, days, claims, after=clause.after, preamble=clause.preamble)
    event.role = _role(event, clause)
    if event.role in (Role.MEETING, Role.MEASURE, Role.CUTOFF):
        words = clause.after[:70]
        found = _RECTIFYING.search(words) or (event.role is Role.CUTOFF and "整改" in words)
        event.audited = bool(_AUDITED.match(clause.after) or _BY_AUDIT.search(clause.before))
        event.rectifying = bool(found) and not (
            _patterns().at_once.search(clause.before + words)
            or _HEARD.match(clause.after)
            or _is_of_other_matter(event, clause, words)
        )
        if event.role is Role.CUTOFF and (
            _of_earlier_year(event, clause.before, words) or _STOCK.match(clause.after)
        ):
            event.rectifying = False
    return event


def _is_of_other_matter(event: Event, clause: Clause, words: str) -> bool:
    """Whether a clause puts right what others than the notice's own inspectors found; 专项督察整改方案 is not, in its notice.

    A cut-off in a notice of an audit may be of what the auditors found not to be put right.
    """
    if event.role is Role.CUTOFF:
        found_then = "审计" in clause.title and (_FOUND.search(clause.before) or not _PUT_RIGHT.search(words))
        return bool(found_then) or _OTHER_MATTER.search(words) is not None
    others = (m[0] for m in _OTHER_MATTER.finditer(words))
    return any(other not in clause.title for other in others) or (
        "审计" in words and _patterns().years_before.search(clause.before + words) is not None
    )


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
    limited = p.limit.match(after) is not None
    found = visit_role(event, clause)
    if found and not (limited and found is Role.FEEDBACK):  # 如有意见，请于11月1日前反馈
        return found
    event.word = ""
    if p.not_held.match(after):
        return Role.BACKGROUND
    already = _ALREADY.search(here) is not None  # 已于2025年2月竣工
    if not already and (limited or p.planned.search(here) or "时" in clause.leaf.label):
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


def _quoted(words: str) -> bool:
    """Whether a quotation is open at the end of the words."""
    return words.count("“") > words.count("”") or ("”" not in words and words.count('"') % 2 == 1)
