"""Readings: the natural ways to count what a notice lists, for every stated total of problems.

A stated total is followed to the part of the outline it speaks of; there every natural way of counting is
worked out (问题 N, leaf headings, each heading level, 针对…问题, measures), and the one that the words of the
claim point at is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic.groups import Cue
from auditor.arithmetic.totals import is_bracketed, is_total, one_each, overlap, problem_nouns
from auditor.claims import Enumeration, Quantity
from auditor.memo import per_notice
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.numbering import Flaw, defects

BEHIND = 8  # characters from the bracket behind a heading to the number in it
BEFORE = 20  # characters before a total in which several rounds may be named
NEAR = 2  # problems that a clear list may be short of its total, or have too many
FAR = 2  # a total of more than this many times the list stands for problems that were merged
FEWEST = 5  # problems of a clear list
ALIKE = 70.0  # of 100: an area's name and a heading that share most of their characters in order

LEVEL_NAMES = {
    0: "“第一部分”级标题",
    1: "一、级标题",
    2: "（一）级标题",
    3: "1.级标题",
    4: "“问题N”",
    5: "（1）级标题",
    6: "①级标题",
}

_ANSWERS = compiled(
    r"(?:反馈|巡[察视]|审计|督[查察]|发现|指出)[^，。]{0,16}(?:问题|意见|事项)[^，。]{0,8}(?:整改|落实)"
    r"|整改(?:任务|工作|措施|事项)?(?:的?具体)?(?:落实|完成|进展|推进)(?:情况)?|(?:问题|意见|任务)[^，。]{0,6}整改情况|对照反馈意见"
)
_OVERVIEW = compiled(r"总体|组织(?:领导|落实|开展|推进)|主体责任|基本情况|主要做法|工作开展")
_OUTLOOK = compiled(r"下一?步|打算|计划安排|今后|存在的主要问题|长期坚持|巩固")
_PROBLEM_LIKE = compiled(
    r"问题|针对|不|未|缺|欠|弱|差|滞后|漏洞|短板|违规|违反|流于|淡化|隐患|偏|松|低|乏|虚|混乱"
)
_FRAMED = compiled(r"(?:关于|针对|对于)[^。；;]{2,80}问题")
_LEFT_OUT = compiled(
    r"涉密|敏感|(?:不宜|不便|不予|暂不|未予|另行)[^，。；]{0,6}(?:公开|公布|通报)|(?:归并|合并|并入)[^，。；]{0,8}(?:问题|整改)|问题[^，。；]{0,8}(?:归并|合并|并入)"
)
_ROUNDS = compiled(r"(?:两[轮批次]|首轮|[二三四]轮[共合累])[^，。；]*\Z")
_PROBLEM_TITLE = compiled(r"(?P<frame>关于|针对|对于)?[^。；;]{0,80}问题")
_SEVERAL_ROUNDS = compiled(r"两轮合计|两次合计|[两几]轮[^，。；]{0,6}[共合]")
_OPENS_SECTION = compiled(
    r"(?:[该本此]方面)?(?:共|本轮|巡[察视])*(?:反馈|指出|涉及|查出|认领)(?:的|了)?(?:具体)?问题"
)
_SELECTION = compiled(r"主要|重点|部分|典型|突出|代表性")
_REMAINING = compiled(r"其他|其余|另有|剩余|另外")
_NOT_LISTED = compiled(r"不再|不便|不予|不宜|未予|内部|另行|不逐一|不一一")
_AREA_WORDS = compiled(r"^(?:关于|针对|在|从|落实|贯彻|推进|加强)|方面|问题|的?整改情况|情况|等$|“|”")


@frozen
class Reading:
    """One way to count: ``name`` in words, ``count``, and the nodes that were counted."""

    name: str
    count: int
    nodes: tuple[Node, ...] = ()


@frozen
class StatedTotal:
    """A stated total with the readings of the part it speaks of, the natural one first.

    ``listed`` says that the list is one of what is counted, ``sure`` that its headings leave no doubt of it.
    """

    claim: Quantity
    scope: Node
    readings: tuple[Reading, ...]
    overlap: Quantity | None
    listed: bool
    withheld: Quantity | None = None
    sure: bool = True

    @property
    def natural(self) -> Reading:
        """The reading that the claim's noun and place point at."""
        return self.readings[0]

    @property
    def is_merged(self) -> bool:
        """Whether so many more are stated than listed that they were never meant to be listed one by one."""
        return self.claim.value > FAR * self.natural.count

    @property
    def fitting(self) -> Reading | None:
        """The first reading that gives the stated number; with what is said to be counted twice."""
        for reading in self.readings:
            if reading.count == self.claim.value:
                return reading
        for extra, words in ((self.overlap, "重复"), (self.withheld, "未公开")):
            for reading in self.readings if extra is not None else ():
                if extra is not None and reading.count + extra.value == self.claim.value:
                    name = f"{reading.name}加{words} {extra.value} 个"
                    return Reading(name, int(self.claim.value), reading.nodes)
        return None


