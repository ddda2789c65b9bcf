"""Lists of areas or volumes in which a number has lost its square: 9600平方米，其中东街4100平方米、西街5500米.

Such a number is read with the unit of the others only where the list then makes up its whole exactly, except for a bare m
among areas that the text announces (其中…), which is no length.
"""

from __future__ import annotations

from attrs import evolve

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.groups.finders.row import SUMS_UP, Row, ends_list, mark, may_be_whole
from auditor.groups.group import Cue, Group, addable, total_of
from auditor.numbers.units import units
from auditor.patterns import compiled

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
_JOINED = compiled(r"[，,、；;和与及]")
# what stands before a sum that names nothing of its own: ，两处合计, ，共计占地面积
_SUMS_UP = compiled(
    rf"[，,；;（(]?(?:[以上]{{2}}|[一二三四五六七八九十两几0-9]{{1,3}}[个项处座块宗]){{0,2}}{SUMS_UP}(?:占地|建筑|总)?(?:面积)?约?为?"
)
_KINDS = frozenset(("area", "volume"))


def listed_with_squares(row: Row, i: int, cue: Cue) -> Group | None:
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


def listed_in_another_dimension(row: Row, i: int, cue: Cue) -> Group | None:
    """The list from ``i`` on with its whole read in their unit, if the numbers then add up: 12.6平方公里，其中8.4公里、4.2公里."""
    first = row.numbers[i]
    whole = next((q for q in reversed(row.numbers[:i]) if q.unit.measured and q.depth <= first.depth), None)
    fixed = _in_dimension_of(first, whole) if whole and may_be_whole(whole) else None
    if whole is None or fixed is None:
        return None
    parts = [first]
    for q, gap in row.after(i):
        if q.unit.name != first.unit.name or q.depth != first.depth or not _goes_on(q, gap):
            break
        parts.append(q)
    if len(parts) < 2 or total_of(parts) != fixed.base:
        return None
    return Group(fixed, parts, cue, closed=True, repaired={id(fixed): whole})


def rest_with_square(row: Row, group: Group) -> Group | None:
    """2400㎡，已办证1500㎡，剩余900m: a group of areas with the next number, if its square is all it lacks."""
    last = group.parts[-1]
    next_one = next((q for q in row.numbers if q.start > last.end and q.unit.measured), None)
    if next_one is None or next_one.depth != last.depth or not row.is_rest(next_one):
        return None
    fixed = with_its_square(next_one, group.whole, in_words=True)
    if fixed is None or group.total + fixed.base != group.whole.base:
        return None
    parts, repaired = [*group.parts, fixed], {id(fixed): next_one}
    return Group(group.whole, parts, group.cue, closed=True, near=group.near, repaired=repaired)


def summed_with_squares(row: Row, k: int) -> Group | None:
    """1620㎡、2140㎡、1100m，合计4860㎡: the list before the sum at ``k``, if it adds up with the squares that are lost.

    The sum itself may have lost it: 1620㎡、2140㎡和1100㎡，合计4860m.
    """
    whole, last = row.numbers[k], row.numbers[k - 1]
    group = _summed(row, k, whole)
    if group is not None:
        return group if group.repaired else None
    plain = _SUMS_UP.fullmatch(whole.gap)
    fixed = _in_dimension_of(last, whole) if plain else None
    group = _summed(row, k, fixed) if fixed else None
    if group is None or group.repaired:
        return None
    group.repaired = {id(fixed): whole}
    return group


def _summed(row: Row, k: int, whole: Quantity) -> Group | None:
    """The list before the number at ``k`` that makes up a whole, with the squares that are lost."""
    parts: list[Quantity] = []
    repaired: dict[int, Quantity] = {}
    for q in reversed(row.numbers[:k]):
        part = q if q.unit.kind == whole.unit.kind else _repaired(q, whole)
        if part is None or not row.free(q) or (parts and not _JOINED.search(parts[0].gap)):
            break
        if part is not q:
            repaired[id(part)] = q
        parts.insert(0, part)
        if len(parts) > 1 and total_of(parts) >= whole.base:
            break
    fits = len(parts) > max(1, len(repaired)) and total_of(parts) == whole.base
    return Group(whole, parts, Cue.CLOSING, closed=True, repaired=repaired) if fits else None


def with_its_square(q: Quantity, like: Quantity, *, in_words: bool = False) -> Quantity | None:
    """A number among areas that has lost its square: 515 m (and 515米 if ``in_words``) as 515 ㎡, else None."""
    lost = like.unit.kind == "area" and not q.scale and q.unit.name in ("m", "米" if in_words else "m")
    return evolve(q, unit=units()["㎡"]) if lost else None


def _goes_on(q: Quantity, gap: str) -> bool:
    """Whether a number is the next member of a list."""
    return len(MEMBER_END.findall(gap)) == 1 and not ends_list(q, gap)


def _in_dimension_of(part: Quantity, whole: Quantity) -> Quantity | None:
    """A whole in the unit of its part, if one of them is the other's square or cube (平方公里, 公里), else None."""
    one, other = part.unit, whole.unit
    lost = any(
        units()[name].kind == large.kind and units()[name].factor == large.factor
        for small, large in ((one, other), (other, one))
        for name in _LOST.get(small.name, ())
    )
    return evolve(whole, unit=one) if lost and part.scale == whole.scale else None


def _repaired(q: Quantity, whole: Quantity) -> Quantity | None:
    """A number with the unit of its whole's kind that its own may have been, None if it can have been none."""
    found = (units()[name] for name in _LOST.get(q.unit.name, ()))
    meant = next((unit for unit in found if unit.kind == whole.unit.kind), None)
    if meant is None:
        return None
    return evolve(q, unit=whole.unit if whole.unit.factor == meant.factor else meant)
