"""Parts that are told for each of several: 组长、副组长各1名 is 2, 其他4名成员各9人次 is 36."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from operator import attrgetter

from auditor.characters.pauses import JOINT
from auditor.claims import Bound, Quantity
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled

SAID = 60  # characters before a number in which those may be named for each of whom it is told
MOST = 100  # so many at most are told one by one

BRACKETS = compiled(r"[（(][^（）()]{0,20}[）)]")
_EACH = compiled(
    r"(?P<named>[^，,。；;：:（(]*)(?:各(?![级类种界项部])|每(?=[人名位户村镇组家个])[人名位户村镇组家个])[\u4e00-\u9fff]{0,2}\Z"
)

_ALIKE = compiled(
    r"[\u4e00-\u9fff]{2,12}[、和及与][\u4e00-\u9fff]{2,8}(?P<count>[两兩二三四五六])(?:[个個]?[\u4e00-\u9fff]{1,3})(?:均|都)[为為是]\Z"
)
_ALL_ALIKE = compiled(
    r"(?:.*[、，,；;])??(?P<named>[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12}){0,4}[、和及与][\u4e00-\u9fff]{2,12})(?:均|都)[为為是]"
)


def times(part: Quantity) -> int | None:
    """How many a number is meant for each of; 0 if it is not said, None for a plain number."""
    if alike := _ALIKE.search(part.gap[-SAID:]):
        return chinese(alike["count"])  # 甲县和乙县两县均为117人
    if alike := _ALL_ALIKE.fullmatch(part.gap[-SAID:].lstrip("、，,；;")):
        return len(JOINT.split(alike["named"]))  # 甲县和乙县均为117人
    words = BRACKETS.sub("", part.gap[-SAID:])  # 9个村（社区）各去1次
    said = _EACH.search(words)
    if said is None or _is_first_of_list(part):
        return None
    if said[0] == words and len(part.gap) <= SAID and (count := _count_before(part)):
        return count
    members = [member for member in JOINT.split(said["named"]) if member and not member.startswith("各")]
    return len(members) if len(members) > 1 else 0


def _is_first_of_list(part: Quantity) -> bool:
    """Whether each has a number of its own: 三段各为8.4公里、9.7公里、5.5公里."""
    after = part.following
    return isinstance(after, Quantity) and after.unit.kind == part.unit.kind and after.gap in ("、", "和")


def _count_before(part: Quantity) -> int:
    """The number that stands before in the same clause, if it counts those of whom each is told: 其他4名成员各."""
    figures = part.sentence.figures if part.sentence else []
    at = bisect_left(figures, part.start, key=attrgetter("start"))
    count = figures[at - 1] if at else None
    if not isinstance(count, Quantity) or count.named or count.bound is not Bound.EXACT:
        return 0
    counts = count.unit.kind != part.unit.kind and not count.unit.measured and 1 < count.value <= MOST
    return int(count.value) if counts and count.value == int(count.value) else 0


def weighted(parts: Sequence[Quantity]) -> Fraction:
    """The sum of some parts, each as often as it is told; 0 if that is not known of one of them, or of none."""
    counts = [times(part) for part in parts]
    if 0 in counts or not any(counts):
        return Fraction(0)
    return sum((p.base * (n or 1) for p, n in zip(parts, counts, strict=True)), Fraction(0))
