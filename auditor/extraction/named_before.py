"""Places and bodies that were named before their number looks back on them: 反馈了对甲社区、乙村、丙村的巡察情况。…被巡察的3个村（社区）…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.claims import Bound, Enumeration, Quantity
from auditor.extraction.members import BODY_END, WINDOW, members_of, ways_to_count
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

MOST = 12  # places that are looked for
_LOOKS_BACK = compiled(r"(?:被(?:巡[察视]|督[查察]|检查|审计|反馈|抽查|走访)的?|上述|以上)\Z")
_NAMED = compiled(
    r"(?:对|向|赴|进驻)(?P<list>[\u4e00-\u9fff]{2,24}(?:、[\u4e00-\u9fff]{2,24}){1,11}?)(?=的|开展|进行|反馈|等|[，,。；;（(0-9])"
)
_REST = compiled(r"(?:的|开展|进行|反馈|党组织|党委|党组|党支部)")


def named_before(notice: Notice, quantities: list[Quantity], known: set[int]) -> Iterator[Enumeration]:
    """The lists of the numbers that look back on them, but those of numbers ``known`` (by offset) to have one."""
    text = notice.text
    for q in quantities:
        if q.start in known or q.bound is not Bound.EXACT or q.named or not 2 <= q.value <= MOST:
            continue
        if not _LOOKS_BACK.search(q.lead) or not _counts().match(q.tail):
            continue
        members = next((m for m in _lists(text, q) if q.value in ways_to_count(text, m)), None)
        if members:
            yield Enumeration(q.start, q.end, q, members, (int(q.value),), closed=False, before=True)


@cache
def _counts() -> re.Pattern[str]:
    return compiled(rf"(?:行政)?(?:{any_of('nouns', 'inspected')})")


def _lists(text: str, q: Quantity) -> Iterator[list[tuple[int, int]]]:
    """The lists of places and bodies to whom something was done, in the text before a number, nearest first."""
    found = list(_NAMED.finditer(text, max(0, q.start - 2 * WINDOW), q.start))
    for named in reversed(found):
        members = members_of(text, *named.span("list"), "、", backwards=False)
        a, b = members[-1]
        cut = _REST.search(text, a + 2, b)
        members[-1] = (a, cut.start() if cut else b)
        if all(BODY_END.search(text, max(0, end - 2), end) for _, end in members):
            yield members
