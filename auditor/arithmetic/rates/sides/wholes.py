"""What the part of a rate is a part of: the whole that its words point at: of 问题50个，已整改45个，占90% the 50."""

from __future__ import annotations

from auditor.arithmetic.rates.sides.numbers import Place, has_own_share, is_stock, words_of
from auditor.claims import Quantity, Rate
from auditor.figures.answers import NONE_MEANT, Answer, first_answer
from auditor.figures.change_words import is_from_to
from auditor.figures.rate_words import counts_deeds, name_of_total
from auditor.groups.group import addable
from auditor.patterns import compiled


def whole_by_words(place: Place, part: Quantity, called: bool) -> Quantity | None:
    """The whole of a part: what the rate says it is, else what a list says, else a larger number before.

    ``called`` says that the rate's own word calls the part.
    """
    readers = (_of_aim_or_elsewhere, _of_what_is_named, _of_its_list, _of_larger_before)
    return first_answer(readers, place, part, called)


_OF_ALL = compiled(r"占全[国省市县区州域]")
_ACCOUNT = compiled(r"(?:公共|基金|经营)预算")  # 一般公共预算收入 is no aim
_OF_AIM = compiled(r"占[^，,。；;]{0,4}?(?P<aim>预算|计划|任务|目标)")


def _of_aim_or_elsewhere(place: Place, part: Quantity, called: bool) -> Answer[Quantity]:
    """An aim told before (占年度计划的80%); no number if what is named is told nowhere: 占全国总数, 占建议总数."""
    if _OF_ALL.search(place.rate.lead):
        return NONE_MEANT
    if name := name_of_total(place.rate):
        return None if name[-2:] in words_of(place.before) else NONE_MEANT
    if _OF_AIM.search(place.rate.lead) is None:
        return None
    return next((q for q in _others(place, part) if not is_of_untold_aim(place.rate, q)), NONE_MEANT)


def is_of_untold_aim(rate: Rate, whole: Quantity) -> bool:
    """Whether a rate is the share of an aim (占年度计划的80%) that a number is not called."""
    aim = _OF_AIM.search(rate.lead)
    return aim is not None and aim["aim"] not in _ACCOUNT.sub("", whole.lead + whole.tail)


_SHARE_OF = compiled(r"占(?P<whole>[\u4e00-\u9fff]{2,10})的\Z")
_ALL_OF_THEM = compiled(r"总|全|应|其|该|这|所|整|比")
_WORDS_FOR_ALL = compiled(r"全部|全体|所有|整个|总[数量额]?|金额|数额|资金|数量|问题|的")


def named_whole(rate: Rate) -> str | None:
    """The words for what a rate is a share of: 上缴金额 of 占上缴金额的17.5%."""
    found = _SHARE_OF.search(rate.lead)
    return found["whole"] if found else None


def _of_what_is_named(place: Place, part: Quantity, called: bool) -> Answer[Quantity]:
    """The number with the words of the share: 占补贴资金的17.5%; none of 追缴120万元 if it is 占全部上缴金额的17.5%."""
    named = named_whole(place.rate)
    if named is None:
        return None
    if _is_untold(named, place.before):
        return NONE_MEANT
    if _ALL_OF_THEM.search(named):
        return None
    alike = (q for q in _others(place, part) if addable(q, part) and named[-2:] in q.lead + q.tail)
    return next(alike, NONE_MEANT)


def _is_untold(named: str, before: list[Quantity]) -> bool:
    """Whether the words for what a share is of name something that no number before it counts."""
    own = _WORDS_FOR_ALL.sub("", named)
    return len(own) > 3 and own[:2] not in words_of(before) and own[-2:] not in words_of(before)


def _of_its_list(place: Place, part: Quantity, called: bool) -> Quantity | None:
    """The whole of the part's list; not 开工520户，开工率104% of 竣工460户，竣工率92%: both are of a third number."""
    told = place.whole_of(part)
    return told if told and ("其中" in part.gap or not has_own_share(told)) else None


def _of_larger_before(place: Place, part: Quantity, called: bool) -> Quantity | None:
    """The nearest number before that is no less and may hold the part: 检查48家，合格42家，合格率87.5%."""
    others = _others(place, part)
    larger = (
        q
        for q in others
        if addable(q, part)
        and (is_stock(q) or (called and q is others[0] and counts_deeds(q)))
        and q.base >= part.base
    )
    if "其中" in part.gap:
        return next(larger, None)
    return next((q for q in larger if not has_own_share(q) and (called or not _in_one_row(q, part))), None)


def _in_one_row(number: Quantity, part: Quantity) -> bool:
    """Whether a number stands in one row with the part: 620件、415件、380件，占70%."""
    numbers = part.sentence.quantities if part.sentence else []
    row = (q for q in reversed(numbers) if q.start <= part.start)
    for q in row:
        if not q.gap.startswith("、"):
            return q is number and q is not part
        if q is number:
            return True
    return False


def _others(place: Place, part: Quantity) -> list[Quantity]:
    """The other numbers before the rate, nearest first; not what there were before: 由34人增加到51人，占书记的75%."""
    return [q for q in reversed(place.before) if q is not part and not is_from_to(q, part)]
