"""S103: a unit that the closed sum around it proves wrong, or that changes within one sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.arithmetic.groups import Group
from auditor.arithmetic.sums import Relation, amount, judge, written
from auditor.claims import Quantity
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.registry import rule


@rule("S103", name="unit-in-sum", severity=Severity.WARNING, since="0.1")
def unit_in_sum(notice: Notice) -> Iterator[Finding]:
    """同一组分项单位不一致。

    检查什么
    一组分项与总数相加相符时，其中个别项的单位与其余各项不同：面积中混入长度单位（由相加结果证明应为面积），
    或量词前后不一（项与件）；相加不符而换成同组的单位正好相符的（元与万元、亩与平方米）。

    为什么
    数字对得上而单位不同，多为漏写平方或录入有误。

    反例
    - 处置违法建设1000㎡，其中商铺400㎡、住宅500㎡、库房100m。
    - 闲置用房2640㎡，已出租1720㎡，剩余3处920米。
    - 收集诉求120项，已经解决50项，已上报30项，正积极推进40件。
    - 完成土地征收186.5亩，其中北片区112.3亩、南片区74.2平方米。

    正例
    - 处置违法建设0.1万㎡，其中商铺400㎡、住宅500m²、库房100平方米。
    - 绿化面积2640㎡，已补植1720㎡，剩余边沟860米待清理。
    - 修建道路3公里，其中主路2公里、支路1000米。
    - 收到举报30件，已办结20件，正在办理10件。
    - 清退违规资金3.48万元，其中加班餐费12,600元、误餐补助22,200元。

    依据
    GB 3100-1993《国际单位制及其应用》；GB/T 15835-2011。
    """
    for group in notice.claims.groups:
        if len(group.parts) < 2:
            continue
        if judge(group, notice.text).relation is not Relation.EQUAL:
            if group.whole.unit.measured and (found := _disproved(group)):
                yield _would_fit(notice, group, *found)
            continue
        odd = list(group.repaired.values())
        if odd:
            yield _finding(notice, group, odd, Severity.WARNING, Certainty.CERTAIN)
            continue
        if notice.text[group.whole.end : group.whole.end + 1] in ("（", "("):
            continue  # 38处（座）: the whole names the other units
        units = Counter(q.unit.name for q in (group.whole, *group.parts))
        usual, count = units.most_common(1)[0]
        others = [p for p in group.parts if p.unit.name != usual and p.unit.kind == group.whole.unit.kind]
        if (
            group.whole.unit.kind == "item"
            and others
            and count > len(others) + 1
            and group.whole.unit.name == usual
        ):
            yield _finding(notice, group, others, Severity.INFO, Certainty.QUERY)


def _disproved(group: Group) -> tuple[Quantity, Quantity] | None:
    """The part that would make the sum hold if it had the unit of another number of the group, and that number."""
    for part in group.parts:
        rest = group.whole.base - (group.total - part.base)
        for other in (group.whole, *group.parts):
            if other.unit_text == part.unit_text or other is part or rest <= 0:
                continue
            if amount(rest, other) == written(part).removesuffix(part.unit_text) + other.unit_text:
                return part, other
    return None


def _would_fit(notice: Notice, group: Group, part: Quantity, other: Quantity) -> Finding:
    fitting = written(part).removesuffix(part.unit_text) + other.unit_text
    return Finding(
        f"{written(part)} 与同组各项相加不等于总数 {written(group.whole)}，改为 {fitting} 则相符，请核实单位",
        notice.span(part.start, part.end),
        severity=Severity.ERROR,
        certainty=Certainty.LIKELY,
        related=tuple(
            Label(notice.span(q.start, q.end), "总数" if q is group.whole else "同组分项")
            for q in (group.whole, *group.parts)
            if q is not part
        ),
        evidence=Evidence(written(part), fitting, judge(group, notice.text).working),
        cause=f"sum:{group.whole.start}",
        claims=(part,),
    )


def _finding(
    notice: Notice, group: Group, odd: list[Quantity], severity: Severity, certainty: Certainty
) -> Finding:
    usual = next(p for p in group.parts if p.unit.name != odd[0].unit.name).unit.name
    names = "、".join(written(q) for q in odd)
    proved = certainty is Certainty.CERTAIN
    told = "各项相加与总数相符，可证单位应与其余各项相同" if proved else "与同组各项的量词不一致，请核实"
    return Finding(
        f"{names} 的单位与同组其余各项（{usual}）不同，{told}",
        notice.span(odd[0].start, odd[0].end),
        severity=severity,
        certainty=certainty,
        related=(
            *(Label(notice.span(q.start, q.end), "同样情况") for q in odd[1:]),
            Label(notice.span(group.whole.start, group.whole.end), f"总数 {written(group.whole)}"),
        ),
        evidence=Evidence(odd[0].unit.name, usual, judge(group, notice.text).working),
        suggestion=f"单位统一为“{usual}”" if proved else None,
    )
