"""U103: an item that carries the whole text of another item."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Finding, Label, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Kind, Node, Notice, short_marker
from auditor.patterns import compiled
from auditor.registry import rule

SHORTEST = 8  # characters of a heading that cannot be the same by chance
_PIECE = compiled(r"[^。；;！？\n]++")
_EDGE = ' ，、,:：“”"（）()'


@rule("U103", name="swallowed-item", severity=Severity.ERROR, since="0.1")
def check_swallowed_item(notice: Notice) -> Iterator[Finding | Tie]:
    """一条标题里混入另一条的内容。

    检查什么
    同级标题中，一条的整句话就是另一条的全文；或者同一标题下两条标题完全相同。

    为什么
    两条问题串在一起，后一条的整改情况就对不上，问题条数也会数错。

    反例
    - 一、巡察反馈问题整改情况
      （1）健身设施全部损坏，长期未修。服务群众意识不强问题依然存在
      整改落实情况：已修复。
      （2）服务群众意识不强问题依然存在
      整改落实情况：已开展教育。
    - （一）政治理论学习不够深入扎实
      已完善制度。
      （二）政治理论学习不够深入扎实
      已加强培训。

    正例
    - 一、存在的主要问题
      （一）进一步巩固深化整改成果
      二、仍存不足和进一步巩固深化整改成果的打算
    - （1）服务群众意识不强
      一是开展教育。
      （2）服务群众意识不强、能力不足的问题仍然存在
      二是加强培训。
    - 1.关于主体责任方面
      整改落实情况：针对“服务群众意识不强问题依然存在”，已开展教育。
      2.服务群众意识不强问题依然存在
    - 有下列情形之一的，予以通报：
      （一）拒绝配合监督检查的；
      （二）法律法规规定的其他情形。
      有下列情形之一的，予以问责：
      （一）弄虚作假、拒绝配合监督检查的；
      （二）法律法规规定的其他情形。
      有下列情形之一的，从重处理：
      （一）法律法规规定的其他情形；
      （二）拒绝配合监督检查的。

    依据
    《党政机关公文处理工作条例》第十九条：结构严谨，条理清楚。
    """
    titles: dict[tuple[int, str], Node] = {}
    lists = _lists(notice)
    for section in notice.sections:
        title = section.title.strip(f"{_EDGE}。；;")
        if (
            len(title) < SHORTEST
            or title in words("enumerations", "common_headings")
            or section.heading is None
        ):
            continue
        twin = titles.setdefault((section.level, title), section)
        if twin is not section and twin.parent is section.parent and lists[id(twin)] == lists[id(section)]:
            yield _finding(
                notice,
                section.heading,
                twin,
                "与前面一条标题完全相同",
                (section.heading.start, section.heading.end),
            )
    for section in notice.sections:
        for start, piece in _pieces(notice, section):
            other = titles.get((section.level, piece))
            if other is None or other is section or piece == section.title.strip(f"{_EDGE}。；;"):
                continue
            if len(other.children) > 1 or (
                other.parent is section.parent and lists[id(other)] == lists[id(section)]
            ):
                what = f"混入了“{short_marker(other)}”的全文"
                yield _finding(notice, section.heading or section, other, what, (start, start + len(piece)))


def _lists(notice: Notice) -> dict[int, int]:
    """Which list each section belongs to, by ``id``: under one parent a list ends where the numbers begin anew."""
    lists: dict[int, int] = {}
    for parent in (notice.root, *notice.sections):
        last, current = 0, 0
        for section in parent.sections:
            number = section.number or last
            current += number < last
            last = number
            lists[id(section)] = current
    return lists


def _pieces(notice: Notice, section: Node) -> Iterator[tuple[int, str]]:
    """The sentences of a heading's own line, each with where it starts."""
    heading = section.heading
    if heading is None:
        return
    end = heading.end
    if (
        len(section.children) > 1
        and section.children[1].joined
        and section.children[1].kind is Kind.PARAGRAPH
    ):
        end = section.children[1].end
    if "。" not in notice.text[heading.start : end] and "；" not in notice.text[heading.start : end]:
        return
    for match in _PIECE.finditer(notice.text, heading.start + len(heading.marker), end):
        piece = match[0].strip(_EDGE)
        if len(piece) >= SHORTEST:
            yield match.start() + match[0].index(piece), piece


def _finding(notice: Notice, heading: Node, other: Node, what: str, place: tuple[int, int]) -> Finding:
    return Finding(
        f"标题“{heading.text[:12]}…”{what}，请核实是否串行或重复",
        notice.span(*place),
        related=(Label(notice.node_span(other.heading or other), "另一条"),),
    )
