"""What the front of a notice tells of its totals: how many are done, under way, not yet done: 32个问题已完成29个，正在整改3个."""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations

from auditor.claims import Bound, Quantity, Status
from auditor.extraction.context import is_whole
from auditor.figures.amounts import written
from auditor.groups.finders.by_class import is_done_of_class, names_class
from auditor.groups.group import Group, Relation
from auditor.groups.sums import judge
from auditor.lexicon import any_of
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.stated.answering import answering_parts

_WAITING = compiled(r"待[\u4e00-\u9fff]{2,6}的\Z")  # 待验收的3个问题 are some of those told before
_OWN_CHECK = compiled(any_of("scopes", "own_findings"))
_TAKEN_ON = compiled(
    rf"(?:{any_of('scopes', 'taken_on')}|认领|分管|负责|主办)(?:督办|整改|办理|推进|解决|落实|化解)?的?\Z"
)
DONE = frozenset((Status.DONE, Status.MOSTLY, Status.QUICK))
_MOST_PARTS = 6  # of a total, each told with how far it has come
_MOST_OVERVIEWS = 4  # of one noun; more are accounts of single problems
_TOP = 1  # the level of 一、


def overviews(notice: Notice) -> dict[tuple[str, str], list[Group]]:
    """By noun and unit, the totals with what has become of them that the front of the notice tells.

    Those in fewer sections come before those of single sections: only the former are kept.
    """
    chapters = [section for section in notice.sections if section.level == _TOP]
    front = chapters[1].start if len(chapters) > 1 else len(notice.text)
    answers = [_first_item(part) for part in answering_parts(notice) if part in chapters]
    front = max(front, min(answers, default=front))
    found: dict[tuple[str, str], dict[int, list[Group]]] = {}
    for group in notice.claims.groups:
        whole = group.whole
        if whole.start < front and whole.noun and _is_overview(group, notice.text):
            depth = len(notice.section_path(whole.start))
            found.setdefault((whole.noun, whole.unit.name), {}).setdefault(depth, []).append(group)
    told = {counted: by_depth[min(by_depth)] for counted, by_depth in found.items()}
    return {counted: groups for counted, groups in told.items() if len(groups) <= _MOST_OVERVIEWS}


def _first_item(part: Node) -> int:
    """Where the answers of a part begin: behind the words that sum them up."""
    return part.sections[0].start if part.sections else part.start


def of_all(told: list[Group]) -> Group | None:
    """The first overview if all tell one total, but for those that one leader has taken on (牵头整改的9个问题)."""
    common = [overview for overview in told if not is_taken_on(overview)]
    return common[0] if len({overview.whole.base for overview in common}) == 1 else None


def only_possible(told: list[Group], q: Quantity) -> Group | None:
    """The overview of the largest total, if all others are of too few for a number to be of them: 隐患5280处…, 重大隐患42处…."""
    largest = max(told, key=lambda overview: overview.whole.base)
    others = (overview for overview in told if overview is not largest)
    return largest if all(overview.whole.base < q.base for overview in others) else None


def is_taken_on(group: Group) -> bool:
    """Whether a total is what one leader has taken on: 牵头整改的9个问题."""
    return _TAKEN_ON.search(group.whole.lead) is not None


def _is_overview(group: Group, text: str) -> bool:
    """Whether a total is told with what has become of it: how many are done, at least."""
    if names_class(group.whole) or any(map(is_done_of_class, group.parts)):
        return False
    return is_progress(group, text) and Status.DONE in {part.status for part in group.parts}


def is_progress(group: Group, text: str) -> bool:
    """Whether each part of a total is told with how far it has come."""
    numbers = (group.whole, *group.parts)
    if any(q.bound is not Bound.EXACT or q.depth or q.unit.kind != "item" for q in numbers):
        return False
    statuses = {part.status for part in group.parts}
    if None in statuses or len(group.parts) > _MOST_PARTS:
        return False
    relation = judge(group, text).relation
    return relation is Relation.EQUAL or (relation is Relation.SUBSET and len(group.parts) == 1)


def of_own_check(overview: Group, text: str) -> bool:
    """Whether an account is of what the unit found itself; what is left later need not be of that."""
    whole = overview.whole
    begin = whole.sentence.start if whole.sentence else whole.start
    return _OWN_CHECK.search(text, begin, whole.start) is not None


def fitting(q: Quantity, known: list[Group], *, done: bool) -> str:
    """The sum of an overview's numbers that a number is, in words; "" if there is none."""
    return next(filter(None, (_fitting(q, overview, done=done) for overview in known)), "")


def _fitting(q: Quantity, overview: Group, *, done: bool) -> str:
    parts = [p for p in overview.parts if (p.status in DONE) is done or p.status is Status.MOSTLY]
    for count in range(1, len(parts) + 1):
        for some in combinations(parts, count):
            if sum(p.base for p in some) == q.base:
                return " + ".join(written(p) for p in some)
    rest = [p for p in overview.parts if p.status is Status.DONE]
    for count in range(len(rest), 0, -1) if not done else ():
        for some in combinations(rest, count):  # what is done may still wait for 验收 or 销号
            if overview.whole.base - sum(p.base for p in some) == q.base:
                return " − ".join(written(p) for p in (overview.whole, *some))
    return ""


def other_totals(notice: Notice, known: dict[tuple[str, str], list[Group]]) -> dict[str, list[int]]:
    """By noun, where the totals stand that are not those of the overviews."""
    wholes = {id(overview.whole) for same in known.values() for overview in same}
    nouns = {noun for noun, _ in known}
    found: dict[str, list[int]] = {noun: [] for noun in nouns}
    for q in notice.claims.quantities:
        if q.noun in nouns and id(q) not in wholes and is_whole(q) and not _WAITING.search(q.lead):
            found[q.noun].append(q.start)
    return found


def has_own_total(notice: Notice, q: Quantity, known: list[Group], totals: list[int]) -> bool:
    """Whether the sentence or the section of a number has a total of its own; ``totals`` are where others stand."""
    told = {id(c) for overview in known for c in (overview.whole, *overview.parts)}
    others = q.sentence.quantities if q.sentence else []
    if any(c.noun == q.noun and id(c) not in told and c.start < q.start for c in others):
        return True
    sections = (n for n in notice.section_path(q.start) if n.level > _TOP)
    return any(bisect_left(totals, n.start) < bisect_left(totals, n.end) for n in sections)
