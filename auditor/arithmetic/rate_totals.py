"""Shares of a total that is named and told further up: 专任教师64人，占教职工总数的80%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.arithmetic.groups import addable
from auditor.arithmetic.rate_words import name_of_total
from auditor.arithmetic.ratio import Outcome, Ratio, made
from auditor.arithmetic.rounding import holds, near, violates
from auditor.arithmetic.sides.numbers import share_of
from auditor.claims import Bound, Quantity, Rate
from auditor.patterns import compiled

_DONE_ONES = compiled(r"已(?P<verb>[\u4e00-\u9fff]{2,4})(?P<noun>[\u4e00-\u9fff]{2})\Z")


def of_named_total(rate: Rate, quantities: Iterable[Quantity]) -> Ratio | None:
    """The share that a rate is of a total which one other number of the notice tells by the same name.

    A number that only fits must give the decimals of the rate, or be the only one of that name.
    """
    name = name_of_total(rate)
    part = share_of(rate) if name and rate.bound is Bound.EXACT else None
    if part is None:
        return None
    told = list(_named(name, part, quantities))
    alone = len({q.base for q in told}) == 1
    totals = [q for q in told if q.end < part.start and q.base >= part.base]
    fitting = next((q for q in reversed(totals) if holds(rate, part, q)), None)
    if fitting is not None:
        return made(rate, Outcome.HOLDS, (part, fitting), False) if alone or rate.places > 0 else None
    if not alone or not totals or not near(rate, part, totals[-1]) or not violates(rate, part, totals[-1]):
        return None
    return made(rate, Outcome.DIFFERS, (part, totals[-1]), False)


def _named(name: str, part: Quantity, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The numbers told by a name (教职工80人, 80名教职工; 已销号27个 for 已销号问题) that a part may be a part of."""
    done = _DONE_ONES.search(name)
    for q in quantities:
        if q is part or q.named or q.depth or q.bound is not Bound.EXACT:
            continue
        if not addable(part, q) or (q.unit.name != part.unit.name and q.unit.kind != "person"):
            continue
        of_verb = done is not None and q.lead.endswith(done["verb"]) and q.noun in ("", done["noun"])
        if q.lead.endswith(name) or q.tail.removeprefix("的").startswith(name) or of_verb:
            yield q
