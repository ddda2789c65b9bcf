"""T103: a notice without a date of issue, or with half of one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.profiles import required
from auditor.registry import rule
from auditor.structure.closing import issue_date, last_words, signature


@rule("T103", name="missing-date", severity=Severity.ERROR, since="0.1")
def missing_date(notice: Notice) -> Iterator[Finding | Tie]:
    """没有成文日期，或者日期不完整。

    检查什么
    整改通报的末尾有没有年、月、日齐全的成文日期；与落款在同一行、写在标题下面括号里的也算。
    署名以后还有附件正文的，看署名下面；有署名而没有日期的，
    审计、督查、集中整治等整改通报也提出。日期被遮盖的（X月X日）由占位符规则负责。其他文本、通报的节选不要求。

    为什么
    没有日期，就无法判断公开是否及时、各项时间先后是否合理。

    反例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
      2023年5月

    正例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      公示单位：河阳街道党工委巡察整改办公室    电话：0432-67890123    2023年5月6日
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
      二〇二三年五月六日
    - 河阳街道关于巡察整改情况的通报
      （2023年5月6日）
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
    - 街道党工委研究了巡察整改工作，已全部落实。

    依据
    GB/T 9704-2012 7.3.5.4：成文日期年份写全，月、日不缺。
    """
    severity = required(notice, "date")
    if severity is None:
        return
    leaf, complete = issue_date(notice)
    if leaf is None:
        signed = signature(notice)
        if signed:  # of a notice that is signed the date belongs below, whatever its genre
            severity = max(severity, Severity.WARNING)
        span = notice.node_span(signed) if signed else notice.span(*last_words(notice))
        yield Finding("末尾没有成文日期，请核实", span, severity=severity, missing="date")
    elif not complete:
        message = f"成文日期“{leaf.text}”年、月、日不全，请核实"
        yield Finding(message, notice.node_span(leaf), severity=severity)
