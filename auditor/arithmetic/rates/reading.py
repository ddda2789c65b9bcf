"""What one rate is a ratio of, and whether it holds at the precision printed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from auditor.arithmetic.amounts import written
from auditor.arithmetic.answers import first_answer
from auditor.arithmetic.rates.actual import of_actual
from auditor.arithmetic.rates.days_of_year import days_of_year
from auditor.arithmetic.rates.joint import of_joint
from auditor.arithmetic.rates.named import of_grades, of_named_group, of_named_measure, of_told_roughly
from auditor.arithmetic.rates.of_each import of_each, of_group
from auditor.arithmetic.rates.others import (
    SEVERAL,
    is_of_broken_list,
    of_both,
    of_other_numbers,
    of_refused,
    of_several,
    of_the_rest,
    with_swapped_digits,
)
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.sides.fitting import own_deed, pairs
from auditor.arithmetic.rates.sides.numbers import Pair, Place, comparable
from auditor.arithmetic.rates.sides.worded import worded, worded_above, worded_behind
from auditor.arithmetic.rates.slips import with_extra_scale
from auditor.arithmetic.rates.thresholds import tells_apart
from auditor.arithmetic.rates.words import is_completion, is_of_total, name_of_total, stem
from auditor.arithmetic.rounding import fits, holds, is_mistyped, near, rounded, violates
from auditor.claims import Quantity, Rate, Status
from auditor.extraction.context import status
from auditor.lexicon import any_of
from auditor.patterns import compiled
from auditor.records import frozen


@frozen(eq=False, slots=False)
class Reading(Place):
    """A rate at its place with the two numbers that its words point at."""

    @cached_property
    def beside(self) -> Pair | None:
        """Those of its own sentence."""
        return self._compared(worded(self) or worded_behind(self))

    @cached_property
    def meant(self) -> Pair | None:
        """Those of its own sentence, else of one before."""
        return self.beside or self._compared(worded_above(self))

    def _compared(self, pair: Pair | None) -> Pair | None:
        return pair if pair and comparable(self.rate, *pair) else None


def read(reading: Reading) -> Ratio:
    """What the first reader says that knows a rate.

    What proves it comes first: what is printed, what its words point at, what fits.  Where its words point at two
    numbers that give another rate, whatever may explain it comes before the contradiction.
    """
    readers = (
        _as_printed,
        _unknown_if_told_apart,
        of_each,
        _as_all_of_them,
        _as_days_of_year,
        _of_all_done,
        of_joint,
        _as_worded,
        of_refused,
        of_actual,
        of_group,
        _as_fits,
        _as_worded_above,
        _unknown_if_of_another_time,
        _unknown_if_counted_otherwise,
        with_extra_scale,
        of_several,
        of_the_rest,
        _as_half_of_both,
        _unknown_if_of_newcomers,
        _unknown_if_of_number_above,
        _as_other_numbers_give,
        of_named_measure,
        of_grades,
        of_named_group,
        of_told_roughly,
        _contradicted,
        with_swapped_digits,
    )
    return first_answer(readers, reading) or Ratio(reading.rate, Outcome.UNKNOWN)


_FRACTION = compiled(r"[（(](?P<part>[0-9]{1,9})[/／](?P<whole>[1-9][0-9]{0,8})[）)]")


def has_fraction(text: str, rate: Rate) -> bool:
    """Whether a rate is followed by the two numbers it is of: 85%（34/40）."""
    return _FRACTION.match(text, rate.end) is not None


def _as_printed(reading: Reading) -> Ratio | None:
    """A rate with its fraction in brackets: 85%（34/40）."""
    fraction = _FRACTION.match(reading.text, reading.rate.end)
    if fraction is None:
        return None
    pair = _number(fraction, "part"), _number(fraction, "whole")
    outcome = Outcome.HOLDS if holds(reading.rate, *pair) else Outcome.DIFFERS
    return made(reading.rate, outcome, pair, True)


def _number(fraction: re.Match[str], name: str) -> Quantity:
    return Quantity(*fraction.span(name), Decimal(fraction[name]))


def _unknown_if_told_apart(reading: Reading) -> Ratio | None:
    """A rate by which things are told apart, which is of none of their numbers: 整改率达100%的有3个, 低于80%的重新整改."""
    apart = tells_apart(reading.text, reading.rate)
    return Ratio(reading.rate, Outcome.UNKNOWN) if apart else None


_ALL_OF_THEM = compiled(
    r"[^。；;，,0-9]{0,12}[，,]?[^。；;，,0-9]{0,8}(?:全部|均|都|悉数|逐一)[^。；;0-9]{0,24}"
)


_JUDGED = compiled(r"满意|合格|优良|优秀|良好|好评|达标|知晓|认可|通过|准确|正确|及格")

_OTHER_RATE = compiled(r"率[、和及与]")  # 办结率和满意率均为100%


def _as_all_of_them(reading: Reading) -> Ratio | None:
    """100 % of a number of which all is told: 12件全部办结，办结率100%."""
    rate, last = reading.rate, reading.before[-1] if reading.before else None
    if rate.value != 100 or last is None or not _ALL_OF_THEM.fullmatch(reading.text, last.end, rate.start):
        return None
    judged = _JUDGED.search(stem(rate))
    words = reading.text[last.end : rate.start]
    if judged and judged[0] not in words.removesuffix(rate.lead) and not _OTHER_RATE.search(words):
        return Ratio(
            rate, Outcome.UNKNOWN
        )  # 12件均已办结，满意率100%: what is done is not yet to anyone's liking
    return Ratio(rate, Outcome.HOLDS, f"{written(last)}全部 = 100%", "100%", (last,), True)


def _as_days_of_year(reading: Reading) -> Ratio | None:
    """A rate of the days of a year: 优良天数318天，优良天数比率87.1%."""
    found = days_of_year(reading.rate, reading.before)
    if found is None:
        return None
    if found.fits is None:
        return Ratio(reading.rate, Outcome.UNKNOWN)
    outcome = Outcome.HOLDS if found.fits else Outcome.DIFFERS
    return made(reading.rate, outcome, (found.days, found.year), True)


def _of_all_done(reading: Reading) -> Ratio | None:
    """A share of what is done (9月完成25个，占已完成总数的20%), which no number gives that is not told as done."""
    rate = reading.rate
    if status(name_of_total(rate)) is not Status.DONE or not reading.before:
        return None
    if reading.beside and reading.beside[1].status is Status.DONE:
        return _as_worded(reading) or _contradicted(reading)
    part = reading.before[-1]
    done = (q for q in reversed(reading.before[:-1]) if q.status is Status.DONE and comparable(rate, part, q))
    both = (of_both(rate, part, q) for q in done if rate.places > 0)
    return next(filter(None, both), Ratio(rate, Outcome.UNKNOWN))


def _as_worded(reading: Reading) -> Ratio | None:
    """The two numbers of its sentence that the words point at: 检查48家，合格42家，合格率87.5%."""
    pair = reading.beside
    return made(reading.rate, Outcome.HOLDS, pair, True) if pair and holds(reading.rate, *pair) else None


def _as_fits(reading: Reading) -> Ratio | None:
    """Two other numbers that give the rate, sooner as rounded than as cut off; for 100 %, only if the words point at none."""
    rate = reading.rate
    if reading.beside and rate.value == 100:
        return None
    likely = [pair for pair in pairs(reading) if comparable(rate, *pair) and fits(rate, *pair)]
    exact = (pair for pair in likely if rounded(pair[0].base / pair[1].base * 100, rate.places) == rate.value)
    fitting = next(exact, likely[0] if likely else None)
    return made(rate, Outcome.HOLDS, fitting, False) if fitting else None


def _as_worded_above(reading: Reading) -> Ratio | None:
    """The two numbers of a sentence before that the words point at: 任务60项。已落实57项。完成率95%."""
    pair = reading.meant
    return made(reading.rate, Outcome.HOLDS, pair, False) if pair and holds(reading.rate, *pair) else None


_OF_OTHER_YEAR = compiled(
    r"(?:20[0-9]{2}年|上年|去年|同期)(?:的|同期)?[^，,。；;0-9]{0,8}\Z|(?:由|从)(?:原来|原先|此前|之前|最初)?的?\Z"
)
_AIMED_AT = compiled(rf"(?:{any_of('scopes', 'planned')})[^，,。；;]*\Z")
_REACHED = compiled(
    r"(?:已|累计|实际|共)?(?:完成|占|达到?)(?:了)?[^，,。；;0-9]{0,10}(?:目标|任务|计划)(?:任务|数|值)?"
)
AIM = 40  # characters before a rate in which it may be called an aim


def _unknown_if_of_another_time(reading: Reading) -> Ratio | None:
    """A rate of another time, or one to be reached: 上年为85%, 由85%提高到90%, 确保年底前达到95%.

    Not one of an aim that is told beside it: 完成全年目标32亿元的89.4%.
    """
    rate = reading.rate
    if reading.beside and rate.gap == "的" and _REACHED.fullmatch(reading.beside[1].lead):
        return None
    if not reading.meant or not (
        _OF_OTHER_YEAR.search(rate.gap)
        or _AIMED_AT.search(reading.text, max(0, rate.start - AIM), rate.start)
    ):
        return None
    return Ratio(rate, Outcome.UNKNOWN)


_COUNTED_AS = compiled(
    r"含[^，。；]{1,8}后|扣除|剔除|不含|计算在内|视同|视为|计入(?:已)?完成|纳入完成|统计口径|口径(?:计算|统计)"
)
_WHAT_IS_INCLUDED = compiled(r"[（(][含括][^0-9（）()]{1,24}的[）)]")
RULED = 80  # characters before a rate in which it may be said what counts


def _unknown_if_counted_otherwise(reading: Reading) -> Ratio | None:
    """A rate of which the text rules what counts: 扣除不可抗力后完成率96%."""
    pair = reading.meant
    if not pair or not _COUNTED_AS.search(_words_around(reading.text, reading.rate, pair[1])):
        return None
    return Ratio(reading.rate, Outcome.UNKNOWN)


def _words_around(text: str, rate: Rate, whole: Quantity) -> str:
    """The words before a rate, without a bracket that only says what its whole includes: 412家（含报送后注销的）."""
    start = max(0, rate.start - RULED)
    bracket = (
        _WHAT_IS_INCLUDED.match(text, whole.end, rate.start) if start <= whole.end <= rate.start else None
    )
    if bracket is None:
        return text[start : rate.end]
    return text[start : bracket.start()] + text[bracket.end() : rate.end]


def _as_half_of_both(reading: Reading) -> Ratio | None:
    """A rate of one of two numbers that the words point at, of both together: 合格30件，不合格20件，不合格率40%."""
    return of_both(reading.rate, *reading.meant) if reading.meant else None


_NEWLY = compiled(r"新收|收案|新增")


def _unknown_if_of_newcomers(reading: Reading) -> Ratio | None:
    """A rate where the whole are newcomers: 新收案件: there were others before."""
    newly = reading.meant and _NEWLY.search(reading.meant[1].lead)
    return Ratio(reading.rate, Outcome.UNKNOWN) if newly else None


def _unknown_if_of_number_above(reading: Reading) -> Ratio | None:
    """A rate that the part gives with a number told before."""
    rate, pair = reading.rate, reading.meant
    wholes = reading.above[:SEVERAL] if pair else ()
    if pair and any(comparable(rate, pair[0], q) and fits(rate, pair[0], q) for q in wholes):
        return Ratio(rate, Outcome.UNKNOWN)
    return None


def _as_other_numbers_give(reading: Reading) -> Ratio | None:
    """A rate that other like numbers give, unless it is told of its own deed."""
    if not reading.meant or _is_told_of(reading, *reading.meant):
        return None
    return of_other_numbers(reading, reading.meant[0])


_INCLUDING = compiled(r"[（(]含")  # 合格率95%（含优秀）: of more than one class


def _contradicted(reading: Reading) -> Ratio | None:
    """A rate that the two numbers that its words point at do not give; they must be of one thing and surely meant."""
    rate, pair = reading.rate, reading.meant
    if (
        pair is None
        or is_of_broken_list(reading, *pair)
        or not _are_alike(*pair)
        or not _is_sure(reading, *pair)
        or _INCLUDING.match(reading.text, rate.end)
        or not violates(rate, *pair)
        or not _is_of_their_total(rate, *pair)
    ):
        return None
    return made(rate, Outcome.DIFFERS, _fully_done(reading, *pair), True)


def _is_of_their_total(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is of the number beside: 占投诉总量的12.7% may be of another one, unless this nearly gives it."""
    return not is_of_total(rate) or near(rate, part, whole) or is_mistyped(rate, part, whole)


