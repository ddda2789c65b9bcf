"""Stated totals of problems, each with the readings of the part of the outline that it speaks of: 反馈问题32个 above a list of 31.

Every natural way of counting that part (:mod:`auditor.stated.counting`) is a reading, and so are the numbers that
its headings print, added up; the first one is what the words of the claim point at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.claims import Quantity
from auditor.groups.finders.row import counted_twice
from auditor.groups.group import Cue
from auditor.lexicon import any_of
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.stated.answering import answering_parts, scope_of, together, without_lasting
from auditor.stated.counting import (
    Reading,
    clear_list,
    is_numbered_on,
    lists_problems,
    ways_to_count,
)
from auditor.stated.printed import added, mends, printed_in_headings
from auditor.stated.totals import (
    is_bracketed,
    is_total,
    one_each,
    overlap,
    part_of_source,
    problem_nouns,
    taken_by,
)
from auditor.stated.unlisted import counted_with, items_of, loose_of
from auditor.structure.numbering import defects
from auditor.structure.sequences import Flaw

BEFORE = 20  # characters before a total in which several rounds may be named
BESIDE = 3  # characters between the number of kinds and that of their problems
NEAR = 2  # problems that a clear list may be short of its total, or have too many
FAR = 2  # a total of more than this many times the list stands for problems that were merged

_LEFT_OUT = compiled(
    r"涉密|敏感|(?:不宜|不便|不予|暂不|未予|另行)[^，。；]{0,6}(?:公开|公布|通报)|(?:归并|合并|并入)[^，。；]{0,8}(?:问题|整改)|问题[^，。；]{0,8}(?:归并|合并|并入)"
)
_ROUNDS = compiled(r"(?:两[轮批次]|首轮|[二三四]轮[共合累])[^，。；]*\Z")
_SEVERAL_ROUNDS = compiled(r"两轮合计|两次合计|[两几]轮[^，。；]{0,6}[共合]")
_TOLD = "(?:公[布示开告]|通报|说明|报告)"
_MAIN_ONLY = compiled(
    r"[现择摘予归合整其](?:"  # a first character of its own is found fast
    rf"(?<=现)[将就][^，。；;\n]{{0,20}}(?:主要|重点|部分|典型|其中)[^，。；;\n0-9]{{0,4}}(?:[0-9]{{1,3}}[个项条])?(?:问题|事项|整改)[^，。；;\n]{{0,16}}(?:{_TOLD}|如下)"
    rf"|(?:(?<=择)(?:其|其?要者?)|(?<=摘)要)[^，。；;\n]{{0,16}}{_TOLD}|(?<=[个项条题]予)以公[布开示](?=[，,。；;])"
    r"|(?:(?<=[归合])并|(?<=整)合)[为成][0-9]{1,3}[个项条]|(?<=其)余(?:各[项个])?问题[^。\n]{0,40}(?:不再|另行|已逐[项一]))"
)
_DIVIDED = frozenset((Cue.AMONG, Cue.SERIES, Cue.PARALLEL, Cue.SPLIT))
_SELECTION = compiled(any_of("scopes", "selected"))
_REMAINING = compiled(r"其他|其余|另有|剩余|另外")
_NOT_LISTED = compiled(any_of("scopes", "not_listed"))


@frozen
class StatedTotal:
    """A stated total with the readings of the part it speaks of, the natural one first.

    ``listed`` says that the list is one of what is counted, ``sure`` that its headings leave no doubt of it, ``chosen``
    that the heading above calls them the main ones.
    """

    claim: Quantity
    scope: Node
    readings: tuple[Reading, ...]
    overlap: Quantity | None
    listed: bool
    withheld: Quantity | None = None
    sure: bool = True
    chosen: bool = False

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
    last number of headings among which one is missing, ``bare`` the counts in which an item that stands for several
    problems (其他5个问题) is one.
    """

    readings: tuple[Reading, ...]
    listed: bool
    clear: Reading | None
    gap_before: int | None
    bare: frozenset[int] = frozenset()


