"""D118: a monthly report whose title names another month than its first sentence."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Kind, Notice
from auditor.numbers import numerals
from auditor.patterns import compiled
from auditor.registry import rule

FIRST = 4  # leaves of which one is the first paragraph
OPENING = 3  # paragraphs in which it is told what was audited
LONGEST = 60  # characters of a line that may be a title
_PERIOD = (
    r"(?:(?P<year>20[0-9]{2})年)?"
    r"(?P<period>(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月|第?[一二三四]季度|[上下]半年)份?"
)
_TITLE = compiled(
    rf"(?<![0-9一二三四五六七八九十至到—～~、第前-]){_PERIOD}(?!底|末|初|[0-9])[^0-9。，；]{{0,24}}(?:通报|情况|月报|季报|简报|报告|分析|统计)\Z"
)
_MATTER = r"(?P<matter>预算执行|财政收支|财务收支|决算|财政财务收支|专项资金|政府投资|资产负债)"
_AUDITED = compiled(
    rf"(?<![0-9至到和、—～-])(?P<year>20[0-9]{{2}})年度?(?![至到和、—～-]|以来|[0-9])[^0-9。，；《》]{{0,24}}?{_MATTER}"
)
_AUDIT = compiled(
    rf"对[^。；，0-9《》]{{0,24}}(?P<year>20[0-9]{{2}})年度?(?![至到和、及—～-]|以来|[0-9])[^0-9。，；《》]{{0,24}}?{_MATTER}[^0-9。，；《》]{{0,20}}?(?:进行|开展|实施|组织)了?[^0-9。，；《》]{{0,8}}审计"
)
_LEAD = compiled(rf"{_PERIOD}[，,](?!截至|[0-9])")


@rule("D118", name="title-month", severity=Severity.WARNING, since="0.1")
def title_month(notice: Notice) -> Iterator[Finding]:
    """标题的月份与正文开头不一致。

    检查什么
    按月、按季的通报、月报，标题写某月（某季度、上半年），正文第一句以另一个月（或者另一年的同月）开头，而标题的月份全文再没有出现，提请核实。
    审计整改公告标题写某年度预算执行（财政收支、决算等），正文开头写对另一年度的预算执行进行审计的，同样核实。

    为什么
    月报、年度审计的公告套用上期文稿时，标题或者正文的月份容易漏改一处。

    反例
    - 青石县政务服务热线二月情况通报
      2023年3月，共办理来电1295件，办结1200件。
    - 青石县2023年5月份空气质量情况通报
      2023年4月，全县优良天数26天。
    - 青石县2023年二季度信访工作情况通报
      2023年第一季度，全县共受理信访件126件。
    - 青石县审计局关于2022年度县级财政收支审计查出问题整改情况的公告
      县审计局于2023年4月至6月对2021年度县级财政收支情况进行了审计。
    - 青石县水务局关于2022年度预算执行审计整改结果的公告
      2023年5月，县审计局派出审计组，对县水务局2023年度预算执行情况开展了审计。

    正例
    - 青石县审计局关于2022年度县级财政收支审计查出问题整改情况的公告
      县审计局于2023年4月至6月对2022年度县级财政收支情况进行了审计，并延伸到2021年度。
    - 青石县审计局关于2022年度审计查出问题整改情况的公告
      2022年，县审计局对2021年度县级预算执行情况进行了审计。
    - 青石县水务局关于2022年度预算执行审计整改结果的公告
      2023年5月，县审计局对县水务局2021年度至2022年度预算执行情况开展了审计，对2020年度政府投资项目开展了审计。
    - 青石县政务服务热线二月情况通报
      2023年2月，共办理来电1295件，办结1200件。
    - 青石县2023年5月份空气质量情况通报
      2023年4月，县政府印发了考核办法。5月，全县优良天数26天。
    - 青石县2023年第二季度信访工作情况通报
      2023年二季度，全县共受理信访件126件。
    - 青石县2023年前三季度信访工作情况通报
      2023年一季度，全县共受理信访件126件。
    - 青石县2023年1—5月空气质量情况通报
      2023年5月，全县优良天数26天。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    yield from _audited_year(notice)
    leaves = notice.leaves[:FIRST]
    body = next((leaf for leaf in leaves[1:] if leaf.kind is Kind.PARAGRAPH), None)
    if body is None or len(leaves[0].text) > LONGEST:
        return
    head = leaves[0]
    title, lead = _TITLE.search(head.text), _LEAD.match(body.text)
    if title is None or lead is None:
        return
    named, told = _plain(title["period"]), _plain(lead["period"])
    years = {title["year"], lead["year"]} - {None}
    if named == told and len(years) < 2:
        return
    names = (named, title["period"]) if named != told else (f"{title['year']}年",)
    if any(notice.text.find(name, body.start) >= 0 for name in names):
        return
    yield Finding(
        f"标题写“{notice.text[head.start + title.start() : head.start + title.end('period')]}”，正文开头写“{lead[0][:-1]}”，请核实",
        notice.span(head.start + title.start(), head.start + title.end()),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(body.start, body.start + lead.end() - 1), "正文开头"),),
        evidence=Evidence(title["period"], lead["period"]),
    )


def _audited_year(notice: Notice) -> Iterator[Finding]:
    """The year whose accounts were audited, in the title and in the first sentences."""
    named = list(_AUDITED.finditer(notice.title))
    body = [leaf for leaf in notice.leaves if leaf.kind is Kind.PARAGRAPH][:OPENING]
    if "审计" not in notice.title or len(named) != 1 or not body:
        return
    title = named[0]
    told = [m for leaf in body for m in _AUDIT.finditer(notice.text, leaf.start, leaf.end)]
    told = [m for m in told if m["matter"] == title["matter"]]
    if not told or any(m["year"] == title["year"] for m in told):
        return
    at, end = told[0].span("year")
    yield Finding(
        f"标题写{title['year']}年度{title['matter']}，正文写对{told[0]['year']}年度{title['matter']}进行审计，请核实",
        notice.span(at, end),
        certainty=Certainty.LIKELY,
        evidence=Evidence(f"{told[0]['year']}年度", f"{title['year']}年度", elsewhere=True),
    )


def _plain(period: str) -> str:
    """A month or quarter in one way of writing: 二月 is 2月."""
    month = period.removesuffix("月")
    if month == period:
        return period.removeprefix("第")
    return f"{month if month.isdecimal() else numerals.chinese(month)}月"
