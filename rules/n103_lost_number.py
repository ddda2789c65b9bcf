"""N103: a heading that lost its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Node, Notice
from auditor.registry import rule
from auditor.structure.numbering import Group, groups


@rule("N103", name="lost-number", severity=Severity.ERROR, since="0.1")
def lost_number(notice: Notice) -> Iterator[Finding | Tie]:
    """标题丢失序号。

    检查什么
    同级标题的序号中断，而中断处正好有一个没有序号的短行；或者下一级序号重新从头开始，前面却只有一个
    没有序号的短行。这一行多半是丢了序号的标题。缺号与丢号是同一个原因，只报一次。
    同级标题都写作“关于……的问题。”一类，而中断处（包括换了上级标题后连续编号的）恰有一段以这种形式开头的，也作标题。

    为什么
    标题没有序号，层次就断了，读者分不清它属于哪一部分。

    反例
    - 1.学习不扎实
      整改情况如下。
      管理不规范
      3.监督不到位
    - 一、总体情况
      （一）加强领导
      （二）压实责任
      二、整改情况
      （一）党的建设方面
      （二）作风建设方面
      下一步工作打算
      （一）持续抓好整改
      （二）巩固整改成果
    - 一、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （2）制度不落实
      关于作风建设方面问题的整改情况
      （1）调研不多
      （2）文风不实
    - 一、整改情况
      （一）资产管理方面
      1.关于账实不符的问题。已盘点入库。
      关于闲置房屋未处置的问题。已公开出租。
      （二）合同管理方面
      3.关于合同未归档的问题。已补交归档。

    正例
    - 1.学习不扎实
      2.管理不规范
    - 1.关于账实不符的问题。已盘点入库。
      关于库房漏雨的问题。同步维修屋面。
      2.关于合同未归档的问题。已补交归档。
    - 一、总体情况
      二、整改情况
    - （1）学习
      （2）管理
    - 一、整改情况
      （一）学习方面
      存在问题
      1.学习不深
      2.记录不全
      整改措施
      1.制定计划
      2.补齐记录
      （二）作风方面
      存在问题
      1.调研不多
      2.文风不实
      整改措施
      1.下沉一线
      2.精简文件

    依据
    GB/T 9704-2012 7.3.3。
    """
    found = groups(notice)
    onward = _running_on(found)
    for group in found:
        siblings = group.sections
        for at, section in enumerate(siblings):
            heading = section.heading
            if not section.recovered or heading is None:
                continue
            number = section.number or 0
            before = siblings[at - 1] if at else group.previous if number > 1 else None
            after = siblings[at + 1] if at + 1 < len(siblings) else onward.get((section.level, number))
            proved = after is not None and after.number == number + 1
            message = "标题没有序号"
            if before:
                message += f"，前一个同级标题是“{_words(before)}”"
            message += (
                f"，后一个是“{_words(after)}”，此处缺第 {number} 个" if after else f"，按次序是第 {number} 个"
            )
            labels = [
                Label(notice.node_span(s.heading), "同级标题") for s in (before, after) if s and s.heading
            ]
            yield Finding(
                message + "，请核实",
                notice.node_span(heading),
                severity=Severity.ERROR if proved or section.level == 1 else Severity.WARNING,
                certainty=Certainty.CERTAIN if proved else Certainty.LIKELY,
                related=tuple(labels),
            )


def _running_on(found: Iterable[Group]) -> dict[tuple[int, int], Node]:
    """The first headings of parts whose numbers run on from the part before, by level and the number before them."""
    return {
        (group.level, group.previous.number): group.sections[0]
        for group in found
        if group.previous is not None
        and group.previous.number
        and group.sections[0].number == group.previous.number + 1
    }


def _words(section: Node) -> str:
    heading = section.heading or section
    return heading.marker or heading.text[:12]
