"""Shares told of parts by their names, behind the list: …县处级460起、乡科级5199起。其中，乡科级问题占查处问题总数的91.4%.

Several names may be told at once: 来信、来访占信访总量的65%.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio, percent
from auditor.arithmetic.rates.shares import Series
from auditor.characters.pauses import NAMES_JOINT
from auditor.claims import Bound, Quantity, Rate
from auditor.figures.amounts import together, written
from auditor.figures.rounding import holds, near, violates
from auditor.groups.group import Cue, Group, total_of
from auditor.patterns import compiled

BACK = 24  # numbers before a share among which its parts may be
TOTALS = 40  # and among which their total may be
APART = 1  # ends of a paragraph between a share and its parts
_SHARE = compiled(
    r"(?:其中|而|且|尤其是|特别是)?[，,]?(?P<names>[\u4e00-\u9fff、]{2,30}?)"
    r"(?:(?:[两二三四五][项者类种])?(?:合计|共计|共|总计|加起来))?(?:约|就|已|仅|各)?占(?:比|了)?"
    r"(?:到|全部|所有)?(?P<of>[\u4e00-\u9fff]{0,16}?)(?P<total>总[数量额]|总人数|总件数)?的?(?:比例|比重)?(?:为|达到?|约|超过?|近)?\Z"
)
_CLAUSE = compiled(r"(?<!其中)[，,]|[。；;：:\n]")
_OTHER_TIME = compiled(r"[上去前]年|同期|上月|上季")


def of_named_parts(
    rates: Iterable[Rate],
    text: str,
    quantities: Sequence[Quantity],
    groups: Iterable[Group],
    shares: Iterable[Series],
) -> Mapping[int, Ratio]:
    """Of some rates, those told of parts by their names, by the id of the rate."""
    wholes: dict[int, Group] = {}
    for each in shares:
        group = Group(each.base, [s.part for s in each.fitting], Cue.SHARES)
        wholes |= {id(part): group for part in group.parts}
    for group in groups:
        for part in group.parts if len(group.parts) > 1 else ():
            if group.total == group.whole.base or id(part) not in wholes:
                wholes[id(part)] = group
    found: dict[int, Ratio] = {}
    for rate in rates:
        said = _SHARE.fullmatch(_clause(rate))
        parts = _parts(rate, said["names"], said["of"], text, quantities) if said else []
        if said and parts and (made := _made(rate, said, parts, quantities, wholes)):
            found[id(rate)] = made
    return found


def _clause(rate: Rate) -> str:
    """The words before a rate since the last mark that parts more than names."""
    return _CLAUSE.split(rate.gap)[-1]


def _made(
    rate: Rate,
    said: re.Match[str],
    parts: list[Quantity],
    quantities: Sequence[Quantity],
    wholes: Mapping[int, Group],
) -> Ratio | None:
    """The share of some parts of their list, or of the total that its words name."""
    groups = [wholes.get(id(part)) for part in parts]
    listed = groups[0] if groups[0] is not None and all(g is groups[0] for g in groups) else None
    both = together(parts)
    if listed is not None and holds(rate, both, listed.whole):
        return _ratio(rate, Outcome.HOLDS, parts, listed.whole)
    totals = _totals(said["of"], parts, quantities) if said["total"] else []
    alone = len({q.base for q in totals}) == 1
    fitting = next((q for q in totals if holds(rate, both, q)), None)
    if fitting is not None:
        return _ratio(rate, Outcome.HOLDS, parts, fitting) if alone or rate.places > 0 else None
    closed = listed is not None and listed.total == listed.whole.base
    whole = listed.whole if listed is not None and closed else totals[0] if alone else None
    if whole is None or not said["total"] or rate.bound is not Bound.EXACT:
        return None
    if alone and totals[0].base != whole.base:
        return None
    meant = near(rate, both, whole) and violates(rate, both, whole)
    return _ratio(rate, Outcome.DIFFERS, parts, whole) if meant else None


def _ratio(rate: Rate, outcome: Outcome, parts: list[Quantity], whole: Quantity) -> Ratio:
    shown = percent(total_of(parts) / whole.base * 100, rate)
    summed = f"（{' + '.join(map(written, parts))}）" if len(parts) > 1 else written(parts[0])
    both = parts[0] if len(parts) == 1 else together(parts)
    return Ratio(rate, outcome, f"{summed} ÷ {written(whole)} = {shown}", shown, (both, whole))


def _parts(rate: Rate, names: str, of: str, text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that are told by some names shortly before a rate; [] if one of them is not, or is told twice."""
    at = bisect_left(quantities, rate.start, key=attrgetter("start"))
    known = [
        q
        for q in quantities[max(0, at - BACK) : at]
        if q.is_plain and not _OTHER_TIME.search(q.lead) and text.count("\n", q.end, rate.start) <= APART
    ]
    found: list[Quantity] = []
    whole = [q for q in known if _is_called(q, names, of)]  # 乡科级及以下干部 is one name
    for told in (
        [whole] if whole else [[q for q in known if _is_called(q, n, of)] for n in NAMES_JOINT.split(names)]
    ):
        if len({q.base for q in told}) != 1:
            return []
        found.append(told[-1])
    alike = len({q.unit.name for q in found}) == 1 and len({id(q) for q in found}) == len(found)
    return found if alike else []


def _is_called(q: Quantity, name: str, of: str) -> bool:
    """Whether a number is told by a name, with or without the word for what all of them are: 乡科级干部 of 乡科级干部问题.

    So is the name of their total: 物业类 of 物业类投诉占投诉总量的.
    """
    short = _generic().sub("", name)
    if of and name != of:
        short = short if short != name else name.removesuffix(of)
    said = q.lead.removesuffix("的").removesuffix("为").removesuffix("有")
    told = (said, _generic().sub("", said))
    return any(
        len(n) > 1 and (told[0].endswith(n) or told[1].endswith(n) or q.tail.startswith(n))
        for n in {name, short}
    )


def _totals(name: str, parts: list[Quantity], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers before some parts whose words have the characters of a name in their order, nearest first."""
    least, unit = total_of(parts), parts[0].unit.name
    at = bisect_left(quantities, parts[0].start, key=attrgetter("start"))
    return [
        q
        for q in reversed(quantities[max(0, at - TOTALS) : at])
        if q.unit.name == unit
        and q.base >= least
        and q.is_plain
        and not q.depth
        and not _OTHER_TIME.search(q.lead)
        and _runs_through(name, q.lead + q.tail)
    ]


def _runs_through(name: str, words: str) -> bool:
    """Whether words have the characters of a name in their order: 查处问题 in 查处违反中央八项规定精神问题."""
    rest = iter(words)
    return len(name) > 1 and all(char in rest for char in name)


@cache
def _generic() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('scales', 'generic')})\Z")
