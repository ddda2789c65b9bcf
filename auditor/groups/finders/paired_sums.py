"""Two numbers told of each of several, and two totals: 第一批24项已完成23项，第二批18项已完成15项，共42项，已完成38项.

Each total is the sum of its own column: 甲类12笔、金额86.4万元，乙类19笔、金额113.7万元，共31笔200.1万元; and so where they stand
first: 132人多领46.8万元，已追回128人45.3万元，4人1.5万元正在追缴.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity
from auditor.groups.finders.row import Row, closing_word, is_listed
from auditor.groups.group import LEAST_FIT, Cue, Group, addable, total_of

MOST = 12  # pairs that are added up
LEAST = 2
_Pair = tuple[Quantity, Quantity]


def paired_sums(row: Row) -> Iterator[Group]:
    """The columns of pairs before two totals, if both make up theirs: that hardly comes about by chance."""
    numbers = row.numbers
    for k in range(2 * LEAST, len(numbers) - 1):
        totals = numbers[k], numbers[k + 1]
        if not closing_word(totals[0]) or not all(map(row.free, totals)):
            continue
        if is_listed(totals[0]) and SEMICOLON.search(totals[1].gap):
            continue
        before = row.numbers[: k - 1 if _says_how_many(row.numbers[k - 1], totals[0]) else k]
        pairs = _pairs(row, before, totals)
        for first in range(len(pairs) - LEAST + 1):
            columns = tuple(zip(*pairs[first:], strict=True))
            if all(map(_make_up, columns, totals)):
                yield from (
                    Group(whole, list(own), Cue.CLOSING, closed=True)
                    for own, whole in zip(columns, totals, strict=True)
                )
                break


def paired_parts(row: Row) -> Iterator[Group]:
    """The columns of pairs behind two totals in different units, if both make up theirs."""
    numbers = row.numbers
    for k in range(len(numbers) - 1 - 2 * LEAST):
        totals = numbers[k], numbers[k + 1]
        if addable(*totals) or not all(map(row.free, totals)):
            continue
        pairs: list[_Pair] = []
        for at in range(k + 2, min(k + 2 * MOST, len(numbers) - 1), 2):
            pair = numbers[at], numbers[at + 1]
            if not all(addable(q, whole) and row.free(q) for q, whole in zip(pair, totals, strict=True)):
                break
            pairs.append(pair)
            columns = tuple(zip(*pairs, strict=True))
            if len(pairs) >= LEAST and all(map(_make_up, columns, totals)):
                yield from (
                    Group(whole, list(own), Cue.PARALLEL, closed=True)
                    for own, whole in zip(columns, totals, strict=True)
                )
                break


def _says_how_many(q: Quantity, total: Quantity) -> bool:
    """Whether a number only says how many pairs there are: 两批合计42项."""
    return q.following is total and q.value <= MOST and not addable(q, total)


def _pairs(row: Row, before: list[Quantity], totals: _Pair) -> list[_Pair]:
    """The pairs directly before two totals, each like them: in their units, and the second no more than the first in one unit."""
    found: list[_Pair] = []
    at = len(before) - 2
    while at >= 0 and len(found) < MOST:
        pair = before[at], before[at + 1]
        if not all(addable(q, whole) and row.free(q) for q, whole in zip(pair, totals, strict=True)):
            break
        if any(q.depth != totals[0].depth for q in pair) or any(map(closing_word, pair)):
            break
        if addable(*pair) and (pair[0].base < pair[1].base or pair[0].status is pair[1].status):
            break
        found.insert(0, pair)
        at -= 2
    return found


def _make_up(column: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether some numbers add up to another one, and not only because each of a few is the same small number."""
    plain = whole.base >= LEAST_FIT * whole.unit.factor or any(a.base != b.base for a, b in pairwise(column))
    return plain and total_of(column) == whole.base
