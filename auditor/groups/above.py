"""Why a part may be told that is larger than its whole, though nothing is wrong: 受理30件，办结32件 of which some are old."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity
from auditor.extraction.context import status
from auditor.groups.group import Cue, Group
from auditor.patterns import compiled

FAR_ABOVE = 3  # times its whole, so that a part must be of something else


def is_explained(group: Group, part: Quantity, text: str) -> bool:
    """Whether anything explains that the first part above the whole of a group is larger than it."""
    whole = group.whole
    if group.cue is Cue.STATUS and (
        _counts_other_things(part, whole)
        or _is_second_count(whole)
        or _may_be_left_from_before(part, whole)
        or _is_of_other_amount(part, whole)
        or _is_of_both(part, whole)
        or _is_object(part, whole)
        or _are_subjects(part, whole)
    ):
        return True
    if group.cue is Cue.CLOSING and SEMICOLON.search(text, part.end, whole.start):
        return True  # 缴存…22.6亿元；…发放贷款2837笔，共计11.2亿元
    if part.lead.endswith("的") and whole.lead.endswith("的") and group.cue is not Cue.SPLIT:
        return True  # 甲方的40件…，乙方的100件: side by side
    return (
        _has_new_ones(group, text)
        or _is_planned(whole)
        or _is_told_finer(part)
        or _is_whole_itself(part)
        or _OF_ALL.search(part.lead) is not None
        or not group.near
        or (max(p.base for p in group.parts) > FAR_ABOVE * whole.base and not _is_told_of(part, group, text))
    )


def _counts_other_things(part: Quantity, whole: Quantity) -> bool:
    """Whether a part is of other things: counted in another word, or the whole names its own: 2个部室…，销号问题5个."""
    if part.unit.name != whole.unit.name:
        return part.noun != whole.noun
    own = not whole.noun and _NAMED.match(whole.tail) is not None and status(whole.tail) is None
    return own and part.noun != "" and part.noun not in whole.lead


def _is_of_both(part: Quantity, whole: Quantity) -> bool:
    """Whether a number may be of two told one after the other: 第一场62人，第二场58人，实到113人."""
    numbers = whole.sentence.quantities if whole.sentence else []
    at = next((i for i, q in enumerate(numbers) if q is whole), 0)
    first = numbers[at - 1] if at else None
    if first is None or first.unit.name != whole.unit.name:
        return False
    in_turn = _IN_TURN.search(first.lead) is not None and _IN_TURN.search(whole.lead) is not None
    return in_turn and part.base <= first.base + whole.base


def _is_object(part: Quantity, whole: Quantity) -> bool:
    """Whether the whole only tells who does something, and the part to how many: 3个镇未设置监测点9个, but not 16个问题已整改18个."""
    if whole.lead or whole.following is not part or MEMBER_END.search(part.gap):
        return False
    object_ = part.lead[-2:]
    return object_ not in whole.tail[: len(whole.tail) - 2] and _ends_in_deed().search(part.lead) is None


@cache
def _ends_in_deed() -> re.Pattern[str]:
    return compiled(
        rf"(?:{lexicon.any_of('statuses', 'done', 'open', 'deeds', 'endings')})了?的?(?:有|为)?\Z"
    )


def _are_subjects(part: Quantity, whole: Quantity) -> bool:
    """Whether both numbers open clauses of their own, with another number told of the first: 12家改造8项，36家正在改造."""
    return not part.lead and not whole.lead and whole.following is not part and len(part.tail) > 2


def _is_second_count(whole: Quantity) -> bool:
    """Whether a number is but the second count of something: 核销9笔、57.6万元 tells no whole, 3个方面16个问题 does."""
    begins = whole.sentence is not None and whole.start - whole.sentence.start < 2
    return len(whole.gap) < 2 and not begins and not (whole.noun and not whole.gap)


_IN_TURN = compiled(r"第[一二三四五]|[上下]午|[上下]半[年月]|首[次批场]")
_COME_IN = compiled(r"(?:受理|接收|收到|接到|收案|新收|立案)(?:[^，。；、]{0,8})\Z")
_ENDED = compiled(r"(?:办结|结案|审结|执结|办理)(?:完毕|了|各类)?\Z")


def _may_be_left_from_before(part: Quantity, whole: Quantity) -> bool:
    """Whether more may be ended in a time than came in: 受理30件，办结32件."""
    return _COME_IN.search(whole.lead) is not None and _ENDED.search(part.lead) is not None


_NAMED = compiled(r"(?![中均已都全共])[\u4e00-\u9fff]{2}")


@cache
def _deeds() -> re.Pattern[str]:
    """Words that say what was done with an amount, and name no amount of their own."""
    return compiled(
        lexicon.any_of("statuses", "done", "whole")
        + r"|上缴|退还|支付|拨付|目前|实际|资金|金额|款项?|[的，,]"
    )


def _is_of_other_amount(part: Quantity, whole: Quantity) -> bool:
    """Whether the words before an amount name something else: 盘活资产1.2亿元，收回股权款2.1亿元."""
    own = _deeds().sub("", part.lead)
    return part.unit.measured and bool(own) and own[-2:] not in whole.lead + whole.tail


_WITH_NEW_ONES = compiled(
    r"[含括][^，。；]{0,8}新增|[含括为][^，。；]{0,12}(?:上[年轮月期]|此前|之前|以前|往年|历年|结转)|结转"
)
BEHIND = 16  # characters behind a list in which it may be said that some are new


def _has_new_ones(group: Group, text: str) -> bool:
    """Whether the text says that others were added: 30个，已整改32个，其中含新增的2个."""
    end = group.parts[-1].end
    return _WITH_NEW_ONES.search(text, end, end + BEHIND) is not None


_AIM = compiled(r"计划|目标|指标|任务[为数量是]|任务\Z")


def _is_planned(whole: Quantity) -> bool:
    """Whether a whole is an aim: more may be done than was planned."""
    return _AIM.search(whole.lead + whole.tail) is not None or whole.noun == "任务"


_FINER = compiled(r"分项|子项|小项|细化|细分|具体(?:问题|事项|任务|表现)")


def _is_told_finer(part: Quantity) -> bool:
    """Whether a part counts smaller things: 10个突出问题（共包括13个分项问题）."""
    return _FINER.search(part.lead + part.tail) is not None


_OF_ALL = compiled(r"全[省市县区镇乡州国](?:的|共有|共|有)?\Z")  # 已巡察155个，年底前完成全市256个的全覆盖
_OF_ITSELF = compiled(r"[\u4e00-\u9fff]{1,12}(?<!其)中(?:有|，)?")


def _is_whole_itself(part: Quantity) -> bool:
    """Whether a smaller number behind it is of those it counts: 25种…中7种不合格，33种按键电话机中有9种不合格."""
    after = part.following
    of_it = isinstance(after, Quantity) and after.unit.name == part.unit.name and after.base <= part.base
    return of_it and after is not None and _OF_ITSELF.fullmatch(after.gap) is not None


_DIRECTLY = compiled(
    r"[\u4e00-\u9fff]{0,4}[，,（(。]?(?:其中|[包内]?含)[：:，,]?[^，,。；;、：:（()）0-9]{0,16}"
)
_OF_MORE = compiled(
    r"涉及|挽回|带动|撬动|拉动|总|累计|合计|共(?!同)|全[省市县区镇年]|[率价均]\Z|每|单价|均价|人均"
)


@cache
def _other_sum() -> re.Pattern[str]:
    return compiled(lexicon.any_of("nouns", "own_sums"))


def _is_told_of(part: Quantity, group: Group, text: str) -> bool:
    """Whether 其中 directly behind a measure makes a number a part of it, however much larger it is: 3万元，其中…620万元."""
    whole = group.whole
    told = group.cue is Cue.AMONG and group.near and part is group.parts[0]
    alike = whole.unit.measured and part.unit.kind == whole.unit.kind
    if not told or not alike or _OF_MORE.search(part.lead) or _OF_MORE.search(whole.lead):
        return False
    other = _other_sum().search(part.lead)
    if other is not None and other[0] not in whole.lead:
        return False  # 节约电费3万元，其中光伏项目投资860万元
    return _DIRECTLY.fullmatch(text, whole.end, part.start) is not None