def _are_alike(part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers are counted in one word, or count one thing, so that a wrong ratio is theirs."""
    same = part.unit.name == whole.unit.name or part.unit.measured or part.unit.kind == "person"
    return same or part.noun == whole.noun != ""


def _is_sure(reading: Reading, part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers are meant: they adjoin the rate or come near to it.

    A rate that they would bring above 100 % says that the base is another one.
    """
    within = part.base <= whole.base or reading.rate.value > 100 or is_mistyped(reading.rate, part, whole)
    if "分别" in reading.rate.gap and not near(reading.rate, part, whole):
        return False  # 比例分别达到14.9%和15.1%: of what, is not said
    return within and (_adjoins(reading, part, whole) or near(reading.rate, part, whole))


def _adjoins(reading: Reading, part: Quantity, whole: Quantity) -> bool:
    """Whether whole, part and rate follow each other, or are tied by a list, so that no other numbers can be meant."""
    rate = reading.rate
    figures = rate.sentence.figures if rate.sentence else []
    at = next((i for i, f in enumerate(figures) if f is rate), 0)
    if at > 1 and figures[at - 1] is part and figures[at - 2] is whole:
        return True
    if _is_told_of(reading, part, whole):
        return True
    return reading.whole_of(part) is whole and part.sentence is whole.sentence is rate.sentence


_PLAIN_DEED = compiled(r"(?:目前|累计|实际|各项|整改|完成|落实|办结|解决|销号|已|共|的)*")


def _is_told_of(reading: Reading, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is told of the deed before it, and one number above of its things: 措施78条…。…；措施完成75条，完成率."""
    if own_deed(reading) is not part or not _PLAIN_DEED.fullmatch(
        part.lead.replace(part.noun or "的", "", 1)
    ):
        return False
    alike = [q for q in reading.above if q.unit.name == part.unit.name and q.noun == part.noun != ""]
    return alike == [whole] and "\n" not in reading.text[whole.end : part.start]


def _fully_done(reading: Reading, part: Quantity, whole: Quantity) -> Pair:
    """For a rate of completion, what is done rather than what is mostly done: 完成9个，基本完成1个，完成率90%."""
    done = [q for q in reading.before if q.status is Status.DONE and reading.whole_of(q) is whole]
    fully = is_completion(reading.rate) and done and part.status is not Status.DONE
    return (done[-1], whole) if fully else (part, whole)
