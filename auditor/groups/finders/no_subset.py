"""Numbers that are no part of the one before them, though they are less: what is left of it, not done, of the next measure.

已结算131个，未结算3个; 应有93人，只有71人，缺口22人; 一是…，有3个；二是…，有2个.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Status
from auditor.groups.finders.row import Row, closing_word
from auditor.groups.group import Cue, Group, left_over
from auditor.patterns import compiled, says

BACK = 200  # characters around a number in which it may be said of which measure it is, or what each has
NEAREST = 6  # numbers before what is left among which one may tell what is done
OBJECT = 4  # characters of the name of what a deed is done to: 共检查门店131家
_MEASURE = compiled(r"(?:\A|[，,；;：:。])[一二三四五六七八九十](?:是|要)")
_NEXT_MEASURE = compiled(r"[，,；;：:。][二三四五六七八九十](?:是|要)")
_UNDONE = compiled(r"(?:未|没有?)[\u4e00-\u9fff]{0,8}?(?P<deed>[\u4e00-\u9fff]{2})的?[有为]?\Z")
_not_done_yet = says(r"应|需|须|拟|计划|目标|任务|涉及|要求|[待未可]|申请|申报|有")
_is_done = says(r"(?:已|累计|共)经?\Z")
_lacks = says(r"(?:缺口|空缺|缺编|缺额|缺员|[尚还仍]缺|缺少|短缺)(?:约|达|为|了|有)?\Z")
_is_there = says(r"[只仅实现]有|仅|在岗|在编|到位|实际|目前")
_HAS = "有"
_OWNERS = compiled(r"每[个家所处座名户间支]?(?P<name>[\u4e00-\u9fff]{2})")
_JOINED = compiled(r"[\u4e00-\u9fff]{1,8}[和及与]")


def within_measure(row: Row, group: Group) -> list[Quantity]:
    """The parts of a group up to the next measure, if its whole is of a measure: 一是…98人，其中31人；二是处理6人."""
    whole, parts = group.whole, group.parts
    if group.total == whole.base or not _is_of_measure(row, whole):
        return parts
    goes_on = (i for i, p in enumerate(parts) if i and _NEXT_MEASURE.search(row.text, parts[0].end, p.start))
    return parts[: next(goes_on, len(parts))]


def is_no_subset(row: Row, group: Group) -> bool:
    """Whether the numbers of a group are plainly beside each other."""
    if _is_joined_by_chance(group):
        return True
    (part, *others), whole = group.parts, group.whole
    if others or part.start < whole.start or group.total == whole.base:
        return False
    return (
        _is_undone(whole, part)
        or _is_left_beside(row, whole, part)
        or _are_of_measures(row, whole, part)
        or _have_both(row, whole, part)
        or _are_owners(row, whole, part)
    )


def _is_joined_by_chance(group: Group) -> bool:
    """Whether a sum is told as no sum, but as the next one: 4个组，到16个乡镇和20个单位."""
    whole = group.whole
    behind = group.cue in (Cue.CLOSING, Cue.FITTING) and whole.start > group.parts[-1].start
    return behind and not closing_word(whole) and _JOINED.fullmatch(whole.gap) is not None


def _is_undone(whole: Quantity, part: Quantity) -> bool:
    """Whether a number is told as not done in the very verb in which the other one is told as done."""
    found = _UNDONE.search(part.lead)
    if found is None:
        return False
    told, deed, object_ = whole.lead.removesuffix("了").rpartition(found["deed"])
    named = not object_ or (len(object_) <= OBJECT and _is_done(told))
    return deed != "" and named and not _not_done_yet(told)


def _is_left_beside(row: Row, whole: Quantity, part: Quantity) -> bool:
    """Whether a number is what is left or lacks, beside what is done or there of the whole."""
    if _lacks(part.lead) and _is_there(whole.lead):
        return True
    if not left_over(part.lead) or "其中" in part.gap:
        return False
    return any(
        q.status is Status.DONE and q.unit.name == part.unit.name and q.depth == part.depth and row.free(q)
        for q in _between(row, whole, part)
    )


def _between(row: Row, whole: Quantity, part: Quantity) -> list[Quantity]:
    """The last numbers of the row between two others."""
    at = bisect_left(row.numbers, part.start, key=attrgetter("start"))
    return [q for q in row.numbers[max(0, at - NEAREST) : at] if q.start >= whole.end]


def _is_of_measure(row: Row, q: Quantity) -> bool:
    begin = max(q.start - BACK, q.sentence.start if q.sentence else 0)
    return _MEASURE.search(row.text, begin, q.start) is not None


def _are_of_measures(row: Row, whole: Quantity, part: Quantity) -> bool:
    """Whether two numbers are told in one measure and the next: 一是…，有3个；二是…，有2个."""
    return _NEXT_MEASURE.search(row.text, whole.end, part.start) is not None and _is_of_measure(row, whole)


def _have_both(row: Row, whole: Quantity, part: Quantity) -> bool:
    """Whether two clauses parted by a semicolon tell how many of each there are: 甲类，有3个；乙类，有2个."""
    both = whole.lead.endswith(_HAS) and part.lead.endswith(_HAS)
    return both and SEMICOLON.search(row.text, whole.end, part.start) is not None


def _are_owners(row: Row, whole: Quantity, part: Quantity) -> bool:
    """Whether a number counts those each of whom has some of the whole: 窗口18个，每个食堂3个，6个食堂均已覆盖."""
    begin = max(whole.start - BACK, whole.sentence.start if whole.sentence else 0)
    each = {found["name"] for found in _OWNERS.finditer(row.text, begin, min(part.start, whole.end + BACK))}
    return part.tail[:2] in each and part.tail[:2] not in (whole.lead[-2:], whole.tail[:2])