def stated_totals(notice: Notice) -> Iterator[StatedTotal]:
    """The totals of problems (and of their groups) that a notice states, with what it lists."""
    answers = answering_parts(notice)
    if not answers:
        return
    among = frozenset(answers)
    main = without_lasting(answers)
    whole = together(main)
    with_lasting = None if main == answers else together(answers)
    counted: dict[tuple[int, bool], _Counted] = {}  # a part is counted once for all its totals
    printed = printed_in_headings(notice)
    wrong = {id(g.whole): g.total - g.whole.base for g in notice.claims.groups if g.total != g.whole.base}
    withheld, elsewhere = _withheld(notice), _of_several_rounds(notice)
    selected = _MAIN_ONLY.search(notice.text) is not None
    parts = {
        id(p) for g in notice.claims.groups if g.cue in _DIVIDED for p in g.parts if p.base < g.whole.base
    }
    told_at_once = {id(e.stated) for e in notice.claims.enumerations if int(e.stated.value) in e.counts}
    for q in notice.claims.quantities:
        leaf = notice.leaf_at(q.start)
        if leaf is None:
            continue
        if not is_total(q, in_heading=leaf.kind is Kind.HEADING, title=notice.title):
            yield from _of_body(notice, q, answers)
            continue
        scope = scope_of(notice, leaf, whole, among)
        if scope is whole:
            scope = part_of_source(q, answers, whole)
            if scope is whole and id(q) in parts:
                continue  # 13个问题，其中新发现的问题8个
        bracketed = is_bracketed(q)  # （一）政治建设方面（6个）: of its own section alone
        if scope is None or (bracketed and leaf.section is not scope):
            continue
        groups = q.unit.kind == "group"
        key = (id(scope), groups)
        if key not in counted:
            counted[key] = _counted(
                notice, scope, groups=groups, wider=with_lasting if scope is whole else None
            )
        count = counted[key]
        readings, listed = count.readings, count.listed
        told = added(scope, printed, q)
        if told:
            reading, all_print = told
            readings = (reading, *readings) if all_print else (*readings, reading)
            listed = (listed or all_print) and not mends(wrong, scope, printed, q, reading)
        sure = listed
        if not sure and count.clear and 0 < abs(q.value - count.clear.count) <= NEAR:
            readings, listed = (count.clear, *(r for r in readings if r.name != count.clear.name)), True
        if groups and _is_selection(notice, scope, q, counted):
            listed = False
        if q.value == count.gap_before:
            listed = False  # N101 tells which number is missing
        chosen = _SELECTION.search(scope.title) is not None and not scope.start <= q.start < scope.end
        if selected or (chosen and not _is_all_but_one(q, readings)):
            listed = False  # 主要问题整改情况: the list does not claim to be complete
        if bracketed and not one_each(scope):
            listed = False
        if not groups and (loose := loose_of(notice, scope)):
            inside = [each for each in loose if each.number.start < scope.end]
            readings = (*readings, *(counted_with(r, [each]) for r in readings for each in inside))
            if any(r.count < q.value <= r.count + each.value for r in count.readings for each in loose):
                listed = False  # 除上述9个问题外，其余12个: some of them are of this part
        if q.value in count.bare or q.value in elsewhere or id(q) in told_at_once or _by_kind(q, readings):
            listed = False
        if readings:
            yield StatedTotal(q, scope, readings, overlap(q), listed, withheld, sure, chosen)


def _is_selection(
    notice: Notice, scope: Node, kinds: Quantity, counted: dict[tuple[int, bool], _Counted]
) -> bool:
    """Whether so many more problems are told beside their kinds (6类47个问题) than are listed that a kind may be left out."""
    problems = kinds.following
    if not isinstance(problems, Quantity) or problems.unit.kind != "item" or len(problems.gap) >= BESIDE:
        return False
    key = (id(scope), False)
    if key not in counted:
        counted[key] = _counted(notice, scope, groups=False, wider=None)
    counts = [reading.count for reading in counted[key].readings]
    return bool(counts) and problems.value > FAR * max(counts)


