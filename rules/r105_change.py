"""R105: a change that the two values around it do not give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.changes.change import Change
from auditor.claims import Quantity, Rate
from auditor.figures.amounts import scale_of, written
from auditor.figures.rounding import is_off_by_one, rounded
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.registry import rule

_AND = compiled(r"\A[和及与、，,]")


@rule("R105", name="change", severity=Severity.ERROR, since="0.1")
def change(notice: Notice) -> Iterator[Finding | Tie]:
    """增减量与前后数值不符。

    检查什么
    “由18个精简到11个，减少7个”“由450件降至306件，下降32%”“由71.4%提升至88.2%，提高16.8个百分点”：
    “预算48万元，实际支出61万元，超支13万元”“66万元，同比增长10%（上年为60万元）”：用前后两个数值重新计算
    增减量、增减幅度或百分点。“由3个增加到9个，增长2倍，是原来的3倍”：增长几倍按差额算，是原来的几倍按比值算（“比原来增加”“较整改前增长”也是按差额），下降不用“倍”；“近2倍”“2倍多”不作比较。“发生事故320起。与上年相比，事故起数减少80起，下降20%”：用现值和增减量推算原值；上一年的数值也写明的，一并比较。前后一个写“万元”、一个写“元”，换成同一单位才相符的，说明单位。“第一轮84个，第二轮35个，减少49个”“318天，比2023年（299天）增加19天”“2023年代编预算…。2024年代编预算压减至…，同比下降40%”：前后数值不紧挨着的，也作比较；“提高近20个百分点”“满意度93分，比上年的86分提高7分”一类也作比较，前者只在方向相反或相差悬殊时指出。两个百分数之差写作“%”而不是“个百分点”的，也指出。“案件17起，其中甲类14起、乙类3起，上年同期为25起，同比下降32%”按总数17起比较。“同比增长5%，增收60万元”“增量60万元，增幅5%”：先说哪一个都行，用现值和增减量验算增幅；两者说的是不同时期的，不作比较。“85.3%，同比提高3.6个百分点，上年81.7%”：原值写在后面的，以及“查处问题数较上月的2516起增长39.75%”：按名称对应前一句现值的，也作比较，只在一个数字写错便能解释时指出。

    为什么
    三个数字互相决定，改动一个而其余未改就会矛盾。

    反例
    - 发文由384份减至261份，会议由97次减至66次，分别下降32%、23%。
    - 值班点由64个并成48个，减少四成。
    - 年末资产总额268.5亿元，比上年末253.5亿元增加25亿元；实现营业收入17.2亿元。
    - 议事协调机构由18个精简到11个，减少8个。
    - 群众投诉由上年的450件降至306件，下降36%。
    - 满意度由71.4%提升至88.2%，提高17.8个百分点。
    - 会议费预算48万元，实际支出61万元，超支15万元。
    - 群众满意率由82%升至90%，提高8%。
    - 税收收入66万元，同比增长12%（上年为60万元）。
    - 公务接待费由7250万元降至6815元，下降6%。
    - 示范村由3个增加到9个，增长3倍。
    - 直播带货由20场增加到50场，是原来的3.5倍。
    - 投诉由90件减少到30件，下降3倍。
    - 巡查由每月3次增加到6次，频次增长2倍。
    - 村集体收入由6万元增加到18万元，较整改前增长3倍。
    - 月接待由9批次增加到45批次，接待量与往年相比扩大5倍。
    - 全年发生事故320起。与上年相比，事故起数减少80起，下降25%。
    - 查处案件34起，其中行政处罚29起、移送公安机关5起，上年同期为40起，同比下降25%。
    - 支出进度为88.4%，上年同期为81.2%，同比加快2.7个百分点。
    - 第一轮排查隐患126处，第二轮排查隐患54处，减少62处，降幅57.1%。
    - 优良天数318天，比2023年（299天）增加29天。
    - 证照齐全率91.7%，比整改前的72.1%提高近30个百分点。
    - 税收收入完成1260万元，同比增长6%，增收60万元。
    - 空气优良率88.4%，同比提高5.4个百分点，上年83.9%。
    - 接待经费12.64万元，同比下降52.0%，上年同期为16.85万元。
    - 6月，查处问题420起，处理562人。查处问题数较上月的350起增长20%，处理人数较上月的500人增长14.2%。

    正例
    - 发文由384份减至261份，会议由97次减至66次，分别下降32%、32%。
    - 会议费由46.8万元减少到34.2万元，培训费由64.8万元减少到43.2万元，两项共减少34.2万元。
    - 空气优良率88.4%，同比提高4.5个百分点，上年83.9%。
    - 接待经费12.64万元，同比下降25.0%，上年同期为16.85万元。
    - 1至6月查处问题1420起，处理1560人。6月份查处问题数较上月的350起增长20%，处理人数较上月的500人增长12%。
    - 销售额12.6万元，环比增长8%，上年同期为16.8万元。
    - 值班点由64个并成38个，减少四成；由90人减至61人，减少三分之一。
    - 按病种付费的病种由54个增加到91个，新增26个中医优势病种。
    - 税收收入完成1260万元，同比增长5%，增收60万元。
    - 贷款余额126.5亿元，同比增长9.2%，比年初增加6.3亿元。
    - 示范村由3个增加到9个，增长2倍，是原来的3倍。
    - 直播带货由20场增加到58场，增长近2倍。
    - 示范村由3个增加到9个，带动销售额增长4倍。
    - 示范村由3个增加到9个，销售额增长50%。
    - 村集体收入由6万元增加到18万元，比上年增长2倍，比柳湾村增长3倍。
    - 月接待由9批次增加到45批次，与往年相比是原来的5倍。
    - 查处案件34起，其中行政处罚29起、移送公安机关5起，上年同期为40起，同比下降15%。
    - 全年发生事故320起。与上年相比，事故起数减少80起，下降20%；死亡人数减少3人，下降25%。
    - 议事协调机构由18个精简到11个，减少7个，精简率38.9%。
    - 第一轮排查隐患126处，第二轮整改54处，减少存量40处。
    - 证照齐全率91.7%，比整改前的72.1%提高近20个百分点。
    - 群众投诉由上年的450件降至306件，下降32%。
    - 满意度由71.4%提升至88.2%，提高16.8个百分点。
    - 由3个部门牵头，到5个社区走访，减少重复检查2次。
    - 去年受理信访900件，今年720件，同比下降20%。
    - 会议费预算48万元，实际支出61万元，超支13万元；上年同期为52万元，同比增长17.3%。
    - 从3月起每周到11个小区巡查，新增点位2个。

    依据
    GB/T 15835-2011；数值修约 GB/T 8170-2008。
    """
    for item in notice.claims.changes:
        spans = tuple(notice.span(f.start, f.end) for f in (item.before, item.after))
        if item.holds:
            yield Tie((item.told, item.before, item.after), item.working, spans)
            continue
        told = item.told
        quote = notice.text[told.start : told.end]
        one_unit = _in_one_unit(item)
        slight = isinstance(told, Rate) and is_off_by_one(told, item.computed)
        of_points = isinstance(told, Rate) and isinstance(item.before, Rate)  # 由82%升至90%，提高8%
        grown = quote.endswith("倍") and not item.of_whole  # 增长3倍 for 是原来的3倍 is a widespread slip
        yield Finding(
            one_unit
            or f"所称{_AND.sub('', told.lead.strip())}{quote}，按前后两个数值计算为 {item.result}，"
            + _how_far(item, slight=slight),
            notice.span(told.start, told.end),
            severity=Severity.INFO if slight else Severity.WARNING if of_points or grown else None,
            certainty=Certainty.QUERY if grown else Certainty.LIKELY,
            related=tuple(Label(span, name) for span, name in zip(spans, ("原值", "现值"), strict=True)),
            evidence=Evidence(quote, item.result, item.working),
            claims=(told,),
        )


def _how_far(item: Change, *, slight: bool) -> str:
    if slight:
        return "末位相差 1，请核实"
    opposite = Fraction(item.told.value) == -item.computed
    return "但增减的方向相反，请核实" if opposite else "两处不一致，请核实"


def _in_one_unit(item: Change) -> str:
    """What to say if the two values differ by 万 alone and in one unit give what is told; "" otherwise."""
    before, after, told = item.before, item.after, item.told
    if not (isinstance(before, Quantity) and isinstance(after, Quantity) and isinstance(told, Rate)):
        return ""
    if before.unit.name != after.unit.name or before.scale == after.scale or not before.value:
        return ""
    first, second = (Fraction(q.value / scale_of(q)) for q in (before, after))
    percent = rounded(abs(second - first) / first * 100, max(told.places, 0))
    if percent != told.value:
        return ""
    return f"{written(before)} 与 {written(after)} 单位不同，换成同一单位才是所称的 {show(told.value)}%，请核实单位"
