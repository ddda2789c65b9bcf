"""The arithmetic of a sum in words that an editor can follow: 77 + 74 + 82 = 233."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.claims import Quantity
from auditor.figures.amounts import amount, amount_plain, decimal, scale_of, written
from auditor.groups.group import Group, total_of
from auditor.numbers.numerals import show


def equation(working: str, group: Group) -> str:
    """The working of a sum that comes out, with the whole it comes to."""
    if len(group.parts) == 1:
        return f"{written(group.parts[0])} = {written(group.whole)}"
    end = amount(group.whole.base, group.whole)
    if group.total != group.whole.base:
        return f"{working}，与 {end} 相差在四舍五入之内"
    return with_result(working, group.whole)


def with_result(working: str, whole: Quantity) -> str:
    """The working with what it comes to, once, in the unit of the whole: 48 + 42.6 = 90.6万元."""
    end = amount(whole.base, whole)
    terms, _, result = working.rpartition("= ")
    if terms and end.startswith(result) and not end[len(result) : len(result) + 1].isdigit():
        return f"{terms}= {end}"
    return f"{working} = {end}"


def working_of(parts: Sequence[Quantity], whole: Quantity, less: Quantity | None = None) -> str:
    """“77 + 74 + 82 = 233”; with units where they differ; “9 + 4 − 2 = 11” if some are counted twice."""
    like = (*parts, whole, less) if less else (*parts, whole)
    plain = len({q.unit_text for q in like}) == 1 or (
        not whole.unit.measured and len({scale_of(q) for q in like}) == 1
    )
    term = (lambda q: show(q.value / scale_of(q))) if plain else written
    base = total_of(parts) - (less.base if less else 0)
    unit = whole if plain else None
    total = (
        amount_plain(base, unit) if unit else show(decimal(base / parts[0].unit.factor)) + parts[0].unit.name
    )
    terms = " + ".join(map(term, parts)) + (f" − {term(less)}" if less else "")
    return f"{terms} = {total}" if len(parts) > 1 or less else terms
