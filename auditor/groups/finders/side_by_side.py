"""Numbers side by side that no cue ties: clauses built alike, classes, a list behind its whole: 清查点位40处，东区18处，西区22处."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from auditor import lexicon
from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.figures.amounts import amount_plain, digits, is_off_by_rounding, significant
from auditor.figures.aspects import aspects
from auditor.figures.flows import is_stock_now
from auditor.groups.finders.by_class import is_done_of_class
from auditor.groups.finders.row import (
    Row,
    ends_list,
    mark,
    may_be_whole,
    names_some,
)
from auditor.groups.group import LEAST_FIT, Cue, Group, addable, earlier, nearly_makes, total_of
from auditor.groups.swaps import closing_swap
from auditor.numbers.numerals import are_swapped
from auditor.patterns import compiled, says

SURE_DIGITS = 3  # digits of a sum from which on it hardly fits by chance
_COMPARED = compiled(r"[比较]|同期|[增减]|[多少]\Z")
SURE_SLIP = 6  # digits of a sum and numbers in it from which on two swapped digits are hardly chance
SURE = 100  # a sum of several numbers that is this large does not fit by chance
_STRONGER = ("，", ",", "；", ";")
_LIST_MARK = compiled(r"[、；;]")
SLIGHT = 2  # by which a list with commas, told by some property, may miss the whole it is meant to make up
LONGEST_FIT = 8  # numbers in a row that are tried for a sum without a cue
SHORT_DEED = 3  # characters of a deed and of the kind of those who do it, which two clauses have in common
LONG_DEED = 4  # characters that the words before all numbers of a row have in common at their end

_FIRST_FEW = compiled(
    r"[^，,。；;]{0,6}[，,]?[^，,。；;0-9]{0,6}(?:居前|前[0-9一二三四五六七八九十]|靠前|较[多高]|居多|最多|为主)"
)
_LABEL = compiled(
    r"(?:[，,、；;：:（(]|\A)[A-Za-z甲乙丙丁一二三四五六七八九ⅠⅡⅢⅣ](?:级|类|等|型|档|期)[\u4e00-\u9fff]{0,4}\Z"
)
_GROWN = compiled(r"(?:增|升|提高|扩大|发展|壮大)[^，,。；;]{0,3}[至到为]")
_is_only = says(r"(?<!现)(?<!目前)(?:仅|只)(?![剩余空缺])[\u4e00-\u9fff]{0,6}\Z")
_KEPT = compiled(r"保留|留用|留存|继续")
_NOT = compiled(r"不|未|没|非|无|停|缺|否")


def parallel(row: Row) -> Iterator[Group]:
    """A number and, in short parallel clauses, at least two others with its unit that (nearly) make it up."""
    i = 0
    while i < len(row.numbers) - 2:
        whole = row.numbers[i]
        run: list[Quantity] = []
        for q, gap in row.after(i):
            short = len(q.lead) <= 10 and len(gap) <= (40 if not run else 16) and q.depth == whole.depth
            same = q.unit.name == whole.unit.name and q.noun in ("", whole.noun)
            if not (short and same) or not row.free(q) or ends_list(q, gap) or not may_be_whole(q):
                break
            if SEMICOLON.search(gap):
                break
            run.append(q)
        free = whole.status is None and row.free(whole) and may_be_whole(whole)
        small = bool(run) and digits(whole) < SURE_DIGITS
        in_one_row = _alike([whole, *run]) or _are_one_deed([whole, *run])
        in_one_row = in_one_row or (small and (_weakens(run) or _is_only(run[-1].lead)))
        if free and not in_one_row and len(run) > 1 and whole.base:
            total = total_of(run)
            flows = is_stock_now(run[-1].lead)  # 年初9户，清退2户，新增1户，现有8户
            beside = flows or _in_row(row, i)
            some = any(map(is_done_of_class, run))  # 立行立改完成18个，限期整改完成5个 of 28
            nearly = len(run) > 2 and nearly_makes(total, whole) and not beside and not some
            if total == whole.base or nearly:
                yield Group(whole, run, Cue.PARALLEL, closed=True)
                i += len(run)
            elif not beside and (swap := closing_swap(whole, run)) and swap.is_long:
                yield Group(whole, run, Cue.PARALLEL, near=False)
                i += len(run)
        i += 1


def classes(row: Row) -> Iterator[Group]:
    """A number and, directly after it, classes that leave nothing out: labelled ones, or X and not-X."""
    for i in range(len(row.numbers) - 2):
        whole = row.numbers[i]
        if whole.status is not None or not row.free(whole) or not may_be_whole(whole):
            continue
        if _in_row(row, i):
            continue
        run: list[Quantity] = []
        for q, gap in row.after(i):
            if q.unit.name != whole.unit.name or q.depth != whole.depth or len(gap) > 14 or not row.free(q):
                break
            run.append(q)
        if len(run) < 2 or _are_told_of_two(whole, run[0]):
            continue
        labelled = all(_LABEL.search(q.gap) for q in run)
        nearly = nearly_makes(total_of(run), whole)
        if nearly and (labelled or (len(run) == 2 and _opposite(run[0].lead, run[1].lead))):
            yield Group(whole, run, Cue.PARALLEL, closed=True)


def _goes_on(row: Row, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether a number goes on with the row in which it would be the sum of the next ones."""
    at = bisect_left(row.numbers, whole.start, key=attrgetter("start"))
    return whole.start < parts[0].start and _in_row(row, at) and mark(whole) == mark(parts[0]) != ""


