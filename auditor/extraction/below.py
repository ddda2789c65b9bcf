"""Lists that stand below the sentence that announces their number: 抓好以下四项工作： （一）… （二）…"""

from __future__ import annotations

from itertools import pairwise

from auditor.claims import Quantity, Status
from auditor.extraction.context import status
from auditor.notice import Kind, Node, Notice
from auditor.numbers.units import counters
from auditor.patterns import compiled

_LONGEST = 40  # characters between a number and the end of the sentence that announces a list
_APART = 6  # paragraphs that may stand between two measures
_POINT = "点"
_NOUN_ALONE = compiled(r"[^，,；;：:。]{0,22}[：:。]")
_AS_FOLLOWS = compiled(r"[^。；;：:]{0,32}如下[：:。]")
_LEFT = compiled(r"(?:还|尚|仍)有\Z|剩余的?\Z|其余的?\Z")
_WORK = compiled(
    r"[^，,；;：:。]{0,8}(?:工作|任务|举措|行动|大?事|着力|用力|发力|努力|入手|推进|功夫|突破)[：:。]"
)
_TO_DO = compiled(r"以下|下列|如下|重点|抓好|做好|办好|完成好|从|围绕|突出|着力|聚焦")

_DEEDS = compiled(
    r"(?:为?民生?|惠民|利民|便民|重点)?(?:实|大|好|难)事[^。；;：:]{0,24}[：:。]?"
)  # 十件民生实事全部完成。
_DEED = compiled(r"[\u4e00-\u9fff]{0,4}(?:实|大|好|难)事")
_DEEDS_BEHIND = compiled(r"[\u4e00-\u9fff]{0,4}(?:实|大|好|难)事[^。；;：:]{0,24}[：:。](?=[（(]1[)）])")
_MARK = compiled(r"[（(]([0-9]{1,2})[)）]")
_HEADED = "一、"  # sections of a whole report, not the deeds it announces

_MEASURE = "要"  # 一要…二要… are measures, and no things that were counted before

_BELOW = compiled(r"(?:以下|下列|下述)\Z")  # 以下5项措施列入长期整改：
_COLON_AT_END = compiled(r"[^。；;：:]{1,32}[：:]")


def listed_below(notice: Notice, q: Quantity) -> list[Node]:
    """The measures (一是…二是…) or the sections that a sentence announces; [] if it announces none."""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind is Kind.ITEM or q.depth or leaf.end - q.end > _LONGEST:
        return []
    if q.unit.kind != "group" and q.unit.name not in (_POINT, *counters()):
        return []
    behind = notice.text[q.end : leaf.end].rstrip()
    if counts_deeds(notice.text, q) and _DEEDS.fullmatch(behind):
        return _deeds(notice, leaf, behind)
    told = _NOUN_ALONE.fullmatch(behind) or (_LEFT.search(q.lead) and _AS_FOLLOWS.fullmatch(behind))
    if told and (items := _items(notice, leaf)):
        return [] if _open_measures(q, behind, items) else items
    points = _BELOW.search(q.lead) and _COLON_AT_END.fullmatch(behind)
    return _sections(notice, leaf) if points or (_TO_DO.search(q.lead) and _WORK.fullmatch(behind)) else []


def _open_measures(q: Quantity, behind: str, items: list[Node]) -> bool:
    """Whether items tell what is to be done, or how, and not what was counted: 4件信访件年内彻底办结。一要…"""
    if q.unit.kind == "group" or not behind.endswith("。"):
        return False
    if status(behind) is Status.DONE:
        return True
    return items[0].marker.rstrip("，,、 ").endswith(_MEASURE) and not _WORK.fullmatch(behind)


def _items(notice: Notice, leaf: Node) -> list[Node]:
    """The measures behind a paragraph, from the first on; [] if they go on behind other paragraphs."""
    items: list[Node] = []
    following = notice.leaves[notice.leaf_index(leaf) + 1 :]
    for node in following:
        again = items and node.number is not None and node.number <= (items[-1].number or 0)
        if node.kind is not Kind.ITEM or again:
            break
        items.append(node)
    if len(items) < 2 or items[0].number != 1:
        return []
    apart = following[len(items) : len(items) + _APART]
    later = next((node.number for node in apart if node.kind is Kind.ITEM), None)
    return [] if later == (items[-1].number or 0) + 1 else items


def counts_deeds(text: str, q: Quantity) -> bool:
    """Whether a number counts deeds, be it in quotes: 以下“十件民生实事”。"""
    return q.unit.name == "件" and _DEED.match(text, q.end) is not None


def listed_behind(notice: Notice, q: Quantity) -> list[tuple[int, int]]:
    """The deeds numbered (1)… (2)… in the paragraph that counts them: 办好10件民生实事。(1)…"""
    leaf = notice.leaf_at(q.start)
    begins = _DEEDS_BEHIND.match(notice.text, q.end) if q.unit.name == "件" else None
    if leaf is None or begins is None:
        return []
    marks = [m for m in _MARK.finditer(notice.text, begins.end(), leaf.end) if not m[1].startswith("0")]
    if len(marks) < 2 or [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)):
        return []
    return list(pairwise([*(m.start() for m in marks), leaf.end]))


def _deeds(notice: Notice, leaf: Node, behind: str) -> list[Node]:
    """The numbered paragraphs that tell the deeds which a paragraph counts."""
    below = leaf.parent.sections if leaf.parent and leaf.kind is Kind.PARAGRAPH else []
    if below and below[0].heading and below[0].heading.style == _HEADED and not behind.endswith(("：", ":")):
        return []
    return _numbered_alike(notice, leaf, below) or _items(notice, leaf)


def _sections(notice: Notice, leaf: Node) -> list[Node]:
    """The subsections that begin directly behind a paragraph, if none of their numbers is missing."""
    section = leaf.section
    return _numbered_alike(notice, leaf, section.sections if section and leaf.kind is Kind.PARAGRAPH else [])


def _numbered_alike(notice: Notice, leaf: Node, below: list[Node]) -> list[Node]:
    """Some sections, if they begin directly behind a paragraph and none of their numbers is missing."""
    if len(below) < 2 or notice.leaf_at(below[0].start) is not notice.leaves[notice.leaf_index(leaf) + 1]:
        return []
    alike = len({s.level for s in below}) == 1 and [s.number for s in below] == list(range(1, len(below) + 1))
    return [s.heading or s for s in below] if alike else []
