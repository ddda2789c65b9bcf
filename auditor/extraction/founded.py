"""Places named before what was set up there, one in each: 在白桥、柳林、石湾和青口设立4个管护站."""

from __future__ import annotations

import re
from functools import cache

from auditor.claims import Bound, Enumeration, Quantity
from auditor.extraction.members import WINDOW, members_of, ways_to_count
from auditor.lexicon import any_of, words
from auditor.notice import Notice
from auditor.patterns import compiled

SURE = 5  # places from which on one more or less than their number is no chance: two may stand in one place
FEW = 3
_UNITS = frozenset(("个", "处", "座", "所", "家"))
_AT = compiled(r"(?:\A|[，,；;。：:]|[\u4e00-\u9fff])(?P<at>[在于])(?![建线编用校职岗册家座])")
_PLACE = compiled(r"[\u4e00-\u9fff（）()0-9]{2,14}")
_JOINT = compiled(r"[、和与及]|以及")
_OF_EACH = compiled(r"各|每|分别|共|等|均|都|其中|之间|中间|一带|沿线|周边|附近|交界")
_NOT_ONE_EACH = compiled(r"其中|合设|合建|合并|共用|共建|共享|联建|联合|兼|辐射|覆盖|[2-9二两三]个站")


def founded(notice: Notice, q: Quantity) -> Enumeration | None:
    """The places before a number of sites, if each is named; none where there may well be several in one."""
    text = notice.text
    if q.unit.name not in _UNITS or q.bound is not Bound.EXACT or not _sites().match(text, q.end):
        return None
    floor = max(q.start - WINDOW, q.sentence.start if q.sentence else 0)
    verb = _sets_up().search(text, max(floor, q.start - 8), q.start)
    at = _begin(text, floor, verb.start()) if verb else None
    if verb is None or at is None or _OF_EACH.search(verb[0]):
        return None
    members = members_of(text, at, verb.start(), "、", backwards=True)
    if len(members) < 2 or members[0][0] != at or not all(_PLACE.fullmatch(text, *m) for m in members):
        return None
    if _OF_EACH.search(text, members[-1][0], verb.end()):
        return None
    counts = ways_to_count(text, members)
    stated = int(q.value)
    if not counts or (stated not in counts and not _is_contradicted(text, q, members, counts)):
        return None
    return Enumeration(at, q.end, q, members, counts, closed=True, before=True, loose=stated > max(counts))


def _begin(text: str, floor: int, end: int) -> int | None:
    """Where the first place begins, behind the last 在 of a clause before a list."""
    first = text.find("、", floor, end)
    found = None
    for match in _AT.finditer(text, floor, first if first >= 0 else floor):
        found = match
    return found.end("at") if found else None


def _are_kinds(text: str, members: list[tuple[int, int]]) -> bool:
    """Whether one of the members is a kind of places, of which there may be many: 机关、学校、社区."""
    joined = "、".join(text[a:b] for a, b in members)
    names = _JOINT.split(joined)
    return not _general().isdisjoint(names)


@cache
def _general() -> frozenset[str]:
    lists = ("heads", "members", "bodies", "places", "collective")
    return frozenset(word for name in lists for word in words("nouns", name)) | frozenset(
        words("enumerations", "kinds_of_places")
    )


def _is_contradicted(text: str, q: Quantity, members: list[tuple[int, int]], counts: tuple[int, ...]) -> bool:
    """Whether a number that is not that of the places is wrong, and no place is said to have two or to share one."""
    end = q.sentence.end if q.sentence else q.end
    if _are_kinds(text, members) or _NOT_ONE_EACH.search(text, q.end, end):
        return False
    return _is_slip(int(q.value), counts)


def _is_slip(stated: int, counts: tuple[int, ...]) -> bool:
    """Whether a number is one off from that of the places, as nobody would have two in one of so many."""
    if stated < min(counts):
        return min(counts) - stated == 1 and min(counts) >= FEW
    return stated - max(counts) == 1 and max(counts) >= SURE


@cache
def _sets_up() -> re.Pattern[str]:
    return compiled(rf"(?:先后|分别|新|已|陆续|各|共|集中)?(?:{any_of('enumerations', 'founding')})了?\Z")


@cache
def _sites() -> re.Pattern[str]:
    return compiled(rf"[^，,。；;、0-9]{{0,10}}?(?:{any_of('enumerations', 'sites')})")
