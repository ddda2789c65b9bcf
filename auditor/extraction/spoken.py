"""Numbers as they are spoken: what behind a unit still belongs to the number, and units that are left out.

八亩半, 五亩二分, 三个半月, 82块5; 已还7万6; numbers that count nothing: 六点半, 二支部, 三级医院.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from itertools import groupby

from auditor import lexicon
from auditor.claims import Bound, Figure, Quantity
from auditor.numbers import numerals
from auditor.numbers.units import Unit, units
from auditor.patterns import compiled
from auditor.records import frozen

HALF = Decimal("0.5")
TENTH = Decimal("0.1")
MONEY = 100  # so many 块 beside amounts in 元 are money, fewer may be boards

_HALVED = frozenset(("area", "length", "mass", "volume", "duration", "age"))  # kinds whose units are halved
_DIGIT = "一二三四五六七八九"
_MARK = r"(?=[，,。；;：:、！？）)\n的]|\Z)"
_END = compiled(_MARK)
_TENTHS = compiled(
    rf"(?P<digits>[1-9][0-9]?(?![0-9.、．）)])|[{_DIGIT}]{{1,2}})(?:{_MARK}|(?=[多宽长高深厚]|一[亩斤米户桌个人天公平]))"
)
_IN_A_ROW = frozenset(
    ("一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")
)
_DIGIT_BY_DIGIT = compiled(rf"[两{_DIGIT}]{{2,}}")
_CLOCK_BEFORE = compiled(
    r"(?:[上下中]午|早[上晨]?|晚上?|凌晨|傍晚|夜里|半夜|清晨|每[天日]|[点半分时刻][至到—~～-]{1,2})\Z"
)
_CLOCK_AFTER = compiled(
    rf"半|钟|整(?!改)|[0-9零{_DIGIT}十]{{1,3}}分|[一三]刻|[至到—~～-]{{1,2}}[0-9{_DIGIT}十]{{1,3}}[点时:：]"
)
_IN_A_SERIES = compiled(r"(?P<unit>[级类期])[、和及与至到]?\Z")
_BOARDS = compiled(r"[牌板栏砖碑匾屏田石瓷]|地块")
_PAID = compiled(r"[还欠退交付花收拨补奖借投罚缴买卖费款钱贷]")
_CLAUSE = compiled(r"[，,；;。、：:]")


@frozen
class Rest:
    """What follows a unit and still belongs to the number.

    ``value`` is what it adds, None if that cannot be told; ``unit`` is the unit of the whole.
    """

    end: int
    value: Decimal | None
    unit: Unit


def rest(text: str, end: int, unit: Unit) -> Rest | None:
    """What still belongs to a number whose unit ends at a place: 半, 二分, 5."""
    if text.startswith("半", end):
        return _half(text, end, unit)
    return _smaller(text, end, unit) or _tenths(text, end, unit)


def _half(text: str, end: int, unit: Unit) -> Rest | None:
    if _half_words().match(text, end + 1):
        return None
    if unit.name == "个":
        found = _half_behind().match(text, end + 1)
        if found:
            whole = units()[lexicon.mapping("units", "half_behind")[found[1]]]
            return Rest(found.end(), HALF, whole)
    elif unit.kind in _HALVED:
        return Rest(end + 1, HALF, unit)
    if _END.match(text, end + 1):
        return Rest(end + 1, HALF, unit)
    return Rest(end + 1, None, unit) if unit.name == "个" else None


def _smaller(text: str, end: int, unit: Unit) -> Rest | None:
    pattern = _smaller_units().get(unit.name)
    found = pattern.match(text, end) if pattern else None
    if found is None:
        return None
    factors = lexicon.mapping("units", "smaller")[unit.name]
    value: Decimal | None = Decimal(0)
    while pattern and found:
        number = numerals.decimal(found["number"])
        factor = Decimal(factors[found["unit"]])
        skipped = not found["none"] or factor < TENTH  # 三亩零五分 has two readings
        known = value is not None and number is not None and factor and number * factor < 1 and skipped
        value = value + number * factor if known and value is not None and number is not None else None
        end = found.end()
        found = pattern.match(text, end)
    return Rest(end, value, _money(unit))


def _tenths(text: str, end: int, unit: Unit) -> Rest | None:
    """The digits behind a unit that are its decimals: 四米五, 82块5; 四米五六 is about so much."""
    if unit.name not in lexicon.words("units", "tenths_behind"):
        return None
    found = _TENTHS.match(text, end)
    if found is None:
        return None
    digits = "".join(c if c.isdecimal() else str(numerals.chinese(c)) for c in found["digits"])
    value = None if found["digits"] in _IN_A_ROW else Decimal(f"0.{digits}")
    return Rest(found.end(), value, _money(unit))


def _money(unit: Unit) -> Unit:
    """三块五 is money, 三块 may be boards."""
    return units()["元"] if unit.name == "块" else unit


@cache
def _half_words() -> re.Pattern[str]:
    return compiled(lexicon.any_of("units", "half_words"))


@cache
def _half_behind() -> re.Pattern[str]:
    return compiled(rf"个?({lexicon.alternatives(lexicon.mapping('units', 'half_behind'))})")


@cache
def _smaller_units() -> dict[str, re.Pattern[str]]:
    """By unit, the pattern of a number of a smaller one behind it."""
    return {
        name: compiled(
            rf"(?P<none>零)?(?P<number>[0-9]{{1,3}}|[{_DIGIT}两十百]{{1,5}})(?P<unit>{lexicon.alternatives(smaller)})(?![钟之类别数度宽高深厚])"
        )
        for name, smaller in lexicon.mapping("units", "smaller").items()
    }


def is_about(numeral: str) -> bool:
    """Whether a numeral names two numbers, as 三四十 does: about so many."""
    run = _DIGIT_BY_DIGIT.search(numeral)
    return run is not None and run[0] in _IN_A_ROW and "〇" not in numeral


def is_clock(text: str, start: int, end: int) -> bool:
    """Whether 点 tells the hour: 六点半, 上午九点, 九点到十一点."""
    return (
        _CLOCK_AFTER.match(text, end) is not None
        or _CLOCK_BEFORE.search(text, max(0, start - 4), start) is not None
    )


def is_ordinal(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether a number says which one, not how many: 二支部, 三级医院, 劣四类, 一级二级."""
    ordinals = _ordinals().get(unit.name)
    if ordinals and (ordinals.match(text, end) or text.endswith(_graded(unit.name), 0, start)):
        return True
    before = _IN_A_SERIES.search(text, max(0, start - 2), start)
    if before and before["unit"] == unit.name and text[before.start() - 1] in numerals.CHINESE:
        return True
    follows = _IN_A_SERIES_AFTER.match(text, end - len(unit.name))
    return follows is not None and follows["unit"] == unit.name


