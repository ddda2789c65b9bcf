"""R117: an amount told again with the same digits and another unit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.characters.chinese import HAN_RUN
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import scale_of, written
from auditor.findings import Certainty, Finding, Severity
from auditor.groups.group import is_mean
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule
from auditor.stated.twice import told_twice

LEAST_DIGITS = 3  # that two amounts hardly have in common by chance, if they are told of one thing
FACTORS = frozenset((10, 100, 1000, 10_000, 100_000_000))
AROUND = 16  # characters before and behind a number that tell what it is of
NAME = 3  # characters of a word that both places must have in common
MANY = 6  # amounts of the same digits; more are a rate or a norm


@rule("R117", name="other-unit", severity=Severity.WARNING, since="0.1")
def other_unit(notice: Notice) -> Iterator[Finding]:
    """同一金额前后单位不同。

    检查什么
    两处金额、面积等的数字相同（三位以上有效数字）、单位不同（1.28亿元、1.28万元），同句前后各十六字内又提到同一事物的。
    同一句里的、平均数、概数不比较。

    为什么
    单位写错一级，数额相差十倍以上，校对时不易看出。

    反例
    - 一、整改情况
      应当公开招标而未招标的项目17个，涉及金额1.28亿元。
      二、下一步打算
      对采购领域1.28万元的未招标问题，举一反三。
    - 清理违规占用林地23.6公顷。已恢复的违规占用林地236亩，均已验收。已恢复违规占用林地23.6亩。

    正例
    - 一、整改情况
      应当公开招标而未招标的项目17个，涉及金额1.28亿元。
      二、下一步打算
      对采购领域1.28亿元的未招标问题，举一反三。
    - 公务接待费1.28万元，已全部核减。在建工程投资1.28亿元，均已验收。
    - 发放耕地地力保护补贴1.28亿元，平均每户发放耕地地力保护补贴1280元，全部到账。
    - 种植油菜300万亩，实施油菜轮作300亩。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    by_digits: dict[str, list[Quantity]] = {}
    for q in notice.claims.quantities:
        if q.unit.measured and q.bound is Bound.EXACT and not q.named:
            digits = show(q.value / scale_of(q)).replace(",", "").replace(".", "").strip("0")
            if len(digits) >= LEAST_DIGITS:
                by_digits.setdefault(digits, []).append(q)
    for amounts in by_digits.values():
        if not 1 < len(amounts) <= MANY or len({q.base for q in amounts}) == 1:
            continue
        for first, other in combinations(amounts, 2):
            if _is_one(notice, first, other):
                yield told_twice(
                    notice,
                    first,
                    other,
                    "数字相同而单位不同",
                    cause=f"unit:{written(first)}",
                    certainty=Certainty.QUERY,
                )


def _is_one(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two amounts of the same digits are told of one thing, and only one of them can be right."""
    if first.unit.kind != other.unit.kind or first.sentence is other.sentence:
        return False
    if is_mean(first.lead) or is_mean(other.lead):
        return False
    larger, smaller = max(first.base, other.base), min(first.base, other.base)
    return larger / smaller in FACTORS and bool(_names(notice, first) & _names(notice, other))


def _names(notice: Notice, q: Quantity) -> set[str]:
    """The pieces of words around a number that name what it is of."""
    general = words("nouns", "general")
    begin, end = (q.sentence.start, q.sentence.end) if q.sentence else (q.start, q.end)
    around = (
        notice.text[max(begin, q.start - AROUND) : q.start],
        notice.text[q.end : min(end, q.end + AROUND)],
    )
    pieces = (
        run[at : at + NAME] for said in around for run in HAN_RUN.findall(said) for at in range(len(run))
    )
    return {piece for piece in pieces if len(piece) == NAME and not any(word in piece for word in general)}
