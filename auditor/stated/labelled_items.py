"""How many tasks a heading or the words below it tell, and how many are listed: 8项任务整改情况, 【任务一】…【任务八】."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Quantity
from auditor.notice import BODY, Kind, Node, Notice
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
    """A number in or below a heading with the items that it counts."""

    claim: Quantity
    items: tuple[Node, ...]

    @property
    def holds(self) -> bool:
        """Whether there are as many as it says."""
        return self.claim.value == len(self.items)


BEFORE = 24  # characters before a number that announce it
_PUBLISHES = compiled(
    r"(?:本次|此次|现|本批|首批)(?:集中|重点|主动|向社会)?(?:公开|公示|公布|通报)(?:的是|了)?\Z"
)
_TAKES = compiled(r"现(?:将|就|对)[^，,。；;\n0-9]{0,16}\Z")
_AS_FOLLOWS = compiled(r"[^，,。；;\n0-9]{0,24}(?:公开|公示|公布|通报|报告)如下[。：:]")


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
    return _counts_tasks(q) and not _SOME.search(heading.text)


def _counts_tasks(q: Quantity) -> bool:
    return q.unit.kind == "item" and q.is_plain and q.status is None and q.noun in ("任务", "事项")


def announced_items(notice: Notice) -> Iterator[Labelled]:
    """The numbers of tasks that the words right below a heading announce, each with the plain list of headings behind."""
    for q in notice.claims.quantities:
        leaf = notice.leaf_at(q.start)
        section = leaf.section if leaf else None
        if leaf is None or section is None or leaf.kind not in BODY or not _counts_tasks(q):
            continue
        items = section.sections
        told = items and leaf.end <= items[0].start and _is_plain_list(items)
        if told and _is_announced(notice.text, q):
            yield Labelled(q, tuple(items))


def _is_plain_list(items: list[Node]) -> bool:
    """Whether headings are one each, the last number being that of all; a number within may be a slip."""
    return (
        items[-1].number == len(items)
        and len({n.level for n in items}) == 1
        and not any(n.sections for n in items)
    )


def _is_announced(text: str, q: Quantity) -> bool:
    """Whether a number tells what is published in what follows: 本次公开12项整改任务, 现将12项整改任务落实情况公开如下."""
    if _PUBLISHES.search(text, max(0, q.start - BEFORE), q.start):
        return True
    taken = _TAKES.search(text, max(0, q.start - BEFORE), q.start)
    return taken is not None and _AS_FOLLOWS.match(text, q.end) is not None
