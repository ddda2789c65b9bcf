"""D108: something that happened after the notice was signed."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Day
from auditor.dates.beyond import told_beyond
from auditor.dates.event import Event, Role
from auditor.dates.issue import far_window
from auditor.dates.roles import in_planned_section
from auditor.dates.timeline import Moment, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_SINCE = compiled(r"[^，,。；;]{0,12}以来(?!的?计划)")
MANY = 3  # so many events after the signature: the signature's date is the likelier mistake


@rule("D108", name="after-signature", severity=Severity.ERROR, since="0.1")
def after_signature(notice: Notice) -> Iterator[Finding]:
    """成文日期之后的事写成已经发生。

    检查什么
    以“召开了”“已完成”“……以来”等写成已发生的事，其日期晚于成文日期。计划、时限、合同期限、规划和公开期限不在此列；
    没有写年份、可以是上一年的日期不在此列；反馈与成文在同一年，而“到9月30日，12个问题已整改10个”“6月3日、7月9日、8月12日召开推进会”之类在反馈之后的，
    或者有两个以上日期晚于成文日期的，指出成文日期。

    为什么
    通报不可能记载成文之后的事，两个日期至少有一个写错。

    反例
    - 2024年4月26日，街道党工委召开了专题民主生活会。
      中共林溪街道工作委员会
      2023年11月23日
    - 2023年12月5日，已完成全部清退工作。
      中共林溪街道工作委员会
      2023年11月23日
    - 自2024年7月1日启动整改以来，召开专题会议4次。
      中共林溪街道工作委员会
      2023年9月29日
    - 2024年4月22日，区委第二巡察组向街道党工委反馈了意见。
      街道党工委逐项整改。到9月30日，12个问题已经整改10个。
      中共林溪街道工作委员会
      2024年8月6日
    - 2024年4月22日，区委第二巡察组向街道党工委反馈了意见。
      5月8日、6月12日、9月3日召开三次推进会。
      中共林溪街道工作委员会
      2024年8月6日
    - 2024年4月22日，区委第二巡察组向街道党工委反馈了意见。
      路灯到8月20日已经全部修好，管道8月25日已经通水，正在验收。
      中共林溪街道工作委员会
      2024年8月6日

    正例
    - 2024年4月22日，区委第二巡察组向街道党工委反馈了意见。
      到9月30日，12个问题将全部完成整改。管道8月25日通水，力争9月10日前验收，8月20日起已停水的小区陆续恢复供水。
      中共林溪街道工作委员会
      2024年8月6日
    - 2024年4月22日，区委第二巡察组向街道党工委反馈了意见。
      上年存量问题中，到12月31日已办结6件。商户10月8日已缴清欠款。
      中共林溪街道工作委员会
      2024年8月6日
    - 2023年10月22日，区委第二巡察组向街道党工委反馈了意见。
      到12月31日，12个问题已经整改10个。11月8日、12月12日召开推进会。
      中共林溪街道工作委员会
      2024年8月6日
    - 计划于2024年6月召开推进会，2024年12月31日前完成整改。
      中共林溪街道工作委员会
      2023年11月23日
    - 已签订期限为2024年1月1日至2024年12月31日的租赁合同。
      中共林溪街道工作委员会
      2023年11月23日
    - 12月5日，街道召开了专题民主生活会。
      中共林溪街道工作委员会
      2023年11月23日
    - 2024年3月、6月各开展一次“回头看”，已完成的31项任务逐项复核。
      中共林溪街道工作委员会
      2023年11月23日
    - 公开期限：2023年11月23日至12月14日。
      中共林溪街道工作委员会
      2023年11月23日

    依据
    《党政机关公文处理工作条例》第九条：成文日期署会议通过或者发文机关负责人签发的日期。
    """
    line = timeline(notice)
    signed = line.signed
    if signed is None or (line.told and line.told.after(signed)) or far_window(notice, line):
        return  # the signature's own date is in doubt: D110
    if beyond := told_beyond(notice, line):
        yield _not_signed_then(notice, signed, beyond)
    late = []
    for event in line.of(Role.MEETING, Role.MEASURE, Role.BACKGROUND):
        moment = line.close(event)
        if (
            moment
            and moment.after(signed)
            and (_has_begun(event) if event.role is Role.BACKGROUND else _happened(event))
            and not in_planned_section(notice, event.start)
        ):
            late.append(moment)
    if len(late) >= MANY:
        yield _finding(notice, signed, late, cause="issued-date")
        return
    for moment in late:
        yield _finding(notice, moment, [moment], signed)


def _not_signed_then(notice: Notice, signed: Moment, days: list[Day]) -> Finding:
    """The date of a notice that tells, without a year, what was done after it."""
    quotes = "、".join(dict.fromkeys(notice.text[day.start : day.end] for day in days[:MANY]))
    return Finding(
        f"有 {len(days)} 处写成已发生的日期（{quotes}）晚于成文日期（{signed.text}），请核实",
        notice.span(signed.event.start, signed.event.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(notice.span(day.start, day.end), "晚于成文日期") for day in days),
        evidence=Evidence(signed.text, quotes, elsewhere=True),
        cause="issued-date",
        claims=(*signed.event.claims, *days),
    )


def _happened(event: Event) -> bool:
    """Whether the clause says firmly enough that it happened, on a day whose year is not in doubt."""
    return (
        (event.dated or (event.forced and event.rectifying))
        and len(event.days) == 1
        and (event.exact or event.told)
    )


def _has_begun(event: Event) -> bool:
    """Whether a day is one from which something has gone on: 自2024年7月1日启动整改以来."""
    return event.dated and event.exact and len(event.days) == 1 and _SINCE.match(event.after) is not None


def _finding(
    notice: Notice, at: Moment, late: list[Moment], signed: Moment | None = None, cause: str | None = None
) -> Finding:
    first, last = late[0], signed or at
    days = (first.earliest - last.latest).days
    if signed is None:
        message = f"有 {len(late)} 件写成已发生的事晚于成文日期（{at.text}），最早 {min(late, key=lambda m: m.earliest).text}，请核实"
    else:
        message = f"{first.text}的事写成已发生，但晚于成文日期（{last.text}）{days} 天，请核实"
    others = late if signed is None else [signed]
    return Finding(
        message,
        notice.span(at.event.start, at.event.end),
        certainty=Certainty.CERTAIN if all(m.event.dated for m in late) else Certainty.LIKELY,
        related=tuple(Label(notice.span(m.event.start, m.event.end), f"{m.name}：{m.text}") for m in others),
        evidence=Evidence(first.text, f"不晚于{last.text}", f"{first.text} > {last.text}"),
        cause=cause,
        claims=at.event.claims,
    )
