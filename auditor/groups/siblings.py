"""Rows of numbers joined by one mark, of which a sum must take all: 沟渠淤塞5个、机耕路破损4个、泵站停用3个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity, Status
from auditor.groups.overlaps import may_overlap
from auditor.lexicon import any_of
from auditor.patterns import compiled

CHANCE = 100  # a smaller whole may be the sum of some members of a row by chance
_EXCEPTED = compiled(r"除(?!了?以上)")
_CLASS_ENDS = ("的有", "的为", "的是")
_LABEL = compiled(r"[①-⑳]类?")
_ALIKE = (("、",), ("，",), (",",))


def is_sibling(row: Sequence[Quantity], after: Quantity, text: str) -> bool:
    """Whether a number goes on with a row that is joined by one mark, so that no sum of the row may leave it out.

    What is told by another dimension (男21名、女16名、35岁以下8名) is no sibling.
    """
    alike = all(
        q.unit.name == after.unit.name
        and q.depth == after.depth
        and (q.status is None) is (after.status is None)
        and q.base != after.base
        for q in row
    )
    return alike and joint((*row, after)) in _ALIKE and not may_overlap([*row, after], text)


def are_told_alike(whole: Quantity, part: Quantity) -> bool:
    """Whether the words before two numbers make them two classes of one thing, of which neither is part of the other.

    上缴县财政的有9.8万元，收回到村集体账上的有2.5万元. 治理达标后在用11座，正在治理5座. 除制度类3项外，正在整改的2项. ③类提前完成2个.
    """
    one, other = whole.lead, part.lead
    if _EXCEPTED.match(one):
        return True
    if one.endswith(_CLASS_ENDS) and other.endswith(_CLASS_ENDS) and "其中" not in part.gap:
        return True
    label = _LABEL.search(other)
    if label is not None and label[0] not in one:
        return True
    return part.status in (Status.OPEN, Status.RUNNING) and _finished().search(one) is not None


def is_total_too(first: Quantity, q: Quantity) -> bool:
    """Whether each of a list is told as how many there are in all: 其中甲类共79起，乙类共48起."""
    alike = first.unit.name == q.unit.name and len(q.lead) > len("共") + 1
    return alike and first.lead.endswith("共") and q.lead.endswith("共")


def touches_others(first: Quantity, q: Quantity) -> bool:
    """Whether a number tells what the parts before it concern, in another unit: 其中有效线索49条，涉及水体33个."""
    touches = _touches().match
    return q.unit.name != first.unit.name and bool(touches(q.lead)) > bool(touches(first.lead))


@cache
def _touches() -> re.Pattern[str]:
    return compiled(rf"(?:其中|共|均|分别)?(?:{any_of('nouns', 'touches')})及?")


@cache
def _finished() -> re.Pattern[str]:
    return compiled(any_of("statuses", "finished_works"))


def joint(row: Sequence[Quantity]) -> tuple[str, ...]:
    """The marks between the numbers of a row, () if they differ from one to the next."""
    marks = {tuple(MEMBER_END.findall(q.gap)) for q in row[1:]}
    return marks.pop() if len(marks) == 1 else ()
