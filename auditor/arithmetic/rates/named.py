"""Rates whose own words name the number they are of, from which other numbers part them.

审核132笔、金额402万元，退回17笔、58万元，退回笔数占12.9% · 评估结果为优秀27家、达标45家，优秀率37.5% · 大气186件、水121件…，其中大气类占37.2% ·
录用14人。录用人员中具有硕士学位的10人，占七成以上.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.numbers import Place, has_rate_between, says_share
from auditor.claims import Bound, Quantity, Rate
from auditor.figures.change_names import counts_in
from auditor.figures.flows import words_of
from auditor.figures.rate_words import is_called, stem
from auditor.figures.rounding import holds, is_mistyped, near, violates
from auditor.groups.group import addable
from auditor.patterns import compiled

BACK = 8  # numbers before a rate among which those that it names may be
ROUGHLY = 15  # percentage points by which a share told in a word may be off and still be meant
_SHARED = 2  # characters that a whole and the sentence about its parts have in common

_RESULT = compiled(r"(?:结果|等[次级]|评定|评级)(?:分别)?为(?P<grade>[\u4e00-\u9fff]{2,4})\Z")
_NEXT_GRADE = compiled(r"、[\u4e00-\u9fff]{2,5}")
_ITS_RATE = compiled(r"[，,][\u4e00-\u9fff]{2,6}(?:为|达到?|是)?")
_CLASS_SHARE = compiled(r"(?:其中)?(?P<name>[\u4e00-\u9fff]{1,6}?)(?:类|方面)占(?:比(?:为|达)?)?")


def of_named_measure(place: Place) -> Ratio | None:
    """退回笔数占12.9%: of two measures the one that is named, what was done of all before."""
    rate = place.rate
    found = _measure_share().fullmatch(rate.lead)
    if found is None or rate.bound is not Bound.EXACT:
        return None
    before = place.before[-BACK:]
    numbers = list(zip(before, words_of(before), strict=True))
    counted = [(q, said) for q, said in numbers if counts_in(found["measure"], q)]
    if len(counted) != 2 or found["deed"] in counted[0][1] or found["deed"] not in counted[1][1]:
        return None
    return _differing(rate, counted[1][0], counted[0][0])


@cache
def _measure_share() -> re.Pattern[str]:
    kinds = lexicon.alternatives(lexicon.mapping("changes", "measures.kinds"))
    return compiled(rf"(?P<deed>[\u4e00-\u9fff]{{2,4}}?)(?P<measure>{kinds})占(?:比(?:为|达)?)?")


def of_grades(place: Place) -> Ratio | None:
    """评估结果为优秀27家、达标45家，优秀率37.5%: of all that were given a grade; wrong only if it reads as mistyped."""
    rate, row = place.rate, _grades(place.before[-BACK:])
    if len(row) < 2 or rate.bound is not Bound.EXACT or not _ITS_RATE.fullmatch(rate.gap):
        return None
    part = next((q for q in row if q.lead.endswith(stem(rate))), None)
    if part is None or len(stem(rate)) < 2 or len({q.unit.name for q in row}) > 1:
        return None
    value = sum((q.value for q in row), Decimal(0))
    whole = Quantity(row[0].start, row[-1].end, value, unit=part.unit, scale=part.scale)
    return made(rate, Outcome.DIFFERS, (part, whole), True) if is_mistyped(rate, part, whole) else None


def _grades(numbers: list[Quantity]) -> list[Quantity]:
    """The last of some numbers, if they are a row of grades."""
    at = len(numbers) - 1
    while at > 0 and _NEXT_GRADE.fullmatch(numbers[at].gap):
        at -= 1
    return numbers[at:] if numbers and _RESULT.search(numbers[at].lead) else []


def of_told_roughly(place: Place) -> Ratio | None:
    """A share told in a word: 录用14人。录用人员中具有硕士学位的10人，占七成以上, or 三者合计180万元，占比接近一半.

    It is of the only larger number of the sentence before, and wrong only if the part's words tell that number again.
    """
    rate, part = place.rate, place.before[-1] if place.before else None
    if part is None or rate.bound is Bound.EXACT or not _is_share(rate) or has_rate_between(rate, part):
        return None
    if any(q is not part and addable(q, part) and q.base >= part.base for q in place.before):
        return None
    larger = [q for q in place.above[:BACK] if addable(q, part) and q.base >= part.base]
    near_by = [q for q in larger if q.sentence is larger[0].sentence]
    again = [q for q in near_by if q.lead[-_SHARED:] in part.gap and len(q.lead) >= _SHARED]
    whole = again[0] if len(again) == 1 else near_by[0] if len(near_by) == 1 else None
    if whole is None:
        return None
    if holds(rate, part, whole):
        return made(rate, Outcome.HOLDS, (part, whole), False)
    off = abs(part.base / whole.base * 100 - Fraction(rate.value))
    meant = bool(again) and part.bound is whole.bound is Bound.EXACT and off <= ROUGHLY
    return made(rate, Outcome.DIFFERS, (part, whole), True) if meant and violates(rate, part, whole) else None


_OF_GROUP = compiled(
    r"(?:\A|[，,；;])(?P<name>[\u4e00-\u9fff]{3,10}?)(?:当)?中[，,]?[^，,。；;、0-9]{0,16}\Z"
)
_EXCEPT = compiled(r"除|扣|不含|剔")
_BARE_SHARE = compiled(r"[，,]占(?:比)?(?:为|达)?")


def of_named_group(place: Place) -> Ratio | None:
    """其中专任教师1052人。专任教师中具有博士学位的463人，占44.0%: of the number that the words before 中 tell again."""
    rate, part = place.rate, place.before[-1] if place.before else None
    if part is None or rate.bound is not Bound.EXACT or not _BARE_SHARE.fullmatch(rate.gap):
        return None
    named = _OF_GROUP.search(part.gap)
    if named is None or part.bound is not Bound.EXACT:
        return None
    wholes = [
        q for q in (*place.before[:-1], *place.above) if is_called(q, named["name"]) and addable(q, part)
    ]
    whole = _only(wholes)
    if whole is None or whole.bound is not Bound.EXACT or _EXCEPT.search(part.gap):
        return None
    meant = is_mistyped(rate, part, whole)  # else of those of them who…, of whom no number is told
    return _differing(rate, part, whole) if meant else None


_ROUGH_SHARE = compiled(r"占(?:比|了)?(?:接近|近|将近|超过?|约|不足|不到|达到?|过)*\Z")


def _is_share(rate: Rate) -> bool:
    return says_share(rate) or _ROUGH_SHARE.search(rate.lead) is not None


def of_named_classes(found: list[Ratio]) -> None:
    """Read the shares that are told by the name of a class, of what those beside them are shares of."""
    wholes: dict[int, list[Quantity]] = {}
    for ratio in found:
        if ratio.outcome is Outcome.HOLDS and len(ratio.sides) == 2:
            wholes.setdefault(id(ratio.rate.sentence), []).append(ratio.sides[1])
    for at, ratio in enumerate(found):
        whole = _only(wholes.get(id(ratio.rate.sentence), []))
        if whole is None or ratio.outcome is not Outcome.UNKNOWN:
            continue
        part = _class_of(ratio.rate)
        if part is not None and part.unit.name == whole.unit.name and 0 < part.base <= whole.base:
            found[at] = _differing(ratio.rate, part, whole) or ratio


def _class_of(rate: Rate) -> Quantity | None:
    """The only number of a rate's sentence that is told by the name of a class, and nothing more."""
    named = _CLASS_SHARE.fullmatch(rate.lead)
    if named is None or rate.bound is not Bound.EXACT or rate.sentence is None:
        return None
    numbers = (q for q in rate.sentence.quantities if q.end <= rate.start and q.bound is Bound.EXACT)
    return _only([q for q in numbers if q.lead.removesuffix("类") == named["name"]])


def _only(numbers: list[Quantity]) -> Quantity | None:
    """The one number that all of some are, None if they differ."""
    return numbers[0] if len({q.base for q in numbers}) == 1 else None


def _differing(rate: Rate, part: Quantity, whole: Quantity) -> Ratio | None:
    """A rate that its two numbers do not give, but nearly, or but for a digit."""
    if not whole.base or not addable(part, whole) or part.base > whole.base or holds(rate, part, whole):
        return None
    meant = near(rate, part, whole) or is_mistyped(rate, part, whole)
    return made(rate, Outcome.DIFFERS, (part, whole), True) if meant else None