def _weakens(parts: list[Quantity]) -> bool:
    """Whether the mark before the first part is followed by a stronger one: 甲市来电7件、来信4件，乙市来电3件; or 和 joins them."""
    first = parts[0].gap
    marks = {mark(p) for p in parts[1:]}
    if (
        mark(parts[0]) in ("，", ",")
        and not marks.isdisjoint(("；", ";"))
        and not marks.isdisjoint(("，", ","))
    ):
        return True  # 受理10件，提出建议2件；受理5件，提出建议3件
    return (mark(parts[0]) == "、" and any(mark(p) in _STRONGER for p in parts[1:])) or first.endswith("和")


def _alike(numbers: list[Quantity]) -> bool:
    """Whether numbers stand beside each other: 6项短板、4项弱项、3项风险点."""
    return {mark(q) for q in numbers[1:]} in ({"、"}, {"；"}, {";"})


def _are_one_deed(numbers: list[Quantity]) -> bool:
    """Whether numbers tell one deed of several: 工业企业申报3家，商贸企业申报2家，服务企业申报1家 are no sum of each other."""
    leads = [q.lead for q in numbers]
    deed = leads[0][-LONG_DEED:]
    return len(deed) == LONG_DEED and all(lead.endswith(deed) and lead != deed for lead in leads)


