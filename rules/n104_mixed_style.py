"""N104: different kinds of marks in one sequence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.findings import Finding, Label, Severity, Tie
from auditor.notice import Node, Notice
from auditor.registry import rule
from auditor.structure.numbering import form, groups


@rule("N104", name="mixed-style", severity=Severity.INFO, since="0.1")
def mixed_style(notice: Notice) -> Iterator[Finding | Tie]:
    """同一组序号的写法不统一。

    检查什么
    连着编号的同级标题，序号的括号、点号、冒号写法是否一致，例如（5）后面是 (6)，“问题1：”后面是
    “问题2.”。每一级只报一次，列出写法不同的各处；整组都用半角或都用全角的不报。

    为什么
    写法不统一多半是拼接或转换留下的痕迹，公开前应当统一。

    反例
    - （1）学习不扎实
      (2)制度不落实
      （3）监督不到位
    - 1.学习不扎实
      2、制度不落实
      3.监督不到位
    - 问题1：学习不扎实
      问题2.制度不落实

    正例
    - (1)学习不扎实
      (2)制度不落实
    - 一、总体情况
      （一）加强领导
      1.学习
      2.部署
      （二）压实责任
    - 第一部分　总体情况
      一、加强领导
      二、压实责任
      第二部分　整改情况
      一、党的建设方面
    - （1）学习不扎实
      1）制定计划
      2）开展轮训
      （2）制度不落实

    依据
    GB/T 9704-2012 7.3.3；每级序数用同一种写法。
    """
    odd: dict[int, list[Node]] = {}
    usual: dict[int, str] = {}
    by_level: dict[int, Counter[str]] = {}
    for group in groups(notice):
        if len({s.children[0].style for s in group.sections}) > 1:
            headings = [s.children[0] for s in group.sections if s.children[0].style]
            for kind in dict.fromkeys(form(h.style) for h in headings):
                _compare(
                    notice, group.level, [h for h in headings if form(h.style) == kind], by_level, usual, odd
                )
    for level, headings in sorted(odd.items()):
        first, *others = headings
        yield Finding(
            f"同级序号写法不统一：这里是“{first.marker}”，同组其他的写法是“{usual[level]}”，建议统一",
            notice.span(first.start, first.start + len(first.marker)),
            related=tuple(
                Label(notice.span(h.start, h.start + len(h.marker)), f"“{h.marker}”") for h in others[:20]
            ),
        )


def _compare(
    notice: Notice,
    level: int,
    headings: list[Node],
    by_level: dict[int, Counter[str]],
    usual: dict[int, str],
    odd: dict[int, list[Node]],
) -> None:
    """Sort out the headings of one sequence that are not written as most are, here or else in the whole text."""
    own = Counter(h.style for h in headings)
    if len(own) < 2:
        return
    if level not in by_level:
        same = (s.children[0].style for g in groups(notice) if g.level == level for s in g.sections)
        by_level[level] = Counter(same)
    most = max(own.values())
    chosen = max((style for style, n in own.items() if n == most), key=by_level[level].__getitem__)
    usual.setdefault(level, chosen)
    odd.setdefault(level, []).extend(h for h in headings if h.style != chosen)
