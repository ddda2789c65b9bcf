"""Part–whole groups: which numbers of a text claim to add up, and whether they do.

A group is one whole with its parts.  It is found by what the text says (其中…, 分别为…, a colon, a bracket,
status words such as 已完成…正在…, 共计… after a list), never by trying which numbers happen to fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import define, evolve, field, frozen

from auditor.claims import Bound, Claims, Quantity, Sentence, Status
from auditor.numerals import show
from auditor.units import units

LOOK_BACK = 4  # sentences of the same paragraph in which the whole may stand
NEARLY = Fraction(85, 100)  # a list that reaches this share of its whole reads as meant to be complete


class Cue(StrEnum):
    """What tells that numbers are parts of another one."""

    AMONG = "其中"
    SPLIT = "分别"
    COLON = "："
    BRACKET = "（）"
    STATUS = "进展"
    CLOSING = "合计"
    REST = "其余"
    SUBSET = "有"
    SERIES = "按……分"


@define(eq=False)
class Group:
    """A whole and its parts.

    ``closed`` says that the parts claim to be all of it.  ``near`` is False if the whole stands in an earlier
    sentence.  ``others`` are further numbers that the parts could belong to.  ``repaired`` are parts whose unit
    must have been damaged (515 m among areas); they are in ``parts`` with the unit of the others.
    """

    whole: Quantity
    parts: list[Quantity]
    cue: Cue
    closed: bool = False
    near: bool = True
    others: list[Quantity] = field(factory=list)
    repaired: dict[int, Quantity] = field(factory=dict)

    @property
    def total(self) -> Fraction:
        """The sum of the parts, in base units."""
        return sum((p.base for p in self.parts), Fraction(0))


class Relation(StrEnum):
    """How the sum of the parts stands to the whole."""

    EQUAL = "equal"
    SUBSET = "subset"
    SHORT = "short"  # less than a whole that claims to be complete
    PART_ABOVE = "part above"  # a single part exceeds the whole
    ABOVE = "above"  # together the parts exceed the whole
    OPEN = "open"  # nothing can be said


@frozen
class Judgement:
    """What a group comes to: ``working`` is the arithmetic in words, ``certain`` whether the text closes the list."""

    relation: Relation
    working: str
    sum: str
    certain: bool = False


_AMONG = re.compile(r"其中|包括|包含|涵盖|(?<![包内富蕴])含(?![义有量])")
_SPLIT = re.compile(r"分别(?:为|是|有)?|分为|具体为|即")
_STOP = re.compile(r"其中|另有|另外|此外|同时|共计|合计|总计|累计|总共|下一步|还有|平均|新增|(?<![公一])共(?!同|建|享|治|产|青|商)")
_CLOSING = re.compile(r"(?:合计|总计|共计|总共|累计|一共|(?<![公一])共)[^0-9，,；;、]{0,10}\Z")
_STRONG_CLOSING = re.compile(r"(?:合计|总计|共计|总共)[^0-9，,；;、]{0,6}\Z")
_REST = re.compile(r"其余|剩余|余下|其他|另外")
_LEFT = re.compile(r"其余|剩余|余下")
_BY_KIND = re.compile(r"按[^，,。]{1,16}(?:划分|分类|分|来看|统计|看)|从[^，,。]{1,12}(?:来看|看)|其中")
_SUBSET = re.compile(r"(?:(?:仅|只|还|尚|已)?有|仅|只|占)\Z")
_OVERLAP = re.compile(r"重复|交叉|重叠|双重|并处|同时给予|既|有的|不重复|党纪[^。]{0,30}政务|政务[^。]{0,30}党纪")
_OPEN_LIST = re.compile(r"(?:例如|比如|譬如|诸如|主要|重点|特别是|尤其是|如|约谈|人均|平均|每)[^0-9]{0,12}\Z")
_COMPLEMENT = ({Status.DONE, Status.MOSTLY}, {Status.RUNNING, Status.OPEN})
_EXACT_UNITS = frozenset(("object", "duration", "age", "document"))


def groups(text: str, claims: Claims) -> list[Group]:
    """All part–whole groups of a text, in order."""
    found: list[Group] = []
    for index in range(len(claims.sentences)):
        found.extend(_in_sentence(text, claims.sentences, index))
    return found


def _in_sentence(text: str, sentences: Sequence[Sentence], index: int) -> Iterator[Group]:
    numbers = [q for q in sentences[index].quantities if not q.named]
    if not numbers:
        return
    used: set[int] = set()
    for i in range(len(numbers)):
        cue = _cue(numbers, i)
        if cue is None or (cue in (Cue.SPLIT, Cue.COLON) and id(numbers[i]) in used):
            continue
        starts = [i]
        if i + 1 < len(numbers) and _tandem(numbers[i], numbers[i + 1]):
            starts.append(i + 1)
        for start in starts:
            parts, repaired = _parts(numbers, start)
            group = _explicit(text, sentences, index, numbers, i, parts, cue, repaired)
            if group or len(parts) > 2:
                used.update(id(p) for p in parts)
            if group:
                yield group
    yield from _rest_groups(numbers, used)
    yield from _series_groups(text, sentences, index, numbers, used)
    yield from _status_groups(text, sentences, index, numbers, used)
    yield from _closing_groups(numbers, used)
    yield from _subset_groups(numbers, used)


def _cue(numbers: list[Quantity], i: int) -> Cue | None:
    q = numbers[i]
    if _AMONG.search(q.gap):
        return Cue.AMONG
    if i == 0:
        return None
    before = numbers[i - 1]
    if not any(addable(b, q) for b in numbers[:i]):
        return None
    if _SPLIT.search(q.gap) and not _OPEN_LIST.search(q.gap):
        return Cue.SPLIT
    if q.depth > before.depth and addable(before, q) and len(q.gap) <= 30 and not _OPEN_LIST.search(q.gap):
        return Cue.BRACKET
    colon = max(q.gap.rfind("："), q.gap.rfind(":"))
    if colon >= 0 and not re.search(r"[，,；;]", q.gap[colon:]) and len(q.gap) <= 40 and not _OPEN_LIST.search(q.gap):
        return Cue.COLON
    return None


def addable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers may be parts of one sum: units of one kind, and the same unit where kinds are loose."""
    if a.unit.kind != b.unit.kind:
        return False
    return a.unit.name == b.unit.name if a.unit.kind in _EXACT_UNITS else True


