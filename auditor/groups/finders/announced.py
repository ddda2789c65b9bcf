"""Lists that the text announces: 其中…, 分别为…, a colon, a bracket, N项中…."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from operator import attrgetter

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import tandem
from auditor.figures.change_words import is_difference
from auditor.figures.flows import flow, is_stock_now
from auditor.groups.finders.compared import is_compared
from auditor.groups.finders.lost_square import (
    listed_in_another_dimension,
    listed_with_squares,
    rest_with_square,
)
from auditor.groups.finders.members import members, of_them
from auditor.groups.finders.mixed import mixed
from auditor.groups.finders.row import (
    Row,
    closing_word,
    counted_twice,
    is_listed,
    may_be_whole,
)
from auditor.groups.group import (
    Cue,
    Group,
    addable,
    complementary,
    earlier,
    is_more,
    left_over,
    nearly_makes,
    total_of,
)
from auditor.lexicon import any_of
from auditor.patterns import compiled

_SAYS_AMONG = compiled(r"其中|包括|包含|(?:(?<=[，,；;（(])|\A)含(?![义有量])")
_SAYS_SPLIT = compiled(r"分别(?:为|是|有)?|分布在|分为|具体为|即")
_AMONG_SAID = compiled(r"(?:\A|[，,；;])([^，,；;：:。]{0,4}其中)[^，,；;]*\Z")
_OPEN_LIST = compiled(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_CLOSED_BRACKET = compiled(r"[（(][^（）()]{0,60}[）)]")
_CLOSES = compiled(r"[）)]")
_TO_COME = compiled(rf"[^，。；]{{0,6}}(?:{any_of('scopes', 'planned')}|将|待)")
_SPAN_OF_YEARS = compiled(
    r"(?P<first>20[0-9]{2})年?(?:至|到|[—–~～-]{1,2})(?P<last>20[0-9]{2})年度?(?!底|末|[初0-9]|上半年|[一二三四]季)[^，,。；;0-9]{0,24}[，,]?[^，,。；;0-9]{0,16}\Z"
)
_ONE_YEAR = compiled(
    r"(?P<year>20[0-9]{2})年度?(?!以?前|以来|[上下]半年|[一二三四]季|底|末|初)[^，,。；;、0-9]{0,8}\Z"
)
_CAME_IN = compiled(r"受理|受案|收案|立案|收到|接收|交办|移交")
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
        if cue is None or (cue in (Cue.SPLIT, Cue.COLON) and id(q) in row.listed):
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
            group = _with_whole(row, i, parts, cue, repaired)
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
    if _SAYS_AMONG.search(_CLOSED_BRACKET.sub("", gap)):
        return Cue.AMONG
    if i == 0:
        return Cue.SPLIT if _SAYS_SPLIT.search(gap) else None
    before = row.numbers[i - 1]
    if of_them(before) and _is_place(before, gap):
        return None
    goes_on = gap.startswith(f"{before.tail}、")  # 12个区的30所中、小学及8个…
    if of_them(before) and not goes_on and len(gap) - len(before.tail) <= 24:
        return None if of_them(q) and SEMICOLON.search(gap) else Cue.AMONG  # 甲类40名中…；乙类52名中…
    if _OPEN_LIST.search(gap):
        return None
    if _SAYS_SPLIT.search(gap):
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


def _of_all_years(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether the parts are told of the years of the whole one by one: 2021年至2023年…，其中2021年…、2022年…、2023年…."""
    span = _SPAN_OF_YEARS.search(whole.gap)
    told = [_ONE_YEAR.search(p.gap) for p in parts]
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
    """The list that begins at a number of a row, with the whole that it belongs to, if it has one.

    Its whole is sought in the row, then in the sentences before; of several, one that it adds up to.
    """
    first = parts[0]
    here: list[Quantity] | None = _in_row(row, i, first, cue)
    if cue is Cue.AMONG and here and here[0].base < first.base:
        here = _large_enough(here, first)
    if here is None:
        return None
    candidates = here or _told_above(row, parts, cue)
    if not candidates or (len(parts) == 1 and cue is not Cue.AMONG):
        return None
    if first.status is Status.DONE and _is_to_come(candidates[0]):
        return None
    whole = _chosen(row, parts, candidates, here)
    near = whole in here
    if not nearly_makes(total_of(parts), whole) and (not near or cue in (Cue.SPLIT, Cue.COLON)):
        return None  # numbers this far from it are not the parts of a list that is closed
    if cue is Cue.AMONG and near and _of_all_years(whole, parts):
        cue = Cue.SPLIT  # 2021年至2023年…，其中2021年…、2022年…、2023年…: nothing is left out
    rest_told = row.is_rest(parts[-1]) and not is_more(parts[-1].lead)
    closed = cue in (Cue.SPLIT, Cue.COLON) or complementary(parts) or rest_told
    return Group(whole, parts, cue, closed, near, repaired=repaired)