def _are_told_of_two(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers tell one deed of two of a kind: 东区开工22项，西区开工18项，未按期开工3项."""
    return a.lead != b.lead and len(a.lead) > SHORT_DEED and a.lead[-SHORT_DEED:] == b.lead[-SHORT_DEED:]


def _in_row(row: Row, i: int) -> bool:
    """Whether the number at ``i`` is itself a member of a row: 诫勉211人，处分777人，组织处理49人，…."""
    return i > 0 and row.numbers[i - 1].unit.name == row.numbers[i].unit.name and len(row.gaps[i]) <= 14


def series_before(row: Row) -> Iterator[Group]:
    """大气19件、水污染16件、其他3件: a sentence that is one list, whose whole stands in a sentence before.

    处分334人。处分县处级5人，乡科级46人，其他人员283人。
    """
    numbers = row.numbers
    series = [q for q in numbers if addable(q, numbers[0]) and q.depth == 0] if numbers else []
    if (
        len(series) < 3
        or len(series) < len(numbers) - 1
        or any(q.status not in (None, Status.DONE) or not row.free(q) for q in series)
    ):
        return
    if any(not MEMBER_END.search(q.gap) for q in series[1:]):
        return
    begin = row.sentences[row.index].start
    told = next(aspects(row.text, begin, series[0].start), None)
    by_property = told is not None and row.text[told.end()] in "，,：:"
    if by_property and _FIRST_FEW.match(row.text, series[-1].end):
        return  # 从区域看，甲县5个，乙县4个，丙县3个，居前三位
    joined = all(_LIST_MARK.search(q.gap) for q in series[1:])
    listed = joined or (by_property and all(MEMBER_END.findall(q.gap) in (["，"], [","]) for q in series[1:]))
    total = total_of(series)
    unit = series[0].unit.name
    candidates = [q for q in earlier(row.text, row.sentences, row.index) if q.unit.name == unit]
    whole = next((q for q in candidates if q.base == total), None)
    if not listed:  # commas also join what is not one list, unless the verb is taken up again
        again = next((q for q in candidates if len(q.lead) > 1 and q.lead[-2:] == series[0].lead[:2]), None)
        whole = whole or (again if again and nearly_makes(total, again) else None)
        if whole and (whole is again or total >= SURE):
            yield Group(whole, series, Cue.SERIES, closed=True, near=False)
        return
    announced = told is not None or row.text.find("其中", begin, series[0].start) >= 0
    if whole is None and announced and not names_some(row, begin, series):
        whole = next((q for q in candidates if nearly_makes(total, q)), None)
        if whole and not joined and abs(total - whole.base) > SLIGHT * whole.unit.factor:
            return  # commas join what need not be all
        if whole and is_off_by_rounding(series, whole):
            return
    if whole:
        yield Group(whole, series, Cue.SERIES, closed=True, near=False)


def fitting(row: Row) -> Iterator[Group]:
    """Numbers next to each other of which the first or the last is exactly the sum of the others."""
    free = [q for q in row.numbers if row.free(q)]
    i = 0
    while i < len(free) - 2:
        window = [free[i]]
        for q in free[i + 1 : i + LONGEST_FIT]:
            if q.unit.name != window[0].unit.name or q.depth != window[0].depth:
                break
            window.append(q)
        fits = (
            fit
            for fit in _fits(window)
            if not _by_chance(*fit) and id(fit[0]) not in row.totals and not _goes_on(row, *fit)
        )
        found = next(fits, None)
        if found:
            yield Group(*found, Cue.FITTING)
            i += len(found[1])
        elif slip := next(_slips(window), None):
            yield Group(*slip, Cue.FITTING, closed=True, near=False)
            i += len(slip[1])
        i += 1


def _by_chance(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether a sum fits so easily that it proves nothing: 批评4人，约谈3人，问责7人."""
    printed = significant(whole)
    if whole.start < parts[0].start and {mark(p) for p in parts} == {"、"}:
        return True  # 中央3600万元、省级2400万元、市级1200万元
    if printed < SURE_DIGITS and len({q.noun in _bodies() for q in (whole, *parts) if q.noun}) > 1:
        return True  # 问题15个；4个村的19个问题
    if whole.start < parts[0].start and printed < SURE_DIGITS and _weakens(parts):
        return True
    if printed < SURE_DIGITS and _is_only(parts[-1].lead):
        return True  # 发榜45项，揭榜36项，仅兑现9项: of the 36
    if whole.start < parts[0].start and not _alike([whole, *parts]):
        return whole.base / whole.unit.factor < LEAST_FIT
    told = bool(whole.noun) or _GROWN.search(whole.gap) is not None
    return printed < 2 or (printed < SURE_DIGITS and len(parts) < 3 and not told)


@cache
def _bodies() -> frozenset[str]:
    lists = ("bodies", "inspected", "dwellings")
    return frozenset(word for name in lists for word in lexicon.words("nouns", name))


def _fits(row: list[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The ways in which the first number of a row, or one after it, is the sum of its neighbours; longest first."""
    for length in range(len(row), 2, -1):
        first, *rest = row[:length]
        if first.base == total_of(rest):
            yield first, rest
        *rest, last = row[:length]
        if last.base == total_of(rest):
            yield last, rest


def _slips(row: list[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The ways in which two digits of a number changed places for it to be the sum of its neighbours."""
    for length in range(len(row), 2, -1):
        for whole, parts in ((row[0], row[1:length]), (row[length - 1], row[: length - 1])):
            compared = any(_COMPARED.search(q.gap) or not MEMBER_END.search(q.gap) for q in row[1:length])
            if compared or digits(whole) + len(parts) < SURE_SLIP or whole.scale != parts[0].scale:
                continue
            total = amount_plain(total_of(parts), whole)
            if are_swapped(total, amount_plain(whole.base, whole)):
                yield whole, parts


def _opposite(a: str, b: str) -> bool:
    """Whether two short clauses say something and its contrary: 合格 / 不合格, 正常使用 / 停用, 实到 / 缺席."""
    negative = [bool(_NOT.search(words)) for words in (a, b)]
    if negative[0] != negative[1] and set(a) & set(b) - set("的为有"):
        return True
    return bool(_KEPT.search(a)) != bool(_KEPT.search(b))
