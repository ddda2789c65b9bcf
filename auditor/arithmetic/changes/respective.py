"""Several things that fell or rose, with their rates in one row: 发文由384份减至261份，会议由97次减至66次，分别下降32%、32%."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.arithmetic.changes.change import Change, change
from auditor.claims import Quantity, Rate, Scanned
from auditor.figures.change_words import is_from_to, patterns
from auditor.figures.each import RESPECTIVELY, told_respectively

LEAST = 2


def respective_changes(claims: Scanned) -> Iterator[Change]:
    """Each rate of a row behind 分别 with the values before and after of the thing that stands at its place."""
    for rate in claims.rates:
        word = patterns().told.fullmatch(RESPECTIVELY.sub("", rate.lead)) if rate.is_plain else None
        if word is None or not RESPECTIVELY.search(rate.lead):
            continue
        rates = told_respectively(rate)
        pairs = _pairs(rate)
        if rates[:1] != [rate] or not LEAST <= len(rates) == len(pairs):
            continue
        for (before, after), told in zip(pairs, rates, strict=True):
            if made := change(before, after, told, -1 if word["down"] else 1):
                yield made


def _pairs(rate: Rate) -> list[tuple[Quantity, Quantity]]:
    """The values before and after that a sentence tells up to a rate."""
    numbers = rate.sentence.quantities if rate.sentence else []
    before = [q for q in numbers if q.end <= rate.start and q.is_plain and not q.depth]
    return [(a, b) for a, b in pairwise(before) if is_from_to(a, b) and a.unit.name == b.unit.name]
