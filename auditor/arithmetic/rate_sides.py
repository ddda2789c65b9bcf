"""Which numbers a rate is the ratio of: what its words point at, and what else could be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import islice, takewhile

from auditor import lexicon
from auditor.arithmetic.groups import addable, is_mean, left_over
from auditor.arithmetic.rate_words import (
    by_stem,
    completed,
    counts_deeds,
    is_called_rate,
    is_completion,
    is_share,
    names_deed,
    stem,
)
from auditor.arithmetic.respective import told_respectively
from auditor.arithmetic.rounding import near
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity, Rate, Status
from auditor.patterns import compiled

_SHARE = compiled(
    r"\A(?:约|均|分别|各|共|合计|仅|只|已)?占(?:比|到|了|其|全|总|整|问题|应|[^0-9，,；;。]{0,12}的)?[^0-9，,；;。]{0,10}\Z"
)
_KIND_OF = {
    "资金": "money",
    "金额": "money",
    "人口": "person",
    "人数": "person",
    "面积": "area",
    "户数": "household",
}
_EITHER = compiled(r"完成(?:或|和|及|含)")
_OF_NAMED = compiled(r"占(?P<of>[\u4e00-\u9fff]{2,10})的\Z")
_SPANS = frozenset(("duration", "age"))
_OF_TIME = compiled(r"时|期|天|压缩|缩短|年龄")
_COMPARED = compiled(r"[比较].{0,8}(?:增|减|多|少|升|降)")
_GENERAL = compiled(r"问题|整改|总体|完成|反馈|任务|累计|综合|目前|[按及准即]|总|平均|实际|工作|措施|[，,]")
_EXPLAINS = compiled(r"[（(：:]|[，,]?(?:即|其中)")
_FORMER = compiled(r"[由从]")  # 由8名增加到12名，占比由20%提高到30%
_OF_ELSEWHERE = compiled(
    r"占(?:全[国省市县区州域]|(?P<of>[\u4e00-\u9fff]{2,12})(?:总数|总量|总额)的?\Z|[^，,。；;]{0,4}?(?P<aim>预算|计划|任务|目标))"
)
_ADVERBS = compiled(r"\A(?:目前|累计|现|已|共|完成|实际)*")
_GENERAL_WHOLE = compiled(r"全部|全体|所有|整个|总[数量额]?|金额|数额|资金|数量|问题|的")
_ALL_OF_IT = compiled(r"总|全|应|其|该|这|所|整|比")
_PUT_RIGHT = compiled(r"整改|完成|已")
_MEASURED = compiled("|".join((*_KIND_OF, "产值", "收入", "支出", "投资")))
_PORTION = compiled(r"占|完成")
_DUE = compiled(r"(?:应|需|须)(?P<verb>[\u4e00-\u9fff]{2,6})\Z")
_DONE = compiled(r"(?:已|实际|实)(?:完成|按时)?(?P<verb>[\u4e00-\u9fff]{2,6})\Z")
_NEXT = compiled(r"[^，,。；;、]{0,6}[，,][^，,。；;、]{2,8}")
_OF = compiled(r"[^，,。；;]{0,8}的\Z")


def natural(
    rate: Rate, before: list[Quantity], numbers: list[Quantity], wholes: dict[int, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The two numbers the wording points at: part and whole."""
    if not before or _EITHER.search(rate.lead):
        return None
    run = told_respectively(rate)
    if run:
        return _respective(rate, run, wholes)
    if len(before) > 1 and _PORTION.search(before[-1].lead) and _OF.fullmatch(rate.gap):
        return (before[-2], before[-1]) if addable(before[-2], before[-1]) else None
    if left_over(before[-1].lead):
        return None  # 其余2件完成进度均在90%以上
    measured = _by_measure(rate, before)
    if measured:
        return measured
    if _of_others(rate, before):
        return None
    if names_deed(rate) and (due := _due_and_done(rate, before)):
        return due
    named = _covered(rate, before) or _of_total(rate, by_stem(rate, before), before, wholes)
    part = named or _part(rate, before, numbers, wholes)
    whole = _whole(rate, part, before, wholes, is_named=named is not None) if part else None
    return (part, whole) if part and whole else None


