"""N106: a level that is left out in one section and used in its siblings."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.registry import rule


@rule("N106", name="level-skipped", severity=Severity.INFO, since="0.1")
def level_skipped(notice: Notice) -> Iterator[Finding | Tie]:
    """序号层次前后不一致。

    检查什么
    并列的标题中，有的下面用“1.”，有的直接用“（1）”，同一层意思用了两级序号。全文都跳过同一级的不报；
    “问题 1”一类的序号可以挂在任何一级下面，不报；
    各大部分（一、二、三、）下面用哪一级，本来就可以不同，也不报。

    为什么
    层次不一致时，读者和统计问题数的人会把同级的问题看成两级。

    反例
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      （二）作风建设方面
      1.调研不深入
      2.文风不实
      （三）队伍建设方面
      （1）结构不合理
      （2）培训不够
    - 二、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （2）制度不落实
      （二）作风建设方面
      1.调研不深入
      2.文风不实

    正例
    - 二、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （二）作风建设方面
      （1）调研不深入
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      （1）没有计划
      （二）作风建设方面
      1.调研不深入
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      三、下一步打算
      1.持续整改
    - 二、整改情况
      （一）突出问题
      1.学习方面
      问题1：学习不扎实
      （二）持续整改问题
      问题2：制度不落实

    依据
    GB/T 9704-2012 7.3.3；允许跳级，但全文应当一致。
    """
    for parent in notice.sections:
        below = [(s, s.sections[0].level) for s in parent.sections if s.sections]
        levels = {level for _, level in below if level != 4}
        if len(levels) < 2:
            continue
        upper = min(levels)
        odd = [s for s, level in below if level not in (4, upper) and level > upper]
        usual = [s for s, level in below if level == upper]
        if not odd or any(_uses(s, upper) for s in odd):
            continue
        first = odd[0].sections[0].heading
        other = usual[0].sections[0].heading
        if first is None or other is None:
            continue
        yield Finding(
            f"并列部分下面有的用“{other.marker}”，有的直接用“{first.marker}”，层次不一致，建议统一",
            notice.span(first.start, first.start + len(first.marker)),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(other.start, other.start + len(other.marker)), "并列部分的写法"),),
        )


def _uses(section: Node, level: int) -> bool:
    return any(s.kind is Kind.SECTION and s.level == level for s in section.sections)
