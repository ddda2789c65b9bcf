"""R108: shares of one whole that do not make it up."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.rates.share_points import moved_shares
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule


@rule("R108", name="share-sum", severity=Severity.WARNING, since="0.1")
def share_sum(notice: Notice) -> Iterator[Finding | Tie]:
    """各项占比之和不是100%。

    检查什么
    并列的占比（满意、基本满意、不满意各占多少，甲持股多少、乙持股多少）相加是否为100%，按所印位数容许四舍五入；
    “利用率90%，其中还田60%、饲料30%”与前面的比率比较，只用来证实；“甲占45%、乙占20%，合计占65%”“前两项共占……”，把所列占比相加，与所称合计比较。
    只在各项互不重叠时提示：同一尺度的评价，末项为“其他”“其余”，或带小数的各项之和略超过100%；
    各项占比合为100%、又各写明升降几个百分点的，升降须相互抵消；
    “分为甲、乙、丙、丁四档，比例控制在……”所列各档的比例也须合为100%。

    为什么
    同一整体的各部分占比之和超过或不足100%，必有一项写错。

    反例
    - 回收问卷180份，满意的占64.2%，基本满意的占28.6%，不满意的占9.2%。
    - 发放问卷260份，其中满意率81.2%、基本满意率15.6%、不满意率4.2%。
    - 问题线索中，工程领域占41%，采购领域占33%，资产领域占18%，其他领域占12%。
    - 考核结果分为甲、乙、丙、丁四档，比例控制在15%、55%、25%和10%。
    - 反映物业管理的占31.5%，反映噪声扰民的占22.4%，两项合计占54.9%。
    - 匿名举报占40.5%，同比下降5.2个百分点；实名举报占59.5%，同比上升2.5个百分点。

    正例
    - 匿名举报占40.5%，同比下降5.2个百分点；实名举报占59.5%，同比上升5.2个百分点。
    - 反映物业管理的占31.5%，反映噪声扰民的占22.4%，两项合计占53.9%。
    - 考核结果分为甲、乙、丙、丁四档，比例控制在15%、55%、25%和5%。
    - 考核结果分为甲、乙、丙、丁四档，甲、乙两档比例控制在15%、55%以内。
    - 满意的占64.2%，基本满意的占28.6%，不满意的占7.2%。
    - 企业由县城投公司持股51%、镇集体资产公司持股49%。
    - 秸秆综合利用率90%，其中肥料化60%、饲料化30%。
    - 反映办事慢的占46%，反映材料多的占39%，反映态度差的占28%（可多选）。
    - 支部书记中35岁以下占52%、大专以上占31%、女性占20%。
    - 问题整改率98%，群众满意率96%，制度执行率100%。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    yield from _moved(notice)
    for each in notice.claims.percent_sets:
        spans = tuple(notice.span(rate.start, rate.end) for rate in each.rates)
        if each.holds:
            claims = (*each.rates, each.whole) if each.whole else each.rates
            yield Tie(claims, each.working, spans)
            continue
        total, target = f"{show(each.total)}%", f"{show(each.target)}%"
        yield Finding(
            f"各项占比相加为 {total}，{f'所称合计为 {target}' if each.whole else '不是 100%'}，请核实",
            notice.span(each.whole.start, each.whole.end) if each.whole else spans[-1],
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, "同一整体的占比") for span in (spans if each.whole else spans[:-1])),
            evidence=Evidence(target if each.whole else "应为 100%", total, each.working),
            claims=(each.whole,) if each.whole else each.rates,
        )


def _moved(notice: Notice) -> Iterator[Finding | Tie]:
    """Shares that make up 100 %, whose changes in points add up to nothing, or should."""
    for each in moved_shares(notice.text, notice.claims):
        spans = tuple(notice.span(p.start, p.end) for p in each.points)
        if each.holds:
            yield Tie(
                each.points,
                f"{each.working}（升降相抵{'，相差在四舍五入之内' if each.total else ''}）",
                spans,
            )
            continue
        total = f"{show(abs(each.total))}个百分点"
        yield Finding(
            f"各项占比合计 100%，其升降应相互抵消，所列升降相差 {total}，请核实",
            spans[-1],
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, "占比的升降") for span in spans[:-1]),
            evidence=Evidence("升降应相抵", total, each.working),
            claims=each.points,
        )
