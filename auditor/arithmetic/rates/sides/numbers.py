"""The numbers around a rate: which stand before and behind it, and which may be its part and its whole: 40 and 50 of 受理50件，办结40件，占80%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import takewhile

from auditor import lexicon
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity, Rate, Sentence
from auditor.figures.change_names import counts_in
from auditor.figures.each import told_respectively
from auditor.figures.rate_words import by_stem, is_called_rate, is_share, stem
from auditor.groups.group import addable, begins_comparison, earlier, is_mean
from auditor.patterns import compiled
from auditor.records import frozen

Pair = tuple[Quantity, Quantity]
"""A part and its whole."""


@frozen(eq=False, slots=False)
class Place:
    """Where a rate stands; ``wholes`` are those of the lists of the text, by the id of each part."""

    text: str
    sentences: Sequence[Sentence]
    index: int
    rate: Rate
    wholes: Mapping[int, Quantity]

    @cached_property
    def numbers(self) -> list[Quantity]:
        """The numbers of the rate's sentence."""
        return [q for q in self.sentences[self.index].quantities if not q.named]

    @cached_property
    def before(self) -> list[Quantity]:
        """The numbers of its sentence before the rate, in their order."""
        return _numbers_before(self.rate)

    @cached_property
    def above(self) -> list[Quantity]:
        """The numbers of the sentences before it, nearest first."""
        return list(earlier(self.text, self.sentences, self.index, lines=1))

    def whole_of(self, part: Quantity) -> Quantity | None:
        """What a list says that a number is a part of."""
        return self.wholes.get(id(part))

    def behind(self) -> Iterator[Quantity]:
        """The numbers behind the rate, up to the next semicolon or what it is compared with."""
        return takewhile(
            lambda q: not (SEMICOLON.search(q.gap) or begins_comparison(q.gap)),
            (q for q in self.numbers if q.start > self.rate.end),
        )


def _numbers_before(rate: Rate) -> list[Quantity]:
    """The numbers of its sentence before a rate; without averages, unless the rate is called one.

    日均处理1170吨，负荷率97.5%; but not 平均每天5人，占总数的13.8%.
    """
    numbers = rate.sentence.quantities if rate.sentence else []
    called = is_called_rate(rate)
    return [
        q
        for q in numbers
        if q.end <= rate.start
        and not q.named
        and q.depth <= rate.depth
        and not (is_mean(q.lead) and not called)
    ]


_SAYS_SHARE = compiled(
    r"\A(?:约|均|分别|各|共|合计|仅|只|已)?占(?:比|到|了|其|全|总|整|问题|应|[^0-9，,；;。]{0,12}的)?[^0-9，,；;。]{0,10}\Z"
)


def says_share(rate: Rate) -> bool:
    """Whether the words before a rate say that it is a share: 占总数的, 占比."""
    return _SAYS_SHARE.search(rate.lead) is not None or is_share(rate)


def share_of(rate: Rate) -> Quantity | None:
    """The number that a rate tells the share of, if its words say that it is one: 建议类1824件，占比60.8%."""
    run = told_respectively(rate)
    says = run[0] if run else rate
    if rate.bound is not Bound.EXACT or not says_share(says) or is_growth(rate):
        return None
    if len(run) > 1:
        parts = row_before(run)
        return counterpart(rate, run, parts) if parts else None
    before = [q for q in _numbers_before(rate) if not q.unit.spans_time]
    return before[-1] if before and not has_rate_between(rate, before[-1]) else None


def row_before(run: list[Rate]) -> list[Quantity]:
    """As many numbers before a row of rates; without the one that counts them: 停车类144条、管网类108条，两类占比依次为…."""
    before = _numbers_before(run[0])
    while len(before) > len(run) and before[-1].unit.name != before[-2].unit.name:
        before.pop()
    return before[-len(run) :] if len(before) >= len(run) else []


def counterpart(rate: Rate, run: list[Rate], parts: list[Quantity]) -> Quantity:
    """The number of a row that stands where a rate stands in its own row."""
    return next(part for each, part in zip(run, parts, strict=True) if each is rate)


@cache
def _growth() -> re.Pattern[str]:
    return compiled(rf"{lexicon.any_of('statuses', 'growth')}|[降升增减涨跌]了?\Z")


def is_growth(rate: Rate) -> bool:
    """Whether a rate tells by how much something grew or shrank (分别同比减少20%、18%), so that it is no ratio."""
    says = told_respectively(rate)[:1] or [rate]
    return _growth().search(says[0].lead) is not None and by_stem(rate, _numbers_before(rate)) is None


def has_rate_between(rate: Rate, number: Quantity) -> bool:
    """Whether another rate already says what share the number is."""
    figures = rate.sentence.figures if rate.sentence else []
    return any(isinstance(f, Rate) and number.end <= f.start < rate.start for f in figures)


def has_own_share(number: Quantity) -> bool:
    """居住用地156公顷，占38%；…: a number with a share of its own is a sibling, not the whole."""
    after = number.following
    if not isinstance(after, Rate):
        return False
    own = stem(after)[-2:]  # 开工数为520户，开工率达104%
    return "占" in after.lead or (len(own) > 1 and own in number.lead)


def is_stock(number: Quantity) -> bool:
    """Whether a number says how many there are, not how far something has come: 编制42名，实有39人."""
    return number.status is None or number.lead.startswith(("实有", "现有"))


def words_of(numbers: list[Quantity]) -> str:
    """The words around some numbers, in which a name may be looked for."""
    return "".join(q.gap + q.tail for q in numbers)


_KIND_OF = {
    "资金": "money",
    "金额": "money",
    "人口": "person",
    "人数": "person",
    "面积": "area",
    "户数": "household",
}
_WHAT_IS_MEASURED = compiled("|".join((*_KIND_OF, "产值", "收入", "支出", "投资")))


def comparable(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers may be the sides of a rate: one unit, and the whole is what the rate names (占资金总额的…).

    Nothing is a share of 0.
    """
    if not whole.base or not addable(part, whole):
        return False
    if not (part.unit.measured or part.unit.name == whole.unit.name or _are_same_things(part, whole)):
        return False
    if _is_of_other_measure(rate, part):
        return False
    named = _WHAT_IS_MEASURED.search(rate.lead) if "占" in rate.lead else None
    return named is None or named[0] in whole.lead + whole.tail or _KIND_OF.get(named[0]) == whole.unit.kind


def _is_of_other_measure(rate: Rate, part: Quantity) -> bool:
    """Whether a rate begins with the measure of other numbers before it: 871户3484人，户数消除率 is of no persons."""
    found = _measured().match(rate.lead)
    if found is None or counts_in(found["measure"], part):
        return False
    return any(counts_in(found["measure"], q) for q in _numbers_before(rate))


@cache
def _measured() -> re.Pattern[str]:
    return compiled(rf"按?(?P<measure>{lexicon.alternatives(lexicon.mapping('changes', 'measures.kinds'))})")


def _are_same_things(part: Quantity, whole: Quantity) -> bool:
    """Counting words that editors exchange (反馈意见25项，已整改19个) unless the nouns differ."""
    people = whole.unit.kind == "person"
    return people or not (part.noun and whole.noun and part.noun != whole.noun)
