"""S106: so many times so many, against the total or the average told beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.groups import addable
from auditor.arithmetic.rounding import rounded
from auditor.claims import Bound, Quantity
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule

_EACH = re.compile(
    r"(?:每|各)[\u4e00-\u9fff]{0,4}\Z|每[\u4e00-\u9fff]{1,4}(?:培训|安排|配备|配|发放|补助|派|有|为)?\Z"
)
_AVERAGE = re.compile(r"(?:平均|均)每?[\u4e00-\u9fff]{0,4}\Z|[人户村均]均\Z")
_EACH_OF = re.compile(r"平均|均|每|各|个")
_NEAR = Fraction(3, 10)
_TOTAL = re.compile(r"共|累计|合计|总计")


@rule("S106", name="product", severity=Severity.WARNING, since="0.1")
def product(notice: Notice) -> Iterator[Finding | Tie]:
    """单数乘以个数与总数不符。

    检查什么
    “举办5期，每期60人，累计300人”“5个专班共20人，每班4人”“27份、81项，平均每份3项”：个数乘以每个的数目
    是否等于总数，总数除以个数是否等于平均数（按所印位数）。

    为什么
    三个数互相决定，改动一个而其余未改就会矛盾。

    反例
    - 举办培训班5期，每期60人，累计培训350人。
    - 办理建议27份，涉及事项81项，平均每份4项。

    正例
    - 举办培训班5期，每期60人，累计培训300人。
    - 办理建议27份，涉及事项81项，平均每份3项。
    - 每月召开2次例会，每次不少于30人，累计召开12次。
    - 全镇20个村，每村不少于3名网格员，共配备网格员86名。
    - 走访12户，每户至少2次，共发现问题7个。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for sentence in notice.claims.sentences:
        numbers = [q for q in sentence.quantities if not q.named]
        for i, each in enumerate(numbers):
            if each.bound is Bound.EXACT and (_EACH.search(each.lead) or _AVERAGE.search(each.lead)):
                yield from _relation(notice, numbers, i)


def _relation(notice: Notice, numbers: list[Quantity], i: int) -> Iterator[Finding | Tie]:
    each = numbers[i]
    average = _AVERAGE.search(each.lead) is not None
    others = [q for q in numbers[max(0, i - 3) : i + 3] if q is not each and q.bound is Bound.EXACT]
    totals = [
        q for q in others if addable(q, each) and q.base > each.base and (average or _TOTAL.search(q.lead))
    ]
    counts = [q for q in others if q.unit.name != each.unit.name and q.value > 1 and not q.unit.measured]
    of = _EACH_OF.sub("", each.lead)
    counts = [q for q in counts if q.unit.name[-1:] in each.lead or any(c in q.tail[:4] for c in of)]
    if not totals or not counts:
        return
    total, count = totals[0], counts[-1]
    quotient = total.base / Fraction(count.value) / each.unit.factor
    places = max(0, -int(each.value.normalize().as_tuple().exponent))
    if average:
        holds = rounded(quotient, places) == each.value
        working = f"{show(total.value)} ÷ {show(count.value)} = {show(rounded(quotient, places + 2))}"
    else:
        holds = count.value * each.base.numerator == total.base * each.base.denominator
        working = f"{show(count.value)} × {show(each.value)} = {show(count.value * each.value)}"
    spans = tuple(notice.span(q.start, q.end) for q in (count, each, total))
    if not holds and abs(quotient - Fraction(each.value)) > Fraction(each.value) * _NEAR:
        return  # numbers this far apart were not meant to be multiplied
    if holds:
        yield Tie((count, each, total), working, spans)
        return
    told = each if average else total
    computed = working.rpartition("= ")[2]
    yield Finding(
        f"所称 {notice.text[told.start : told.end]}，按另两个数计算为 {computed}，请核实",
        notice.span(told.start, told.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(s) for s, q in zip(spans, (count, each, total), strict=True) if q is not told),
        evidence=Evidence(notice.text[told.start : told.end], computed, working),
        claims=(told,),
    )
