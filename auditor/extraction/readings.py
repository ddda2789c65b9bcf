"""What words before a number are no list of what it counts, and where within them such a list begins.

市政府组织干部、项目、科技3项活动: the list begins behind a verb.  南京、镇江的列车5趟: it tells which ones are counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from auditor import lexicon
from auditor.claims import Quantity
from auditor.extraction.members import BODY_END, WINDOW, joint_of, ways_to_count
from auditor.patterns import compiled

Members = list[tuple[int, int]]

_DID = compiled(r"[\u4e00-\u9fff]{2}了(?!解)")
_PLACE_END = compiled(r"(?:[村庄屯寨镇乡县区市]|街道|大学|学院)\Z")
_AREA_END = compiled(r"地区\Z")
_NOT_OF_PLACES = frozenset(("person", "times", "sort"))
_WHOSE = compiled(r"[^的]{2,}的[^的]{2,}\Z")
_VAGUE = compiled(r"[几数]")
_BEHIND = compiled(r"[^，,；;。！？：:（(\n]{0,40}[：:]?[^，,；;。！？：:（(\n]{0,120}")
_CLOSERS = ("”", "》")


def is_no_count(text: str, q: Quantity) -> bool:
    """Whether a number is part of a set expression or tells no exact number: 一家三口, 十几类."""
    if _VAGUE.search(text, q.start, q.end):
        return True
    told = _with_number().get(text[q.start : q.start + 2], ())
    return any(text.startswith(word, q.start - at) for word, at in told if q.start >= at)


@cache
def _with_number() -> Mapping[str, list[tuple[str, int]]]:
    """Set expressions by any two characters of them, with the offset of these."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word in lexicon.words("enumerations", "with_number"):
        for at in range(len(word) - 1):
            found.setdefault(word[at : at + 2], []).append((word, at))
    return found


def begins_behind(text: str, members: Members, q: Quantity) -> Members:
    """The members from where the list of the number begins.

    Behind the only verb with 了, at the first quoted name if the last ones are quoted; where a body does something
    (市政府组织…), 和 joins a list of its own, 对 takes what follows, or only the last members are quoted, only if that
    makes as many as the number says.
    """
    members = _behind_deed(text, _quoted_alone(text, members))
    if len(members) < 2 or q.value in ways_to_count(text, members):
        return members
    for shorter in (
        _behind_body(text, members),
        _behind_joint(text, members),
        _behind_recipient(text, members),
        _quoted_last(text, members),
    ):
        if 1 < len(shorter) == q.value:
            return shorter
    return members


def _behind_deed(text: str, members: Members) -> Members:
    """The members behind the verb that takes them: 甲镇、市长李某看望了|青石、柳林."""
    found = [(i, verb.end()) for i, (a, b) in enumerate(members) if (verb := _DID.search(text, a, b))]
    if len(found) != 1:
        return members
    (i, start) = found[0]
    return [(start, members[i][1]), *members[i + 1 :]] if start < members[i][1] else members


def _count_quoted(text: str, members: Members) -> int:
    """How many of the last members end with a quoted name."""
    names = 0
    while names < len(members) and text[members[-names - 1][1] - 1] in _CLOSERS:
        names += 1
    return names


def _quoted_alone(text: str, members: Members) -> Members:
    """The quoted members if what stands before them describes them: 早熟、高产的“甲”、“乙”."""
    names = _count_quoted(text, members)
    others = members[: len(members) - names]
    if names < 2 or not others or any(mark in text[a:b] for a, b in others for mark in _CLOSERS):
        return members
    a, b = members[-names]
    opened = min((i for i in (text.find("“", a, b), text.find("《", a, b)) if i >= 0), default=a)
    return [(opened, b), *members[len(members) - names + 1 :]] if text[opened - 1] == "的" else members


@cache
def _body_does() -> re.Pattern[str]:
    bodies = lexicon.any_of("enumerations", "body_ends")
    return compiled(
        rf"(?:{bodies})(?:联合|共同|先后|已|将|还)?(?:{lexicon.any_of('enumerations', 'deeds')})(?=[\u4e00-\u9fff《“])"
    )


