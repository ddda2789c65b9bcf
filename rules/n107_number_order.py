"""N107: numbers that are out of order."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.structure.numbering import defects
from auditor.structure.sequences import Flaw


@rule("N107", name="number-order", severity=Severity.ERROR, since="0.1")
def number_order(notice: Notice) -> Iterator[Finding | Tie]:
    """序号颠倒或写错。

    检查什么
    同级标题、附件、段内列举的序号都在，但次序颠倒；或者中间一个序号写成了别的数，后面又接着往下编。

    为什么
    次序颠倒多半是调整段落后没有改号，引用“第三条”时会对不上。

    反例
    - 一、总体情况
      三、整改情况
      二、存在问题
      四、下一步打算
    - 一、整改情况
      1.学习不扎实
      2.制度不落实
      7.监督不到位
      4.作风不实

    正例
    - 一、整改情况
      （一）党的建设方面
      3.学习不扎实
      4.制度不落实
      （二）作风建设方面
      5.监督不到位
    - 一、整改情况
      1.学习不扎实
      2.制度不落实
      二、下一步打算
      1.持续整改
    - 第二部分　整改情况
      1.学习不扎实
      2.制度不落实

    依据
    GB/T 9704-2012 7.3.3。
    """
    for defect in defects(notice, Flaw.ORDER):
        mark, before, after = defect.mark, defect.before, defect.after
        context = f"前面是“{before.words}”，" if before else ""
        context += f"后面是“{after.words}”，" if after else ""
        places = [m for m in (before, after) if m]
        yield Finding(
            f"序号“{mark.words}”次序不对，{context}按次序应为 {defect.expected}，请核实",
            notice.span(mark.start, mark.end),
            related=tuple(Label(notice.span(m.start, m.end), "相邻的序号") for m in places),
            evidence=Evidence(
                mark.words, str(defect.expected), f"按次序应为 {defect.expected}，写的是 {mark.number}"
            ),
        )
