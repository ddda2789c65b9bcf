"""How many problems each area has, by the overview and by the headings: 第二个聚焦4类10个, （二）…方面（4类10个问题）."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from auditor.claims import Bound, Quantity, Sentence
from auditor.notice import Node, Notice
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled
from auditor.records import frozen

MOST = 12  # areas of an overview
NEXT = 3  # characters between the number of kinds and that of problems
_NTH = compiled(r"第(?P<n>[一二三四五六七八九十])(?:个|大)?(?:聚焦|方面|领域|部分)[^，,；;、。0-9]{0,12}\Z")
_BRACKET = compiled(r"[（(][^（）()]{2,20}[）)]\s*\Z")


@frozen
class ToldTwice:
    """A number of an area in the overview with that of its heading."""

    overview: Quantity
    heading: Quantity

    @property
    def agree(self) -> bool:
        """Whether both are the same."""
        return self.overview.value == self.heading.value


def areas_told(notice: Notice) -> Iterator[ToldTwice]:
    """The numbers told of each area in both places, if no more than one area differs."""
    for sentence in notice.claims.sentences:
        told = _by_number(sentence)
        if told and (headings := _headings(notice, sentence, len(told))):
            pairs = [
                ToldTwice(mine, theirs)
                for ours, others in zip(told, headings, strict=True)
                for mine in ours
                for theirs in others
                if mine.unit.name == theirs.unit.name
            ]
            odd = [pair for pair in pairs if not pair.agree]
            if len(odd) <= 1 < len(pairs):
                yield from pairs


def _by_number(sentence: Sentence) -> list[list[Quantity]]:
    """The numbers of 第一个聚焦, 第二个聚焦 … in their order; [] if they are not told so."""
    found: list[list[Quantity]] = []
    for q in sentence.quantities:
        if q.bound is not Bound.EXACT or q.named:
            continue
        if nth := _NTH.search(q.lead):
            if chinese(nth["n"]) != len(found) + 1:
                return []
            found.append([q])
        elif found and len(q.gap) < NEXT and len(found[-1]) == 1 and found[-1][0].unit.kind == "group":
            found[-1].append(q)
    return found if 1 < len(found) <= MOST else []


def _headings(notice: Notice, overview: Sentence, count: int) -> list[list[Quantity]]:
    """The numbers in the brackets of so many sibling headings behind an overview; [] if there are none."""
    parents = {id(s.parent): s.parent for s in notice.sections if s.parent and s.start >= overview.end}
    for parent in parents.values():
        if len(parent.sections) == count:
            found = [_in_bracket(notice, section) for section in parent.sections]
            if all(found):
                return found
    return []


def _in_bracket(notice: Notice, section: Node) -> list[Quantity]:
    heading = section.heading
    bracket = _BRACKET.search(heading.text) if heading else None
    if heading is None or bracket is None:
        return []
    quantities = notice.claims.quantities
    at = bisect_left(quantities, heading.end - len(bracket[0]) - 1, key=attrgetter("start"))
    inside = [
        q for q in quantities[at : at + 3] if q.end <= heading.end and q.depth and q.bound is Bound.EXACT
    ]
    units = [q.unit.name for q in inside]
    return inside if len(set(units)) == len(units) else []
