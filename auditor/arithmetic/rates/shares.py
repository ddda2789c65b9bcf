"""Shares told one after the other: 建议类1824件，占比60.8%；求助类756件，占比25.2%；投诉类390件，占比13.0%.

They have one base: a number further up, or all of them together.  What most of them are shares of is it, and a share
told in the same words that is not one of it is contradicted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from auditor.arithmetic.rates.sides.numbers import share_of
from auditor.claims import Quantity, Rate
from auditor.figures.amounts import together
from auditor.figures.rounding import holds
from auditor.groups.group import WITHOUT_CUE, Cue, Group, nearly_makes, total_of
from auditor.ledger import Claims
from auditor.records import frozen

LEAST = 3  # shares that make a series
PROOF = 4  # shares of a base that prove it to be the one of the others
NEXT = 400  # characters between two shares of a series
_LAST = Decimal("0.1")  # per cent by which each of some rounded shares may put off their sum
LONGEST = 40  # shares in a row that are divided into several lists
OTHERS = 3  # shares at the beginning of a series that may be of another base
BACK = 40  # numbers before a series among which its base may be


@frozen
class Share:
    """A rate and the number before it of which it tells the share."""

    rate: Rate
    part: Quantity


@frozen
class Series:
    """Shares with the base that most of them have; ``odd`` are those of them that do not fit it."""

    base: Quantity
    fitting: tuple[Share, ...]
    odd: tuple[Share, ...]
    together: bool = False
    """Whether the base is told nowhere, but is the sum of the parts."""
    stated: Quantity | None = None
    """The number that the text tells for all of them, where the shares are those of another sum."""


def series(claims: Claims) -> Iterator[Series]:
    """The series of shares of a text, in its order."""
    quantities = claims.quantities
    changed = {id(change.told) for change in claims.changes}
    run: list[Share] = []
    for rate in claims.rates:
        part = None if rate.named or id(rate) in changed else share_of(rate)
        if part is None:
            continue
        share = Share(rate, part)
        if run and not _goes_on(run[-1], share):
            yield from _settled(run, quantities)
            run = []
        run.append(share)
    yield from _settled(run, quantities)


def with_series(groups: Iterable[Group], found: Iterable[Series]) -> list[Group]:
    """The groups of a text with those that series of shares make up, which take the place of their beginnings.

    A member of such a list is no total of those beside it, unless the text says so: 甲类121个，占…；乙类47个，占….
    """
    made = [group for each in found for group in _complete(each)]
    told = {(id(group.whole), id(part)) for group in made for part in group.parts}
    rows = [{id(part) for part in group.parts} for group in made if group.total == group.whole.base]
    return [
        g
        for g in groups
        if any((id(g.whole), id(part)) not in told for part in g.parts)
        and not (g.cue in WITHOUT_CUE and any({id(g.whole), *map(id, g.parts)} <= row for row in rows))
    ] + made


def _complete(each: Series) -> Iterator[Group]:
    """The lists within a series that make up its base exactly, one after the other."""
    shares = sorted((*each.fitting, *each.odd), key=lambda share: share.rate.start)
    if each.stated is not None:  # the shares make 100 %, so that the list is closed
        yield Group(each.stated, [s.part for s in shares], Cue.SHARES, closed=True, near=False)
    parts: list[Quantity] = []
    for share in shares if not each.together else ():
        parts.append(share.part)
        if len(parts) > 1 and total_of(parts) == each.base.base:
            yield Group(each.base, parts, Cue.SERIES, closed=True, near=False)
            parts = []


def _goes_on(last: Share, new: Share) -> bool:
    return new.part.unit.name == last.part.unit.name and new.part.start - last.rate.end <= NEXT


def _settled(run: list[Share], quantities: Sequence[Quantity]) -> Iterator[Series]:
    """The series that a run of shares is; its first ones may be of another base: 有效900件，占总量的90%."""
    for start in range(min(OTHERS, len(run) - LEAST) + 1 if len(run) >= LEAST else 0):
        if found := _with_base(run[start:], quantities):
            yield found
            return
    if LEAST < len(run) <= LONGEST:  # two lists, one behind the other
        cut = max(range(1, len(run)), key=lambda i: run[i].part.start - run[i - 1].rate.end)
        yield from _settled(run[:cut], quantities)
        yield from _settled(run[cut:], quantities)


def _with_base(run: list[Share], quantities: Sequence[Quantity]) -> Series | None:
    parts = [share.part for share in run]
    largest = max(p.base for p in parts)
    end = bisect_left(quantities, parts[0].start, key=attrgetter("start"))
    before = (
        q
        for q in quantities[max(0, end - BACK) : end]
        if q.unit.name == parts[0].unit.name and q.base >= largest and not q.named
    )
    wholes = list({q.base: q for q in before}.values())[::-1]  # of equal numbers the nearest
    every = together(parts)
    if every.base:
        wholes.append(every)
    if not wholes:
        return None
    fitting = [[s for s in run if holds(s.rate, s.part, q)] for q in wholes]
    base, fits = max(zip(wholes, fitting, strict=True), key=lambda pair: len(pair[1]))
    if len(fits) < LEAST or 3 * len(fits) < 2 * len(run):
        return None
    alike = {share.rate.gap for share in fits}
    fit = {id(share.rate) for share in fits}
    odd = [s for s in run if id(s.rate) not in fit and s.rate.gap in alike] if len(fits) >= PROOF else []
    stated = next((q for q in wholes[:-1] if nearly_makes(every.base, q)), None)
    if stated is None and len(wholes) > 1 and "其中" in parts[0].gap:
        stated = wholes[0]
    if base is not every or stated is None:
        return Series(base, tuple(fits), tuple(odd), base is every)
    closes = abs(sum((s.rate.value for s in run), Decimal(-100))) <= _LAST * len(run)
    return Series(base, tuple(fits), tuple(odd), True, stated) if closes and not odd else None
