"""Numbers that name a class by its limits, and count nothing themselves: 5个小组以上的村64个 has 64, 3—4个小组的村88个 has 88."""

from __future__ import annotations

from auditor.claims import Figure, Quantity, Range
from auditor.patterns import says

_is_class = says(r"\A[\u4e00-\u9fff]{0,6}(?:及|含)?以[上下内]的?[\u4e00-\u9fff]{1,8}\Z")
_is_named = says(r"\A[\u4e00-\u9fff]{0,6}(?:之间)?的[\u4e00-\u9fff]{1,8}\Z")
_above = says(r"以上")
_below = says(r"以[下内]")


def is_limit(figure: Figure) -> bool:
    """Whether a number with 以上 or 以下, or a range, names the class that the next number counts."""
    after = figure.following
    if not isinstance(after, Quantity) or after.start != figure.end + len(figure.tail):
        return False
    if isinstance(figure, Range):
        return _is_named(figure.tail)
    return _is_class(figure.tail) and ("的" in figure.tail or not after.unit.measured)


def is_above(figure: Figure) -> bool:
    """Whether a limit is the lower one: 以上."""
    return _above(figure.tail)


def is_below(figure: Figure) -> bool:
    """Whether a limit is the upper one: 以下, 以内."""
    return _below(figure.tail)
