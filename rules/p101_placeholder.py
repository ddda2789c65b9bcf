"""P101: text that was masked or never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.blanks import blanks
from auditor.characters.masks import masks
from auditor.findings import Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

SHOWN = 200  # places listed; the message gives the full number
_TAIL = "年月日号次场个项名人%"


@rule("P101", name="placeholder", severity=Severity.ERROR, since="0.1")
def check_placeholder(notice: Notice) -> Iterator[Finding | Tie]:
    """占位符未填写或内容被遮盖。

    检查什么
    全文的遮盖符和待填标记：X、XX、××、某某、____、□、〇〇、＊＊、“  年  月  日”、【待补充】、[日期]、{{…}}、空的《》、
    句中单位前空着的数（水费    元）、没有写日的日期（于    月    日、7月    日）、空着的发文序号（〔2024〕　号），以及 #REF! 一类的出错标记。全文只报一条，列出每一处。

    为什么
    留有占位符的文稿是模板或脱敏稿，不能对外公布；缺的数字、日期、人名无法核对。

    反例
    - 1.采购审批不严
      责任人：陈立（副校长）
      2.档案整理缓慢
      责任人：     （总务主任）
    - 2024年X月X日至X月X日，区委第XX巡察组对东川街道开展了巡察。
    - 先后召开××次党工委会议，研究整改【待补充】事项。
    - 东川街道党工委
      2024年  月  日
    - 截至20XX年6月，已整改____个问题，整改率为#DIV/0!。
    - 退还多收水费    元，筹措修缮经费   万元，其余按月退还。
    - 街道于    月    日召开座谈会，9月 日前逐户回访。
    - 印发《信访事项办理规程》（溪农发〔2024〕　号），实行领导包案。
    - 印发《信访事项办理规程》（溪农发[2024]号），实行领导包案。

    正例
    - 1.采购审批不严
      责任人：陈立（副校长）
      2.档案整理缓慢
      责任人：校长、书记
    - 印发《信访事项办理规程》（溪农发〔2024〕3号）和《接访值班办法》（溪农发〔2024〕第 4 号），实行领导包案。
    - 单位：  万元
      项目    追缴资金（万元）    件数
      收回资金 32 万元，整改问题 5 个。
    - 截至9月 日均接待8人，每月 日常巡查2次，于9 月 12 日 召 开座谈会。
    - 推进党支部标准体系（BTX）建设，用好手机APP，落实AB角制度。
    - 建立“10+N”服务机制和“1+X”证书制度，开展胸部X光检查。
    - 硬化3×4米活动场地1处，二〇〇四年以来形成的档案已归档，咨询电话138****5678。
    - 某公园的健身设施损坏，当事人张某某已作检讨。
    - 党支部BTX完成情况已通报，V站、AB角、3-3栋均为简称。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字、段落顺序、引文等是否准确，应在审核时查明。
    """
    found = sorted({*masks(notice), *blanks(notice)})
    if not found:
        return
    text = notice.text
    spans = [notice.span(a, b + (text[b : b + 1] in _TAIL if b < len(text) else 0)) for a, b in found]
    kinds = "、".join(dict.fromkeys(text[a:b].strip() or "空白" for a, b in found[:12]))
    yield Finding(
        f"有 {len(found)} 处占位符未填写或内容被遮盖（{kinds[:60]}），请逐处补齐或核实",
        spans[0],
        related=tuple(Label(span, "占位") for span in spans[1:SHOWN]),
        cause="placeholder",
    )
