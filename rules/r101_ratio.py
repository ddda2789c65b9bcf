"""R101: a rate that its own numbers do not give."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.rates.aspect_shares import OtherBase
from auditor.arithmetic.rates.proportions import proportions
from auditor.arithmetic.rates.ratio import Outcome, Ratio
from auditor.claims import Quantity
from auditor.figures.amounts import written
from auditor.figures.rounding import is_off_by_one
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.workings import working_of
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule


@rule("R101", name="ratio", severity=Severity.ERROR, since="0.1")
def ratio(notice: Notice) -> Iterator[Finding | Tie]:
    """比率与所依据的数字不符。

    检查什么
    完成率、整改率、占比等百分数，用文中的分子、分母重新计算；按所印位数四舍五入或截去尾数都算相符，
    “师生比1:200”等比值，两个人数都写在同一句里的，也重新计算；
    分子、分母只因一处带“万”“亿”才不符的，提示核实单位；“规模到位率”等用同段所写的实有数和核定数计算；只在末位相差 1 的（为使各项合计 100% 而调整）只作提示；近、约、超过等概数只作单向比较；两个百分数互补（合为100%）也算相符。完成率的分子只取已完成的数目。
    “从……看”“按……分”的一组占比，称占某总数而都是按各项之和计算的，只提示一次；“来信、来访占总量的……”按名称把前文各项相加。
    “退回笔数占”“其中大气类占”“占在岗职工的比例由……提高到……”等，按名称在前文找分子、分母，只在相差不大或像是错位、错一字时指出。

    为什么
    比率是最常被引用的数字，又最容易在改动分子、分母后忘记更新。

    反例
    - 抽检360批次，检出不合格9批次，合格率95.7%。
    - 共反馈问题25个，已完成整改19个，整改完成率75%。
    - 排查矛盾纠纷1490宗，化解1426宗，化解率97.5%。
    - 共有保洁员180人，其中55岁以上67人，占35%。
    - 县级储备规模核定为3.4万吨，已补齐缺口0.2万吨。目前实际库存3.1万吨，规模到位率100%。
    - 2023年城区空气优良天数330天，优良天数比率87.1%。
    - 污泥处置厂设计日处理能力250吨，目前日均处理205万吨，负荷率82%。
    - 学校现有教职工86人，分设3个年级。在职党员48人，占教职工总数的58.5%。
    - 审结民事案件360件，其中调解171件，撤诉81件，调撤率80%。
    - 学校有学生2400名、专职辅导员12名，师生比1:240。
    - 审核支出132笔、金额402.6万元，退回17笔、58.1万元，退回笔数占19.2%。
    - 全集团在岗职工2450人。专业技术人员由640人增加到735人，占在岗职工的比例由26.1%提高到33.0%。
    - 收到投诉举报85件。从投诉对象看，涉及物业20件，占投诉举报总量的32.3%；涉及培训28件，占投诉举报总量的45.2%；其他14件，占投诉举报总量的22.6%。
    - 受理信访举报230件，其中来信92件、来访46件、网络92件。来信、来访占信访举报总量的65%。
    - 反映的问题共46个，涉及金额812万元。截至10月底，已完成整改39个，正在整改7个，整改率87.48%。
    - 受理投诉172件，办结158件，正在办理14件，办结率81.9%。
    - 检查发现隐患64处。其中已完成整改57处，正在推进整改7处，整改完成率98.1%。

    正例
    - 合计：完成58个，未完成5个，完成率92.1%。东社区完成12个，西社区完成9个，合计21个，完成率95.5%。问卷发放420份，收回413份，有效411份，满意率95.9%。
    - 暴雨预报准确率88.6%，强对流天气预警提前量由36小时提高到43小时。
    - 收到交办件824件，已办结312件，阶段性办结206件，正在办理306件，办结率62.9%。
    - 抽检360批次，检出不合格9批次，合格率97.5%；复检后合格率99.5%。
    - 反映的问题共46个，涉及金额812万元。截至10月底，已完成整改39个，正在整改7个，整改率84.78%。
    - 受理投诉172件，办结158件，正在办理14件，办理率100%。
    - 在建项目52个，其中新建13个，开工12个，在建率100%。已完成整改22个，正在整改3个，整改措施落实率达到93.5%。
    - 收到投诉举报62件。从投诉对象看，涉及物业20件，占投诉举报总量的32.3%；涉及培训28件，占投诉举报总量的45.2%；其他14件，占投诉举报总量的22.6%。
    - 受理信访举报230件，其中来信92件、来访46件、网络92件。来信、来访占信访举报总量的60%。
    - 学校有学生2400名、专职辅导员12名，师生比1:200。
    - 2023年城区空气优良天数330天，优良天数比率90.4%。
    - 县级储备规模核定为3.4万吨，已补齐缺口0.2万吨。目前实际库存3.4万吨，规模到位率100%。
    - 审核支出132笔、金额402.6万元，退回17笔、58.1万元，退回笔数占12.9%。
    - 全集团在岗职工2450人。专业技术人员由640人增加到735人，占在岗职工的比例由26.1%提高到30.0%。
    - 污泥处置厂设计日处理能力250吨，目前日均处理205吨，负荷率82%。
    - 学校现有教职工86人，分校现有教职工32人。两校在职党员48人，占教职工总数的40.7%。
    - 上半年空气优良天数166天，优良天数比率91.7%。
    - 共有保洁员180人，其中55岁以上67人，占37%。
    - 共反馈问题512个，已完成整改503个，基本完成6个，未完成3个，总体完成率98.24%。
    - 处置存量1.2万㎡，其中分类处置0.3万㎡，占总量的25%，拆除率为75%。
    - 反馈问题147个，完成整改128个，完成率近90%。
    - 2023年以来，下发文件数同比下降31%。
    - 严格落实工地施工7个“100%”要求，完成整改3个，共反馈问题4个。

    依据
    GB/T 15835-2011；数值修约 GB/T 8170-2008。
    """
    others = notice.claims.other_bases
    for total in dict.fromkeys((each.named, each.division.whole.base) for each in others):
        alike = [each for each in others if (each.named, each.division.whole.base) == total]
        yield _of_other_base(notice, alike)
    apart = {id(rate) for each in others for rate in each.division.rates}
    for item in (*notice.claims.ratios, *proportions(notice.text, notice.claims)):
        spans = tuple(notice.span(q.start, q.end) for q in item.sides)
        if id(item.rate) in apart:
            continue
        if item.outcome is Outcome.HOLDS:
            yield Tie((item.rate,), item.working, spans)
        elif item.slip is not None:
            yield _with_wrong_unit(notice, item, item.slip)
        elif item.outcome is Outcome.DIFFERS:
            stated = notice.text[item.rate.start : item.rate.end]
            part, whole = item.sides
            slight = is_off_by_one(item.rate, part.base / whole.base * 100)
            near = {part.sentence, whole.sentence} <= {None, item.rate.sentence}
            yield Finding(
                f"所称 {stated}，按 {written(part)} 与 {written(whole)} 计算为 {item.computed}，"
                + ("末位相差 1，请核实" if slight else "两处不一致，请核实"),
                notice.span(item.rate.start, item.rate.end),
                severity=Severity.INFO if slight else Severity.ERROR if near else Severity.WARNING,
                certainty=Certainty.CERTAIN if near else Certainty.LIKELY,
                related=tuple(
                    Label(span, f"{name} {written(q)}")
                    for span, q, name in zip(spans, item.sides, ("分子", "分母"), strict=True)
                ),
                evidence=Evidence(stated, item.computed, item.working),
                claims=(item.rate,),
            )


def _of_other_base(notice: Notice, alike: list[OtherBase]) -> Finding:
    """Shares of a total that are all those of the sum of their parts, in one division or several."""
    first = alike[0]
    named, own, told = first.named, first.division.whole, first.told
    rates = [rate for each in alike for rate in each.division.rates]
    total = written(named)
    elsewhere = (Label(notice.span(told.start, told.end), written(told)),) if told else ()
    return Finding(
        f"所列各项占比（{show(rates[0].value)}%等）以 {total} 为总数计算不符，以各项之和 {written(own)} 为总数则相符，请核实",
        notice.span(rates[0].start, rates[0].end),
        severity=Severity.WARNING,
        certainty=Certainty.LIKELY,
        related=(
            Label(notice.span(named.start, named.end), f"总数 {total}"),
            *elsewhere,
            *(Label(notice.span(r.start, r.end), "同一总数的占比") for r in rates[1:]),
        ),
        evidence=Evidence(total, written(own), working_of(first.division.parts, own)),
        claims=tuple(rates),
    )


def _with_wrong_unit(notice: Notice, item: Ratio, slip: Quantity) -> Finding:
    """One of the two numbers of a rate has a 万 or 亿 too many, or the other one lacks it."""
    (other,) = (q for q in item.sides if q is not slip)
    stated = notice.text[item.rate.start : item.rate.end]
    plain = written(slip).removesuffix(slip.unit_text) + (slip.unit.name if slip.scale else other.unit_text)
    return Finding(
        f"{written(slip)} 与 {written(other)} 得不出 {stated}，两数单位一致则相符，请核实单位",
        notice.span(slip.start, slip.end),
        certainty=Certainty.LIKELY,
        related=(
            Label(notice.span(other.start, other.end), written(other)),
            Label(notice.span(item.rate.start, item.rate.end), stated),
        ),
        evidence=Evidence(written(slip), plain, item.working),
        claims=item.sides if slip.scale else (slip,),
    )
