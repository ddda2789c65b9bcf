"""Differences told by the name of a number of a sentence before: 发生事故320起。与上年相比，事故起数减少80起，下降20%.

The number and the difference give the one before, and with it the rate; where the text tells that one too, for the year
before, it must give the difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from operator import attrgetter

from auditor import lexicon
from auditor.arithmetic.changes.change import Change, change, from_difference
from auditor.claims import Figure, Quantity, Rate, Scanned, Sentence
from auditor.figures.amounts import scale_of, slack
from auditor.figures.change_names import Name, counts_in, parted
from auditor.figures.change_words import EARLIER
from auditor.figures.each import RESPECTIVELY, told_respectively
from auditor.figures.rounding import NEAR_POINTS, is_between
from auditor.patterns import compiled
from auditor.records import frozen

BACK = 3  # sentences with figures before a difference in which its number may stand
MOST = 40  # numbers before a difference in a sentence that are looked at
FAR = 400  # characters before a number in which its year may stand
BACK_TO_YEAR = 12  # and in which that of the year before may
_COMPARED = compiled(
    rf"[与同和跟]{EARLIER}(?:的?情况)?相?比(?:较|起来)?|[较比]{EARLIER}|同比|环比|[与同和跟较比]同期"
)
_YEAR = compiled(r"(?P<year>(?:19|20)[0-9]{2})年")
_LAST_YEAR = compiled(r"[与同和跟较比](?:[上去]年|(?P<year>(?:19|20)[0-9]{2})年)")


@frozen
class _Told:
    """A difference with the name it is told by; ``sign`` is -1 for one that fell."""

    quantity: Quantity
    name: Name
    sign: int


@cache
def _named() -> re.Pattern[str]:
    down = lexicon.any_of("changes", "down")
    up = lexicon.any_of("changes", "up")
    return compiled(
        rf"(?:同比|环比)?(?P<name>[\u4e00-\u9fff]{{2,12}}?)(?:同比|环比|共|净|累计)?(?:(?P<down>{down})|{up})了?\Z"
    )


@cache
def _only_told() -> re.Pattern[str]:
    down = lexicon.any_of("changes", "down")
    up = lexicon.any_of("changes", "up")
    return compiled(rf"[，,、（(](?:同比|环比|即)?(?:(?P<down>{down})|{up})(?:了|幅度|率|为|达到?|幅)*\Z")


def named_changes(text: str, claims: Scanned, known: Sequence[Change]) -> Iterator[Change]:
    """The differences that are told by the name of a number before; not those that are ``known``."""
    done = {id(change.told) for change in known}
    for index, sentence in enumerate(claims.sentences):
        if not _COMPARED.search(text, sentence.start, sentence.end):
            continue
        for figure in sentence.figures:
            if isinstance(figure, Rate) and id(figure) not in done:
                yield from _respectively(text, claims.sentences, index, figure)
            told = _told(text, figure)
            rate = figure.following
            if told is None:
                continue
            values = _of_last_year(
                text, [_values(text, s, told) for s in claims.sentences[max(0, index - BACK) : index + 1]]
            )
            near = next(filter(None, reversed(values)), [])
            before = _year_before(text, claims.sentences, index, near[0], told) if len(near) == 1 else None
            if not isinstance(rate, Rate) or not _is_rate_of(told, rate) or id(rate) in done:
                rate = None
            if before:
                yield from _between(told, rate, before, near[0])
            elif rate:
                yield from _rate(told, rate, near, [q for row in values for q in row])


def _told(text: str, figure: Figure) -> _Told | None:
    """The difference that a figure is, if it is told by a name, and compared with what was before."""
    word = _named().fullmatch(figure.lead) if figure.is_plain else None
    if word is None or not isinstance(figure, Quantity) or not figure.sentence:
        return None
    name = parted(word["name"])
    if len(name.stem) < 2 or not counts_in(name.measure, figure):
        return None
    if not _COMPARED.search(text, figure.sentence.start, figure.start):
        return None
    return _Told(figure, name, -1 if word["down"] else 1)


def _values(text: str, sentence: Sentence, told: _Told) -> list[Quantity]:
    """The numbers of a sentence, before the difference, whose words name the same thing in the same unit."""
    return [
        q
        for q in _before(sentence, told.quantity)
        if q.unit.name == told.quantity.unit.name
        and q.is_plain
        and q.depth == told.quantity.depth
        and told.name.stem in q.lead + q.tail
        and not _named().fullmatch(q.lead)
        and not _COMPARED.search(q.lead)
    ]


def _of_last_year(text: str, rows: list[list[Quantity]]) -> list[list[Quantity]]:
    """Of numbers of several years those of the last one."""
    last = max((_year_of(text, q) for row in rows for q in row), default=0)
    return [[q for q in row if _year_of(text, q) in (0, last)] for row in rows]


def _is_rate_of(told: _Told, rate: Rate) -> bool:
    """Whether a rate tells the difference right before it: 减少80起，下降20%."""
    word = _only_told().fullmatch(rate.gap)
    return bool(word and (word["down"] is not None) is (told.sign < 0)) and rate.is_plain


def _rate(told: _Told, rate: Rate, near: list[Quantity], values: list[Quantity]) -> Iterator[Change]:
    """The rate told right behind a difference, as its share of the value before."""
    made = [from_difference(now, told.quantity, rate, told.sign) for now in values]
    fitting = next((m for m in made if m and m.holds and (rate.places > 0 or m.before in near)), None)
    if fitting:
        yield fitting
        return
    only = (
        from_difference(near[0], told.quantity, rate, told.sign) if len({q.base for q in near}) == 1 else None
    )
    if only is None or _may_be_rounded(
        rate, near[0].base - told.sign * told.quantity.base, near[0], told.quantity
    ):
        return
    if len({q.base for q in values}) == 1 or _is_close(only, rate):
        yield only


def _may_be_rounded(rate: Rate, before: Fraction, *values: Quantity) -> bool:
    """Whether measures that are told in 万 or 亿 (12亿元) may have been rounded from what gives a rate."""
    loose = sum((_rounding(q) for q in values), Fraction(0))
    difference = abs(values[0].base - before) if len(values) == 1 else values[1].base
    if not loose or before <= loose:
        return False
    return is_between(
        rate, (difference - loose) / (before + loose) * 100, (difference + loose) / (before - loose) * 100
    )


def _rounding(q: Quantity) -> Fraction:
    return slack(q) or (Fraction(scale_of(q)) * q.unit.factor / 2 if q.unit.measured else Fraction(0))


def _is_close(change: Change, rate: Rate) -> bool:
    """Whether what was computed is so near to a rate, or so like it, that it must be meant."""
    return abs(change.computed - Fraction(rate.value)) <= NEAR_POINTS or change.is_mistyped


def _year_before(
    text: str, sentences: Sequence[Sentence], index: int, now: Quantity, told: _Told
) -> Quantity | None:
    """The number told for the year before that of ``now``, None unless both years and but one number are told."""
    year = _year_of(text, now)
    if not year or now.unit.measured or not _is_from(text, sentences[index], told.quantity, year - 1):
        return None
    found = [
        q
        for sentence in sentences[max(0, index - BACK_TO_YEAR) : index + 1]
        for q in _values(text, sentence, told)
        if _year_of(text, q) == year - 1
    ]
    return found[0] if len(found) == 1 else None


def _is_from(text: str, sentence: Sentence, figure: Figure, year: int) -> bool:
    """Whether a difference is said to be from a year, or from 去年: 与2009年相比."""
    said = list(_LAST_YEAR.finditer(text, max(sentence.start, figure.start - FAR), figure.start))
    return bool(said) and said[-1]["year"] in (None, str(year))


def _year_of(text: str, number: Quantity) -> int:
    """The only year that its sentence tells before a number, 0 if there is none or more than one."""
    start = max(number.sentence.start if number.sentence else number.start, number.start - FAR)
    years = {int(found["year"]) for found in _YEAR.finditer(text, start, number.start)}
    return years.pop() if len(years) == 1 else 0


def _between(told: _Told, rate: Rate | None, before: Quantity, now: Quantity) -> Iterator[Change]:
    """A difference and its rate from the number of the year before.

    A difference that is off by more than a digit may be of a revised number, unless the rate is not.
    """
    difference = change(before, now, told.quantity, told.sign)
    growth = change(before, now, rate, told.sign) if rate else None
    derived = from_difference(now, told.quantity, rate, told.sign) if rate else None
    if growth and growth.holds:
        yield growth
    elif derived and (derived.holds or (difference and difference.holds)):
        yield derived
    if difference is None or difference.holds:
        yield from filter(None, [difference])
        return
    alone = growth is not None and derived is not None and growth.holds and not derived.holds
    if difference.computed > 0 and (alone or difference.is_mistyped):
        yield difference


def _respectively(text: str, sentences: Sequence[Sentence], index: int, rate: Rate) -> Iterator[Change]:
    """2022年238起、死亡67人。2023年219起、死亡65人，与去年相比分别下降8%、3%: each of its own number in the year before."""
    row = told_respectively(rate) if RESPECTIVELY.search(rate.lead) else []
    word = _only_told().fullmatch(RESPECTIVELY.sub("", rate.gap[rate.gap.rfind("，") :])) if row else None
    if word is None or row[0] is not rate:
        return
    now = [q for q in _before(sentences[index], rate) if q.is_plain and not q.depth][-len(row) :]
    year = _year_of(text, now[0]) if len(now) == len(row) > 1 else 0
    if not year or now[-1].following is not rate or not _is_from(text, sentences[index], rate, year - 1):
        return
    units = [q.unit.name for q in now]
    found = [_plain(s)[: len(row)] for s in sentences[max(0, index - BACK_TO_YEAR) : index]]
    found = [f for f in found if [q.unit.name for q in f] == units and _year_of(text, f[0]) == year - 1]
    if len(found) != 1:
        return
    sign = -1 if word["down"] else 1
    made = [change(*values, sign) for values in zip(found[0], now, row, strict=True)]
    fitting = [m for m in made if m and m.holds]
    if len(fitting) < len(made) - 1:
        return
    yield from fitting
    for before, after, odd in zip(found[0], now, made, strict=True):
        if odd and not odd.holds and not (before.unit.measured and after.unit.measured):
            yield odd


def _before(sentence: Sentence, figure: Figure) -> list[Quantity]:
    """The last numbers of a sentence that stand before a figure."""
    end = bisect_left(sentence.quantities, figure.start, key=attrgetter("start"))
    return sentence.quantities[max(0, end - MOST) : end]


def _plain(sentence: Sentence) -> list[Quantity]:
    return [q for q in sentence.quantities[:MOST] if q.is_plain and not q.depth]
