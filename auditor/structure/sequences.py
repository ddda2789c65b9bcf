"""Sequences of numbering marks, and what is wrong with one.

A sequence is read as a whole, so that one cause gives one defect: 1 2 2 4 is a number written twice, 1 3 2 4 two
numbers that changed places, 1 2 4 5 a number that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from auditor.notice import Node
from auditor.records import frozen

MAX_MISSING = 30  # values left out that a defect tells at most


class Flaw(StrEnum):
    """What is wrong with a mark in its sequence."""

    GAP = "gap"
    START = "start"
    DUPLICATE = "duplicate"
    ORDER = "order"


@frozen(eq=False)
class Mark:
    """A numbering mark: its value, its range in the logical text, its form and what it numbers."""

    number: int
    start: int
    end: int
    style: str
    words: str
    node: Node | None = None


@frozen
class Defect:
    """A mark that does not fit.  ``before`` is the mark it was compared with, ``missing`` the values left out."""

    flaw: Flaw
    mark: Mark
    expected: int
    before: Mark | None = None
    missing: tuple[int, ...] = ()
    after: Mark | None = None


def flaws(run: list[Mark], before: int | None) -> list[Defect]:
    """The defects of one run; ``before`` is the last number of the sequence it may continue."""
    numbers = [m.number for m in run]
    base = _base(numbers, before)
    wrong = [i for i, n in enumerate(numbers) if n != base + i]
    if not wrong:
        if base in (1, (before or 0) + 1):
            return []
        missing = tuple(range((before or 0) + 1, base)) if before and base > before else tuple(range(1, base))
        return [Defect(Flaw.START, run[0], 1, missing=missing[:MAX_MISSING])]
    if wrong[-1] < len(run) - 1 and len(wrong) * 2 <= len(run) and len(wrong) <= 4:
        return list(_substitutions(run, base, wrong))
    return list(_walk(run, base))


def _base(numbers: Sequence[int], before: int | None) -> int:
    """The number that the run should begin with: its first, unless the others speak for 1 or for going on."""
    candidates = [1, (before or 0) + 1]
    if numbers[0] in candidates:
        return numbers[0]
    rest = len(numbers) - 1
    for base in candidates:
        if rest and sum(n == base + i for i, n in enumerate(numbers)) == rest:
            return base
    return numbers[0]


def _substitutions(run: list[Mark], base: int, wrong: list[int]) -> Iterator[Defect]:
    """Wrong numbers among right ones: the sequence goes on after them as if they were right."""
    clusters: list[list[int]] = []
    for i in wrong:
        if clusters and clusters[-1][-1] == i - 1:
            clusters[-1].append(i)
        else:
            clusters.append([i])
    present = [m.number for m in run]
    for cluster in clusters:
        first = cluster[0]
        before = run[first - 1] if first else None
        expected = tuple(base + i for i in cluster)
        after = run[cluster[-1] + 1]
        twin = next((m for m in run if m.number == run[first].number and m is not run[first]), None)
        if len(cluster) == 1 and present.count(run[first].number) > 1:
            yield Defect(Flaw.DUPLICATE, run[first], expected[0], twin, after=after)
        else:
            yield Defect(Flaw.ORDER, run[first], expected[0], before, expected, after)


def _walk(run: list[Mark], base: int) -> Iterator[Defect]:
    """Compare each number with the one before it; a number that comes later is out of order, not missing."""
    later: dict[int, int] = {}
    for mark in run:
        later[mark.number] = later.get(mark.number, 0) + 1
    seen: dict[int, Mark] = {}
    last: Mark | None = None
    highest = base - 1
    displaced: set[int] = set()
    for mark in run:
        number = mark.number
        later[number] -= 1
        if number > highest + 1:
            skipped = range(highest + 1, min(number, highest + 1 + MAX_MISSING))
            missing = tuple(n for n in skipped if not later.get(n))
            displaced.update(n for n in skipped if later.get(n))
            if missing:
                yield Defect(Flaw.GAP, mark, highest + 1, last, missing)
            else:
                yield Defect(Flaw.ORDER, mark, highest + 1, last, tuple(skipped))
        elif number <= highest:
            if number in seen:
                yield Defect(Flaw.DUPLICATE, mark, highest + 1, seen[number])
            elif number not in displaced:
                yield Defect(Flaw.ORDER, mark, highest + 1, last)
        seen.setdefault(number, mark)
        highest = max(highest, number)
        last = mark
