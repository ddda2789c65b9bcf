"""A number told for each of several: 每期60人, 人均500元, 各配备3名; and what a count and a total make of it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import amount, scale_of, written
from auditor.figures.each import BRACKETS
from auditor.figures.rounding import rounded
from auditor.groups.finders.row import is_heads
from auditor.lexicon import any_of
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.records import frozen

_EACH = compiled(r"(?:每|各)[\u4e00-\u9fff]{0,8}\Z")
_AVERAGE = compiled(
    r"平均每?[\u4e00-\u9fff（）()]{0,8}\Z|[人户村校班亩次生所队组件份片场批辆车案栋台店项单]均[\u4e00-\u9fff]{0,6}\Z"
)
_ABOUT = compiled(r"(?:大约|约|大概|近)\Z")
_CLAUSES = compiled(r"[，,；;。：:]")
_EACH_OF = compiled(r"平均|均|每|各|个")
_PER_HEAD = compiled(r"人均|每人|每[名位]")
_BARE = compiled(r"(?:平均每?)?[人户村场期件份次班校车案]均?")  # 人均, 平均每户: of all those told before
_PLAIN_EACH = compiled(
    r"(?:每|各)[\u4e00-\u9fff]{0,4}\Z|每[人名位个期轮次场](?:(?![每各年月季周天日期])[\u4e00-\u9fff]){0,8}\Z|每[\u4e00-\u9fff]{1,4}(?:培训|安排|配备|配|发放|补助|派|有|为)?\Z|[人户村场期件份车案均]均\Z|平均每?[\u4e00-\u9fff]{0,4}\Z"
)
_EACH_TIME = compiled(r"每[^每，。；]{1,4}每(?P<behind>[月年天日周])|每(?P<before>[月年天日周])每")
_TIMES = {"月": "个月", "年": "年", "天": "天", "日": "天", "周": "周"}
_CHANGED = compiled(
    r"[\u4e00-\u9fff]{0,8}?(?:调整|精简|压减|减少|增加|合并|整合|优化|扩大|缩减|撤并|变|升|降)(?:到|至|为|成)"
)
NEAR = Fraction(3, 10)  # how far, as a share, a number may be off and still be meant as the one computed
LITTLE_LESS = Fraction(1, 10)  # how much less than a number may be told as 近
_SLIPS = frozenset(Fraction(10) ** k for k in (-4, -3, -2, -1, 1, 2, 3, 4))
"""How far a sum of money is off if 万 was lost or a decimal point moved; so exactly no other number is off."""


def words_before(number: Quantity) -> str:
    """The words of the clause before a number, without brackets and 约."""
    return _ABOUT.sub("", BRACKETS.sub("", _CLAUSES.split(number.gap)[-1]))


def told_for_each(number: Quantity, words: str) -> Each | None:
    """A number as that for each of several, if the words before it say so."""
    average = _AVERAGE.search(words) is not None
    return Each(number, words, average) if average or _EACH.search(words) else None


@frozen
class Each:
    """The number for each: the words before it, and whether they call it an average."""

    number: Quantity
    words: str
    average: bool

    @property
    def of(self) -> str:
        """What it is for each of: 社区 of 平均每个社区, 人 of 人均."""
        return _EACH_OF.sub("", self.words)

    @property
    def time(self) -> str:
        """The unit of the time it is told for besides: 个月 of 每人每月; "" if it is told once."""
        found = _EACH_TIME.search(self.words)
        return _TIMES[found["behind"] or found["before"]] if found else ""

    @property
    def is_bare(self) -> bool:
        """Whether it is the average of all those told before: 人均, 平均每户."""
        return _BARE.fullmatch(self.words) is not None

    @property
    def is_plain(self) -> bool:
        """Whether it follows so closely that a wrong product contradicts it: 每期60人."""
        return _PLAIN_EACH.search(self.words) is not None

    @property
    def is_had(self) -> bool:
        """Whether it is what each of those before it has: 各配备3名."""
        return _each_has().search(self.words) is not None

    @property
    def is_loose(self) -> bool:
        """Whether it is told as 约 or 近."""
        under = self.number.bound is Bound.UNDER and self.number.lead.endswith("近")
        return under or self.number.bound is Bound.ABOUT

    @property
    def printed(self) -> Decimal:
        """The number as printed: 3.41 of 3.41万元."""
        return self.number.value / scale_of(self.number)

    @property
    def places(self) -> int:
        """The decimals printed."""
        return max(0, -int(self.printed.normalize().as_tuple().exponent))

    def quotient(self, total: Quantity, count: Quantity) -> Fraction:
        """What a total and a count give, in the number's unit."""
        return total.base / Fraction(count.value) / self.number.unit.factor

    def holds(self, total: Quantity, count: Quantity) -> bool:
        """Whether it is what they give: an average as printed, anything else exactly."""
        quotient = self.quotient(total, count)
        if not self.average:
            return quotient == self.number.value
        if self.number.bound is Bound.UNDER:
            return 1 - LITTLE_LESS <= quotient / Fraction(self.number.value) < 1
        return rounded(quotient / Fraction(scale_of(self.number)), self.places) == self.printed

    def is_near(self, total: Quantity, count: Quantity) -> bool:
        """Whether what they give is near enough to be meant."""
        return (
            abs(self.quotient(total, count) - Fraction(self.number.value))
            <= Fraction(self.number.value) * NEAR
        )

    def is_slip(self, total: Quantity, count: Quantity) -> bool:
        """Whether what they give is off by a power of ten, as when 万 is lost."""
        return self.quotient(total, count) / Fraction(self.number.value) in _SLIPS

    def working(self, total: Quantity, count: Quantity) -> str:
        """The arithmetic in words."""
        each = written(self.number)
        if not self.average:
            return f"{written(count)} × {each} = {written(total)}"
        sign = "=" if self.quotient(total, count) == self.number.value else "≈"
        return f"{written(total)} ÷ {written(count)} {sign} {each}"

    def told_times(self, count: Quantity) -> Fraction:
        """What it comes to for so many, in base units."""
        return Fraction(count.value) * self.number.base

    def counts(self, q: Quantity) -> bool:
        """Whether a number counts what it is for each of: 9名 for 人均, 5期 for 每期, 9个社区 for 平均每个社区."""
        if _CHANGED.match(q.tail):
            return False  # 43个网格优化调整为38个，平均每个网格3名
        if q.unit.name == self.number.unit.name:
            return len(self.of) > 1 and q.tail.startswith(self.of[:2])
        if q.unit.name[-1:] in self.words:
            return True
        if is_heads(q) and _PER_HEAD.search(self.words):
            return not is_heads(self.number)
        return any(char in q.tail[:4] + q.lead[-3:] for char in self.of[:2])

    def is_times_of(self, total: Quantity) -> bool:
        """Whether it is so many times for each person, and the total counts them: 42名…每人3次，共126人次."""
        return (
            self.number.unit.name == "次"
            and total.unit.name == "人次"
            and _PER_HEAD.search(self.words) is not None
        )

    def instead(self, total: Quantity, count: Quantity) -> tuple[str, str]:
        """What the other two give for the average, or else for the total, and the arithmetic in words."""
        if self.average:
            quotient = self.quotient(total, count)
            computed = _in_other_scale(self.printed, self.number, quotient)
            if not computed:
                value = rounded(quotient / Fraction(scale_of(self.number)), self.places + 2)
                computed = f"{show(value)}{self.number.unit_text}"
            return computed, f"{written(total)} ÷ {written(count)} = {computed}"
        computed = _product(self.told_times(count), total)
        return computed, f"{written(count)} × {written(self.number)} = {computed}"


def _in_other_scale(printed: Decimal, like: Quantity, value: Fraction) -> str:
    """A value that has the digits printed, if only 万 or 亿 is too much or missing: 355元 for 355万元; else ""."""
    places = max(0, -int(printed.normalize().as_tuple().exponent))
    for scale, factor in (("", 1), ("万", 10**4), ("亿", 10**8)):
        if scale != like.scale and rounded(value / factor, places) == printed:
            return f"{show(printed)}{scale}{like.unit.name}"
    return ""


def _product(product: Fraction, total: Quantity) -> str:
    """A product as one would write it for the total, in whose digits it is told if only 万 is too much."""
    value = product / total.unit.factor
    printed = total.value / scale_of(total)
    other = _in_other_scale(printed, total, value) if value.denominator == 1 else ""
    return other or amount(product, total)


@cache
def _each_has() -> re.Pattern[str]:
    return compiled(rf"各(?:新)?(?:{any_of('nouns', 'each_has')})[\u4e00-\u9fff]{{0,10}}\Z")
