"""Sums of amounts that 连同 or 加上 joins: 缴纳违约金12万元，连同退回资金共计72万元; 新增4万吨，加上一期6万吨，总处理能力达到10万吨."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.characters.pauses import CLAUSE_END
from auditor.claims import Bound, Quantity
from auditor.groups.finders.row import Row, counted_twice, may_be_whole
from auditor.groups.group import Cue, Group, earlier, nearly_makes, total_of
from auditor.patterns import compiled

_DIGIT = compiled(r"[0-9]")
CLAUSE = 40  # characters around an amount that its clause may have
NEAR = Fraction(1, 20)  # of a sum, by which it may be off and still be meant as that of the two
_TOGETHER = compiled(
    r"[^，,。；;、]{0,6}[，,](?:连同|加上)(?:此前|之前|前期|先前|上述|已)?(?P<of>[\u4e00-\u9fff]{2})的?(?:医保|基金|违规|违纪|专项|补助)*(?:资金|款项|金额|款|部分|费用)?(?:合计|总计|共计|总共|共)"
    r"(?:缴纳|上缴|退缴|支付|入库|到账)?"
)


def together(row: Row) -> Iterator[Group]:
    """An amount and the one that 连同 takes up, as the parts of their sum; the words after 连同 stand with it.

    A sum that is off is told only if no other amount is told with them.
    """
    for first, whole, gap in zip(row.numbers, row.numbers[1:], row.gaps[1:], strict=False):
        found = _TOGETHER.fullmatch(gap)
        if found is None or not first.unit.measured or not _alike(whole, first):
            continue
        above = [q for q in earlier(row.text, row.sentences, row.index) if _alike(whole, q)]
        above += [q for q in row.numbers if q.end <= first.start and _alike(q, whole)]
        meant = [q for q in above if found["of"] in _clause(row.text, q)]
        exact = next((q for q in above if q.base + first.base == whole.base), None)
        only = meant[0] if len({q.base for q in meant}) == 1 else None
        other = exact or only
        if other is None:
            continue
        parts = [other, first]
        if exact or abs(total_of(parts) - whole.base) <= whole.base * NEAR:
            yield Group(whole, parts, Cue.CLOSING, closed=True)


def _clause(text: str, q: Quantity) -> str:
    """The clause in which a number stands, as far as it is read, and the next one if it has no figures."""
    before = CLAUSE_END.split(text[max(0, q.start - CLAUSE) : q.start])[-1]
    own, *after = CLAUSE_END.split(text[q.end : q.end + CLAUSE], maxsplit=2)
    return before + own + (after[0] if after and not _DIGIT.search(after[0]) else "")


_PLUS = compiled(
    r"[^，,。；;、]{0,12}[，,]?(?:再|并)?(?:加上|连同|加(?=[原一二三上已]))[^，,。；;、0-9]{0,16}"
)
_AND = compiled(r"[^，,。；;、]{0,8}[、和及与][^，,。；;、0-9]{0,12}")
_ALL = compiled(
    r"[^，,。；;、0-9]{0,8}[，,](?:目前|现|全[县市区镇厂园局校])?[^，,。；;、0-9]{0,12}"
    r"(?:共(?!同|享|建|治)|合计|总计|累计|总[\u4e00-\u9fff]{0,10}(?:达到?|为|增至|增加到|提高到|扩大到)|达到?)[^，,。；;、0-9]{0,8}"
)
_HOW_MANY = compiled(
    r"(?:总[\u4e00-\u9fff]{0,10}(?:达到?|为|增至|增加到|提高到|扩大到)|达到?"
    r"|(?:共|合计|总计|累计)(?:有|计|达到?|投入|筹集|筹措|配备|安排|建成|建有|拥有|到账)?(?:资金|经费|车辆|设备)?)\Z"
)
_OF_OTHER = compiled(r"其中|平均|[人户月日年]均|超过|比|较")


def added(row: Row) -> Iterator[Group]:
    """Numbers that 加上 joins, as the parts of the total told directly behind them.

    A total that is off is told only if the first of them is the only number of its unit before 加上, and the words
    before it tell only how much there is in all: 加上滞纳金3万元，累计入库14万元 need not be all of it.
    """
    numbers = row.numbers
    for i in range(len(numbers) - 2):
        first = numbers[i]
        if not _PLUS.fullmatch(row.gaps[i + 1]) or not _alike(first, numbers[i + 1]):
            continue
        parts = [first, numbers[i + 1]]
        end = i + 2
        while end < len(numbers) - 1 and _AND.fullmatch(row.gaps[end]) and _alike(first, numbers[end]):
            parts.append(numbers[end])
            end += 1
        whole = numbers[end] if end < len(numbers) else None
        if whole is None or not _ALL.fullmatch(row.gaps[end]) or not _alike(first, whole):
            continue
        if _OF_OTHER.search(row.gaps[end]) or not may_be_whole(whole) or any(map(counted_twice, parts)):
            continue
        alone = not any(q.unit.kind == first.unit.kind for q in numbers[:i])
        alone = alone and whole.status is None and _HOW_MANY.search(whole.lead) is not None
        total = total_of(parts)
        if total == whole.base or (alone and may_be_whole(first) and nearly_makes(total, whole)):
            yield Group(whole, parts, Cue.CLOSING, closed=True)


def _alike(whole: Quantity, part: Quantity) -> bool:
    """Whether a number, told exactly, may be added to others of a sum: one unit, one depth of brackets."""
    return whole.unit.name == part.unit.name and whole.depth == part.depth and part.bound is Bound.EXACT
