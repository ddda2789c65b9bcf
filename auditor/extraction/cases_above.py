"""Cases told one by one, a paragraph each, between their number and the words that look back on them.

对2起典型问题公开曝光，分别是： … … 以上2起案例….
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from auditor.claims import Enumeration, Quantity
from auditor.notice import BODY, Node, Notice
from auditor.patterns import compiled

MOST = 20  # paragraphs that are looked at
_LOOKS_BACK = compiled(r"\s*(?:以上|上述)(?=[0-9一二三四五六七八九十])")
_ANNOUNCES = compiled(r"(?:如下|分别是|分别为|曝光|通报|公布)?[：:。]\s*\Z")


def cases_above(notice: Notice, quantities: Sequence[Quantity]) -> Iterator[Enumeration]:
    """The cases of a notice that are as many as the words before and behind them say."""
    for at, leaf in enumerate(notice.leaves):
        back = _LOOKS_BACK.match(notice.text, leaf.start, leaf.end) if leaf.kind in BODY else None
        stated = _at(quantities, back.end()) if back else None
        if stated is None or stated.named or not 2 <= stated.value <= MOST or int(stated.value) >= at:
            continue
        first, *cases = notice.leaves[at - int(stated.value) - 1 : at]
        told = _announced(notice, first, stated, quantities)
        if told is not None and all(case.kind in BODY for case in cases):
            items = [(case.start, _head_end(notice.text, case)) for case in cases]
            for each in (told, stated):
                yield Enumeration(each.start, each.end, each, items, (len(items),), before=each is stated)


def _at(quantities: Sequence[Quantity], start: int) -> Quantity | None:
    """The number that begins at an offset."""
    at = bisect_left(quantities, start, key=attrgetter("start"))
    return quantities[at] if at < len(quantities) and quantities[at].start == start else None


def _announced(
    notice: Notice, leaf: Node, stated: Quantity, quantities: Sequence[Quantity]
) -> Quantity | None:
    """The same number in the paragraph before the cases, if it ends as one that announces them."""
    if _ANNOUNCES.search(notice.text, max(leaf.start, leaf.end - 8), leaf.end) is None:
        return None
    begin = bisect_left(quantities, leaf.start, key=attrgetter("start"))
    end = bisect_left(quantities, leaf.end, key=attrgetter("start"))
    alike = (q for q in quantities[begin:end] if q.value == stated.value and q.unit.name == stated.unit.name)
    return next(alike, None)


def _head_end(text: str, case: Node) -> int:
    """Where the first sentence of a case ends."""
    stop = text.find("。", case.start, case.end)
    return stop if stop >= 0 else case.end