def _counted(notice: Notice, scope: Node, *, groups: bool, wider: Node | None) -> _Counted:
    """What a scope lists; ``wider`` adds to it the problems that take longer, if they stand apart."""
    gap = any(
        d.missing and scope.start <= d.mark.start < scope.end for d in defects(notice, Flaw.GAP, Flaw.START)
    )
    rest = [] if groups else items_of(notice, scope)
    clear = None if groups or rest else clear_list(scope)
    own = ways_to_count(scope, groups=groups, gap=gap)
    added = ways_to_count(wider, groups=groups, gap=gap) if wider else []
    lasting = (Reading(f"{r.name}（连同长期整改部分）", r.count, r.nodes) for r in added)
    return _Counted(
        tuple(counted_with(r, rest) for r in (*own, *lasting)),
        lists_problems(scope, groups=groups),
        None if clear and _LEFT_OUT.search(notice.text) else clear,
        max(n.number or 0 for n in scope.walk()) if gap else None,
        frozenset(r.count for r in own) if rest else frozenset(),
    )


def _of_body(notice: Notice, q: Quantity, answers: Sequence[Node]) -> Iterator[StatedTotal]:
    """The problems that a body takes on, with the part of its name: 镇党委认领9个, 二、镇党委反馈问题整改情况.

    A list that is not numbered on, or far from it, says nothing.
    """
    body = taken_by(q) if len(answers) > 1 else ""
    own = [part for part in answers if body and body in part.title]
    if len(own) != 1 or own[0].start <= q.start < own[0].end:
        return
    count = _counted(notice, own[0], groups=False, wider=None)
    if not count.readings or not is_numbered_on(count.readings[0].nodes):
        return
    natural = count.readings[0]
    plain = count.listed and not _LEFT_OUT.search(notice.text) and not _SELECTION.search(own[0].title)
    near = abs(q.value - natural.count) <= NEAR
    yield StatedTotal(q, own[0], (natural,), None, plain and near, sure=False)


def _is_all_but_one(q: Quantity, readings: Sequence[Reading]) -> bool:
    """Whether the main problems are all that were found but one, or one more: 3个方面10个问题 above three areas with nine.

    What is chosen out of a number hardly leaves out a single one, and keeps its areas and their numbers.
    """
    kinds = _kinds_beside(q)
    if kinds is None or not readings or abs(q.value - readings[0].count) != 1:
        return False
    items = readings[0].nodes
    areas = {id(n.parent) for n in items}
    return len(areas) == kinds.value < len(items) and is_numbered_on(items)


def _by_kind(q: Quantity, readings: Sequence[Reading]) -> bool:
    """4类8个问题 above four headings: they list the kinds, so they need not list each problem."""
    kinds = _kinds_beside(q)
    return kinds is not None and all(r.count == kinds.value for r in readings)


def _kinds_beside(q: Quantity) -> Quantity | None:
    """The number of kinds or areas that stands directly before a number: 4类 of 4类8个问题."""
    numbers = q.sentence.quantities if q.sentence else []
    at = next((i for i, n in enumerate(numbers) if n is q), 0)
    kinds = numbers[at - 1] if at else None
    return kinds if kinds is not None and kinds.unit.kind == "group" and len(q.gap) < BESIDE else None


def _of_several_rounds(notice: Notice) -> set[Decimal]:
    """Numbers of problems that one list need not hold: those of several rounds together, and a sum and its parts.

    巡视反馈15个，专项检查反馈6个，合并重复的2个后共19个: which of them is listed is for the list to say; and so with
    巡视反馈15个，连同专项检查反馈的6个，共21个，剔除重复的2个后归并为19个.
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
        if group.cue is Cue.CLOSING and group.parts[0].noun in nouns:
            after = group.whole.following
            taken_off = isinstance(after, Quantity) and counted_twice(after)
            whole = [group.whole] if group.less is not None or taken_off else []
            found |= {q.value for q in (*whole, *group.parts)}
    return found


def _withheld(notice: Notice) -> Quantity | None:
    """A number of problems that the notice says it does not list: 其他7个问题不再逐一公开."""
    for q in notice.claims.quantities:
        left = q.noun in problem_nouns() and _REMAINING.search(q.lead) is not None
        if left and q.sentence and _NOT_LISTED.search(notice.text, q.end, q.sentence.end):
            return q
    return None
