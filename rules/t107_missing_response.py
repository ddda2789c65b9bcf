"""T107: a problem that is described and not answered, where all others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.registry import rule

MIN_LABELLED = 3


@rule("T107", name="missing-response", severity=Severity.WARNING, since="0.1")
def missing_response(notice: Notice) -> Iterator[Finding | Tie]:
    """问题没有写整改情况。

    检查什么
    同一级的问题下面大多有“整改落实情况：”一类的段落，个别问题只有描述、没有这一段。

    为什么
    公开的问题都应当有回应；缺一段多半是漏贴，也可能是没有整改。

    反例
    - 1.学习不扎实
      整改落实情况：制定计划，开展轮训。
      2.制度不落实
      整改落实情况：修订制度3项。
      3.监督不到位
      少数支部没有开展监督检查。
      4.作风不实
      整改落实情况：下沉一线，解决难题12个。
    - （1）学习不扎实
      整改情况：制定计划。
      （2）制度不落实
      整改情况：修订制度。
      （3）监督不到位
      整改情况：加强督查。
      （4）健身设施损坏，长期未解决。群众反映强烈。

    正例
    - 1.学习不扎实
      整改落实情况：制定计划，开展轮训。
      2.制度不落实
      少数支部没有制度。
      整改落实情况：修订制度3项。
      3.监督不到位
      整改落实情况：加强督查。
    - 1.学习不扎实
      制定计划，开展轮训。
      2.制度不落实
      修订制度3项。
      3.监督不到位
      加强督查。
    - 1.学习不扎实
      整改措施：制定计划。
      2.制度不落实
      已修订制度3项。

    依据
    整改通报应当对反馈的每个问题逐一作出回应。
    """
    by_level: dict[int, list[Node]] = {}
    for section in notice.sections:
        if not section.sections:
            by_level.setdefault(section.level, []).append(section)
    for leaves in by_level.values():
        labels = Counter(label for s in leaves for label in {*_labels(s)})
        if not labels:
            continue
        label, times = min(labels.items(), key=lambda item: (-item[1], item[0]))
        if times < MIN_LABELLED or times * 5 < len(leaves) * 3:
            continue
        parents = {id(s.parent) for s in leaves if label in _labels(s)}
        example = next(s for s in leaves if label in _labels(s))
        for section in leaves:
            beside = id(section.parent) in parents and len(section.children) > 1
            if beside and not _labels(section) and section.heading:
                yield Finding(
                    f"同级的问题都有“{label}”，这里没有，请核实是否漏段",
                    notice.node_span(section.heading),
                    certainty=Certainty.LIKELY,
                    related=(Label(notice.node_span(example), f"有“{label}”的问题"),),
                )


def _labels(section: Node) -> list[str]:
    return [child.label for child in section.children if child.kind is Kind.PARAGRAPH and child.label]
