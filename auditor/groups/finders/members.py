"""The members of a list: which of the numbers that follow go on with it: of 其中5个…、4个…，占36%；另有2个 the 5 and the 4."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from operator import attrgetter

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Status
from auditor.extraction.context import OF_THEM
from auditor.figures.each import times
from auditor.groups.finders.by_class import by_class
from auditor.groups.finders.lost_square import with_its_square
from auditor.groups.finders.row import Row, counted_twice, ends_list, without_change
from auditor.groups.group import (
    addable,
    complementary,
    goes_on,
    left_over,
    nearly_makes,
    own_list,
    total_of,
)
from auditor.groups.siblings import is_total_too, touches_others
from auditor.patterns import compiled

_AMONG_THESE = compiled(
    r"(?:[\u4e00-\u9fff]{0,8}(?:项目|问题|任务|事项|单位|案件|人员|企业))?中(?![心央小学层队共国期旬间青级])"
)
NEAREST = 6  # numbers before a list among which its whole may be
SCOPE = 200  # characters in which a member of a list may be divided itself
LEAST_CLAUSES = 3  # measures, each with its verb, that are taken for one list
SLIP = Fraction(3, 100)  # of its whole, by which a list of clauses may miss it
_AGAIN = compiled(r"(?:对|针对)?(?:上述|这些|该)?(?:共?(?:发现|查出|排查出))?")
_NEXT_MEASURE = compiled(r"(?:\A|[，,；;：:])[一二三四五六七八九十](?:是|要)")
_FINDS = compiled(r"(?:发现|查出|检出|查实)")
_TIME = compiled(r"\A[0-9][0-9年月日季度上下半至到—–~～-]{0,24}")
_JOINED = compiled(r"\A(?:和|及|以及|与)")


def members(row: Row, start: int) -> tuple[list[Quantity], dict[int, Quantity]]:
    """The numbers from ``start`` on that go on with the same list, and those with a damaged unit among them.

    The latter are told by the id of the number that stands for each, with the unit of the others.
    """
    columns = _column(row, start)
    if columns:
        return columns, {}
    if classes := by_class(row, start):
        return classes, {}
    parts, repaired = _List(row, start).read()
    clauses = _clauses(row, start)
    return (
        (clauses, {}) if len(clauses) > len(parts) and not _makes_up(row, start, parts) else (parts, repaired)
    )


def of_them(q: Quantity) -> bool:
    """Whether 中 behind a number says that the next ones are of it: 33个问题中，…; 其余12个中限期整改的10个."""
    return OF_THEM.search(q.tail) is not None or _AMONG_THESE.match(q.tail) is not None


class _List:
    """A list as it is read: ``separator`` is what parts its members, once that is known."""

    def __init__(self, row: Row, start: int) -> None:
        self._row, self._start = row, start
        self._first = row.numbers[start]
        self._parts = [self._first]
        self._repaired: dict[int, Quantity] = {}
        self._separator = ""
        self._first_end = 0  # how many members stand before the first semicolon
        self._mixed = False  # whether another mark parts members behind it
        # a member of a list that is divided itself: …；35个项目中15个已开工；31个…
        whole = row.numbers[start - 1] if start else None
        self._is_inner = bool(whole and of_them(whole) and SEMICOLON.search(row.gaps[start - 1]))

    def read(self) -> tuple[list[Quantity], dict[int, Quantity]]:
        """The members, and the repaired ones among them."""
        inside = False  # the division of a member, which ends at a semicolon
        for q, gap in self._row.after(self._start):
            if q.depth < self._first.depth or (
                self._is_inner and self._is_parted(q) and not self._is_rest_of_inner(q)
            ):
                break
            if q.depth > self._first.depth:
                continue  # a bracket divides one member: 中学52所（其中普通中学49所、职业中学3所），…
            if ends_list(q, without_change(gap)) and not (
                self._row.is_rest(q) or is_total_too(self._first, q)
            ):
                break
            if id(q) in self._row.accounts and id(self._first) not in self._row.accounts:
                break  # 在编57人，其中女性20人，空编7名
            inside = inside and not self._is_parted(q)
            if inside:
                continue
            if q.depth == self._first.depth and of_them(q):
                inside = self._is_parted_behind(q)
                is_member = inside or q is self._row.numbers[-1]
                if left_over(q.lead) or (is_member and q.unit.name == self._first.unit.name):
                    self._parts.append(q)
                if not inside:
                    break  # 其余12个中…, 另8个中…: what follows is divided anew
            elif counted_twice(q) or _labels(self._row, q, self._first):
                continue
            elif not addable(self._first, q):
                self._repair(q)
            elif self._is_over(q, gap) or any(_says_again(p, q) for p in self._parts):
                break
            else:
                self._parts.append(q)
        if self._mixed and not self._has_whole():
            del self._parts[self._first_end :]  # 24次，其中专题6次；召开领导小组会9次、推进会15次
        return self._parts, self._repaired

    def _has_whole(self) -> bool:
        """Whether a number before may be the whole of all members; if there is none, it is sought elsewhere."""
        before = [q for q in self._row.numbers[: self._start] if addable(q, self._first)][-NEAREST:]
        text, parts = self._row.text, self._parts
        return not before or any(total_of(own_list(q, parts, text)) == q.base for q in before)

    def _is_parted(self, q: Quantity) -> bool:
        return SEMICOLON.search(self._row.text, self._parts[-1].end, q.start) is not None

    def _is_rest_of_inner(self, q: Quantity) -> bool:
        """Whether what is not yet done of a member follows behind a semicolon: …；18个中已入库10个，…；8个正在准备."""
        whole, first = self._row.numbers[self._start - 1], self._first
        open_still = first.status is Status.DONE and q.status in (Status.RUNNING, Status.OPEN)
        return open_still and q.unit.name == whole.unit.name and first.base + q.base == whole.base

    def _is_parted_behind(self, q: Quantity) -> bool:
        end = min(q.end + SCOPE, self._row.numbers[-1].start)
        return SEMICOLON.search(self._row.text, q.end, end) is not None

    def _repair(self, q: Quantity) -> None:
        """515 m among areas has lost its square."""
        if fixed := with_its_square(q, self._first):
            self._repaired[id(fixed)] = q
            self._parts.append(fixed)

    def _is_over(self, q: Quantity, gap: str) -> bool:
        """Whether a number that could be added begins something else; else its separator is the list's."""
        row, start, first = self._row, self._start, self._first
        parts = [*self._parts, q]
        if _finds_more(first, q) and not _makes_up(row, start, parts):
            return True
        if _begins_another(first, q, gap) or touches_others(first, q):
            return True
        new = _separator(row.text[self._parts[-1].end : q.start], gap)
        separator = self._separator
        told = all(p.status for p in self._parts) and complementary(self._parts)
        mark = MEMBER_END.search(row.text, self._parts[-1].end, q.start)
        ended = q.status is None and told and not goes_on(self._parts, q)
        if ended and not (mark and mark[0] == "、") and _exceeds(row, start, parts):
            return True  # 已办结97件、未办结44件，…立案侦查2件
        if q.noun and q.unit.name != first.unit.name and _is_of_another_kind(row, start, q):
            return True  # 549个问题中，540个已完成整改，完善制度61项
        changes = _changes_subject(first, q)
        alike = _begins_alike(q, first) or len(gap) <= 3
        strange = _exceeds(row, start, parts) or changes
        if new == "；" and (separator in ("、", "，") or (not separator and strange and not alike)):
            return True
        completed = _makes_up if mark else _completes  # 学习10次，其中研讨4次、参观2次，辅导3次
        if separator == "、" and new == "，" and not row.is_rest(q) and not completed(row, start, parts):
            return True
        if new == "；" and not separator:
            self._first_end = len(self._parts)
        self._mixed = self._mixed or (separator == "；" and new != "；")
        self._separator = separator or new
        if separator != "；" and new == "，" and changes:
            return _is_done_of(first, q) or not _completes(row, start, parts)
        other = q.unit.name != first.unit.name and bool(q.noun) and not (q.status and first.status)
        return other and not q.unit.measured