def _tandem(a: Quantity, b: Quantity) -> bool:
    """Two figures for one thing: 4处/422㎡, 19件25人."""
    return a.unit.kind != b.unit.kind and len(b.gap) <= 3 and b.depth == a.depth


def _parts(numbers: list[Quantity], start: int) -> tuple[list[Quantity], dict[int, Quantity]]:
    first = numbers[start]
    parts, repaired = [first], {}
    separator = ""
    for q in numbers[start + 1 :]:
        if q.depth < first.depth:
            break
        if q.depth > first.depth:
            continue
        if _STOP.search(q.gap) and not _REST.search(q.lead):
            break
        if not addable(first, q):
            if first.unit.kind == "area" and q.unit.name == "m" and not q.scale:
                fixed = evolve(q, unit=units()["㎡"])
                repaired[id(fixed)] = q
                parts.append(fixed)
            continue
        new = "；" if "；" in q.gap or ";" in q.gap else "、"
        if not separator:
            separator = new
        elif new == "；" and separator == "、":
            break
        if q.unit.name != first.unit.name and q.noun and not (q.status and first.status) and not q.unit.measured:
            break
        if (q.status is None) != (first.status is None) and separator != "；" and not _REST.search(q.lead):
            break
        parts.append(q)
    return parts, repaired


def _explicit(
    text: str,
    sentences: Sequence[Sentence],
    index: int,
    numbers: list[Quantity],
    i: int,
    parts: list[Quantity],
    cue: Cue,
    repaired: dict[int, Quantity],
) -> Group | None:
    first = parts[0]
    candidates = [q for q in reversed(numbers[:i]) if addable(q, first) and q.depth <= first.depth]
    near = bool(candidates)
    if not candidates and cue is Cue.AMONG:
        candidates = [q for q in _earlier(text, sentences, index) if addable(q, first)]
    if not candidates:
        return None
    if len(parts) == 1 and cue is not Cue.AMONG:
        return None
    total = sum((p.base for p in parts), Fraction(0))
    whole = next((c for c in candidates[:6] if c.base == total), candidates[0])
    if not near and whole.base != total and not NEARLY <= total / (whole.base or 1) <= 2 - NEARLY:
        return None
    closed = cue in (Cue.SPLIT, Cue.COLON) or complementary(parts)
    return Group(whole, parts, cue, closed, near, [c for c in candidates if c is not whole], repaired)


