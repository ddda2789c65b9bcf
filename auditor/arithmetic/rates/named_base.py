"""Shares of a number told sentences before by the whole name that the share gives it: 占一般公共预算收入的38.95%."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import share_of
from auditor.arithmetic.rounding import is_mistyped, violates
from auditor.claims import Bound, Quantity, Rate
from auditor.patterns import compiled

BACK = 40  # numbers before a part among which its base may be

_NAME = compiled(
    r"占(?:全[国省市州县区镇乡校院]|我[省市县区]|同期|当年)?(?P<name>[\u4e00-\u9fff]{4,14}?)(?:总数|总额|总量)?(?:的|的?比[重例](?:为|达到?|是)?)?\Z"
)
_FILLER = compiled(r"(?:累计|预计|实际|完成|实现|总[额量数]|合计|共计|共|为|达到?|有)*\Z")
_OTHER = compiled(r"[上去前]年|同期|预算数|计划|目标|20[0-9]{2}年|全[省国]|[0-9]月")


def share_of_named(rate: Rate, quantities: Sequence[Quantity]) -> Ratio | None:
    """The contradiction of a rate that misses by a slip of a digit what its part is of the only number with its base's name."""
    found = _NAME.search(rate.lead)
    part = share_of(rate) if found and rate.bound is Bound.EXACT else None
    if found is None or part is None:
        return None
    name = found["name"]
    at = bisect_left(quantities, part.start, key=attrgetter("start"))
    told = [q for q in quantities[max(0, at - BACK) : at] if _FILLER.sub("", q.lead).endswith(name)]
    alike = [q for q in told if q.unit.name == part.unit.name and q.is_plain]
    if len({q.base for q in alike}) != 1 or len(alike) < len(told) or alike[-1].base < part.base:
        return None
    base = alike[-1]
    if _OTHER.search(base.gap) or _OTHER.search(part.gap):
        return None
    if violates(rate, part, base) and is_mistyped(rate, part, base):
        return made(rate, Outcome.DIFFERS, (part, base), False)
    return None
