"""Lists that run on within a paragraph behind their number: 提出三点要求，一要…，二要…，三要…; 4个巡察组分别对甲局、乙局、…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import CLAUSE_END
from auditor.claims import Bound, Enumeration, Quantity
from auditor.extraction.members import WINDOW, members_of, ways_to_count
from auditor.notice import Notice
from auditor.numbers import numerals
from auditor.numbers.units import counters
from auditor.patterns import compiled

LEAST, MOST = 2, 9  # points that are followed
_POINTS = compiled(r"(?:方面)?的?(?:[\u4e00-\u9fff]{0,8})[，,：:。](?=[一1][要是])")
_POINT = compiled(r"(?<=[，,；;。：:、])(?P<n>[一二三四五六七八九])(?P<word>[要是])")
_MORE = compiled(r"同时|此外|另外|最后|还要")
_TEAMS = compiled(
    r"[\u4e00-\u9fff]{0,10}?(?:组|专班|分队|小队)(?:[（(][^（()）]{0,12}[)）])?(?:分别|依次|分头)?(?:进驻|分赴|赴|对|向|到)"
)
_DEED = compiled(
    r"(?:等单位|等地)?(?:党委|党组|党组织|党工委|党支部)?(?:[（(][^（()）]{0,8}[)）])?(?:集中)?(?:开展|进行|实施|展开|反馈)|\Z"
)


def announced_points(notice: Notice, quantities: list[Quantity], known: set[int]) -> Iterator[Enumeration]:
    """The lists of the numbers that are not ``known`` (by their offset) to have one."""
    for q in quantities:
        if q.start in known or q.named or q.bound is not Bound.EXACT or not LEAST <= q.value <= 60:
            continue
        made = _points(notice, q) if q.unit.name in _units() and q.value <= MOST else None
        if made := made or _visited(notice.text, q):
            yield made


@cache
def _units() -> frozenset[str]:
    """The words in which points are counted."""
    return counters() | {"点"}


def _points(notice: Notice, q: Quantity) -> Enumeration | None:
    """三点要求，一要…，二要…，三要…: points counted within the paragraph."""
    text = notice.text
    opened = _POINTS.match(text, q.end)
    if opened is None:
        return None
    end = text.find("\n", opened.end())
    end = len(text) if end < 0 else end
    found: list[re.Match[str]] = []
    for point in _POINT.finditer(text, opened.end() - 1, end):
        if numerals.chinese(point["n"]) == len(found) + 1 and (
            not found or point["word"] == found[0]["word"]
        ):
            found.append(point)
        elif point["n"] == "一":
            break
    if len(found) < LEAST:
        return None
    ends = [*(p.start() - 1 for p in found[1:]), _last_end(text, found[-1].end(), end)]
    items = [(p.start(), b) for p, b in zip(found, ends, strict=True)]
    rest = text[found[-1].end() : end + 4]
    goes_on = _MORE.search(rest) or _next(text, end, len(found) + 1)
    if len(found) != q.value and (goes_on or len(found) < q.value - 1):
        return None
    return Enumeration(q.start, items[-1][1], q, items, (len(found),), before=False)


def _last_end(text: str, start: int, end: int) -> int:
    """Where the last point ends: with its clause."""
    found = CLAUSE_END.search(text, start, end)
    return found.start() if found else end


def _next(text: str, end: int, number: int) -> bool:
    """Whether the next paragraph begins with the point of a number."""
    head = text[end + 1 : end + 4].lstrip("（( ")
    return bool(head) and numerals.chinese(head[0]) == number


def _visited(text: str, q: Quantity) -> Enumeration | None:
    """4个巡察组分别对甲局、乙局、丙局、丁局开展巡察: as many bodies as teams; any other number says nothing."""
    opened = _TEAMS.match(text, q.end)
    if opened is None or "分" not in opened[0]:
        return None
    stop = min(len(text), opened.end() + WINDOW)
    ends = CLAUSE_END.search(text, opened.end(), stop)
    deed = _DEED.search(text, opened.end(), ends.start() if ends else stop)
    members = members_of(text, opened.end(), deed.start(), "、", backwards=False) if deed else []
    counts = ways_to_count(text, members) if members else ()
    if q.value not in counts:
        return None
    return Enumeration(q.start, members[-1][1], q, members, counts, closed=False, before=False)
