"""N102: a number is written twice in one sequence."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.structure.numbering import defects
from auditor.structure.sequences import Flaw

_CLOSING = ("）", ")", "、", "：", ":")


@rule("N102", name="duplicate-number", severity=Severity.ERROR, since="0.1")
def duplicate_number(notice: Notice) -> Iterator[Finding | Tie]:
    """同一组序号中有重号。

    检查什么
    同级标题、附件、段内列举中，同一个序号是否用了两次，一个标题前是否把序号写了两遍。换了上级标题后重新从 1 编号的不算；前有冒号或
    小标题引出的新列举也不算。

    为什么
    重号之后，“问题 3”指的是哪一条就说不清了，总数也会数错。

    反例
    - 一、总体情况
      二、整改情况
      二、下一步打算
    - 一、整改情况
      1.学习不扎实
      2.制度不落实
      2.监督不到位
      4.作风不实
    - 一、主要做法
      建立机制：①定期会商；②挂图作战；②销号管理；③督导检查。
    - 一、下一步打算
      （一）（一）提高认识
      召开会议。
      （二）压实责任
      建立台账。

    正例
    - 分三类处置：①限期整改18家；②停产整治5家；③关闭取缔4家。②类中3家已恢复生产，其余2家未达标。
    - 一、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （二）作风建设方面
      （1）作风不实
    - 一、整改情况
      存在问题：
      1.学习不扎实
      2.制度不落实
      整改措施：
      1.加强学习
      2.严格制度
    - 2.完善制度
      附件：1.问题清单
      2.任务清单
    - 一、整改情况
      （1）学习不扎实
      1）制定计划
      2）开展轮训
      （2）制度不落实
      1）修订制度

    依据
    GB/T 9704-2012 7.3.3。
    """
    for section in notice.sections:
        leaf = section.heading or section
        width = len(leaf.marker)
        if leaf.marker.endswith(_CLOSING) and leaf.text.startswith(leaf.marker, width):
            yield Finding(
                f"序号“{leaf.marker}”写了两遍，请核实",
                notice.span(leaf.start + width, leaf.start + 2 * width),
                evidence=Evidence(2 * leaf.marker, leaf.marker, "同一个序号连写两遍"),
            )
    for defect in defects(notice, Flaw.DUPLICATE):
        mark, twin, after = defect.mark, defect.before, defect.after
        message = f"序号“{mark.words}”重复"
        if twin and twin.start > mark.start:
            message = f"这里的序号“{mark.words}”与后面的重复"
        if after and after.number == defect.expected + 1:
            message += f"，后面接着是“{after.words}”，请核实此处是否应为 {defect.expected}"
        else:
            message += "，请核实"
        related = (Label(notice.span(twin.start, twin.end), "同一序号的另一处"),) if twin else ()
        yield Finding(
            message,
            notice.span(mark.start, mark.end),
            related=related,
            evidence=Evidence(
                mark.words, str(defect.expected), f"按次序应为 {defect.expected}，写的是 {mark.number}"
            ),
        )