def _earlier(text: str, sentences: Sequence[Sentence], index: int) -> Iterator[Quantity]:
    """The numbers of the sentences before, of the same paragraph, nearest first."""
    for back in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        if "\n" in text[sentences[back].end : sentences[index].start]:
            return
        yield from (q for q in reversed(sentences[back].quantities) if not q.named and q.depth == 0)


def complementary(parts: Sequence[Quantity]) -> bool:
    """Whether the parts' statuses leave nothing out: something done and something not yet done, or 其余."""
    if any(_REST.search(p.lead) for p in parts[1:]):
        return True
    statuses = {p.status for p in parts}
    return all(statuses & side for side in _COMPLEMENT)


def _status_groups(
    text: str, sentences: Sequence[Sentence], index: int, numbers: list[Quantity], used: set[int]
) -> Iterator[Group]:
    i = 0
    while i < len(numbers):
        if numbers[i].status is None or id(numbers[i]) in used or (i and _CLOSING.search(numbers[i].lead)):
            i += 1
            continue
        run = [numbers[i]]
        j = i + 1
        while j < len(numbers) and numbers[j].status is not None and addable(run[0], numbers[j]):
            if id(numbers[j]) in used:
                break
            if numbers[j].depth != run[0].depth or (_STOP.search(numbers[j].gap) and not _REST.search(numbers[j].lead)):
                break
            run.append(numbers[j])
            j += 1
        before = sorted(numbers[:i], key=lambda q: id(q) not in used)  # stable: parts of other groups come last
        group = _status_group(text, sentences, index, before, run)
        if group:
            yield group
        i = j


def _status_group(
    text: str, sentences: Sequence[Sentence], index: int, before: list[Quantity], run: list[Quantity]
) -> Group | None:
    first = run[0]

    def fits(q: Quantity) -> bool:
        return addable(q, first) and q.status is None and not (q.noun and first.noun and q.noun != first.noun)

    candidates = [q for q in reversed(before) if fits(q) and q.depth <= first.depth]
    near = bool(candidates)
    if not candidates:
        strict = (q for q in _earlier(text, sentences, index) if fits(q) and q.unit.name == first.unit.name)
        candidates = [q for q in strict if len(run) > 1 or q.noun]
    if not candidates:
        return None
    total = sum((p.base for p in run), Fraction(0))
    whole = next((c for c in candidates if c.base == total), candidates[0])
    closed = len(run) > 1 and complementary(run)
    return Group(whole, run, Cue.STATUS, closed, near, [c for c in candidates if c is not whole])


def _rest_groups(numbers: list[Quantity], used: set[int]) -> Iterator[Group]:
    """20个小区，物业小区2个，其余18个…: what is left, after parts that stand without a status."""
    for k in range(2, len(numbers)):
        rest = numbers[k]
        if id(rest) in used or not _LEFT.search(rest.lead) or numbers[k - 1].status is not None:
            continue
        run = [q for q in numbers[: k + 1] if addable(q, rest) and q.depth == rest.depth and id(q) not in used]
        readings = [(run[cut], run[cut + 1 :]) for cut in range(len(run) - 2)]
        if not readings:
            continue
        fitting = [r for r in readings if r[0].base == sum((p.base for p in r[1]), Fraction(0))]
        whole, parts = (fitting or readings)[0]
        used.update(id(p) for p in parts)
        yield Group(whole, parts, Cue.REST, closed=True)


def _series_groups(
    text: str, sentences: Sequence[Sentence], index: int, numbers: list[Quantity], used: set[int]
) -> Iterator[Group]:
    """大气19件、水污染16件、其他3件: a sentence that is one long list; its whole stands in a sentence before."""
    series = [q for q in numbers if addable(q, numbers[0]) and q.depth == 0]
    if len(series) < 3 or len(series) < len(numbers) - 1 or any(q.status or id(q) in used for q in series):
        return
    if any("、" not in q.gap and "；" not in q.gap and ";" not in q.gap for q in series[1:]):
        return
    total = sum((q.base for q in series), Fraction(0))
    candidates = [q for q in _earlier(text, sentences, index) if addable(q, series[0]) and q.unit.name == series[0].unit.name]
    whole = next((q for q in candidates if q.base == total), None)
    announced = _BY_KIND.search(text, sentences[index].start, series[0].start) is not None
    if whole is None and announced and candidates and NEARLY <= total / (candidates[0].base or 1) <= 2 - NEARLY:
        whole = candidates[0]
    if whole:
        used.update(id(q) for q in series)
        yield Group(whole, series, Cue.SERIES, closed=True, near=False)


