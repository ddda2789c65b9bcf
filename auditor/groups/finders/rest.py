"""What is left of a whole, and what is planned for it: 20件…，其余6件…; 尚未完成的10个，计划年内完成6个、明年完成4个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Rate, Status
from auditor.extraction.context import status
from auditor.figures.change_words import is_from_to
from auditor.figures.rounding import rounded
from auditor.groups.finders.row import Row, is_listed, may_be_whole, remains
from auditor.groups.finders.still import is_no_part
from auditor.groups.group import (
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
from auditor.lexicon import any_of
from auditor.patterns import compiled, says

_UNDONE = compiled(r"(?:尚|仍)?未(?P<deed>[\u4e00-\u9fff]{2,4}?)的?\Z")
_bare = says(r"\A(?:目前|现|仍|尚|还|总|共|有|余)*\Z")
_EXCEPTED = compiled(r"(?:除去?|扣除)了?\Z")
_tells = says(r"\A(?:[尚仍正还已因需未在暂拟外]|之外|以外)")
_BUT = compiled(r"[^，,。；;0-9]{0,20}外[，,]?(?:其余|其他|余下|均|全部|都)[^，,。；;0-9]{0,12}")
_HAS = compiled(r"(?:其中|但|经核实|目前)?(?:(?:仅|只|还|尚|已)?有|仅|只)\Z")
is_undone = says(r"\A(?:尚|还|仍)?未(?:办结|办理|整改|完成|解决|销号|到位)")
_undone_ones = says(r"(?:没有?|[尚还仍]?未)(?:办结|整改|整治|完成|解决|化解|销号|到位)(?:完成|到位)?的?\Z")


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
            if (own := own_list(whole, parts, row.text)) and left in own and whole.base >= left.base
            if not (own[0].base > whole.base and is_from_to(whole, own[0]))
        ]
        if readings:
            whole, parts = next((r for r in readings if r[0].base == total_of(r[1])), readings[0])
            fits = whole.base == total_of(parts)
            if not fits and (above := _told_above(row, run)):
                yield Group(above, run, Cue.REST, closed=True, near=False)
            elif fits or not _is_apart(row, whole, parts[0]):
                yield Group(whole, parts, Cue.REST, closed=True)


def _is_apart(row: Row, whole: Quantity, part: Quantity) -> bool:
    """Whether a number is no whole of the next one, but beside it in a row or told behind a semicolon.

    分别清退3户、5户和2户；其余5户正在清退. 甲类121笔全部发放；乙类发放71笔，其余26笔缓发.
    """
    beside = part.gap.removeprefix(whole.noun).startswith(("、", "和", "及", "与", "以及"))
    return beside or SEMICOLON.search(row.text, whole.end, part.start) is not None


def _told_above(row: Row, run: list[Quantity]) -> Quantity | None:
    """The number of a sentence before that a whole row makes up: …共37笔。收回21笔，核销9笔，剩余7笔."""
    above = earlier(row.text, row.sentences, row.index, lines=1)
    return next((q for q in above if q.unit.name == run[0].unit.name and q.base == total_of(run)), None)


def remainder(row: Row, run: list[Quantity]) -> Group | None:
    """已完成52个。剩余5个…: what is left stands in a sentence after the whole and what is done.

    Over the end of a paragraph, or told of other things than the whole (问题, 项目), it only proves a sum.
    """
    own = reversed(row.numbers[: row.numbers.index(run[0])])
    known = (*own, *earlier(row.text, row.sentences, row.index, lines=1))
    if _undone_ones(run[0].lead) and (again := _told_again(row, known, run)):
        return again
    above = [q for q in known if q.unit.name == run[0].unit.name and id(q) not in row.parts]
    at = next((i for i, q in enumerate(above) if q.status is Status.DONE), None)
    if at is None:
        return None
    parts = [above[at], *run]
    wholes = [q for q in above[at + 1 :] if q.status is None and q.base >= above[at].base]
    whole = next((q for q in wholes if q.base == total_of(parts)), None)
    behind = is_left_undone(run[0]) and not left_over(run[0].lead)
    nearest = [] if behind and not (at == 0 and _bare(run[0].lead)) else wholes[:1]
    whole = whole or next((q for q in nearest if _leaves(row, q, run[0])), None)
    return Group(whole, parts, Cue.REST, closed=True, near=False) if whole else None


def _told_again(row: Row, known: Sequence[Quantity], run: list[Quantity]) -> Group | None:
    """64个问题完成60个，还有4个正在整改。没有完成的4个…: what is not done is told again, of the same whole.

    If the whole is not told, the rate tells that the first two make it up: 完成60个，还有4个正在整改，完成率93.75%.
    """
    again = run[0]
    same = [q for q in known if q.unit.name == again.unit.name]
    if len(run) > 1 or len(same) < 2 or "\n" in row.text[same[1].end : again.start]:
        return None
    left, done = same[:2]
    whole = same[2] if len(same) > 2 and same[2].sentence is left.sentence else None
    is_left = left.status in (Status.OPEN, Status.RUNNING) and done.status is Status.DONE
    if not is_left or again.tail not in (
        "",
        left.noun,
        done.noun,
    ):  # 没有完成的2个土地类问题 are some of them
        return None
    if whole is not None and whole.status is None and whole.base == left.base + done.base:
        return Group(whole, [done, again], Cue.REST, closed=True, near=False)
    rate, share = left.following, done.base / (done.base + left.base) * 100
    told = isinstance(rate, Rate) and rounded(share, rate.places) == rate.value
    return Group(left, [again], Cue.REST, near=False) if told and again.base >= left.base else None


def _leaves(row: Row, whole: Quantity, rest: Quantity) -> bool:
    """Whether a number told as what is left is plainly left of another one: in its paragraph, of the same things."""
    other = whole.noun and rest.noun and whole.noun != rest.noun
    return not other and "\n" not in row.text[whole.end : rest.start]


def left_beside(row: Row, part: Quantity, rest: Quantity) -> Group | None:
    """安装129个，…，其余5个: what is left stands beside the other part of a number in a sentence before."""
    above = earlier(row.text, row.sentences, row.index, lines=1)
    both = part.base + rest.base
    whole = next((q for q in above if q.unit.name == rest.unit.name and q.base == both), None)
    return Group(whole, [part, rest], Cue.REST, closed=True, near=False) if whole else None


def in_the_middle(before: list[Quantity], rest: Quantity) -> Quantity | None:
    """Of 今年诉求191件，处理了188件，还有3件在办 the first, of which the others seem to be what is done and what is left."""
    if len(before) < 2 or before[1].unit.name != rest.unit.name or before[0].unit.name != rest.unit.name:
        return None
    done, whole = before[:2]
    ordered = whole.start < done.start and whole.base >= done.base > rest.base
    return whole if ordered and nearly_makes(total_of([done, rest]), whole) else None


def paid_back(row: Row, run: list[Quantity]) -> Group | None:
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
        whole = known[0] if is_due(known[0]) and "\n" not in row.text[known[0].end : run[0].start] else None
    return Group(whole, run, Cue.REST, closed=True, near=False) if whole else None


def is_due(q: Quantity) -> bool:
    """Whether an amount is called one that is to be paid, or paid back."""
    return _due().search(q.lead) is not None


@cache
def recovers() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "recovered", "collected"))


@cache
def _due() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "due"))


def subset(row: Row) -> Iterator[Group]:
    """100名社区工作者，仅有13名: one part of the number before it."""
    for before, q in zip(row.numbers, row.numbers[1:], strict=False):
        plain = row.free(q) and q.unit.name == before.unit.name and q.base <= before.base
        if (
            plain
            and _HAS.fullmatch(q.lead)
            and not complementary([before, q])
            and not is_no_part(q, before, [])
        ):
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


def is_left_undone(q: Quantity) -> bool:
    """Whether the words around a number say that so many are not done: 共有528件未办结, 没有完成的4个."""
    return q.status is Status.OPEN and (is_undone(q.tail) or _undone_ones(q.lead))


_FOR_UNDONE = compiled(
    r"(?:对|针对)(?:于)?[^，,。；;0-9]{0,6}?(?:尚未|仍未|未|没有?)[^，,。；;0-9]{1,6}的[^，,。；;0-9]{0,6}[，,]"
)
_PLANNED = compiled(any_of("scopes", "planned"))


def plans(row: Row) -> Iterator[Group]:
    """What is planned for a number of things not yet done, or, if none is told, for what is done less than the whole.

    What is planned may leave some out; with what is done it is not more than the whole.
    """
    for i, q in enumerate(row.numbers):
        if q.status is Status.OPEN and (parts := _planned(row, i + 1, q)):
            yield Group(q, parts, Cue.STATUS)
    if row.numbers and _FOR_UNDONE.search(row.gaps[0]) and (parts := _planned(row, 0, row.numbers[0])):
        group = remainder(row, parts)
        if group and group.total >= group.whole.base:
            yield group


def _planned(row: Row, start: int, like: Quantity) -> list[Quantity]:
    """The numbers from one on that tell in one row how many are to be done."""
    parts: list[Quantity] = []
    for q, gap in zip(row.numbers[start:], row.gaps[start:], strict=True):
        alike = q.unit.name == like.unit.name and q.depth == like.depth and row.free(q)
        if not alike or SEMICOLON.search(gap) or status(q.lead) is not Status.DONE:
            break
        parts.append(q)
    return parts if parts and _PLANNED.search(parts[0].gap) else []
