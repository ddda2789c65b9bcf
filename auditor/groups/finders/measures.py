"""The second measure of what is done and what is left: 217笔、1436.8万元，已发放209笔、1398.5万元，其余8笔、38.3万元."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Quantity
from auditor.extraction.context import tandem
from auditor.groups.finders.row import Row, remains
from auditor.groups.group import Cue, Group, earlier, total_of
from auditor.groups.misfits import sum_is_misfit
from auditor.groups.swaps import closing_swap
from auditor.patterns import compiled

LEAST, MOST = 3, 6  # pairs of one row: the whole, what has become of some, and the rest
_BESIDE = compiled(
    r"[^，,。；;、0-9]{0,6}[，,、]?(?:总|共|合计)?(?:面积|金额|长度|里程|资金|涉及资金|建筑面积)?(?:共计?|约?为)?"
)
_ADDS = compiled(r"[（(](?:含|包括|另|加上|不含)")
_CHANGES = compiled(r"[增减](?:至|到|加|少)|同比|较上|平均|最[高低多少]")

Both = tuple[Quantity, Quantity]


def measures(row: Row) -> Iterator[Group]:
    """The second numbers of pairs whose first ones tell a whole, what is done of it, and all that is left."""
    for k in range(2 * LEAST - 2, len(row.numbers) - 1):
        if not remains(row.numbers[k]):
            continue
        told = _pairs_up_to(row, k)
        for n in range(min(MOST, len(told)), LEAST - 1, -1):
            (count, measure), *parts = told[-n:]
            counts, others = [a for a, _ in parts], [b for _, b in parts]
            group = Group(measure, others, Cue.REST, closed=True)
            large = measure.base >= max(q.base for q in others)
            if count.base == total_of(counts) and (large or sum_is_misfit(group)):
                yield group
                break
        else:
            yield from _of_pair_above(row, told)


def _of_pair_above(row: Row, told: list[Both]) -> Iterator[Group]:
    """共34处，面积1860亩。已修复21处、1172亩，…: the pair of the sentence before that all pairs of a row are of.

    The first numbers must make it up; the second ones do, too, but for the unit or two digits of one number.
    """
    parts = told[-MOST:]
    counts, others = [a for a, _ in parts], [b for _, b in parts]
    if len(parts) < LEAST - 1:
        return
    for count in earlier(row.text, row.sentences, row.index):
        measure = count.following
        if count.unit.name != counts[0].unit.name or count.base != total_of(counts):
            continue
        if not isinstance(measure, Quantity) or measure.unit.kind != others[0].unit.kind:
            continue
        group = Group(measure, others, Cue.REST, closed=True, near=False)
        plain = measure.bound is Bound.EXACT and _BESIDE.fullmatch(measure.gap) is not None
        fits = group.total == measure.base or sum_is_misfit(group) or closing_swap(measure, others)
        if plain and fits:
            yield group
        return


def _pairs_up_to(row: Row, k: int) -> list[Both]:
    """The pairs that end with the one at ``k``, without a number between them; each in the units of the last."""
    found: list[Both] = []
    for at in range(k, -1, -2):
        one, other = row.numbers[at : at + 2]
        if not tandem(one, other) or not _is_plain(row, one, other):
            break
        if found and (one.unit.name, other.unit.kind) != (found[0][0].unit.name, found[0][1].unit.kind):
            break
        found.insert(0, (one, other))
    return found


def _is_plain(row: Row, one: Quantity, other: Quantity) -> bool:
    """Whether a pair is told exactly, of one time, with nothing added to it, and is part of no sum yet."""
    exact = one.bound is other.bound is Bound.EXACT
    more = _ADDS.match(row.text, other.end) or _CHANGES.search(one.lead)
    return exact and not more and row.free(other)
