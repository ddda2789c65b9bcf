"""Problems that a list counts but does not name one by one: 其余4个问题均已整改到位.

Such a remainder is an item of the list (5.其他4个问题…) or a paragraph behind it.  An item belongs to the sections
that it stands in; a paragraph may belong to any part of the outline that has begun before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.claims import Bound, Quantity
from auditor.memo import per_notice
from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.stated.answering import answering_parts
from auditor.stated.counting import Reading
from auditor.stated.totals import problem_nouns

_OPENS = compiled(
    r"(?:问题)?[（(]?[0-9０-９一二三四五六七八九十①-⑳]{0,3}[)）]?[.．、:：]?\s?"
    r"(?:除(?:上述|以上|前述|所列)[^，,。；;]{0,20}外[，,]?)?(?:其他|其余|另外|剩余|余下|剩下|另有|余)的?"
)


@frozen
class Remainder:
    """A number of problems that are not named; ``item`` is the section that tells it, None if it is a paragraph."""

    number: Quantity
    item: Node | None

    @property
    def value(self) -> int:
        """How many problems it stands for."""
        return int(self.number.value)


@per_notice
def remainders(notice: Notice) -> list[Remainder]:
    """The remainders told in the part that answers the problems, in the order of the text."""
    return list(_found(notice))


def _found(notice: Notice) -> Iterator[Remainder]:
    nouns = problem_nouns()
    parts = [part for part in answering_parts(notice) if part.sections]
    for q in notice.claims.quantities:
        if q.noun not in (*nouns, "") or q.unit.kind != "item" or q.bound is not Bound.EXACT or q.named:
            continue
        leaf = notice.leaf_at(q.start)
        if leaf is None or leaf.section is None or not _OPENS.fullmatch(notice.text, leaf.start, q.start):
            continue
        if not any(part.sections[0].start < q.start < part.end for part in parts):
            continue
        if leaf.kind is Kind.HEADING and not leaf.section.sections:
            yield Remainder(q, leaf.section)
        elif leaf.kind is Kind.PARAGRAPH and not _of_own_account(notice, q, leaf.section):
            yield Remainder(q, None)


def _of_own_account(notice: Notice, q: Quantity, section: Node) -> bool:
    """Whether the section of a remainder tells a number that it may be the rest of: 排查出问题15个 … 其余6个问题."""
    own = notice.claims.quantities_in(section.start, q.start)
    nouns = (q.noun,) if q.noun else problem_nouns()
    return any(n.noun in nouns and n.sentence is not q.sentence and n.value > q.value for n in own)


def items_of(notice: Notice, scope: Node) -> list[Remainder]:
    """The remainders that are items of the list in a scope."""
    return [r for r in remainders(notice) if r.item and scope.start < r.item.start < scope.end]


def loose_of(notice: Notice, scope: Node) -> list[Remainder]:
    """The remainders told in a paragraph behind the beginning of a scope's list."""
    begin = scope.sections[0].start if scope.sections else scope.end
    return [r for r in remainders(notice) if r.item is None and r.number.start > begin]


def counted_with(reading: Reading, rest: Sequence[Remainder]) -> Reading:
    """A reading in which each remainder counts for the problems that it stands for."""
    if not rest:
        return reading
    counted = {id(node) for node in reading.nodes}
    more = sum(r.value - (r.item is not None and id(r.item) in counted) for r in rest)
    name = f"{reading.name}连同未逐条列出的{'、'.join(show(r.number.value) for r in rest)}个"
    return Reading(name, reading.count + more, reading.nodes)
