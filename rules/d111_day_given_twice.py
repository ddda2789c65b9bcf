"""D111: one event with two dates."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import COMMA
from auditor.dates.bodies import kind_of_body
from auditor.dates.event import Event, Role
from auditor.dates.timeline import Moment, Timeline, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

FAR = 180  # days; so far apart two events of a kind are two events, unless month and day are the same
_MEETING = compiled(
    r"召开[^，,。；;]{0,30}?(?P<name>(?:巡[察视]|整改|反馈)[^，,。；;]{0,10}?民主生活会|巡[察视][^，,。；;]{0,6}?反馈会)"
)
APART = 60  # days; what lies further apart and on another day of the month is another inspection
MONTHS = 2  # so many months apart a feedback told by its month is meant as the one told by its day
_SINCE = compiled(
    r"[\n。；;：:]自?(?P<date>(?P<year>20[0-9]{2})年(?P<month>1[0-2]|0?[1-9])月)份?(?:[省市区县州]委)?(?:巡[察视]组?)?"
    r"反馈(?:巡[察视])?(?:意见|问题|情况|会)?(?:以后|后|以来)[，,]"
)
_SEVERAL = compiled(r"各|分别|先后|下[辖属]|再次|第[二三四](?!巡)|又")


@rule("D111", name="day-given-twice", severity=Severity.ERROR, since="0.1")
def day_given_twice(notice: Notice) -> Iterator[Finding]:
    """同一件事写了两个日期。

    检查什么
    本轮巡察的起止日期、反馈日期和整改专题民主生活会日期在文中写了两次而不相同。
    对象不同、分批进行、上一轮巡察的日期，以及审计、督查等另一机构的日期，不在此列；起止都不同的一段时间合为一条提示。只按写明的月、日（和年）比较。
    只写年、月的（2022年11月反馈意见后），与写明的反馈日期相差一两个月的，也提示。

    为什么
    同一件事只有一个日期，前后不同必有一处写错。

    反例
    - 2022年10月28日，区委巡察一组向街道反馈了巡察意见。街道党工委高度重视，10月26日巡察反馈会后，立即召开会议。
    - 2022年8月3日至9月17日，区委巡察一组对我局开展了巡察。2022年8月3日至9月24日，区委巡察一组对我局进行巡察，发现问题12个。
    - 2022年12月6日，区委巡察组向区教育局反馈了巡察意见。
      2022年11月反馈意见后，局党组立即召开会议。
    - 2022年12月6日，区委巡察组向区教育局反馈了巡察意见。
      局党组围绕区委巡察组12月16日反馈的23个问题，制定整改措施。

    正例
    - 2022年12月6日，区委巡察组向区教育局反馈了巡察意见。
      2022年12月反馈意见后，局党组立即召开会议。2019年11月巡察反馈后，曾建立台账。
    - 2022年10月28日，区委巡察一组向林溪街道反馈了巡察意见。10月30日，区委巡察一组向安和社区反馈了巡察意见。
    - 2020年5月8日，区委巡察三组反馈了上一轮巡察意见。2022年10月28日，区委巡察一组反馈了巡察意见。
    - 2022年10月28日，区委巡察一组反馈了巡察意见。11月3日，街道向区委巡察办反馈整改情况。
    - 2022年3月7日至5月20日，第二轮巡察对12个单位开展巡察；2022年8月15日至10月28日，第三轮巡察对9个单位开展巡察。
    - 2022年8月3日至9月17日，县委巡察组开展了巡察。10月25日至29日，各巡察组分别向被巡察党组织反馈了巡察情况。
    - 2022年10月28日，巡察组反馈了意见。2022年10月28日反馈会后，召开会议。
    - 2022年8月3日至9月17日，县委巡察一组对我局开展了巡察。同期，县审计局于2022年8月8日至9月9日对局原主要负责人进行了经济责任审计。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    line = timeline(notice)
    told = [m for e in line.of(Role.FEEDBACK) if (m := line.begin(e)) and m.event.exact]
    for moments in _by_body(notice, told).values():
        yield from _finding(notice, "反馈日期", _differing(notice, moments))
    yield from _by_month(notice, told)
    yield from _visits(notice, line)
    yield from _finding(notice, "专题民主生活会日期", _differing(notice, list(_meetings(line))))


def _visits(notice: Notice, line: Timeline) -> Iterator[Finding]:
    """The first and the last day of the visit; periods that differ in both are one finding."""
    visits, entries, exits = (
        [e for e in line.of(role) if e.exact] for role in (Role.VISIT, Role.ENTRY, Role.EXIT)
    )
    begins = _by_body(notice, [m for e in (*visits, *entries) if (m := line.begin(e))])
    ends = _by_body(notice, [m for e in (*visits, *exits) if (m := line.close(e))])
    for kind in dict.fromkeys((*begins, *ends)):
        first, last = (_differing(notice, sorted(of.get(kind, []), key=_place)) for of in (begins, ends))
        what = kind or "巡察"
        if first and [m.event for m in first] == [m.event for m in last]:
            told = [f"{a.text}至{b.text}" for a, b in zip(first, last, strict=True)]
            yield from _finding(notice, f"{what}起止日期", first, told)
        else:
            yield from _finding(notice, f"{what}开始日期", first)
            yield from _finding(notice, f"{what}结束日期", last)


