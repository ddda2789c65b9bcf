"""Lists of areas or volumes in which a number has lost its square: 9600平方米，其中东街4100平方米、西街5500米."""

from __future__ import annotations

from attrs import evolve

from auditor.arithmetic.grouping.row import Row, ends_list, mark, may_be_whole
from auditor.arithmetic.groups import Cue, Group, addable, total_of
from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.numbers.units import units

_LOST = {
    "米": ("平方米", "立方米"),
    "m": ("㎡", "m³"),
    "公里": ("平方公里",),
    "千米": ("平方公里",),
    "km": ("平方公里",),
    "平方米": ("立方米",),
    "㎡": ("m³",),
}
"""The units that a unit may have been before it was damaged."""
_KINDS = frozenset(("area", "volume"))


def with_lost_squares(row: Row, i: int, cue: Cue) -> Group | None:
    """The list from ``i`` on with lengths read as areas (or areas as volumes), if only so it makes up its whole exactly."""
    first = row.numbers[i]
    whole = next((q for q in reversed(row.numbers[:i]) if q.unit.measured and q.depth <= first.depth), None)
    if whole is None or whole.unit.kind not in _KINDS or not may_be_whole(whole):
        return None
    parts: list[Quantity] = []
    repaired: dict[int, Quantity] = {}
    marks: set[str] = set()
    for q, gap in zip(row.numbers[i:], row.gaps[i:], strict=True):
        part = q if addable(q, whole) else _repaired(q, whole)
        if part is None or q.depth != first.depth or (parts and not _goes_on(q, gap)):
            break
        if parts:
            marks.add(mark(q))
        parts.append(part)
        if part is not q:
            repaired[id(part)] = q
        if repaired and total_of(parts) == whole.base:
            sure = 1 < len(parts) > len(repaired) and (len(marks) == 1 or row.is_rest(q))
            return Group(whole, parts, cue, closed=True, repaired=repaired) if sure else None
    return None


def _goes_on(q: Quantity, gap: str) -> bool:
    """Whether a number is the next member of a list."""
    return len(MEMBER_END.findall(gap)) == 1 and not ends_list(q, gap)


def _repaired(q: Quantity, whole: Quantity) -> Quantity | None:
    """A number with the unit of its whole's kind that its own may have been, None if it can have been none."""
    found = (units()[name] for name in _LOST.get(q.unit.name, ()))
    meant = next((unit for unit in found if unit.kind == whole.unit.kind), None)
    if meant is None:
        return None
    return evolve(q, unit=whole.unit if whole.unit.factor == meant.factor else meant)
