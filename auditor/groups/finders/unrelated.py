"""Groups whose numbers are of different things: 团伙3个，其中一案涉7宗命案; 8个镇街中，…最低的甲镇承接问题18个."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity, Rate, Status
from auditor.figures.each import counts, rated_things
from auditor.groups.finders.row import is_counted
from auditor.groups.group import Cue, Group, left_over
from auditor.patterns import compiled

_TEAM = compiled(r"[\u4e00-\u9fff]{0,8}?(?:组(?![织长成建别合员])|专班|分队|突击队)")
_BESIDE = compiled(r"[\u4e00-\u9fff]{2,12}[和与及](?:其他)?的?")
_NAMES_SOME = frozenset((Cue.AMONG, Cue.SUBSET))
_OF_ONE_WORD = frozenset((Cue.AMONG, Cue.SUBSET, Cue.STATUS))
_NAME = compiled(r"(?P<name>[\u4e00-\u9fff]{1,10}?)(?:中(?![心央小学层队共国期旬间])|(?=[，,。；;、（(]|\Z))")


def without_rated(group: Group) -> bool:
    """Take from a list those of whom only a rate is told, and who are no part of it; whether any part is left.

    完成169个，其中4个镇街完成率为100%: the four are of the towns.
    """
    others = [p for p in group.parts if (things := rated_things(p)) and not counts(group.whole, things)]
    if others and group.total != group.whole.base:
        group.parts = [p for p in group.parts if p not in others]
    return bool(group.parts)


def is_of_other_things(group: Group) -> bool:
    """Whether the first part of a group counts something else than its whole, or both are states of one row.

    So are scores.  Several parts that make up the whole are its parts whatever they are called.
    """
    first, whole = group.parts[0], group.whole
    if group.cue is not Cue.CLOSING and is_of_one_member(whole, first):
        return True  # 5个村中，收入最高的甲村有合作社12个
    if group.total == whole.base and len(group.parts) > 1:
        return False
    if any(_is_team(q) and _is_place(other) for q, other in ((whole, first), (first, whole))):
        return True
    if whole.unit.kind == "score":
        return True  # 总分100分，得分92.5分，扣7.5分
    if group.cue in _OF_ONE_WORD and _are_named_apart(whole, first):
        return True
    if group.cue in _NAMES_SOME and first.unit.name != whole.unit.name and is_counted(first):
        return _is_attribute(first) or _is_called_otherwise(first, whole) or _is_behind_share(first, whole)
    return group.cue is Cue.STATUS and (
        _begins_row_of_states(group) or _are_other_places(group) or _are_joined(group)
    )


def _are_named_apart(whole: Quantity, part: Quantity) -> bool:
    """Whether both are counted with 个 and named behind it, and not alike: 220个城市中，累计有321个水体.

    Bodies and places may be some of each other (30个单位中有5个乡镇) as long as they are not more; so may whatever a notice calls
    its problems.
    """
    if whole.unit.name != "个" or part.unit.name != "个" or part.start < whole.end:
        return False
    one, other = _name_of(whole), _name_of(part)
    if not one or not other or one[-1] == other[-1] or one in other or other in one:
        return False
    if {one, other} <= set(lexicon.words("nouns", "called_problems")):
        return False
    both_bodies = all(_is_place(q) for q in (whole, part))
    return part.base > whole.base if both_bodies else True


def _name_of(q: Quantity) -> str:
    """What is counted, as it is named behind the number: 城市 of 个城市中, 水体 of 个水体完成了整治; "" if a deed follows at once."""
    if q.noun:
        return q.noun
    deed = _predicate().search(q.tail)
    named = _NAME.match(q.tail[: deed.start()] if deed else q.tail)
    return named["name"] if named and (deed or named[0] != named["name"]) else ""


@cache
def _predicate() -> re.Pattern[str]:
    return compiled(lexicon.any_of("nouns", "predicates"))


def _is_team(q: Quantity) -> bool:
    """Whether a number counts teams: 6个巡察组, 3个工作专班."""
    return _TEAM.match(q.tail) is not None and _place().match(q.tail) is None


def _is_place(q: Quantity) -> bool:
    """Whether a number counts places or bodies: 5个单位, 7个村."""
    return _place().match(q.tail) is not None or q.noun in lexicon.words("nouns", "bodies")


@cache
def _place() -> re.Pattern[str]:
    return compiled(rf"[县区]|{lexicon.any_of('nouns', 'inspected')}")


def _is_attribute(part: Quantity) -> bool:
    """Whether a number only describes one of those before it: 其中一案涉7宗命案."""
    return _touches().search(part.lead) is not None


@cache
def _touches() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('nouns', 'touches')})及?\Z")


def _is_called_otherwise(part: Quantity, whole: Quantity) -> bool:
    """Whether both numbers name what they count, and it is not one thing: 意见46条，其中3个问题; but 单位9个，其中企业2家."""
    nouns = {part.noun, whole.noun}
    bodies = lexicon.words("nouns", "bodies")
    return "" not in nouns and len(nouns) == 2 and not nouns <= set(bodies)


def _is_behind_share(part: Quantity, whole: Quantity) -> bool:
    """Whether the share of a part stands between, so that the next clause goes on with others: 21个中已解决的占70%，81项…."""
    figures = whole.sentence.figures if whole.sentence else []
    share = any(isinstance(f, Rate) and whole.end <= f.start < part.start for f in figures)
    return share and MEMBER_END.search(part.lead) is None and "其中" not in part.lead


def _begins_row_of_states(group: Group) -> bool:
    """Whether the whole is only how many were begun, beside others under way: 启动20个，进行中12个，完成31个."""
    under_way = any(p.status is Status.RUNNING for p in group.parts)
    return under_way and _begun().search(group.whole.lead) is not None


def _are_joined(group: Group) -> bool:
    """Whether 和 joins the whole and its only part, which name different things: 2个长期坚持问题和3条未完成措施."""
    part, whole = group.parts[0], group.whole
    beside = len(group.parts) == 1 and whole.end < part.start and _BESIDE.fullmatch(part.gap) is not None
    return beside and (part.unit.name != whole.unit.name or part.noun != whole.noun)


def _are_other_places(group: Group) -> bool:
    """Whether what is left is places, and the whole is none: 排查项目213个，已办结207个；其余3个乡镇未发现问题."""
    *others, last = group.parts
    named = _place().match(last.tail) if left_over(last.lead) else None
    told = (group.whole, *others)
    return named is not None and bool(others) and not any(named[0][-1] in q.lead + q.tail for q in told)


@cache
def _begun() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('statuses', 'beginnings')})\Z")


_ONLY_HAS = compiled(r"(?:共|总|现|目前|就|只|仅|各|已|均|都|也)*(?:有|为|是|占|达)?")
_BEST = r"最[\u4e00-\u9fff]{1,2}的|(?:第[一二三四五六七八九十]|首位|末位|垫底)的"


def is_of_one_member(whole: Quantity, part: Quantity) -> bool:
    """Whether a number tells what one body or place of several has, and not how many of them there are.

    最低的甲镇承接问题18个 and 甲村有合作社12个 do; 完成整改的镇有5个 and 涉农乡镇有问题的3个 count members of the whole.
    """
    kind = _kinds().match(whole.tail)
    member = _members(kind.lastgroup).match(part.lead) if kind and kind.lastgroup else None
    if member is None or _kinds().fullmatch(member["name"]):
        return False
    has = part.lead[member.end() :]
    counted = _ONLY_HAS.sub("", has, count=1)
    if has.endswith("的"):
        return False
    if member["best"]:
        return bool(counted) or (part.noun not in ("", whole.noun) and part.noun in part.tail)
    return part.noun != "" and part.noun in has + part.tail and part.noun not in whole.tail


@cache
def _kinds() -> re.Pattern[str]:
    """How the tail of a whole begins that counts bodies or places; its name tells the row of the table."""
    rows = enumerate(lexicon.mapping("nouns", "member_names"))
    return compiled(
        "|".join(f"(?P<k{i}>(?:{lexicon.any_of('nouns', f'member_names.{key}.counted')}))" for i, key in rows)
    )


@cache
def _members(kind: str) -> re.Pattern[str]:
    """A name of such a body or place at the beginning of a clause, behind what singles it out."""
    key = list(lexicon.mapping("nouns", "member_names"))[int(kind[1:])]
    ends = lexicon.any_of("nouns", f"member_names.{key}.ends")
    return compiled(
        rf"(?:其中)?(?:[\u4e00-\u9fff]{{0,12}}?(?P<best>{_BEST}))?(?P<name>[\u4e00-\u9fff]{{1,8}}?(?:{ends}))"
    )


OBJECT = 8  # characters behind a number that may name what it counts
_DONE = compiled(r"(?:完成|建成|实施|选聘|招聘|新建|改造)了?(?P<object>[\u4e00-\u9fff]{3,12})\Z")
_KINDS = compiled(r"[\u4e00-\u9fff]{2}")
_NAMED = compiled(r"[\u4e00-\u9fff]{3,12}")


def is_of_another_object(group: Group) -> bool:
    """Whether the only part names what it counts in words of which its whole has none.

    The object of its deed (完成棚户区改造24万套) counts, and of a number further down also what stands behind it (2名合格村医).
    """
    (part, *others), whole = group.parts, group.whole
    if others:
        return False
    said = whole.gap + whole.tail
    found = _DONE.search(part.lead)
    named = _deed().sub("", found["object"]) if found else ""
    if len(named) > 1 and not _shared(named, said):
        return True
    behind = _NAMED.match(part.tail[:OBJECT])
    return not group.near and not _own(part) and behind is not None and not _shared(behind[0], said)


def _own(part: Quantity) -> bool:
    """Whether the words before a number tell what it is of, so that those behind go on: 已完成整改12项并通过验收."""
    return part.unit.measured or part.tail.startswith(("已", "均", "全", "并", "正", "尚", "未", "的", "还"))


def _shared(words: str, said: str) -> bool:
    """Whether two neighbouring characters of some words stand in others."""
    return any(words[i : i + 2] in said for i in range(len(words) - 1))


@cache
def _deed() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('statuses', 'deeds', 'beginnings')})+")
