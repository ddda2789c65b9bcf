"""A number of things that is said to be wholly done behind the rest of it that is not.

对42处塌方…，已处置37处，剩余5处正在设计，计划年底前完成。目前，42处塌方已全部处置到位.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.characters.pauses import SENTENCE_PART_END, last_end
from auditor.claims import Quantity, Status
from auditor.completion.place import Pair
from auditor.groups.group import left_over
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

BEFORE = 60  # characters before 全部 in which its clause must begin
REACH = 600  # characters of the paragraph before it in which the rest may be told
BEHIND = 60  # characters behind the rest in which it is told that it is not done

_ALL_DONE = compiled(
    rf"全部(?:{any_of('statuses', 'all_done', 'all_handled', 'all_ended')})[^，,。；;\n0-9]{{0,6}}(?=[，,。；;\n])"
)
_BETWEEN = compiled(r"[\u4e00-\u9fff]{0,8}?(?:均|都|现|目前)?已(?:经)?(?:均|都)?")
_SAYS_SOME = compiled(r"的(?!问题)|中|类|可|应|除")
_OPENS = compiled(r"(?:截至目前|目前|现|至今)?[，,]?(?:上述|以上|这|全部)?(?:的)?")
_PENDING = compiled(
    rf"正在|正按|尚未|仍未|还未|待|(?:{any_of('scopes', 'planned')}|将于)[^，,。；;\n]{{0,12}}(?:前|底|内|完成|到位)"
)
_THEN = compiled(
    r"随后|后来|此后|之后|又|也已|最终|督促|除|至[0-9]|[0-9]月|20[0-9]{2}年|其余|剩余|余下|上轮|第二"
)
_NOW = compiled(r"目前|现|至今")


def counted_done(notice: Notice) -> Iterator[Pair]:
    """Where so many are said to be wholly done, with the rest of so many that the paragraph tells before as not done."""
    text = notice.text
    for done in _ALL_DONE.finditer(text):
        leaf = notice.leaf_at(done.start())
        if leaf is None:
            continue
        begin = last_end(SENTENCE_PART_END, text, max(leaf.start, done.start() - BEFORE), done.start())
        own = notice.claims.quantities_in(begin, done.start())
        if len(own) != 1 or not _OPENS.fullmatch(text, begin, own[0].start):
            continue
        between = text[own[0].end : done.start()]
        if not _BETWEEN.fullmatch(between) or _SAYS_SOME.search(between):
            continue
        rest = _rest(notice, own[0], notice.claims.quantities_in(max(leaf.start, begin - REACH), begin))
        if rest is not None and not _is_later(notice, rest, begin, own[0]):
            yield (own[0].start, done.end()), (rest.start - len(rest.lead), rest.end)


def _rest(notice: Notice, number: Quantity, told: Sequence[Quantity]) -> Quantity | None:
    """The last number told as the rest, behind the same number of all and one that is done, if it is not done."""
    alike = [q for q in told if q.unit.name == number.unit.name and not q.depth]
    at = next((i for i in reversed(range(len(alike))) if left_over(alike[i].lead)), 0)
    rest = alike[at] if at > 1 else None
    if rest is None or not rest.base < number.base:
        return None
    whole = next((i for i, q in enumerate(alike[:at]) if q.base == number.base), at)
    done = any(q.status is Status.DONE and q.base + rest.base == number.base for q in alike[whole + 1 : at])
    end = _end(notice.text, rest.end)
    return rest if done and _PENDING.search(notice.text, rest.end, end) else None


def _end(text: str, at: int) -> int:
    """Where the statement ends that a place stands in."""
    mark = SENTENCE_PART_END.search(text, at, at + BEHIND)
    return mark.start() if mark else min(len(text), at + BEHIND)


def _is_later(notice: Notice, rest: Quantity, begin: int, number: Quantity) -> bool:
    """Whether what is wholly done may be so by a later day, or is told of others."""
    between = notice.text[_end(notice.text, rest.end) : number.start]
    if _THEN.search(between):
        return True
    start = last_end(SENTENCE_PART_END, notice.text, max(0, rest.start - 2 * BEFORE), rest.start)
    return (
        bool(notice.claims.days_in(start, rest.start))
        and _NOW.search(notice.text, begin, number.start) is not None
    )
