"""D104: the public window in working days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.claims import Claim, Field
from auditor.dates import calendars
from auditor.dates.event import Event, Role
from auditor.dates.timeline import timeline
from auditor.findings import Certainty, Evidence, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

_STATED = compiled(
    r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?个?(?P<unit>工作日|自然日|天|日(?!至|起|[（(]))"
)
_BEFORE = 24  # characters in which the length may stand before the dates
_AFTER = 24  # and after them


@rule("D104", name="public-window", severity=Severity.WARNING, since="0.1")
def public_window(notice: Notice) -> Iterator[Finding | Tie]:
    """公开期限与写明的天数不符。

    检查什么
    公开期限（公示期）的起止日期按国家节假日安排折算工作日，与写明的“15个工作日”“7天”比较，含首日或不含首日均可。
    没有写明天数时不作判断，只列出两种算法的结果；超出已公布的节假日安排时不作判断。
    配置了公开期限的最少工作日（deadlines.public-window）的，少于这个数也指出。

    为什么
    公开期限是公开程序的要件，少一天就可能不符合规定。

    反例
    - 公开期限：2023年11月23日至12月4日（15个工作日）。
    - 公示时间为2023年5月8日至5月10日，公示期7天。

    正例
    - 公开期限：2023年11月23日至12月14日（15个工作日）。
    - 公开期限：2023年11月23日至12月14日。
    - 公示期为5个工作日（2023年4月24日至4月28日）。
    - 公示时间为2023年5月8日至5月14日，公示期7天。

    依据
    国务院办公厅关于部分节假日安排的通知（逐年）；《国务院关于修改〈全国年节及纪念日放假办法〉的决定》。
    """
    fields = [f for f in notice.claims.fields if f.name == "period"]
    for event in timeline(notice).of(Role.WINDOW):
        if len(event.days) == 2 and event.exact:
            at = bisect_right(fields, event.start, key=_start) - 1
            window = fields[at] if at >= 0 and event.start <= fields[at].end else None
            yield from _check(notice, event, window)


def _start(each: Claim) -> int:
    return each.start


@frozen
class _Counts:
    """The length of a window: working days and days, with its first day and without."""

    working: int | None
    free_start: bool
    days: int

    @property
    def words(self) -> str:
        """Both counts for an editor."""
        days = f"{self.days} 天"
        if self.working is None:
            return f"首尾共 {days}，工作日数未知（超出已公布的节假日安排）"
        return f"首尾共 {days}，{self.working} 个工作日（不含首日 {self.after_first} 个）"

    @property
    def after_first(self) -> int:
        """Working days after the first day."""
        return (self.working or 0) - (not self.free_start)

    def fits(self, number: int, unit: str) -> bool:
        """Whether a stated length is one of the counts; 天 may be meant as working days."""
        natural = number in (self.days, self.days - 1)
        if unit == "自然日":
            return natural
        working = self.working is None or number in (self.working, self.after_first)
        return working or (unit != "工作日" and natural)


def _check(notice: Notice, event: Event, window: Field | None) -> Iterator[Finding | Tie]:
    if not event.first or not event.last or event.last[0] < event.first[0]:
        return  # D102 says so
    first, last = event.first[0], event.last[0]
    counts = _Counts(
        calendars.working_days(first, last),
        calendars.is_working_day(first) is False,
        (last - first).days + 1,
    )
    claims: tuple[Claim, ...] = (*event.claims, window) if window else event.claims
    span = notice.span(event.start, event.end)
    working = f"{calendars.written(first)}至{calendars.written(last)}：{counts.words}"
    least = notice.settings.deadlines.public_window
    if least and counts.working is not None and counts.working < least:
        yield Finding(
            f"公开期限 {counts.working} 个工作日，少于规定的 {least} 个工作日：{working}，请核实",
            span,
            evidence=Evidence(f"{counts.working} 个工作日", f"至少 {least} 个工作日", working),
        )
    stated = _stated(notice.text, event)
    if stated is None:
        yield Tie(claims, working, (span,))
        return
    number, unit, start, end = stated
    claims = (*claims, *notice.claims.quantities_in(start, end)[:1])
    quote = notice.text[start:end]
    if counts.fits(number, unit):
        if counts.working is not None or unit != "工作日":
            yield Tie(claims, f"{working}，与“{quote}”相符", (span, notice.span(start, end)))
        return
    yield Finding(
        f"公开期限与“{quote}”不符：{working}，请核实",
        notice.span(min(start, event.start), max(end, event.end)),
        certainty=Certainty.LIKELY,
        evidence=Evidence(quote, counts.words, working),
        claims=claims,
    )


def _stated(text: str, event: Event) -> tuple[int, str, int, int] | None:
    """The length that is stated beside the dates of a window."""
    after = text[event.end : event.end + _AFTER]
    stop = SENTENCE_PART_END.search(after)
    for low, high in (
        (event.end, event.end + (stop.start() if stop else len(after))),
        (max(0, event.start - _BEFORE), event.start),
    ):
        found = _STATED.search(text, low, high)
        if (
            found
            and (number := ordinal(found["n"]))
            and text[max(0, found.start() - 1) : found.start()] not in ("年", "月")
        ):
            return number, found["unit"], found.start(), found.end()
    return None
