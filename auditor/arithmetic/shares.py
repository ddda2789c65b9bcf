"""Shares told one after the other: 咨询类2997件，占比76.03%；求助类654件，占比16.59%；投诉类245件，占比6.22%.

They have one base: a number further up, or all of them together.  What most of them are shares of is it, and a share
told in the same words that is not one of it is contradicted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from attrs import frozen

from auditor.arithmetic import rate_sides
from auditor.arithmetic.groups import nearly_makes
from auditor.arithmetic.rounding import holds
from auditor.claims import Quantity, Rate

LEAST = 3  # shares that make a series
PROOF = 4  # shares of a base that prove it to be the one of the others
NEXT = 400  # characters between two shares of a series
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
    together: bool
    """Whether the base is told nowhere, but is the sum of the parts."""


def series(rates: Sequence[Rate], quantities: Sequence[Quantity]) -> Iterator[Series]:
    """The series of shares among the rates of a text, both in the order of the text."""
    run: list[Share] = []
    for rate in rates:
        part = rate_sides.share_of(rate)
        if part is None:
            continue
        share = Share(rate, part)
        if run and not _goes_on(run[-1], share):
            yield from _settled(run, quantities)
            run = []
        run.append(share)
    yield from _settled(run, quantities)


def _goes_on(last: Share, new: Share) -> bool:
    return new.part.unit.name == last.part.unit.name and new.part.start - last.rate.end <= NEXT


def _settled(run: list[Share], quantities: Sequence[Quantity]) -> Iterator[Series]:
    """The series that a run of shares is; its first ones may be of another base: 有效3942件，占总量的89.29%."""
    for start in range(min(OTHERS, len(run) - LEAST) + 1 if len(run) >= LEAST else 0):
        if found := _with_base(run[start:], quantities):
            yield found
            return


def _with_base(run: list[Share], quantities: Sequence[Quantity]) -> Series | None:
    parts = [share.part for share in run]
    largest = max(p.base for p in parts)
    end = bisect_left(quantities, parts[0].start, key=attrgetter("start"))
    wholes = [
        q
        for q in reversed(quantities[max(0, end - BACK) : end])
        if q.unit.name == parts[0].unit.name and q.base >= largest and not q.named
    ]
    together = _sum(parts)
    if together.base and not any(nearly_makes(together.base, q) for q in wholes):
        wholes.append(together)
    if not wholes:
        return None
    fitting = [[s for s in run if holds(s.rate, s.part, q)] for q in wholes]
    base, fits = max(zip(wholes, fitting, strict=True), key=lambda pair: len(pair[1]))
    if len(fits) < LEAST or 3 * len(fits) < 2 * len(run):
        return None
    alike = {share.rate.gap for share in fits}
    fit = {id(share.rate) for share in fits}
    odd = [s for s in run if id(s.rate) not in fit and s.rate.gap in alike] if len(fits) >= PROOF else []
    return Series(base, tuple(fits), tuple(odd), base is together)


def _sum(parts: list[Quantity]) -> Quantity:
    """All the numbers of a series as one."""
    first, last = parts[0], parts[-1]
    value = sum((p.value for p in parts), Decimal(0))
    return Quantity(first.start, last.end, value, unit=first.unit, scale=first.scale)
