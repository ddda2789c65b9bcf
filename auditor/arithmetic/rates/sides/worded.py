"""The two numbers that the words of a rate point at: before it, behind it, or in a sentence before."""

from __future__ import annotations

from itertools import islice

from auditor.arithmetic.rates.sides.numbers import (
    Pair,
    Place,
    counterpart,
    has_rate_between,
    row_before,
    says_share,
    words_of,
)
from auditor.arithmetic.rates.sides.wholes import whole_by_words
from auditor.claims import Bound, Quantity, Rate, Status
from auditor.figures.answers import NONE_MEANT, Answer, first_answer
from auditor.figures.change_words import is_from_to
from auditor.figures.each import told_respectively
from auditor.figures.rate_words import (
    by_stem,
    completed,
    is_called_rate,
    is_completion,
    names_deed,
    stem,
)
from auditor.figures.rounding import near
from auditor.groups.group import addable, left_over
from auditor.patterns import compiled

MORE_THAN_ALL = 130  # percent that shares of one whole never make together, not even with a slip
_BESIDE = 30  # characters before a rate in which the amount stands that it is of
_SEVERAL_STATES = compiled(r"完成(?:或|和|及|含)")  # 完成或基本完成的占90%: of numbers told apart


def worded(place: Place) -> Pair | None:
    """The two numbers before a rate that its words point at, as the first reader says that knows them."""
    if not place.before or _SEVERAL_STATES.search(place.rate.lead):
        return None
    readers = (
        _told_respectively,
        _share_of_number_beside,
        _none_if_left_over,
        _none_if_of_amount_beside,
        _of_named_measure,
        _none_if_of_others,
        _due_and_done,
        _part_then_whole,
    )
    return first_answer(readers, place)


def _told_respectively(place: Place) -> Answer[Pair]:
    """One number of a row and the whole of the row: 500件，其中咨询300件、投诉200件，分别占60%、40%."""
    run = told_respectively(place.rate)
    if not run:
        return None
    parts = row_before(run)
    if len(run) < 2 or not parts or sum(r.value for r in run) > MORE_THAN_ALL:
        return NONE_MEANT  # 街道16个、社区67个，完成率分别为88.9%和93.1%: each is of a number of its own
    part = counterpart(place.rate, run, parts)
    whole = place.whole_of(part)
    is_of_all = whole is not None and all(whole is not p and whole.base >= p.base for p in parts)
    return (part, whole) if whole and is_of_all else NONE_MEANT


_PORTION = compiled(r"占|完成")
_ITS = compiled(r"[^，,。；;]{0,8}的\Z")


def _share_of_number_beside(place: Place) -> Answer[Pair]:
    """The last number as the whole, if the rate is its own share: 党员12人，占职工总数48人的25%."""
    if (
        len(place.before) < 2
        or not _PORTION.search(place.before[-1].lead)
        or not _ITS.fullmatch(place.rate.gap)
    ):
        return None
    part, whole = place.before[-2:]
    return (part, whole) if addable(part, whole) else NONE_MEANT


def _none_if_left_over(place: Place) -> Answer[Pair]:
    """No number, if those before the rate are the rest: 其余2件完成进度均在90%以上."""
    return NONE_MEANT if left_over(place.before[-1].lead) else None


_AMOUNT_BESIDE = compiled(r"[0-9][多余几][^，,。；;、0-9]{1,6}[，,](?:大?约)?占[^，,。；;、0-9]{1,14}")


def _none_if_of_amount_beside(place: Place) -> Answer[Pair]:
    """No number, if a vague amount directly before the rate is what it is of: 消化能力40多万吨，约占总产量的80%."""
    return NONE_MEANT if _AMOUNT_BESIDE.search(place.rate.gap[-_BESIDE:]) else None


_PUT_RIGHT = compiled(r"整改|完成|已")


def _of_named_measure(place: Place) -> Pair | None:
    """面积完成率: of two measures for one thing (19座、面积2480亩 … 12座、1612亩) the one that the rate names."""
    measure = completed(place.rate)
    if len(measure) < 2:
        return None
    wholes = (q for q in place.before if q.lead.endswith(measure) and q.status is None)
    whole = next((q for q in wholes if not _PUT_RIGHT.search(q.lead)), None)
    if whole is None:
        return None
    done = (q for q in reversed(place.before) if q.status is Status.DONE)
    part = next((q for q in done if q is not whole and addable(q, whole)), None)
    return (part, whole) if part else None


_NAMES_NO_OTHERS = compiled(
    r"问题|整改|总体|完成|反馈|任务|累计|综合|目前|[按及准即]|总|平均|实际|工作|措施|[，,]"
)


def _none_if_of_others(place: Place) -> Answer[Pair]:
    """No number, if the rate is of others than those told: 案件800件，结案720件，审判案件结案率92%."""
    return NONE_MEANT if _is_of_others(place.rate, place.before) else None


def _is_of_others(rate: Rate, before: list[Quantity]) -> bool:
    """Whether a rate names those it is of, and no number before it does."""
    named = completed(rate)
    return len(named) > 1 and not _NAMES_NO_OTHERS.search(named) and named not in words_of(before)


_DUE = compiled(r"(?:应|需|须)(?P<verb>[\u4e00-\u9fff]{2,6})\Z")
_DONE = compiled(r"(?:已|实际|实)(?:完成|按时)?(?P<verb>[\u4e00-\u9fff]{2,6})\Z")
_IN_NEXT_CLAUSE = compiled(r"[^，,。；;、]{0,6}[，,][^，,。；;、]{2,8}")