def _due_and_done(rate: Rate, before: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two numbers directly before a rate if one verb tells them as due and as done: 应报送412家，已报送389家."""
    whole, part = before[-2:] if len(before) > 1 else (before[-1], before[-1])
    due, done = _DUE.search(whole.lead), _DONE.search(part.lead)
    if not due or not done or due["verb"][-2:] != done["verb"][-2:] or not _NEXT.fullmatch(rate.gap):
        return None
    return (part, whole) if part.sentence is whole.sentence and part.depth == whole.depth else None


def _covered(rate: Rate, before: list[Quantity]) -> Quantity | None:
    """What a rate of coverage counts, if it names the very action: 已督导18家，督导覆盖率."""
    action = stem(rate).removesuffix("覆盖")
    if len(action) < 2 or action == stem(rate):
        return None
    return next((q for q in reversed(before) if _ADVERBS.sub("", q.lead) == action), None)


def _of_total(
    rate: Rate, part: Quantity | None, before: list[Quantity], wholes: dict[int, Quantity]
) -> Quantity | None:
    """The total of a list if the rate's word names each of its members: 审减90万元，其中房建审减60万元、道路审减30万元，审减率."""
    whole = wholes.get(id(part))
    own = stem(rate)
    if whole is None or own not in whole.lead:
        return part
    members = [q for q in before if wholes.get(id(q)) is whole and own in q.lead]
    return whole if len(members) > 1 else part


def _part(
    rate: Rate, before: list[Quantity], numbers: list[Quantity], wholes: dict[int, Quantity]
) -> Quantity | None:
    """What a rate of completion or a share counts, if no number is called by the rate's own word."""
    if is_completion(rate):
        done = [q for q in before if q.status is Status.DONE] or [
            q for q in numbers if q.status is Status.DONE
        ]
        return done[-1] if done and not _is_entry(done[-1], before, wholes) else None
    told = _SHARE.search(rate.lead) or is_share(rate)
    return before[-1] if told and not _rates_between(rate, before[-1]) else None


def _whole(
    rate: Rate, part: Quantity, before: list[Quantity], wholes: dict[int, Quantity], *, is_named: bool
) -> Quantity | None:
    """What a part is a part of: what the rate says it is, else what a list says, else the number before."""
    others = [q for q in reversed(before) if q is not part]
    elsewhere = _OF_ELSEWHERE.search(rate.lead)
    if elsewhere and elsewhere["aim"]:
        return next((q for q in others if elsewhere["aim"] in q.lead + q.tail), None)
    if elsewhere and (elsewhere["of"] is None or elsewhere["of"][-2:] not in _words_before(before)):
        return None  # 占全国总数, 占建议总数: not a number told here
    share = _OF_NAMED.search(rate.lead)
    if share and _names_other(share["of"], before):
        return None  # 占全部上缴金额的17.5% of 追缴120万元
    if share and not _ALL_OF_IT.search(share["of"]):
        word = share["of"][-2:]
        return next((q for q in others if addable(q, part) and word in q.lead + q.tail), None)
    among = "其中" in part.gap
    told = wholes.get(id(part))
    if told and (among or not _has_own_share(told)):
        return told  # not 开工520户，开工率104% of 竣工460户，竣工率92%: both are of a third number
    fits = (
        q
        for q in others
        if addable(q, part)
        and (_is_stock(q) or (is_named and q is others[0] and counts_deeds(q)))
        and q.base >= part.base
    )
    return next(
        (q for q in fits if among or (not _has_own_share(q) and (is_named or not _beside(q, part)))), None
    )


def _names_other(of: str, before: list[Quantity]) -> bool:
    """Whether the words for what a share is of name something that no number before it counts."""
    own = _GENERAL_WHOLE.sub("", of)
    return len(own) > 3 and own[:2] not in _words_before(before) and own[-2:] not in _words_before(before)


def _is_stock(number: Quantity) -> bool:
    """Whether a number says how many there are, not how far something has come: 编制42名，实有39人."""
    return number.status is None or number.lead.startswith(("实有", "现有"))


def _of_others(rate: Rate, before: list[Quantity]) -> bool:
    """Whether a rate names those it is of, and no number before it does: 案件800件，结案720件，审判案件结案率92%."""
    named = completed(rate)
    return len(named) > 1 and not _GENERAL.search(named) and named not in _words_before(before)


def _words_before(numbers: list[Quantity]) -> str:
    return "".join(q.gap + q.tail for q in numbers)


def _row_before(run: list[Rate]) -> list[Quantity]:
    """As many numbers before a row of rates; without the one that counts them: 停车类144条、管网类108条，两类占比依次为…."""
    before = numbers_before(run[0])
    while len(before) > len(run) and before[-1].unit.name != before[-2].unit.name:
        before.pop()
    return before[-len(run) :] if len(before) >= len(run) else []


def _respective(rate: Rate, run: list[Rate], wholes: dict[int, Quantity]) -> tuple[Quantity, Quantity] | None:
    """The number that a rate of a row is told of, in the same order, and the whole of them all."""
    parts = _row_before(run)
    if len(run) < 2 or not parts:
        return None
    part = parts[next(i for i, r in enumerate(run) if r is rate)]
    whole = wholes.get(id(part))
    return (part, whole) if whole and all(whole is not p and whole.base >= p.base for p in parts) else None


def _beside(number: Quantity, part: Quantity) -> bool:
    """Whether a number stands in one row with the part: 620件、415件、380件，占70%."""
    numbers = part.sentence.quantities if part.sentence else []
    row = (q for q in reversed(numbers) if q.start <= part.start)
    for q in row:
        if not q.gap.startswith("、"):
            return q is number and q is not part
        if q is number:
            return True
    return False


def is_growth(rate: Rate) -> bool:
    """Whether a rate tells by how much something grew or shrank (分别同比减少20%、18%), so that it is no ratio."""
    says = told_respectively(rate)[:1] or [rate]
    return _growth().search(says[0].lead) is not None and by_stem(rate, numbers_before(rate)) is None


def share_of(rate: Rate) -> Quantity | None:
    """The number that a rate tells the share of, if its words say that it is one: 建议类1824件，占比60.8%."""
    run = told_respectively(rate)
    says = run[0] if run else rate
    if rate.bound is not Bound.EXACT or not (_SHARE.search(says.lead) or is_share(says)) or is_growth(rate):
        return None
    if len(run) > 1:
        parts = _row_before(run)
        return parts[next(i for i, r in enumerate(run) if r is rate)] if parts else None
    before = [q for q in numbers_before(rate) if q.unit.kind not in _SPANS]
    return before[-1] if before and not _rates_between(rate, before[-1]) else None


def _is_entry(part: Quantity, before: list[Quantity], wholes: dict[int, Quantity]) -> bool:
    """Whether a number is one entry of a list, not what was done in all: 上缴60万元、归还30万元、调整账务190万元."""
    whole = wholes.get(id(part))
    return whole is not None and any(
        q.start > part.start and q.status is None and wholes.get(id(q)) is whole for q in before
    )


def _rates_between(rate: Rate, number: Quantity) -> bool:
    """Whether another rate already says what share the number is."""
    figures = rate.sentence.figures if rate.sentence else []
    return any(isinstance(f, Rate) and number.end <= f.start < rate.start for f in figures)


def _has_own_share(number: Quantity) -> bool:
    """居住用地156公顷，占38%；…: a number with a share of its own is a sibling, not the whole."""
    after = number.following
    if not isinstance(after, Rate):
        return False
    own = stem(after)[-2:]  # 开工数为520户，开工率达104%
    return "占" in after.lead or (len(own) > 1 and own in number.lead)


def _by_measure(rate: Rate, before: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """面积完成率: of two measures for one thing (19座、面积2480亩 … 12座、1612亩) the one that the rate names."""
    measure = completed(rate)
    if len(measure) < 2:
        return None
    whole = next(
        (
            q
            for q in before
            if q.lead.endswith(measure) and q.status is None and not _PUT_RIGHT.search(q.lead)
        ),
        None,
    )
    if whole is None:
        return None
    part = next(
        (q for q in reversed(before) if q is not whole and addable(q, whole) and q.status is Status.DONE),
        None,
    )
    return (part, whole) if part else None


def natural_after(rate: Rate, numbers: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two numbers where they follow the rate: 完成率95%，即60项任务已落实57项; 参检率95%（参检190人，应检200人）."""
    after = list(islice(_following(rate, numbers), 3))
    part = by_stem(rate, after)
    if part is None and is_completion(rate):
        part = next((q for q in after if q.status is Status.DONE), None)
    if part is None:
        return _two_alone(rate, after)
    whole = next((q for q in after if q is not part and addable(q, part) and q.status is None), None)
    return (part, whole) if whole and whole.base >= part.base else None


def _following(rate: Rate, numbers: list[Quantity]) -> Iterator[Quantity]:
    """The numbers behind a rate, up to the next semicolon."""
    return takewhile(lambda q: not SEMICOLON.search(q.gap), (q for q in numbers if q.start > rate.end))


def _two_alone(rate: Rate, numbers: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one measure beside a rate that no word ties to them; only if they come near to it."""
    if len(numbers) != 2 or not addable(*numbers) or not is_called_rate(rate):
        return None
    exact = rate.bound is Bound.EXACT and rate.places > 0
    if not exact and not _EXPLAINS.match(numbers[0].gap):
        return None
    part, whole = sorted(numbers, key=lambda q: q.base)
    return (part, whole) if whole.base and near(rate, part, whole) else None


def from_earlier(
    rate: Rate, before: list[Quantity], above: list[Quantity], wholes: dict[int, Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Part and whole when the rate stands in a sentence after its numbers: 完成率…"""
    if not is_completion(rate) or _EITHER.search(rate.lead):
        return None
    known = [*reversed(before), *above]
    if _of_others(rate, known):
        return None
    part = by_stem(rate, known[::-1]) or next(
        (q for q in (before[::-1] if before else above) if q.status is Status.DONE), None
    )
    if part is None or _is_entry(part, before, wholes):
        return None
    fits = [
        q for q in known if q is not part and q.status is None and addable(q, part) and q.base >= part.base
    ]
    totals = (q for q in fits if id(q) not in wholes)  # 受理500件，其中电话490件。回复480件，回复率96%
    whole = wholes.get(id(part)) or next(totals, fits[0] if fits else None)
    return (part, whole) if whole else None


def pairs(
    rate: Rate,
    before: list[Quantity],
    numbers: list[Quantity],
    above: list[Quantity],
    wholes: dict[int, Quantity],
) -> Iterator[tuple[Quantity, Quantity]]:
    """Other pairs of the sentence, nearest first, that could be meant; few, so that nothing fits by chance."""
    nearby = [q for q in before[-6:] if not _COMPARED.search(q.lead)]
    if rate.bound is not Bound.EXACT and not _OF_TIME.search(rate.gap):
        nearby = [q for q in nearby if q.unit.kind not in _SPANS]  # 等待8.1天、上年8.9天；使用率90%左右
    told = None if _FORMER.search(rate.lead) else share_of(rate)
    for part in reversed(nearby) if told is None else (told,):
        whole = wholes.get(id(part))
        if whole:
            yield part, whole
        for other in (
            *reversed(nearby),
            *(q for q in above[:3] if _may_be_base(rate, part, q, before)),
        ):
            beside = told is not None and (not _is_stock(other) or _has_own_share(other))
            if other is part or (beside and "其中" not in part.gap and not _OF_NAMED.search(rate.lead)):
                continue  # 已完成30个，占75%；正在整改8个，占27% are both of a third number
            if addable(part, other) and other.base >= part.base and rate.value != 100:
                yield part, other
        if rate.value == 100:
            yield from (
                (part, o)
                for o in reversed(nearby)
                if o is not part and o.base == part.base and addable(o, part)
            )
    everything = rate.value == 100  # fits any two equal numbers
    for later in _following(rate, numbers) if everything else (q for q in numbers if q.start > rate.end):
        if id(later) in wholes:
            yield later, wholes[id(later)]
        yield from ((part, later) for part in nearby[-2:] if addable(part, later) and later.base >= part.base)


def _may_be_base(rate: Rate, part: Quantity, whole: Quantity, before: list[Quantity]) -> bool:
    """Whether a number of another sentence may be what a rate is of; whole percentages fit too many by chance.

    They must come out exactly, or the words of that number are said again: 一般隐患1327处…。对一般隐患已整改1301处，整改率98%.
    """
    if rate.places > 0 or part.base * 100 == whole.base * Fraction(rate.value):
        return True
    return len(whole.lead) > 1 and whole.lead[-4:] in _words_before(before)


def comparable(rate: Rate, part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers may be the sides of a rate: one unit, and the whole is what the rate names (占资金总额的…)."""
    if not addable(part, whole) or (
        not part.unit.measured and part.unit.name != whole.unit.name and not _same(part, whole)
    ):
        return False
    named = _MEASURED.search(rate.lead) if "占" in rate.lead else None
    return named is None or named[0] in whole.lead + whole.tail or _KIND_OF.get(named[0]) == whole.unit.kind


def _same(part: Quantity, whole: Quantity) -> bool:
    """Counting words that editors exchange (反馈意见25项，已整改19个) unless the nouns differ."""
    people = whole.unit.kind == "person"
    return people or not (part.noun and whole.noun and part.noun != whole.noun)


def numbers_before(rate: Rate) -> list[Quantity]:
    numbers = rate.sentence.quantities if rate.sentence else []
    called = is_called_rate(rate)  # 日均处理1170吨，负荷率97.5%; but not 平均每天5人，占总数的13.8%
    return [
        q
        for q in numbers
        if q.end <= rate.start
        and not q.named
        and q.depth <= rate.depth
        and not (is_mean(q.lead) and not called)
    ]


@cache
def _growth() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "growth"))
