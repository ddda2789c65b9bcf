"""Lists that the text announces: 其中…, 分别为…, a colon, a bracket, N项中…."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.grouping.lost_square import with_lost_squares
from auditor.arithmetic.grouping.members import members, of_them
from auditor.arithmetic.grouping.mixed import mixed
from auditor.arithmetic.grouping.row import (
    Row,
    counted_twice,
    is_listed,
    may_be_whole,
    with_lost_square,
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
from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import tandem
from auditor.lexicon import any_of
from auditor.patterns import compiled

_AMONG = compiled(r"其中|包括|包含|(?:(?<=[，,；;（(])|\A)含(?![义有量])")
_SPLIT = compiled(r"分别(?:为|是|有)?|分布在|分为|具体为|即")
_OPEN_LIST = compiled(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_CLOSED_BRACKET = compiled(r"[（(][^（）()]{0,60}[）)]")
_CLOSES = compiled(r"[）)]")
_TO_COME = compiled(rf"[^，。；]{{0,6}}(?:{any_of('scopes', 'planned')}|将|待)")
_YEARS = compiled(
    r"(?P<first>20[0-9]{2})年?(?:至|到|[—–~～-]{1,2})(?P<last>20[0-9]{2})年度?(?!底|末|[初0-9]|上半年|[一二三四]季)[^，,。；;0-9]{0,24}[，,]?[^，,。；;0-9]{0,16}\Z"
)
_YEAR = compiled(
    r"(?P<year>20[0-9]{2})年度?(?!以?前|以来|[上下]半年|[一二三四]季|底|末|初)[^，,。；;、0-9]{0,8}\Z"
)
_PAUSE = compiled(r"[，,；;]")


def announced(row: Row) -> Iterator[Group]:
    """其中…, 分别为…, ：…, （…） and N项中…: the lists that the text announces."""
    for i, q in enumerate(row.numbers):
        cue = _cue(row, i)
        if cue is None or (cue in (Cue.SPLIT, Cue.COLON) and id(q) in row.listed):
            continue
        if group := with_lost_squares(row, i, cue):
            yield group
            continue
        starts = [i]
        after = row.numbers[i + 1] if i + 1 < len(row.numbers) else None
        if after and not counted_twice(after) and (tandem(q, after) or _measures(q, after)):
            starts.append(i + 1)
        for start in starts:
            parts, repaired = members(row, start)
            if start > i and len(parts) == 1 and not tandem(q, parts[0]):
                continue
            if len(parts) > 2:
                row.listed.update(id(p) for p in parts)
            group = _with_whole(row, i, parts, cue, repaired)
            if start == i and not (group and group.total == group.whole.base):
                group = mixed(row, i, cue) or group
            if group:
                yield with_lost_square(row, group) or group


def _measures(q: Quantity, after: Quantity) -> bool:
    """Whether a measure is told of what is counted before it: 其中6个项目共核减72万元."""
    beside = q.depth == after.depth and MEMBER_END.search(after.gap) is None
    return beside and after.unit.measured and not q.unit.measured


def _cue(row: Row, i: int) -> Cue | None:
    q, gap = row.numbers[i], row.gaps[i]
    if counted_twice(q) or "在内" in q.tail:
        return None
    if _AMONG.search(_CLOSED_BRACKET.sub("", gap)):
        return Cue.AMONG
    if i == 0:
        return Cue.SPLIT if _SPLIT.search(gap) else None
    before = row.numbers[i - 1]
    if of_them(before) and len(gap) - len(before.tail) <= 24:
        return None if of_them(q) and SEMICOLON.search(gap) else Cue.AMONG  # 甲类40名中…；乙类52名中…
    if _OPEN_LIST.search(gap):
        return None
    if _SPLIT.search(gap):
        return Cue.SPLIT
    if q.depth > before.depth and len(gap) <= 30:
        return Cue.BRACKET
    colon = max(gap.rfind("："), gap.rfind(":"))
    if colon >= 0 and not _PAUSE.search(gap, colon) and len(gap) <= 40:
        return Cue.COLON
    return None


def _of_all_years(row: Row, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether the parts are told of the years of the whole one by one: 2021年至2023年…，其中2021年…、2022年…、2023年…."""
    span = _YEARS.search(whole.gap)
    told = [_YEAR.search(p.gap) for p in parts]
    if span is None or len(parts) < 2 or not all(told):
        return False
    years = [int(found["year"]) for found in told if found]
    return years == list(range(int(span["first"]), int(span["last"]) + 1))


def _left_bracket(row: Row, q: Quantity, first: Quantity) -> bool:
    """Whether two numbers in brackets do not stand in the same one."""
    return q.depth > 0 and _CLOSES.search(row.text, q.end, first.start) is not None


def _is_to_come(q: Quantity) -> bool:
    """Whether a number is told as not yet done, so that nothing done can be a part of it: 剩余15公里将于11月完工."""
    return left_over(q.lead) and _TO_COME.match(q.tail) is not None


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
        if not same_unit or q.unit.name == first.unit.name or q.unit.kind == "person"
    ]
    alike = [q for q in candidates if q.unit.name == first.unit.name and q.base >= first.base]
    if (
        cue is Cue.AMONG
        and candidates
        and candidates[0].base < first.base
        and first.depth > candidates[0].depth
    ):
        return None  # 一级岗20人、二级岗8人（其中女职工9人）: of the last one, or of both
    if cue is Cue.AMONG and alike and candidates[0].base < first.base:
        candidates = alike  # 发现问题900个，移交线索80件，其中第二轮发现问题240个
    if cue is Cue.AMONG and candidates and candidates[0].base < first.base <= total_of(candidates[:2]):
        return None  # 立案4人，组织处理10人，其中科级12人: of both
    near = bool(candidates)
    if not candidates and cue in (Cue.AMONG, Cue.COLON):
        above = earlier(row.text, row.sentences, row.index)
        candidates = [q for q in above if addable(q, first) and not is_listed(q) and id(q) not in row.parts]
    total = total_of(parts)
    if (
        not candidates and cue is Cue.AMONG and len(parts) > 1
    ):  # a paragraph that begins with 其中 proves a sum
        over = earlier(row.text, row.sentences, row.index, lines=1)
        candidates = [q for q in over if addable(q, first) and q.base == total and id(q) not in row.parts]
    if not candidates or (len(parts) == 1 and cue is not Cue.AMONG):
        return None
    if first.status is Status.DONE and _is_to_come(candidates[0]):
        return None
    whole = next((c for c in candidates[:6] if c.base == total), None)
    if whole is None:
        above = (q for q in earlier(row.text, row.sentences, row.index) if q.unit.name == first.unit.name)
        whole = next((q for q in above if len(parts) > 1 and q.base == total), None)
        if whole is None and not near and complementary(parts):
            whole = next((q for q in candidates if nearly_makes(total, q)), None)  # …。其中…，其余…
        whole = whole or candidates[0]
        near = near and whole is candidates[0]
    nearly = nearly_makes(total, whole)
    if not nearly and (not near or cue in (Cue.SPLIT, Cue.COLON)):
        return None  # numbers this far from it are not the parts of a list that is closed
    if cue is Cue.AMONG and near and _of_all_years(row, whole, parts):
        cue = Cue.SPLIT  # 2021年至2023年…，其中2021年…、2022年…、2023年…: nothing is left out
    closed = cue in (Cue.SPLIT, Cue.COLON) or complementary(parts) or row.is_rest(parts[-1])
    return Group(whole, parts, cue, closed, near, repaired=repaired)
