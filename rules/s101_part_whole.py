"""S101: parts that do not add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import ITEM_NUMBER
from auditor.claims import Quantity
from auditor.extraction.context import is_whole
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.finders.unrelated import is_of_another_object
from auditor.groups.group import Cue, Group, Judgement, Relation, complementary, left_over, total_of
from auditor.groups.misfits import sum_is_misfit
from auditor.groups.siblings import are_told_alike
from auditor.groups.sums import judge
from auditor.groups.swaps import closing_swap, hint
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_SO_FAR = compiled(r"已|其中|目前|现|尚|仍|未|正|在")
_ALL = compiled(r"全部|均|都")
_OTHER_MATTER = compiled(rf"[；;]|此外|另外|另有|上述|\n{ITEM_NUMBER}")
"""What parts a number from what was told before: a mark, a word, or the number of the next item."""


@rule("S101", name="part-whole", severity=Severity.ERROR, since="0.1")
def part_whole(notice: Notice) -> Iterator[Finding | Tie]:
    """分项之和与总数不符。

    检查什么
    把“其中……”“已……正……未……”“分别为……”、冒号或括号后的分项相加，与它们所属的总数比较；单位不同先换算，
    跨句的分项也相加；单位、企业等以“个、家、所”分计的一并相加，余额、已收回数与降至的余额也互相验算；
    “新增……加上原有……，总数达到……”“第一批销号……第二批销号……”（与前文的销号数比较）同样相加；
    编制数与在编、空编（超编）数，应到与实到、请假数同样验算；总数、已办数之间隔有比例或者别的数的“其余……”也与前文的总数比较。
    “从……看”“按……分”等各组分项与前文（可隔段）的总数比较，只在各项都带占比且占比合为100%时指出不符。
    “收入完成……，加上转移性收入……，收入合计……”分写在两句的，“分产业看，第一产业……，增长4%；第二产业……”各项之间隔有增幅、占比、增减额的，
    同一总数先按类型、后按地区再分一次的，总数下面逐条列出（1. 2. 3.）的，以及不写“其中”的“属实……件，不属实……件”，也与总数比较。
    “5个小组以上的村……个，3—4个小组的村……个”里类别名称中的数不算分项；
    按人各有一项的特点（性别、年龄、学历等）与别的特点列出的分项，相加相符也不算证实；又作细分的分项只计一次，“各1名”按所列个数计；可能重叠的（既受党纪又受政务处分，脱贫人口与妇女，3年以上与5年以上，
    已拨付与已支付）不按相加判断；
    分项不足而其中一个数相邻两位对调（或移动小数点）便正好相符的，余数再大也提示，并写明那个数；“其中”以顿号列出几项、余数较大又未写明只列主要的，不算证实。
    欠款、挂账等金额与其后收回、核销、计提等各项（可隔句）不符，而一个数相邻两位对调便正好相符的，也指出。
    与总数相差近一半以上的，多半不是它的分项，不作比较。“其中”不一定列全：只在分项看上去应当列全（已办与未办都列出，或已非常接近总数）时提示。

    为什么
    总数与分项是读者最容易验算的数字，对不上会动摇整份通报的可信度。

    反例
    - 账龄一年以内132.4万元，一至三年86.3万元，三至五年65.5万元，五年以上20.8万元，合计300万元。
    - 全县排查信访积案35件，已化解20件，未化解16件。
    - 共反馈问题25个，已完成整改18个，正在整改6个。
    - 立项改造工程42项，其中已完工15项，正在施工25项。
    - 清退违规资金12.5万元，其中津贴补贴8.2万元、超标准接待4.8万元。
    - 党建类问题3个、财务类问题4个、作风类问题5个，共计13个。
    - 走访被审计单位23个（机关12个、街道6个、企业7家）。
    - 发现问题合同38份。逐份处置，重新签订19份、补充条款11份、解除7份，均已处置完毕。
    - 村级债务余额96.4万元，已化解31.2万元，余额降至66.2万元。
    - 核定编制64名，在编57人，空编8名。
    - 整治项目9处，其中沟渠5处、涵闸4处、泵站3处。
    - 新增日处理能力4万吨，加上原有6万吨，总处理能力达到11万吨。
    - 督查反馈问题46个，已销号38个。分批次看，第一批销号15个、第二批销号14个、第三批销号10个。
    - 督办案件61起，已办结28起，尚在侦查阶段9起、审查起诉阶段14起、审判阶段13起。
    - 督察交办信访件640件，已办结612件，办结率95.63%。共有38件未办结。
    - 对拖欠供应商的986.4万元货款建立台账，已支付842.1万元，占85.4%，其余11家的134.4万元已签订还款协议。
    - 长期挂账的往来款232.60万元逐笔核实，收回168.90万元，按规定核销45.70万元。
    - 转运积存垃圾2.75万吨，其中2021年下半年1.38万吨、2022年上半年0.92万吨。
    - 全年接收问题线索240件。从线索来源看，信访举报108件，占比45%；监督检查72件，占比30%；上级交办36件，占比15%；其他28件，占比10%。
    - 一般公共预算收入完成18.4亿元，同比增长6.1%。加上转移性收入22.3亿元，收入合计41.7亿元。
    - 全县实现生产总值226.3亿元，增长6.8%。分产业看，第一产业增加值17.6亿元，增长4.3%；第二产业增加值113.4亿元，增长8.1%；第三产业增加值98.3亿元，增长6.7%。
    - 全年发放补贴396万元。
      1.发放耕地补贴120万元。
      2.发放农机补贴136万元。
      3.发放种粮补贴150万元。
    - 核对逾期货款，确认逾期两年以上的共5.43亿元。二是分类清收。协商收回3.52亿元，诉讼收回1.25亿元，核销0.93亿元。
    - 拖欠租金共768.4万元，上门催收收回416.2万元，诉讼追回203.5万元，按规定减免184.7万元。
    - 逾期一年以上的货款共764万元。通过诉讼收回429万元，核销218万元，减免99万元。
    - 收到线索80件。上述线索中，初核45件，谈话函询28件，暂存8件，了结5件。
    - 全区共有社区96个。8个网格以上的社区24个，5—7个网格的社区41个，4个网格以下的社区33个。
    - 抽查9个乡镇、14个部门、5家国企，共38个单位。
    - 镇机关7个办公室、11个村、4个企业共23个单位参加演练。
    - 贷款余额6400万元。通过处置房产偿还1730万元，余额压降至4760万元。
    - 全镇特困供养对象214人，其中城市特困36人、农村特困187人。

    正例
    - 三年分别召开会议21次、26次、31次，其中专题研究6次、9次、14次。
    - 安置人员1126人，其中甲类864人、乙类262人；落实就业312人、临时救助96人。
    - 中央补助4200万元，省级配套1800万元，县级配套600万元，累计到位资金6100万元，支出5480万元，县级配套尚有500万元未到位。
    - 账龄一年以内132.4万元，一至三年86.3万元，三至五年60.5万元，五年以上20.8万元，合计300万元。
    - 专班共21人，其中党员12人、女干部11人。全局干部60人，其中本科学历44人、35岁以下19人。
    - 全年旧存案件16件，新收134件，结案139件，未结11件。新收案件134件，旧存16件，结案139件，未结11件。
    - 全镇特困供养对象214人，其中城市特困36人、农村特困178人。党员61名，其中女党员24名、35岁以下党员39名。
    - 反馈的5个方面31个问题中，4个方面的22个问题已完成整改，3个方面9个问题正在整改。
    - 全区共有社区96个。其中8个网格以上的社区24个，5—7个网格的社区41个，4个网格以下的社区31个。
    - 省级以上园区12个，产值10亿元以上的企业31家、20亿元以上的企业9家。
    - 收到线索80件。上述线索中，初核45件，谈话函询22件，暂存8件，了结5件。
    - 贷款余额6400万元。偿还1730万元，余额降至4670万元。贷款余额6400万元。偿还1730万元，新增借款500万元，余额降至5170万元。
    - 走访8个社区、15个村、6家企业等，共30个单位。走访8个社区、15个村、6家企业，共发现30个问题。走访8个社区、15个村、6家企业，共29个单位。
    - 核对逾期货款，确认逾期两年以上的共5.43亿元。二是分类清收。协商收回3.25亿元，诉讼收回1.25亿元，核销0.93亿元。
    - 核对逾期货款，确认逾期两年以上的共5.43亿元。二是分类清收。协商收回3.52亿元，诉讼收回1.25亿元，核销0.31亿元。
    - 拖欠租金共768.4万元，上门催收收回416.2万元，诉讼追回203.5万元，其余148.7万元已签订还款协议。
    - 工程投资912.6万元。追回564.3万元，核减241.8万元，上缴142.5万元。
    - 甲类问题6个，乙类问题14个，丙类问题9个。其中列入专项整治的有5个，乙类3个、丙类2个。
    - 毛收入152480元；扣去运维费12480元，可分配14万元。按“五三二”分为村集体、农户、公益三份，即7万元、4.2万元、2.8万元。
    - 党委会专题研究2次、办公会5次；两会有1次合并召开，共开会6次。库存61.3万吨，其中小麦36.5万吨、稻谷20.1万吨。
    - 应退未退418件。分三批清退：3月150件，5月176件，7月80件，共406件。余12件待核对账号。
    - 受理的1亩至3亩（含1亩，不含3亩）的69户，甲类21笔全部发放；乙类发放17笔，其余6笔提存。
    - 6台设备中已收回投资3台，预计明年收回2台，生化分析仪预计后年收回。
    - 提拔干部23人，其中40岁以下的8人，交流轮岗13人。
    - 全年接收问题线索240件。从线索来源看，主要是信访举报108件，占比45%；监督检查72件，占比30%。
    - 一般公共预算收入完成18.4亿元，同比增长6.1%。加上转移性收入22.3亿元，收入合计40.7亿元。
    - 全县实现生产总值226.3亿元，增长6.8%。分产业看，第一产业增加值17.6亿元，增长4.3%；第二产业增加值110.4亿元，增长8.1%；第三产业增加值98.3亿元，增长6.7%。
    - 全县收到来信806件。按类型分，生态类341件、农业类290件、其他175件。从区域看，城关镇406件，占50.4%；河西乡400件，占49.6%。
    - 抽检食品236批次。
      1.抽检粮食86批次。
      2.抽检食用油72批次。
      3.抽检调味品66批次。
    - 长期挂账的往来款232.60万元逐笔核实，收回186.90万元，按规定核销45.70万元。
    - 长期挂账的往来款214.60万元逐笔核实，收回126.40万元，按规定核销35.70万元。
    - 转运积存垃圾2.75万吨，其中2021年下半年1.38万吨、2022年上半年0.94万吨。
    - 需清退补贴186万元，已清退152万元，占81.7%，核减9万元，剩余25万元分期退还。
    - 新增日处理能力4万吨，加上原有6万吨，总处理能力达到10万吨。
    - 督查反馈问题46个，已销号38个。第一批销号15个、第二批销号14个，第三批正在验收。
    - 核定编制42名，实有45名，超编3名。
    - 整治项目9处，其中沟渠5处、涵闸4处、泵站3处（部分项目同时有两类）。
    - 收集企业诉求120项，已经解决50项，已上报30项，正积极推进40件。
    - 组织学习会20次，其中专题研讨3次。
    - 处置违法建设0.12万㎡，其中商铺800㎡、住宅400㎡。
    - 问责12人，其中给予党纪处分8人、政务处分5人。
    - 带动就业48人，其中脱贫人口22人、妇女31人。
    - 清理往来款67笔，其中挂账3年以上的41笔，5年以上的18笔。
    - 走访企业200余家，其中规模以上企业150家、小微企业60家。
    - 检查单位12家，发现问题35个，已整改30个。
    - 督办案件61起，已办结28起，尚在侦查阶段9起、审查起诉阶段14起、审判阶段10起。
    - 督察交办信访件640件，已办结612件，办结率95.63%。共有28件未办结。
    - 制定整改措施15项，完成整改问题28个。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等须准确。
    """
    proved = _proved_parts(notice)
    for group in notice.claims.groups:
        judgement = judge(group, notice.text)
        claims = group.claims
        if (
            judgement.relation is Relation.SUBSET
            and group.cue is Cue.STATUS
            and (
                not _told_of(group, notice.text)
                or _misses_a_nearer(notice, group)
                or (len(group.parts) == 1 and are_told_alike(group.whole, group.parts[0]))
            )
        ):
            continue
        if judgement.relation is Relation.EQUAL and len(group.parts) == 1 and _misses_a_nearer(notice, group):
            continue  # 上半年受理164件，办结146件，下半年受理146件，办结164件
        if judgement.relation in (Relation.EQUAL, Relation.SUBSET):
            spans = tuple(notice.span(c.start, c.end) for c in claims)
            yield Tie(claims, judgement.working, spans, weak=judgement.relation is Relation.SUBSET)
        elif judgement.relation in (Relation.ABOVE, Relation.SHORT) and not sum_is_misfit(group):
            against = group.parts if id(group.whole) in proved else [group.whole]
            yield _finding(notice, group, judgement, tuple(against))
            if judgement.relation is Relation.SHORT and not judgement.certain:
                parts, whole = claims[1:], written(group.whole)
                yield Tie(parts, f"各项均不大于 {whole}", (notice.span(group.whole.start, group.whole.end),))


def _told_of(group: Group, text: str) -> bool:
    """Whether the words tie a number of what has become of something to how much there was of it."""
    whole, part = group.whole, group.parts[0]
    between = text[whole.end : part.start]
    alike = not (whole.noun and part.noun) or whole.noun == part.noun
    if part.unit.measured:
        others = part.sentence.quantities if part.sentence else []
        beside = any(q.start > part.start and q.unit.kind == part.unit.kind for q in others)
        one = group.near and (
            not beside or _SO_FAR.search(between) is not None
        )  # 上缴3万元、归还2万元、拨付1万元
    else:
        described = part.lead.endswith("的")  # 36件建议涉及的8个项目
        one = part.unit.name == whole.unit.name or (group.near and not described)
    if len(group.parts) == 1 and (_is_another_deed(part, whole, between) or is_of_another_object(group)):
        return False
    undone = _ALL.search(whole.tail) and left_over(part.lead)  # 43处已全部完成，其余2处…
    is_label = part.lead.endswith("类")  # 分阶段整改类21个、持续整改类7个
    return one and alike and not (undone or is_label or _OTHER_MATTER.search(between))


def _is_another_deed(part: Quantity, whole: Quantity, between: str) -> bool:
    """Whether a number tells a deed of its own, and the other one not how many there were: 约谈企业9家，清退2家."""
    if is_whole(whole) or not whole.lead or _SO_FAR.search(between):
        return False
    if _all_there_was().search(whole.lead + between):
        return False
    return _own_deed().search(part.lead) is not None


@cache
def _own_deed() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "own_deeds"))


@cache
def _all_there_was() -> re.Pattern[str]:
    words = f"{lexicon.any_of('statuses', 'whole')}|{lexicon.any_of('nouns', 'own_checks')}"
    return compiled(f"{words}|逐[户人项个一]")


def _misses_a_nearer(notice: Notice, group: Group) -> bool:
    """Whether a number that stands nearer, and tells the same of the same things, is too small to be the whole.

    反馈32个，已整改27个。甲区整改15个、乙区整改13个 is no proof that 28 of 32 are put right, nor is 新建公厕24座，改造公厕18座，已完成22座
    one that 22 of 24 are done.
    """
    part = group.parts[0]
    between = notice.claims.quantities_in(group.whole.end, part.start)
    alike = [q for q in between if q.unit.name == part.unit.name and q.depth == part.depth]
    if len(group.parts) == 1:
        name = group.whole.lead[-2:]  # of one thing, told of two
        return len(name) > 1 and any(q.lead.endswith(name) and q.base < part.base for q in alike)
    return any(q.status is part.status and q.base < group.total for q in alike)


def _begins_complete(group: Group) -> bool:
    """Whether the first parts make up the whole already, so that the last may be counted within them."""
    parts = group.parts
    fits = any(total_of(parts[:k]) == group.whole.base for k in range(2, len(parts)))
    return fits and not complementary(parts)


def _proved_parts(notice: Notice) -> set[int]:
    """The parts of several that make up their whole exactly: as wholes of other lists they are not the wrong ones."""
    equal = (g for g in notice.claims.groups if judge(g, notice.text).relation is Relation.EQUAL)
    return {id(p) for g in equal if (g.near or g.closed) and len(g.parts) > 1 for p in g.parts}


def _finding(notice: Notice, group: Group, judgement: Judgement, against: tuple[Quantity, ...]) -> Finding:
    whole = group.whole
    total = written(whole)
    short = judgement.relation is Relation.SHORT
    swap = closing_swap(whole, group.parts)
    if short and not judgement.certain:
        untold = hint(swap) if swap else "其余未说明"
        message = f"总数 {total}，所列分项相加为 {judgement.sum}，{untold}，请核实"
        severity, certainty = Severity.WARNING, Certainty.QUERY
    else:
        slip = f"{hint(swap)}，" if swap and swap.is_long else ""
        message = f"总数 {total}，分项相加为 {judgement.sum}，两处不一致，{slip}请核实"
        severity = Severity.ERROR if group.near and not _begins_complete(group) else Severity.WARNING
        certainty = Certainty.CERTAIN if judgement.certain and group.near else Certainty.LIKELY
    return Finding(
        message,
        notice.span(whole.start, whole.end),
        severity=severity,
        certainty=certainty,
        related=tuple(Label(notice.span(p.start, p.end), f"分项 {written(p)}") for p in group.parts),
        evidence=Evidence(total, judgement.sum, judgement.working),
        cause=f"sum:{whole.start}",
        claims=against,
    )
