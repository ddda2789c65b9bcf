"""S103: a unit that the closed sum around it proves wrong, or that changes within one sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.claims import Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.groups.group import Group, Relation
from auditor.groups.misfits import miscounted, misfit, odd_units
from auditor.groups.sums import judge
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_LEAST_OTHERS = 4
_NEAR = 24  # characters between the works and what was invested in them
_INVESTED = compiled(r"(?:累计|完成|总|共)?(?:投资|投入资金|造价|工程款|合同价|中标价)(?:额|约)?(?:为|共)?")
_PER = compiled(r"[/／每]")
_WORKS = frozenset(("公里", "千米", "座", "平方公里", "亩", "立方米", "平方米", "km", "㎡", "m²"))

_SORTS = compiled(r"[各两二三四五六七八九][类种]")


@rule("S103", name="unit-in-sum", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def unit_in_sum(notice: Notice) -> Iterator[Finding]:
    """同一组分项单位不一致。

    检查什么
    一组分项与总数相加相符时，其中个别项的单位与其余各项不同：面积中混入长度单位、体积中混入面积或长度单位，或者总数为平方公里而各项均为公里（由相加结果证明单位有误），
    或量词前后不一（项与件）；相加不符而分项或总数换成同组的单位正好相符的（元与万元、亩与平方米）。
    同一段中其余金额（至少四个）都以万元、亿元计，而以公里、座等计的工程投资只写“元”的，也请核实。
    紧挨着的几个数照所写数字正好相加相符、只有一个单位不同的（账面6500吨，实测6120公斤，差数380吨；46名机构，其中30家、11家、5家），也请核实；说明还剩多少的（8.6公里，铺了5.2公里，还有3.4米），位数少的也比较。
    “出动”“购置”等之后，车辆、设备以“人次”“名”计数的（警车84人次），也请核实。

    为什么
    数字对得上而单位不同，多为漏写平方或录入有误。

    反例
    - 排查培训机构46名，其中证照齐全的30家、限期整改的11家、依法关停的5家。
    - 账面数量16500吨，实测数量16120公斤，差数380吨。
    - 处置违法建设1000㎡，其中商铺400㎡、住宅500㎡、库房100m。
    - 闲置用房2640㎡，已出租1720㎡，剩余3处920米。
    - 翻修屋面9600平方米，其中东校区4100平方米、西校区3300米、北校区2200平方米。
    - 收集诉求120项，已经解决50项，已上报30项，正积极推进40件。
    - 完成土地征收186.5亩，其中北片区112.3亩、南片区74.2平方米。
    - 追回工程款31.60万元、设备款12.25万元，两笔合计43.85元。
    - 三处库房面积分别为1320㎡、940㎡和510㎡，合计2770m。
    - 总投资1.86亿元，其中中央资金7600万元、省级资金4200万元、自筹6800万元；东片区9.4公里管网已建成，投资2860元。
    - 疏浚灌溉支渠7.6平方公里，其中上游段4.1公里、下游段3.5公里。
    - 开展夜间巡查9次，出动队员216人次、执法车48人次。
    - 计划敷设电缆7.4公里，目前敷设了4.8公里，还有2.6米没有敷设。
    - 排查废弃矿坑26处，面积1530平方米。今年上半年已复垦15处、870亩，下半年又复垦7处、420亩，其余4处、240亩正在施工。

    正例
    - 计划敷设电缆7.4公里，目前敷设了4.8公里，还有260米没有敷设。排查废弃矿坑26处，面积1530亩。今年上半年已复垦15处、870亩，下半年又复垦7处、420亩，其余4处、240亩正在施工。
    - 排查废弃矿坑26处，面积1860平方米。今年上半年已复垦15处、870亩，其余11处、240亩正在施工。
    - 账面数量16500吨，实测16120吨，差数380吨。共有教师46名，其中30家单位各派1名、11家各派1名、5名为志愿者。购入化肥1200公斤、种子300公斤、农药1500升。
    - 出动队员216人次、执法车48台次，投入人员、车辆共312人次，出动人员、执法车96人次，违规乘坐公务用车12人次。
    - 治理小流域7.6平方公里，其中新修河堤4.1公里、生产道路2.5公里。
    - 总投资1.86亿元，其中中央资金7600万元、省级资金4200万元、自筹6800万元；受益农户自筹每户2860元，9.4公里管网已建成。
    - 处置违法建设0.1万㎡，其中商铺400㎡、住宅500m²、库房100平方米。
    - 绿化面积2640㎡，已补植1720㎡，剩余边沟860米待清理。
    - 翻修屋面9600平方米，其中东校区4100平方米、西校区2200平方米，更换落水管3200米。
    - 清退补贴0.9万元、罚款600元，合计9600元。
    - 三处库房面积分别为1320㎡、940㎡和510㎡，新砌围墙合计2770m。
    - 修建道路3公里，其中主路2公里、支路1000米。
    - 收到举报30件，已办结20件，正在办理10件。
    - 清退违规资金3.48万元，其中加班餐费12,600元、误餐补助22,200元。

    依据
    GB 3100-1993《国际单位制及其应用》；GB/T 15835-2011。
    """
    yield from _without_scale(notice)
    yield from _of_persons(notice)
    in_sums = list(_in_sums(notice))
    yield from in_sums
    told = {finding.span for finding in in_sums}
    yield from (finding for finding in _in_rows(notice) if finding.span not in told)


def _in_sums(notice: Notice) -> Iterator[Finding]:
    """Units of a whole and its parts: one with which the sum would hold, one of its own in a sum that holds."""
    for group in notice.claims.groups:
        if len(group.parts) < 2:
            continue
        if judge(group, notice.text).relation is not Relation.EQUAL:
            if found := misfit(group):
                yield _would_fit(notice, group, *found)
            continue
        odd = list(group.repaired.values())
        if odd:
            yield _finding(notice, group, odd, Severity.WARNING, Certainty.CERTAIN)
            continue
        if notice.text[group.whole.end : group.whole.end + 1] in ("（", "("):
            continue  # 38处（座）: the whole names the other units
        if group.parts[-1].end < group.whole.start and _SORTS.search(
            notice.text, group.parts[-1].end, group.whole.start
        ):
            continue  # 线索2条、漏项15个，两类问题共17个
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


def _in_rows(notice: Notice) -> Iterator[Finding]:
    """账面186500吨，实测186120公斤，差数380吨: a row that adds up as printed, but for the unit of one number."""
    for sentence in notice.claims.sentences:
        for odd, others in odd_units(sentence):
            usual = others[0].unit_text
            yield Finding(
                f"{written(odd)} 的单位与相邻各数（{usual}）不同，而各数正好相加相符，请核实单位",
                notice.span(odd.start, odd.end),
                certainty=Certainty.LIKELY,
                related=tuple(Label(notice.span(q.start, q.end), written(q)) for q in others),
                evidence=Evidence(odd.unit_text, usual, "、".join(written(q) for q in (odd, *others))),
                suggestion=f"单位统一为“{usual}”",
            )


def _without_scale(notice: Notice) -> Iterator[Finding]:
    """投资3780元 for kilometres of works, where all other amounts of the paragraph are in 万元 or 亿元."""
    amounts: dict[int, list[Quantity]] = {}
    for q in notice.claims.quantities:
        leaf = notice.leaf_at(q.start) if q.unit.name == "元" else None
        if leaf is not None:
            amounts.setdefault(leaf.start, []).append(q)
    for found in amounts.values():
        plain = [q for q in found if not q.scale]
        if (
            len(plain) != 1
            or len(found) <= _LEAST_OTHERS
            or any("万" not in q.scale and "亿" not in q.scale for q in found if q.scale)
        ):
            continue
        q = plain[0]
        if _INVESTED.fullmatch(q.lead) and not _PER.match(q.tail) and _is_of_works(q):
            yield Finding(
                f"{written(q)} 为工程投资，同段其余 {len(found) - 1} 个金额均以万元、亿元计，请核实单位",
                notice.span(q.start, q.end),
                severity=Severity.INFO,
                certainty=Certainty.QUERY,
                related=tuple(Label(notice.span(o.start, o.end), "同段金额") for o in found if o is not q),
            )


def _of_persons(notice: Notice) -> Iterator[Finding]:
    """警车84人次, in a list beside 干警312人次."""
    for q, thing in miscounted(notice.text, notice.claims.quantities):
        yield Finding(
            f"“{thing}{notice.text[q.start : q.end]}”：“{q.unit.name}”是计人的量词，请核实量词或者前面的名词",
            notice.span(q.start - len(thing), q.end),
            severity=Severity.WARNING,
            certainty=Certainty.QUERY,
        )


def _is_of_works(q: Quantity) -> bool:
    """Whether a number of works stands before an amount in its sentence, with no other amount between."""
    numbers = q.sentence.quantities if q.sentence else []
    before = [other for other in numbers if other.end <= q.start and q.start - other.end <= _NEAR]
    return bool(before) and before[-1].unit.name in _WORKS


def _would_fit(notice: Notice, group: Group, part: Quantity, other: Quantity) -> Finding:
    fitting = written(part).removesuffix(part.unit_text) + other.unit_text
    against = "不等于分项之和" if part is group.whole else f"与同组各项相加不等于总数 {written(group.whole)}"
    return Finding(
        f"{written(part)} {against}，改为 {fitting} 则相符，请核实单位",
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
    is_sum = odd[0].start == group.whole.start
    usual = next(p for p in group.parts if p.unit.name != odd[0].unit.name).unit.name
    names = "、".join(written(q) for q in odd)
    proved = certainty is Certainty.CERTAIN
    told = "各项相加与总数相符，可证单位应与其余各项相同" if proved else "与同组各项的量词不一致，请核实"
    others = group.parts if is_sum else [group.whole]
    return Finding(
        f"{names} 的单位与同组其余各项（{usual}）不同，{told}",
        notice.span(odd[0].start, odd[0].end),
        severity=severity,
        certainty=certainty,
        related=(
            *(Label(notice.span(q.start, q.end), "同样情况") for q in odd[1:]),
            *(
                Label(notice.span(q.start, q.end), f"{'分项' if is_sum else '总数'} {written(q)}")
                for q in others
            ),
        ),
        evidence=Evidence(odd[0].unit.name, usual, judge(group, notice.text).working),
        cause=f"unit:{odd[0].start}",
        suggestion=f"单位统一为“{usual}”" if proved else None,
    )
