"""Whether parts that come to less than their whole are all there is to tell: 收回5台，已售2台、在租2台，另一台待评估 leaves out one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Status
from auditor.figures.amounts import amount_plain
from auditor.groups.group import NEARLY, Cue, Group, left_over
from auditor.numbers.numerals import is_slip
from auditor.patterns import compiled, says

_names_some = says(r"\A[\u4e00-\u9fff]{0,6}中有")  # 16人中有7人受伤
_ONE_OF_POST = compiled(
    r"(?<![名位副个])(?:书记|主任|经理|主席|会长|[院局镇乡县区市校部处科所站队厂股村]长)(?:担?任|为|、|和|及|与|，)"
)
_ONE_OF_IT = compiled(r"[\u4e00-\u9fff]一[个所名家处座项人位次件支间套户](?=[、，,；;和])")
_SOME = compiled(r"主要|重点|包括|包含|(?<![全])部分|尤其|特别|最[多大高]|仅|就有|突出")
MANY = 4  # parts which hardly leave out one more that is as small as the smallest of them
SORT = 2  # characters of the name of a thing of which sorts are told
_ONE_MORE = compiled(
    r"[，,；;、](?!均|都|全部|目前|现|并|已|其中|共|截至|剩|余|尚|仍|正)[A-Za-z/\u4e00-\u9fff]{2,12}?(?:预计|拟|将|已|正在?|尚|待|仍|还)"
)


def is_selection(group: Group, text: str) -> bool:
    """Whether the words say that only some of the parts are told: 其中主要有…, …等."""
    parts = group.parts
    start, end = sorted((group.whole.end, parts[0].start))
    return _SOME.search(text, start, end) is not None or parts[-1].tail.startswith("等")


def counts_uncounted(group: Group, text: str) -> bool:
    """Whether the total may count people who are named without a number: 书记任组长，3名副院长任副组长，共4人."""
    whole, last = group.whole, group.parts[-1]
    if whole.unit.kind != "person" or whole.start < last.start or whole.sentence is None:
        return False
    return _ONE_OF_POST.search(text, whole.sentence.start, last.end) is not None


def has_single_ones(group: Group, text: str) -> bool:
    """Whether single ones stand in the list in words, which are read as no numbers: 其中党委一个、总支三个、支部十四个."""
    whole, last = group.whole, group.parts[-1]
    start, end = sorted((whole.end, last.end))
    return not whole.unit.measured and _ONE_OF_IT.search(text, start, end) is not None


def is_nearly_complete(group: Group) -> bool:
    """Whether parts leave so little of the whole that they read as meant to be complete."""
    parts, target, total = group.parts, group.whole.base, group.total
    if _names_some(group.whole.tail) or is_told_behind(parts[-1], target - total):
        return False
    if len(parts) == 2 and parts[0].unit.measured and group.cue is Cue.AMONG:
        shown = (amount_plain(value, group.whole) for value in (total, target))
        if not is_slip(*shown):
            return False  # 库存81.3万吨，其中小麦46.5万吨、稻谷30.1万吨: the main ones
    missing, least = target - total, min(p.base for p in parts)
    as_small = missing == least and (len(parts) >= MANY or _are_sorts(group))
    return total >= NEARLY * target and (missing < least or as_small)


def _are_sorts(group: Group) -> bool:
    """Whether all parts are named as sorts of what the whole counts: 水库中，中型水库2座、小型水库9座、微型水库25座."""
    name = group.parts[0].lead[-SORT:]
    named = len(name) == SORT and all(p.lead.endswith(name) and p.lead != name for p in group.parts)
    return len(group.parts) > 2 and named and group.whole.tail.startswith(name)


def names_one_more(group: Group, text: str) -> bool:
    """Whether another clause of the list tells what became of one more, without a number: 收回5台，已售2台，另一台待评估."""
    whole, last = group.whole, group.parts[-1]
    if whole.base - group.total != whole.unit.factor or whole.start > last.start:
        return False
    return _ONE_MORE.match(text, last.end + len(last.tail)) is not None


def is_told_behind(last: Quantity, missing: Fraction) -> bool:
    """Whether the next numbers are just what a list lacks: 46项，其中新建18项、修订23项；另废止5项."""
    after = last.following
    while isinstance(after, Quantity) and after.unit.kind == last.unit.kind and after.base <= missing:
        missing -= after.base
        if not missing:
            return True
        after = after.following
    return False


def is_yet_to_come(group: Group, excess: Fraction) -> bool:
    """Whether the sentence tells behind a list that just what is too much has not come: 合计到位6100万元，…，尚有500万元未到位."""
    last = max((group.whole, *group.parts), key=lambda q: q.start)
    behind = [q for q in last.sentence.quantities if q.start > last.start] if last.sentence else []
    alike = (q for q in behind if q.unit.kind == last.unit.kind and q.base == excess)
    return any(q.status is Status.OPEN or left_over(q.lead) for q in alike)


def tells_more(parts: Sequence[Quantity]) -> bool:
    """Whether a list that names some goes on with what is of none of them, or of the last: 其中博士6人；招录4人. 其中闲置5台，已调剂4台."""
    first, *others = parts
    return any(SEMICOLON.search(p.gap) or (p.status is not None and first.status is None) for p in others)
