"""What is left of a whole that is told further up, of which it is told how much is done: 已办结207个，占97.2%…；其余6个."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Quantity, Rate, Status
from auditor.figures.rounding import holds
from auditor.groups.finders.members import of_them
from auditor.groups.finders.row import Row, may_be_whole, remains
from auditor.groups.group import Cue, Group, addable, earlier, is_more, nearly_makes, total_of
from auditor.patterns import compiled, says

is_due = says(r"应(?!急)|须|需|目标|任务|计划|共")
"""Whether words tell a number as what is to be done, or as all there is."""
_DONE = says(r"已|完成|累计")
_SHARE = says(r"(?:占|完成)[^，,。；;]{0,8}\Z|率(?:为|达到?)?\Z")
_AIM = says(r"目标|任务|要求")
_NAMES_NONE = compiled(
    r"(?:[，,。；;]|[因已正尚未将于的均由待需拟按预仍全经与在也都为是属系]|计划|目前|预计|年底|年内|明年|今年|安排|列入|纳入|转[入为]|留待|移交|力争|争取|确保|推迟|延[期至]|\Z)"
)
_PLAIN_REST = compiled(r"(?:目前|现|但|还|尚)*(?:其余|其他|剩余|剩下的?|余下|尚余|另有|另外)|的\Z")
"""How what is left begins, but not 本年度剩余."""
_BARE_DEED = compiled(r"[，,](?:目前|现)?(?:已经?|累计)[\u4e00-\u9fff]{2,4}")
NAMED = 2  # characters that tell what a number is of


def left(row: Row) -> Iterator[Group]:
    """What is done and what is left, with the whole: tied by the share told of it, or named alike.

    Any other whole is only taken if the sum fits.
    """
    for k, rest in enumerate(row.numbers):
        if not k or not row.free(rest) or rest.bound is not Bound.EXACT or not _is_rest(row, k):
            continue
        done = _done_before(row, k)
        if done is None:
            continue
        above = [*_own_before(row, done), *earlier(row.text, row.sentences, row.index, lines=1)]
        wholes = [q for q in above if q.unit.name == rest.unit.name and q.base > done.base]
        parts = [done, rest]
        total = total_of(parts)
        whole = next((q for q in wholes if q.base == total and not tells_other(q, done, rest)), None)
        if whole is None and not goes_on(row, k):
            whole = _certain(row, wholes, done, rest)
        if whole is not None and whole.bound is Bound.EXACT:
            yield Group(whole, parts, Cue.REST, closed=True, near=whole.sentence is rest.sentence)


def _is_rest(row: Row, k: int) -> bool:
    """Whether a number is told as what is left: 其余6个, 其余13家的175.2万元, 另有1118亩."""
    rest = row.numbers[k]
    if of_them(rest) or rest.tail.endswith("中"):
        return False  # 剩余12个中，8个已提交，4个正在收集资料: it is a whole itself
    if remains(rest) or is_more(rest.lead):
        return True
    before = row.numbers[k - 1]
    return rest.unit.measured and rest.gap == "的" and remains(before) and not addable(before, rest)


def _done_before(row: Row, k: int) -> Quantity | None:
    """The nearest number of the unit before, if it tells what is done."""
    rest = row.numbers[k]
    before = next((q for q in reversed(row.numbers[:k]) if q.unit.name == rest.unit.name), None)
    if before is None or before.bound is not Bound.EXACT or before.depth != rest.depth:
        return None
    return before if before.status is Status.DONE and _DONE(before.lead) else None


def _own_before(row: Row, done: Quantity) -> Iterator[Quantity]:
    """The numbers of the sentence before the one that tells what is done, the nearest first."""
    return (q for q in reversed(row.numbers) if q.start < done.start and q.depth == done.depth)


def goes_on(row: Row, k: int) -> bool:
    """Whether more of the unit is told behind, which may be left, too."""
    rest = row.numbers[k]
    return any(q.unit.name == rest.unit.name for q in row.numbers[k + 1 :])


def _certain(row: Row, wholes: list[Quantity], done: Quantity, rest: Quantity) -> Quantity | None:
    """The whole that a number done and one left must be of, though they do not make it up."""
    if not _PLAIN_REST.match(rest.lead):
        return None
    rate = done.following
    share = rate if isinstance(rate, Rate) and _SHARE(rate.lead) else None
    if share is not None:
        whole = next((q for q in wholes if holds(share, done, q)), None)
        plain = whole is not None and not is_more(rest.lead) and not tells_other(whole, done, rest)
        return whole if plain and whole and nearly_makes(total_of([done, rest]), whole) else None
    whole = wholes[0] if wholes else None
    if whole is None or id(whole) in row.parts or not may_be_whole(whole) or tells_other(whole, done, rest):
        return None
    if not (_is_told_alike(whole, done) or _follows(whole, done)) or (
        is_more(rest.lead) and not is_due(whole.lead)
    ):
        return None
    if "\n" in row.text[whole.end : done.start] and not _is_aim(row, whole):
        return None
    missing = whole.base - done.base
    slip = rest.unit.measured and rest.base in (missing * 10, missing * 100)  # 剩余0.9万吨 for 0.09万吨
    return whole if slip or nearly_makes(total_of([done, rest]), whole) else None


def _follows(whole: Quantity, done: Quantity) -> bool:
    """Whether what is done follows a number at once, and names nothing of its own: 清理案件73件，已办结68件."""
    return whole.following is done and _BARE_DEED.fullmatch(done.gap) is not None


def _is_aim(row: Row, whole: Quantity) -> bool:
    return whole.sentence is not None and _AIM(row.text[whole.sentence.start : whole.start])


def _is_told_alike(whole: Quantity, done: Quantity) -> bool:
    """Whether the whole and what is done of it are named alike: 应收回1860亩，已收回742亩."""
    said = whole.lead + "|" + whole.tail
    words = done.lead
    return any(words[i : i + NAMED] in said for i in range(len(words) - NAMED + 1))


def tells_other(whole: Quantity, done: Quantity, rest: Quantity) -> bool:
    """Whether what is left is counted of other things than the whole: 项目213个…，其余3个乡镇."""
    if rest.unit.measured or _NAMES_NONE.match(rest.tail):
        return False
    return rest.tail[:NAMED] not in whole.lead + "|" + whole.tail + "|" + done.lead + "|" + done.tail
