"""Shares of a total that is told further up in other words, or that alone fits: 发生事故320起，死亡20人…死亡8人，占全市事故总死亡人数的40%.

The total has the unit that its name ends with (起数, 人数), and the words of the name: 死亡, 事故.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import share_of
from auditor.claims import Bound, Quantity, Rate
from auditor.figures.amounts import digits
from auditor.figures.change_names import counts_in
from auditor.figures.rounding import holds, is_mistyped, near, violates
from auditor.patterns import compiled

BACK = 40  # numbers before a part among which its total may be
MOST = 12  # numbers before a part among which the only one that fits may be
_UNNAMED = compiled(r"占比?(?:达到?|为|约)?")
_OTHER_TIME = compiled(r"[上去前]年|同期|上月|上季|[增减]|上升|下降|[比较][^，,。；;]{0,6}[多少]")
_WHOLE = compiled(r"全部|全[市县区省国镇乡校院局系]|所有|总|同期")


@cache
def _name() -> re.Pattern[str]:
    kinds = lexicon.alternatives(lexicon.mapping("changes", "measures.kinds"))
    return compiled(rf"占(?P<words>[\u4e00-\u9fff]{{2,16}}?)(?P<measure>{kinds})的?\Z")


def share_of_base(rate: Rate, quantities: Sequence[Quantity]) -> Ratio | None:
    """The share that a rate is of a number told before in the words of its total."""
    found = _name().search(rate.lead)
    part = share_of(rate) if found and rate.bound is Bound.EXACT else None
    if found is None or part is None or not counts_in(found["measure"], part):
        return None
    words = _WHOLE.sub("", found["words"])
    at = bisect_left(quantities, part.start, key=attrgetter("start"))
    totals = [q for q in quantities[max(0, at - BACK) : at] if _is_base(q, part, words)]
    fitting = next((q for q in reversed(totals) if holds(rate, part, q)), None)
    alone = len({q.base for q in totals}) == 1
    if fitting is not None:
        return made(rate, Outcome.HOLDS, (part, fitting), False) if alone or rate.places > 0 else None
    whole = _WHOLE.search(found["words"])
    if not alone or whole is None or not _is_in_scope(totals[-1], whole[0]):
        return None
    total = totals[-1]
    if violates(rate, part, total) and (near(rate, part, total) or is_mistyped(rate, part, total)):
        return made(rate, Outcome.DIFFERS, (part, total), False)
    return None


def share_that_fits(rate: Rate, text: str, quantities: Sequence[Quantity]) -> Ratio | None:
    """The share that a rate with decimals is of the only number of its paragraph that fits; it is called by no name.

    在册水库41座，其中小型7座、微型34座。已加固的30座，占73.2%.
    """
    part = share_of(rate) if _UNNAMED.fullmatch(rate.lead) else None
    if part is None or rate.places < 1 or rate.bound is not Bound.EXACT or digits(part) < 2:
        return None
    at = bisect_left(quantities, part.start, key=attrgetter("start"))
    near = [
        q
        for q in quantities[max(0, at - MOST) : at]
        if q.unit.name == part.unit.name
        and q.is_plain
        and q.base > part.base
        and not _OTHER_TIME.search(q.lead)
        and "\n" not in text[q.end : part.start]
    ]
    fitting = {q.base: q for q in near if holds(rate, part, q)}
    if len(fitting) != 1:
        return None
    return made(rate, Outcome.HOLDS, (part, next(iter(fitting.values()))), False)


def _is_base(q: Quantity, part: Quantity, words: str) -> bool:
    """Whether a number is told in the words that name a total, by their end: 死亡 or 亡 of 火灾死亡."""
    if q.unit.name != part.unit.name or q.base < part.base or q.base == 0:
        return False
    if q.named or q.bound is not Bound.EXACT or _OTHER_TIME.search(q.lead):
        return False
    said = q.lead + q.tail
    return words[-2:] in said or (part.unit.kind == "person" and words[-1:] in said and words[-1:] in "亡伤")


def _is_in_scope(total: Quantity, whole: str) -> bool:
    """Whether a total is told of what its share is of: of 全市 where 全市 or 我市 stands before it."""
    before = total.sentence.figures[:BACK] if total.sentence else []
    place = whole[1:] if whole[0] == "全" and whole != "全部" else ""
    return any(place in f.gap for f in before if f.start <= total.start)
