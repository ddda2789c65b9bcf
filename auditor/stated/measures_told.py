"""Measures laid down, and those of them that are done, told in one paragraph: 细化为42项整改措施，…；42项整改措施已完成38项."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.arithmetic.rates.ratio import Outcome
from auditor.claims import Quantity
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

NEAR = Decimal(2)  # what the second may be off, or a tenth of the first; beyond that it is of something else
_NOUNS = frozenset(("措施", "举措"))
_LAID_DOWN = compiled(
    r"(?:细化|分解|梳理|转化)(?:为|成|出)(?:整改)?\Z|(?:制定|明确|提出|形成)(?:了|出)?(?:整改)?\Z"
)
_OF_THEM_DONE = compiled(
    r"(?:具体)?(?:整改)?(?:措施|举措)中?[，,]?(?:目前)?(?:已经?|均已)?(?:完成|落实|落地)"
)
_OTHERS = compiled(rf"{any_of('scopes', 'measures_apart')}|另")


@frozen
class Told:
    """The number of measures as they were laid down, and again where it is told how many are done.

    ``proved`` says that the rate of what is done proves the second number.
    """

    laid_down: Quantity
    again: Quantity
    proved: bool


def measures_told(notice: Notice) -> Iterator[Told]:
    """The numbers of measures that a paragraph tells twice as the whole; not where it lays down several."""
    laid: list[Quantity] = []
    for q in notice.claims.quantities:
        if q.noun not in _NOUNS or not q.is_plain or q.depth or q.unit.kind != "item":
            continue
        if _LAID_DOWN.search(q.lead):
            laid.append(q)
            continue
        after = q.following
        counts = not q.lead and isinstance(after, Quantity) and after.start == q.end + len(q.tail)
        if not laid or not counts or not _OF_THEM_DONE.fullmatch(q.tail):
            continue
        first, leaf = laid[-1], notice.leaf_at(q.start)
        if leaf is None or leaf.kind is not Kind.PARAGRAPH or first.start < leaf.start:
            continue
        several = len(laid) > 1 and laid[-2].start >= leaf.start
        if not several and _are_one(notice, first, q):
            yield Told(first, q, _is_proved(notice, q))


def _are_one(notice: Notice, first: Quantity, again: Quantity) -> bool:
    """Whether nothing between tells why the numbers differ: others that came, or went, or are meant."""
    off = abs(first.value - again.value)
    if off > max(NEAR, first.value / 10) or _OTHERS.search(notice.text, first.end, again.end):
        return False
    between = notice.claims.quantities_in(first.end, again.start)
    return not off or all(q.value != off for q in between)


def _is_proved(notice: Notice, whole: Quantity) -> bool:
    return any(
        ratio.outcome is Outcome.HOLDS and len(ratio.sides) > 1 and ratio.sides[-1] is whole
        for ratio in notice.claims.ratios
    )
