"""The whole of a list that the text announces: 受理80件，结案76件。其中，受理民事59件 is of the 80."""

from __future__ import annotations

from itertools import accumulate

from auditor.claims import Quantity, Status
from auditor.figures.change_words import is_difference
from auditor.groups.finders.compared import is_compared
from auditor.groups.finders.row import (
    Row,
    closing_word,
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

SAYS_SPLIT = compiled(r"分别(?:为|是|有)?|分布在|分为|具体为|即")
"""What presents numbers as all that a whole is split into."""
_IS_OF_CLASS = compiled(r"涉及|属于?|是(?!因)|为(?!期)|系(?!因)")
_CLOSES = compiled(r"[）)]")
_TO_COME = compiled(rf"[^，。；]{{0,6}}(?:{any_of('scopes', 'planned')}|将|待)")
_SPAN_OF_YEARS = compiled(
    r"(?P<first>20[0-9]{2})年?(?:至|到|[—–~～-]{1,2})(?P<last>20[0-9]{2})年度?(?!底|末|[初0-9]|上半年|[一二三四]季)[^，,。；;0-9]{0,24}[，,]?[^，,。；;0-9]{0,16}\Z"
)
_ONE_YEAR = compiled(
    r"(?P<year>20[0-9]{2})年度?(?!以?前|以来|[上下]半年|[一二三四]季|底|末|初)[^，,。；;、0-9]{0,8}\Z"
)
_CAME_IN = compiled(any_of("statuses", "taken_in"))
LONG = 3  # parts of a list that is read as complete over the end of a paragraph
CHOICE = 6  # numbers among which one that a list adds up to is its whole


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


def with_whole(
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
    closed = cue in (Cue.SPLIT, Cue.COLON)
    if not closed and not _names_another_class(parts):
        closed = complementary(parts) or rest_told
    return Group(whole, parts, cue, closed, near, repaired=repaired)


def _names_another_class(parts: list[Quantity]) -> bool:
    """Whether the last of a list of classes is but one more of them: 甲类共79起，乙类共48起，还有14起涉及丙类."""
    *others, last = parts
    told = not any(p.status for p in others) and len(others) > 1
    return told and last.lead.endswith("还有") and _IS_OF_CLASS.match(last.tail) is not None


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
    word = SAYS_SPLIT.split(parts[0].lead)[0][-2:]
    alike = [q for q in over[:1] if len(word) == 2 and q.lead.endswith(word) and len(parts) >= LONG]
    return [q for q in over if q.base == total] or [q for q in alike if nearly_makes(total, q)]


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
