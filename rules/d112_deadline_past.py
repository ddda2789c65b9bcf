"""D112: a deadline of work still open that had passed when the notice was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.claims import Day
from auditor.dates.calendars import range_of
from auditor.dates.event import Role
from auditor.dates.roles import in_planned_section
from auditor.dates.timeline import Moment, Timeline, timeline
from auditor.extraction.context import BY_THEN
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule

BEFORE = 90  # characters before a deadline that say what it is for
AFTER = 80  # and after it
MOST = 40  # deadlines of one notice that are looked at
_PLANNED = rf"(?:{any_of('scopes', 'planned')}|将)(?:[于在到]|至迟)?\Z"
_AIMED_AT = compiled(_PLANNED)
_OPEN_WORK = compiled(
    rf"(?:其余|剩余|余下|尚未|尚有|仍有|还有|未完成)[^。；;\n]{{0,60}}?{_PLANNED}"
    rf"|正在[^。；;\n]{{2,24}}[，,](?:{_PLANNED}|\Z)"
)
_BY = compiled(
    r"(?:之|以)?前[^。；;\n]{0,12}?(?:完成|完工|竣工|销号|到位|完毕|清退|收回|整改|办结|建成|交付|拆除)"
)
_AGREED = compiled(r"原(?:计划|定|方案|期限|时限|合同)|当时|曾|时任|本应|承诺|合同|协议约定|[“‘][^”’]*\Z")
_TOLD = compiled(r"指出|反馈|反映|发现|存在|[“‘\"]")
_DONE = compiled(r"已(?:经)?(?:全部|提前|如期|按期|基本)|均已|[现后]已|实际|延期|延至|推迟|顺延|调整[为至到]")


@rule("D112", name="deadline-past", severity=Severity.WARNING, since="0.1")
def deadline_past(notice: Notice) -> Iterator[Finding]:
    """未完成事项的计划时限已过。

    检查什么
    其余、剩余、尚未完成、正在办理的事项“计划（预计、力争）于某年某月前完成”，或下一步打算中“力争某年某月前取得成效”，
    而这一时限早于本文的截至日期；没有截至日期的与成文日期比较，未完成的事项只作提示。只看写明年份的时限；原计划、合同约定、反馈指出的情况，以及后面写明
    已经完成或者延期的，不在此列。

    为什么
    时限已过而仍写“计划完成”，多为沿用旧稿，完成情况没有更新。

    反例
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      已更换水表310户，剩余18户计划于2024年7月底前全部完成。
    - 已更换水表310户，剩余18户预计2024年7月15日前完成更换。
      中共林溪镇委员会
      2024年11月8日
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      闲置校舍正在办理移交手续，2024年7月底前完成移交。
    - 二、下一步打算
      压实主体责任，分阶段整改的任务力争2023年12月底前取得明显成效。
      中共林溪镇委员会
      2024年11月8日

    正例
    - 二、下一步打算
      压实主体责任，分阶段整改的任务力争2025年12月底前取得明显成效。
      中共林溪镇委员会
      2024年11月8日
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      已更换水表310户，剩余18户计划于2024年12月底前全部完成。
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      截至5月底，已更换水表310户，剩余18户计划于2024年7月底前全部完成。
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      剩余18户原计划于2024年7月底前完成更换，因汛期推迟。
    - 截至2024年10月31日，各项整改取得阶段性成效。
      一、整改情况
      剩余18户计划于2024年7月底前完成更换，现已全部完成。

    依据
    《党政机关公文处理工作条例》第二十条：内容准确，时间真实。
    """
    days = [day for day in notice.claims.days if _is_deadline(notice, day)][:MOST]
    if not days:
        return
    line = timeline(notice)
    for day in days:
        known = range_of(day, day.year)
        moment = _written(notice, line, day)
        if known is None or moment is None or known[1] >= moment.earliest:
            continue
        is_cutoff = moment.event.role is Role.CUTOFF
        quote = notice.text[day.start : day.end]
        name = "截至日期" if is_cutoff else "成文日期"
        yield Finding(
            f"计划的时限（{quote}前）早于{name}（{moment.text}），请核实是否已经完成",
            notice.span(day.start, day.end),
            severity=Severity.WARNING
            if is_cutoff or in_planned_section(notice, day.start)
            else Severity.INFO,
            certainty=Certainty.QUERY,
            related=(Label(notice.span(moment.event.start, moment.event.end), f"{name}：{moment.text}"),),
            evidence=Evidence(quote, moment.text, f"{quote} < {moment.text}", elsewhere=True),
            claims=(day,),
        )


def _is_deadline(notice: Notice, day: Day) -> bool:
    """Whether work that is open, or still to come, is to be done before a day whose year is written."""
    text = notice.text
    if day.year is None or day.inherited or day.month is None or not BY_THEN.match(text, day.end):
        return False
    before = SENTENCE_PART_END.split(text[max(0, day.start - BEFORE) : day.start])[-1]
    leaf = notice.leaf_at(day.start)
    return (
        (_is_open(text, day, before) or _is_to_come(notice, day, before))
        and not _AGREED.search(before)
        and not _DONE.search(text, day.end, day.end + AFTER)
        and (leaf is None or leaf.kind not in (Kind.ROW, Kind.ATTACHMENT, Kind.TITLE))
    )


def _is_open(text: str, day: Day, before: str) -> bool:
    """剩余18户计划于…前完成; 正在办理移交，…前完成."""
    return bool(_BY.match(text, day.end) and _OPEN_WORK.search(before)) and not _TOLD.search(before)


def _is_to_come(notice: Notice, day: Day, before: str) -> bool:
    """力争…前取得明显成效, where the notice speaks of its next steps."""
    return _AIMED_AT.search(before) is not None and in_planned_section(notice, day.start)


def _written(notice: Notice, line: Timeline, day: Day) -> Moment | None:
    """When the words around a deadline were true: the cut-off of its paragraph, else that of the notice, else its date.

    None if another date in its sentence leaves that open.
    """
    leaf = notice.leaf_at(day.start)
    told = [e for e in line.events if leaf and leaf.start <= e.start < day.start]
    if told and told[-1].role is not Role.CUTOFF and _is_one_sentence(notice, told[-1].start, day.start):
        return None
    if nearest := [e for e in told if e.role is Role.CUTOFF][-1:]:
        return line.close(nearest[0]) if nearest[0].dated else None
    overall = (e for e in line.of(Role.CUTOFF) if e.dated and (e.preamble or e.rectifying))
    cutoffs = [m for e in overall if e.start < day.start and (m := line.close(e))]
    return max(cutoffs, key=_latest, default=line.signed)


def _is_one_sentence(notice: Notice, start: int, end: int) -> bool:
    return SENTENCE_PART_END.search(notice.text, start, end) is None


def _latest(moment: Moment) -> date:
    return moment.latest
