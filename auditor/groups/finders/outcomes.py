"""What became of an amount owed or held, where two digits of one number changed places.

逾期账款5.43亿元。协商收回3.61亿元，诉讼收回1.25亿元，核销0.93亿元 would hold with 3.25.  An exact fit is found without this, and any
other difference says nothing: not all need have been told, and more may have come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.claims import Quantity, Status
from auditor.groups.finders.row import Row, may_be_whole
from auditor.groups.group import Cue, Group, earlier, left_over, nearly_makes, total_of
from auditor.groups.swaps import closing_swap
from auditor.patterns import compiled

FEW = 3  # outcomes from which on a number of three digits hardly fits by chance
CLAUSE = 40  # characters before an amount in which it may be said that it is owed


def outcomes(row: Row) -> Iterator[Group]:
    """The amount before a row of outcomes of money, if the row misses it by a slip in one number."""
    at = next((i for i, q in enumerate(row.numbers) if _is_outcome(q)), None)
    if at is None:
        return
    parts = [row.numbers[at]]
    for q in row.numbers[at + 1 :]:
        if not (_is_outcome(q) or left_over(q.lead)) or q.unit.name != parts[0].unit.name:
            break
        parts.append(q)
    whole = row.numbers[at - 1] if at else _before(row, parts[0])
    if whole is None or len(parts) < 2 or not all(map(row.free, parts)) or not _is_owed(row, whole, parts[0]):
        return
    swap = closing_swap(whole, parts)
    if swap and (swap.is_long or len(parts) >= FEW) and nearly_makes(total_of(parts), whole):
        yield Group(whole, parts, Cue.SERIES, closed=True, near=False)


def _is_outcome(q: Quantity) -> bool:
    return q.is_plain and not q.depth and q.unit.kind == "money" and _settled(q.lead)


def _settled(lead: str) -> bool:
    """Whether the words before an amount tell that so much was got back or is given up: 诉讼收回, 计提坏账准备."""
    return _patterns()[0].search(lead) is not None


def _before(row: Row, first: Quantity) -> Quantity | None:
    """The last number of the unit in the sentences before, in the same paragraph."""
    above = earlier(row.text, row.sentences, row.index)
    return next((q for q in above if q.unit.kind == first.unit.kind), None)


def _is_owed(row: Row, whole: Quantity, first: Quantity) -> bool:
    """Whether an amount is told as owed or held, as a whole and not as part of another one."""
    if whole.unit.name != first.unit.name or not whole.is_plain or whole.depth or not may_be_whole(whole):
        return False
    if id(whole) in row.parts or whole.status is Status.DONE or _settled(whole.lead):
        return False
    begin = max(whole.sentence.start if whole.sentence else 0, whole.start - CLAUSE)
    return _patterns()[1].search(row.text, begin, whole.start) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    settled = lexicon.any_of("statuses", "recovered", "collected", "given_up")
    return compiled(settled), compiled(lexicon.any_of("statuses", "owed"))
