"""D117: problems put right before anybody could have found them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.dates.early import before_audited_year, put_right_too_early
from auditor.dates.timeline import timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.registry import rule


@rule("D117", name="before-findings", severity=Severity.WARNING, since="0.1")
def before_findings(notice: Notice) -> Iterator[Finding]:
    """整改早于发现问题。

    检查什么
    写明年份的“问题已于某年某月整改到位”，是否早于巡察开始之日（没有写巡察起止的，早于反馈五个月以上）；
    某年度预算执行审计的整改报告，整改部署、整改方案的日期是否落在该年度之内。
    边巡边改的，自查、审计、督察、上一轮巡察等另行发现的，前文先写有更早日期的，不在此列。

    为什么
    套用旧稿或者跨年行文时，年份最容易漏改，月份、日子看上去都对。

    反例
    - 2024年9月2日至10月25日，县委第三巡察组对我局开展了常规巡察。
      一、整改落实情况
      局纪检组对制度执行情况开展专项检查，发现的4个问题已在2024年2月底前整改完毕。
    - 2024年9月2日至10月25日，县委第三巡察组对我局开展了常规巡察。
      一、整改落实情况
      台账不全的3个问题，已于2024年1月20日全部整改到位。

    正例
    - 2024年9月2日至10月25日，县委第三巡察组对我局开展了常规巡察。
      一、整改落实情况
      对县审计局审计发现的4个问题，已在2024年2月底前整改完毕。
    - 2024年9月2日至10月25日，县委第三巡察组对我局开展了常规巡察。
      一、整改落实情况
      台账不全的3个问题，已于2024年9月20日全部整改到位。
    - 2024年9月2日至10月25日，县委第三巡察组对我局开展了常规巡察。
      一、整改落实情况
      2024年1月开展库房盘点，发现的4个问题已在2024年2月底前整改完毕。

    依据
    《中国共产党巡视工作条例》规定的进驻、反馈、整改的次序；《党政机关公文处理工作条例》第二十条：时间准确。
    """
    line = timeline(notice)
    for event, low in put_right_too_early(notice, line):
        told = notice.text[event.start : event.end]
        yield Finding(
            f"此处称问题在{told}整改，早于{low.name}（{low.text}），请核实年份",
            notice.span(event.start, event.end),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(low.event.start, low.event.end), f"{low.name}：{low.text}"),),
            evidence=Evidence(told, f"不早于{low.name} {low.text}", elsewhere=True),
            claims=event.claims,
        )
    for event, year in before_audited_year(notice, line):
        told = notice.text[event.start : event.end]
        yield Finding(
            f"整改的是{year}年度预算执行审计查出的问题，此处日期为{told}，尚在该年度之内，请核实年份",
            notice.span(event.start, event.end),
            certainty=Certainty.LIKELY,
            evidence=Evidence(told, f"晚于{year}年度", elsewhere=True),
            claims=event.claims,
        )
