"""What a number is only compared with, which is no part beside it: 15个中，已有11个…，比整改前的4个增加7个."""

from __future__ import annotations

from itertools import pairwise

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.figures.change_words import OTHER_TIME, is_difference, is_from_to
from auditor.groups.group import Cue, Group, addable, begins_comparison
from auditor.patterns import says

_is_compared_with = says(
    r"(?:(?<!占)比(?![重例率])|较)(?:[^，,。；;、0-9]{0,12}|20[0-9]{2}年[^，,。；;、0-9]{0,12})\Z"
)
_is_then = says(r"\A[（(](?:去年|上年|上季度?|上月|20[0-9]{2}年)(?:同期|全年|度)?(?:为|是|共|有)?\Z")
_HAS_SUBSET = frozenset((Cue.AMONG, Cue.STATUS, Cue.SUBSET, Cue.BRACKET))


def without_compared(group: Group) -> bool:
    """End a list behind its whole before what its last number is compared with; whether anything is left to be judged.

    518个，比306个增加212个 stays, which is the sum of the value before and the difference.
    """
    if group.whole.start > group.parts[0].start:
        return True
    if any(is_from_to(a, b) for a, b in pairwise(group.parts)):
        return False  # 12个村中，收入5万元以下的由8个减少到6个
    if group.cue is Cue.BRACKET and _is_then(group.parts[0].gap):
        return False  # 86件（去年同期120件）
    at = next((i for i, part in enumerate(group.parts) if _is_of_other_time(part, i)), -1)
    if at < 0:
        return True
    group.parts = group.parts[:at]
    return at > 1 or (at == 1 and group.cue in _HAS_SUBSET)


def _is_of_other_time(part: Quantity, i: int) -> bool:
    return begins_comparison(part.gap) or (i > 0 and (is_compared(part) or _is_of_last_year(part)))


def _is_of_last_year(part: Quantity) -> bool:
    """Whether a number is told as that of the year before, beside those of this one: 其中甲14起，上年同期为25起."""
    then = OTHER_TIME.search(part.gap)
    return then is not None and bool(then["same"] or (part.following and is_difference(part.following)))


def is_compared(then: Quantity) -> bool:
    """Whether a number is one that another differs from: 比整改前的4个增加7个."""
    difference = then.following
    return (
        isinstance(difference, Quantity)
        and _is_compared_with(then.gap)
        and is_difference(difference)
        and addable(then, difference)
        and not MEMBER_END.search(difference.gap)
    )
