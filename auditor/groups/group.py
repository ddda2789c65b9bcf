"""Part–whole groups, one whole and its parts: 反馈问题30个，其中党建类18个、财务类12个.

They are found in :mod:`auditor.groups.finders` and judged in :mod:`auditor.groups.sums`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from attrs import field

from auditor.claims import Quantity, Sentence, Status
from auditor.groups.siblings import CHANCE, is_sibling
from auditor.patterns import says
from auditor.records import define, frozen

LOOK_BACK = 4  # sentences in which the whole of a later list may stand
LONGEST_BREAKDOWN = 8  # parts of a part that are added up
NEARLY = Fraction(85, 100)  # a list that reaches this share of its whole reads as meant to be complete
LEAST_FIT = 6  # a smaller sum (in the unit it is told in) fits too easily by chance


class Cue(StrEnum):
    """What tells that numbers are parts of another one."""

    AMONG = "其中"
    SPLIT = "分别"
    COLON = "："
    BRACKET = "（）"
    STATUS = "进展"
    REST = "其余"
    CLOSING = "合计"
    SERIES = "按……分"
    SHARES = "占比"
    SUBSET = "有"
    PARALLEL = "并列"
    FITTING = "相符"


WITHOUT_CUE = frozenset((Cue.FITTING, Cue.PARALLEL))
"""The cues of numbers that are tied only because they stand in a row and fit."""


class Relation(StrEnum):
    """How the sum of the parts stands to the whole."""

    EQUAL = "equal"
    SUBSET = "subset"
    SOME = "some"  # parts of one list that leave much of the whole: neither proved nor wrong
    SHORT = "short"  # less than a whole that claims to be complete
    PART_ABOVE = "part above"  # a single part exceeds the whole
    ABOVE = "above"  # together the parts exceed the whole
    OPEN = "open"  # nothing can be said


@frozen
class Judgement:
    """What a group comes to: ``working`` is the arithmetic in words, ``certain`` whether the text closes the list."""

    relation: Relation
    working: str
    sum: str
    certain: bool = False


@define(eq=False)
class Group:
    """A whole and its parts.

    ``closed`` says that the parts claim to be all of it.  ``near`` is False if the whole stands in an earlier
    sentence.  ``less`` is what is said to be counted twice.  ``repaired`` are numbers (parts, or the
    whole) whose unit must have been damaged (515 m among areas), by the id of the number that stands for them with the
    unit of the others.
    """

    whole: Quantity
    parts: list[Quantity]
    cue: Cue
    closed: bool = False
    near: bool = True
    less: Quantity | None = None
    repaired: dict[int, Quantity] = field(factory=dict)
    judgement: Judgement | None = field(default=None, repr=False)

    @property
    def claims(self) -> tuple[Quantity, ...]:
        """The whole, the parts and what is counted twice, as they are written."""
        told = (self.whole, *self.parts, self.less)
        return tuple(self.repaired.get(id(q), q) for q in told if q is not None)

    @property
    def total(self) -> Fraction:
        """The sum of the parts less what is counted twice, in base units."""
        return total_of(self.parts) - (self.less.base if self.less else 0)


is_mean = says(r"(?:[人户村班校月日年周次篇]均|平均)[\u4e00-\u9fff]{0,6}\Z")
"""Whether the words before a number call it an average, which is no part and no whole."""
_is_left_over = says(r"其余|剩余|剩下|余下|其他|另外|尚余|尚有|仍有|还有|另有|尚未|尚欠|尚差|缺口|余款")
_all_others = says(r"\A(?:其他|其它|其余)(?!有)")
is_more = says(r"另有|另外")
"""Whether words present a number as told besides, of the same whole or of something else: 满意20254份，另有316份未作答."""
begins_comparison = says(
    r"(?:(?<!占)比(?![重例率])|较|高于|低于|[多少]于|超过)[^，,。；;（(]{0,16}[（(][^，,。；;（）()]{0,8}\Z"
)
"""Whether a bracket that gives the values of another time begins before a number: 比上年（受理90件，办结70件）增加."""
_MARK = says(r"[，,；;。、：:（()）\n]|[和及与]")
# what comes then is told of something else, or is a change: 其中小学3所，有幼儿园39所; 其中示范社90家，新增40家
_tells_anew = says(r"[，,；;](?:有[\u4e00-\u9fff]|(?:同比|净)?(?:增加|减少|新增|上升|下降|增长)了?\Z)")
_is_behind = says(
    r"\A(?:进度|进展|整改)?(?:滞后|落后)的?(?:有|为)?\Z|\A未达到?(?:序时|时序)进度的?(?:有|为)?\Z"
)
_is_on_schedule = says(
    r"\A(?:整改)?(?:已|正)?(?:达到?|按|符合)?(?:照)?(?:序时|时序)进度?(?:推进|整改)?的?(?:有|为)?\Z"
)
_COMPLEMENT = ({Status.DONE, Status.MOSTLY, Status.QUICK}, {Status.RUNNING, Status.OPEN})
_SAME_UNIT = frozenset(("object", "duration", "age", "document"))


def addable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers may be parts of one sum: units of one kind, and the same unit where kinds are loose."""
    if a.unit.kind != b.unit.kind or a.unit.kind == "points":
        return False
    return a.unit.name == b.unit.name if a.unit.kind in _SAME_UNIT else True


