"""Parts that may overlap, so that together they may come to more, or to less, than their whole: 女性21名、35岁以下18名 of 30名."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from auditor import lexicon
from auditor.characters.chinese import HAN_RUN
from auditor.claims import Figure, Quantity
from auditor.patterns import compiled, says

NAME = 4  # characters of the name of a part
TOLD_BY = 16  # characters before a number in which it may be said by what it is told apart (ages are figures)
_AT_LEAST = compiled(
    r"以上|(?<!不)超过?[0-9]|[大高多]于[0-9]|不少于|(?<![不未])满[0-9]|[0-9][至到—–~～-][0-9]"
)
_AT_MOST = compiled(r"以[下内]|不(?:超过|足|到)[0-9]|[不未]满[0-9]|[小低少]于[0-9]|[0-9][至到—–~～-][0-9]")


def may_overlap(parts: Sequence[Figure], text: str) -> bool:
    """Whether one thing may be counted in several of the parts."""
    return (
        crosses(parts, text)
        or _nested(parts, text)
        or _in_stages(parts, text)
        or _named_in_another(parts, text)
        or _touch(parts, text)
        or _of_aspects(parts)
    )


@cache
def _traits() -> re.Pattern[str]:
    dimensions = lexicon.mapping("statuses", "traits").items()
    return compiled("|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in dimensions))


_in_both = says(
    r"(?:兼具|兼有|兼备|皆有|皆具|兼而有之|同时(?:具[有备]|拥有|符合|满足)|既(?![无非未不没])[^，,。；;、]{1,14}又)[^，,。；;、0-9]{0,10}\Z"
)
_in_these = says(r"(?:兼具|兼有|兼备|皆有|皆具|兼而有之)的?\Z")
_of_one_kind = says(r"仅|只|单")


def has_common_members(parts: Sequence[Figure]) -> bool:
    """Whether a number beside or behind the parts says how many belong to two of them: 甲6名、乙9名，二者兼具的4名.

    Then they add up by chance; not where each of the others is told as of one kind only (仅甲2名、仅乙5名、兼具4名), nor
    where the number names other things (本科32名、研究生18名，兼具法律和会计资格的6名).
    """
    after = parts[-1].following
    told = (*parts, after) if isinstance(after, Quantity) else parts
    both = [q.lead for q in told if _in_both(q.lead)]
    if not both or any(_of_one_kind(q.lead) for q in parts):
        return False
    names = [q.lead[-2:] for q in parts if len(q.lead) > 1]
    return any(_in_these(words) or any(name in words for name in names) for words in both)


_OF_ISSUES = compiled(r"涉及|反映|包含")
_names_issue = says(r"(?:问题|污染|诉求|事项|纠纷|隐患)[类的为有]?\Z")
_handed_over = says(r"移送(?:司法|检察|公安|起诉|审查)|双开|追究刑事")
_punished = says(r"处分|党纪|政纪|政务|组织处理")
LEAST_DEEDS = 2


def may_exceed(whole: Quantity, parts: Sequence[Quantity], text: str) -> bool:
    """Whether one thing may be counted in several parts, so that they come to more than the whole, but hardly to less.

    A letter may be of several issues (82件，涉及水污染问题25件、噪声问题17件); of some places each may have done several
    things (66个县中，36个少提取资金；29个违规拨付；22个…), which are told behind the number.
    """
    between = text[whole.end : parts[0].start]
    leads = [p.lead for p in parts]
    if any(map(_handed_over, leads)) and any(map(_punished, leads)):
        return True  # 处理128人，其中给予党纪处分93人，移送司法机关12人
    if _OF_ISSUES.search(between) and all(_names_issue(p.lead) for p in parts):
        return not _names_issue(whole.noun)
    deeds = [p.tail for p in parts if _says_what_it_does(p)]
    return len(deeds) >= LEAST_DEEDS and len(deeds) >= len(parts) - 1 and len({t[:2] for t in deeds}) > 1


def _says_what_it_does(part: Quantity) -> bool:
    """Whether a number is not named before it, and behind it a deed of its own is told: 有343人购买了汽车."""
    named = part.lead.removeprefix("其中").removeprefix("另")
    return named in ("", "有") and part.status is None and len(part.tail) > LEAST_DEEDS


def _told(parts: Sequence[Figure], text: str) -> list[str]:
    """The words directly before each part, behind the part before it."""
    ends = [0, *(p.end for p in parts)]
    words = (text[max(end, p.start - TOLD_BY) : p.start] for end, p in zip(ends, parts, strict=False))
    return [told.rpartition("其中")[2] for told in words]


def crosses(parts: Sequence[Figure], text: str) -> bool:
    """Whether parts are told by different dimensions (女性, 35岁以下), so that one thing may count twice.

    What all of them are called tells none apart: 城市低保, 农村低保 are told by their place.
    """
    found = [
        [(match.lastgroup, match[0]) for match in _traits().finditer(words)] for words in _told(parts, text)
    ]
    if len({traits[0][0] for traits in found if traits}) < 2:
        return False
    names = set.intersection(*map(set, found))
    told_by = [
        {dimension for dimension, name in traits if (dimension, name) not in names} for traits in found
    ]
    return not set.intersection(*told_by)


def crosses_persons(parts: Sequence[Figure], text: str) -> bool:
    """Whether parts are told by traits of which one cuts through all others: 党员12人、女干部9人 add up by chance."""
    if not crosses(parts, text):
        return False
    personal = lexicon.words("statuses", "personal")
    found = (_traits().search(words) for words in _told(parts, text))
    return any(match is not None and match.lastgroup in personal for match in found)


def some_told_by_traits(parts: Sequence[Figure], text: str) -> bool:
    """Whether some parts are told by what they are and others by what was done: 40岁以下的9人，交流轮岗15人."""
    found = [_traits().search(words) is not None for words in _told(parts, text)]
    return any(found) and not all(found)


def _nested(parts: Sequence[Figure], text: str) -> bool:
    """Whether several parts are told by how much they reach at least, or at most: 3年以上的89笔，5年以上的47笔.

    What has both bounds (3年以上5年以下, 3至5年) is a class of its own.
    """
    bounds = [
        (_AT_LEAST.search(words) is not None, _AT_MOST.search(words) is not None)
        for words in _told(parts, text)
    ]
    return bounds.count((True, False)) > 1 or bounds.count((False, True)) > 1


def _named_in_another(parts: Sequence[Figure], text: str) -> bool:
    """Whether what a part is told of is named in the words of the one before: 甲和乙课程352学时，乙课程152学时."""
    names = [(HAN_RUN.findall(words) or [""])[-1] for words in _told(parts, text)]
    return any(
        NAME <= len(after) < len(before) and before.endswith(after) for before, after in pairwise(names)
    )


def _touch(parts: Sequence[Figure], text: str) -> bool:
    """Whether every part is told by what it touches, of which one thing may touch several: 涉及资金的98个，涉及人员的41个."""
    told = _told(parts, text)
    return len(told) > 1 and all(_touches().search(words) for words in told)


def _of_aspects(parts: Sequence[Figure]) -> bool:
    """Whether parts count in how many aspects so many problems lie: 3个方面的15个问题已整改，2个方面5个问题正在整改."""
    told = [p for p in parts if isinstance(p, Quantity) and p.unit.name == "个方面"]
    return len(told) == len(parts) > 1 and all(
        isinstance(after := p.following, Quantity) and after.gap in ("", "的") for p in told
    )


@cache
def _touches() -> re.Pattern[str]:
    """涉及资金的 and 牵涉人员的, not 涉及甲县12个, which says where."""
    return compiled(
        rf"(?:{lexicon.any_of('nouns', 'touches')})[^，,。；;、0-9]{{1,12}}(?:的|类|方面)(?:问题|事项)?\Z"
    )


def _in_stages(parts: Sequence[Figure], text: str) -> bool:
    """Whether parts are told by stages that one sum passes through (已拨付, 已支付), or as got back and as a fine."""
    found = [_steps().search(words) for words in _told(parts, text)]
    kinds = {match.lastgroup for match in found if match}
    stages = {match[0] for match in found if match and match.lastgroup == "stages"}
    return len(stages) > 1 or {"recovered", "fines"} <= kinds


@cache
def _steps() -> re.Pattern[str]:
    return compiled(
        "|".join(f"(?P<{key}>{lexicon.any_of('statuses', key)})" for key in ("stages", "recovered", "fines"))
    )
