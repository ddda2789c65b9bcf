"""Lists that the text announces: 其中…, 分别为…, a colon, a bracket, N项中…: 制定制度8项，其中新建6项、修订2项.

Where the whole of such a list stands is found in :mod:`auditor.groups.finders.announced_wholes`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import tandem
from auditor.figures.flows import flow, is_stock_now
from auditor.groups.finders.announced_wholes import SAYS_SPLIT, with_whole
from auditor.groups.finders.lost_square import (
    listed_in_another_dimension,
    listed_with_squares,
    rest_with_square,
)
from auditor.groups.finders.members import members, of_them
from auditor.groups.finders.mixed import mixed
from auditor.groups.finders.row import (
    BRACKET,
    Row,
    counted_twice,
)
from auditor.groups.group import (
    Cue,
    Group,
    addable,
    total_of,
)
from auditor.patterns import compiled

_SAYS_AMONG = compiled(r"其中|包括|包含|(?:(?<=[，,；;（(])|\A)含(?![义有量])")
_AMONG_SAID = compiled(r"(?:\A|[，,；;])([^，,；;：:。]{0,4}其中)[^，,；;]*\Z")
_OPEN_LIST = compiled(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_PAUSE = compiled(r"[，,；;]")


def announced(row: Row) -> Iterator[Group]:
    """其中…, 分别为…, ：…, （…） and N项中…: the lists that the text announces."""
    told: Group | None = None  # what 其中 announces, again and again, of one whole
    for i, q in enumerate(row.numbers):
        cue = _cue(row, i)
        if told and told.parts and cue is Cue.AMONG and _announces_again(row, told, i):
            told = Group(told.whole, [*told.parts, q], cue, near=told.near)
            yield told if told.total == told.whole.base else Group(told.whole, [q], cue, near=told.near)
            continue
        if cue is None or id(q) in row.paired or (cue in (Cue.SPLIT, Cue.COLON) and id(q) in row.listed):
            continue
        if group := listed_with_squares(row, i, cue) or listed_in_another_dimension(row, i, cue):
            yield group
            continue
        starts = [i]
        after = row.numbers[i + 1] if i + 1 < len(row.numbers) else None
        if after and not counted_twice(after) and (tandem(q, after) or _measures(q, after)):
            starts.append(i + 1)
        for start in starts:
            parts, repaired = members(row, start)
            parts = parts[:1] if _is_broken_down(row, parts) else parts
            if _is_account(row, parts):
                continue
            if start > i and len(parts) == 1 and not tandem(q, parts[0]):
                continue
            if len(parts) > 2:
                row.listed.update(id(p) for p in parts)
            group = with_whole(row, i, parts, cue, repaired)
            if start == i and not (group and group.total == group.whole.base):
                group = mixed(row, i, cue) or group
            if group:
                told = group if cue is Cue.AMONG and start == i else told
                yield rest_with_square(row, group) or group


def _is_broken_down(row: Row, parts: list[Quantity]) -> bool:
    """Whether the second number only begins to tell what the first is made of: 其中5人已有结果，警告3人，记过2人；还有2人."""
    if len(parts) > 2 and parts[0].base == total_of(parts[1:]):
        return True  # 其中列入整治的5个，甲类3个、乙类2个
    if len(parts) != 2 or parts[0].status is not Status.DONE or parts[1].status is not None:
        return False
    first = parts[0]
    inner = [q for q in row.numbers if q.start > first.start and addable(q, first) and q.depth == first.depth]
    return inner[:1] == parts[1:] and total_of(inner[:2]) == first.base


def _is_account(row: Row, parts: list[Quantity]) -> bool:
    """Whether numbers tell what went and came, and what there is now: 312户中退出27户，新纳入18户，现有303户."""
    if len(parts) < 2:
        return False
    said = [_words_before(row, part) for part in parts]
    return any(map(is_stock_now, said)) and any(map(flow, said))


def _words_before(row: Row, part: Quantity) -> str:
    """The words before a number, or those before the one that it stands directly behind: 退出27户44人."""
    if part.gap:
        return part.lead
    at = bisect_left(row.numbers, part.start, key=attrgetter("start"))
    return row.numbers[at - 1].lead if at else ""


def _announces_again(row: Row, told: Group, i: int) -> bool:
    """Whether 其中 is said again, behind a semicolon, of the whole of a list: 涉及5个，对其中3个…；对其中2个…."""
    q, part = row.numbers[i], told.parts[-1]
    alike = [n for n in row.numbers[:i] if n.unit.name == q.unit.name and n.depth == q.depth]
    said, before = (_AMONG_SAID.search(n.gap) for n in (q, told.parts[0]))
    beside = bool(alike) and alike[-1] is part and SEMICOLON.search(row.text, part.end, q.start) is not None
    return beside and said is not None and before is not None and said[1] == before[1]


def _measures(q: Quantity, after: Quantity) -> bool:
    """Whether a measure is told of what is counted before it: 其中6个项目共核减72万元."""
    beside = q.depth == after.depth and MEMBER_END.search(after.gap) is None
    return beside and after.unit.measured and not q.unit.measured


def _cue(row: Row, i: int) -> Cue | None:
    q, gap = row.numbers[i], row.gaps[i]
    contained = gap.endswith(("包含在", "含在", "计入")) or "包含在" in q.tail  # 判决3起（3起包含在6起之内）
    if contained or counted_twice(q) or "在内" in q.tail or _is_limit(row, i):
        return None
    if _SAYS_AMONG.search(BRACKET.sub("", gap)):
        return Cue.AMONG
    if i == 0:
        return Cue.SPLIT if SAYS_SPLIT.search(gap) else None
    before = row.numbers[i - 1]
    if of_them(before) and _is_place(before, gap):
        return None
    goes_on = gap.startswith(f"{before.tail}、")  # 12个区的30所中、小学及8个…
    if of_them(before) and not goes_on and len(gap) - len(before.tail) <= 24:
        return None if of_them(q) and SEMICOLON.search(gap) else Cue.AMONG  # 甲类40名中…；乙类52名中…
    if _OPEN_LIST.search(gap):
        return None
    if SAYS_SPLIT.search(gap):
        return Cue.SPLIT
    if q.depth > before.depth and len(gap) <= 30:
        return Cue.BRACKET
    colon = max(gap.rfind("："), gap.rfind(":"))
    if colon >= 0 and not _PAUSE.search(gap, colon) and len(gap) <= 40:
        return Cue.COLON
    return None


def _is_limit(row: Row, i: int) -> bool:
    """Whether a number in brackets repeats the limit of a class before it: 1亩至3亩（含1亩，不含3亩）."""
    q = row.numbers[i]
    limits = [n.base for n in row.numbers[max(0, i - 3) : i] if n.unit.name == q.unit.name]
    return q.depth > 0 and q.lead in ("含", "不含") and q.base in limits


def _is_place(whole: Quantity, gap: str) -> bool:
    """Whether 中 only says where something was done, in a clause of its own: 在其余12个事项中推开，13个事项…."""
    _, among, deed = whole.tail.rpartition("中")
    return among != "" and len(deed) > 1 and _PAUSE.match(gap, len(whole.tail)) is not None