def _behind_body(text: str, members: Members) -> Members:
    """The members behind a body and its verb: 市委、市政府组织|干部、项目."""
    for i in range(len(members) - 1, -1, -1):
        if does := _body_does().search(text, *members[i]):
            return [(does.end(), members[i][1]), *members[i + 1 :]]
    return []


def _behind_joint(text: str, members: Members) -> Members:
    """The members behind the only 和 within a list: 开放城市、经济特区和|甲市、乙市."""
    joints = [(i, joint) for i, (a, b) in enumerate(members) if (joint := joint_of(text, a, b))]
    if len(joints) != 1 or joints[0][0] == len(members) - 1:
        return []
    i, joint = joints[0]
    return [(joint.end() - 1, members[i][1]), *members[i + 1 :]]


_TAKES = compiled(r"(?:对|向|赴|进驻)(?=[\u4e00-\u9fff]{2})")


def _behind_recipient(text: str, members: Members) -> Members:
    """The members behind a preposition: 第二、三巡察组于3月对|甲局、乙局."""
    for i in range(len(members) - 1, -1, -1):
        if takes := _TAKES.search(text, *members[i]):
            return [(takes.end(), members[i][1]), *members[i + 1 :]]
    return []


def _quoted_last(text: str, members: Members) -> Members:
    """The last members, which are quoted, from the first quoted name on: 按作风、成效评定出|“好”“差”."""
    names = _count_quoted(text, members)
    if names in (0, len(members)):
        return []
    a, b = members[-names]
    return [(max(a, text.find("“", a, b)), b), *members[len(members) - names + 1 :]]


def ends_in_verb(text: str, members: Members, q: Quantity) -> bool:
    """Whether the number is the object of a verb that ends the list: 维护稳定、促进两个…, 在甲、乙举办四场…."""
    last = text[slice(*members[-1])]
    if last.endswith(lexicon.words("enumerations", "transitive")):
        return True
    return q.unit.kind != "group" and last in lexicon.words("enumerations", "verbs")


_OWNERS = compiled(r"(?P<name>[\u4e00-\u9fff（）]{1,8}?)[，,、]?[的共计]{0,2}")
NAMED = 3  # characters behind a number that may name what it counts: 行政村


def describes_others(text: str, members: Members, q: Quantity) -> bool:
    """Whether the list tells which things are counted, and is not of them: 东、西部地区5种机械, 甲、乙的列车共5趟."""
    last = text[slice(*members[-1])]
    kind = q.unit.kind
    if kind == "person" and (_PLACE_END.search(last) or BODY_END.search(last)):
        return True  # 张庄、李庄3名村干部; 甲大学、乙大学两位教授
    if _AREA_END.search(last) and kind in _NOT_OF_PLACES:
        return True
    if _counts_owners(last, q):
        return True
    if kind == "group" or last.endswith(_CLOSERS) or not _WHOSE.search(last):
        return False
    return all("的" not in text[a:b] for a, b in members[:-1])


def _counts_owners(last: str, q: Quantity) -> bool:
    """Whether a number counts those to whom the members belong, which the next one counts: 洞口村、青山村等2个镇共5个村."""
    after = q.following
    owners = _OWNERS.fullmatch(after.gap) if isinstance(after, Quantity) else None
    if owners is None or after is None:
        return False
    return last[-1:] in after.tail[:NAMED] and last[-1:] not in owners["name"]


def has_own_list(text: str, q: Quantity) -> bool:
    """Whether as many names as the number says stand behind it up to the next mark: 两位教授张某、李某."""
    found = _BEHIND.match(text, q.end, min(len(text), q.end + WINDOW))
    if found is None or "、" not in found[0]:
        return False
    start = q.end + max(found[0].find("：") + 1, found[0].find(":") + 1)
    joined = joint_of(text, found.end() - len(found[0].rpartition("、")[2]), found.end()) is not None
    listed = text.count("、", start, found.end()) + 1
    return q.value in (listed, listed + joined)


def is_told_for_another(q: Quantity, counts: tuple[int, ...]) -> bool:
    """Whether a list fits another number of its sentence, told before: 有5家企业两次不合格：…."""
    told = q.sentence.quantities if q.sentence else []
    return q.value not in counts and any(o.start < q.start and o.value in counts for o in told)
