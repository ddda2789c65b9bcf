"""C101: a stated total of problems that no natural way of counting gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise

from auditor.claims import Quantity
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import show
from auditor.registry import rule
from auditor.source import Span
from auditor.stated.counting import Reading
from auditor.stated.labelled_items import Labelled, announced_items, labelled_items
from auditor.stated.readings import StatedTotal, stated_totals

SHOWN = 12  # places listed in a finding
NOUN = 8  # characters of what a total counts that are shown
MANY = 60  # subsections beyond which no sum is written out


@rule("C101", name="stated-vs-listed", severity=Severity.ERROR, since="0.1")
def stated_vs_listed(notice: Notice) -> Iterator[Finding | Tie]:
    """声称的问题数与正文列出的条数不符。

    检查什么
    导语、总体情况或标题中声称的问题总数（N个问题、N个方面N个问题），与整改落实部分实际列出的条数比较。
    逐一按“问题N”、最小一级标题、各级标题、“针对……问题”等自然数法计数，并计入写明的重复数；
    任何一种数法相符即视为相符，都不相符才提示。总数超过列出条数两倍的，视为归并列出，不作比较；
    几轮检查合计的、几处来源相加的总数，正文可能只列其中一处，也不比较；按来源（巡察、审计）分部分列出的，各与本来源的部分比较；本单位督查、自查、抽查等发现的问题数不是反馈总数，不比较。
    逐条列出的是“关于……问题”、编号从1连续到底（至多一个编号重复），而总数只差一两个的，也提示。
    标题写明“重点问题”“主要问题”的，不一定列全；各方面都列出、连续编号而总数只差一个的，仅提请核实。
    “镇党委认领问题9个”与标题写明该党委的部分比较；各村、各单位认领的不作比较。
    标题末尾括注的数（某某方面（6个））只与其下连续编号、逐条列出的问题比较。
    标题写明“N项任务”、其下从【任务一】起连续标出各项任务的，清点其下的项数；标题下写明“本次公开N项整改任务”的，与其下的小标题数比较。

    为什么
    声称的总数与列出的条数不一致，读者会以为有问题没有整改或没有公开。

    反例
    - 江源市督察整改任务落实情况的公示
      一、总体情况
      市委重视。
      二、整改任务落实情况
      本次重点公开4项整改任务的落实情况。
      （一）领导干部认识不到位
      责任单位：市委组织部
      （二）管网建设滞后
      责任单位：市住房城乡建设局
      （三）尾矿库治理滞后
      责任单位：市应急管理局
    - 区委巡察组共反馈4个问题，现将整改情况公布如下。
      一、反馈问题整改落实情况
      （一）关于学习不深入问题。
      已制定学习计划。
      （二）关于检查不经常问题。
      已建立检查台账。
      （三）关于档案不规范问题。
      已补齐档案。
    - 巡察共反馈2个方面5个具体问题。
      一、巡察反馈问题整改情况
      （一）党的领导方面
      1.理论学习不深入。
      已整改。
      2.议事制度不落实。
      已整改。
      （二）党的建设方面
      1.组织生活不规范。
      已整改。
      2.发展党员不严格。
      已整改。
    - 一、巡察反馈问题整改情况
      （一）聚焦党的领导方面（3个）
      1.理论学习不深入。
      已整改。
      2.议事制度不落实。
      已整改。
    - 县委巡察组反馈问题2个，县审计局反馈问题4个，现将整改情况公布如下。
      一、巡察反馈问题整改情况
      （一）关于学习不深入问题。
      已制定学习计划。
      （二）关于检查不经常问题。
      已建立检查台账。
      二、审计反馈问题整改情况
      （一）关于往来款长期挂账问题。
      已清理。
      （二）关于固定资产账实不符问题。
      已盘点。
      （三）关于合同管理不严问题。
      已补签。

    - 一、首批公示的4项任务整改情况
      【任务一】河道保洁不到位。
      已增配保洁员。
      【任务二】管网建设滞后。
      已建管网12公里。
      【任务三】扬尘管控不严。
      已安装喷淋设备。
    - 围绕反馈的2个方面7个问题，制定整改措施31条。
      一、巡察反馈重点问题整改情况
      （一）党的领导方面
      1.理论学习不深入的问题
      修订学习制度。
      2.议事制度不落实的问题
      修订议事规则。
      3.意识形态工作薄弱的问题
      开展专题研究。
      （二）党的建设方面
      4.组织生活不规范的问题
      开展交叉检查。
      4.发展党员不严格的问题
      补正档案材料。
      6.干部队伍结构不合理的问题
      招聘专业人员。
    - 镇党委认领问题4个，5个村共认领问题37个。
      一、镇党委反馈问题整改情况
      1.理论学习不深入。
      修订学习制度。
      2.议事制度不落实。
      修订议事规则。
      3.公务接待不规范。
      完善审批单。
      二、村级反馈问题整改情况
      各村逐项整改，已整改35个。

    正例
    - 审计指出6类47个问题，现将整改情况公告如下。
      一、财政管理方面
      （一）关于预算编制不细化的问题。已细化。
      （二）关于转移支付下达不及时的问题。已下达。
      二、部门预算执行方面
      （一）关于违规列支费用的问题。已退回。
    - 镇党委认领问题3个，5个村共认领问题41个。
      一、镇党委反馈问题整改情况
      1.理论学习不深入。
      修订学习制度。
      2.议事制度不落实。
      修订议事规则。
      3.公务接待不规范。
      完善审批单。
      二、村级反馈问题整改情况
      各村逐项整改，已整改40个。
    - 镇党委认领问题9个，5个村共认领问题41个。
      一、镇党委反馈问题整改情况
      1.理论学习不深入。
      修订学习制度。
      2.议事制度不落实。
      修订议事规则。
      3.公务接待不规范。
      完善审批单。
      二、村级反馈问题整改情况
      各村逐项整改，已整改40个。
    - 围绕反馈的2个方面6个问题，制定整改措施31条。
      一、巡察反馈重点问题整改情况
      （一）党的领导方面
      1.理论学习不深入的问题
      修订学习制度。
      2.议事制度不落实的问题
      修订议事规则。
      3.意识形态工作薄弱的问题
      开展专题研究。
      （二）党的建设方面
      4.组织生活不规范的问题
      开展交叉检查。
      4.发展党员不严格的问题
      补正档案材料。
      6.干部队伍结构不合理的问题
      招聘专业人员。
    - 围绕反馈的2个方面8个问题，制定整改措施31条。
      一、巡察反馈重点问题整改情况
      （一）党的领导方面
      1.理论学习不深入的问题
      修订学习制度。
      2.议事制度不落实的问题
      修订议事规则。
      3.意识形态工作薄弱的问题
      开展专题研究。
      （二）党的建设方面
      4.组织生活不规范的问题
      开展交叉检查。
      5.发展党员不严格的问题
      补正档案材料。
      6.干部队伍结构不合理的问题
      招聘专业人员。
    - 围绕反馈的3个方面7个问题，制定整改措施31条。
      一、巡察反馈重点问题整改情况
      （一）党的领导方面
      1.理论学习不深入的问题
      修订学习制度。
      2.议事制度不落实的问题
      修订议事规则。
      3.意识形态工作薄弱的问题
      开展专题研究。
      （二）党的建设方面
      4.组织生活不规范的问题
      开展交叉检查。
      5.发展党员不严格的问题
      补正档案材料。
      6.干部队伍结构不合理的问题
      招聘专业人员。
    - 柳溪粮油集团党委关于巡视整改情况的通报
      巡视组共指出12个问题。
      12个问题中，有的涉及商业秘密，此处择其要者6个予以公布。
      一、整改情况
      1.关于“学习不深入”问题。修订制度。
      2.关于“管理不规范”问题。修订制度。
      3.关于“采购不严格”问题。修订制度。
      4.关于“档案不完整”问题。修订制度。
      5.关于“巡查不到位”问题。修订制度。
      6.关于“执法不规范”问题。修订制度。
    - 柳溪镇党委关于巡察整改情况的通报
      反馈给镇党委的问题有6个，反馈给3个村的问题有9个。
      一、镇级问题整改情况
      1.关于“学习不深入”问题。修订制度。
      2.关于“管理不规范”问题。修订制度。
      3.关于“采购不严格”问题。修订制度。
      4.关于“档案不完整”问题。修订制度。
      5.关于“巡查不到位”问题。修订制度。
      6.关于“执法不规范”问题。修订制度。
    - 中共青溪市城市管理局党组关于巡察“回头看”整改情况的通报
      市委第二巡察组反馈6个问题，其中上轮巡察未整改到位的问题2个、新发现的问题4个。
      一、整改情况
      （一）关于“学习不深入”问题的整改情况
      修订制度。
      （二）关于“管理不规范”问题的整改情况
      修订制度。
      （三）关于“采购不严格”问题的整改情况
      修订制度。
      （四）关于“档案不完整”问题的整改情况
      修订制度。
      （五）关于“巡查不到位”问题的整改情况
      修订制度。
      （六）关于“执法不规范”问题的整改情况
      修订制度。
    - 江源市督察整改任务落实情况的公示
      一、总体情况
      整改方案明确整改任务42项。
      二、整改任务落实情况
      现将3项整改任务落实情况公开如下。
      （一）领导干部认识不到位
      责任单位：市委组织部
      （二）管网建设滞后
      责任单位：市住房城乡建设局
      （三）尾矿库治理滞后
      责任单位：市应急管理局
    - 一、首批公示的3项任务整改情况
      【任务一】河道保洁不到位。
      已增配保洁员。
      【任务二】管网建设滞后。
      已建管网12公里。
      【任务三】扬尘管控不严。
      已安装喷淋设备。
    - 一、4项任务中的重点任务整改情况
      【任务一】河道保洁不到位。
      已增配保洁员。
      【任务二】管网建设滞后。
      已建管网12公里。
      【任务三】扬尘管控不严。
      已安装喷淋设备。
    - 一、巡察反馈问题整改情况
      （一）聚焦党的领导方面（2个）
      1.理论学习不深入。
      已整改。
      2.议事制度不落实。
      已整改。
    - 区委巡察组共反馈3个问题，现将整改情况公布如下。
      一、反馈问题整改落实情况
      （一）关于学习不深入问题。
      已制定学习计划。
      （二）关于检查不经常问题。
      已建立检查台账。
      （三）关于档案不规范问题。
      已补齐档案。
    - 巡察共反馈2个方面4个具体问题。
      一、巡察反馈问题整改情况
      （一）党的领导方面
      1.理论学习不深入。
      已整改。
      2.议事制度不落实。
      已整改。
      （二）党的建设方面
      1.组织生活不规范。
      已整改。
      2.发展党员不严格。
      已整改。
    - 二、反馈问题整改落实情况
      （一）共反馈需持续整改问题3个，与突出问题重复2个。
      问题8.针对“台账更新不及时”，进行了以下整改。
      已更新。
    - 巡察反馈的26个问题均已制定措施。
      一、整改落实情况
      （一）全面加强理论学习
      开展学习12次，发现并整改问题7个。
      （二）持续优化营商环境
      走访企业30家。

    - 区委巡察组共反馈3个问题。整改期间，区纪委开展专项督查2轮，第一轮发现问题4个，第二轮发现问题2个。
      一、反馈问题整改落实情况
      （一）关于学习不深入问题。
      已制定学习计划。
      （二）关于检查不经常问题。
      已建立检查台账。
      （三）关于档案不规范问题。
      已补齐档案。
    - 县委巡察组反馈问题2个，县审计局反馈问题3个，现将整改情况公布如下。
      一、巡察反馈问题整改情况
      （一）关于学习不深入问题。
      已制定学习计划。
      （二）关于检查不经常问题。
      已建立检查台账。
      二、审计反馈问题整改情况
      （一）关于往来款长期挂账问题。
      已清理。
      （二）关于固定资产账实不符问题。
      已盘点。
      （三）关于合同管理不严问题。
      已补签。

    依据
    中共中央办公厅《关于加强巡视整改和成果运用的意见》；《中国共产党党务公开条例（试行）》。
    """
    for total in stated_totals(notice):
        claim, fitting = total.claim, total.fitting
        if fitting:
            working = f"{fitting.name}数为 {fitting.count}" + _sum(fitting, total)
            yield Tie((claim,), working, _places(notice, fitting.nodes))
            if total.overlap is not None and fitting.count != len(fitting.nodes):
                yield Tie((total.overlap,), working, _places(notice, fitting.nodes))
        elif total.listed and total.natural.count > 1 and not total.is_merged:
            yield _finding(notice, total)
    for listed in (*labelled_items(notice), *announced_items(notice)):
        if listed.holds:
            yield Tie((listed.claim,), f"其下逐项列出 {len(listed.items)} 项", _places(notice, listed.items))
        else:
            yield _labelled(notice, listed)


def _labelled(notice: Notice, listed: Labelled) -> Finding:
    q, count = listed.claim, len(listed.items)
    return Finding(
        f"此处称 {notice.text[q.start : q.end]}{q.noun}，其下逐项列出 {count} 项，两处不一致，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=tuple(
            Label(notice.node_span(n), f"第 {i} 项") for i, n in enumerate(listed.items[:SHOWN], 1)
        ),
        evidence=Evidence(show(q.value), str(count), f"{show(q.value)} ≠ {count}"),
        claims=(q,),
    )


def _finding(notice: Notice, total: StatedTotal) -> Finding:
    claim, natural = total.claim, total.natural
    quote = notice.text[claim.start : claim.end]
    counted = _as_counted(claim)
    stated = show(claim.value)
    nodes = natural.nodes
    more = f"（另有 {len(nodes) - SHOWN} 处）" if len(nodes) > SHOWN else ""
    ask = "没有一种自然数法得 {}，请核实" if not total.chosen else "与 {} 只差一个，请核实是否漏列、多列"
    return Finding(
        f"声称 {quote}{(counted or claim.noun)[:NOUN]}，{natural.name}列出 {natural.count} 个，{ask.format(stated)}{more}",
        notice.span(claim.start, claim.end + (len(counted) if len(counted) <= NOUN else 0)),
        severity=Severity.INFO if total.chosen else None if total.sure else Severity.WARNING,
        certainty=Certainty.QUERY if total.chosen else Certainty.LIKELY,
        related=tuple(
            Label(notice.node_span(n.heading or n), f"第 {i} 个") for i, n in enumerate(nodes[:SHOWN], 1)
        ),
        evidence=Evidence(
            stated,
            str(natural.count),
            f"{natural.name}：{natural.count}" + _sum(natural, total),
            tuple(f"{r.name} {r.count} 个" for r in total.readings[1:]),
        ),
        cause=f"total:{total.scope.start}:{claim.unit.kind}",
        claims=(claim,),
    )


def _as_counted(claim: Quantity) -> str:
    """What stands directly behind a claim's number, up to what it counts: 具体问题 of 具体问题细化为."""
    before, noun, _ = claim.tail.partition(claim.noun) if claim.noun else (claim.tail, "", "")
    return before + noun


def _sum(reading: Reading, total: StatedTotal) -> str:
    """“（2 + 6 + 2）”: the count by the subsections of the scope, where there are several."""
    below = (c for c in total.scope.children if c.kind is Kind.SECTION)
    starts = [s.start for s in islice(below, MANY + 1)]
    if len(starts) > MANY:
        return ""
    cuts = [bisect_left(reading.nodes, start, key=_start) for start in [*starts, total.scope.end]]
    parts = [after - before for before, after in pairwise(cuts)]
    shown = [p for p in parts if p]
    if len(shown) < 2 or len(shown) > 12 or sum(shown) != reading.count or max(shown) == 1:
        return ""
    return f"（{' + '.join(map(str, shown))}）"


def _start(node: Node) -> int:
    return node.start


def _places(notice: Notice, nodes: tuple[Node, ...]) -> tuple[Span, ...]:
    return tuple(notice.node_span(n.heading or n) for n in nodes[:SHOWN])
