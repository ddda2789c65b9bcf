"""E113: who answers for a task, named with one character changed."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.responsible import slips
from auditor.notice import Notice
from auditor.registry import rule


@rule("E113", name="responsible-name", severity=Severity.WARNING, since="0.1")
def responsible_name(notice: Notice) -> Iterator[Finding]:
    """责任人、责任科室的名称差一字。

    检查什么
    “责任领导：”“责任人：”“责任科室：”等后面的姓名、单位，全文仅一见，而与另一个多次写明的只差一个形近或音近的字。
    科室、单位名称较长而只差中间一字（不论是否形近、音近）的，只作提示。姓氏不同、序数方位不同、两个名称并列的，不作比较。

    为什么
    责任栏逐条填写，输入时容易选错同音字，读者会以为是两个人、两个科室。

    反例
    - 1.档案整理缓慢
      责任人：邱明功
      2.采购不规范
      责任人：陈立
      3.食堂管理不严
      责任人：邱明工
    - （一）账目公开
      责任领导：沈立群。责任科室：财务科。
      （二）合同清理
      责任领导：沈立群。责任科室：资产科。
      （三）票据管理
      责任领导：沈力群。责任科室：财务科。
      副局长沈立群负责统筹。
    - （一）账目公开
      责任单位：信息公开科。
      （二）合同清理
      责任单位：信息公开科、资产科。
      （三）票据管理
      责任单位：信息公开科。
      （四）档案管理
      责任单位：信息公示科。

    正例
    - 1.档案整理缓慢
      责任人：邱明功
      2.采购不规范
      责任人：邱明德
      3.食堂管理不严
      责任人：陈立
    - （一）账目公开
      责任领导：沈立群。责任科室：财务一科。
      （二）合同清理
      责任领导：沈立群、沈力群。责任科室：财务一科。
      （三）票据管理
      责任领导：沈立群。责任科室：财务一科。
      （四）档案管理
      责任领导：沈立新。责任科室：财务二科。
    - 责任领导：沈立群。责任领导：沈立群。责任领导：沈力群。全程由沈立群负责，沈力群配合。
    - 责任领导：沈立群。责任领导：沈立群。责任领导：汪立群。全程由沈立群负责。
    - 责任科室：审计科。责任科室：审计科。责任科室：设计科。审计科牵头。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名须准确。
    """
    for each in slips(notice):
        odd, reason = each.odd, f"（{each.reason}）" if each.reason else ""
        yield Finding(
            f"“{odd.name}”仅 1 处，另有 {each.count} 处为“{each.usual}”，只差一字{reason}，请核实",
            notice.span(odd.start, odd.end),
            severity=Severity.WARNING if each.reason else Severity.INFO,
            certainty=Certainty.QUERY,
            related=(
                Label(
                    notice.span(each.usual_at, each.usual_at + len(each.usual)),
                    f"“{each.usual}”（共 {each.count} 处）",
                ),
            ),
            evidence=Evidence(odd.name, each.usual, "同为责任栏所写，名称只差一字", elsewhere=True),
            cause=f"name:{odd.start}",
        )
