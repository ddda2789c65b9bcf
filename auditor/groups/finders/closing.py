"""Totals behind their list: 党建类3个、财务类4个，共计7个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from auditor.characters.pauses import JOINT, MEMBER_END
from auditor.claims import Quantity, Status
from auditor.figures.change_words import is_difference
from auditor.figures.each import weighted
from auditor.groups.finders.bodies import bodies
from auditor.groups.finders.lost_square import summed_with_squares
from auditor.groups.finders.picked import picked
from auditor.groups.finders.row import (
    SUMS_UP,
    Row,
    closing_word,
    counted_twice,
    is_counted,
    is_heads,
    kindred,
)
from auditor.groups.finders.withdrawn import falls_short
from auditor.groups.group import LEAST_FIT, NEARLY, Cue, Group, nearly_makes, total_of
from auditor.groups.misfits import misfit
from auditor.lexicon import any_of, mapping
from auditor.patterns import compiled

BESIDE = 20  # characters between a list and its sum told again
LEAST_COMPARED = 3  # two numbers and how much they differ
FEW = 10  # a smaller number before the sum says how many were listed: 三个项目追缴到账120万元
_ADDED_UP = compiled(r"相加|加起来|加在一起|合起来|合计|共(?!同|建(?![立设成])|享|治)")
_OF_ALL = compiled(r"[^，,。；;]{0,4}(?:均|全部|都)")
_JOINED_OR_COMMA = compiled(r"[、和与及，,]")
_HEAD = compiled(r"[任为](?:组长|主任|总指挥|召集人)")
_ADDED = compiled(r"合计|总计|共计|以上")
_ALONE = compiled(r"(?:以上)?(?:合计|总计|共计)(?:[\u4e00-\u9fff]{0,2}点位|各类会议)?")
_DEED = compiled(rf"{SUMS_UP}(?P<verb>[\u4e00-\u9fff]{{2}})了?(?P<of>[\u4e00-\u9fff]{{0,10}})\Z")
_OF_THE_LAST = compiled(rf"[^，,。；;：:]{{2,40}}了{SUMS_UP}")
_SUM_OF = compiled(rf"{SUMS_UP}(?:发现|查出|排查出|检查出)?(?:问题|隐患)?")
_ALSO = compiled(r"[（(](?P<units>[\u4e00-\u9fff](?:[、/][\u4e00-\u9fff])*)[）)]")
_IN_LIST = compiled(r"[，,、；;]|等")
_MERGED = compiled(r"(?:合并|归并|整合|梳理|汇总|归纳|形成)[^，,。；;0-9]{0,4}[为成出]?\Z")
_TAKEN_OFF = compiled(r"[剔扣去][除减掉重]|剔重|减去|合并重复")
_MEETINGS = ("会", "会议")
_PLUS = compiled(r"加上|连同")


def closing(row: Row) -> Iterator[Group]:
    """A list before a number with 共计, 合计 …; what is said to be counted twice is taken off."""
    for k in range(2, len(row.numbers)):
        whole = row.numbers[k]
        word = closing_word(whole) or _merged_word(row, k)
        if not word or row.is_rest(whole) or _OF_THE_LAST.fullmatch(whole.gap) or "分别" in whole.lead:
            continue  # 书记包抓5个，其余4名委员共包抓7个; 有28个县…，有17个县制定了共计25项; 总里程分别达46公里和31公里
        run: list[Quantity] = []
        twice: Quantity | None = None
        for q in reversed(row.numbers[:k]):
            if counted_twice(q):
                twice = q
            elif q.depth > whole.depth or not kindred(q, whole) or _says_how_many(q, whole):
                continue
            elif not row.free(q) or id(q) in row.totals or _ends(q, run):
                break
            else:
                run.insert(0, q)
        if picked(row, run, whole) is not None:
            continue  # 新建11项、修订16项、废止8项，新建和修订合计27项: see picked.py
        less = twice.base if twice else Fraction(0)
        same = [q for q in run if q.unit.name == whole.unit.name]
        alike = [q for q in same if whole.status and q.status is whole.status]
        tails = [r[cut:] for r in (run, same, alike) for cut in range(len(r) - 1)]
        fitting = next((t for t in tails if total_of(t) - less == whole.base), None)
        if fitting is None and twice and not _TAKEN_OFF.search(twice.lead):
            fitting = next((t for t in tails if total_of(t) == whole.base), None)
            twice = twice if fitting is None else None  # 处分2人（其中1人受两种处分）: counted once already
        if len(same) > 1:
            run = same
        if fitting is None and twice is None and len(rest := _without_difference(run)) < len(run):
            fitting = rest if total_of(rest) == whole.base else None
            if fitting is None and not _SUM_OF.fullmatch(whole.lead):
                continue
            run = rest
        if fitting is not None:
            yield Group(whole, fitting, Cue.CLOSING, closed=True, less=twice)
        elif told := next((t for t in tails if weighted(t) == whole.base and not less), None):
            yield Group(whole, told, Cue.CLOSING, closed=True)  # 书记13次，其他4名委员各9次，共49次
        elif repaired := summed_with_squares(row, k):
            yield repaired
        elif mixed := _of_any_kind(row, k, whole) or _of_so_many_kinds(row, k, whole):
            yield Group(whole, mixed, Cue.CLOSING, closed=True)
        elif of_sorts := bodies(row, k):
            yield of_sorts
        elif alike := _counted_alike(row, k, whole):
            yield Group(whole, alike, Cue.CLOSING, closed=True)
        elif _leaves_out_the_head(row, k, whole, run) or _has_addition(row, run, whole):
            continue
        elif missing := _told_further_up(row, k, run, total_of(run) - less):
            yield Group(whole, [missing, *run], Cue.CLOSING, closed=True, less=twice)
        elif falls_short(whole, run) or any(map(closing_word, run)):
            continue  # 通知86人，邀请列席12人，实际到会80人; 查封案件共49件，限产案件共59件
        elif _ALSO.match(row.text, whole.end) and len({q.unit.name for q in row.numbers[:k]}) > 1:
            continue  # 线索2条、超期15个，共18个（条）: of both
        elif len(run) > 1 and misfit(told_apart := Group(whole, run, Cue.CLOSING, closed=True)):
            yield told_apart  # 58.7万元、38.5元，共97.2万元
        elif len(run) > 1 and _near(whole, run, less) and _closes(whole, run, word == "strong"):
            yield Group(whole, run, Cue.CLOSING, closed=True, less=twice)


def _merged_word(row: Row, k: int) -> str:
    """“strong” for 合并为 … before a number, directly behind what was counted twice: 剔除重复3个，合并为34个."""
    merged = counted_twice(row.numbers[k - 1]) and _MERGED.search(row.numbers[k].lead)
    return "strong" if merged else ""


def _told_further_up(row: Row, k: int, run: list[Quantity], total: Fraction) -> Quantity | None:
    """The number before a list that is just what it lacks: 收入7.7亿元（其中税收5.9亿元）、补助21.6亿元…，合计37.8亿元."""
    whole = row.numbers[k]
    if len(run) < LEAST_COMPARED:
        return None
    before = (q for q in row.numbers[:k] if q.end <= run[0].start and kindred(q, whole))
    return next((q for q in before if q.base + total == whole.base), None)


def _ends(q: Quantity, run: list[Quantity]) -> bool:
    """Whether a number before a list sums up another one."""
    return bool(run) and closing_word(q) == "strong" and "分别" not in q.lead


def _of_any_kind(row: Row, k: int, whole: Quantity) -> list[Quantity]:
    """沟渠23处、机耕路11处、泵站4座，合计38处（座）: a list of things counted in several ways, if it adds up."""
    run = _list_before(row, k, mixed=True, whole_list=True)
    return run if len(run) > 1 and len({q.unit.name for q in run}) > 1 and total_of(run) == whole.base else []


def _of_so_many_kinds(row: Row, k: int, whole: Quantity) -> list[Quantity]:
    """线索2条、超期1个、漏项15个，三类问题共18个（条）: a list of as many members as is said, in the words of its total."""
    many = row.numbers[k - 1]
    if not _says_how_many(many, whole) or many.unit.name[0] not in "类种":
        return []
    run = _list_before(row, k, mixed=True, whole_list=True)[-int(many.value) :]
    if len(run) != many.value or MEMBER_END.findall(run[0].gap)[-1:] == ["、"]:
        return []
    named = _ALSO.match(row.text, whole.end)
    units = {whole.unit.name, *(named["units"] if named else "")}
    joined = all(MEMBER_END.findall(q.gap) == ["、"] for q in run[1:])
    plain = joined and {q.unit.name for q in run} <= units
    named_all = plain and "等" not in run[-1].tail[:2]
    return run if named_all and len(run) > 2 and nearly_makes(total_of(run), whole) else []


def _without_difference(run: list[Quantity]) -> list[Quantity]:
    """A list without how much its last two members differ: 第一轮84个，第二轮35个，减少49个，两轮共119个."""
    if len(run) < LEAST_COMPARED:
        return run
    *before, first, second, last = run
    tells = is_difference(last) and abs(first.base - second.base) == last.base
    own = (
        not before or before[-1].noun != first.noun
    )  # 27个科室; 第一季度…、第二季度…、第三季度… are one list
    return ([first, second] if own else run[:-1]) if tells else run


def _counted_alike(row: Row, k: int, whole: Quantity) -> list[Quantity]:
    """例会6次、推进会9次、现场会5场，合计22场次: a list in several counting words for one thing, if its sum is nearly right.

    It is the whole sentence up to the sum, joined by 、, and its sum names nothing else.
    """
    run = row.numbers[:k]
    units = {q.unit.name for q in (*run, whole)}
    if not any(units <= set(words) for words in mapping("nouns", "counted_alike").values()):
        return []
    joined = all(MEMBER_END.findall(q.gap) == ["、"] for q in run[1:])
    plain = all(row.free(q) and q.status is None and q.depth == whole.depth for q in run)
    sums_up = _ALONE.fullmatch(whole.lead) is not None or _takes_up(whole, run)
    return run if joined and plain and sums_up and nearly_makes(total_of(run), whole) else []


def _leaves_out_the_head(row: Row, k: int, whole: Quantity, run: list[Quantity]) -> bool:
    """张某任组长，其余5名…，11名…，共17人: the head is counted, but not in figures."""
    start = row.sentences[row.index].start
    named = _HEAD.search(row.text, start, row.numbers[k].start)
    return named is not None and is_heads(whole) and total_of(run) + 1 == whole.base


def _has_addition(row: Row, run: list[Quantity], whole: Quantity) -> bool:
    """Whether something is added to a list, so that its total need not be of all of it; see added.py."""
    return bool(run) and _PLUS.search(row.text, run[0].end, whole.start) is not None


def restated(row: Row) -> Iterator[Group]:
    """收入超标19户、另有住房11户、未注销7户，37户已全部…: a list, and its sum again without a word for it.

    Only what adds up exactly is tied; a sum told of all of them (37户已全部) that is nearly right is contradicted.
    """
    for k in range(2, len(row.numbers)):
        whole = row.numbers[k]
        between = row.text[row.numbers[k - 1].end : whole.start]
        if not row.free(whole) or len(between) > BESIDE or closing_word(whole) == "strong":
            continue
        added = _ADDED_UP.search(between) is not None
        run = _list_before(row, k, mixed=added or _collective().search(whole.lead + whole.tail) is not None)
        total = total_of(run)
        if len(run) < 2:
            continue
        at_once = len(between) == 1
        noun = row.numbers[k - 1].noun
        beside = between.removeprefix(noun).startswith(
            "、"
        )  # 党纪处分6人、诫勉3人、批评教育9人; 2个问题、4项任务、6条措施
        large = total >= LEAST_FIT * whole.unit.factor and not beside
        adds_up = total == whole.base and (added or at_once or large)
        of_all = at_once and len(run) > 2 and _OF_ALL.match(whole.tail) is not None
        if adds_up or (of_all and _near(whole, run, Fraction(0))):
            yield Group(whole, run, Cue.CLOSING, closed=True)


def _list_before(row: Row, k: int, *, mixed: bool, whole_list: bool = False) -> list[Quantity]:
    """The numbers before the one at ``k`` that stand in one list with 、, of its kind (of any that is counted if ``mixed``)."""
    whole = row.numbers[k]
    run: list[Quantity] = []
    marks = _JOINED_OR_COMMA if mixed else JOINT
    for q in reversed(row.numbers[:k]):
        if not (whole_list or kindred(q, whole) or run) and q.value < FEW:
            continue  # 三个项目追缴到账120万元, 两头加起来49台
        if _says_how_many(q, whole):
            continue
        alike = kindred(q, whole) or (mixed and is_counted(q) and is_counted(whole))
        if not alike or not row.free(q) or q.depth != whole.depth or (run and not marks.search(run[0].gap)):
            break
        run.insert(0, q)
    return run


def _says_how_many(q: Quantity, whole: Quantity) -> bool:
    """Whether a number beside a total says how many its list has: 线索2条、超期1个、漏项15个，三类问题共18个."""
    beside = q.following is whole and q.value < FEW and not _IN_LIST.search(whole.gap)
    anew = beside and MEMBER_END.findall(q.gap)[-1:] in (["，"], [","], ["；"], [";"])
    return anew and q.unit.name != whole.unit.name and _ADDED_UP.search(whole.lead) is not None


def _closes(whole: Quantity, run: list[Quantity], strong: bool) -> bool:
    """Whether the list before a total is so plainly its list that a different sum contradicts it."""
    nouns = {p.noun for p in run}
    if whole.status is Status.DONE and total_of(run) > whole.base and not any(p.status for p in run):
        return False  # 街道18个、社区72个，共完成整改83个
    if len({"人" if is_heads(p) else p.unit.name for p in (*run, whole)}) > 1:
        return False
    if _takes_up(whole, run):
        return True
    if whole.noun in ("", "会议") and all(p.lead.endswith(_MEETINGS) for p in run):
        return True  # 党委会7次、领导小组会议9次，共16次
    if nouns == {whole.noun} or (strong and nouns <= {"", whole.noun}):
        return True
    if nouns == {""} and len(whole.gap) <= 3:  # 党委会4次、推进会8次，共12次会议
        return True
    return not whole.noun and (strong or len(nouns - {""}) <= 1 or is_heads(whole))


def _takes_up(whole: Quantity, run: list[Quantity]) -> bool:
    """Whether a total repeats the verb of its list, of all of it: 检查作坊9家、食堂4家，共检查各类主体13家."""
    deed = _DEED.search(whole.lead)
    if deed is None:
        return False
    if deed["verb"] not in run[0].lead and not (_ADDED.search(whole.lead) and deed["of"].startswith("各")):
        return False
    joined = all(MEMBER_END.findall(q.gap) == ["、"] or deed["verb"] in q.lead for q in run[1:])
    of_all = _of_all_sorts().fullmatch(deed["of"]) or all(deed["of"] in q.lead + q.tail for q in run)
    return joined and bool(of_all) and abs(total_of(run) - whole.base) <= whole.base * (1 - NEARLY)


@cache
def _of_all_sorts() -> re.Pattern[str]:
    return compiled(
        rf"(?:各[类种][\u4e00-\u9fff]{{0,6}}|(?:各类|各级|各种|有关|相关|经营|市场|生产|监管|服务)*(?:{any_of('nouns', 'collective')}))?"
    )


@cache
def _collective() -> re.Pattern[str]:
    return compiled(any_of("nouns", "collective"))


def _near(whole: Quantity, run: list[Quantity], less: Fraction) -> bool:
    """Whether the list comes near to its total; 收到…受理…累计转办 are stages, each smaller than the one before."""
    if _ADDED.search(whole.lead):
        return True
    off = abs(total_of(run) - less - whole.base)
    return off <= 2 * whole.unit.factor or off <= whole.base * (1 - NEARLY)
