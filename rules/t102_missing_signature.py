"""T102: a notice without a signature."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import required
from auditor.registry import rule
from auditor.structure.closing import last_words, signature

# a report that was read out in a meeting is not signed: its speaker stands below the title
_READ_OUT = compiled(r"(?:以上|本|此)[^。\n]{0,8}报告[，,][^。\n]{0,8}请[^。\n]{0,12}审[议查阅]")


@rule("T102", name="missing-signature", severity=Severity.ERROR, since="0.1")
def missing_signature(notice: Notice) -> Iterator[Finding | Tie]:
    """没有落款单位。

    检查什么
    整改通报的末尾有没有发文机关署名。署名和日期写在同一行的也算。其他文本、通报的节选、在会议上宣读的报告（以上报告，请予审议）不要求。

    为什么
    没有署名的通报，不知道由谁负责。

    反例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      2023年5月6日
    - 按照巡察工作有关要求，现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      联系电话：0432-67890123。

    正例
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      公示单位：河阳街道党工委巡察整改办公室    电话：0432-67890123    2023年5月6日
    - 柳溪县河湖管理中心关于督察整改情况的通报
      现将督察整改情况予以公布。
      一、履行整改责任情况
      单位高度重视。
      二、整改落实情况
      已全部落实。
      柳溪县河湖管理中心
      2023年5月6日
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会
      2023年5月6日
    - 河阳街道关于巡察整改情况的通报
      现将巡察整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
      中共河阳街道工作委员会 2023年5月6日
    - 街道党工委研究了巡察整改工作，已全部落实。
    - 河阳县人民政府关于审计查出问题整改情况的报告
      现将审计查出问题整改情况报告如下。
      一、整改工作部署情况
      审计反映的12个问题均已整改。
      以上报告，请予审议。

    依据
    GB/T 9704-2012 7.3.5；《党政机关公文处理工作条例》第九条。
    """
    severity = required(notice, "signature")
    if severity is not None and signature(notice) is None and not _READ_OUT.search(notice.text):
        start, end = last_words(notice)
        message = "末尾没有落款单位（发文机关署名），请核实"
        yield Finding(message, notice.span(start, end), severity=severity, missing="signature")
