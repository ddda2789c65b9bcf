"""What has become of a whole: 问题30个，已完成22个，正在整改8个."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import is_whole, status
from auditor.groups.finders.by_class import is_done_of_class
from auditor.groups.finders.completed import completed
from auditor.groups.finders.lost_square import rest_with_square
from auditor.groups.finders.rectified import found_ones
from auditor.groups.finders.rest import (
    in_the_middle,
    is_due,
    is_left_undone,
    left_beside,
    paid_back,
    recovers,
    remainder,
)
from auditor.groups.finders.row import (
    Row,
    closing_word,
    ends_list,
    is_listed,
    mark,
    may_be_whole,
    remains,
    without_share,
)
from auditor.groups.finders.still import is_no_part, is_told_as_all
from auditor.groups.group import (
    Cue,
    Group,
    addable,
    complementary,
    earlier,
    left_over,
    total_of,
)
from auditor.groups.siblings import CHANCE
from auditor.lexicon import any_of
from auditor.patterns import compiled, says

_MARK = compiled(r"[，,、；;：:（(]")
_OTHERS = compiled(r"上述|此外|另外(?!的)")  # 上述14个省份 are not of those before
_in_a_time = says(r"[0-9]月份?(?![底初末前])|季度(?!末)|[上下]半年|[本当][月周]")
# 结案增加41件: how much more than before, which is no part of anything
_grows = says(r"[\u4e00-\u9fff](?:增加|减少|增长|上升|下降|多|少)了?\Z")
_DONE = compiled(r"已[\u4e00-\u9fff]{2,8}\Z")
_THINGS = "(?:的|类|方面|领域)的?(?:问题|任务|事项|措施|线索|项目)?"
# 持续整改的问题整改到位9个, 生态类问题已办结9个: of a class that the same words name
_OF_CLASS = compiled(rf"(?P<name>[\u4e00-\u9fff]{{2,12}}?){_THINGS}中?(?:{any_of('statuses', 'done')})+\Z")
_CLASS = compiled(rf"(?:\A|其中)(?P<name>[\u4e00-\u9fff]{{2,12}}?){_THINGS}\Z")
_OWN_SUBJECT = compiled(r"(?!其[中余]|目前|截至|现在|剩余|另有|问题)[\u4e00-\u9fff]{2,8}?[未没已](?!完)")
LEAST_SPLIT = 2  # numbers that one is not yet the sum of
LEAST_DESCRIBED = 3  # numbers of those of which something is said, from which on a sum is hardly chance
_CAME_IN = compiled(r"(?:立案|受理|收案|新收)\Z")
_DISPOSED = compiled(rf"(?:{any_of('statuses', 'disposed')})\Z")
_ENDED = compiled(r"(?:结案|审结|执结)\Z")


def statuses(row: Row) -> Iterator[Group]:
    """Numbers in a row that tell how far things have come, and what they are parts of."""
    told: set[int] = set()
    for i, first in enumerate(row.numbers):
        if (
            first.status is None
            or id(first) in row.taken | row.listed | row.accounts | told
            or (closing_word(first) and not is_left_undone(first))
            or _is_growth(first)
        ):
            continue
        run = _run(row, i)
        told.update(map(id, run))
        if _is_split(run):
            yield Group(run[0], run[1:], Cue.FITTING)
            run = run[:1]
        beside = _beside(row, i)
        more = _unstated(row, run)
        group = _status_group(row, i - len(beside), [*beside, *run], more)
        if group:
            yield completed(row, group) or rest_with_square(row, group) or group


def _is_split(run: list[Quantity]) -> bool:
    """Whether the first number of a row is the sum of the others: 整治2025家，去年完成1498家，今年完成527家."""
    large = run[0].base >= CHANCE * run[0].unit.factor
    return len(run) > LEAST_SPLIT and large and run[0].base == total_of(run[1:])


def _run(row: Row, i: int) -> list[Quantity]:
    """The numbers from ``i`` on that tell in one row how far things have come."""
    first = row.numbers[i]
    run = [first]
    behind_share = 0  # the member that stands behind the share of the one before
    for q, gap in row.after(i):
        if not addable(first, q):
            continue
        if q.depth > first.depth:
            continue  # 已完成34个（含立行立改2个），阶段性完成3个
        if _goes_on_with_states(run, q, gap) and row.free(q):
            run.append(q)
            continue
        if q.status is None and behind_share:
            return run[
                :behind_share
            ]  # 解决26件，占…；正在解决53件，占…；留作参考10件，占…: not all have a status
        if q.status is None or q.depth != first.depth or not row.free(q) or _is_growth(q):
            break
        if ends_list(q, without_share(gap)):
            break
        if not behind_share and ends_list(q, gap):
            behind_share = len(run)
        if _is_of_own_class(q) and not _is_of_own_class(first):
            break  # 分阶段整改的41个整改到位36个；持续整改的问题整改到位9个
        if q.status is Status.DONE and _in_a_time(q.lead) and not _in_a_time(first.lead):
            break  # 120件，已办结100件，9月份办结30件
        parted = SEMICOLON.search(row.text, run[-1].end, q.start)
        if q.unit.measured and parted and not complementary([*run, q]):
            break  # 责成补缴220万元，已补缴180万元；某校违规收费9万元
        if parted and i and _OWN_SUBJECT.match(q.lead) and total_of([*run, q]) > row.numbers[i - 1].base:
            break  # 占用车辆6辆，已退回6辆；公车未喷涂标识18辆
        run.append(q)
    return run


def _goes_on_with_states(run: list[Quantity], q: Quantity, gap: str) -> bool:
    """Whether a number without a status of its own goes on with the last one: 尚在侦查阶段7起、审判阶段12起."""
    under_way = run[-1].status is Status.RUNNING or (len(run) > 1 and run[-1].status is None)
    alike = q.unit.name == run[-1].unit.name and q.depth == run[-1].depth
    return under_way and alike and q.status is None and MEMBER_END.findall(gap) == ["、"]


def _unstated(row: Row, run: list[Quantity]) -> list[Quantity]:
    """The member behind a list of states with shares or semicolons whose own words are no state: …；另有1个转入研究."""
    last = run[-1]
    after = next((q for q in row.numbers if q.start >= last.end), None)
    if len(run) < 2 or after is None or after.status is not None or not row.free(after):
        return []
    gap = without_share(after.gap)
    listed = SEMICOLON.search(row.text, run[0].end, last.start) or any(
        without_share(q.gap) != q.gap for q in (*run[1:], after)
    )
    alike = after.unit.name == last.unit.name and after.depth == last.depth
    beside = len(MEMBER_END.findall(gap)) == 1 and not ends_list(after, gap)
    return [after] if alike and listed and beside else []


def _is_growth(q: Quantity) -> bool:
    return _grows(q.lead)


def _beside(row: Row, i: int) -> list[Quantity]:
    """The numbers without a status that one list joins with the first that has one: 调剂49台、报废31台，其余6台."""
    at = i
    while at and mark(row.numbers[at]) == "、" and _like(row, at - 1, i):
        at -= 1
    return row.numbers[at:i]


def _like(row: Row, at: int, i: int) -> bool:
    q, first = row.numbers[at], row.numbers[i]
    return q.unit.name == first.unit.name and q.depth == first.depth and row.free(q) and q.status is None


def _status_group(row: Row, i: int, run: list[Quantity], more: list[Quantity]) -> Group | None:
    """A row of numbers that begins at ``i`` with the whole that it belongs to, if it has one.

    ``more`` may be a member of the row, too.
    """
    first = run[0]
    beside = i > 0 and row.numbers[i - 1].unit.name == first.unit.name and not _MARK.search(first.gap)
    if beside and status(first.lead) is None:
        return None  # 3个区域4个在建项目: where, and what
    if len(run) == 1 and mark(first) == "、" and status(first.lead) is None and status(first.tail):
        return None  # 3个村、2个项目、1处农田均已完成: each is told as done
    if _OTHERS.search(first.gap):
        return None

    def fits(q: Quantity) -> bool:
        other_noun = q.noun and first.noun and q.noun != first.noun
        whole = q.status is None and may_be_whole(q) and not _are_described_alike(q, first)
        if _DISPOSED.search(q.lead or row.said.get(id(q), "")):
            return False  # 了结3件，仍在核实1件: neither is of the other
        if not whole or other_noun or not addable(q, first) or _is_of_other_class(q, first):
            return False
        return not (q.unit.name != first.unit.name and first.gap == q.tail)  # 9家单位未入账房产23处

    before = [q for q in reversed(row.numbers[:i]) if q.depth <= first.depth and fits(q)]
    if _ENDED.search(first.lead) and before and _CAME_IN.search(before[0].lead):
        before = before[:1]  # 受理764件，立案233件，结案221件: of the cases, not of all that came
    before.sort(key=lambda q: not row.free(q))  # parts of other groups come last
    if len(run) == 1 and before and not _is_done(first) and _is_done(before[0]):
        return None  # 反馈的大气类问题已销号3项，达到序时进度1项: neither is of the other
    if listed := _described(row, i, run, before):
        return listed
    near = bool(before) and not SEMICOLON.search(row.text, before[0].end, first.start)
    total = total_of(run)
    if not before:
        left = left_over(first.lead) or is_left_undone(first)
        if remains(first) or (len(run) == 1 and left):
            return remainder(row, run)
        above = earlier(row.text, row.sentences, row.index, lines=1)
        far = (q for q in above if not is_listed(q) and id(q) not in row.parts)
        before = [q for q in far if fits(q) and q.unit.name == first.unit.name and (len(run) > 1 or q.noun)]
        if first.unit.measured and recovers().search(first.lead) and not (before and is_due(before[0])):
            before = [
                q for q in before if q.base == total
            ]  # 拨付补贴36万元。已退回21万元: of what is not said
    if not before:
        return paid_back(row, run)
    if len(run) == 1 and left_over(first.lead) and (middle := in_the_middle(before, first)):
        return (
            Group(middle, [before[0], first], Cue.REST, closed=True)
            if middle.base == before[0].base + total
            else None
        )
    whole = next((c for c in before if c.base == total), None) or found_ones(before, first)
    if (
        whole is None
        and more
        and (made := next((c for c in before if c.base == total_of([*run, *more])), None))
    ):
        return Group(made, [*run, *more], Cue.STATUS, closed=True, near=near)
    for length in range(len(run) - 1, 1, -1) if whole is None else ():
        if whole := next((c for c in before if c.base == total_of(run[:length])), None):
            run = run[:length]  # 63处：当场整改41处、限期整改22处，22处已复查
            break
    if whole is None and (made := _sum_with_the_one_before(before, first)):
        return Group(made, [before[0], first], Cue.FITTING)
    largest = max(q.base for q in run)
    whole = whole or next((c for c in before if c.base > total), None)
    whole = whole or next((c for c in before if c.base >= largest), before[0])
    if whole.base < largest and _is_sum_of_row(before, total):
        return None  # 街道18个、社区72个，已完成83个: of both
    if remains(first) and whole.base < total:
        return None  # 书记牵头5个，院长牵头4个，其余6个…: what is left is no more than the whole
    if remains(first) and len(run) == 1 and not is_told_as_all(whole):
        return left_beside(row, whole, first)
    if len(run) == 1 and is_no_part(first, whole, before):
        return None  # 谈下来9件，还有2件: what is left is no part of what was done
    goes_on = bool(more) and total_of([*run, *more]) <= whole.base
    closed = len(run) > 1 and complementary(run) and not goes_on and not any(map(is_done_of_class, run))
    return Group(whole, run, Cue.STATUS, closed, near)


def _is_of_own_class(q: Quantity) -> bool:
    """Whether the words that tell how many are done name of which class they are: 持续整改的问题整改到位9个."""
    return _OF_CLASS.fullmatch(q.lead) is not None


def _is_of_other_class(whole: Quantity, part: Quantity) -> bool:
    """Whether a number is told of one class, and what is done of another: 分阶段整改的41个…；持续整改的问题整改到位9个."""
    own, told = _OF_CLASS.fullmatch(part.lead), _CLASS.search(whole.lead)
    return own is not None and told is not None and own["name"] != told["name"]


def _are_described_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count those of which something is said, so that neither is of the other: 说一般的15户，说不满意的4户."""
    return a.lead.endswith("的") and b.lead.endswith("的") and is_whole(a) is is_whole(b)