def complementary(parts: Sequence[Quantity]) -> bool:
    """Whether the parts' statuses leave nothing out: something done and something not yet done, or 其余."""
    if any(left_over(p.lead) and not is_more(p.lead) for p in parts[1:]):
        return True
    statuses = {p.status for p in parts}
    return all(statuses & side for side in _COMPLEMENT)


def earlier(text: str, sentences: Sequence[Sentence], index: int, *, lines: int = 0) -> Iterator[Quantity]:
    """The numbers of the sentences before, nearest first; over at most ``lines`` ends of a paragraph."""
    for back in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        if text.count("\n", sentences[back].end, sentences[index].start) > lines:
            return
        yield from (q for q in reversed(sentences[back].quantities) if not q.named and q.depth == 0)


def nearly_makes(total: Fraction, whole: Quantity) -> bool:
    """Whether a sum (in base units) is so close to a whole that its parts read as meant to make it up."""
    return whole.base > 0 and NEARLY <= total / whole.base <= 2 - NEARLY


def total_of(parts: Sequence[Quantity]) -> Fraction:
    """The sum of some numbers, in base units."""
    whole, rest = 0, None  # whole numbers are added as such: sums of fractions are slow
    for part in parts:
        base = part.base
        if base.denominator == 1:
            whole += base.numerator
        else:
            rest = base if rest is None else rest + base
    return Fraction(whole) if rest is None else rest + whole


def own_parts(group: Group, text: str) -> list[Quantity]:
    """The parts of a group that are its whole's list; an announced one that is too large ends where it tells anew."""
    parts = own_list(group.whole, group.parts, text)
    less = group.less.base if group.less else 0
    if group.cue is Cue.AMONG and not nearly_makes(total_of(parts) - less, group.whole):
        parts = _without_more(parts, group.whole)
    if group.cue is not Cue.AMONG or total_of(parts) - less <= group.whole.base:
        return parts
    gaps = (text[before.end : q.start] for before, q in pairwise(parts))
    return parts[: next((i for i, gap in enumerate(gaps, 1) if _tells_anew(gap)), len(parts))]


def _without_more(parts: list[Quantity], whole: Quantity) -> list[Quantity]:
    """The parts of a list that names some, up to what is told besides it: 386万元，其中现金210万元；另有48万元…."""
    at = next((i for i, p in enumerate(parts) if i and is_more(p.lead)), len(parts))
    return parts[:at] if total_of(parts) < whole.base else parts


def own_list(whole: Quantity, parts: list[Quantity], text: str) -> list[Quantity]:
    """The parts that are the whole's list: what breaks one of them down again, or follows a complete list, is not.

    23个中11个…，其余12个中10个…、2个… is 11 + 12; 1263栋，其中214栋、1049栋，…18栋，已拆除5栋 is 214 + 1049.  If no
    such reading gives the whole, all parts are kept; 33个中，5个…已解决4个，剩余1个 names a single part.
    """
    if len(parts) < 3 or total_of(parts) == whole.base:
        return parts
    tops: list[Quantity] = []
    total = Fraction(0)
    i = 0
    while i < len(parts):
        tops.append(parts[i])
        total += parts[i].base
        behind = _behind_breakdown(parts, i)
        if total == whole.base and len(tops) > 1 and i + 1 < len(parts):
            if _all_others(parts[i].lead) and not _is_beside(parts[i], parts[i + 1]):
                return tops  # 科级12人、其他36人，岗位10个、应交流8人
            if whole.base < CHANCE * whole.unit.factor and is_sibling(tops, parts[i + 1], text):
                return parts
            if not goes_on(tops, parts[i + 1]):
                return tops
        i = behind
    if len(tops) == 1 and complementary(parts[1:]):
        return tops
    told = [*(p for p, after in pairwise(parts) if _MARK(after.gap)), parts[-1]]  # 5个完成3个: of the first
    return told if len(told) > 1 and total_of(told) == whole.base else parts


def goes_on(done: list[Quantity], after: Quantity) -> bool:
    """Whether a list that adds up already tells next, in its own way, what is not yet done: 已完成9个，基本完成1个，需坚持1个.

    What has fallen behind is none of what is on schedule: 已完成9个，达到序时进度3个，滞后1个.
    """
    if _is_behind(after.lead) and _is_on_schedule(done[-1].lead) and after.unit.name == done[-1].unit.name:
        return True
    if complementary(done) or not complementary([*done, after]) or not all(p.status for p in done):
        return False
    alike = after.noun in {"", *(p.noun for p in done)} and after.unit.name == done[-1].unit.name
    return alike and _MARK(after.gap) and after.depth == done[-1].depth


def _is_beside(part: Quantity, after: Quantity) -> bool:
    """Whether a number follows a part of a list as the next member: 其他8处、未分类3处."""
    return after.start - len(after.gap) == part.end and after.gap.startswith("、")


def _behind_breakdown(parts: list[Quantity], i: int) -> int:
    """Where a list goes on after the part at ``i``: behind the two or more next ones if they add up to it."""
    total = Fraction(0)
    for j in range(i + 1, min(i + 1 + LONGEST_BREAKDOWN, len(parts))):
        total += parts[j].base
        if total == parts[i].base and j > i + 1:
            return j + 1
    return i + 1


def left_over(lead: str) -> bool:
    """Whether words such as 其余 present a number as what the others leave."""
    return _is_left_over(lead)
