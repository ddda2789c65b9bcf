"""What is new and what there was before: 新增4万吨，加上一期6万吨，总处理能力达到10万吨."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.grouping.row import Row, counted_twice, may_be_whole
from auditor.arithmetic.groups import Cue, Group, nearly_makes, total_of
from auditor.claims import Bound, Quantity
from auditor.patterns import compiled

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


def _alike(a: Quantity, b: Quantity) -> bool:
    return a.unit.name == b.unit.name and a.depth == b.depth and b.bound is Bound.EXACT