@frozen
class _Counted:
    """What a scope lists, whatever its total.

    ``clear`` is the reading of a list of problems that leaves no doubt what its members are, ``gap_before`` the
    last number of headings among which one is missing.
    """

    readings: tuple[Reading, ...]
    listed: bool
    clear: Reading | None
    gap_before: int | None


@frozen
class AnnouncedAreas:
    """Areas that an overview names with their number, and the sections that answer them.

    ``missing`` are the members without a section of like title.
    """

    claim: Enumeration
    sections: tuple[Node, ...]
    missing: tuple[tuple[int, int], ...]


def announced_areas(notice: Notice) -> Iterator[AnnouncedAreas]:
    """The areas an overview announces (从A、B、C三方面入手), if the answering part has sections of like titles."""
    answers = answering_parts(notice)
    sections = [s for a in answers for s in a.sections]
    if len(sections) < 2:
        return
    for item in notice.claims.enumerations:
        if (
            item.stated.unit.kind != "group"
            or item.stated.unit.name == "级"
            or not item.before
            or item.start >= sections[0].start
        ):
            continue
        words = [notice.text[a:b] for a, b in item.items]
        titles = [s.title for s in sections]
        alike = [max(_likeness(w, t) for t in titles) for w in words]
        if sum(score >= ALIKE for score in alike) * 2 < min(len(words), len(titles)):
            continue
        missing = tuple(place for place, score in zip(item.items, alike, strict=True) if score < ALIKE)
        yield AnnouncedAreas(item, tuple(sections), missing)


def _likeness(words: str, title: str) -> float:
    """How much of an area's name stands in a heading: 0 … 100."""
    from rapidfuzz.fuzz import partial_ratio

    name = _AREA_WORDS.sub("", words)
    return partial_ratio(name, _AREA_WORDS.sub("", title)) if len(name) > 1 else 0.0


def stated_totals(notice: Notice) -> Iterator[StatedTotal]:
    """The totals of problems (and of their groups) that a notice states, with what it lists."""
    answers = answering_parts(notice)
    if not answers:
        return
    among = frozenset(answers)
    together = answers[0] if len(answers) == 1 else _together(answers)
    counted: dict[tuple[int, bool], _Counted] = {}  # a part is counted once for all its totals
    printed = _printed_in_headings(notice)
    withheld, elsewhere = _withheld(notice), _of_several_rounds(notice)
    told_at_once = {id(e.stated) for e in notice.claims.enumerations if int(e.stated.value) in e.counts}
    for q in notice.claims.quantities:
        leaf = notice.leaf_at(q.start)
        if leaf is None or not is_total(q, in_heading=leaf.kind is Kind.HEADING, title=notice.title):
            continue
        scope = _scope(notice, leaf, together, among)
        bracketed = is_bracketed(q)  # （一）政治建设方面（6个）: of its own section alone
        if scope is None or (bracketed and next(leaf.ancestors(), None) is not scope):
            continue
        groups = q.unit.kind == "group"
        key = (id(scope), groups)
        if key not in counted:
            counted[key] = _counted(notice, scope, groups=groups)
        count = counted[key]
        readings, listed = count.readings, count.listed
        added = _added(scope, printed, q)
        if added:
            reading, all_print = added
            readings = (reading, *readings) if all_print else (*readings, reading)
            listed = listed or all_print
        sure = listed
        if not sure and count.clear and 0 < abs(q.value - count.clear.count) <= NEAR:
            readings, listed = (count.clear, *(r for r in readings if r.name != count.clear.name)), True
        if q.value == count.gap_before:
            listed = False  # N101 tells which number is missing
        if _SELECTION.search(scope.title) and not scope.start <= q.start < scope.end:
            listed = False  # 主要问题整改情况: the list does not claim to be complete
        if bracketed and not one_each(scope):
            listed = False
        if q.value in elsewhere or id(q) in told_at_once or _by_kind(q, readings):
            listed = False
        if readings:
            yield StatedTotal(q, scope, readings, overlap(q), listed, withheld, sure)