def _subset_groups(numbers: list[Quantity], used: set[int]) -> Iterator[Group]:
    """100名社区工作者，仅有13名…: one part of the number before it."""
    for before, q in zip(numbers, numbers[1:], strict=False):
        if id(q) not in used and q.unit.name == before.unit.name and _SUBSET.search(q.lead) and len(q.lead) <= 6 and q.base <= before.base:
            used.add(id(q))
            yield Group(before, [q], Cue.SUBSET)


def _closing_groups(numbers: list[Quantity], used: set[int]) -> Iterator[Group]:
    for k in range(2, len(numbers)):
        whole = numbers[k]
        if not _CLOSING.search(whole.lead):
            continue
        run: list[Quantity] = []
        for q in reversed(numbers[:k]):
            if q.depth > whole.depth:
                continue
            if not addable(q, whole) or id(q) in used or _CLOSING.search(q.lead):
                break
            run.insert(0, q)
        totals = [sum((p.base for p in run[cut:]), Fraction(0)) for cut in range(max(0, len(run) - 1))]
        if whole.base in totals:
            yield Group(whole, run[totals.index(whole.base) :], Cue.CLOSING, closed=True)
        elif len(run) > 1 and _STRONG_CLOSING.search(whole.lead) and len({p.unit.name for p in (*run, whole)}) == 1:
            yield Group(whole, run, Cue.CLOSING, closed=True)


def judge(group: Group, text: str) -> Judgement:
    """Compare the sum of the parts with the whole."""
    whole, parts = group.whole, group.parts
    total, target = group.total, whole.base
    working = working_of(parts, whole)
    sum_text = amount(total, whole)
    exact = whole.bound is Bound.EXACT and all(p.bound is Bound.EXACT for p in parts)
    if total == target or _rounded(parts, whole, total, target):
        return Judgement(Relation.EQUAL, _equation(working, group), sum_text, True)
    if group.cue is Cue.STATUS and (reading := _status_reading(group)):
        return Judgement(Relation.EQUAL, reading, sum_text)
    if not exact:
        return _approximate(group, working, sum_text)
    overlap = _OVERLAP.search(text, parts[0].start - 40 if parts[0].start > 40 else 0, parts[-1].end + 30) is not None
    if total < target:
        return _below(group, working, sum_text, overlap)
    high = [p for p in parts if p.base > target]
    if high and group.cue is Cue.STATUS and high[0].unit.name != whole.unit.name and high[0].noun != whole.noun:
        return Judgement(Relation.OPEN, working, sum_text)
    if high and not group.near:
        return Judgement(Relation.OPEN, working, sum_text)
    if high:
        compare = f"{written(high[0])} > {written(whole)}"
        return Judgement(Relation.PART_ABOVE, compare, amount(high[0].base, whole), group.near)
    if overlap or (group.cue is Cue.STATUS and not group.closed):
        return Judgement(Relation.OPEN, working, sum_text)
    return Judgement(Relation.ABOVE, f"{working} > {amount(target, whole)}", sum_text, group.closed)


def _equation(working: str, group: Group) -> str:
    if len(group.parts) == 1:
        return f"{written(group.parts[0])} = {written(group.whole)}"
    end = amount(group.whole.base, group.whole)
    return working if working.endswith(f"= {end}") else f"{working} = {end}"


