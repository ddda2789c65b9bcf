"""C102: areas announced in the overview that have no section of their own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule
from auditor.stated.areas import announced_areas, announced_chapters


@rule("C102", name="announced-areas", severity=Severity.ERROR, since="0.1")
def announced_areas_rule(notice: Notice) -> Iterator[Finding | Tie]:
    """总述列出的方面与正文各部分不符。

    检查什么
    总体情况中“从甲、乙、丙等N个方面”列出的方面，与整改落实部分的一级小标题逐一对照：数目是否相等，
    哪些方面没有对应的部分。“现将甲、乙、丙3个方面情况报告如下”列出的各项与其后各章标题依次对上的，以章数为准。只在列出的方面与小标题大多能对上时才比较。

    为什么
    宣布五个方面、只写三个方面，读者会认为另两个方面没有整改。

    反例
    - 一、总体情况
      从政治责任、党建引领、重点任务、作风建设4个方面入手，建立整改台账。
      二、反馈问题整改落实情况
      （一）关于政治责任方面问题的整改情况
      1.学习不深入问题。已整改。
      （二）关于党建引领方面问题的整改情况
      1.活动不经常问题。已整改。
      （三）关于重点任务方面问题的整改情况
      1.推进不及时问题。已整改。
    - 一、总体情况
      围绕决策部署、廉政风险、组织建设三个方面逐项整改。
      二、巡察反馈意见整改情况
      （一）落实决策部署方面
      1.已整改。
      （二）廉政风险防控方面
      1.已整改。

    - 现将部署推进、问题整改、原因及安排、下一步打算5个方面情况报告如下：
      一、部署推进情况
      成立专班。
      二、问题整改情况
      逐项整改。
      三、原因及安排
      有关事项涉及多家单位。
      四、下一步打算
      抓好后续整改。

    正例
    - 现将部署推进、问题整改、原因及安排、下一步打算4个方面情况报告如下：
      一、部署推进情况
      成立专班。
      二、问题整改情况
      逐项整改。
      三、原因及安排
      有关事项涉及多家单位。
      四、下一步打算
      抓好后续整改。
    - 一、总体情况
      从政治责任、党建引领2个方面入手，建立整改台账。
      二、反馈问题整改落实情况
      （一）关于政治责任方面问题的整改情况
      1.学习不深入问题。已整改。
      （二）关于党建引领方面问题的整改情况
      1.活动不经常问题。已整改。
    - 一、总体情况
      从责任、措施、时限3个方面压实任务。
      二、反馈问题整改落实情况
      （一）关于理论学习不深入的问题
      已整改。
      （二）关于组织生活不规范的问题
      已整改。
    - 一、总体情况
      下设综合、督办、宣传3个组。
      二、反馈问题整改落实情况
      （一）督办落实不力的问题
      已整改。
      （二）宣传不到位的问题
      已整改。

    依据
    《中国共产党党务公开条例（试行）》：公开内容应当真实、完整。
    """
    chapters = list(announced_chapters(notice))
    told = {id(areas.claim) for areas in chapters}
    for areas in (*chapters, *(areas for areas in announced_areas(notice) if id(areas.claim) not in told)):
        stated = areas.claim.stated
        quote = notice.text[stated.start : stated.end]
        count = len(areas.sections)
        names = "、".join(notice.text[a:b] for a, b in areas.missing)
        titles = "；".join(s.title for s in areas.sections)
        if count == stated.value:
            spans = tuple(notice.node_span(s.heading or s) for s in areas.sections)
            yield Tie((areas.claim, stated), f"正文对应部分 {count} 个：{titles}", spans)
            continue
        lacking = f"，未见对应部分：{names}" if areas.missing and count < stated.value else ""
        yield Finding(
            f"总述列出 {quote}，正文只有 {count} 个部分{lacking}，请核实",
            notice.span(stated.start, stated.end),
            certainty=Certainty.LIKELY,
            related=(
                *(Label(notice.span(a, b), "未见对应部分") for a, b in areas.missing),
                *(Label(notice.node_span(s.heading or s), "正文部分") for s in areas.sections),
            ),
            evidence=Evidence(show(stated.value), str(count), titles),
            cause=f"listed:{stated.start}",
            claims=(areas.claim, stated) if id(areas.claim) in told else (stated,),
        )
