"""The part of a notice that answers the problems one by one, and which part of the outline a number speaks of."""

from __future__ import annotations

from auditor.memo import per_notice
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled

_ANSWERS = compiled(
    r"(?:反馈|巡[察视]|审计|督[查察]|发现|指出)[^，。]{0,16}(?:问题|意见|事项)[^，。]{0,8}(?:整改|落实)"
    r"|整改(?:任务|工作|措施|事项)?(?:的?具体)?(?:落实|完成|进展|推进)(?:情况)?|(?:问题|意见|任务)[^，。]{0,6}整改情况|对照反馈意见"
)
_OVERVIEW = compiled(r"总体|组织(?:领导|落实|开展|推进)|主体责任|基本情况|主要做法|工作开展")
_LASTING = compiled(r"(?:长期|持续)(?:坚持)?整改|需?长期坚持")
_OUTLOOK = compiled(r"下一?步|打算|计划安排|今后|存在的主要问题|长期坚持|巩固")


@per_notice
def answering_parts(notice: Notice) -> list[Node]:
    """The top sections that answer the problems one by one; the whole notice if it has no such heading."""
    tops = notice.root.sections
    body = [s for s in tops if not _OVERVIEW.search(s.title) and not _OUTLOOK.search(s.title)]
    found = [s for s in body if _ANSWERS.search(s.title) and not s.title.endswith("方面")]
    if found:
        return found if any(s.sections for s in found) else found[:1]
    large = [s for s in body if s.sections]
    return large if len(large) == 1 else [notice.root] if body else []


def answers_at(notice: Notice, offset: int) -> bool:
    """Whether a place lies in the account of the single problems; False if the notice has no part for it."""
    leaf = notice.leaf_at(offset)
    return leaf is not None and not _answering(notice).isdisjoint(leaf.ancestors())


@per_notice
def _answering(notice: Notice) -> frozenset[Node]:
    return frozenset(part for part in answering_parts(notice) if part is not notice.root)


def without_lasting(parts: list[Node]) -> list[Node]:
    """The parts but those of the problems that take longer (需长期整改事项), which may be listed a second time."""
    return [part for part in parts if not _LASTING.search(part.title)] or parts


def together(parts: list[Node]) -> Node:
    """Some parts as one scope: the only one, or one made of several, which keep their place in the outline."""
    if len(parts) == 1:
        return parts[0]
    own = list(parts)
    return Node(Kind.NOTICE, start=own[0].start, end=own[-1].end, children=own, sections=own)


def scope_of(notice: Notice, leaf: Node, whole: Node, among: frozenset[Node]) -> Node | None:
    """The part of the outline that a total in a leaf speaks of; None in the account of a single problem."""
    if leaf.kind in (Kind.ITEM, Kind.ROW):
        return None
    sections = list(leaf.ancestors())
    inside = any(s in among for s in sections) or (bool(sections) and notice.root in among)
    if not inside:
        behind = leaf.kind is Kind.HEADING and leaf.start >= whole.end  # 三、尚未改完的2个问题: its own
        return None if behind or any(_OUTLOOK.search(s.title) for s in sections) else whole
    own = sections[0]
    if own.sections and (leaf.kind is Kind.HEADING or leaf.start < own.sections[0].start):
        return own
    return None
