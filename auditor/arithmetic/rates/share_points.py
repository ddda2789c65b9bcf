"""Shares that make up the whole, each with its change in points: 匿名占40%，下降5个百分点；实名占60%，上升5个百分点.

What some of them lose the others gain, so that the changes add up to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from auditor import lexicon
from auditor.arithmetic.rates.sides.numbers import says_share
from auditor.claims import Bound, Quantity, Rate, Scanned
from auditor.groups.overlaps import crosses
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.records import frozen

MOST = 8  # shares of a whole
_HALF = Decimal("0.5")
_WHOLE = Decimal(100)
_SHARE = compiled(r"占|比重|占比|比例")
_OF_YEAR = compiled(r"同比|[上去]年|同期|20[0-9]{2}年")
_TIMED = compiled(rf"{_OF_YEAR.pattern}|环比|上[月期届轮]|上个?季|上半年|年初|期初")
_OTHER = compiled(r"高于|低于|其中|目标|计划")


@frozen
class Moved:
    """Shares that make up 100 % with the points by which each rose, negative for one that fell."""

    rates: tuple[Rate, ...]
    points: tuple[Quantity, ...]
    moves: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """What the changes come to together, in points."""
        return sum(self.moves, Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the changes add up to nothing, within the rounding of what is printed."""
        return abs(self.total) <= sum((_slack(move) for move in self.moves), Decimal(0))

    @property
    def working(self) -> str:
        """“−5 + 5 = 0”."""
        first, *rest = self.moves
        terms = "".join(f" {'−' if move < 0 else '+'} {show(abs(move))}" for move in rest)
        return f"{_signed(first)}{terms} = {_signed(self.total)}"


def moved_shares(text: str, claims: Scanned) -> Iterator[Moved]:
    """The shares of a text that make up 100 % and all tell their change in points, paragraph by paragraph."""
    run: list[tuple[Rate, Quantity, Decimal]] = []
    end = 0
    for rate in claims.rates:
        told = _told(rate)
        if told is None or (run and "\n" in text[end : rate.start]) or len(run) == MOST:
            run = []
        if told is None:
            continue
        run.append((rate, *told))
        end = told[0].end
        total = sum((each.value for each, _, _ in run), Decimal(0))
        loose = sum((_HALF.scaleb(-each.places) for each, _, _ in run), Decimal(0))
        if len(run) > 1 and abs(total - _WHOLE) <= loose:
            rates, points, moves = zip(*run, strict=True)
            if not crosses(rates, text) and _are_from_one_time(points):
                yield Moved(rates, points, moves)
            run = []
        elif total > _WHOLE:
            run = run[-1:]


def _told(rate: Rate) -> tuple[Quantity, Decimal] | None:
    """The points that are told of a share directly behind it, and how it moved."""
    points = rate.following
    if rate.named or rate.bound is not Bound.EXACT or not (says_share(rate) or _SHARE.search(rate.lead)):
        return None
    if not isinstance(points, Quantity) or points.unit.kind != "points" or not points.is_plain:
        return None
    way = _way().search(points.lead)
    if way is None or _OTHER.search(points.gap) or points.gap[:1] not in "，,、（(":
        return None
    return points, -points.value if way["down"] else points.value


def _are_from_one_time(points: tuple[Quantity, ...]) -> bool:
    """Whether no two changes are from different times: not 较上季度上升 and 同比上升."""
    of_year = {_OF_YEAR.search(p.gap) is not None for p in points if _TIMED.search(p.gap)}
    return len(of_year) < 2


@cache
def _way() -> re.Pattern[str]:
    up, down = (lexicon.any_of("changes", key, f"{key}_alone") for key in ("up", "down"))
    return compiled(rf"(?:(?P<down>{down})|{up})了?\Z")


def _slack(value: Decimal) -> Decimal:
    return _HALF.scaleb(min(0, int(value.as_tuple().exponent)))


def _signed(value: Decimal) -> str:
    return f"{'−' if value < 0 else ''}{show(abs(value))}"
