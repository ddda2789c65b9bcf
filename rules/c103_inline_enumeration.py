"""C103: a list in a sentence that has more or fewer members than its number says."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Enumeration
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.presentation.listed import listed
from auditor.registry import rule
from auditor.stated.areas import announced_chapters, is_reported


@rule("C103", name="inline-enumeration", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def inline_enumeration(notice: Notice) -> Iterator[Finding | Tie]:
    """句中列举的项数与所称数目不符。

    检查什么
    “甲、乙、丙等三个方面”“三项制度：甲、乙、丙”“五个社区（甲、乙……）”“从三个方面……：一是……二是……”这类句子，
    列出的项数是否等于所称的数目。按顿号数，末项用“和、及”连接时另作一数（书名号、引号内的不拆）；同一项列两次只数一次；
    “等”后数目多于所列的视为举例。“分别是”等引出的书名连列到不再有书名处为止，其后另起的一句不算在内；
    其后写有“另、其余、还”的不比较。引号内各项都以所数的名称结尾的（“甲台账、乙台账”三本台账），也比较。“在甲、乙、丙、丁设立4个管护站”按一处一个比较，少一个、或所列五处以上而多一个的才提示，泛指的地方（机关、学校）不比较；
    “4个试点镇是甲镇、乙镇……”只在所列都是单位、地方名称时比较；“甲村、乙村等2个镇共5个村”的前一个数是所属的镇，不比较。

    为什么
    增删列举项而忘记改数目，是最常见的修改遗漏。

    反例
    - 仍在推进的2个问题分别是档案管理不规范、合同清理不彻底、食堂收费不合理。
    - 二、下一步打算
      局党组将坚决落实部署要求，切实做到四个持续。
      （一）持续强化学习。按月开展研讨。
      （二）持续推进整改。按季调度。
      （三）持续加强监督。按年检查。
    - 从政治建设、组织建设、作风建设、纪律建设等三个方面查找原因。
    - 修订了《考勤办法》《报销办法》、《采购办法》、《用车办法》三项制度。
    - 覆盖5个社区（青石、柳林、河东、桥北）。
    - 走访红石村、柳湾村、红石村3个村。
    - 走访红石村、柳湾村、桥北村等2个村共12个小组。
    - 出台《书记与镇长沟通制度》《值班办法》3项制度。
    - 修订4项制度，分别是《考勤办法》《报销办法》《采购办法》，推动形成管人、管事、管物的机制。
    - 在白桥、柳林、石湾、青口、河东设立6个管护站。
    - 5个试点镇是青石镇、柳林镇、河口镇和白桥镇，均已完成验收。
    - 主要存在以下三个方面的问题。一是学习不深入。二是检查不经常。三是整改不及时。四是台账不规范。
    - 走访中做到“三个必须问”——必须向群众问需求、必须向干部问困难。
    - 会议提出三点要求，一是提高认识，二是明确责任，三是严格标准，四是跟踪问效。
    - 制定“党务公开目录、村务公开目录、财务公开目录”四个目录。
    - 建立“隐患台账、整改台账”三本台账，逐项销号。
    - 执行“周调度制度、月通报制度、季考评制度、年总结制度”三项制度。

    正例
    - 仍在推进的2个问题分别是档案管理不规范、合同清理不彻底。3个项目分别是2021年、2022年立项的改造项目。2个问题分别是由镇财政所、镇民政办、镇纪委牵头整改的。
    - 建立“隐患台账、整改台账”两本台账，执行“周调度制度、月通报制度”等三项制度。
    - 运用“资产台账、合同台账、租金台账”四本台账管理系统。“日清单、周清单、月清单”四张清单中的三张已印发。
    - 二、下一步打算
      局党组将坚决落实部署要求，切实做到三个持续。
      （一）持续强化学习。按月开展研讨。
      （二）持续推进整改。按季调度。
      （三）持续加强监督。按年检查。
    - 走访银杏里、石板巷、三眼桥三个社区。
    - 正在整改的4个问题全部在这一方面，主要是东河村、西河村的旧合同涉及诉讼。
    - 自查发现多收费用、分解收费等问题5类，退还患者3万元。
    - 走访中做到“三个必须问”——必须向群众问需求、必须向干部问困难、必须向企业问堵点。
    - 落实“三个到位”，推动责任到位、措施到位。
    - 从政治建设、组织建设、作风建设等三个方面查找原因。
    - 修订3项制度，分别是《考勤办法》《报销办法》《采购办法》，推动形成管人、管事、管物的机制。
    - 修订4项制度，分别是《考勤办法》《报销办法》《采购办法》，另一项正在征求各站、所意见。
    - 在白桥、柳林、石湾设立3个管护站，在机关、学校、社区、企业设立5个咨询点。
    - 对新河街等6个镇街开展巡察。
    - 青石、柳林两个便民服务站已完成提升。
    - 组织机关科室和社区负责人、各部门经办人等两类人员开展培训。
    - 完善制度、建立机制、化解矛盾3起。
    - 坚持“三务”公开，以党务、政务、财务为主要内容。
    - 是涉及产权不清、需多部门会商的，共4个。
    - 核查低保、特困、残疾人两项补贴等数据。
    - 落实主体责任、开展四个方面工作。
    - 对青石镇红石村、柳湾村、河口镇桥北村等2个镇共3个村开展巡察，走访红石村、柳湾村、桥北村等2个镇的3个村。

    依据
    GB/T 15834-2011 4.5（顿号）；《党政机关公文处理工作条例》第二十条。
    """
    chapters = {id(areas.claim) for areas in announced_chapters(notice)}
    for item in notice.claims.enumerations:
        if id(item) in chapters:
            continue  # C102 holds it against the chapters that answer it
        stated = int(item.stated.value)
        span = notice.span(item.start, item.end)
        places = tuple(notice.span(a, b) for a, b in item.items)
        if stated in item.counts:
            if len(item.items) != stated and is_reported(notice, item):
                continue  # 现将甲、乙、原因及安排4个方面…: only the chapters could tell
            yield Tie((item, item.stated), f"列出 {stated} 项：{listed(notice.text, item)}", (span,))
        elif item.stated.bound is Bound.EXACT and _contradicted(item, stated):
            count = item.counts[0]
            quote = notice.text[item.stated.start : item.stated.end]
            yield Finding(
                f"所称 {quote}，列出 {count} 项{'（有重复）' if count < len(item.items) else ''}，请核实",
                notice.span(item.stated.start, item.stated.end),
                severity=Severity.ERROR
                if item.closed and abs(count - stated) == 1 and not item.loose
                else Severity.WARNING,
                certainty=Certainty.LIKELY,
                related=tuple(Label(place, f"第 {n} 项") for n, place in enumerate(places, 1)),
                evidence=Evidence(
                    show(item.stated.value),
                    str(count),
                    listed(notice.text, item),
                    tuple(f"另一种数法 {n} 项" for n in item.counts[1:]),
                ),
                cause=f"listed:{item.stated.start}",
                claims=(item, item.stated),
            )


def _contradicted(item: Enumeration, stated: int) -> bool:
    """Whether no natural reading gives the number and the list is one that should be complete."""
    if item.stated.unit.name == "级" and not item.quoted:
        return False  # 中央和省、自治区、直辖市两级: marks do not tell what is one level
    low, high = min(item.counts), max(item.counts)
    if not item.closed:
        return item.before and low >= 2 and stated < low
    return low >= 2 and (stated < low or stated - high <= 2)
