"""What several things fell or rose together: 会议费由46.8万元减少到34.2万元，培训费由64.8万元减少到43.2万元，两项共减少34.2万元."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from auditor.arithmetic.changes.change import Change
from auditor.claims import Quantity
from auditor.figures.amounts import amount, written
from auditor.figures.change_words import is_from_to
from auditor.groups.group import addable
from auditor.patterns import says

_in_all = says(r"(?<![公一])共(?!同)|合计|总计|累计|合起来|相加|之和")
LEAST = 2


def is_of_several(told: Quantity) -> bool:
    """Whether a difference is told of several things, each with a value before and one after."""
    return _in_all(told.gap) and len(_pairs(told)) >= LEAST


def change_of_several(told: Quantity, sign: int) -> Change | None:
    """That difference as the sum of theirs, ``sign`` -1 for what fell; None if it is another, for more may be meant."""
    pairs = _pairs(told)
    total = sum(((after.base - before.base) * sign for before, after in pairs), Fraction(0))
    if total != told.base:
        return None
    terms = (f"（{written(max(pair, key=_base))} − {written(min(pair, key=_base))}）" for pair in pairs)
    result = amount(total, told)
    working = f"{'+'.join(terms)}= {result}"
    return Change(pairs[0][0], pairs[-1][1], told, Fraction(told.value), result, working)


def _base(q: Quantity) -> Fraction:
    return q.base


def _pairs(told: Quantity) -> list[tuple[Quantity, Quantity]]:
    """The values before and after of the things of a sentence that are told in the unit of a difference, up to it."""
    numbers = told.sentence.quantities if told.sentence else []
    before = [q for q in numbers if q.end <= told.start and q.is_plain]
    return [(a, b) for a, b in pairwise(before) if is_from_to(a, b) and addable(a, told) and addable(b, told)]