def _described(row: Row, i: int, run: list[Quantity], before: list[Quantity]) -> Group | None:
    """说满意的301户，占94.1%；说一般的15户，说不满意的4户: the whole that a row makes up with all that is described like it."""
    first = run[0]
    alike = [q for q in row.numbers[:i] if addable(q, first) and _are_described_alike(q, first)]
    parts = [*alike, *run]
    if not alike or len(parts) < LEAST_DESCRIBED:
        return None
    total = total_of(parts)
    known = (*before, *earlier(row.text, row.sentences, row.index))
    whole = next((q for q in known if q.unit.name == first.unit.name and q.base == total), None)
    return Group(whole, parts, Cue.STATUS, closed=True, near=whole in before) if whole else None


def _is_done(q: Quantity) -> bool:
    """Whether the words directly before a number tell it as done, though they name what was found: 交办事项已办结3件."""
    return q.status is Status.DONE or (_DONE.search(q.lead) is not None and status(q.lead) is Status.DONE)


def _is_sum_of_row(before: list[Quantity], total: Fraction) -> bool:
    """Whether the nearest numbers stand in one row that together hold so many."""
    row = list(takewhile(lambda q: mark(q) == "、" and q.unit.name == before[0].unit.name, before))
    row += before[len(row) : len(row) + 1]
    return len(row) > 1 and row[-1].unit.name == before[0].unit.name and total_of(row) >= total


def _sum_with_the_one_before(before: list[Quantity], first: Quantity) -> Quantity | None:
    """Of 工单987件，转派421件，在线办结566件 the first, if the other two make it up and are too large for chance."""
    part, *wholes = before
    small = part.base < CHANCE * part.unit.factor or part.unit.name != first.unit.name
    if small or not wholes or wholes[0].start > part.start or mark(first) not in ("，", "、"):
        return None
    return wholes[0] if wholes[0].base == part.base + first.base else None
