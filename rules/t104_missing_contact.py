"""T104: a notice without a contact paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.profiles import required
from auditor.registry import rule
from auditor.structure.closing import last_words


@rule("T104", name="missing-contact", severity=Severity.ERROR, since="0.1")
def missing_contact(notice: Notice) -> Iterator[Finding | Tie]:
    """没有监督联系方式。

    检查什么
    向社会公开的巡察（巡视）整改通报有没有监督段：欢迎监督的话和电话、地址、邮箱。向上级的报告、其他文本、
    通报的节选不要求。

    为什么
    公开整改情况是为了接受监督，没有联系方式，群众的意见无处可提。

    反例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
      2023年5月6日
    - 按照巡察工作有关要求，现将巡察整改情况向社会公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。

    正例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      欢迎广大干部群众监督。联系电话：0432-67890123。
      中共河阳街道工作委员会
      2023年5月6日
    - 河阳街道关于巡察整改情况的报告
      区委巡察办：现将巡察整改情况报告如下。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
    - 街道党工委研究了巡察整改工作，已全部落实。
    - 河阳区审计整改结果公告
      现将审计整改情况公告如下。
      一、总体情况
      已整改12项。
      二、具体情况
      已全部落实。

    依据
    《中国共产党党务公开条例（试行）》；公开的巡察整改通报应当公布监督联系方式。
    """
    severity = required(notice, "contact")
    if severity is None or contact.blocks(notice) or notice.claims.fields:
        return
    start, end = last_words(notice)
    message = "全文没有监督段和联系方式（电话、地址、邮箱），请核实"
    yield Finding(message, notice.span(start, end), severity=severity, missing="contact")