def _finds_more(first: Quantity, q: Quantity) -> bool:
    """Whether a number tells what was found in the part before: 其中抽查12个，发现问题3个."""
    return _FINDS.match(q.lead) is not None and _FINDS.search(first.lead) is None


def _begins_another(first: Quantity, q: Quantity, gap: str) -> bool:
    """Whether a number is told for each of others, or in the next measure: …，其中12名；三是为每名学员确定2名导师."""
    if "每" in q.lead and times(q) is None and "每" not in first.lead:
        return True
    return _NEXT_MEASURE.search(gap) is not None and _NEXT_MEASURE.search(first.gap) is None


def _says_again(part: Quantity, q: Quantity) -> bool:
    """Whether a number only takes a part up again: …其中问题合同61份，61份问题合同已…."""
    name = part.lead.removeprefix("其中")
    same = part.base == q.base and part.unit.name == q.unit.name and len(name) > 1
    again = q.lead.endswith(name) and _AGAIN.fullmatch(q.lead.removesuffix(name)) is not None
    return same and (again or q.tail.startswith(name))


def _begins_alike(q: Quantity, first: Quantity) -> bool:
    """Whether the words before two numbers begin alike, behind the time that each names."""
    one, other = (_TIME.sub("", each.lead, count=1)[:2] for each in (q, first))
    return one == other


