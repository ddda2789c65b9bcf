"""S108: one measure in two units that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import scale_of, written
from auditor.figures.rounding import rounded
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import is_slip, show
from auditor.patterns import compiled
from auditor.registry import rule

_SAME = compiled(r"[（(，,](?:即|折合|约?合|相当于|也就是|折算为)?(?:约|近)?|(?:折合|相当于|约合)约?")
_MONEY = compiled(r"[（(](?:(?:即|折合|约?合|相当于|约为|约|近)约?)?")
_EACH = compiled(r"每|均")
_OPENING = ("（", "(")
_JOINED = compiled(r"[、和及与][^，,；;。]{0,12}\Z")
_LOOSE = Fraction(1, 20)  # what an approximate conversion (约合) may be off, and any that is printed coarsely


@rule("S108", name="conversion", severity=Severity.WARNING, since="0.1")
def conversion(notice: Notice) -> Iterator[Finding | Tie]:
    """同一数量的两种单位不相等。

    检查什么
    “3240亩（216公顷）”“2400平方米（折合3.6亩）”：括号里或“折合”之后用另一单位再说一遍的面积、长度、重量，换算后是否相等。
    金额换成另一数级再说一遍的（12450.6万元（约1.25亿元））同样比较；括号里只有一个金额的（128600元（12.86万元）），
    相等的证实，只差小数点或个别数位的提示，其余不作比较。按所印位数比较，“约”“近”从宽；同类单位才换算，金额不同币种不换算。

    为什么
    换算写错的，两个数至少有一个不对；常见的是单位写错一级。

    反例
    - 流转土地3240亩（即2160公顷）。
    - 拆除违法建筑占地2400平方米（折合36亩）。
    - 清理结余资金12450.6万元（约1.52亿元）。
    - 退回多领补贴128600元（12.68万元）。

    正例
    - 退回多领补贴128600元（12.86万元），上缴31.46万元（314583元），支出8.2万元（95000元）。
    - 清理结余资金12450.6万元（约1.25亿元），收缴3.6亿元（其中罚款800万元）。
    - 流转土地3240亩（即216公顷）。
    - 拆除违法建筑占地2400平方米（折合3.6亩），修缮道路3.5公里（3500米）。
    - 复垦土地约120亩（约合8公顷），清退面积4320平方米（住宅3120平方米、商铺1200平方米）。
    - 新建绿地15亩（含步道2公里、广场1200平方米）。

    依据
    GB 3100-1993；亩与平方米按1亩＝2000/3平方米换算。
    """
    for sentence in notice.claims.sentences:
        for first, second in pairwise(sentence.quantities):
            if _is_conversion(notice.text, first, second) or _is_rescaled(notice.text, first, second):
                compared = _compared(notice, first, second)
                bare = isinstance(compared, Finding) and notice.text[first.end : second.start] in _OPENING
                if not bare or _is_slip(first, second):
                    yield compared


def _is_conversion(text: str, first: Quantity, second: Quantity) -> bool:
    kinds = first.unit.kind == second.unit.kind in ("area", "length", "mass", "volume")
    between = text[first.end : second.start]
    closes = text[second.end : second.end + 1] in ("）", ")", "，", ",", "。", "；", "、", "")
    said = _SAME.fullmatch(between)
    plain = between in ("，", ",")  # 3.5公里，3500米 may be two things
    return bool(kinds and first.unit.name != second.unit.name and said and not plain and closes)


def _is_rescaled(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether an amount is told once more in brackets: 12450.6万元（约1.25亿元）; not that of several amounts."""
    between = text[first.end : second.start]
    return (
        first.unit.kind == second.unit.kind == "money"
        and first.unit.name == second.unit.name
        and first.scale != second.scale
        and _MONEY.fullmatch(between) is not None
        and text[second.end : second.end + 1] in ("）", ")")
        and not _JOINED.fullmatch(first.gap)
    )


def _is_slip(first: Quantity, second: Quantity) -> bool:
    """Whether an amount in brackets is the one before but for its point, two digits exchanged or one wrong."""
    value = first.base / second.unit.factor / Fraction(scale_of(second))
    if _EACH.search(first.lead):
        return False  # 每人1.2万元（12万元） may be that of several
    told = str(rounded(value, _places(second))), str(second.value / scale_of(second))
    one, other = (words.replace(".", "").strip("0") for words in told)
    return one == other or is_slip(one, other)


def _meet(first: Quantity, second: Quantity) -> bool:
    """Whether two measures may be one, as each was rounded: 815千公顷 is anything from 814.5 to 815.5."""
    if first.unit.kind == "money":
        return False
    one, two = (Fraction(scale_of(q).scaleb(-_places(q))) * q.unit.factor / 2 for q in (first, second))
    return abs(first.base - second.base) <= one + two


def _places(q: Quantity) -> int:
    """The decimals printed of a number."""
    return max(0, -int((q.value / scale_of(q)).normalize().as_tuple().exponent))


def _compared(notice: Notice, first: Quantity, second: Quantity) -> Finding | Tie:
    printed = second.value / scale_of(second)
    value = first.base / second.unit.factor / Fraction(scale_of(second))
    places = _places(second)
    computed = rounded(value, places)
    between = notice.text[first.end : second.start]
    loose = Bound.EXACT not in (first.bound, second.bound) or "约" in between or "近" in between
    near = abs(value - Fraction(printed)) <= Fraction(printed) * _LOOSE
    working = f"{written(first)} = {show(rounded(value, places + 2))}{second.unit_text}"
    spans = tuple(notice.span(q.start, q.end) for q in (first, second))
    back = second.base / first.unit.factor / Fraction(scale_of(first))
    coarser = first.unit.kind == "money" and rounded(back, _places(first)) == first.value / scale_of(first)
    if coarser and computed != printed:
        return Tie((first, second), f"{written(second)} ≈ {written(first)}", spans)
    if computed == printed or (loose and near) or _meet(first, second):
        return Tie((first, second), working, spans)
    return Finding(
        f"{written(first)} 换算为 {show(computed)}{second.unit_text}，文中写 {written(second)}，两处不一致，请核实",
        spans[1],
        certainty=Certainty.LIKELY,
        related=(Label(spans[0], written(first)),),
        evidence=Evidence(written(second), f"{show(computed)}{second.unit_text}", working),
        claims=(second,),
    )
