"""What a rate may be of besides the two numbers its words point at: several together, the rest, another measure: 抽检480批次，不合格18批次，合格率96.25%."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from auditor import lexicon
from auditor.arithmetic.rates.ratio import Outcome, Ratio, made, percent
from auditor.arithmetic.rates.sides.numbers import Place, comparable
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity, Rate, Status
from auditor.extraction.context import tandem
from auditor.figures.amounts import slack, written
from auditor.figures.flows import words_of
from auditor.figures.rate_words import is_completion, stem
from auditor.figures.rounding import fits, is_between, rounded
from auditor.groups.group import total_of
from auditor.numbers.numerals import are_swapped, is_slip
from auditor.patterns import compiled

_DENIED = compiled(r"不|未|没|无|逾期|超标|超期|违")
_REFUSAL = compiled(r"不予?|未予?")
_NOT_YET = frozenset((Status.MOSTLY, Status.RUNNING, Status.OPEN))
SEVERAL = 4  # numbers before a rate that may be meant together


def _told_together(numbers: list[Quantity]) -> list[Quantity]:
    """The last of some numbers, up to the semicolon before them."""
    at = next((i for i in reversed(range(len(numbers))) if SEMICOLON.search(numbers[i].gap)), 0)
    return numbers[at:]


def of_other_numbers(place: Place, part: Quantity) -> Ratio | None:
    """A rate that two other like numbers beside it give: 清退5宗、126万元。欠款总额210万元，清退率60%.

    It is proved of another measure of the part that its words point at, else left alone.  Numbers of a sentence before give a rate
    without decimals too easily.
    """
    rate = place.rate
    if rate.bound is not Bound.EXACT or rate.value >= 100:
        return None
    known = [*place.before[-2 * SEVERAL :], *place.above[: 2 * SEVERAL]]
    after = part.following
    measure = after if isinstance(after, Quantity) and tandem(part, after) else None
    for other in known if measure else ():
        if measure is None or not comparable(rate, measure, other):
            continue
        if other.status is not Status.DONE and other.base > measure.base and fits(rate, measure, other):
            return made(rate, Outcome.HOLDS, (measure, other), False)
        if other.status is Status.OPEN and (both := of_both(rate, measure, other)):
            return both
    for one, other in permutations(known, 2):
        near = one.sentence is other.sentence is rate.sentence or rate.places > 0
        if near and comparable(rate, one, other) and fits(rate, one, other):
            return Ratio(rate, Outcome.UNKNOWN)
    return None


def with_swapped_digits(place: Place) -> Ratio | None:
    """A rate that two numbers beside it give but for two digits that changed places: 94.57% where they give 94.75%."""
    rate, before = place.rate, place.before
    if rate.places <= 0 or rate.bound is not Bound.EXACT or not before:
        return None
    part = before[-1]
    if SEMICOLON.search(place.text, part.end, rate.start) or _is_of_a_vote(rate, part):
        return None  # …净增9.6万人次；满意度由91.2%…: of something else
    for whole in (*reversed(before[:-1][-2:]), *place.above[:2]):
        if part.base >= whole.base or not comparable(rate, part, whole):
            continue
        computed = rounded(part.base / whole.base * 100, rate.places)
        if are_swapped(f"{computed:.{rate.places}f}", f"{rate.value:.{rate.places}f}"):
            return made(rate, Outcome.DIFFERS, (part, whole), False)
    return None


def _is_of_a_vote(rate: Rate, part: Quantity) -> bool:
    """Whether a rate tells how people judged, and a number does not: 收回413份，有效411份，满意率95.9%."""
    own = stem(rate)
    return own in lexicon.words("statuses", "judged") and own not in part.lead + part.tail


def of_done_and_open(place: Place) -> Ratio | None:
    """A rate of completion of what is done and what is not together, where no number tells all: 完成67个，未完成4个，完成率94.4%."""
    if len(place.before) < 2 or not is_completion(place.rate):
        return None
    done, left = place.before[-2:]
    told = done.status is Status.DONE and left.status in (Status.OPEN, Status.RUNNING)
    apart = told and not left.noun and place.whole_of(done) is None and place.whole_of(left) is None
    return of_both(place.rate, done, left) if apart else None


def of_several(place: Place) -> Ratio | None:
    """A rate of two or three numbers together: 按时办结341件，超时办结5件，办结率100% of 346.

    Those told in the word of the rate count whatever stands behind them, mostly done or wholly: 办结49件，阶段性办结29件.
    """
    rate = place.rate
    last = _told_together(place.before[-SEVERAL:])
    rows = [last[i:] for i in range(len(last) - 1)] + [[q, last[-1]] for q in last[:-2]]
    wholes = [q for q in (*reversed(place.before), *place.above[:SEVERAL]) if q.base]
    own = in_word_of(rate, last)
    for parts in (*rows, own) if len(own) > 1 else rows:
        if any(q.unit.name != parts[0].unit.name for q in parts):
            continue
        if parts is not own and any(q.status in _NOT_YET for q in parts):
            continue
        total = total_of(parts)
        for whole in wholes:
            if whole.base < total or whole.unit.name != parts[0].unit.name or whole in parts:
                continue
            value = total / whole.base * 100
            exact = rate.places > 0 or (value == 100 and len(parts) == 2 and is_completion(rate))
            if exact and rate.bound is Bound.EXACT and rounded(value, rate.places) == rate.value:
                shown = percent(value, rate)
                working = f"（{' + '.join(map(written, parts))}）÷ {written(whole)} = {shown}"
                return Ratio(rate, Outcome.HOLDS, working, shown, (*parts, whole))
    return None


def in_word_of(rate: Rate, numbers: list[Quantity]) -> list[Quantity]:
    """The numbers that are told in the word of a rate: 办结 of 办结率."""
    word = stem(rate)
    return [q for q in numbers if word and q.lead.endswith(word) and not _DENIED.search(q.lead)]


def of_both(rate: Rate, part: Quantity, other: Quantity, *, loose: bool = False) -> Ratio | None:
    """A rate of one half of two: 批准30人，不予批准20人，不予批准率40%; ``loose`` allows for rounded numbers."""
    whole = part.base + other.base
    less, more = (slack(part), slack(other)) if loose else (Fraction(0), Fraction(0))
    if rate.bound is not Bound.EXACT or whole <= less + more or part.unit.name != other.unit.name:
        return None
    low = (part.base - less) / (whole - less + more) * 100
    high = (part.base + less) / (whole + less - more) * 100
    if not is_between(rate, low, high):
        return None
    shown = percent(part.base / whole * 100, rate)
    working = f"{written(part)} ÷（{written(part)} + {written(other)}）= {shown}"
    return Ratio(rate, Outcome.HOLDS, working, shown, (part, other))


def of_refused(place: Place) -> Ratio | None:
    """A rate of what was refused of all that was decided: 批准84件112人，不批准21件28人，不捕率20%.

    None if no number tells how many were not refused; no reading is wrong, for more may have been decided.
    """
    own = stem(place.rate)
    refusal = _REFUSAL.match(own)
    if refusal is None:
        return None
    action = own[refusal.end() :][-2:]
    last = place.before[-2 * SEVERAL :]
    numbers = list(zip(last, words_of(last), strict=True))
    refused = [q for q, said in numbers if _REFUSAL.search(said) and all(char in said for char in action)]
    granted = [q for q, said in numbers if not _REFUSAL.search(said) and all(char in said for char in action)]
    pairs = [(r, g) for r in refused for g in granted if r.unit.name == g.unit.name]
    fitting = filter(None, (of_both(place.rate, *pair, loose=True) for pair in pairs))
    return next(fitting, Ratio(place.rate, Outcome.UNKNOWN)) if pairs else None


def is_of_broken_list(place: Place, part: Quantity, base: Quantity) -> bool:
    """Whether a base is one member of a list that does not add up: 案件180件，其中甲类121件、乙类64件，退回37件，占20%.

    The share may then be of the whole, whichever of its numbers is right.
    """
    whole = place.whole_of(base)
    if whole is None or place.whole_of(part) is base:
        return False
    members = [q for q in place.before if place.whole_of(q) is whole]
    return part not in members and len(members) > 1 and total_of(members) != whole.base


def of_the_rest(place: Place) -> Ratio | None:
    """A rate of what is not told: 抽检240批次，不合格36批次，合格率85%."""
    rate, before = place.rate, place.before
    for part, whole in ((p, w) for p in before[-2:] for w in before[-SEVERAL:]):
        if whole is part or part.unit.name != whole.unit.name or not 0 < part.base < whole.base:
            continue
        denied = _DENIED.search(part.lead + part.tail[:3]) and rate.bound is Bound.EXACT
        if denied and rounded(_rest(part, whole), rate.places) == rate.value:
            return _made_of_rest(rate, Outcome.HOLDS, part, whole)
    return None


def of_the_rest_with_a_slip(place: Place) -> Ratio | None:
    """Such a rate with one wrong digit: 抽检480批次，不合格18批次，合格率93.25% where the two numbers beside it give 96.25%."""
    rate, own = place.rate, stem(place.rate)
    if len(place.before) < 2 or rate.places <= 0 or rate.bound is not Bound.EXACT or not own:
        return None
    whole, part = place.before[-2:]
    denied = _DENIED.search(part.lead) is not None and part.lead.endswith(own)
    beside = part.following is rate and part.unit.name == whole.unit.name and part.base < whole.base
    beside = beside and whole.status is not Status.DONE  # 完成67个，未完成4个
    if not denied or not beside:
        return None
    computed = rounded(_rest(part, whole), rate.places)
    slip = is_slip(f"{computed:.{rate.places}f}", f"{rate.value:.{rate.places}f}")
    return _made_of_rest(rate, Outcome.DIFFERS, part, whole) if slip else None


def _rest(part: Quantity, whole: Quantity) -> Fraction:
    """What a part leaves of a whole, in percent."""
    return (1 - part.base / whole.base) * 100


def _made_of_rest(rate: Rate, outcome: Outcome, part: Quantity, whole: Quantity) -> Ratio:
    shown = percent(_rest(part, whole), rate)
    working = f"（{written(whole)} − {written(part)}）÷ {written(whole)} = {shown}"
    return Ratio(rate, outcome, working, shown, (part, whole))