def _in_row(row: Row, i: int, first: Quantity, cue: Cue) -> list[Quantity]:
    """The numbers before a list in its own row that may be its whole, nearest first."""
    same_unit = cue in (Cue.SPLIT, Cue.COLON) and not first.unit.measured
    return [
        q
        for q in reversed(row.numbers[:i])
        if addable(q, first) and q.depth <= first.depth and may_be_whole(q)
        if q.depth < first.depth or not _left_bracket(row, q, first)
        if cue is Cue.AMONG or id(q) not in row.listed or (cue is Cue.BRACKET and q is row.numbers[i - 1])
        if not same_unit or q.unit.name == first.unit.name or q.unit.kind == "person"
    ]


def _large_enough(here: list[Quantity], first: Quantity) -> list[Quantity] | None:
    """What may be the whole where the nearest number is less than a part; None if the part is of several numbers.

    发现问题900个，移交线索80件，其中第二轮发现问题240个: the farther number is the whole.  立案4人，组织处理10人，其中科级
    12人 is of both, 一级岗20人、二级岗8人（其中女职工9人） of the last one or of both.
    """
    alike = [q for q in here if q.unit.name == first.unit.name and q.base >= first.base]
    if first.depth > here[0].depth or (not alike and first.base <= total_of(here[:2])):
        return None
    return alike or here


def _told_above(row: Row, parts: list[Quantity], cue: Cue) -> list[Quantity]:
    """The numbers of the sentences before that may be the whole of a list with none in its own row."""
    if cue is Cue.SPLIT:
        return _split_above(row, parts)
    if cue not in (Cue.AMONG, Cue.COLON) or (cue is Cue.COLON and _is_closed_behind(row, parts)):
        return []
    free = [
        q
        for q in earlier(row.text, row.sentences, row.index)
        if addable(q, parts[0]) and not is_listed(q) and id(q) not in row.parts
    ]
    if not is_difference(parts[0]):
        free = [q for q in free if not (is_difference(q) or is_compared(q))] or free
    if free or cue is not Cue.AMONG or len(parts) == 1:
        return free
    total = total_of(parts)  # a paragraph that begins with 其中 proves a sum; a longer list must come to it
    over = [
        q
        for q in earlier(row.text, row.sentences, row.index, lines=1)
        if addable(q, parts[0]) and id(q) not in row.parts
    ]
    exact = [q for q in over if q.base == total]
    plain = len(parts) >= LONG and not _is_closed_behind(row, parts)
    nearest = [q for q in over[:1] if plain and q.unit.name == parts[0].unit.name]
    return exact or [q for q in nearest if nearly_makes(total, q)]


def _is_closed_behind(row: Row, parts: list[Quantity]) -> bool:
    """Whether a list has its total behind it: 分别为6处、5处，合计11处."""
    return any(closing_word(q) for q in row.numbers if q.start > parts[-1].start)


def _split_above(row: Row, parts: list[Quantity]) -> list[Quantity]:
    """What is split up one by one (金额分别为…) a sentence or a paragraph below: what it makes, or what is told in the same word."""
    if _is_closed_behind(row, parts):
        return []
    above = earlier(row.text, row.sentences, row.index, lines=1)
    over = [q for q in above if q.unit.name == parts[0].unit.name and id(q) not in row.parts]
    total = total_of(parts)
    word = _SAYS_SPLIT.split(parts[0].lead)[0][-2:]
    alike = [q for q in over[:1] if len(word) == 2 and q.lead.endswith(word) and len(parts) >= LONG]
    return [q for q in over if q.base == total] or [q for q in alike if nearly_makes(total, q)]


LONG = 3  # parts of a list that is read as complete over the end of a paragraph
CHOICE = 6  # numbers among which one that a list adds up to is its whole


def _chosen(row: Row, parts: list[Quantity], candidates: list[Quantity], here: list[Quantity]) -> Quantity:
    """The whole of a list: what it adds up to, here or in a sentence before; else what it nearly makes; else the nearest."""
    total = total_of(parts)
    if (whole := next((q for q in candidates[:CHOICE] if q.base == total), None)) is not None:
        return whole
    made = {*accumulate(p.base for p in parts[:-1])} - {parts[0].base}
    if (whole := next((q for q in candidates[:CHOICE] if q.base in made), None)) is not None:
        return whole  # 30个，已完成28个；其中甲类18个，乙类12个，完成10个
    if len(parts) > 1:
        above = earlier(row.text, row.sentences, row.index)
        exact = next((q for q in above if q.unit.name == parts[0].unit.name and q.base == total), None)
        if exact is not None:
            return exact
    if not here and complementary(parts):  # …。其中…，其余…
        return next((q for q in candidates if nearly_makes(total, q)), candidates[0])
    return _told_in_its_word(parts[0], candidates) or candidates[0]


def _told_in_its_word(part: Quantity, candidates: list[Quantity]) -> Quantity | None:
    """What is told in the word that a list begins with, if the nearest number is not: 受理80件，结案76件。其中，受理民事59件."""
    came = _CAME_IN.match(part.lead.removeprefix("其中"))
    if came is None or came[0] in candidates[0].lead:
        return None
    told = (q for q in candidates[:CHOICE] if came[0] in q.lead)
    return next((q for q in told if q.unit.name == part.unit.name and q.base >= part.base), None)
