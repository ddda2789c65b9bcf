"""How many tasks a heading tells, and how many are listed below it by label: 8项任务整改情况, 【任务一】…【任务八】."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Quantity
from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.records import frozen

LEAST = 3  # labelled items that make a list
FAR = 2  # items that a number may be off and still be meant as theirs

_LABEL = compiled(
    r"[【\[]?(?P<noun>任务|事项|整改任务|整改事项)(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,3})[】\]：:、.．\s]"
)
_SOME = compiled(r"其中|重点|主要|部分|典型|其余|剩余|其他|另|未|等|持续|长期|已|后续")


@frozen
class Labelled:
    """A number in a heading with the items labelled below it."""

    claim: Quantity
    items: tuple[Node, ...]

    @property
    def holds(self) -> bool:
        """Whether there are as many as the heading says."""
        return self.claim.value == len(self.items)


def labelled_items(notice: Notice) -> Iterator[Labelled]:
    """The headings that tell a number of tasks, each with the tasks below it, numbered on from 1 without a break."""
    for q in notice.claims.quantities:
        leaf = notice.leaf_at(q.start)
        if (
            leaf is None
            or leaf.kind is not Kind.HEADING
            or leaf.section is None
            or not _is_number_of(q, leaf)
        ):
            continue
        labels = [
            (found["noun"], ordinal(found["number"]), node)
            for node in leaf.section.leaves()
            if (found := _LABEL.match(node.text))
        ]
        nouns = {noun for noun, _, _ in labels}
        if len(nouns) != 1 or not nouns.pop().endswith(q.noun) or len(labels) < LEAST:
            continue
        if [number for _, number, _ in labels] != list(range(1, len(labels) + 1)):
            continue
        if abs(q.value - len(labels)) <= FAR:
            yield Labelled(q, tuple(node for _, _, node in labels))


def _is_number_of(q: Quantity, heading: Node) -> bool:
    """Whether a number tells how many tasks there are, not how many of them are meant."""
    plain = q.unit.kind == "item" and q.is_plain and q.status is None
    return plain and q.noun in ("任务", "事项") and not _SOME.search(heading.text)
