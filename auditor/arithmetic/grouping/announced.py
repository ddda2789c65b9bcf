"""Lists that the text announces: 其中…, 分别为…, a colon, a bracket, N项中…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from attrs import evolve

from auditor.arithmetic.grouping.row import (
    Row,
    counted_twice,
    ends_list,
    may_be_whole,
)
from auditor.arithmetic.groups import (
    Cue,
    Group,
    addable,
    complementary,
    earlier,
    left_over,
    nearly_makes,
    total_of,
)
from auditor.claims import Quantity
from auditor.extraction.context import OF_THEM, tandem
from auditor.numbers.units import units
from auditor.patterns import compiled

_AMONG = compiled(r"其中|包括|包含|(?:(?<=[，,；;（(])|\A)含(?![义有量])")
_SPLIT = compiled(r"分别(?:为|是|有)?|分布在|分为|具体为|即")
_AMONG_THESE = compiled(
    r"(?:[\u4e00-\u9fff]{0,8}(?:项目|问题|任务|事项|单位|案件|人员|企业))?中(?![心央小学层队共国期旬间青级])"
)
_OPEN_LIST = compiled(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_CLOSED_BRACKET = compiled(r"[（(][^（）()]{0,60}[）)]")
SCOPE = 200  # characters in which a member of a list may be divided itself
_SEMICOLON = compiled(r"[；;]")
_CLOSES = compiled(r"[）)]")
_MARKS = compiled(r"[，,、；;]")
_JOINED = compiled(r"\A(?:和|及|以及|与)")


def announced(row: Row) -> Iterator[Group]:
    """其中…, 分别为…, ：…, （…） and N项中…: the lists that the text announces."""
    for i, q in enumerate(row.numbers):
        cue = _cue(row, i)
        if cue is None or (cue in (Cue.SPLIT, Cue.COLON) and id(q) in row.listed):
            continue
        starts = [i]
        if (
            i + 1 < len(row.numbers)
            and tandem(q, row.numbers[i + 1])
            and not counted_twice(row.numbers[i + 1])
        ):
            starts.append(i + 1)
        for start in starts:
            parts, repaired = _parts(row, start)
            if len(parts) > 2:
                row.listed.update(id(p) for p in parts)
            group = _with_whole(row, i, parts, cue, repaired)
            if group:
                yield group


def _cue(row: Row, i: int) -> Cue | None:
    q, gap = row.numbers[i], row.gaps[i]
    if counted_twice(q) or "在内" in q.tail:
        return None
    if _AMONG.search(_CLOSED_BRACKET.sub("", gap)):
        return Cue.AMONG
    if i == 0:
        return Cue.SPLIT if _SPLIT.search(gap) else None
    before = row.numbers[i - 1]
    if _of_them(before) and len(gap) - len(before.tail) <= 24:
        return Cue.AMONG
    if _OPEN_LIST.search(gap):
        return None
    if _SPLIT.search(gap):
        return Cue.SPLIT
    if q.depth > before.depth and len(gap) <= 30:
        return Cue.BRACKET
    colon = max(gap.rfind("："), gap.rfind(":"))
    if colon >= 0 and not re.search(r"[，,；;]", gap[colon:]) and len(gap) <= 40:
        return Cue.COLON
    return None


def _of_them(q: Quantity) -> bool:
    """Whether 中 behind a number says that the next ones are of it: 33个问题中，…; 其余12个中限期整改的10个."""
    return OF_THEM.search(q.tail) is not None or _AMONG_THESE.match(q.tail) is not None


def _parts(row: Row, start: int) -> tuple[list[Quantity], dict[int, Quantity]]:
    """The numbers from ``start`` on that go on with the same list."""
    first = row.numbers[start]
    columns = _column(row, start)
    if columns:
        return columns, {}
    parts, repaired = [first], {}
    separator, inside = "", False
    # a member that is divided itself: …；35个项目中15个已开工；31个…
    member = start > 0 and _of_them(row.numbers[start - 1]) and _SEMICOLON.search(row.gaps[start - 1])
    for q, gap in row.after(start):
        if member and _SEMICOLON.search(row.text, parts[-1].end, q.start):
            break
        if q.depth < first.depth or ends_list(q, gap):
            break
        if inside:  # of one member: up to the next semicolon
            inside = not _SEMICOLON.search(row.text, parts[-1].end, q.start)
        if inside:
            continue
        if q.depth == first.depth and _of_them(q):
            goes_on = (
                _SEMICOLON.search(row.text, q.end, min(q.end + SCOPE, row.numbers[-1].start)) is not None
            )
            is_member = goes_on or q is row.numbers[-1]
            if left_over(q.lead) or (is_member and q.unit.name == first.unit.name):
                parts.append(q)
            if not goes_on:
                break  # 其余12个中…, 另8个中…: what follows is divided anew
            inside = True
            continue
        if q.depth > first.depth or counted_twice(q) or _labels(row, q, first):
            continue
        if not addable(first, q):
            if first.unit.kind == "area" and q.unit.name == "m" and not q.scale:
                fixed = evolve(q, unit=units()["㎡"])
                repaired[id(fixed)] = q
                parts.append(fixed)
            continue
        between = row.text[parts[-1].end : q.start]
        new = _separator(between, gap)
        if (
            q.status is None
            and all(p.status for p in parts)
            and complementary(parts)
            and not _makes_up(row, start, [*parts, q])
        ):
            break  # 已办结97件、未办结44件，…立案侦查2件
        if q.noun and q.unit.name != first.unit.name and _is_of_another_kind(row, start, q):
            break  # 549个问题中，540个已完成整改，完善制度61项
        alike = q.lead[:2] == first.lead[:2] or len(gap) <= 3
        strange = _exceeds(row, start, [*parts, q]) or _changes_subject(first, q)
        other_segment = separator == "、" or separator == "，" or (not separator and strange and not alike)
        if new == "；" and other_segment:
            break
        if (
            separator == "、"
            and new == "，"
            and not left_over(q.lead)
            and not _completes(row, start, [*parts, q])
        ):
            break
        if separator != "；" and new == "，" and _changes_subject(first, q):
            if not _completes(row, start, [*parts, q]):
                break
        elif (
            q.unit.name != first.unit.name
            and q.noun
            and not (q.status and first.status)
            and not q.unit.measured
        ):
            break
        separator = separator or new
        parts.append(q)
    return parts, repaired


def _separator(between: str, gap: str) -> str:
    """What parts a number from the one before it in a list; the words of a number may hold marks of their own."""
    if "；" in between or ";" in between:
        return "；"
    marks = [found[0] for words in (between, gap) if (found := _MARKS.search(words))]
    return "、" if _JOINED.search(gap) or "、" in marks else "，"


def _labels(row: Row, q: Quantity, first: Quantity) -> bool:
    """Whether a number belongs to the words of the next one: 八个民主党派和工商联提案1347件."""
    at = bisect_left(row.numbers, q.end, key=attrgetter("start"))
    after = row.numbers[at] if at < len(row.numbers) else None
    return (
        q.unit.name != first.unit.name
        and after is not None
        and after.unit.name == first.unit.name
        and not _MARKS.search(after.gap)
    )


def _is_of_another_kind(row: Row, start: int, q: Quantity) -> bool:
    """Whether a number counts other things, in another unit, than the whole before a list."""
    whole = next((b for b in reversed(row.numbers[:start]) if addable(b, q)), None)
    return whole is not None and bool(whole.noun) and q.noun != whole.noun and q.unit.name != whole.unit.name


def _exceeds(row: Row, start: int, parts: list[Quantity]) -> bool:
    whole = next((b for b in reversed(row.numbers[:start]) if addable(b, parts[0])), None)
    return whole is not None and total_of(parts) > whole.base


def _column(row: Row, start: int) -> list[Quantity]:
    """A类74项，已完成70项；B类33项，已完成27项；…: of several numbers between semicolons those that stand at
    the same place as the first one; [] if the sentence is not built like that."""
    first = row.numbers[start]
    segments: list[list[Quantity]] = [[]]
    for q, gap in zip(row.numbers[start:], row.gaps[start:], strict=True):
        if segments[-1] and re.search(r"[；;]", gap):
            segments.append([])
        if addable(q, first) and q.depth == first.depth:
            segments[-1].append(q)
    lengths = {len(s) for s in segments}
    if len(segments) < 2 or len(lengths) != 1 or lengths == {1} or segments[0][0] is not first:
        return []
    if len({s[1].lead for s in segments}) > 1:  # the second column must say the same each time
        return []
    column = [s[0] for s in segments]
    told = all(s[1].status is not None for s in segments)
    return column if told or _makes_up(row, start, column) else []


def _makes_up(row: Row, start: int, parts: list[Quantity]) -> bool:
    return any(q.base == total_of(parts) for q in row.numbers[:start] if addable(q, parts[0]))


def _completes(row: Row, start: int, parts: list[Quantity]) -> bool:
    """Whether numbers with and without a status nearly make up the number before them, so that they belong
    together: 140户，其中符合条件128户，清退12户."""
    whole = next((q for q in reversed(row.numbers[:start]) if addable(q, parts[0])), None)
    return whole is not None and nearly_makes(total_of(parts), whole)


def _changes_subject(first: Quantity, q: Quantity) -> bool:
    """…其中重大问题5个，已整改4个: the second number tells how far, not how many of another kind."""
    return (q.status is None) != (first.status is None) and not left_over(q.lead)


def _left_bracket(row: Row, q: Quantity, first: Quantity) -> bool:
    """Whether two numbers in brackets do not stand in the same one."""
    return q.depth > 0 and _CLOSES.search(row.text, q.end, first.start) is not None


def _with_whole(
    row: Row, i: int, parts: list[Quantity], cue: Cue, repaired: dict[int, Quantity]
) -> Group | None:
    first = parts[0]
    same_unit = cue in (Cue.SPLIT, Cue.COLON) and not first.unit.measured
    candidates = [
        q
        for q in reversed(row.numbers[:i])
        if addable(q, first) and q.depth <= first.depth and may_be_whole(q)
        if q.depth < first.depth or not _left_bracket(row, q, first)
        if cue is Cue.AMONG or id(q) not in row.listed
        if not same_unit or q.unit.name == first.unit.name
    ]
    alike = [q for q in candidates if q.unit.name == first.unit.name and q.base >= first.base]
    if cue is Cue.AMONG and alike and candidates[0].base < first.base:
        candidates = alike  # 发现问题1284个，移交线索96件，其中第五轮发现问题252个
    if cue is Cue.AMONG and candidates and candidates[0].base < first.base <= total_of(candidates[:2]):
        return None  # 立案4人，组织处理10人，其中科级12人: of both
    near = bool(candidates)
    if not candidates and cue in (Cue.AMONG, Cue.COLON):
        candidates = [q for q in earlier(row.text, row.sentences, row.index) if addable(q, first)]
    if not candidates or (len(parts) == 1 and cue is not Cue.AMONG):
        return None
    total = total_of(parts)
    whole = next((c for c in candidates[:6] if c.base == total), None)
    if whole is None:
        above = (q for q in earlier(row.text, row.sentences, row.index) if q.unit.name == first.unit.name)
        whole = next((q for q in above if len(parts) > 1 and q.base == total), candidates[0])
        near = near and whole is candidates[0]
    nearly = nearly_makes(total, whole)
    if not nearly and (not near or cue in (Cue.SPLIT, Cue.COLON)):
        return None  # numbers this far from it are not the parts of a list that is closed
    closed = cue in (Cue.SPLIT, Cue.COLON) or complementary(parts)
    return Group(whole, parts, cue, closed, near, repaired=repaired)