def _counted(notice: Notice, scope: Node, *, groups: bool) -> _Counted:
    gap = any(
        d.missing and scope.start <= d.mark.start < scope.end for d in defects(notice, Flaw.GAP, Flaw.START)
    )
    clear = None if groups else _clear_list(scope)
    return _Counted(
        tuple(_readings(scope, groups=groups, gap=gap)),
        _lists_problems(scope, groups=groups),
        None if clear and _LEFT_OUT.search(notice.text) else clear,
        max(n.number or 0 for n in scope.walk()) if gap else None,
    )


def _by_kind(q: Quantity, readings: Sequence[Reading]) -> bool:
    """4类8个问题 above four headings: they list the kinds, so they need not list each problem."""
    numbers = q.sentence.quantities if q.sentence else []
    at = next((i for i, n in enumerate(numbers) if n is q), 0)
    kinds = numbers[at - 1] if at else None
    beside = kinds is not None and kinds.unit.kind == "group" and len(q.gap) < 3
    return kinds is not None and beside and all(r.count == kinds.value for r in readings)


def _of_several_rounds(notice: Notice) -> set[Decimal]:
    """Numbers of problems that one list need not hold: those of several rounds together, and a sum and its parts.

    巡视反馈15个，专项检查反馈6个，合并重复的2个后共19个: which of them is listed is for the list to say.
    """
    nouns, text = problem_nouns(), notice.text
    found = {
        q.value
        for q in notice.claims.quantities
        if q.noun in nouns and _ROUNDS.search(text, max(0, q.start - BEFORE), q.start)
    }
    for sentence in notice.claims.sentences:
        told = [q for q in sentence.quantities if q.noun in nouns]
        if len(told) > 1 and _SEVERAL_ROUNDS.search(text, sentence.start, sentence.end):
            found |= {q.value for q in sentence.quantities if q.unit.kind == "item"}
    for group in notice.claims.groups:
        if group.cue is Cue.CLOSING and group.less is not None and group.parts[0].noun in nouns:
            found |= {q.value for q in (group.whole, *group.parts)}
    return found


def _withheld(notice: Notice) -> Quantity | None:
    """A number of problems that the notice says it does not list: 其他7个问题不再逐一公开."""
    for q in notice.claims.quantities:
        left = q.noun in problem_nouns() and _REMAINING.search(q.lead) is not None
        if left and q.sentence and _NOT_LISTED.search(notice.text, q.end, q.sentence.end):
            return q
    return None


def answers_at(notice: Notice, offset: int) -> bool:
    """Whether a place lies in the account of the single problems; False if the notice has no part for it."""
    leaf = notice.leaf_at(offset)
    return leaf is not None and not _answering(notice).isdisjoint(leaf.ancestors())


@per_notice
def _answering(notice: Notice) -> frozenset[Node]:
    return frozenset(part for part in answering_parts(notice) if part is not notice.root)


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


def _together(parts: list[Node]) -> Node:
    """Several parts as one scope.  The parts keep their place in the outline."""
    own = list(parts)
    return Node(Kind.NOTICE, start=own[0].start, end=own[-1].end, children=own, sections=own)


def _scope(notice: Notice, leaf: Node, together: Node, among: frozenset[Node]) -> Node | None:
    """The part of the outline that a total in a leaf speaks of; None in the account of a single problem."""
    if leaf.kind in (Kind.ITEM, Kind.ROW):
        return None
    sections = list(leaf.ancestors())
    inside = any(s in among for s in sections) or (bool(sections) and notice.root in among)
    if not inside:
        behind = leaf.kind is Kind.HEADING and leaf.start >= together.end  # 三、尚未改完的2个问题: its own
        return None if behind or any(_OUTLOOK.search(s.title) for s in sections) else together
    own = sections[0]
    if own.sections and (leaf.kind is Kind.HEADING or leaf.start < own.sections[0].start):
        return own
    return None


def _about_problems(below: list[Node]) -> list[Node]:
    """The headings that name a problem: 关于……问题; those without 关于 only where their siblings are such headings.

    An area's heading may end with 问题 too: the problems are those below it.
    """
    named = {id(n): found for n in below if (found := _PROBLEM_TITLE.match(n.title))}
    about = [n for n in below if id(n) in named and not any(id(s) in named for s in n.sections)]
    levels = {n.level for n in about if named[id(n)]["frame"]}
    return [n for n in about if n.level in levels] if levels else about


