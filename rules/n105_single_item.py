"""N105: a numbered list of one item."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.registry import rule
from auditor.structure.numbering import Group, form, groups


@rule("N105", name="single-item", severity=Severity.WARNING, since="0.1")
def single_item(notice: Notice) -> Iterator[Finding | Tie]:
    """只有一项却编了序号。

    检查什么
    一个标题下面只有“1.”没有“2.”，而并列的其他标题下面都有两项以上。全文连续编号的、通篇有多处单项的，
    或者“2.”写在段落里的，不报。

    为什么
    只有一项本来不必编号；编了“1.”，多半是后面的问题被删去或者漏掉了。

    反例
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      （二）作风建设方面
      1.调研不深入
      2.文风不实
      （三）队伍建设方面
      1.结构不合理
    - 二、整改情况
      （一）党的建设方面
      （1）学习不扎实
      （2）制度不落实
      （二）作风建设方面
      （1）调研不深入
      （三）队伍建设方面
      （1）结构不合理
      （2）培训不够

    正例
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      （二）作风建设方面
      3.调研不深入
      （三）队伍建设方面
      4.结构不合理
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      （二）作风建设方面
      1.调研不深入
      （三）队伍建设方面
      1.结构不合理
      2.培训不够
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      2.制度不落实
      （二）作风建设方面
      1.调研不深入。已经整改。2.文风不实。已经整改。

    依据
    单项不编序号是公文写作的通行做法；作为待核实事项提示。
    """
    by_level: dict[int, list[Group]] = {}
    for group in groups(notice):
        if group.level > 1:
            by_level.setdefault(group.level, []).append(group)
    for found in by_level.values():
        single = [g for g in found if len(g.sections) == 1 and g.sections[0].number == 1]
        several = [g for g in found if len(g.sections) > 1]
        continued = any(g.previous and g.sections[0].number != 1 for g in found)
        if len(single) != 1 or len(several) < 2 or continued:
            continue
        heading, parent = single[0].sections[0].heading, single[0].parent
        siblings = [g for g in several if _parallel(g.parent, parent)]
        if heading is None or len(siblings) < 2 or _goes_on(notice, single[0].sections[0]):
            continue
        yield Finding(
            f"这里只有“{heading.marker}”一项，并列各部分都有两项以上，请核实是否漏项",
            notice.node_span(heading),
            certainty=Certainty.QUERY,
            related=tuple(
                Label(notice.node_span(h), "并列部分") for g in siblings[:3] if (h := _title(g.parent))
            ),
        )


def _parallel(one: Node | None, other: Node | None) -> bool:
    """Whether two sections stand side by side."""
    both = one is not None and other is not None and one.kind is Kind.SECTION and other.kind is Kind.SECTION
    return (
        both
        and one is not None
        and other is not None
        and one.level == other.level
        and one.parent is other.parent
    )


def _title(section: Node | None) -> Node | None:
    return section.heading if section is not None else None


def _goes_on(notice: Notice, section: Node) -> bool:
    """Whether a second mark of the same form stands in the text of the only item."""
    leaf = section.heading or section
    second = leaf.style.translate(_SECOND)
    begin = leaf.start + len(leaf.marker)
    return bool(second) and second in form(notice.text[begin : section.end])


_SECOND = str.maketrans("1一①（）．、：:", "2二②()....")
