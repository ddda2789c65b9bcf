"""A difference and its rate told side by side, in either order: 同比增长8%，增收480万元; 增量60万元，增幅5%."""

from __future__ import annotations

from enum import Enum, auto

from auditor.claims import Quantity, Rate
from auditor.figures.change_words import EARLIER, patterns
from auditor.figures.rounding import is_between
from auditor.lexicon import any_of
from auditor.numbers.numerals import SCALES
from auditor.patterns import compiled

_BESIDE = compiled(r"[，,、（(](?:同比|环比|实际|净|共|累计|即)?[\u4e00-\u9fff]{1,4}")
_AMOUNT = compiled(r"[，,、（(](?:同比|环比|净)?(?:增量|增额|[增减][加少收支长]额)(?:为|达到?)?")
_ITS_RATE = compiled(r"[，,、（(](?:同比|环比)?(?:增幅|降幅|减幅|增速|增长率)(?:为|达到?)?")
_TIME = compiled(
    r"(?P<end>(?:比|较|与|同)(?:上年末|去年末|年初))|(?P<year>同比|(?:比|较|与|同)(?:上年|去年|同期))|(?P<month>环比|(?:比|较|与|同)上(?:月|季度))"
)
_SINCE = compiled(rf"\A[比较]{EARLIER}")
_OTHER_BASE = compiled(any_of("changes", "other_base"))
"""What makes a rate one of other numbers than those printed."""


class Tied(Enum):
    """How surely a difference and a rate are of one number."""

    NOT = auto()
    LOOSELY = auto()
    """Beside each other, but since when is not said: 增长10.7%，增收5939万元."""
    SURELY = auto()


def tied(difference: Quantity, told: Rate) -> Tied:
    """How surely the words between tie a difference and a rate together."""
    since = patterns().since
    times = [found.lastgroup for q in (difference, told) if (found := _TIME.search(q.gap))]
    if len(times) == 2 and times[0] != times[1]:
        return Tied.NOT  # 同比增长9.2%，比年初增加6.3亿元
    if since.search(difference.gap):
        return Tied.SURELY
    if difference.start < told.start:
        named = _AMOUNT.fullmatch(difference.gap) and _ITS_RATE.fullmatch(told.gap)
        return Tied.SURELY if named else Tied.NOT
    if _OTHER_BASE.search(told.gap) or not _BESIDE.fullmatch(difference.gap):
        return Tied.NOT
    if since.search(told.gap) or _ITS_RATE.fullmatch(told.gap):
        return Tied.SURELY
    return Tied.LOOSELY if _BESIDE.fullmatch(told.gap) else Tied.NOT


def own_words(told: Rate) -> str:
    """The words before a rate without those that say since when: 比上年增长."""
    return _SINCE.sub("", told.lead)


def is_rounded_difference(now: Quantity, difference: Quantity, told: Rate) -> bool:
    """Whether a rate holds of a difference before it was rounded to the unit it is told in: 增长4.97%，增收60万元."""
    half, other = (SCALES.get(q.scale, 1) * q.unit.factor / 2 for q in (difference, now))
    down = patterns().told.search(difference.lead)
    sign = -1 if down and down["down"] else 1
    before = now.base - sign * difference.base
    if not difference.unit.measured or before <= half + other:
        return False
    low = (difference.base - half) / (before + half + other) * 100
    high = (difference.base + half) / (before - half - other) * 100
    return is_between(told, low, high)
