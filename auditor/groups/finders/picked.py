"""Totals of some members of the list before them: 新建11项、修订16项、废止8项，新建和修订合计27项; 前两项合计27项."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import JOINT
from auditor.claims import Quantity
from auditor.groups.finders.row import Row, closing_word, kindred
from auditor.groups.group import Cue, Group, nearly_makes, total_of
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled

LONGEST = 40  # characters between a list and the number that sums up some of it
_SUM = r"(?:合计|共计|总计|共)(?:有|为|是)?"
_NAMES = compiled(
    rf"[，,；;](?:其中)?(?P<names>[\u4e00-\u9fff]{{2,12}}(?:[、和与及][\u4e00-\u9fff]{{2,12}}){{0,3}}?)"
    rf"(?:[两三四](?:者|项|类|种))?{_SUM}"
)
_COUNTED_OFF = compiled(rf"[，,；;](?:其中)?(?P<end>[前后])(?P<many>[两二三四五])(?:者|项|类|种|个|批){_SUM}")
_ENDS = ("前", "后")


def picked_totals(row: Row) -> Iterator[Group]:
    """The totals of named members with these; the members may be parts of the whole list as well."""
    for k in range(3, len(row.numbers)):
        whole = row.numbers[k]
        if closing_word(whole):
            run = [q for q in row.numbers[:k] if kindred(q, whole) and q.depth == whole.depth]
            named = picked(row, run, whole) or []
            if len(named) > 1 and nearly_makes(total_of(named), whole):
                yield Group(whole, named, Cue.CLOSING, closed=True)


def picked(row: Row, run: list[Quantity], whole: Quantity) -> list[Quantity] | None:
    """The members of a list that a total behind it names or counts off.

    None if it names none of them, or all; [] if it names some, but not plainly which.
    """
    listed = [q for q in run if not q.lead.endswith(_ENDS)]
    if len(listed) < 3 or whole.start - listed[-1].end > LONGEST:
        return None
    between = row.text[listed[-1].end : whole.start]
    if off := _COUNTED_OFF.fullmatch(between):
        return _counted_off(listed, chinese(off["many"]) or 0, whole, first=off["end"] == "前")
    named = _NAMES.fullmatch(between)
    if named is None:
        return None
    names = JOINT.split(named["names"])
    bearers = [[q for q in listed if name in q.lead or name in q.tail] for name in names]
    found = [own[0] for own in bearers if len(own) == 1]
    if not any(bearers) or len(names) == len(listed) or len(names) < 2:
        return None
    plain = len(found) == len(names) == len({id(q) for q in found})
    return sorted(found, key=lambda q: q.start) if plain else []


def _counted_off(listed: list[Quantity], many: int, whole: Quantity, *, first: bool) -> list[Quantity]:
    """So many members in a row that make up a total: those at the end of the list, or the first ones that fit."""
    if not first:
        own = listed[-many:]
        return own if total_of(own) == whole.base else []
    rows = (listed[i : i + many] for i in range(len(listed) - many))
    return next((own for own in rows if total_of(own) == whole.base), [])