_IN_A_SERIES_AFTER = compiled(rf"(?P<unit>[级类期])[、和及与至到]?[{_DIGIT}](?P=unit)")


@cache
def _ordinals() -> dict[str, re.Pattern[str]]:
    """By unit, the pattern of what follows it when its number is an ordinal."""
    return {
        name: compiled(rf"(?!{lexicon.alternatives(row['but'])})(?:{lexicon.alternatives(row['behind'])})")
        for name, row in lexicon.mapping("units", "ordinals").items()
    }


@cache
def _graded(unit: str) -> tuple[str, ...]:
    """What stands before a number of a unit that is a grade."""
    return tuple(lexicon.mapping("units", "ordinals")[unit].get("before", ()))


def settled(text: str, ends: list[int], figures: list[Figure]) -> list[Figure]:
    """Figures whose unit is known: a bare 7万6 or 1260块 among amounts of money is money, else a bare one is none.

    ``ends`` are the ends of the sentences.
    """
    if not any(isinstance(q, Quantity) and q.unit.name in ("", "块") for q in figures):
        return figures
    kept: list[Figure] = []
    for at, group in groupby(figures, key=lambda figure: bisect_right(ends, figure.start)):
        told = list(group)
        begin, end = (ends[at - 1] if at else 0), (ends[at] if at < len(ends) else len(text))
        if any(_is_money(figure) for figure in told):
            _as_money(text, told, (begin, end))
        kept += [figure for figure in told if not (isinstance(figure, Quantity) and not figure.unit.name)]
    return kept


def _as_money(text: str, told: list[Figure], sentence: tuple[int, int]) -> None:
    """Give the amounts of a sentence that speaks of money its unit."""
    for i, figure in enumerate(told):
        if not isinstance(figure, Quantity) or _is_money(figure):
            continue
        gap = text[told[i - 1].end if i else sentence[0] : figure.start]
        if figure.unit.name == "块" and figure.value >= MONEY:
            is_money = not _BOARDS.search(gap) and not _BOARDS.match(text, figure.end)
        else:
            between = 0 < i < len(told) - 1 and _is_money(told[i - 1]) and _is_money(told[i + 1])
            is_money = not figure.unit.name and (between or _PAID.search(_CLAUSE.split(gap)[-1]) is not None)
        if is_money:
            figure.unit = units()["元"]


def _is_money(figure: Figure) -> bool:
    return isinstance(figure, Quantity) and figure.unit.kind == "money"


def _population(text: str, start: int, end: int) -> Quantity | None:
    """How many people live somewhere: 总人口167万."""
    value = numerals.decimal(text[start:end])
    bound = Bound.ABOUT if text[start - 1] == "约" else Bound.EXACT
    return (
        None if value is None else Quantity(start, end, value, bound, unit=units()["人"], scale=text[end - 1])
    )


def bare(text: str, start: int, end: int) -> Quantity | None:
    """A number that may be an amount of money: 三十二万四, 7万6; the digit at its end is a tenth of its scale."""
    words = text[start:end]
    if words[-1] in "万亿":
        return _population(text, start, end)
    if words[0].isdecimal():
        value = numerals.decimal(words[:-1])
        scale = numerals.decimal("1" + words[-2])
        number = value + scale * Decimal(int(words[-1])) / 10 if value is not None and scale else None
    else:
        number = numerals.decimal(words)
    return None if number is None else Quantity(start, end, number, Bound.EXACT, unit=Unit("", "bare"))