def _due_and_done(place: Place) -> Pair | None:
    """The two numbers directly before a rate if one verb tells them as due and as done: 应报送412家，已报送389家."""
    if not names_deed(place.rate) or len(place.before) < 2:
        return None
    whole, part = place.before[-2:]
    due, done = _DUE.search(whole.lead), _DONE.search(part.lead)
    if not due or not done or due["verb"][-2:] != done["verb"][-2:]:
        return None
    is_next = _IN_NEXT_CLAUSE.fullmatch(place.rate.gap) and part.sentence is whole.sentence
    return (part, whole) if is_next and part.depth == whole.depth else None


def _part_then_whole(place: Place) -> Pair | None:
    """What the rate counts, then what that is a part of: 检查48家，合格42家，合格率87.5%."""
    called = _covered(place) or _called_by_word(place)
    part = called or _done_or_shared(place)
    whole = whole_by_words(place, part, called is not None) if part else None
    return (part, whole) if part and whole else None


_ADVERBS = compiled(r"\A(?:目前|累计|现|已|共|完成|实际)*")


def _covered(place: Place) -> Quantity | None:
    """What a rate of coverage counts, if it names the very action: 已督导18家，督导覆盖率."""
    word = stem(place.rate)
    action = word.removesuffix("覆盖")
    if len(action) < 2 or action == word:
        return None
    return next((q for q in reversed(place.before) if _ADVERBS.sub("", q.lead) == action), None)


def _called_by_word(place: Place) -> Quantity | None:
    """The number called by the rate's own word: 按期办结340件，按期办结率.

    The total of a list if each of its members is: 审减90万元，其中房建审减60万元、道路审减30万元，审减率; or if it stands behind
    them: 甲完成12个，乙完成9个，合计21个，完成率.
    """
    part = by_stem(place.rate, place.before)
    whole = place.whole_of(part) if part else None
    own = stem(place.rate)
    if whole is place.before[-1] and whole is not part:
        return whole
    if whole is None or own not in whole.lead:
        return part
    members = [q for q in place.before if place.whole_of(q) is whole and own in q.lead]
    return whole if len(members) > 1 else part


def _done_or_shared(place: Place) -> Quantity | None:
    """What a rate of completion or a share counts, if no number is called by the rate's own word."""
    if is_completion(place.rate):
        done = _done(place.before) or _done(place.numbers)
        return done[-1] if done and not _is_entry(done[-1], place) else None
    last = place.before[-1]
    return last if says_share(place.rate) and not has_rate_between(place.rate, last) else None


def _done(numbers: list[Quantity]) -> list[Quantity]:
    return [q for q in numbers if q.status is Status.DONE]


def _is_entry(part: Quantity, place: Place) -> bool:
    """Whether a number is one entry of a list, not what was done in all: 上缴60万元、归还30万元、调整账务190万元."""
    whole = place.whole_of(part)
    return whole is not None and any(
        q.start > part.start and q.status is None and place.whole_of(q) is whole for q in place.before
    )


def worded_behind(place: Place) -> Pair | None:
    """The two numbers where they follow the rate: 完成率95%，即60项任务已落实57项; 参检率95%（参检190人，应检200人）."""
    behind = list(islice(place.behind(), 3))
    part = by_stem(place.rate, behind)
    if part is None and is_completion(place.rate):
        part = next((q for q in behind if q.status is Status.DONE), None)
    if part is None:
        return _two_alone(place.rate, behind)
    whole = next((q for q in behind if q is not part and addable(q, part) and q.status is None), None)
    return (part, whole) if whole and whole.base >= part.base else None


EXPLAINS = compiled(r"[（(：:]|[，,]?(?:即|其中)")


def _two_alone(rate: Rate, numbers: list[Quantity]) -> Pair | None:
    """Two numbers of one measure beside a rate that no word ties to them; only if they come near to it.

    What went from one to the other is no part of it: 准确率91.2%，提前量由36分钟延长至43分钟.
    """
    if len(numbers) != 2 or not addable(*numbers) or not is_called_rate(rate) or is_from_to(*numbers):
        return None
    exact = rate.bound is Bound.EXACT and rate.places > 0
    if not exact and not EXPLAINS.match(numbers[0].gap):
        return None
    part, whole = sorted(numbers, key=lambda q: q.base)
    return (part, whole) if whole.base and near(rate, part, whole) else None


def worded_above(place: Place) -> Pair | None:
    """Part and whole of a rate of completion told in a sentence after its numbers: 任务60项。已落实57项。完成率95%."""
    if not is_completion(place.rate) or _SEVERAL_STATES.search(place.rate.lead):
        return None
    if len(told_respectively(place.rate)) > 1:
        return None  # each of a row of rates is of a number of its own
    known = [*reversed(place.before), *place.above]
    if _is_of_others(place.rate, known):
        return None
    nearest = place.before[::-1] or place.above
    part = by_stem(place.rate, known[::-1]) or next((q for q in nearest if q.status is Status.DONE), None)
    if part is None or _is_entry(part, place):
        return None
    if (told := place.whole_of(part)) and told.start > part.start:
        return None  # 甲完成12个，乙完成9个，合计21个，完成率…: of all, and of what is not told
    larger = [
        q for q in known if q is not part and addable(q, part) and q.base >= part.base and q.status is None
    ]
    totals = (q for q in larger if not place.whole_of(q))  # 受理500件，其中电话490件。回复480件，回复率96%
    whole = place.whole_of(part) or next(totals, larger[0] if larger else None)
    return (part, whole) if whole else None
