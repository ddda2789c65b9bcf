"""R105: a change that the two values around it do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditor.claims import Bound, Figure, Quantity, Rate
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups import addable
from auditor.notice import Notice
from auditor.numerals import show
from auditor.rates import rounded
from auditor.registry import rule

_FROM = re.compile(r"(?:由|从)(?:原来?的?|原有的?|上年的?|去年的?|年初的?|此前的?|[^，,。；;]{0,12}?的?)\Z")
_TO = re.compile(r"[^，,。；;]{0,10}?(?:到了?|至|为)[^，,。；;]{0,6}\Z")
_TARGET = re.compile(r"[到至为]了?\Z")
_DOWN = re.compile(r"(?:同比|共|净|累计|实际)?(?:减少|下降|降低|压减|精简|缩减|压缩|回落|减)")
_UP = re.compile(r"(?:同比|共|净|累计|实际)?(?:增加|提高|提升|增长|上升|上涨|新增|增)")


@rule("R105", name="change", severity=Severity.ERROR, since="0.1")
def change(notice: Notice) -> Iterator[Finding | Tie]:
    """增减量与前后数值不符。

    检查什么
    “由18个精简到11个，减少7个”“由450件降至306件，下降32%”“由71.4%提升至88.2%，提高16.8个百分点”：
    用前后两个数值重新计算增减量、增减幅度或百分点。

    为什么
    三个数字互相决定，改动一个而其余未改就会矛盾。

    反例
    - 议事协调机构由18个精简到11个，减少8个。
    - 群众投诉由上年的450件降至306件，下降36%。
    - 满意度由71.4%提升至88.2%，提高17.8个百分点。

    正例
    - 议事协调机构由18个精简到11个，减少7个，精简率38.9%。
    - 群众投诉由上年的450件降至306件，下降32%。
    - 满意度由71.4%提升至88.2%，提高16.8个百分点。
    - 由3个部门牵头，到5个社区走访，减少重复检查2次。
    - 从3月起每周到11个小区巡查，新增点位2个。

    依据
    GB/T 15835-2011；数值修约 GB/T 8170-2008。
    """
    for sentence in notice.claims.sentences:
        figures = sentence.figures
        for i in range(len(figures) - 2):
            first, second = figures[i], figures[i + 1]
            if type(first) is not type(second) or not _FROM.search(first.lead) or not _TO.search(second.gap):
                continue
            for told in figures[i + 2 : i + 4]:
                yield from _compare(notice, first, second, told)


def _compare(notice: Notice, first: Figure, second: Figure, told: Figure) -> Iterator[Finding | Tie]:
    direction = -1 if _DOWN.match(told.lead) else 1 if _UP.match(told.lead) else 0
    if (
        not direction
        or _TARGET.search(told.lead)
        or told.bound is not Bound.EXACT
        or ("同比" in told.lead and "年" not in first.lead)
    ):
        return
    computed, working = _change(first, second, told)
    if computed is None:
        return
    exact = told.value == computed * direction
    spans = tuple(notice.span(f.start, f.end) for f in (first, second))
    if exact:
        yield Tie((told,), working, spans)
        return
    quote = notice.text[told.start : told.end]
    yield Finding(
        f"所称{told.lead.strip()}{quote}，按前后两个数值计算为 {working.rpartition('= ')[2]}，两处不一致，请核实",
        notice.span(told.start, told.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(span, name) for span, name in zip(spans, ("原值", "现值"), strict=True)),
        evidence=Evidence(quote, working.rpartition("= ")[2], working),
        claims=(told,),
    )


def _change(first: Figure, second: Figure, told: Figure) -> tuple[Fraction | None, str]:
    """The change that the two values give, in the measure of the one told, with the working."""
    if isinstance(first, Rate) and isinstance(second, Rate):
        if not isinstance(told, Quantity) or told.unit.name != "个百分点":
            return None, ""
        points = second.value - first.value
        return Fraction(points), f"{show(second.value)} − {show(first.value)} = {show(abs(points))}个百分点"
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or not addable(first, second):
        return None, ""
    difference = second.base - first.base
    if isinstance(told, Quantity) and addable(first, told):
        value = show(abs(second.value - first.value))
        shown = f"|{show(second.value)} − {show(first.value)}| = {value}"
        return difference * Fraction(told.value) / (told.base or 1), shown
    if isinstance(told, Rate) and first.base:
        percent = rounded(abs(difference) / first.base * 100, max(told.places, 0))
        sign = 1 if difference > 0 else -1
        return Fraction(
            percent
        ) * sign, f"|{show(second.value)} − {show(first.value)}| ÷ {show(first.value)} = {show(percent)}%"
    return None, ""
