"""D114: a cut-off date that is the notice's own but for a year that was not carried on."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.claims import Status
from auditor.dates.event import Event, Role
from auditor.dates.timeline import timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

AROUND = 90  # characters before and after a date that may compare two years
_COMPARED = compiled(
    rf"{any_of('scopes', 'earlier')}|[较比增降减]|提高|上[一]?[轮次届]|首[轮次]|第[一二三四]轮|当年|[“‘《]"
)
BESIDE = 40  # characters behind a date in which the number it is told of stands
BEHIND = 120  # characters behind that in which it is told what came of it
_SENTENCE_END = compiled(r"[。\n]")
_IN_A_YEAR = compiled(r"[，,。；;]一年(?:来|间|内|以来|后)")
_YEAR_END = (12, 31)


@rule("D114", name="stale-year", severity=Severity.WARNING, since="0.1")
def stale_year(notice: Notice) -> Iterator[Finding]:
    """截至日期的年份疑未更新。

    检查什么
    本文的截至日期（如2024年10月31日）写明在先，另一处“截至2023年10月31日”月、日相同而年份早一年，且该句没有同比、上年、
    上一轮一类的比较，提请核实。先写年初余额、存量，接着写一年后同日的办理情况的，不在此列。年底的截至日期（12月31日）常用于比较，不在此列。

    为什么
    套用上年文稿时，正文深处的年份最容易漏改。

    反例
    - 截至2024年10月31日，反馈的16个问题已完成整改13个。
      二、整改落实情况
      截至2023年10月31日，已盘活闲置校舍7处。
    - 现将截至2025年3月15日的整改情况公布如下。
      一、整改落实情况
      截至2025年3月15日，清退超面积办公用房6间。截至2024年3月15日，已收缴欠款21万元。

    正例
    - 截至2024年10月31日，反馈的16个问题已完成整改13个。
      二、整改落实情况
      截至2024年10月31日，已盘活闲置校舍7处。截至2024年8月31日，已清退3处。
    - 截至2024年10月31日，在校生1260人，比截至2023年10月31日的1130人增加130人。
    - 截至2023年10月31日，上一轮巡察反馈的问题全部销号。截至2024年10月31日，本轮已完成13个。
    - 截至2025年3月31日，反馈的16个问题已完成整改13个。
      二、整改落实情况
      截至2024年3月31日，全县拖欠工程款4120.5万元。到2025年3月31日，清偿3680.2万元。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    cutoffs = [e for e in timeline(notice).of(Role.CUTOFF) if e.dated and len(e.days) == 1]
    first: dict[tuple[int | None, int | None], Event] = {}
    for event in cutoffs:
        day = event.days[0]
        if day.year is None or day.day is None or (day.month, day.day) == _YEAR_END:
            continue
        own = first.setdefault((day.month, day.day), event)
        if (own.days[0].year or 0) - day.year != 1 or _is_compared(notice.text, event):
            continue
        if not _is_opening(notice, event):
            yield _finding(notice, event, own)


def _is_compared(text: str, event: Event) -> bool:
    """Whether the sentence around a date compares two years or speaks of something earlier."""
    before = SENTENCE_PART_END.split(text[max(0, event.start - AROUND) : event.start])[-1]
    after = SENTENCE_PART_END.split(text[event.end : event.end + AROUND])[0]
    return _COMPARED.search(before) is not None or _COMPARED.search(after) is not None


def _is_opening(notice: Notice, event: Event) -> bool:
    """Whether a date tells what there was, and the words behind it what came of it a year later: an opening balance."""
    own = next((q for q in notice.claims.quantities_in(event.end, event.end + BESIDE)), None)
    if own is None or own.status is Status.DONE or _SENTENCE_END.search(notice.text, event.end, own.start):
        return False
    line_end = notice.text.find("\n", own.end)
    end = min(own.end + BEHIND, line_end if line_end >= 0 else len(notice.text))
    day = event.days[0]
    closing = ((day.year or 0) + 1, day.month, day.day)
    if any((d.year, d.month, d.day) == closing for d in notice.claims.days_in(own.end, end)):
        return True
    return _IN_A_YEAR.search(notice.text, own.end, end) is not None


def _finding(notice: Notice, event: Event, own: Event) -> Finding:
    stale, right = (notice.text[e.start : e.end] for e in (event, own))
    return Finding(
        f"此处截至{stale}，本文截至{right}，月、日相同而早一年，请核实年份",
        notice.span(event.start, event.end),
        certainty=Certainty.QUERY,
        related=(Label(notice.span(own.start, own.end), f"本文截至{right}"),),
        evidence=Evidence(stale, right, elsewhere=True),
        claims=event.claims,
    )
