"""D103: a stated duration against the dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from auditor.claims import Bound, Quantity
from auditor.dates import calendars
from auditor.dates.event import Event, Role
from auditor.dates.timeline import Moment, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_TRIGGERS = (
    "为期",
    "时间为",
    "时间约",
    "历时",
    "历经",
    "持续",
    "经过",
    "通过",
    "经",
    "近",
    "约",
    "共",
    "共计",
    "用时",
    "用",
    "前后",
    "先后",
    "利用",
    "集中",
    "连续",
)
_RUNNING = "连续"
# 从3月至8月，连续6个月开展…: the whole period; 连续3个月排名末位 may be any three months of it
_RUN = compiled(r"(?:期间)?[，,]?(?:已|共)?连续")
_RUN_OF_DEEDS = compiled(
    r"(?:时间)?(?:每[月周天日]|[逐按][月周日]|开展|组织|实施|实行|进行|推行|深入|集中|派出|召开|对)"
)
_CUTOFF_STRETCH = compiled(r"[，,](?:我[^，,。；;0-9]{1,6})?为期")
_CONCENTRATED = compiled(r"的?集中整改(?:期|工作)?(?:已|全面|如期|顺利|正式|基本)*(?:结束|完成|收官)")
_MONTH = Decimal("30.44")
_MONTH_OFF = Decimal("0.7")  # months by which a stated length may differ and is still proved
_LOOSE = Decimal("0.25")  # and further off is not held against it
_ANY_YEAR = 2001
_OPEN = ("（", "(")
_CLOSED = ("）", ")", "，", ",", "。", "")
_BEHIND = compiled(r"(?:的?[\u4e00-\u9fff]{0,8}[（(]|[，,](?=[自从即]))(?:自|从|即|时间)?[为:：]?自?")
WHOLE_YEAR = 330  # days
# 陆续进驻: the days on which some came, not how long they stayed
_OTHERS = compiled(r"公示|陆续|相继|分批|[。！？\n；;]")
_WORKS = compiled(r"(?<![划同定总求])工期(?:为|共计?|总计)?\Z|施工(?:期|周期|时间)(?:为|共计?)?\Z")
_BEGUN = compiled(r"[^，,。；;\n]{0,12}(?:开工|动工|开始施工|进场施工)")
_ENDED = compiled(r"[^，,。；;\n]{0,12}(?:完工|竣工|投运|建成|投入(?:使用|运行))")
_NEAR = 60  # characters between a length and its period behind it
_FAR = 140  # characters of its sentence between a period and its length; places visited may be listed there


@rule("D103", name="duration", severity=Severity.WARNING, since="0.1")
def duration(notice: Notice) -> Iterator[Finding | Tie]:
    """时长与起止日期不符。

    检查什么
    “为期45天”“历时三个月”等时长与同一句中的起止日期（包括其后括号里的）相比；“通过2个月的整改”与反馈日至成文日的间隔相比，
    只在写明的时长超出这段间隔时指出；“截至某日，为期6个月的集中整改期结束”与反馈日至该日的间隔相比，亦同；“从9月至次年2月，连续6个月开展…”按月份个数算；“3月1日开工，3月31日完工，工期45天”也比较，计划工期、合同工期不比较。天数含首尾或不含首尾均可，月数、周数从宽；起止有一端不明时不作判断。

    为什么
    时长是由日期算出来的，两者不符说明至少有一处写错。

    反例
    - 2022年8月3日至9月17日，区委巡察一组对我局开展了为期60天的常规巡察。
    - 2023年3月1日至3月31日，组织了为期三个月的集中整治。
    - 自2023年2月10日至4月9日，开展为期三个月的专项治理。
    - 集中整治为期30天（5月6日至5月31日）。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。通过8个月的整改，取得了阶段性成效。
      中共林溪区民政局党组
      2023年6月25日
    - 该工程于2024年3月1日开工，3月31日完工，工期45天。
    - 从2023年3月至8月，连续8个月开展食堂检查。

    正例
    - 2021年3月2日至4月5日，巡察组进驻东桥社区、南桥社区、西桥社区、北桥社区、柳坪村、青山村、石岭村、大湾村、白果村、双河村、梅岭村、竹园村12个村（社区），共计35天。
    - 从2023年3月至8月，连续6个月开展食堂检查。
    - 2023年1月至8月，连续3个月排名末位的村（社区）由镇党委约谈。
    - 该工程于2024年3月1日开工，3月31日完工，工期31天。
    - 该工程计划工期45天，于2024年3月1日开工，3月31日提前完工。
    - 该工程于2024年3月1日开工，3月31日完工，较合同工期45天提前两周。
    - 2022年8月3日至9月17日，区委巡察一组对我局开展了为期45天的常规巡察。
    - 2022年8月3日至9月17日，区委巡察一组对我局开展了为期一个半月的巡察。
    - 2022年8月3日至9月17日，区委巡察一组对我局开展了近2个月的巡察。
    - 专项检查为期20天（6月3日至6月22日），自2023年9月至2024年2月，用6个月时间集中整改。
    - 自2022年3月28日至6月2日，开展为期三个月的专项治理。
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。经过3个月的集中整改，取得了阶段性成效。
      中共林溪区民政局党组
      2023年10月25日
    - 2023年3月1日至3月31日，组织开展宣讲12天次，要求每2个月自查一次。

    依据
    公历日期相减；工作日按国务院办公厅每年公布的节假日安排。
    """
    stated = [
        q for q in notice.claims.quantities if q.unit.kind == "duration" and _is_duration(notice.text, q)
    ]
    if not stated:
        return
    line = timeline(notice)
    spans = [e for e in line.events if len(e.days) == 2 and e.role is not Role.WINDOW and _ends(e)]
    spans = sorted([*spans, *_works(notice.text, line.events)], key=lambda e: e.start)
    starts = [e.start for e in spans]
    for quantity in stated:
        event = _period(notice.text, quantity, spans, bisect_right(starts, quantity.start))
        ends = _ends(event) if event else None
        if event and ends:
            words = (_written(end, event) for end in ends)
            where = Label(notice.span(event.start, event.end), "至".join(words))
            running = _is_running(notice.text, quantity)
            if not running or _RUN.fullmatch(notice.text, event.end, quantity.start):
                yield from _compare(notice, quantity, ends, where, event, running=running)
        elif (cutoff := _cutoff(notice.text, quantity, line.of(Role.CUTOFF))) and line.told:
            yield from _until(notice, quantity, line.told, line.close(cutoff))
        elif "整改" in notice.text[quantity.end : quantity.end + 8] and line.told and line.signed:
            yield from _since_feedback(notice, quantity, line.told, line.signed)


def _works(text: str, events: list[Event]) -> Iterator[Event]:
    """The stretches from the beginning of works to their end: 3月1日开工，3月31日完工."""
    for begun, ended in pairwise(events):
        if (
            len(begun.days) == len(ended.days) == 1
            and begun.days[0].day is not None
            and ended.days[0].day is not None
            and ended.start - begun.end <= _NEAR // 2
            and _BEGUN.match(text, begun.end)
            and _ENDED.match(text, ended.end)
            and not _OTHERS.search(text, begun.end, ended.start)
        ):
            days = (begun.days[0], ended.days[0])
            open_year = begun.open_year or ended.open_year
            yield Event(begun.role, days, days, first=begun.first, last=ended.last, open_year=open_year)


def _period(text: str, quantity: Quantity, spans: list[Event], at: int) -> Event | None:
    """The period whose length is stated: the one before in the sentence, or the one in brackets behind."""
    behind = spans[at] if at < len(spans) and spans[at].start - quantity.end <= _NEAR // 3 else None
    if (
        behind
        and _BEHIND.fullmatch(text, quantity.end, behind.start)
        and text[behind.end : behind.end + 1] in _CLOSED
    ):
        return behind
    if not at or quantity.start - spans[at - 1].end > _FAR:
        return None
    gap = text[spans[at - 1].end : quantity.start]
    if gap[-1:] in _OPEN and len(gap) > 1:
        return None  # what is in brackets there is said of other words
    return None if _OTHERS.search(gap) else spans[at - 1]


def _ends(event: Event) -> tuple[date, date] | None:
    """The first and the last day of a period; None if it is out of order, vague or half given.

    A period that runs into the next year by inference is D102's.  Where no year is known any will do, unless
    the end of February lies within.
    """
    if any(
        day.month is None or (day.day is None) != (event.days[0].day is None) or day.part
        for day in event.days
    ):
        return None
    if event.first and event.last:
        first, last = event.first[0], event.last[1]
    else:
        begin, end = (calendars.bounds(_ANY_YEAR, day.month, day.day) for day in event.days)
        if any(day.year for day in event.days) or not begin or not end:
            return None
        first, last = begin[0], end[1]
        if first.month <= 2 <= last.month:
            return None
    if event.open_year and first.month <= 2 <= last.month:
        return None
    inherited = event.days[-1].inherited or event.days[-1].year is None
    return None if last < first or (inherited and (last - first).days > WHOLE_YEAR) else (first, last)


def _written(day: date, event: Event) -> str:
    return calendars.written(day) if event.first and not event.open_year else f"{day.month}月{day.day}日"


def _is_duration(text: str, quantity: Quantity) -> bool:
    """Whether a number of days says how long something took: 每2个月, 3天内 and 工作3年 do not."""
    before = text[max(0, quantity.start - 6) : quantity.start]
    if text[quantity.end : quantity.end + 1] in ("内", "前", "后", "龄", "度") or quantity.unit.name in (
        "年",
        "小时",
        "分钟",
        "周年",
    ):
        return False
    if _WORKS.search(before):
        return True
    in_brackets = before.endswith(_OPEN) and text[quantity.end : quantity.end + 1] in _CLOSED[:2]
    return in_brackets or before.endswith(_TRIGGERS)


def _lengths(
    quantity: Quantity, first: date, last: date, *, exact: bool
) -> tuple[Decimal, Decimal, str] | None:
    """The least and the most that may be stated for a stretch in the quantity's unit, and its length in words.

    ``exact`` says that both ends are given to the day; 9月至次年2月 may be 5 or 6 months.
    """
    inclusive = (last - first).days + 1
    words = f"首尾共 {inclusive} 天"
    match quantity.unit.name:
        case "天":
            return Decimal(inclusive - 1), Decimal(inclusive), words
        case "个工作日" | "工作日":
            count = calendars.working_days(first, last)
            return None if count is None else (Decimal(count - 1), Decimal(count), f"首尾共 {count} 个工作日")
        case "周" | "个星期":
            return Decimal((inclusive - 2) // 7), Decimal(-(-inclusive // 7)), words
        case "个月":
            months = Decimal(inclusive) / _MONTH
            between = (last.year - first.year) * 12 + last.month - first.month
            return (
                months - (_MONTH_OFF if exact else 1 + _MONTH_OFF),
                months + min(_MONTH_OFF, months),
                f"{words}，约 {months:.1f} 个月"
                if exact
                else f"相隔 {between} 个月，首尾共 {between + 1} 个月",
            )
        case _:
            return None


def _compare(
    notice: Notice,
    quantity: Quantity,
    ends: tuple[date, date],
    where: Label,
    event: Event,
    *,
    running: bool,
) -> Iterator[Finding | Tie]:
    exact = event.days[0].day is not None
    found = _lengths(quantity, *ends, exact=exact)
    if found is None or (event.open_year and "工作日" in quantity.unit.name):
        return  # working days are those of one year
    low, high, words = found
    value = quantity.value
    by_month = running and not exact and quantity.unit.name == "个月"
    if running and not exact and not by_month:
        return  # 从3月至8月，连续3天对学校开展检查
    if by_month:  # 从9月至次年2月，连续6个月每月通报: the months themselves are counted
        low = high = Decimal((ends[1].year - ends[0].year) * 12 + ends[1].month - ends[0].month + 1)
    if running and value < low and not _fills(notice.text, quantity, event):
        return  # 2023年3月至8月，连续3个月排名末位
    quote = notice.text[quantity.start : quantity.end]
    slack = Decimal("0.2") * value
    if quantity.bound in (Bound.ABOUT, Bound.UNDER):
        low = low - slack
        high = high + slack
    if quantity.bound in (Bound.ABOUT, Bound.OVER):
        high = high + slack
        low = low - slack
    working = f"{where.message}，{words}"
    if low <= value <= high:
        yield Tie(
            (quantity, *event.claims),
            f"{working}，与“{quote}”相符",
            (notice.span(quantity.start, quantity.end), where.span),
        )
        return
    if quantity.unit.name == "个月" and low - _LOOSE < value < high + _LOOSE:
        return  # a month begun or left out: neither proved nor wrong
    one_short = by_month and value == high - 1  # 9月 may have begun at its end
    yield Finding(
        f"时长“{quote}”与起止日期不符：{working}，请核实",
        notice.span(quantity.start, quantity.end),
        severity=Severity.INFO if one_short else None,
        certainty=Certainty.LIKELY if event.dated else Certainty.QUERY,
        related=(where,),
        evidence=Evidence(quote, words, working),
        claims=() if one_short else (quantity,),
    )


def _is_running(text: str, quantity: Quantity) -> bool:
    return text.endswith(_RUNNING, 0, quantity.start)


def _fills(text: str, quantity: Quantity, event: Event) -> bool:
    """Whether a run of months is plainly the whole period: 从3月至8月，连续6个月开展…."""
    begun = text[max(0, event.start - 1) : event.start] in ("从", "自")
    return begun and _RUN_OF_DEEDS.match(text, quantity.end) is not None


def _cutoff(text: str, quantity: Quantity, cutoffs: list[Event]) -> Event | None:
    """The day on which a stretch ends of which no beginning is told: 截至2月22日，为期6个月的集中整改期结束."""
    if quantity.unit.name != "个月" or not _CONCENTRATED.match(text, quantity.end):
        return None
    near = (e for e in cutoffs if 0 < quantity.start - e.end <= _NEAR // 3 and e.exact)
    return next((e for e in near if _CUTOFF_STRETCH.fullmatch(text, e.end, quantity.start)), None)


def _until(
    notice: Notice, quantity: Quantity, told: Moment, cutoff: Moment | None
) -> Iterator[Finding | Tie]:
    """截至2月22日，为期6个月的集中整改期结束: it cannot have begun before the feedback, though later it may."""
    found = _lengths(quantity, told.earliest, cutoff.latest, exact=True) if cutoff else None
    if cutoff is None or found is None or told.earliest > cutoff.latest or not told.event.exact:
        return
    low, high, _ = found
    quote = notice.text[quantity.start : quantity.end]
    working = f"{told.name} {told.text}至{cutoff.name} {cutoff.text}，相隔 {(cutoff.latest - told.earliest).days} 天"
    spans = tuple(notice.span(m.event.start, m.event.end) for m in (told, cutoff))
    if low <= quantity.value <= high and quantity.bound is Bound.EXACT:
        yield Tie((quantity,), f"{working}，与“{quote}”相符", spans)
    elif quantity.value > high + _LOOSE / 2 and quantity.bound is Bound.EXACT:
        labels = (Label(s, f"{m.name}：{m.text}") for s, m in zip(spans, (told, cutoff), strict=True))
        yield Finding(
            f"“为期{quote}”超出{told.name}至{cutoff.name}的间隔：{working}，请核实",
            notice.span(quantity.start, quantity.end),
            certainty=Certainty.LIKELY if cutoff.event.dated and told.event.dated else Certainty.QUERY,
            related=tuple(labels),
            evidence=Evidence(quote, f"{(cutoff.latest - told.earliest).days} 天", working),
            claims=(quantity,),
        )


def _since_feedback(
    notice: Notice, quantity: Quantity, told: Moment, signed: Moment
) -> Iterator[Finding | Tie]:
    """通过2个月的整改: not longer than there was time.  It may be shorter: notices come out later."""
    found = _lengths(quantity, told.earliest, signed.latest, exact=True)
    if found is None or told.earliest > signed.latest:
        return
    low, high, _ = found
    value = quantity.value
    quote = notice.text[quantity.start : quantity.end]
    days = (signed.latest - told.earliest).days
    working = f"{told.name} {told.text}至{signed.name} {signed.text}，相隔 {days} 天"
    spans = tuple(notice.span(m.event.start, m.event.end) for m in (told, signed))
    if low <= value <= high:
        yield Tie((quantity,), f"{working}，与“{quote}”相符", spans)
    elif value > high * Decimal("1.2"):
        yield Finding(
            f"“{quote}的整改”超出{told.name}至{signed.name}的间隔：{working}，请核实",
            notice.span(quantity.start, quantity.end),
            certainty=Certainty.LIKELY,
            related=tuple(
                Label(s, f"{m.name}：{m.text}") for s, m in zip(spans, (told, signed), strict=True)
            ),
            evidence=Evidence(quote, f"{days} 天", working),
            claims=(quantity,),
        )
