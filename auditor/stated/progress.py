"""Numbers that tell anew how many are done or not yet done: 已完成整改的20个问题, 尚有3个问题未完成整改."""

from __future__ import annotations

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Bound, Quantity, Sentence, Status
from auditor.groups.group import Group
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.stated.answering import answers_at
from auditor.stated.overviews import DONE

_DONE_ONES = compiled(r"已经?(?:全部)?(?:完成|整改|销号|办结|解决)(?:整改|到位|完成|销号|办结)?的?\Z")
_OPEN_ONES = compiled(
    r"(?:(?:尚未|还未|暂未|仍未|未|没有)(?:全部|彻底|完全)?(?:完成|整改|办结|销号|解决)(?:整改|到位|完成|销号|办结)?"
    r"|(?:正在|尚在|仍在)(?:整改|推进|办理|解决)中?|剩余|余下|剩下)的?\Z"
)
_LEFT = compiled(r"(?:但是?|不过)?(?:目前|现在)?(?:尚|仍|还)有\Z")
_BARE = compiled(r"(?:但是?|不过)?(?:目前|现在|现)?(?:已有)?")
_HAS_BEEN_DONE = compiled(
    r"(?:目前|现)?(?:均|都)?已(?:经)?(?:全部|全面)?(?:完成整改|整改到位|整改完成|整改完毕|销号|办结|解决)(?:并销号|销号|到位)?"
)
_OTHERS = compiled(r"(?:其余|剩余|余下|剩下)的?")
_NOT_YET = (
    r"(?:(?:尚|还|仍|暂)?未|没有)(?:全部|全面|彻底|完全|最终)?(?:完成|整改|办结|销号|解决|落实|到位|验收)"
)
_UNDER_WAY = r"(?:正在|尚在|仍在|还在|正|尚待|有待)(?:持续|加快|加紧|抓紧)?(?:整改|推进|办理|解决|落实|实施)"
_NOT_DONE_YET = compiled(rf"(?:{_NOT_YET}|{_UNDER_WAY})(?:整改|到位|完成|销号|落实)?(?:[之当]?中)?")
_OF_SOME = compiled(rf"{any_of('scopes', 'progress_apart')}|某|[县区镇乡局]\Z|[新反]复|又")
_REMAINING = compiled(r"(?:剩余|余下|剩下|其余|[尚仍还]有)的?\Z")
_PUT_RIGHT = compiled(r"整改|销号|措施")
_OF_OTHERS = compiled(
    rf"{any_of('scopes', 'other_checks', 'reviews', 'some_of_them', 'earlier')}|[轮届次]|月|季度"
)
_PLANNED = compiled(rf"{any_of('scopes', 'planned', 'earlier')}|将|年底前|期满|期间|阶段(?!性)|首次")
_OPEN = frozenset((Status.OPEN, Status.RUNNING))


def told_again(notice: Notice, q: Quantity) -> bool | None:
    """True for those that are done (已完成整改的20个问题), False for those that are not, None for anything else."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None:
        return None
    if not q.lead and (earlier := _beside(q)) is not None:
        return told_again(notice, earlier)
    for pattern, done in ((_OPEN_ONES, False), (_DONE_ONES, True)):
        if (said := pattern.search(q.lead)) is not None:
            before = SEMICOLON.split(notice.text[q.sentence.start : q.start - len(said[0])])[-1]
            kind = q.tail.partition(q.noun)[0]
            return None if _OF_OTHERS.search(before + kind) else done
    return None


def _beside(q: Quantity) -> Quantity | None:
    """The number with which a number shares the words before it: 尚未完成的3个问题、5项任务."""
    numbers = q.sentence.quantities if q.sentence else []
    at = numbers.index(q) if q in numbers else 0
    beside = at > 0 and MEMBER_END.findall(q.gap) == ["、"] and q.gap.endswith("、")
    return numbers[at - 1] if beside else None


def is_left(notice: Notice, q: Quantity) -> bool:
    """Whether the words behind a number tell it as not yet done: 尚有3个问题未完成整改, 4条措施正在落实."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None or not q.noun:
        return False
    if (q.lead and not _LEFT.fullmatch(q.lead)) or answers_at(notice, q.start):
        return False
    behind = q.tail.partition(q.noun)[2]
    before = notice.text[q.sentence.start : q.start]
    apart = _OF_OTHERS.search(before) or _PLANNED.search(before) or _OF_SOME.search(before)
    told = _PUT_RIGHT.search(before + q.tail) is not None
    return told and not apart and _NOT_DONE_YET.fullmatch(behind) is not None


def is_done(notice: Notice, q: Quantity) -> bool:
    """Whether the words behind a number tell it as done: 21个问题已完成整改."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None or not q.noun:
        return False
    if not _BARE.fullmatch(q.lead) or answers_at(notice, q.start):
        return False
    before = notice.text[q.sentence.start : q.start]
    apart = _OF_OTHERS.search(before) or _PLANNED.search(before) or _OF_SOME.search(before)
    return not apart and _HAS_BEEN_DONE.fullmatch(q.tail.partition(q.noun)[2]) is not None


def are_others(q: Quantity, before: Quantity) -> bool:
    """Whether a number is told as all but the one before it: 仍有3个问题正在推进，其余22个问题…."""
    beside = before.following is q and before.sentence is q.sentence and q.bound is Bound.EXACT
    return beside and q.noun == before.noun and _OTHERS.fullmatch(q.lead) is not None


def accounts_for(notice: Notice, sentence: Sentence, overview: Group) -> bool:
    """Whether a sentence tells only what has become of them all, without the total: 已完成整改21个、正在推进4个."""
    numbers = sentence.quantities
    if sentence.start < overview.parts[-1].end or not 1 < len(numbers) <= len(overview.parts) + 1:
        return False
    statuses = {q.status for q in numbers}
    whole = overview.whole
    alike = all(
        q.unit.name == whole.unit.name
        and q.bound is Bound.EXACT
        and q.noun in ("", whole.noun)
        and not q.depth
        for q in numbers
    )
    if not alike or None in statuses or Status.DONE not in statuses or not statuses & _OPEN:
        return False
    before = notice.text[sentence.start : numbers[0].start]
    apart = _OF_OTHERS.search(before) or _PLANNED.search(before) or _OF_SOME.search(before)
    own = "整改" in numbers[0].lead and not apart and not answers_at(notice, sentence.start)
    return own and sum(q.base for q in numbers) == whole.base


def told_before(notice: Notice, q: Quantity, *, done: bool) -> bool:
    """Whether another account told the same number of the same before: 剩余2项一般隐患 … 剩余2项隐患."""
    return any(
        c.noun in ("", q.noun)
        and c.unit.name == q.unit.name
        and c.base == q.base
        and not answers_at(notice, c.start)
        and (c.status in DONE if done else c.status in _OPEN or _REMAINING.search(c.lead))
        for c in notice.claims.quantities[: notice.claims.quantities.index(q)]
    )


def of_same_time(notice: Notice, group: Group, overview: Group) -> bool:
    """Whether a second account may be held against the first: no other problems, no other day, no plan."""
    sentence = group.whole.sentence
    if sentence is None:
        return False
    first = overview.whole.sentence or overview.whole
    words = notice.text[sentence.start : group.parts[-1].end]
    if _OF_OTHERS.search(words) or _PLANNED.search(words):
        return False
    told, known = ((sentence.start, sentence.end), (first.start, overview.parts[-1].end))
    return notice.claims.dates_in(*told) <= notice.claims.dates_in(*known)
