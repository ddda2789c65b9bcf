"""D110: the date of the notice against the feedback."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.dates.event import Role
from auditor.dates.issue import far_window
from auditor.dates.timeline import Moment, Timeline, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.profiles import FEEDBACK
from auditor.registry import rule

LEAP_DAY = (2, 29)
LATE = 548  # days, about 18 months


@rule("D110", name="issue-date", severity=Severity.ERROR, since="0.1")
def issue_date(notice: Notice) -> Iterator[Finding]:
    """成文日期早于反馈，或者间隔过长。

    检查什么
    成文日期早于反馈日期（没有反馈日期时，早于巡察结束日期）；比联系段写明的公开期首日早半年以上的，请核对年份；成文日期晚于反馈日期十八个月以上的，只作提示。
    其他已写明年份的整改日期都在成文日期之前、反馈日期只要改早一年便排得通的，指向反馈日期。
    配置了反馈至成文的最多天数（deadlines.publish）的，超过这个数报警告。

    为什么
    先反馈、后整改、再通报，成文日期早于反馈说明其中一个日期写错；间隔过长多是年份写错。

    反例
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。
      中共林溪区民政局党组
      2022年8月25日
    - 林溪区民政局专项整治整改情况公示
      十个问题均已整改。
      公示时间为2024年9月30日至10月11日。联系电话：0838-2345678。
      林溪区民政局
      2023年9月29日
    - 2020年3月3日，区委巡察组向我局反馈了巡察意见。
      中共林溪区民政局党组
      2023年8月25日

    正例
    - 审计查出的问题均已整改。对审计整改如有意见，请于2023年9月30日前反馈。
      林溪区民政局
      2023年8月25日
    - 2022年10月28日，区委巡察组向我局反馈了巡察意见。
      中共林溪区民政局党组
      2023年5月6日
    - 2022年7月26日至9月8日，区委巡察组对我局进行了巡察。12月26日，反馈了巡察意见。
      中共林溪区民政局党组
      2023年4月23日
    - 区委第四巡察组巡察区卫生健康局公告
      区委第四巡察组于2024年9月10日至11月20日对区卫生健康局开展常规巡察。
      区委第四巡察组
      2024年9月10日
    - 林溪区民政局专项整治整改情况公示
      十个问题均已整改。
      公示时间为2024年9月30日至10月11日。联系电话：0838-2345678。
      林溪区民政局
      2024年9月29日
    - 截至2024年9月30日，制定的措施正在落实。
      中共林溪区民政局党组
      2023年4月23日

    依据
    《中国共产党巡视工作条例》关于反馈后整改、整改后公开的规定。
    """
    line = timeline(notice)
    yield from _long_before_window(notice, line)
    limit = notice.settings.deadlines.publish
    if notice.profile == FEEDBACK and line.told is None:
        return  # an inspection announced: it lies ahead
    signed, before = line.signed, line.told or line.left
    if signed is None or before is None or (line.told and not before.event.dated and not before.event.forced):
        return
    if before.after(signed):
        days = (before.earliest - signed.latest).days
        message = f"成文日期（{signed.text}）早于{before.name}（{before.text}）{days} 天，请核实"
        severity, certainty, sign = Severity.ERROR, Certainty.CERTAIN, "<"
    elif line.told and limit and (signed.earliest - before.latest).days > limit:
        days = (signed.earliest - before.latest).days
        message = f"成文日期（{signed.text}）晚于{before.name}（{before.text}）{days} 天，超过规定的 {limit} 天，请核实"
        severity, certainty, sign = Severity.WARNING, Certainty.LIKELY, ">"
    elif (
        line.told
        and not (line.left and line.left.after(before))
        and (signed.latest - before.earliest).days > LATE
        and not _told_again(line, signed)
    ):
        days = (signed.latest - before.earliest).days
        message = f"成文日期（{signed.text}）晚于{before.name}（{before.text}）{days} 天，间隔超过十八个月，请核对年份"
        severity, certainty, sign = Severity.INFO, Certainty.QUERY, ">"
    else:
        return
    at, other = (before, signed) if _is_odd(line, before, signed) else (signed, before)
    yield Finding(
        message,
        notice.span(at.event.start, at.event.end),
        severity=severity,
        certainty=certainty,
        related=(Label(notice.span(other.event.start, other.event.end), f"{other.name}：{other.text}"),),
        evidence=Evidence(
            signed.text, before.text, f"{signed.text} {sign} {before.text}，相差 {days} 天", elsewhere=True
        ),
        cause="issued-date" if severity is Severity.ERROR else None,
        claims=at.event.claims if severity is Severity.ERROR else (),
    )


def _long_before_window(notice: Notice, line: Timeline) -> Iterator[Finding]:
    """The year of a notice whose own public window opens long after its date."""
    signed, first = line.signed, far_window(notice, line)
    if signed is None or first is None:
        return
    days = (first.earliest - signed.latest).days
    yield Finding(
        f"成文日期（{signed.text}）早于公开期首日（{first.text}）{days} 天，请核对年份",
        notice.span(signed.event.start, signed.event.end),
        severity=Severity.WARNING,
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(first.event.start, first.event.end), f"公开期首日：{first.text}"),),
        evidence=Evidence(
            signed.text, first.text, f"{first.text} − {signed.text} = {days} 天", elsewhere=True
        ),
        cause="issued-date",
        claims=signed.event.claims,
    )


def _told_again(line: Timeline, signed: Moment) -> bool:
    """Whether there was another feedback not long before the notice."""
    told = (line.close(event) for event in line.of(Role.FEEDBACK) if event.dated)
    return any(moment and 0 <= (signed.latest - moment.earliest).days <= LATE for moment in told)


def _is_odd(line: Timeline, told: Moment, signed: Moment) -> bool:
    """Whether the feedback is later than the notice only by its year, and what was done between agrees with the notice."""
    year, day = told.day.year, told.earliest
    if told.event is not line.feedback or year is None or (day.month, day.day) == LEAP_DAY:
        return False
    meant, left = day.replace(year=year - 1), line.left
    done = [
        line.close(e) for e in line.of(Role.MEETING, Role.MEASURE, Role.CUTOFF) if e.dated and line.follows(e)
    ]
    agree = bool(done) and all(m and meant <= m.latest and m.earliest <= signed.latest for m in done)
    return agree and meant <= signed.latest and (left is None or left.earliest <= meant)
