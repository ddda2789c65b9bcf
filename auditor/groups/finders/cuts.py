"""Two divisions of one whole told in one list: 18项指标中，7项进入前十名，8项上升、6项持平、4项下降 is 8 + 6 + 4 = 18."""

from __future__ import annotations

from itertools import accumulate

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.groups.finders.row import Row
from auditor.groups.group import Cue, Group, total_of

LONGEST = 8  # numbers behind a whole among which its division may stand
SAME_MARK = 3  # members of a division that the same mark parts from what stands before it
_STRENGTH = {"、": 1, ",": 2, "，": 2, ";": 3, "；": 3}


def told_by_cuts(row: Row, group: Group) -> list[Group]:
    """The group, or in its place the division that stands behind a part told by another property, and that part.

    Nothing if it is not plain which numbers stand alone: all are told in the same way, or those that fit end within a row.
    """
    if group.cue is not Cue.AMONG or group.whole.start > group.parts[0].start or group.less:
        return [group]
    group.parts = [q for q in group.parts if id(q) not in row.divided]
    if not group.parts:
        return []  # 7项进入前十名，其中3项…，8项上升、6项持平、4项下降: those are no parts of the 7
    own = _numbers_from(row, group.parts[0])
    sums = list(accumulate(q.base for q in own))
    if group.whole.base in (*sums[-1:], group.total):
        return [group]
    for first in range(1, len(own) - 1):
        if first > 1 and sums[first - 1] == group.whole.base:
            return [group]  # 40个，其中甲类25个、乙类15个，已完成30个、未完成10个
        division = _division(own, first)
        if total_of(division) != group.whole.base or _tell_states(own[:first], division):
            continue
        before, within = _mark(own[first]), max(_mark(q) for q in division[1:])
        if before > within:
            alone = Group(group.whole, own[:1], Cue.AMONG, near=group.near)
            row.divided.update(map(id, division))
            made = Group(group.whole, division, Cue.AMONG, near=group.near)
            return [made, alone] if first == 1 else [made]
        if len(division) >= SAME_MARK and before == within:
            return []
    many = sums.index(group.whole.base) + 1 if group.whole.base in sums else 0
    return [] if many > 2 and _cuts_through(own, many) else [group]


def _cuts_through(own: list[Quantity], many: int) -> bool:
    """Whether so many numbers end within a closer row: 25项中，6项…，10项、9项、8项 is no sum of the first three."""
    if many == len(own) or own[many].status:
        return False
    closer = 0 < _mark(own[many]) == _mark(own[many - 1])
    return closer and any(_mark(q) > _mark(own[many]) for q in own[1 : many - 1])


def _numbers_from(row: Row, first: Quantity) -> list[Quantity]:
    """The numbers of a row from one on that count in its word."""
    return [
        q
        for q in row.numbers
        if q.start >= first.start and q.unit.name == first.unit.name and q.depth == first.depth
    ][:LONGEST]


def _division(own: list[Quantity], first: int) -> list[Quantity]:
    """The numbers from one on up to where a stronger mark than theirs stands."""
    strength = _mark(own[first + 1])
    last = first + 1
    while last + 1 < len(own) and 0 < _mark(own[last + 1]) <= strength:
        last += 1
    return own[first : last + 1] if strength else []


def _mark(q: Quantity) -> int:
    """How strong the mark between a number and the one before it is; 0 if there is none."""
    return max((_STRENGTH[mark] for mark in MEMBER_END.findall(q.gap)), default=0)


def _tell_states(before: list[Quantity], division: list[Quantity]) -> bool:
    """Whether both tell how far things have come, so that they are members of one list: 已完成15个，正在整改10个、未启动20个."""
    return any(q.status for q in before) and any(q.status for q in division)
