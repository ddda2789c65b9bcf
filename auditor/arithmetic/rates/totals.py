"""Shares of a total that is told further up by the name the share gives it: 专任教师64人，占教职工总数的80%."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import share_of
from auditor.claims import Bound, Quantity, Rate
from auditor.figures.rate_words import name_of_total
from auditor.figures.rounding import holds, is_mistyped, near, violates
from auditor.groups.group import addable
from auditor.patterns import compiled

MOST = 20  # numbers of one name that are looked at
SHORTEST, LONGEST = 2, 12  # characters of the name of a total
LONGEST_VERB = 4

Key = tuple[str, str]
"""A verb and a noun: ("", 教职工) for a name, (销号, 问题) for what is done."""

_DONE_ONES = compiled(rf"已(?P<verb>[\u4e00-\u9fff]{{2,{LONGEST_VERB}}})(?P<noun>[\u4e00-\u9fff]{{2}})\Z")


class NamedTotals:
    """The numbers of a text by the names that some rates of it give to their totals."""

    def __init__(self, rates: Iterable[Rate], quantities: Iterable[Quantity]) -> None:
        self._told: dict[Key, list[Quantity]] = {
            key: [] for rate in rates for key in _keys(name_of_total(rate))
        }
        for q in quantities if self._told else ():
            if not q.named and not q.depth and q.bound is Bound.EXACT:
                for key in self._told.keys() & set(_names(q)):
                    self._told[key].append(q)

    def share(self, rate: Rate) -> Ratio | None:
        """The share that a rate is of a total which one other number of the notice tells by the same name.

        A number that only fits must give the decimals of the rate, or be the only one of that name.
        """
        name = name_of_total(rate)
        part = share_of(rate) if name and rate.bound is Bound.EXACT else None
        if part is None:
            return None
        lists = [self._told[key] for key in _keys(name)]
        if few := sum(map(len, lists)) <= MOST:
            told = _suitable(part, lists)
        else:
            told = _suitable(part, [_last_before(part, numbers) for numbers in lists])
        alone = few and len({q.base for q in told}) == 1
        totals = [q for q in told if q.end < part.start and q.base >= part.base]
        fitting = next((q for q in reversed(totals) if holds(rate, part, q)), None)
        if fitting is not None:
            return made(rate, Outcome.HOLDS, (part, fitting), False) if alone or rate.places > 0 else None
        if (
            not alone
            or not totals
            or not near(rate, part, totals[-1])
            or not violates(rate, part, totals[-1])
        ):
            return None
        return made(rate, Outcome.DIFFERS, (part, totals[-1]), False)


def _keys(name: str) -> list[Key]:
    """How the number of a total may be named: 教职工; for 已销号问题 also 已销号27个."""
    if not name:
        return []
    done = _DONE_ONES.search(name)
    return [("", name), *((done["verb"], noun) for noun in (done["noun"], ""))] if done else [("", name)]


def _names(q: Quantity) -> Iterator[Key]:
    """What names a number may be told by: 教职工80人, 80名教职工."""
    tail = q.tail.removeprefix("的")
    for n in range(SHORTEST, LONGEST + 1):
        if n <= len(q.lead):
            yield "", q.lead[-n:]
            if n <= LONGEST_VERB:
                yield q.lead[-n:], q.noun
        if n <= len(tail):
            yield "", tail[:n]


def _last_before(part: Quantity, numbers: list[Quantity]) -> list[Quantity]:
    at = bisect_left(numbers, part.start, key=attrgetter("start"))
    return numbers[max(0, at - MOST) : at]


def _suitable(part: Quantity, lists: Iterable[list[Quantity]]) -> list[Quantity]:
    """The numbers that a part may be a part of, in the order of the text."""
    found = {
        q.start: q
        for numbers in lists
        for q in numbers
        if q is not part and addable(part, q) and (q.unit.name == part.unit.name or q.unit.kind == "person")
    }
    return [found[at] for at in sorted(found)]


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