def _below(group: Group, working: str, sum_text: str, overlap: bool) -> Judgement:
    whole = amount(group.whole.base, group.whole)
    if len(group.parts) == 1:
        return Judgement(Relation.SUBSET, f"{written(group.parts[0])} ≤ {written(group.whole)}", sum_text)
    nearly = group.total / group.whole.base >= NEARLY if group.whole.base else False
    if group.closed and not overlap:
        return Judgement(Relation.SHORT, f"{working}，比 {whole} 少 {amount(group.whole.base - group.total, group.whole)}",
                         sum_text, group.cue is not Cue.AMONG)  # fmt: skip
    if nearly and group.cue is not Cue.STATUS:
        return Judgement(Relation.SHORT, f"{working}，比 {whole} 少 {amount(group.whole.base - group.total, group.whole)}",
                         sum_text)  # fmt: skip
    return Judgement(Relation.SUBSET, f"{working} ≤ {whole}", sum_text)


def _approximate(group: Group, working: str, sum_text: str) -> Judgement:
    """近 约 余 多 are one-sided: what lies within a tenth on the right side is proved, nothing is contradicted."""
    whole, total, target = group.whole, group.total, group.whole.base
    if len(group.parts) == 1 and total <= target:
        return Judgement(Relation.SUBSET, f"{written(group.parts[0])} ≤ {written(whole)}", sum_text)
    low = target if whole.bound in (Bound.EXACT, Bound.OVER) else target * 9 / 10
    high = target if whole.bound is Bound.UNDER else target * 11 / 10
    if len(group.parts) > 1 and low <= total <= high:
        return Judgement(Relation.EQUAL, f"{working}，与“{written(whole)}”（概数）相符", sum_text)
    return Judgement(Relation.OPEN, working, sum_text)


def _rounded(parts: Sequence[Quantity], whole: Quantity, total: Fraction, target: Fraction) -> bool:
    """Whether rounding of the printed decimals explains the difference (measures only)."""
    if not whole.unit.measured:
        return False
    step = max(_step(q) for q in (*parts, whole))
    if step >= max(whole.base, Fraction(1)) / 100:
        return False
    return abs(total - target) <= step * (len(parts) + 1) / 2 and any("." in f"{q.value}" for q in parts)


def _step(q: Quantity) -> Fraction:
    """The value of one unit of the last printed place, in base units."""
    scale = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}.get(q.scale, 1)
    number = q.value / scale if scale > 1 else q.value
    exponent = int(number.normalize().as_tuple().exponent)
    return Fraction(Decimal(10) ** min(0, exponent)) * scale * q.unit.factor


def _status_reading(group: Group) -> str | None:
    """Other natural sums of a status list: 立行立改 and 销号 may be counted within what is done."""
    target = group.whole.base
    done = [p for p in group.parts if p.status in (Status.DONE, Status.QUICK)]
    rest = [p for p in group.parts if p.status not in (Status.DONE, Status.QUICK)]
    for main in done if len(done) > 1 else ():
        parts = [main, *rest]
        if all(p.base <= main.base for p in done) and sum((p.base for p in parts), Fraction(0)) == target:
            return f"{working_of(parts, group.whole)} = {amount(target, group.whole)}"
    return None


def working_of(parts: Sequence[Quantity], whole: Quantity) -> str:
    """“77 + 74 + 82 = 233”; with units where they differ."""
    if len({p.unit_text for p in (*parts, whole)}) == 1 or not whole.unit.measured:
        numbers = " + ".join(show(p.value / _scale(p)) for p in parts)
        total = show(sum((p.value for p in parts), Decimal(0)) / _scale(whole))
        same = len({_scale(p) for p in (*parts, whole)}) == 1
        if same:
            return f"{numbers} = {total}" if len(parts) > 1 else numbers
    numbers = " + ".join(written(p) for p in parts)
    base = sum((p.base for p in parts), Fraction(0))
    unit = parts[0].unit
    total = show(_decimal(base / unit.factor)) + unit.name
    return f"{numbers} = {total}" if len(parts) > 1 else numbers


def written(q: Quantity) -> str:
    """A quantity as it is written, without the blanks: 1.64007万㎡."""
    return f"{show(q.value / _scale(q))}{q.unit_text}"


def amount(base: Fraction, like: Quantity) -> str:
    """A value of base units in the unit of another number."""
    value = _decimal(base / like.unit.factor / _scale_fraction(like))
    return show(value) + (like.unit_text if like.unit.measured or like.scale else "")


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _scale(q: Quantity) -> Decimal:
    return Decimal({"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}.get(q.scale, 1))


def _scale_fraction(q: Quantity) -> Fraction:
    return Fraction(_scale(q))
