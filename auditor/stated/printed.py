"""The numbers of problems that headings print, added up: 政治建设方面（3个） and 作风建设方面（5个） are 8."""

from __future__ import annotations

from fractions import Fraction

from auditor.claims import Quantity
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.stated.counting import (
    Reading,
)
from auditor.stated.totals import (
    problem_nouns,
)

BEHIND = 8  # characters from the bracket behind a heading to the number in it
_OPENS_SECTION = compiled(
    r"(?:[该本此]方面)?(?:共|本轮|巡[察视])*(?:反馈|指出|涉及|查出|认领)(?:的|了)?(?:具体)?问题"
)


def printed_in_headings(notice: Notice) -> dict[int, Quantity]:
    """The numbers of problems that headings print (政治建设方面（3个）, 社区12个问题), by the id of the heading."""
    told = (q for q in notice.claims.quantities if (q.depth and not q.lead) or q.noun in problem_nouns())
    heads = ((_heading_of(notice, q), q) for q in told)
    found: dict[int, Quantity] = {}
    for leaf, q in heads:
        if leaf is not None:
            found.setdefault(id(leaf), q)
    return found


def _heading_of(notice: Notice, q: Quantity) -> Node | None:
    """The heading that a number is told of: in itself, in brackets directly behind it, or with the first words below."""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind is Kind.HEADING:
        return leaf
    bracketed = leaf.joined and q.depth and q.start - leaf.start <= BEHIND and leaf.text[:1] in "（("
    if not bracketed and not _OPENS_SECTION.fullmatch(leaf.text, 0, q.start - leaf.start):
        return None
    before = notice.leaves[notice.leaf_index(leaf) - 1]
    return before if before.kind is Kind.HEADING else None


def added(scope: Node, printed: dict[int, Quantity], q: Quantity) -> tuple[Reading, bool] | None:
    """The numbers in the headings of a scope's sections, added up, and whether each of them prints one."""
    sections = [s for s in scope.sections if id(s.heading) in printed] if printed else []
    numbers = [n for s in sections if (n := printed[id(s.heading)]).unit.name == q.unit.name and n is not q]
    if len(numbers) < 2:
        return None
    reading = Reading("按各部分所列数相加", int(sum(n.value for n in numbers)), tuple(sections))
    return reading, len(numbers) == len(scope.sections)


def mends(
    wrong: dict[int, Fraction], scope: Node, printed: dict[int, Quantity], q: Quantity, reading: Reading
) -> bool:
    """Whether a total fits as soon as one of the numbers added up is what its own parts make: S101 or S102 tells of that.

    ``wrong`` tells how far the parts of a number miss it, by its id.
    """
    own = (id(printed[id(s.heading)]) for s in scope.sections if id(s.heading) in printed)
    return any(reading.count + wrong[each] == q.base for each in own if each in wrong)