def _by_body(notice: Notice, moments: list[Moment]) -> dict[str, list[Moment]]:
    """The moments of the inspection, of an audit beside it …; one that tells no body goes with the first."""
    kinds = [kind_of_body(notice, m.event) for m in moments]
    first = next(filter(None, kinds), "")
    found: dict[str, list[Moment]] = {}
    for kind, moment in zip(kinds, moments, strict=True):
        found.setdefault(kind or first, []).append(moment)
    return found


def _by_month(notice: Notice, told: list[Moment]) -> Iterator[Finding]:
    """2022年11月反馈意见后，… where the only feedback of the notice was told with a day of December."""
    days = {moment.earliest for moment in told}
    first = next(iter(told), None)
    if first is None or len(days) != 1 or _SEVERAL.search(first.event.after):
        return
    day = first.earliest
    for since in _SINCE.finditer(notice.text, first.event.end):
        apart = abs((int(since["year"]) - day.year) * 12 + int(since["month"]) - day.month)
        if 0 < apart <= MONTHS:
            yield Finding(
                f"反馈日期前后不一：{first.text}；{since['date']}，请核实",
                notice.span(*since.span("date")),
                severity=Severity.WARNING,
                certainty=Certainty.QUERY,
                related=(Label(notice.span(first.event.start, first.event.end), first.text),),
                evidence=Evidence(
                    since["date"], first.text, f"{first.text} ≠ {since['date']}", elsewhere=True
                ),
            )


def _place(moment: Moment) -> int:
    return moment.day.start


def _meetings(line: Timeline) -> Iterator[Moment]:
    for event in line.of(Role.MEETING):
        found = _MEETING.search(event.after)
        moment = line.begin(event)
        if found and "民主生活会" in found["name"] and event.exact and moment and len(event.days) == 1:
            yield moment


def _differing(notice: Notice, moments: list[Moment]) -> list[Moment]:
    """The first moment with the later ones of the same event that differ from it; nothing if none does."""
    first = next(iter(moments), None)
    others = [m for m in moments[1:] if first and _same_event(notice, first, m) and not _same_day(first, m)]
    return [first, *others] if first and others else []


def _finding(
    notice: Notice, name: str, moments: list[Moment], told: list[str] | None = None
) -> Iterator[Finding]:
    """One finding of moments that differ, ``told`` in these words; nothing if there are none."""
    if not moments:
        return
    first, at, *others = moments
    usual, odd, *_ = told or [m.text for m in moments]
    yield Finding(
        f"{name}前后不一：{usual}；{odd}，请核实",
        notice.span(at.event.start, at.event.end),
        severity=Severity.WARNING if at.event.role is Role.MEETING else None,
        certainty=Certainty.LIKELY,
        related=tuple(Label(notice.span(m.event.start, m.event.end), m.text) for m in (first, *others)),
        evidence=Evidence(odd, usual, f"{usual} ≠ {odd}", elsewhere=True),
        claims=(*at.event.claims, *first.event.claims),
    )


def _same_day(a: Moment, b: Moment) -> bool:
    if not (a.event.dated and b.event.dated):
        return (a.earliest.month, a.earliest.day) == (b.earliest.month, b.earliest.day)
    return a.earliest == b.earliest


def _same_event(notice: Notice, a: Moment, b: Moment) -> bool:
    """Whether two moments of a kind are clearly the same event."""
    apart = abs((a.earliest - b.earliest).days)
    if apart > APART and a.earliest.day != b.earliest.day and a.event.role is not Role.MEETING:
        return False
    if any(len(c.claims) > 1 and c.claims[-1].kind == "dates" for c in (a.event, b.event)):
        return False
    first, around = (
        notice.text[max(0, m.event.start - 12) : m.event.start]
        + COMMA.split(m.event.after.lstrip("，,"))[0][:30]
        for m in (a, b)
    )
    if "分别" in first:
        return False
    if _SEVERAL.search(around) or (
        _team(notice, a.event) and _team(notice, b.event) and _team(notice, a.event) != _team(notice, b.event)
    ):
        return False
    to = (a.event.to, b.event.to)
    if "?" not in to and all(to) and not (to[0] in to[1] or to[1] in to[0]):
        return False
    if abs((a.earliest - b.earliest).days) <= FAR:
        return True
    return a.earliest.month == b.earliest.month and a.earliest.day == b.earliest.day


_TEAM = compiled(r"第?[一二三四五六七八九十]{1,3}(?:巡[察视])?组|巡[察视][一二三四五六七八九十]{1,3}组")


def _team(notice: Notice, event: Event) -> str:
    found = _TEAM.search(event.after[:50])
    return "".join(c for c in found[0] if c in "一二三四五六七八九十") if found else ""
