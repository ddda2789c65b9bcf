"""What changed from one number to another: which of the two a part belongs to, and which numbers are only stages.

由32处降到21处，处置11处 is 32 − 21, and no part of 21; 由11户降至7户，再降至4户 is no sum of 7 and 4, and
30家中2021年亏损的有11家，2022年减少到7家 none of 11 and 7.
"""

from __future__ import annotations

from itertools import pairwise

from auditor.claims import Quantity, Status
from auditor.figures.change_words import is_from_to
from auditor.figures.flows import flow, is_stock_now
from auditor.groups.finders.row import Row
from auditor.groups.group import WITHOUT_CUE, Cue, Group, left_over, total_of
from auditor.patterns import compiled

_STEP_ON = compiled(
    r"[，,]?[^，,。；;、]{0,10}[降减压升增提扩][^，,。；;、0-9]{0,4}[至到为成][^，,。；;、0-9]{0,8}"
)
_IN_YEAR = compiled(r"(?:20[0-9]{2}年|[上去前]年)[^，,。；;、]{0,30}\Z")
CLAUSE = 40  # characters before a number in which its year may stand
_YEAR_ON = compiled(
    r"[，,](?:到|至|而)?(?:20[0-9]{2}年|今年|目前)[^，,。；;、0-9]{0,8}[降减压升增提扩][^，,。；;、0-9]{0,4}[至到为成][^，,。；;、0-9]{0,8}"
)
_ROUND = compiled(
    r"(?:第[一二三四五六七八九十]|首)(?:轮|次|批|期|阶段|季度)[^，,。；;、0-9]{0,10}\Z"
    r"|(?:20[0-9]{2}年|[0-9]月)[^，,。；;、0-9]{0,10}\Z"
)
_NAMED_AMONG = frozenset((Cue.AMONG, Cue.SPLIT, Cue.COLON))


def of_its_time(row: Row, group: Group) -> list[Group]:
    """A group as it is to be judged where its whole or its parts went from one number to another; [] if it is none."""
    if group.cue in WITHOUT_CUE and all(_ROUND.search(q.gap) for q in (group.whole, *group.parts)):
        return []  # 第一轮36件，第二轮27件，第三轮9件
    changed = _changes(row)
    if not changed:
        return [group]
    course = changed.get(id(group.whole))
    if course is not None and all(changed.get(id(p)) is course for p in group.parts):
        return []
    part = changed.get(id(group.parts[0]))
    if len(group.parts) > 1 and part is not None and all(changed.get(id(p)) is part for p in group.parts):
        return [Group(group.whole, [p], group.cue, near=group.near) for p in group.parts]
    if part is not None and len(group.parts) == 1 and part[0] is group.parts[0] and part is not course:
        row.taken.add(id(part[0]))  # what there was is no part of what is told beside the new value
        return _at_each_time(group, course, part)
    if course is None or group.parts[0].start < course[-1].start:
        return [group]
    return _of_the_old_value(group, course)


def _changes(row: Row) -> dict[int, list[Quantity]]:
    """The stages of what changed, by the id of each: 由11户降至7户，再降至4户."""
    found: dict[int, list[Quantity]] = {}
    for first, second in pairwise(row.sentences[row.index].quantities):
        if first.unit.name != second.unit.name:
            continue
        stages = found.get(id(first))
        if stages is None and (is_from_to(first, second) or _is_year_on(row.text, first, second)):
            stages = found[id(first)] = [first]
        elif stages is None or not _STEP_ON.fullmatch(second.gap):
            continue
        stages.append(second)
        found[id(second)] = stages
    return found


def _is_year_on(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two numbers tell the same of two years: 2022年亏损的有6家，2023年减少到4家."""
    on = _YEAR_ON.fullmatch(second.gap, len(first.tail))
    return on is not None and _IN_YEAR.search(text, max(0, first.start - CLAUSE), first.start) is not None


def _at_each_time(group: Group, whole: list[Quantity] | None, part: list[Quantity]) -> list[Group]:
    """由63人减为56人，其中甲类由9人增加到15人: 9 of the 63, 15 of the 56; of 现有56人 only the last one is a part.

    What is told year by year is of one whole: 9家中2022年盈利的有5家，2023年增加到7家.
    """
    if whole is not None and group.whole is whole[-1]:
        pairs = [(whole[0], part[0]), (whole[-1], part[-1])]
    elif whole is None and not is_from_to(*part[:2]):
        pairs = [(group.whole, p) for p in part]
    elif whole is None and is_stock_now(group.whole.lead):
        pairs = [(group.whole, part[-1])]
    else:
        return []
    return [Group(then, [some], group.cue, near=group.near) for then, some in pairs if some.base <= then.base]


def _of_the_old_value(group: Group, course: list[Quantity]) -> list[Group]:
    """由28宗降至12宗，已缴清16宗: what was got rid of is what the number fell by, or some of what there was."""
    old, new, parts = course[0], course[-1], group.parts
    fell = old.base > new.base and group.cue not in _NAMED_AMONG
    if not fell or not all(_is_gone(p) for p in parts) or (len(parts) > 1 and group.total == new.base):
        return [group]
    if total_of([new, *parts]) == old.base:
        return [Group(old, [new, *parts], Cue.REST, closed=True, near=group.near)]
    if group.whole is old:
        return [group]
    return [Group(old, parts, group.cue, near=group.near)] if total_of(parts) <= old.base else []


def _is_gone(q: Quantity) -> bool:
    """Whether a number tells of what is no longer there: 已缴清的16宗, 处置11处."""
    return (q.status is Status.DONE or flow(q.lead) < 0) and not left_over(q.lead)
