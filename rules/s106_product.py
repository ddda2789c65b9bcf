"""S106: so many times so many, against the total or the average told beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product as pairs

from auditor.arithmetic.grouping.row import is_heads, kindred
from auditor.arithmetic.groups import addable
from auditor.arithmetic.rounding import rounded
from auditor.arithmetic.sums import written
from auditor.claims import Bound, Quantity
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule

_EACH = re.compile(r"(?:每|各)[\u4e00-\u9fff]{0,8}\Z")
_AVERAGE = re.compile(
    r"平均每?[\u4e00-\u9fff（）()]{0,8}\Z|[人户村校班亩次生所队组件份片场批辆栋台店项单]均[\u4e00-\u9fff]{0,6}\Z"
)
_CLAUSES = re.compile(r"[，,；;。：:]")
_BRACKETS = re.compile(r"[（(][^（）()]{0,20}[）)]")
_LISTED = re.compile(r"(?<!有)(?:分别)?各[\u4e00-\u9fff]{0,2}\Z")
_EACH_OF = re.compile(r"平均|均|每|各|个")
_NEAR = Fraction(3, 10)
_TOTAL = re.compile(r"共|累计|合计|总计")
_PLAIN_EACH = re.compile(
    r"(?:每|各)[\u4e00-\u9fff]{0,4}\Z|每[\u4e00-\u9fff]{1,4}(?:培训|安排|配备|配|发放|补助|派|有|为)?\Z|[人户村均]均\Z|平均每?[\u4e00-\u9fff]{0,4}\Z"
)
"""Where the number follows so closely that a wrong product contradicts it."""
NEIGHBOURS = 3  # numbers on either side that are tried


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
            if each.bound is not Bound.EXACT:
                continue
            if _EACH.search(_said(each)) or _AVERAGE.search(_said(each)):
                yield from _relation(notice, numbers, i)
            if i + 1 < len(numbers) and (words := _LISTED.search(_said(each))):
                yield from _of_each(notice, each, numbers[i + 1], _said(each)[: words.start()])


def _relation(notice: Notice, numbers: list[Quantity], i: int) -> Iterator[Finding | Tie]:
    """The number for each, with a total and a count beside it: proved if any pair gives it."""
    each = numbers[i]
    average = _AVERAGE.search(_said(each)) is not None
    others = [
        q
        for q in numbers[max(0, i - NEIGHBOURS) : i + NEIGHBOURS]
        if q is not each and q.bound is Bound.EXACT
    ]
    totals = [q for q in others if kindred(q, each) and q.base > each.base]
    counts = [q for q in others if q.value > 1 and q not in totals[:1] and _is_count(q, each)]
    if average and totals and not any(_holds(t, c, each, average) for t in totals for c in counts):
        counts += _told_before(notice, each)
    for total, count in pairs(totals, counts):
        if total is not count and _holds(total, count, each, average):
            places = tuple(notice.span(q.start, q.end) for q in (count, each, total))
            yield Tie((count, each, total), _working(total, count, each, average), places)
            return
    near = [
        q for q in others if addable(q, each) and q.base > each.base and (average or _TOTAL.search(q.lead))
    ]
    beside = [q for q in counts if q in others and q.unit.name != each.unit.name and not q.unit.measured]
    if near and beside and _PLAIN_EACH.search(_said(each)):
        yield from _contradiction(notice, near[0], beside[-1], each, average)


def _of_each(notice: Notice, each: Quantity, total: Quantity, named: str) -> Iterator[Tie]:
    """甲、乙各3场，共6场: so many for each of those named, proved if the total says so."""
    members = re.split(r"[、和与及]", named)
    if (
        len(members) > 1
        and addable(each, total)
        and _TOTAL.search(total.lead)
        and each.base * len(members) == total.base
    ):
        places = (notice.span(each.start, each.end), notice.span(total.start, total.end))
        yield Tie((each, total), f"{len(members)} × {written(each)} = {written(total)}", places)


def _said(each: Quantity) -> str:
    """The clause before a number, over the marks of a list, without what stands in brackets."""
    return _BRACKETS.sub("", _CLAUSES.split(each.gap)[-1])


def _is_count(q: Quantity, each: Quantity) -> bool:
    """Whether a number counts what ``each`` is for: 9名 for 人均, 5期 for 每期, 9个社区 for 平均每个社区."""
    of = _EACH_OF.sub("", _said(each))
    if q.unit.name != each.unit.name and q.unit.name[-1:] in _said(each):
        return True
    if is_heads(q) and re.search(r"人均|每人|每[名位]", _said(each)):
        return not is_heads(each)
    if q.unit.name == each.unit.name:
        return len(of) > 1 and q.tail.startswith(of[:2])
    return any(char in q.tail[:4] + q.lead[-3:] for char in of[:2])


def _told_before(notice: Notice, each: Quantity) -> list[Quantity]:
    """Numbers of the same bodies told further up: 全镇14个村（社区）… 平均每个村（社区）2名."""
    of = _EACH_OF.sub("", _said(each))
    if len(of) < 1 or "均" not in _said(each):
        return []
    counted = [
        q
        for q in notice.claims.quantities
        if q.end < each.start
        and not q.named
        and q.value > 1
        and q.unit.kind in ("item", "body", "area", "person")
    ]
    return [q for q in counted if q.tail.startswith(of[:1]) or q.unit.name == of[:1]][-1:]


def _holds(total: Quantity, count: Quantity, each: Quantity, average: bool) -> bool:
    if average:
        places = max(0, -int(each.value.normalize().as_tuple().exponent))
        return rounded(total.base / Fraction(count.value) / each.unit.factor, places) == each.value
    return Fraction(count.value) * each.base == total.base


def _working(total: Quantity, count: Quantity, each: Quantity, average: bool) -> str:
    if average:
        return f"{written(total)} ÷ {written(count)} = {written(each)}"
    return f"{written(count)} × {written(each)} = {written(total)}"


def _contradiction(
    notice: Notice, total: Quantity, count: Quantity, each: Quantity, average: bool
) -> Iterator[Finding]:
    quotient = total.base / Fraction(count.value) / each.unit.factor
    if abs(quotient - Fraction(each.value)) > Fraction(each.value) * _NEAR:
        return  # numbers this far apart were not meant to be multiplied
    places = max(0, -int(each.value.normalize().as_tuple().exponent))
    if average:
        working = f"{show(total.value)} ÷ {show(count.value)} = {show(rounded(quotient, places + 2))}"
    else:
        working = f"{show(count.value)} × {show(each.value)} = {show(count.value * each.value)}"
    told = each if average else total
    computed = working.rpartition("= ")[2]
    yield Finding(
        f"所称 {notice.text[told.start : told.end]}，按另两个数计算为 {computed}，请核实",
        notice.span(told.start, told.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(notice.span(q.start, q.end)) for q in (count, each, total) if q is not told),
        evidence=Evidence(notice.text[told.start : told.end], computed, working),
        claims=(told,),
    )
