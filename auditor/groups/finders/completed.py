"""What completes a list of states though its own words tell none: 82个，已整改38个，采纳10个，正在整改21个，移送13个."""

from __future__ import annotations

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.groups.finders.row import Row, ends_list, may_be_whole
from auditor.groups.group import Cue, Group

LEAST = 2  # states of a list
SURE = 20  # a smaller whole may be made by chance


def completed(row: Row, group: Group) -> Group | None:
    """A list of states with the number behind it that makes it up to its whole exactly; None if there is none."""
    whole, parts = group.whole, group.parts
    after = parts[-1].following
    if len(parts) < LEAST or whole.base < SURE * whole.unit.factor or not isinstance(after, Quantity):
        return None
    alike = after.unit.name == parts[-1].unit.name and after.depth == parts[-1].depth and after in row.numbers
    beside = len(MEMBER_END.findall(after.gap)) == 1 and not ends_list(after, after.gap)
    if not alike or not beside or not row.free(after) or not may_be_whole(after):
        return None
    other = after.noun and whole.noun and after.noun != whole.noun
    if other or group.total + after.base != whole.base:
        return None
    return Group(whole, [*parts, after], Cue.STATUS, closed=True, near=group.near)
