"""N103: a heading that lost its number."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Node, Notice
from auditor.registry import rule
from auditor.structure.numbering import groups


@rule("N103", name="lost-number", severity=Severity.ERROR, since="0.1")
def lost_number(notice: Notice) -> Iterator[Finding | Tie]:
    """标题丢失序号。

    检查什么
    同级标题的序号中断，而中断处正好有一个没有序号的短行；或者下一级序号重新从头开始，前面却只有一个
    没有序号的短行。这一行多半是丢了序号的标题。缺号与丢号是同一个原因，只报一次。

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

    正例
    - 1.学习不扎实
      2.管理不规范
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
    for group in groups(notice):
        siblings = group.sections
        for at, section in enumerate(siblings):
            heading = section.heading
            if not section.recovered or heading is None:
                continue
            before = siblings[at - 1] if at else None
            after = siblings[at + 1] if at + 1 < len(siblings) else None
            number = section.number or 0
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


def _words(section: Node) -> str:
    heading = section.heading or section
    return heading.marker or heading.text[:12]
