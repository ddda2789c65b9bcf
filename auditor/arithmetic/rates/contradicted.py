"""Readers of a rate that its numbers do not give: whether they are surely meant, and what they give: 48件中办结30件，办结率72.5%."""

from __future__ import annotations

from auditor.arithmetic.rates.others import (
    in_word_of,
    is_of_broken_list,
    of_other_numbers,
)
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made
from auditor.arithmetic.rates.reading import Reading
from auditor.arithmetic.rates.sides.fitting import own_deed
from auditor.arithmetic.rates.sides.numbers import Pair
from auditor.claims import Quantity, Rate, Status
from auditor.figures.rate_words import is_completion, is_of_total
from auditor.figures.rounding import is_mistyped, near, violates
from auditor.patterns import compiled


def as_other_numbers_give(reading: Reading) -> Ratio | None:
    """A rate that other like numbers give, unless it is told of its own deed."""
    if not reading.meant or _is_told_of(reading, *reading.meant):
        return None
    return of_other_numbers(reading, reading.meant[0])


_INCLUDING = compiled(r"[（(]含")  # 合格率95%（含优秀）: of more than one class


def contradicted(reading: Reading) -> Ratio | None:
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
    """For a rate of completion, what is done rather than what is mostly done: 完成9个，基本完成1个，完成率90%.

    Of several told in its word, the first: 办结49件，阶段性办结29件，办结率90%.
    """
    own = in_word_of(reading.rate, [q for q in reading.before if reading.whole_of(q) is whole])
    if len(own) > 1 and part in own:
        return own[0], whole
    done = [q for q in reading.before if q.status is Status.DONE and reading.whole_of(q) is whole]
    fully = is_completion(reading.rate) and done and part.status is not Status.DONE
    return (done[-1], whole) if fully else (part, whole)
