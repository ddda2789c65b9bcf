"""Whether the parts of a group add up to its whole, with the arithmetic in words: 77件、74件和82件 of 233件."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Rate, Status
from auditor.figures.amounts import amount, slack, written
from auditor.figures.answers import first_answer
from auditor.figures.each import times
from auditor.groups.above import is_explained
from auditor.groups.below import (
    counts_uncounted,
    has_single_ones,
    is_nearly_complete,
    is_selection,
    is_told_behind,
    is_yet_to_come,
    names_one_more,
    tells_more,
)
from auditor.groups.brought_over import brought_over
from auditor.groups.group import NEARLY, WITHOUT_CUE, Cue, Group, Judgement, Relation, left_over
from auditor.groups.meant import is_rounded, meant_as_list
from auditor.groups.overlaps import (
    crosses_persons,
    has_common_members,
    may_exceed,
    may_overlap,
    some_told_by_traits,
)
from auditor.groups.siblings import joint
from auditor.groups.swaps import closing_swap
from auditor.groups.workings import equation, with_result, working_of
from auditor.patterns import compiled
from auditor.records import frozen

_COUNTED_TWICE = compiled(
    r"去重|剔重|(?<![不未无])(?:重复|交叉|重叠)(?:计算|统计|的|[0-9一二三四五六七八九十])|有重复|[含括]重复|[0-9][件个条人项户次家起名宗]重复|(?<![没未不])(?:有|存在|相互)所?(?:交叉|重叠)|部分[^，。；、]{0,8}同时(?:存在|有|具有|涉及|出现)|双重|并处|同时(?:给予|涉|属于|受)|兼有|既[^，。；]{1,14}又|兼任|一肩挑|并存|之和大于|有的"
    r"|党纪[^。]{0,30}政务|政务[^。]{0,30}党纪"
)
_LISTS = frozenset((Cue.AMONG, Cue.PARALLEL))
_NAMES_TRAITS = frozenset((Cue.AMONG, Cue.SUBSET, Cue.BRACKET))


@frozen(eq=False, slots=False)
class _Sum:
    """A group with the sum of its parts, in base units and in words."""

    group: Group
    text: str

    @cached_property
    def total(self) -> Fraction:
        return self.group.total

    @cached_property
    def working(self) -> str:
        return working_of(self.group.parts, self.group.whole, self.group.less)

    @cached_property
    def may_overlap(self) -> bool:
        """Whether the parts count some things twice by what they are."""
        return may_overlap(self.group.parts, self.text)

    @cached_property
    def is_loose(self) -> bool:
        """Whether the parts need not make up the whole: some are counted twice, or it is too far off to be meant."""
        far = self.group.cue is not Cue.SHARES and not meant_as_list(self.total, self.group.whole.base)
        return far or (self.group.less is None and (self.may_overlap or self.is_said_to_overlap))

    @cached_property
    def is_said_to_overlap(self) -> bool:
        """Whether the words around the parts say that some are counted twice: 这几类人有交叉."""
        whole, first, last = self.group.whole, self.group.parts[0], self.group.parts[-1]
        begin = max(0, first.start - 40)
        if whole.sentence and whole.end <= first.start:
            begin = max(begin, whole.sentence.start)  # not what the sentence before says of other numbers
        return _COUNTED_TWICE.search(self.text, begin, last.end + 30) is not None

    def comes_to(self, relation: Relation, working: str, *, certain: bool = False) -> Judgement:
        return Judgement(relation, working, amount(self.total, self.group.whole), certain)


def judge(group: Group, text: str) -> Judgement:
    """Compare the sum of the parts with the whole; worked out once per group."""
    if group.judgement is None:
        group.judgement = _judge(_Sum(group, text))
    return group.judgement


def _judge(made: _Sum) -> Judgement:
    """What the first reader says that knows it: what proves a sum comes before what contradicts it."""
    readers = (
        _equal,
        _with_each,
        _equal_by_status,
        _equal_with_stock,
        _approximate,
        _below,
        _part_above,
        _above,
    )
    return first_answer(readers, made) or made.comes_to(Relation.OPEN, made.working)


def _equal(made: _Sum) -> Judgement | None:
    """The parts make the whole, exactly or within the rounding of what is printed: 77 + 74 + 82 = 233."""
    group = made.group
    if any(times(p) for p in group.parts):
        return None
    if made.total != group.whole.base and not is_rounded(
        group.parts, group.whole, made.total, group.whole.base
    ):
        return None
    if len(group.parts) == 1 and made.total < group.whole.base:
        return None  # 5.6万个已整改5.58万个: nearly all of them
    by_traits = len(group.parts) > 1 and crosses_persons(group.parts, made.text)
    fits_only = group.cue in WITHOUT_CUE and by_traits
    if fits_only or _is_unlikely(made) or has_common_members(group.parts):
        return made.comes_to(Relation.OPEN, made.working)
    if group.cue in _NAMES_TRAITS and by_traits:
        return made.comes_to(Relation.SUBSET, f"各项均不大于 {amount(group.whole.base, group.whole)}")
    return made.comes_to(Relation.EQUAL, equation(made.working, group), certain=True)


def _is_unlikely(made: _Sum) -> bool:
    """Whether rounding alone would hardly leave so large a difference: that of all numbers would have to go one way."""
    slacks = [slack(q) for q in (*made.group.parts, made.group.whole)]
    off = abs(made.total - made.group.whole.base)
    if not slacks[-1]:
        return False
    return off > max(slacks) * 2 and off * off > sum((each * each for each in slacks), Fraction(0)) * 2


def _with_each(made: _Sum) -> Judgement | None:
    """Parts of which some are told for each of several: proved if they make up the whole, else left alone."""
    group = made.group
    counts = [times(p) for p in group.parts]
    if all(n is None for n in counts):
        return None
    terms = [
        written(p) if n is None else f"{n} × {written(p)}" for p, n in zip(group.parts, counts, strict=True)
    ]
    total = sum(
        (p.base * (1 if n is None else n) for p, n in zip(group.parts, counts, strict=True)), Fraction(0)
    )
    working = f"{' + '.join(terms)} = {amount(total, group.whole)}"
    holds = total == group.whole.base and 0 not in counts
    return made.comes_to(Relation.EQUAL if holds else Relation.OPEN, working, certain=holds)


def _equal_by_status(made: _Sum) -> Judgement | None:
    """Other natural sums of a status list: 立行立改 and 销号 may be counted within what is done."""
    if made.group.cue not in (Cue.STATUS, Cue.REST):
        return None
    whole, parts = made.group.whole, made.group.parts
    done = [p for p in parts if p.status in (Status.DONE, Status.QUICK)]
    rest = [p for p in parts if p.status not in (Status.DONE, Status.QUICK)]
    reads = [[main, *rest] for main in done] if len(done) > 1 else []
    if left_over(parts[-1].lead):
        reads += [[main, parts[-1]] for main in done if main is not parts[-1]]  # 4项重大隐患 are among the 23
    for read in reads:
        largest = all(p.base <= read[0].base for p in done)
        if largest and sum((p.base for p in read), Fraction(0)) == whole.base:
            return made.comes_to(Relation.EQUAL, with_result(working_of(read, whole), whole))
    return None


def _equal_with_stock(made: _Sum) -> Judgement | None:
    """What was left from before and what came in, together: they make up what became of them, or nothing is said."""
    stock = brought_over(made.group)
    if stock is None:
        return None
    came = [stock, made.group.whole]
    both = f"{working_of(came, made.group.whole).rpartition(' = ')[0]} = {made.working}"
    holds = made.total == stock.base + made.group.whole.base
    return made.comes_to(
        Relation.EQUAL if holds else Relation.OPEN, both if holds else made.working, certain=holds
    )


def _approximate(made: _Sum) -> Judgement | None:
    """近 约 余 多 are one-sided: what lies within a tenth on the right side is proved, nothing is contradicted."""
    whole, parts, total = made.group.whole, made.group.parts, made.total
    target = whole.base
    if whole.bound is Bound.EXACT and all(p.bound is Bound.EXACT for p in parts):
        return None
    if len(parts) == 1 and total <= target:
        return made.comes_to(Relation.SUBSET, f"{written(parts[0])} ≤ {written(whole)}")
    low = target if whole.bound in (Bound.EXACT, Bound.OVER) else target * 9 / 10
    high = target if whole.bound is Bound.UNDER else target * 11 / 10
    if len(parts) > 1 and low <= total <= high:
        return made.comes_to(Relation.EQUAL, f"{made.working}，与“{written(whole)}”（概数）相符")
    return made.comes_to(Relation.OPEN, made.working)


def _below(made: _Sum) -> Judgement | None:
    """The parts come to less than the whole: too little for a list that is closed, or nearly complete."""
    group, target = made.group, made.group.whole.base
    if made.total >= target:
        return None
    whole = amount(target, group.whole)
    if made.may_overlap:
        return made.comes_to(Relation.SUBSET, f"各项均不大于 {whole}")
    if len(group.parts) == 1:
        return made.comes_to(Relation.SUBSET, f"{written(group.parts[0])} ≤ {written(group.whole)}")
    if group.closed and group.cue is not Cue.SHARES and not meant_as_list(made.total, target):
        return made.comes_to(Relation.OPEN, made.working)  # 已完成6个、正在推进5个 say nothing of 29
    short = f"{made.working}，比 {whole} 少 {amount(target - made.total, group.whole)}"
    if (
        counts_uncounted(group, made.text)
        or has_single_ones(group, made.text)
        or names_one_more(group, made.text)
    ):
        return made.comes_to(Relation.OPEN, made.working)
    if group.closed and not made.is_loose and not (group.cue is Cue.SERIES and _is_statistic(group)):
        if is_told_behind(group.parts[-1], target - made.total):
            return made.comes_to(Relation.OPEN, made.working)
        return made.comes_to(Relation.SHORT, short, certain=group.cue is not Cue.AMONG)
    if group.cue is not Cue.STATUS and is_nearly_complete(group) and not _may_be_meant_otherwise(made):
        return made.comes_to(Relation.SHORT, short)
    if group.cue in _LISTS and not made.is_said_to_overlap:
        if closing_swap(group.whole, group.parts):
            return made.comes_to(Relation.SHORT, short)
        if joint(group.parts) == ("、",) and not is_selection(group, made.text):
            return made.comes_to(Relation.SOME, f"{made.working} ≤ {whole}")
    if group.cue is Cue.AMONG and tells_more(group.parts):
        return made.comes_to(Relation.OPEN, made.working)
    added = not some_told_by_traits(group.parts, made.text)  # 医师106名，60岁以上112名
    return made.comes_to(Relation.SUBSET, f"{made.working} ≤ {whole}" if added else f"各项均不大于 {whole}")


def _may_be_meant_otherwise(made: _Sum) -> bool:
    """Whether a list that is nearly complete need not be meant so: the main entries of a report, …等, or parts that overlap."""
    named_some = made.group.parts[-1].tail.startswith("等")
    apart = some_told_by_traits(made.group.parts, made.text)
    return named_some or apart or _is_statistic(made.group) or made.is_said_to_overlap


def _part_above(made: _Sum) -> Judgement | None:
    """A single part is larger than the whole; nothing can be said if anything explains it."""
    whole = made.group.whole
    high = next((p for p in made.group.parts if p.base > whole.base), None)
    if high is None:
        return None
    if is_explained(made.group, high, made.text):
        return made.comes_to(Relation.OPEN, made.working)
    compare = f"{written(high)} > {written(whole)}"
    return Judgement(Relation.PART_ABOVE, compare, amount(high.base, whole), made.group.near)


def _above(made: _Sum) -> Judgement | None:
    """Together the parts are more than the whole; a status list that is not closed must come near to it."""
    group, target = made.group, made.group.whole.base
    meant = group.cue is not Cue.STATUS or group.closed
    if made.is_loose or not (meant or (group.near and made.total <= target * (2 - NEARLY))):
        return None
    if may_exceed(group.whole, group.parts, made.text) or _tells_main_ones(group):
        return None
    if is_yet_to_come(group, made.total - target):
        return None
    if group.cue is Cue.STATUS and any(p.base == target and "全部" in p.tail[:ALL] for p in group.parts):
        return None  # 13个已全部整改，2个正在整改: others, or what R112 asks about
    return made.comes_to(
        Relation.ABOVE, f"{made.working} > {amount(target, group.whole)}", certain=group.closed
    )


def _tells_main_ones(group: Group) -> bool:
    """Whether parts between semicolons, each with its growth, may be told by several properties; or are done one and all.

    其中，省外资金60亿元，增长36%；产业项目资金88亿元，增长78%.  已破案42件；…已批准逮捕12件.
    """
    if group.closed or not any(SEMICOLON.search(p.gap) for p in group.parts[1:]):
        return False
    states = {p.status for p in group.parts}
    done_all = group.cue is Cue.STATUS and len(states) == 1
    return done_all or (group.cue is Cue.AMONG and _is_statistic(group))


ALL = 8  # characters behind a number in which 全部 may stand


def _is_statistic(group: Group) -> bool:
    """Whether a list is one of a statistical report, which names the main entries: each with a rate, or in ten thousands."""
    whole, last = group.whole, group.parts[-1]
    if whole.scale and not whole.unit.measured:
        return True
    figures = last.sentence.figures if last.sentence else []
    return any(isinstance(f, Rate) and group.parts[0].end <= f.start < last.start for f in figures)