def _separator(between: str, gap: str) -> str:
    """What parts a number from the one before it in a list; the words of a number may hold marks of their own."""
    if "；" in between or ";" in between:
        return "；"
    marks = [found[0] for words in (between, gap) if (found := MEMBER_END.search(words))]
    return "、" if _JOINED.search(gap) or "、" in marks else "，"


def _labels(row: Row, q: Quantity, first: Quantity) -> bool:
    """Whether a number belongs to the words of the next one: 六个部门和两家企业提出建议130件."""
    at = bisect_left(row.numbers, q.end, key=attrgetter("start"))
    after = row.numbers[at] if at < len(row.numbers) else None
    return (
        q.unit.name != first.unit.name
        and after is not None
        and after.unit.name == first.unit.name
        and not MEMBER_END.search(after.gap)
    )


def _whole_before(row: Row, start: int, part: Quantity) -> Quantity | None:
    """The nearest number before a list that a member can be a part of."""
    return next((q for q in reversed(row.numbers[:start]) if addable(q, part)), None)


def _is_of_another_kind(row: Row, start: int, q: Quantity) -> bool:
    """Whether a number counts other things, in another unit, than the whole before a list."""
    whole = _whole_before(row, start, q)
    return whole is not None and bool(whole.noun) and q.noun != whole.noun and q.unit.name != whole.unit.name


def _exceeds(row: Row, start: int, parts: list[Quantity]) -> bool:
    whole = _whole_before(row, start, parts[0])
    return whole is not None and total_of(parts) > whole.base


def _column(row: Row, start: int) -> list[Quantity]:
    """A类74项，已完成70项；B类33项，已完成27项；…: of several numbers between semicolons those that stand at
    the same place as the first one; [] if the sentence is not built like that."""
    first = row.numbers[start]
    segments: list[list[Quantity]] = [[]]
    for q, gap in zip(row.numbers[start:], row.gaps[start:], strict=True):
        if segments[-1] and SEMICOLON.search(gap):
            segments.append([])
        if addable(q, first) and q.depth == first.depth:
            segments[-1].append(q)
    lengths = {len(s) for s in segments}
    if len(segments) < 2 or len(lengths) != 1 or lengths == {1} or segments[0][0] is not first:
        return []
    if len({s[1].lead for s in segments}) > 1:  # the second column must say the same each time
        return []
    column = [s[0] for s in segments]
    told = all(s[1].status is not None for s in segments)
    return column if told or _makes_up(row, start, column) else []


def _clauses(row: Row, start: int) -> list[Quantity]:
    """Three or more measures, each behind a comma with its own verb, that (all but) make up the number before them:
    其中上缴30万元，归还15万元，核减5万元; [] if they do not."""
    first = row.numbers[start]
    run = [first]
    for q, gap in row.after(start) if first.unit.measured else ():
        if q.depth > first.depth:
            continue
        beside = q.depth == first.depth and MEMBER_END.findall(gap) in (["，"], [","])
        if not beside or q.unit.name != first.unit.name or ends_list(q, gap) or len(q.lead) < 2:
            break
        run.append(q)
    whole = _whole_before(row, start, first)
    if whole is None or len(run) < LEAST_CLAUSES or not whole.base:
        return []
    return run if abs(total_of(run) / whole.base - 1) <= SLIP else []


def _makes_up(row: Row, start: int, parts: list[Quantity]) -> bool:
    return any(q.base == total_of(parts) for q in row.numbers[:start] if addable(q, parts[0]))


def _completes(row: Row, start: int, parts: list[Quantity]) -> bool:
    """Whether numbers with and without a status nearly make up the number before them, so that they belong
    together: 140户，其中符合条件128户，清退12户."""
    whole = _whole_before(row, start, parts[0])
    return whole is not None and nearly_makes(total_of(parts), whole)


def _is_done_of(first: Quantity, q: Quantity) -> bool:
    """Whether a number tells, in its very verb, how much of the part before is done: 需要加装电梯的42个，已完成加装的8个."""
    verb = q.lead.removesuffix("的")[-2:]
    return q.status is Status.DONE and len(verb) > 1 and verb in first.lead


def _changes_subject(first: Quantity, q: Quantity) -> bool:
    """…其中重大问题5个，已整改4个: the second number tells how far, not how many of another kind."""
    return (q.status is None) != (first.status is None) and not left_over(q.lead)
