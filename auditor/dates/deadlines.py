"""Two days of one measure in a sentence, the second before the first.

8月22日印发《…通知》，要求于8月12日前报送; 8月22日启动自查，8月12日结束.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from auditor.claims import Day
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

FARTHEST = 160  # characters between the two days
LONGEST = 120  # days; a deadline without a year that lies further back may be meant of the next year
_WORDS = r"[^。；;\n]"
_ISSUED = compiled(
    rf"[，,]?(?!前|之前|以前){_WORDS}{{0,30}}?(?:下发|印发|发出|发布|下达|转发)了?{_WORDS}{{0,40}}?(?:》|通知|函|提示单|督办单|通告)"
    rf"(?:（[^（）]{{1,24}}）)?[，,](?:(?:并|明确|严格)?(?:要求|责令|限定?|督促|通知|明确)[^。；;，,\n对将把按]{{0,20}})?(?:务必|须|应)?[于在]?\Z"
)
_DUE = compiled(
    r"(?:之|以)?前(?:[^。；;，,\n的]{0,16}?)(?:报送|上报|报|完成|反馈|提交|上交|办结|整改到位|缴|退|清退)(?!的|后)"
)
_BEGUN = compiled(rf"[，,]?(?:正式|全面|集中)?(?:启动|开始){_WORDS}{{0,16}}?[，,](?:并)?[于至到]?\Z")
_ENDED = compiled(r"(?:正式|全面|基本|全部|顺利)?(?:结束|收官|完成(?=[，,。；;]))")
_OTHER_MATTER = compiled(r"第[二三四]|另[一外]|上[年次轮]|此前|分别|原定|延期|提前|此次前|次年|明年|翌年")


@frozen
class Reversed:
    """A first day (``early``) with a second one that lies before it; ``words`` say what the second day is."""

    early: Day
    late: Day
    words: str
    start: int
    end: int


def reversed_orders(notice: Notice) -> Iterator[Reversed]:
    """Deadlines before the day of the paper that sets them, and ends before the beginning."""
    text = notice.text
    ranged = {id(p.first) for p in notice.claims.periods}
    for one, other in pairwise(notice.claims.days):
        if other.start - one.end > FARTHEST or id(one) in ranged or not _is_before(other, one):
            continue  # a range the wrong way round is told by D102
        leaf = notice.leaf_at(one.start)
        if leaf is None or leaf.kind in (Kind.TITLE, Kind.ROW, Kind.ATTACHMENT) or other.start >= leaf.end:
            continue
        for first, second, words in ((_ISSUED, _DUE, "时限"), (_BEGUN, _ENDED, "结束")):
            said = second.match(text, other.end)
            if said and first.fullmatch(text, one.end, other.start):
                if not _OTHER_MATTER.search(text, one.end, said.end()):
                    yield Reversed(one, other, words, other.start, said.end())
                break


def _is_before(day: Day, first: Day) -> bool:
    """Whether a day is certainly before another one, told just before it."""
    if None in (day.month, day.day, first.month, first.day) or day.part or first.part:
        return False
    year = first.year or 2000
    own = day.year if day.year is not None and not day.inherited else year
    if first.year is None and own != year:
        return False
    try:
        gap = date(year, first.month or 1, first.day or 1) - date(own, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return 0 < gap.days <= (LONGEST if own == year else 10**4)
