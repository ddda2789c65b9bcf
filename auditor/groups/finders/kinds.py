"""A whole divided by what the text names: 共92个。按审计类别分，…23个、…；按整改类别分，…; 反馈9个。将其分为…4个、…."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.figures.aspects import aspects
from auditor.groups.finders.row import Row, counted_twice, ends_list, may_be_whole, names_some
from auditor.groups.group import Cue, Group, nearly_makes, total_of

BETWEEN = 40  # characters without figures between the sentence of the whole and that of its kinds


def kinds(row: Row) -> Iterator[Group]:
    """The kinds into which the text divides a number told before, in the same sentence or the one before it.

    One division that adds up is proved; of three kinds or more, one that nearly does is judged.
    """
    sentence = row.sentences[row.index]
    for found in row.announced:
        start = next((i for i, q in enumerate(row.numbers) if q.start >= found.end()), None)
        parts = _list_from(row, start) if start is not None else []
        if len(parts) < 2 or not all(row.free(q) for q in parts):
            continue
        total = total_of(parts)
        before = list(_before(row, found.start()))
        wholes = [q for q in before if _may_be_divided(row, q, parts[0])]
        if any(q.base == total and q.unit.name == parts[0].unit.name and id(q) in row.parts for q in before):
            wholes = [q for q in before if q.base == total]  # 扣去1.2万元，可分配16万元，按三部分分…
        whole = next((q for q in wholes if q.base == total), None)
        if whole is None and len(parts) > 2 and not names_some(row, found.end(), parts):
            whole = next((q for q in wholes if nearly_makes(total, q)), None)
        if whole:
            near = whole.sentence is sentence
            yield Group(whole, parts, Cue.SERIES, closed=True, near=near)


def _list_from(row: Row, start: int) -> list[Quantity]:
    """The numbers of one unit that stand in one list from a number on; [] if it goes on in another way."""
    first = row.numbers[start]
    parts = [first]
    for q, gap in row.after(start):
        marks = MEMBER_END.findall(gap)
        if ends_list(q, gap) or not marks or marks[0] in "；;" or next(aspects(gap, 0, len(gap)), None):
            break
        if len(parts) > 2 and q.unit.name != first.unit.name and marks[0] in "，," and _joined(parts):
            break  # 大气42件、水37件、其他4件，前两类共79件
        if len(marks) > 1 or q.unit.name != first.unit.name or q.depth != first.depth or counted_twice(q):
            return []
        parts.append(q)
    return parts


def _joined(parts: list[Quantity]) -> bool:
    """Whether 、 joins all of a list."""
    return all(MEMBER_END.findall(p.gap) == ["、"] for p in parts[1:])


def _before(row: Row, at: int) -> Iterator[Quantity]:
    """The numbers before an offset in the same sentence, then those of the sentence directly before, nearest first."""
    yield from (q for q in reversed(row.numbers) if q.end <= at)
    if row.index == 0:
        return
    before, own = row.sentences[row.index - 1], row.sentences[row.index]
    if own.start - before.end <= BETWEEN and "\n" not in row.text[before.end : own.start]:
        yield from reversed(before.quantities)


def _may_be_divided(row: Row, q: Quantity, part: Quantity) -> bool:
    plain = not q.named and q.depth == 0 and id(q) not in row.parts
    return plain and q.unit.name == part.unit.name and may_be_whole(q)
