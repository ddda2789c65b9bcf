"""The direction that words give a change, against its two values: 由62%提高到58%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from auditor import lexicon
from auditor.claims import Bound, Figure, Quantity, Rate
from auditor.figures.amounts import scale_of
from auditor.groups.group import addable
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

_WHEN = r"(?:(?:20[0-9]{2}年|上年|去年|年初|整改前|巡[察视]前|原来|原先|最初|以往|此前|过去)(?:同期|底|末|初)?的?)?"
_FROM = compiled(rf"(?:由|从){_WHEN}\Z")
_RANKED = compiled(r"第\Z|排[名位]|名次|位[次居列]|星级|等级|能级|[每/]")
_RANKS = frozenset(("级", "等", "类", "档", "星", "流", "位", "版", "代", "次"))
_LIKE = (Fraction(2, 5), Fraction(5, 2))  # within which two printed numbers are of one size
_SHIFT = 1000  # how many times one value is the other where a 万 has been lost


@frozen
class Turn:
    """Two values and the way that words say they went: ``up`` or down.  ``shifted`` says that a 万 or 亿 is off."""

    before: Figure
    after: Figure
    up: bool
    shifted: bool

    @property
    def holds(self) -> bool:
        """Whether the second value is larger, or smaller, as the words say."""
        one, two = _size(self.before), _size(self.after)
        return one != two and (two > one) is self.up


def turns(notice: Notice) -> Iterator[Turn]:
    """由A提高到B: the pairs of values whose direction is told, in the order of the text."""
    for sentence in notice.claims.sentences:
        for before, after in pairwise(sentence.figures):
            way = _way(notice.text, before, after)
            if way is None:
                continue
            shifted = _is_shifted(before, after)
            if shifted or _alike(before, after):
                yield Turn(before, after, way, shifted)


def _way(text: str, before: Figure, after: Figure) -> bool | None:
    """True if the words tell a rise from one number to the other, False for a fall, None if they tell neither."""
    if before.named or after.named or before.depth != after.depth or not _FROM.search(before.gap):
        return None
    if before.bound is not Bound.EXACT or after.bound is not Bound.EXACT:
        return None
    said = _rise_or_fall().fullmatch(after.gap)
    if said is None or _RANKED.search(before.gap[-12:]) or text.startswith("/", after.end):
        return None
    return said["up"] is not None


@cache
def _rise_or_fall() -> re.Pattern[str]:
    up, down = (lexicon.any_of("changes", key) for key in ("rising", "falling"))
    return compiled(rf"[\u4e00-\u9fff]{{0,4}}?(?:(?P<up>{up})|{down})(?:到了?|至|为){_WHEN}")


def _alike(before: Figure, after: Figure) -> bool:
    """Whether two numbers are of one kind and no ranks."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return addable(before, after) and before.unit.name not in _RANKS
    return isinstance(before, Rate) and isinstance(after, Rate)


def _is_shifted(before: Figure, after: Figure) -> bool:
    """41.5万元提高到68.3元: numbers of one size, one of which has lost its 万."""
    if (
        not (isinstance(before, Quantity) and isinstance(after, Quantity))
        or not before.base
        or not after.base
    ):
        return False
    if before.unit.name != after.unit.name or before.scale == after.scale:
        return False
    printed = Fraction(after.value / scale_of(after)) / Fraction(before.value / scale_of(before))
    larger, smaller = max(before.base, after.base), min(before.base, after.base)
    return _LIKE[0] <= printed <= _LIKE[1] and larger >= _SHIFT * smaller


def _size(figure: Figure) -> Fraction:
    return figure.base if isinstance(figure, Quantity) else Fraction(figure.value)
