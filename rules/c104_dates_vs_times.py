"""C104: dates listed one by one against the stated number of meetings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import attrgetter

from auditor.claims import Bound, Days, Quantity
from auditor.dates.calendars import WEEKDAY
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.registry import rule

MOST = 20  # totals of meetings that are compared
NEAR = 30  # characters between dates and their number
_MEETING = compiled(r"(?:召开|举行|组织|开展|举办)了?([^，,。；;\n]{2,60})")
_KIND = compiled(r"(?:了|全体|专题)?([^，,。；;、：:\n]{2,24})")
_NEXT_IN_ROW = compiled(r"[、，,和与及]|以及")
_COUNTS = compiled(rf"(?:{WEEKDAY})?[，,]?(?:先后|分别|共|累计|陆续)*(?:召开|举行)?[^，,。；;、]{{0,20}}")

_OF_EACH = compiled(r"各|每")  # 5月、9月各召开推进会1次


@rule("C104", name="dates-vs-times", severity=Severity.ERROR, since="0.1")
def dates_vs_times(notice: Notice) -> Iterator[Finding | Tie]:
    """列出的日期个数与所称次数不符。

    检查什么
    “6月3日、6月29日、8月11日先后3次召开……会议”：列出的日期个数与次数是否相等；
    别处所称同一会议的总次数，不应少于已列出的日期个数。“3月、6月、9月分别召开会议4次、5次、6次”是逐日所列的次数，
    不与日期个数比较。

    为什么
    日期与次数写在两处，补写或删去一次会议时容易只改一处。

    反例
    - 6月3日、6月29日、8月11日，先后4次召开党工委会议研究整改。
    - 3月2日、3月9日先后召开党组会议研究整改。整改以来共召开党组会议1次。
    - 6月3日（周一）、6月29日（周六）、8月11日（周日）召开2次党工委会议研究整改。

    正例
    - 6月3日、6月29日、8月11日，先后3次召开党工委会议研究整改。
    - 6月3日（周一）、6月29日（周六），先后2次召开党工委会议研究整改。
    - 6月3日、6月29日、8月11日先后召开党工委会议。整改期间召开各类专题会议6次。
    - 3月2日、3月9日先后召开党组会议研究整改。整改以来共召开党组会议5次。
    - 3月2日、3月9日开展检查，发现问题3个。
    - 3月、6月、9月分别开展巡查4次、5次、6次。
    - 4月、5月超时次数分别为31次和18次。

    依据
    《党政机关公文处理工作条例》第二十条：时间、数字须准确。
    """
    lists = [days for days in notice.claims.day_lists if all(day.day for day in days.days)]
    if not lists:
        return
    times = [
        q
        for q in notice.claims.quantities
        if q.unit.name in ("次", "场")
        and q.bound is Bound.EXACT
        and not q.named
        and not _OF_EACH.search(q.lead)
    ]
    totals = list(islice(((q, kind) for q in times if (kind := _meeting_of(notice, q))), MOST))
    for days in lists:
        counted = next((q for q in _behind(days, times) if _directly(notice, days, q)), None)
        if counted is not None:
            yield from _compare(notice, days, counted, exact=True)
            continue
        meeting = _MEETING.search(notice.text, days.end, days.end + 100)
        if meeting is None:
            continue
        for q, kind in totals:
            if kind in meeting[1] and not (days.start <= q.start <= meeting.end()):
                yield from _compare(notice, days, q, exact=False)


def _behind(days: Days, times: list[Quantity]) -> Iterator[Quantity]:
    """The numbers directly behind some dates, in their sentence."""
    place = attrgetter("start")
    first, last = (
        bisect_left(times, days.end, key=place),
        bisect_right(times, days.end + NEAR, key=place),
    )
    for q in times[first:last]:
        if q.sentence and q.sentence.start <= days.start < q.sentence.end:
            yield q


def _directly(notice: Notice, days: Days, q: Quantity) -> bool:
    """Whether the number counts the dates: only 先后, 分别 or 共 stands between, or one meeting."""
    between = notice.text[days.end : q.start]
    return _COUNTS.fullmatch(between) is not None and not _is_one_of_row(q)


def _is_one_of_row(q: Quantity) -> bool:
    """Whether a number stands in a row of others like it, one for each date: 5月、6月分别检查23次、15次."""
    row = q.sentence.quantities if q.sentence else []
    at = bisect_left(row, q.start, key=attrgetter("start"))
    return any(
        a.unit.name == b.unit.name and _NEXT_IN_ROW.fullmatch(b.gap)
        for a, b in pairwise(row[max(0, at - 1) : at + 2])
    )


def _meeting_of(notice: Notice, q: Quantity) -> str:
    after = _KIND.match(notice.text, q.end)
    if after and after[1].endswith(("会", "会议")):
        return after[1]
    before = _MEETING.search(q.lead)
    return before[1] if before and before[1].endswith(("会", "会议")) and len(before[1]) > 2 else ""


def _compare(notice: Notice, days: Days, q: Quantity, *, exact: bool) -> Iterator[Finding | Tie]:
    count = len(days.days)
    span = notice.span(days.start, days.end)
    if q.value == count:
        yield Tie(
            (days, q),
            f"列出日期 {count} 个 = {show(q.value)}{q.unit.name}",
            (span, notice.span(q.start, q.end)),
        )
    elif exact or q.value < count:
        quote = notice.text[q.start : q.end]
        yield Finding(
            f"列出日期 {count} 个，所称 {quote}，两处不一致，请核实",
            notice.span(q.start, q.end),
            certainty=Certainty.CERTAIN if exact else Certainty.LIKELY,
            severity=Severity.ERROR if exact else Severity.WARNING,
            related=(Label(span, f"列出日期 {count} 个"),),
            evidence=Evidence(quote, str(count), f"{count} ≠ {show(q.value)}"),
            claims=(q, days),
        )
