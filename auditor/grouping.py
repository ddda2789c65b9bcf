"""Finds the part–whole groups of a text by what it says, sentence by sentence.

Cues, in this order: 其中…, 分别为…, a colon, a bracket, N项中…; 共计… after a list; 其余…; short parallel clauses;
status words (已完成…正在…); a list whose whole stands in a sentence before; 仅有….  Last, numbers in a row of which
one is exactly the sum of the others are tied; such a fit only ever proves, it never contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from auditor.claims import Claims, Quantity, Sentence, Status
from auditor.groups import NEARLY, Cue, Group, addable, complementary, earlier, left_over, total_of
from auditor.scan import tandem
from auditor.units import units

LONGEST_FIT = 8  # numbers in a row that are tried for a sum without a cue
LEAST_FIT = 6  # a sum below this fits too easily by chance

_AMONG = re.compile(r"其中|包括|包含|(?<![包内富蕴])含(?![义有量])")
_SPLIT = re.compile(r"分别(?:为|是|有)?|分为|具体为|即")
_STOP = re.compile(
    r"其中|此外|同时|合计|总计|共计|累计|总共|汇总|下一步|平均|总数|总量|增加到|增至|减至|降至|(?:由|从)[^，。；、]{0,6}\Z|(?<![公一])共(?!同|建|享|治|产|青|商)"
)
_CLOSING = re.compile(
    r"(?P<strong>合计|总计|共计|总共|一共|汇总后?|累计|小计|实际|去重后?|总(?:投资|额|量|数|面积|里程|人数|户数|长度|金额|支出|收入))|(?<![公一])共(?!同|建|享|治|产|青|商)"
)
_LEFT = re.compile(r"其余|剩余|余下|尚余")
_TWICE = re.compile(r"(?:重复|交叉|重叠)(?:的|计算|统计|问题|涉及)*\Z")
_BASELESS = re.compile(
    r"减少|增加|增长|下降|提高|比上年|比去年|比年初|平均|[人村户班校均]均|每|人均|户均|至少|不少于|不低于|最多|结转|重复|交叉"
)
_BY_KIND = re.compile(r"按[^，,。]{1,16}(?:划分|分类|分|来看|统计|看)|从[^，,。]{1,12}(?:来看|看)|其中")
_OPEN_LIST = re.compile(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_HAS = re.compile(r"(?:其中|但|经核实|目前)?(?:(?:仅|只|还|尚|已)?有|仅|只)\Z")
_HEADS = frozenset(("person", "person_times"))
_NEVER_PARTS = frozenset(("duration", "age"))
_LABEL = re.compile(
    r"(?:[，,、；;：:（(]|\A)[A-Za-z甲乙丙丁一二三四五六七八九ⅠⅡⅢⅣ](?:级|类|等|型|档|期)[\u4e00-\u9fff]{0,4}\Z"
)
_JOINED = re.compile(r"、|\A(?:和|及|以及|与)")
_KEPT = re.compile(r"保留|留用|留存|继续")
_NOT = re.compile(r"不|未|没|非|无|停|缺|否")


def groups(text: str, claims: Claims) -> list[Group]:
    """All part–whole groups of a text, in order."""
    found: list[Group] = []
    for index in range(len(claims.sentences)):
        if claims.sentences[index].quantities:
            found.extend(_Finder(text, claims.sentences, index).groups())
    return found


class _Finder:
    """The groups of one sentence.  ``taken`` are numbers that are parts of a group, ``listed`` those of a list."""

    def __init__(self, text: str, sentences: Sequence[Sentence], index: int) -> None:
        self.text, self.sentences, self.index = text, sentences, index
        self.numbers = [
            q for q in sentences[index].quantities if not q.named and q.unit.kind not in _NEVER_PARTS
        ]
        starts = [sentences[index].start, *(q.end for q in self.numbers)]
        self.gaps = [
            text[max(a, q.start - 400) : q.start] for a, q in zip(starts, self.numbers, strict=False)
        ]
        self.taken: set[int] = set()
        self.listed: set[int] = set()

    def groups(self) -> Iterator[Group]:
        """Explicit cues first; what they leave is read by closing words, statuses and remainders."""
        finders = (
            self._explicit,
            self._closing,
            self._rest,
            self._parallel,
            self._classes,
            self._status,
            self._series,
            self._subset,
            self._fitting,
        )
        for finder in finders:
            for group in finder():
                self.taken.update(id(p) for p in group.parts)
                yield group

    # 其中…  分别为…  ：…  （…）  N项中…

    def _explicit(self) -> Iterator[Group]:
        for i, q in enumerate(self.numbers):
            cue = self._cue(i)
            if cue is None or (cue in (Cue.SPLIT, Cue.COLON) and id(q) in self.listed):
                continue
            starts = [i]
            if (
                i + 1 < len(self.numbers)
                and tandem(q, self.numbers[i + 1])
                and not _TWICE.search(self.numbers[i + 1].lead)
            ):
                starts.append(i + 1)
            for start in starts:
                parts, repaired = self._parts(start)
                if len(parts) > 2:
                    self.listed.update(id(p) for p in parts)
                group = self._with_whole(i, parts, cue, repaired)
                if group:
                    yield group

    def _cue(self, i: int) -> Cue | None:
        q, gap = self.numbers[i], self.gaps[i]
        if _TWICE.search(q.lead):
            return None
        if _AMONG.search(gap):
            return Cue.AMONG
        if i == 0:
            return Cue.SPLIT if _SPLIT.search(gap) else None
        before = self.numbers[i - 1]
        if before.tail.endswith("中") and len(gap) - len(before.tail) <= 24:
            return Cue.AMONG
        if _OPEN_LIST.search(gap):
            return None
        if _SPLIT.search(gap):
            return Cue.SPLIT
        if q.depth > before.depth and len(gap) <= 30:
            return Cue.BRACKET
        colon = max(gap.rfind("："), gap.rfind(":"))
        if colon >= 0 and not re.search(r"[，,；;]", gap[colon:]) and len(gap) <= 40:
            return Cue.COLON
        return None

    def _parts(self, start: int) -> tuple[list[Quantity], dict[int, Quantity]]:
        """The numbers from ``start`` on that go on with the same list."""
        first = self.numbers[start]
        columns = self._column(start)
        if columns:
            return columns, {}
        parts, repaired = [first], {}
        separator = ""
        for q, gap in zip(self.numbers[start + 1 :], self.gaps[start + 1 :], strict=True):
            if q.depth < first.depth or (_STOP.search(gap) and not left_over(q.lead)):
                break
            if q.depth > first.depth or _TWICE.search(q.lead):
                continue
            if not addable(first, q):
                if first.unit.kind == "area" and q.unit.name == "m" and not q.scale:
                    fixed = evolve(q, unit=units()["㎡"])
                    repaired[id(fixed)] = q
                    parts.append(fixed)
                continue
            between = self.text[parts[-1].end : q.start]
            new = "；" if "；" in between or ";" in between else "、" if _JOINED.search(gap) else "，"
            alike = q.lead[:2] == first.lead[:2] or len(gap) <= 3
            other_segment = separator not in ("", "；") or self._exceeds(start, [*parts, q])
            other_segment = other_segment or (self._changes_subject(first, q) and not alike)
            if new == "；" and other_segment:
                break
            if (
                separator == "、"
                and new == "，"
                and not left_over(q.lead)
                and not self._completes(start, [*parts, q])
            ):
                break
            if separator != "；" and new == "，" and self._changes_subject(first, q):
                if not self._completes(start, [*parts, q]):
                    break
            elif (
                q.unit.name != first.unit.name
                and q.noun
                and not (q.status and first.status)
                and not q.unit.measured
            ):
                break
            separator = separator or new
            parts.append(q)
        return parts, repaired

    def _exceeds(self, start: int, parts: list[Quantity]) -> bool:
        whole = next((b for b in reversed(self.numbers[:start]) if addable(b, parts[0])), None)
        return whole is not None and total_of(parts) > whole.base

    def _column(self, start: int) -> list[Quantity]:
        """A类74项，已完成70项；B类33项，已完成27项；…: of several numbers between semicolons those that stand at
        the same place as the first one; [] if the sentence is not built like that."""
        first = self.numbers[start]
        segments: list[list[Quantity]] = [[]]
        for q, gap in zip(self.numbers[start:], self.gaps[start:], strict=True):
            if segments[-1] and re.search(r"[；;]", gap):
                segments.append([])
            if addable(q, first) and q.depth == first.depth:
                segments[-1].append(q)
        lengths = {len(s) for s in segments}
        if len(segments) < 2 or len(lengths) != 1 or lengths == {1} or segments[0][0] is not first:
            return []
        if len({s[1].lead for s in segments}) > 1:  # the second column must say the same each time
            return []
        return [s[0] for s in segments]

    def _completes(self, start: int, parts: list[Quantity]) -> bool:
        """Whether numbers with and without a status nearly make up the number before them, so that they belong
        together: 140户，其中符合条件128户，清退12户."""
        whole = next((q for q in reversed(self.numbers[:start]) if addable(q, parts[0])), None)
        return whole is not None and whole.base > 0 and NEARLY <= total_of(parts) / whole.base <= 2 - NEARLY

    @staticmethod
    def _changes_subject(first: Quantity, q: Quantity) -> bool:
        """…其中重大问题5个，已整改4个: the second number tells how far, not how many of another kind."""
        return (q.status is None) != (first.status is None) and not left_over(q.lead)

    def _with_whole(
        self, i: int, parts: list[Quantity], cue: Cue, repaired: dict[int, Quantity]
    ) -> Group | None:
        first = parts[0]
        same_unit = cue in (Cue.SPLIT, Cue.COLON) and not first.unit.measured
        candidates = [
            q
            for q in reversed(self.numbers[:i])
            if addable(q, first) and q.depth <= first.depth and not _BASELESS.search(q.lead)
            if cue is Cue.AMONG or id(q) not in self.listed
            if not same_unit or q.unit.name == first.unit.name
        ]
        near = bool(candidates)
        if not candidates and cue in (Cue.AMONG, Cue.COLON):
            candidates = [q for q in earlier(self.text, self.sentences, self.index) if addable(q, first)]
        if not candidates or (len(parts) == 1 and cue is not Cue.AMONG):
            return None
        total = total_of(parts)
        whole = next((c for c in candidates[:6] if c.base == total), candidates[0])
        if not near and whole.base != total and not NEARLY <= total / (whole.base or 1) <= 2 - NEARLY:
            return None
        closed = cue in (Cue.SPLIT, Cue.COLON) or complementary(parts)
        return Group(whole, parts, cue, closed, near, repaired=repaired)

    # A、B、C，共计N

    def _closing(self) -> Iterator[Group]:
        for k in range(2, len(self.numbers)):
            whole = self.numbers[k]
            word = _closing_word(whole)
            if not word:
                continue
            run: list[Quantity] = []
            twice: Quantity | None = None
            for q in reversed(self.numbers[:k]):
                if _TWICE.search(q.lead):
                    twice = q
                elif q.depth > whole.depth or not _kindred(q, whole):
                    continue
                elif id(q) in self.taken or (_closing_word(q) == "strong" and run):
                    break
                else:
                    run.insert(0, q)
            less = twice.base if twice else Fraction(0)
            same = [q for q in run if q.unit.name == whole.unit.name]
            tails = [r[cut:] for r in (run, same) for cut in range(len(r) - 1)]
            fitting = next((t for t in tails if total_of(t) - less == whole.base), None)
            if len(same) > 1:
                run = same
            if fitting is not None:
                yield Group(whole, fitting, Cue.CLOSING, closed=True, less=twice)
            elif len(run) > 1 and self._closes(whole, run, word == "strong"):
                yield Group(whole, run, Cue.CLOSING, closed=True, less=twice)

    @staticmethod
    def _closes(whole: Quantity, run: list[Quantity], strong: bool) -> bool:
        """Whether the list before a total is so plainly its list that a different sum contradicts it."""
        nouns = {p.noun for p in run}
        if len({"人" if p.unit.kind in _HEADS else p.unit.name for p in (*run, whole)}) > 1:
            return False
        if nouns == {whole.noun} or (strong and nouns <= {"", whole.noun}):
            return True
        if nouns == {""} and len(whole.gap) <= 3:  # 党委会4次、推进会8次，共12次会议
            return True
        return not whole.noun and (strong or len(nouns - {""}) <= 1 or whole.unit.kind in _HEADS)

    # 危房97栋，C级64栋，D级33栋; 400份，合格388份，不合格12份

    def _classes(self) -> Iterator[Group]:
        """A number and, directly after it, classes that leave nothing out: labelled ones, or X and not-X."""
        for i in range(len(self.numbers) - 2):
            whole = self.numbers[i]
            if whole.status is not None or id(whole) in self.taken or _BASELESS.search(whole.lead):
                continue
            if i and self.numbers[i - 1].unit.name == whole.unit.name and len(self.gaps[i]) <= 14:
                continue  # a member of the row itself
            run: list[Quantity] = []
            for q, gap in zip(self.numbers[i + 1 :], self.gaps[i + 1 :], strict=True):
                if (
                    q.unit.name != whole.unit.name
                    or q.depth != whole.depth
                    or len(gap) > 14
                    or id(q) in self.taken
                ):
                    break
                run.append(q)
            if len(run) < 2:
                continue
            labelled = all(_LABEL.search(q.gap) for q in run)
            if labelled or (len(run) == 2 and _opposite(run[0].lead, run[1].lead)):
                yield Group(whole, run, Cue.PARALLEL, closed=True)

    # a row of numbers of which the first or the last is the sum of the others

    def _fitting(self) -> Iterator[Group]:
        free = [q for q in self.numbers if id(q) not in self.taken]
        i = 0
        while i < len(free) - 2:
            row = [free[i]]
            for q in free[i + 1 : i + LONGEST_FIT]:
                if q.unit.name != row[0].unit.name or q.depth != row[0].depth:
                    break
                row.append(q)
            found = next((fit for fit in _fits(row) if fit[0].base / fit[0].unit.factor >= LEAST_FIT), None)
            if found:
                yield Group(*found, Cue.FITTING)
                i += len(found[1])
            i += 1

    # 合同43份，已重签27份，解除9份，仲裁7份

    def _parallel(self) -> Iterator[Group]:
        """A number and, in short parallel clauses, at least two others with its unit that (nearly) make it up."""
        i = 0
        while i < len(self.numbers) - 2:
            whole = self.numbers[i]
            run: list[Quantity] = []
            for q, gap in zip(self.numbers[i + 1 :], self.gaps[i + 1 :], strict=True):
                short = len(q.lead) <= 10 and len(gap) <= (40 if not run else 16) and q.depth == whole.depth
                same = q.unit.name == whole.unit.name and q.noun in ("", whole.noun)
                if (
                    not (short and same)
                    or id(q) in self.taken
                    or _STOP.search(gap)
                    or _BASELESS.search(q.lead)
                ):
                    break
                if re.search(r"[；;]", gap):
                    break
                run.append(q)
            free = whole.status is None and id(whole) not in self.taken and not _BASELESS.search(whole.lead)
            if free and len(run) > 1 and whole.base:
                share = total_of(run) / whole.base
                if share == 1 or (len(run) > 2 and NEARLY <= share <= 2 - NEARLY):
                    yield Group(whole, run, Cue.PARALLEL, closed=True)
                    i += len(run)
            i += 1

    # 反馈N个，已完成…，正在…

    def _status(self) -> Iterator[Group]:
        told: set[int] = set()
        for i, first in enumerate(self.numbers):
            if first.status is None or id(first) in self.taken | self.listed | told or _closing_word(first):
                continue
            run = [first]
            for q, gap in zip(self.numbers[i + 1 :], self.gaps[i + 1 :], strict=True):
                if not addable(first, q):
                    continue
                if q.status is None or q.depth != first.depth or id(q) in self.taken:
                    break
                if _STOP.search(gap) and not left_over(q.lead):
                    break
                run.append(q)
            group = self._status_group(i, run)
            if group:
                yield group
            told.update(id(q) for q in run)

    def _status_group(self, i: int, run: list[Quantity]) -> Group | None:
        first = run[0]

        def fits(q: Quantity) -> bool:
            other_noun = q.noun and first.noun and q.noun != first.noun
            return addable(q, first) and q.status is None and not other_noun and not _BASELESS.search(q.lead)

        before = [q for q in reversed(self.numbers[:i]) if fits(q) and q.depth <= first.depth]
        before.sort(key=lambda q: id(q) in self.taken)  # parts of other groups come last
        near = bool(before) and not re.search(r"[；;]", self.text[before[0].end : first.start])
        total = total_of(run)
        if not before:
            if _LEFT.search(first.lead) or (len(run) == 1 and left_over(first.lead)):
                return self._remainder(run)
            far = earlier(self.text, self.sentences, self.index, lines=1)
            before = [
                q for q in far if fits(q) and q.unit.name == first.unit.name and (len(run) > 1 or q.noun)
            ]
        if not before:
            return None
        whole = next((c for c in before if c.base == total), None)
        whole = whole or next((c for c in before if c.base > total), before[0])
        return Group(whole, run, Cue.STATUS, len(run) > 1 and complementary(run), near)

    def _remainder(self, run: list[Quantity]) -> Group | None:
        """已完成52个。剩余5个…: what is left stands in a sentence after the whole and what is done."""
        own = reversed(self.numbers[: self.numbers.index(run[0])])
        known = (*own, *earlier(self.text, self.sentences, self.index, lines=1))
        above = [q for q in known if q.unit.name == run[0].unit.name]
        at = next((i for i, q in enumerate(above) if q.status is Status.DONE), None)
        if at is None:
            return None
        parts = [above[at], *run]
        wholes = [q for q in above[at + 1 :] if q.status is None and q.base >= above[at].base]
        whole = next((q for q in wholes if q.base == total_of(parts)), wholes[0] if wholes else None)
        return Group(whole, parts, Cue.REST, closed=True, near=False) if whole else None

    # 20个小区，物业小区2个，其余18个

    def _rest(self) -> Iterator[Group]:
        for k in range(2, len(self.numbers)):
            rest = self.numbers[k]
            if (
                id(rest) in self.taken
                or not _LEFT.search(rest.lead)
                or self.numbers[k - 1].status is not None
            ):
                continue
            run = [
                q
                for q in self.numbers[: k + 1]
                if addable(q, rest) and q.depth == rest.depth and id(q) not in self.taken
            ]
            readings = [(run[cut], run[cut + 1 :]) for cut in range(len(run) - 2)]
            if readings:
                whole, parts = next((r for r in readings if r[0].base == total_of(r[1])), readings[0])
                yield Group(whole, parts, Cue.REST, closed=True)

    # 大气19件、水污染16件、其他3件, after a whole in an earlier sentence

    def _series(self) -> Iterator[Group]:
        numbers = self.numbers
        series = [q for q in numbers if addable(q, numbers[0]) and q.depth == 0] if numbers else []
        if (
            len(series) < 3
            or len(series) < len(numbers) - 1
            or any(q.status or id(q) in self.taken for q in series)
        ):
            return
        if any(not re.search(r"[、；;]", q.gap) for q in series[1:]):
            return
        total = total_of(series)
        unit = series[0].unit.name
        candidates = [q for q in earlier(self.text, self.sentences, self.index) if q.unit.name == unit]
        whole = next((q for q in candidates if q.base == total), None)
        start = self.sentences[self.index].start
        announced = _BY_KIND.search(self.text, start, series[0].start) is not None
        if (
            whole is None
            and announced
            and candidates
            and NEARLY <= total / (candidates[0].base or 1) <= 2 - NEARLY
        ):
            whole = candidates[0]
        if whole:
            yield Group(whole, series, Cue.SERIES, closed=True, near=False)

    # 100名社区工作者，仅有13名

    def _subset(self) -> Iterator[Group]:
        for before, q in zip(self.numbers, self.numbers[1:], strict=False):
            plain = id(q) not in self.taken and q.unit.name == before.unit.name and q.base <= before.base
            if plain and _HAS.fullmatch(q.lead):
                yield Group(before, [q], Cue.SUBSET)


def _fits(row: list[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The ways in which the first number of a row, or one after it, is the sum of its neighbours; longest first."""
    for length in range(len(row), 2, -1):
        first, *rest = row[:length]
        if first.base == total_of(rest):
            yield first, rest
        *rest, last = row[:length]
        if last.base == total_of(rest):
            yield last, rest


def _opposite(a: str, b: str) -> bool:
    """Whether two short clauses say something and its contrary: 合格 / 不合格, 正常使用 / 停用, 实到 / 缺席."""
    negative = [bool(_NOT.search(words)) for words in (a, b)]
    if negative[0] != negative[1] and set(a) & set(b) - set("的为有"):
        return True
    return bool(_KEPT.search(a)) != bool(_KEPT.search(b))


def _kindred(a: Quantity, b: Quantity) -> bool:
    return addable(a, b) or (a.unit.kind in _HEADS and b.unit.kind in _HEADS)


def _closing_word(q: Quantity) -> str:
    """“strong” for 合计, 共计 … before a number, “weak” for a mere 共, "" if there is neither."""
    found = _CLOSING.search(q.lead[-12:])
    if found is None:
        return ""
    return "strong" if found["strong"] else "weak"
