"""N108: 一是…二是…三是… with a gap, a repetition or without its beginning."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.structure.measures import measure_defects
from auditor.structure.sequences import Defect, Flaw


@rule("N108", name="measure-order", severity=Severity.WARNING, since="0.1")
def measure_order(notice: Notice) -> Iterator[Finding | Tie]:
    """“一是、二是、三是”的次序有误。

    检查什么
    一是……二是……、一要……二要……、第一，……第二，……是否缺号、重号、颠倒或没有开头。两项的列举、套在一项里
    的小列举、“首先……二是……”都是正常的；OCR 把“一是”读成“—是”的，按“一是”算。

    为什么
    列举少了一项，多半是删改时带走了一条措施，或者序次没有跟着改。

    反例
    - 街道作了以下整改：一是健全机制。三是加强督查。
    - 一是健全机制。二是加强督查。二是开展轮训。三是严格考核。
    - 二是加强督查。三是开展轮训。
    - 一要健全机制；二要加强督查；四要严格考核。

    正例
    - 一是健全机制；二是加强督查。
    - 首先健全机制，二是加强督查，三是开展轮训。
    - 一是健全机制：一是例会，二是台账。二是加强督查。三是开展轮训。
    - —是健全机制；二 是加强督查；三是开展轮训。
    - 一是健全机制。二是加强督查。三是开展轮训。近几年我们一是敢想，不等不靠。二是敢干，勇于实践。
    - 在采购方面，一是公开招标，二是每周询价，三是终止合同。在留样方面，现在一是添置冰箱，二是指定专人，三是定期体检。
    - 坚持一是一、二是二，统一是基础，三要素齐全。
    - 一是健全机制。二、加强督查。三是开展轮训。

    依据
    序次语应当连续；《标点符号用法》GB/T 15834-2011 附录 B.3。
    """
    for defect in measure_defects(notice):
        mark, before = defect.mark, defect.before
        related = (Label(notice.span(before.start, before.end), "前一项"),) if before else ()
        yield Finding(
            _message(defect),
            notice.span(mark.start, mark.end),
            certainty=Certainty.QUERY if defect.flaw is Flaw.START else Certainty.LIKELY,
            related=related,
            evidence=Evidence(mark.words, f"第 {defect.expected} 项", f"按次序应为第 {defect.expected} 项"),
        )


def _message(defect: Defect) -> str:
    words, before = defect.mark.words, defect.before.words if defect.before else ""
    match defect.flaw:
        case Flaw.GAP:
            lost = "、".join(map(str, defect.missing[:5]))
            return f"列举从“{before}”跳到“{words}”，缺第 {lost} 项，请核实"
        case Flaw.DUPLICATE:
            return f"列举中“{words}”重复，按次序应为第 {defect.expected} 项，请核实"
        case Flaw.ORDER:
            return f"列举中“{words}”次序不对，按次序应为第 {defect.expected} 项，请核实"
        case Flaw.START:
            return f"列举从“{words}”开始，前面没有第 1 项，请核实"
