"""Two classes that leave nothing out, told without 其中: 交办472件。…属实397件，不属实75件; 承办27件，主办11件，会办16件."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from auditor import lexicon
from auditor.claims import Quantity
from auditor.figures.amounts import amount_plain, digits
from auditor.groups.finders.divisions import name_of
from auditor.groups.finders.row import Row, ends_list, may_be_whole
from auditor.groups.group import Cue, Group, earlier, nearly_makes, total_of
from auditor.numbers.numerals import are_swapped, is_slip
from auditor.patterns import PHRASES, compiled

SURE_DIGITS = 3  # digits of a number told further up which two others hardly make up by chance
WORDS = 2  # characters of a deed or a property that is told and denied

_COMMA = compiled(r"[，,、；;（(：:][^，,、；;。0-9]{0,14}")
_NOT = ("不", "未", "非", "无")
_TAIL = "的有为是"


def opposites(row: Row) -> Iterator[Group]:
    """Two numbers of what is so and what is not, or of both classes of one kind, with the number that they make up.

    One directly before them is told if they do not make it up; one further up only if it is off by a slip of a digit.
    """
    for i, (first, second) in enumerate(pairwise(row.numbers)):
        if first.unit.name != second.unit.name or first.depth or second.depth:
            continue
        if not _COMMA.fullmatch(second.gap) or ends_list(second, second.gap):
            continue
        denied = _is_denied(first, second)
        if not (denied or _are_classes(first, second)) or not (row.free(first) and row.free(second)):
            continue
        parts = [first, second]
        more = i + 2 < len(row.numbers) and _goes_on(second, row.numbers[i + 2])
        before = row.numbers[i - 1] if i else None
        if before is not None and before.unit.name == first.unit.name:
            if (
                _is_list(before, first)
                and _may_be_divided(row, before)
                and _is_off(before, parts)
                and not more
            ):
                yield Group(before, parts, Cue.PARALLEL, closed=True)
            elif denied and not more and _is_swapped(before, parts):
                yield Group(before, parts, Cue.SPLIT, closed=True)
            continue
        if denied and not more and not any(q.unit.name == first.unit.name for q in row.numbers[:i]):
            yield from _further_up(row, parts)


def _further_up(row: Row, parts: list[Quantity]) -> Iterator[Group]:
    above = [
        q
        for q in earlier(row.text, row.sentences, row.index, lines=1)
        if q.unit.name == parts[0].unit.name and _may_be_divided(row, q) and q.is_plain
    ]
    above = [q for q in above if digits(q) >= SURE_DIGITS]
    total = total_of(parts)
    whole = next((q for q in above if q.base == total), None)
    if whole is None and len({q.base for q in above}) == 1:
        off = above[0]
        shown = amount_plain(total, off), amount_plain(off.base, off)
        wrong = is_slip(*shown) if total > off.base else are_swapped(*shown)  # some may not be settled yet
        whole = off if wrong else None
    if whole is not None:
        yield Group(whole, parts, Cue.SPLIT, closed=True, near=False)


def _may_be_divided(row: Row, q: Quantity) -> bool:
    return q.status is None and may_be_whole(q) and id(q) not in row.parts and not q.depth


def _is_list(whole: Quantity, first: Quantity) -> bool:
    """Whether a list begins directly behind a number, in a clause of its own."""
    return _COMMA.fullmatch(first.gap) is not None and not whole.tail


def _goes_on(second: Quantity, after: Quantity) -> bool:
    """Whether a third number stands in the list: 来信12件、来访8件、来电5件; 属实39件，不属实8件，部分属实5件."""
    alike = after.unit.name == second.unit.name and after.status is None and not after.depth
    return alike and _COMMA.fullmatch(after.gap) is not None


def _is_off(whole: Quantity, parts: list[Quantity]) -> bool:
    return whole.base != total_of(parts) and nearly_makes(total_of(parts), whole) and whole.base > 0


def _is_swapped(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether two digits of a number changed places: 回访234件，满意的236件；不满意的7件."""
    plain = whole.is_plain and not whole.depth and may_be_whole(whole) and digits(whole) >= SURE_DIGITS
    return plain and are_swapped(amount_plain(total_of(parts), whole), amount_plain(whole.base, whole))


def _is_denied(first: Quantity, second: Quantity) -> bool:
    """Whether the second number tells of how many the first is not so: 属实, 不属实."""
    said, denied = first.lead.rstrip(_TAIL), second.lead.rstrip(_TAIL)
    for word in _NOT:
        _, found, rest = denied.rpartition(word)
        if found and len(rest) >= WORDS and said.endswith(rest) and not said.endswith(word + rest):
            return True
    return False


def _are_classes(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are named by the two classes of one kind, in this order or the other."""
    return _are_named(name_of(first), name_of(second))


@lru_cache(maxsize=PHRASES)
def _are_named(one: str, other: str) -> bool:
    pairs = (classes for classes in lexicon.load("divisions")["complete"] if len(classes) == 2)
    return any(
        (one.startswith(a) and other.startswith(b)) or (one.startswith(b) and other.startswith(a))
        for a, b in pairs
    )
