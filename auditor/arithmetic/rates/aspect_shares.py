"""Shares told member by member, where words divide a total by one aspect: 从举报方式看，来信16件，占22.5%；来访22件，占31%….

What such members add up to whatever is told beside them is found in :mod:`auditor.groups.finders.divisions`; this is for their
shares, which may prove a list complete or be of another base.

Each begins with words that name the aspect, and is one list of numbers with their shares, or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from auditor.arithmetic.rates.sides.numbers import is_growth, says_share
from auditor.claims import Bound, Quantity, Range, Rate, Scanned, Sentence
from auditor.figures.amounts import together
from auditor.figures.aspects import aspects, is_of_all, is_of_kinds
from auditor.groups.finders.row import counted_twice, ends_list
from auditor.patterns import compiled
from auditor.records import frozen

LEAST = 2  # parts of a division
_BARE_SHARE = compiled(r"(?:[（(][\u4e00-\u9fff][）)])?[（(]\Z")
_SOME = compiled(r"主要|居前|较多|前[一二三四五六七八九十0-9]|突出|集中")


@frozen(eq=False, slots=False)
class Division:
    """One list of parts with their shares; ``open`` says that the words do not claim that it is complete."""

    opens: int
    parts: tuple[Quantity, ...]
    shares: tuple[Rate | None, ...]
    open: bool
    aspect: str

    @cached_property
    def whole(self) -> Quantity:
        """All its parts as one number."""
        return together(self.parts)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The shares that are told."""
        return tuple(rate for rate in self.shares if rate is not None)

    @property
    def is_complete(self) -> bool:
        """Whether shares stand beside all parts and make up 100 %, each within its rounding."""
        rates = self.rates
        if len(rates) < len(self.parts):
            return False
        loose = sum((Decimal("0.5").scaleb(-rate.places) for rate in rates), Decimal(0))
        return abs(sum((rate.value for rate in rates), Decimal(-100))) <= loose

    @property
    def is_of_kinds(self) -> bool:
        """Whether its words name a property that none of the whole has twice: 方式, 来源, 职级."""
        return is_of_kinds(self.aspect)

    @property
    def is_of_all(self) -> bool:
        """Whether its words name a property that each has: 方式, 来源; only those of officials have a 职级."""
        return is_of_all(self.aspect)


@frozen(eq=False)
class OtherBase:
    """Shares that are called shares of a ``named`` number, and are those of the sum of their parts."""

    division: Division
    named: Quantity
    told: Quantity | None
    """The number of the text that is that sum."""


def divides_kinds(text: str, start: int, end: int) -> bool:
    """Whether words between two offsets divide something by a property that each of it has."""
    opened = next(aspects(text, start, end), None)
    return opened is not None and is_of_all(opened["aspect"] or "")


def divisions(text: str, claims: Scanned) -> Iterator[Division]:
    """The divisions of a text, in its order."""
    found = list(aspects(text, 0, len(text)))
    if not found:
        return
    at = 0
    sentences = claims.sentences
    for match, after in zip(found, [*found[1:], None], strict=True):
        while at < len(sentences) and sentences[at].end <= match.end():
            at += 1
        if at == len(sentences):
            return
        stop = min(sentences[at].end, after.start() if after else len(text))
        if sentences[at].start < match.end() and (made := _division(text, match, sentences[at], stop)):
            yield made


def _division(text: str, match: re.Match[str], sentence: Sentence, stop: int) -> Division | None:
    parts: list[Quantity] = []
    shares: list[Rate | None] = []
    is_open = _SOME.search(text, match.end(), stop) is not None
    for figure in sentence.figures:
        if not match.end() <= figure.start < stop or figure.named:
            continue
        if isinstance(figure, Rate):
            if not parts or shares[-1] is not None or is_growth(figure) or not _is_share(figure):
                return None
            shares[-1] = figure
            continue
        if isinstance(figure, Range) or (isinstance(figure, Quantity) and figure.unit.kind == "age"):
            is_open = is_open or "岁" not in text[figure.start : figure.end]
            continue  # 36至59岁625名
        if not isinstance(figure, Quantity) or figure.unit.spans_time or figure.unit.measured:
            return None
        if parts and (ends_list(figure, figure.gap) or figure.depth != parts[0].depth):
            is_open = True
            break
        if parts and figure.unit.name != parts[0].unit.name:
            return None
        if figure.bound is not Bound.EXACT or counted_twice(figure):
            return None
        parts.append(figure)
        shares.append(None)
    if len(parts) < LEAST:
        return None
    is_open = is_open or parts[-1].tail.startswith("等")
    return Division(match.start(), tuple(parts), tuple(shares), is_open, match["aspect"] or "")


def _is_share(rate: Rate) -> bool:
    return rate.bound is Bound.EXACT and (says_share(rate) or _BARE_SHARE.fullmatch(rate.gap) is not None)
