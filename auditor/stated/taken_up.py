"""Numbers that a paragraph takes up again as all of something: 拆除围网38处…。拆除的38处围网均已通过验收; 上述38处围网均….

The words tell what is taken up: the deed behind 的 and what is counted, or 上述.  A number that is told elsewhere in the
paragraph, or is what others there leave or make up, is of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from auditor.claims import Quantity
from auditor.extraction.context import is_whole
from auditor.figures.change_words import is_difference
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen

NEAR = 2  # what a number that is taken up may be off, or a tenth; beyond that it is of something else
LEAST = 3
REACH = 1200  # characters of the paragraph before a number, and behind it, that are read

_DEED = compiled(r"(?:对|将|把|所)?(?:这些|上述)?(?P<verb>[\u4e00-\u9fff]{2,6})的\Z")
_ABOVE = compiled(r"(?:对|将|把)?(?:上述|以上|前述)的?\Z")
_ALL = compiled(
    r"(?P<noun>[\u4e00-\u9fff]{1,8}?)(?:目前|现)?(?:(?:均|都)(?!匀|衡|价)|已?全部|逐[一个条项处户]|一律|悉数)"
)
_NOT_YET = compiled(
    r"应|需|拟|计划|待|须|预计|可|原|未|尚|目标|任务|其中|新增|另|首批|第[一二三]|部分|重点|每|各"
)
_SOME = compiled(r"其中|部分|首批|重点|(?:\A|[，,；;。\n])除|剩余|其余|另")


@frozen
class TakenUp:
    """A number with the one that takes it up again."""

    first: Quantity
    again: Quantity

    @property
    def agree(self) -> bool:
        """Whether both are the same."""
        return self.first.base == self.again.base


def taken_up(notice: Notice) -> Iterator[TakenUp]:
    """The numbers that are told as all of what the same paragraph has counted before."""
    for again in notice.claims.quantities:
        named = _ALL.match(again.tail) if again.is_plain and not again.depth else None
        if named is None or not again.lead.endswith(("的", "上述", "以上", "前述")):
            continue
        leaf = notice.leaf_at(again.start)
        if leaf is None or leaf.kind is not Kind.PARAGRAPH or _is_of_some(notice, again):
            continue
        known = notice.claims.quantities_in(max(leaf.start, again.start - REACH), again.start)
        first = _first(known, again, named["noun"])
        if first is None:
            continue
        pair = TakenUp(first, again)
        if pair.agree or (is_near(pair) and not _is_of_others(known, pair, notice, leaf)):
            yield pair


def _is_of_some(notice: Notice, again: Quantity) -> bool:
    """Whether the sentence says before a number that only some are meant."""
    begin = again.sentence.start if again.sentence else again.start
    return _SOME.search(notice.text, begin, again.start) is not None


def _first(known: Sequence[Quantity], again: Quantity, noun: str) -> Quantity | None:
    """The only number told before of the same things, and by the same deed if one is named."""
    deed = _DEED.fullmatch(again.lead)
    verb = deed["verb"] if deed else ""
    if not deed and not _ABOVE.fullmatch(again.lead):
        return None
    told = [
        q
        for q in known
        if q.unit.name == again.unit.name and q.is_plain and not q.depth and q.value >= LEAST
        if _is_of(q, verb, noun) and not _NOT_YET.search(q.lead) and not is_difference(q)
    ]
    same = [q for q in told if q.base == again.base]
    if same:
        return same[-1]
    return told[0] if len(told) == 1 and (verb or is_whole(told[0])) else None


def _is_of(q: Quantity, verb: str, noun: str) -> bool:
    """Whether a number is told by a deed (any, if none is named) and counts what a noun names."""
    counts = q.lead.endswith(noun) or q.tail.startswith(noun)
    return counts and verb in q.lead


def is_near(pair: TakenUp) -> bool:
    """Whether the two differ by so little that they must be meant for one number."""
    off = abs(pair.first.base - pair.again.base)
    return off <= max(NEAR * pair.first.unit.factor, pair.first.base / 10)


def _is_of_others(known: Sequence[Quantity], pair: TakenUp, notice: Notice, leaf: Node) -> bool:
    """Whether a number is told of some: it stands elsewhere, or others of the paragraph leave or make it up."""
    unit, value = pair.again.unit.name, pair.again.base
    begin, end = max(leaf.start, pair.first.start - REACH), min(leaf.end, pair.again.end + REACH)
    own = [q for q in notice.claims.quantities_in(begin, end) if q.unit.name == unit]
    others = {q.base for q in own if q is not pair.again and q is not pair.first}
    total: Fraction = pair.first.base
    parts = [p.base for g in notice.claims.groups if g.whole is pair.first for p in g.parts]
    sums = {sum(parts[:n], Fraction(0)) for n in range(1, len(parts))}
    sums |= {total - each for each in (*others, *parts)}
    return value in others or value in sums
