"""Numbers told for each of several: 组长、副组长各1名 is 2; 分别占10%、8.6% is one for each; 其中4个镇街完成率为100% is of each of the four."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import takewhile
from operator import attrgetter
from typing import TypeVar

from auditor import lexicon
from auditor.characters.pauses import JOINT, SEMICOLON
from auditor.claims import Bound, Figure, Quantity, Rate
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


F = TypeVar("F", bound=Figure)

RESPECTIVELY = compiled(r"分别|依次")
_NEXT_IN_ROW = compiled(r"(?:[、，,；;和及与]|以及)占?")


def told_respectively(figure: F) -> list[F]:
    """The figures of its kind in the row to which a figure belongs, [] if the text does not say 分别."""
    kind = type(figure)
    figures = figure.sentence.figures if figure.sentence else []
    at = next((i for i, f in enumerate(figures) if f is figure), 0)
    first = at
    while first and isinstance(figures[first - 1], kind) and _NEXT_IN_ROW.fullmatch(figures[first].gap):
        first -= 1
    if not RESPECTIVELY.search(figures[first].lead):
        return []
    after = takewhile(lambda f: isinstance(f, kind) and _NEXT_IN_ROW.fullmatch(f.gap), figures[first + 1 :])
    row = [f for f in (figures[first], *after) if isinstance(f, kind)]
    behind = [SEMICOLON.match(f.gap) is not None for f in row[1:]]
    if any(behind) and not all(behind):  # 分别完成10个、12个和5个；121条…
        row = row[: behind.index(True) + 1]
    return row if any(f is figure for f in row) else []


def rated_things(number: Quantity) -> str:
    """What a number counts, if the next words tell the rate of these: 镇街 of 4个镇街完成率为100%; "" if they do not."""
    rate = number.following
    if not isinstance(rate, Rate) or number.unit.measured or number.status is not None:
        return ""
    found = _rate_of_bodies().fullmatch(rate.gap)
    return found["things"] if found else ""


@cache
def _rate_of_bodies() -> re.Pattern[str]:
    things = lexicon.any_of("nouns", "members", "bodies", "places")
    return compiled(
        rf"(?P<things>{things})的?(?:[均都]的?)?[\u4e00-\u9fff]{{0,8}}率[均都也已仅只]?(?:为|达到了?|达|在|是|有|高于|低于|超过?|不足|均)*"
    )


def counts(number: Quantity, things: str) -> bool:
    """Whether a number tells how many of some things there are: 镇街 of 8个镇街共承接…."""
    return number.noun == things or number.tail.startswith(things)
