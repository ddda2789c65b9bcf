"""R105: a change that the two values around it do not give."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.rounding import is_off_by_one
from auditor.claims import Rate
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule


@rule("R105", name="change", severity=Severity.ERROR, since="0.1")
def change(notice: Notice) -> Iterator[Finding | Tie]:
    """增减量与前后数值不符。

    检查什么
    “由18个精简到11个，减少7个”“由450件降至306件，下降32%”“由71.4%提升至88.2%，提高16.8个百分点”：
    “预算48万元，实际支出61万元，超支13万元”“66万元，同比增长10%（上年为60万元）”：用前后两个数值重新计算
    增减量、增减幅度或百分点。两个百分数之差写作“%”而不是“个百分点”的，也指出。

    为什么
    三个数字互相决定，改动一个而其余未改就会矛盾。

    反例
    - 议事协调机构由18个精简到11个，减少8个。
    - 群众投诉由上年的450件降至306件，下降36%。
    - 满意度由71.4%提升至88.2%，提高17.8个百分点。
    - 会议费预算48万元，实际支出61万元，超支15万元。
    - 群众满意率由82%升至90%，提高8%。
    - 税收收入66万元，同比增长12%（上年为60万元）。

    正例
    - 议事协调机构由18个精简到11个，减少7个，精简率38.9%。
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
            yield Tie((item.told,), item.working, spans)
            continue
        told = item.told
        quote = notice.text[told.start : told.end]
        slight = isinstance(told, Rate) and is_off_by_one(told, item.computed)
        of_points = isinstance(told, Rate) and isinstance(item.before, Rate)  # 由82%升至90%，提高8%
        yield Finding(
            f"所称{told.lead.strip()}{quote}，按前后两个数值计算为 {item.result}，"
            + ("末位相差 1，请核实" if slight else "两处不一致，请核实"),
            notice.span(told.start, told.end),
            severity=Severity.INFO if slight else Severity.WARNING if of_points else None,
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, name) for span, name in zip(spans, ("原值", "现值"), strict=True)),
            evidence=Evidence(quote, item.result, item.working),
            claims=(told,),
        )
