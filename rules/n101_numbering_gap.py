"""N101: a number is missing in a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.registry import rule
from auditor.structure.numbering import defects
from auditor.structure.sequences import Flaw, Mark


@rule("N101", name="numbering-gap", severity=Severity.ERROR, since="0.1")
def numbering_gap(notice: Notice) -> Iterator[Finding | Tie]:
    """序号有缺号。

    检查什么
    同级标题、附件、段内（1）（2）（3）一类列举的序号是否中断，或者一开头就少了前面的号。换了上级标题后
    重新编号、全文连续编号、一个标题管几个号（3-5.）都是正常的；缺的那个号其实写在段落里的，也不算缺。

    为什么
    序号中断，读者会以为漏报了一个问题，或者删掉了一条措施。

    反例
    - 一、总体情况
      二、整改情况
      四、下一步打算
    - 一、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      4.监督不到位
      （二）作风建设方面
    - 一、主要做法
      成立专班，建立机制：（1）定期会商；（2）挂图作战；（4）销号管理。

    正例
    - 一、党的建设方面
      1.讲党课少。已讲3次。2.组织关系滞留。转出2人。3.谈心谈话无记录。补谈21人次。
      二、业务管理方面
      4.档案不全。补齐31份。5.培训流于形式。举办8期。
    - （一）（二）（三）已完成整改，（四）（六）转入长期推进。（一）学习不深。已整改。
    - 一、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      （二）作风建设方面
      1.作风不实
      2.监督不到位
    - 一、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （2）制度不落实
      （二）作风建设方面
      （3）作风不实
      （4）监督不到位
    - 1.学习不扎实
      2-3.制度不落实、执行不到位
      4.监督不到位
    - 整改情况如下：
      ①学习制度不落实。已修订制度。
      ②至③系工作纪律类问题，已解决。
      ④会议记录不完整。已补录。
    - 附件：1.问题清单
      2.任务清单
    - 投资3.5万元，涉及1、2、5号楼；长度1.2公里。

    依据
    GB/T 9704-2012 7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。
    """
    for defect in defects(notice, Flaw.GAP, Flaw.START):
        mark, before = defect.mark, defect.before
        lost = "、".join(map(str, defect.missing[:5])) + ("等" if len(defect.missing) > 5 else "")
        related: tuple[Label, ...] = (
            (Label(notice.span(before.start, before.end), "前一个序号"),) if before else ()
        )
        if defect.flaw is Flaw.GAP and before:
            message = f"序号从“{before.words}”跳到“{mark.words}”，中间缺 {lost}，请核实是否漏项"
        else:
            message = f"这一组序号从“{mark.words}”开始，前面没有 {lost}，请核实"
        if defect.flaw is Flaw.GAP and before and (paragraph := _unnumbered(before, mark)):
            related += (Label(notice.span(paragraph.start, paragraph.start + 12), "可能丢了序号的段落"),)
        yield Finding(
            message,
            notice.span(mark.start, mark.end),
            certainty=Certainty.CERTAIN if defect.flaw is Flaw.GAP else Certainty.LIKELY,
            related=related,
            evidence=Evidence(
                mark.words, str(defect.expected), f"应接 {defect.expected}，写的是 {mark.number}"
            ),
        )


def _unnumbered(before: Mark, mark: Mark) -> Node | None:
    """The paragraph before the gap that may be the heading that is missed.

    Where headings run on into their text it is the next paragraph; elsewhere one that begins as its siblings do.
    """
    section = before.node.parent if before.node else None
    if section is None or section.kind is not Kind.SECTION or mark.node is None or before.node is None:
        return None
    body = [n for n in section.children[1:] if n.kind is Kind.PARAGRAPH and not n.joined and len(n.text) > 12]
    if len(section.children) > 2 and section.children[1].joined:
        return body[0] if body else None
    starts = {node.text[len(node.marker) :].strip()[:2] for node in (before.node, mark.node)}
    return next((n for n in body if n.text[:2] in starts), None)