def _clear_list(scope: Node) -> Reading | None:
    """The problems of a scope where they are one clear list: 关于……问题, numbered on from 1 over all its sections."""
    about = [n for n in scope.walk() if n.kind is Kind.SECTION and n is not scope and _FRAMED.match(n.title)]
    levels = {n.level for n in about}
    same = [n for n in scope.walk() if n.kind is Kind.SECTION and n.level in levels]
    unbroken = [n.number for n in about] == list(range(1, len(about) + 1))
    if len(levels) != 1 or len(same) != len(about) or len(about) < FEWEST or not unbroken:
        return None
    return Reading("按“针对/关于……问题”的标题", len(about), tuple(about))


def _readings(scope: Node, *, groups: bool, gap: bool) -> list[Reading]:
    below = [n for n in scope.walk() if n.kind is Kind.SECTION and n is not scope]
    by_level: dict[int, list[Node]] = {}
    for node in below:
        by_level.setdefault(node.level, []).append(node)
    if not by_level:
        return []
    leaves = [n for n in below if not n.sections]
    problems = by_level.get(4, [])
    about = _about_problems(below)
    readings: list[Reading] = []
    if problems:
        readings.append(Reading("按“问题N”", len(problems), tuple(problems)))
    readings.append(Reading("按最小一级标题", len(leaves), tuple(leaves)))
    readings.extend(
        Reading(f"按{LEVEL_NAMES[k]}", len(v), tuple(v)) for k, v in sorted(by_level.items()) if k != 4
    )
    if about:
        readings.append(Reading("按“针对/关于……问题”的标题", len(about), tuple(about)))
    last = [n.number for n in leaves if n.number]
    if last and max(last) > len(leaves) and not gap:
        readings.append(Reading("按末项编号", max(last)))
    if not problems:
        readings.append(Reading("按全部标题", len(below), tuple(below)))
    if groups:
        first = min(by_level)
        top = Reading(f"按{LEVEL_NAMES[first]}", len(by_level[first]), tuple(by_level[first]))
        readings = [top, *(r for r in readings if r.name != top.name)]
    return readings


def _printed_in_headings(notice: Notice) -> dict[int, Quantity]:
    """The numbers of problems that headings print (政治建设方面（3个）, 社区12个问题), by the id of the heading."""
    told = (q for q in notice.claims.quantities if (q.depth and not q.lead) or q.noun in problem_nouns())
    heads = ((_heading_of(notice, q), q) for q in told)
    found: dict[int, Quantity] = {}
    for leaf, q in heads:
        if leaf is not None:
            found.setdefault(id(leaf), q)
    return found


def _heading_of(notice: Notice, q: Quantity) -> Node | None:
    """The heading that a number is told of: in itself, in brackets directly behind it, or with the first words below."""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind is Kind.HEADING:
        return leaf
    bracketed = leaf.joined and q.depth and q.start - leaf.start <= BEHIND and leaf.text[:1] in "（("
    if not bracketed and not _OPENS_SECTION.fullmatch(leaf.text, 0, q.start - leaf.start):
        return None
    before = notice.leaves[notice.leaf_index(leaf) - 1]
    return before if before.kind is Kind.HEADING else None


def _added(scope: Node, printed: dict[int, Quantity], q: Quantity) -> tuple[Reading, bool] | None:
    """The numbers in the headings of a scope's sections, added up, and whether each of them prints one."""
    sections = [s for s in scope.sections if id(s.heading) in printed] if printed else []
    numbers = [n for s in sections if (n := printed[id(s.heading)]).unit.name == q.unit.name and n is not q]
    if len(numbers) < 2:
        return None
    reading = Reading("按各部分所列数相加", int(sum(n.value for n in numbers)), tuple(sections))
    return reading, len(numbers) == len(scope.sections)


def _lists_problems(scope: Node, *, groups: bool) -> bool:
    """Whether the headings are problems (or areas), so that counting them can contradict a total of them."""
    if groups:
        areas = Counter("方面" in s.title or "问题" in s.title for s in scope.sections)
        return areas[True] * 10 >= len(scope.sections) * 6
    leaves = [n for n in scope.walk() if n.kind is Kind.SECTION and n is not scope and not n.sections]
    like = Counter(bool(_PROBLEM_LIKE.search(n.title)) for n in leaves)
    return like[True] * 10 >= len(leaves) * 6
