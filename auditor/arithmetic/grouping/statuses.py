"""What has become of a whole: 已完成…正在…, 其余…, 仅有…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import takewhile

from auditor import lexicon
from auditor.arithmetic.grouping.lost_square import rest_with_square
from auditor.arithmetic.grouping.row import (
    Row,
    closing_word,
    ends_list,
    is_listed,
    mark,
    may_be_whole,
    remains,
    without_share,
)
from auditor.arithmetic.groups import (
    Cue,
    Group,
    addable,
    complementary,
    earlier,
    left_over,
    nearly_makes,
    own_list,
    total_of,
)
from auditor.arithmetic.siblings import CHANCE
from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import is_whole, status
from auditor.patterns import compiled, says

_MARK = compiled(r"[，,、；;：:（(]")
_OTHERS = compiled(r"上述|此外|另外(?!的)")  # 上述14个省份 are not of those before
_UNDONE = compiled(r"(?:尚|仍)?未(?P<deed>[\u4e00-\u9fff]{2,4}?)的?\Z")
_in_a_time = says(r"[0-9]月份?(?![底初末前])|季度(?!末)|[上下]半年|[本当][月周]")
# 结案增加41件: how much more than before, which is no part of anything
_grows = says(r"[\u4e00-\u9fff](?:增加|减少|增长|上升|下降|多|少)了?\Z")
_undone = says(r"\A(?:尚|还|仍)?未(?:办结|办理|整改|完成|解决|销号|到位)")
_bare = says(r"\A(?:目前|现|仍|尚|还|总|共|有|余)*\Z")
_EXCEPTED = compiled(r"(?:除去?|扣除)了?\Z")
_tells = says(r"\A(?:[尚仍正还已因需未在暂拟外]|之外|以外)")
_BUT = compiled(r"[^，,。；;0-9]{0,20}外[，,]?(?:其余|其他|余下|均|全部|都)[^，,。；;0-9]{0,12}")
_CAME_IN = compiled(r"(?:立案|受理|收案|新收)\Z")
_ENDED = compiled(r"(?:结案|审结|执结)\Z")
_HAS = compiled(r"(?:其中|但|经核实|目前)?(?:(?:仅|只|还|尚|已)?有|仅|只)\Z")


def statuses(row: Row) -> Iterator[Group]:
    """Numbers in a row that tell how far things have come, and what they are parts of."""
    told: set[int] = set()
    for i, first in enumerate(row.numbers):
        if (
            first.status is None
            or id(first) in row.taken | row.listed | row.accounts | told
            or (closing_word(first) and not _is_left_undone(first))
            or _is_growth(first)
        ):
            continue
        run = _run(row, i)
        beside = _beside(row, i)
        more = _unstated(row, run)
        group = _status_group(row, i - len(beside), [*beside, *run], more)
        if group:
            yield rest_with_square(row, group) or group
        told.update(id(q) for q in run)


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
        if q.status is Status.DONE and _in_a_time(q.lead) and not _in_a_time(first.lead):
            break  # 120件，已办结100件，9月份办结30件
        parted = SEMICOLON.search(row.text, run[-1].end, q.start)
        if q.unit.measured and parted and not complementary([*run, q]):
            break  # 责成补缴220万元，已补缴180万元；某校违规收费9万元
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


def _is_left_undone(q: Quantity) -> bool:
    """Whether the words behind a number say that so many are not done: 共有528件未办结."""
    return q.status is Status.OPEN and _undone(q.tail)


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
    if _OTHERS.search(first.gap):
        return None

    def fits(q: Quantity) -> bool:
        other_noun = q.noun and first.noun and q.noun != first.noun
        return q.status is None and not other_noun and addable(q, first) and may_be_whole(q)

    before = [q for q in reversed(row.numbers[:i]) if q.depth <= first.depth and fits(q)]
    if _ENDED.search(first.lead) and before and _CAME_IN.search(before[0].lead):
        before = before[:1]  # 受理764件，立案233件，结案221件: of the cases, not of all that came
    before.sort(key=lambda q: not row.free(q))  # parts of other groups come last
    near = bool(before) and not SEMICOLON.search(row.text, before[0].end, first.start)
    total = total_of(run)
    if not before:
        left = left_over(first.lead) or _is_left_undone(first)
        if remains(first) or (len(run) == 1 and left):
            return remainder(row, run)
        above = earlier(row.text, row.sentences, row.index, lines=1)
        far = (q for q in above if not is_listed(q) and id(q) not in row.parts)
        before = [q for q in far if fits(q) and q.unit.name == first.unit.name and (len(run) > 1 or q.noun)]
        if first.unit.measured and _recovers().search(first.lead) and not (before and _is_due(before[0])):
            before = [
                q for q in before if q.base == total
            ]  # 拨付补贴36万元。已退回21万元: of what is not said
    if not before:
        return _paid_back(row, run)
    if len(run) == 1 and left_over(first.lead) and (middle := _in_the_middle(before, first)):
        return (
            Group(middle, [before[0], first], Cue.REST, closed=True)
            if middle.base == before[0].base + total
            else None
        )
    whole = next((c for c in before if c.base == total), None)
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
    if remains(first) and len(run) == 1 and not _is_all(whole):
        return _left_beside(row, whole, first)
    goes_on = bool(more) and total_of([*run, *more]) <= whole.base
    return Group(whole, run, Cue.STATUS, len(run) > 1 and complementary(run) and not goes_on, near)


def _paid_back(row: Row, run: list[Quantity]) -> Group | None:
    """核减118.75万元。施工单位已退回93.27万元，未退回的25.48万元…: what is paid back and what is not, of the amount before.

    Who pays is no name of the amount, so that the words need not be alike.  An amount that is off is told only if it is
    the last of its kind before, in the same paragraph, called one that is to be paid, and nearly right: of contracts for
    128万元 rents of 86万元 may have been paid.
    """
    if len(run) != 2 or not run[0].unit.measured or run[0].status is not Status.DONE:
        return None
    verb = _UNDONE.search(run[1].lead)
    if not remains(run[1]) and not (verb and run[0].lead.endswith(verb["deed"])):
        return None
    above = earlier(row.text, row.sentences, row.index, lines=1)
    known = [q for q in above if q.unit.kind == run[0].unit.kind and id(q) not in row.parts]
    wholes = [q for q in known if q.status is None and not is_listed(q) and may_be_whole(q)]
    whole = next((q for q in wholes if q.base == total_of(run)), None)
    if whole is None and wholes and wholes[0] is known[0] and nearly_makes(total_of(run), known[0]):
        whole = known[0] if _is_due(known[0]) and "\n" not in row.text[known[0].end : run[0].start] else None
    return Group(whole, run, Cue.REST, closed=True, near=False) if whole else None


def _is_due(q: Quantity) -> bool:
    """Whether an amount is called one that is to be paid, or paid back."""
    return _due().search(q.lead) is not None


@cache
def _recovers() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "recovered", "collected"))


@cache
def _due() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "due"))


def _is_sum_of_row(before: list[Quantity], total: Fraction) -> bool:
    """Whether the nearest numbers stand in one row that together hold so many."""
    row = list(takewhile(lambda q: mark(q) == "、" and q.unit.name == before[0].unit.name, before))
    row += before[len(row) : len(row) + 1]
    return len(row) > 1 and row[-1].unit.name == before[0].unit.name and total_of(row) >= total


def _in_the_middle(before: list[Quantity], rest: Quantity) -> Quantity | None:
    """Of 今年诉求191件，处理了188件，还有3件在办 the first, of which the others seem to be what is done and what is left."""
    if len(before) < 2 or before[1].unit.name != rest.unit.name or before[0].unit.name != rest.unit.name:
        return None
    done, whole = before[:2]
    ordered = whole.start < done.start and whole.base >= done.base > rest.base
    return whole if ordered and nearly_makes(total_of([done, rest]), whole) else None


def _sum_with_the_one_before(before: list[Quantity], first: Quantity) -> Quantity | None:
    """Of 工单987件，转派421件，在线办结566件 the first, if the other two make it up and are too large for chance."""
    part, *wholes = before
    small = part.base < CHANCE * part.unit.factor or part.unit.name != first.unit.name
    if small or not wholes or wholes[0].start > part.start or mark(first) not in ("，", "、"):
        return None
    return wholes[0] if wholes[0].base == part.base + first.base else None


def _is_all(q: Quantity) -> bool:
    """Whether a number is told as all there are, of which some may be left: 反馈20个, 20个中, 共20个."""
    return is_whole(q) or closing_word(q) != "" or q.lead == ""


def _left_beside(row: Row, part: Quantity, rest: Quantity) -> Group | None:
    """安装129个，…，其余5个: what is left stands beside the other part of a number in a sentence before."""
    above = earlier(row.text, row.sentences, row.index, lines=1)
    both = part.base + rest.base
    whole = next((q for q in above if q.unit.name == rest.unit.name and q.base == both), None)
    return Group(whole, [part, rest], Cue.REST, closed=True, near=False) if whole else None


def remainder(row: Row, run: list[Quantity]) -> Group | None:
    """已完成52个。剩余5个…: what is left stands in a sentence after the whole and what is done.

    Over the end of a paragraph, or told of other things than the whole (问题, 项目), it only proves a sum.
    """
    own = reversed(row.numbers[: row.numbers.index(run[0])])
    known = (*own, *earlier(row.text, row.sentences, row.index, lines=1))
    above = [q for q in known if q.unit.name == run[0].unit.name and id(q) not in row.parts]
    at = next((i for i, q in enumerate(above) if q.status is Status.DONE), None)
    if at is None:
        return None
    parts = [above[at], *run]
    wholes = [q for q in above[at + 1 :] if q.status is None and q.base >= above[at].base]
    whole = next((q for q in wholes if q.base == total_of(parts)), None)
    behind = _is_left_undone(run[0]) and not left_over(run[0].lead)
    nearest = [] if behind and not (at == 0 and _bare(run[0].lead)) else wholes[:1]
    whole = whole or next((q for q in nearest if _leaves(row, q, run[0])), None)
    return Group(whole, parts, Cue.REST, closed=True, near=False) if whole else None


def _leaves(row: Row, whole: Quantity, rest: Quantity) -> bool:
    """Whether a number told as what is left is plainly left of another one: in its paragraph, of the same things."""
    other = whole.noun and rest.noun and whole.noun != rest.noun
    return not other and "\n" not in row.text[whole.end : rest.start]


def rest(row: Row) -> Iterator[Group]:
    """20个小区，物业小区2个，其余18个: what is left, after parts without a status."""
    for k in range(2, len(row.numbers)):
        left = row.numbers[k]
        if not row.free(left) or not remains(left) or row.numbers[k - 1].status is not None:
            continue
        run = [q for q in row.numbers[: k + 1] if addable(q, left) and q.depth == left.depth and row.free(q)]
        readings = [(run[cut], run[cut + 1 :]) for cut in range(len(run) - 2)]
        readings = [
            (whole, own)
            for whole, parts in readings
            if (own := own_list(whole, parts, row.text)) and (left not in own or whole.base >= left.base)
        ]
        if readings:
            whole, parts = next((r for r in readings if r[0].base == total_of(r[1])), readings[0])
            if whole.base != total_of(parts) and _is_beside(whole, parts[0]):
                continue  # 分别清退3户、5户和2户；其余5户正在清退
            if whole.base != total_of(parts) and (above := _told_above(row, run)):
                yield Group(above, run, Cue.REST, closed=True, near=False)
            else:
                yield Group(whole, parts, Cue.REST, closed=True)


def _is_beside(whole: Quantity, part: Quantity) -> bool:
    """Whether two numbers are members of one row: 3户、5户, 5户和2户."""
    return part.gap in ("、", "和", "及", "与", "以及")


def _told_above(row: Row, run: list[Quantity]) -> Quantity | None:
    """The number of a sentence before that a whole row makes up: …共37笔。收回21笔，核销9笔，剩余7笔."""
    above = earlier(row.text, row.sentences, row.index, lines=1)
    return next((q for q in above if q.unit.name == run[0].unit.name and q.base == total_of(run)), None)


def subset(row: Row) -> Iterator[Group]:
    """100名社区工作者，仅有13名: one part of the number before it."""
    for before, q in zip(row.numbers, row.numbers[1:], strict=False):
        plain = row.free(q) and q.unit.name == before.unit.name and q.base <= before.base
        if plain and _HAS.fullmatch(q.lead) and not complementary([before, q]):
            yield Group(before, [q], Cue.SUBSET)


def excepted(row: Row) -> Iterator[Group]:
    """58个问题，除9个仍在整改外，其余均已销号: so many of the number before it."""
    for before, q in zip(row.numbers, row.numbers[1:], strict=False):
        alike = row.free(q) and q.unit.name == before.unit.name and q.depth == before.depth
        told = _tells(q.tail) or (q.noun != "" and q.noun == before.noun)  # not: 18个镇，除20个村外
        if (
            alike
            and told
            and _EXCEPTED.search(q.lead)
            and _BUT.match(row.text, q.end)
            and may_be_whole(before)
        ):
            yield Group(before, [q], Cue.SUBSET)
