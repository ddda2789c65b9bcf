"""The members of an inline list: where they stand, and how many they are."""

from __future__ import annotations

import re

from auditor import lexicon
from auditor.patterns import compiled

WINDOW = 640  # characters before or after the number in which its list may stand

MARK = compiled(r"[、，,；;：:。！？\n“”‘’《》（）()\"]")
_OPENING, _CLOSING = "“‘《（(", "”’》）)"
_OPEN, _CLOSE = frozenset(_OPENING), frozenset(_CLOSING)
_AND = compiled(
    r"[\u4e00-\u9fff”》）)%％0-9A-Za-z㎡㎥²³](?:以及|和|(?<![涉普提波危顾以])及|与|暨)[\u4e00-\u9fff“《0-9A-Za-z]"
)
_NO_NAMES = compiled(r"[某Xx×✕╳*＊○]|(?:\A|、)[0-9]")  # withheld names, numbers
BODY_END = compiled(rf"(?:{lexicon.any_of('enumerations', 'name_ends')})\Z")

_TITLES = compiled(
    r"《[^《》\n]{1,100}》(?:[（(][^（）()\n]{1,30}[）)])?"
    r"(?:、?(?:以及|和|及|与)?《[^《》\n]{1,100}》(?:[（(][^（）()\n]{1,30}[）)])?)+(?=[，,；;])"
)
_NAMES = compiled(
    rf"[^，,。；;：:、《“（(\n]{{2,16}}(?:(?:、|以及|和|及|与)[^，,。；;：:、《“（(\n]{{2,16}})+"
    rf"(?=[，,；;](?:{lexicon.any_of('enumerations', 'then')}))"
)


def list_end(text: str, start: int, end: int) -> int | None:
    """Where a list ends before its sentence does: titles where no title follows, names before 推动…、形成….

    None if the list goes on to the end of the sentence or cannot be told from what follows.
    """
    found = _TITLES.match(text, start, end) or _NAMES.match(text, start, end)
    return found.end() if found else None


def members_of(
    text: str, start: int, end: int, separator: str, *, backwards: bool, to_comma: bool = False
) -> list[tuple[int, int]]:
    """The members of a list between two offsets, separated at bracket depth 0.

    Backwards, the list is what stands after the last other mark; forwards, it ends at the first comma after
    its last separator if ``to_comma`` is set.  《甲》《乙》 are two members without a mark between them.
    """
    cuts: list[tuple[int, int, str]] = []  # end of the member before, start of the one after, mark
    depth, quoted = 0, False
    for match in MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            if depth == 0 and backwards:
                cuts = []
                start = match.end() if mark in "）)" else start
            depth = max(0, depth - 1)
            if depth == 0 and text[at : at + 2] in ("》《", "”“"):
                cuts.append((at + 1, at + 1, separator))
        elif mark == '"':
            quoted = not quoted
        elif depth == 0 and not quoted:
            cuts.append((at, at + 1, "；" if mark == ";" else mark))
    if backwards:
        start = max((right for _, right, mark in cuts if mark != separator), default=start)
    elif to_comma:
        last = max((left for left, _, mark in cuts if mark == separator), default=-1)
        other = [left for left, _, mark in cuts if mark in "，,：:"]
        if last < 0 or any(left < last for left in other):
            return []
        end = min((left for left in other if left > last), default=end)
    inner = [
        (left, right) for left, right, mark in cuts if mark == separator and start <= left and right <= end
    ]
    lefts = [start, *(right for _, right in inner)]
    rights = [*(left for left, _ in inner), end]
    return [(a, b) for a, b in zip(lefts, rights, strict=True) if text[a:b].strip()]


def ways_to_count(text: str, members: list[tuple[int, int]]) -> tuple[int, ...]:
    """How many members, the most natural way first; () if one of them may be named twice.

    By the separators; where 和 joins the last two, they are two: the only way if both are short (党务、村务和财务),
    one of two ways otherwise (各科室和社区负责人).  Where other members hold 和, each may be two.  What is named
    twice counts once.
    """
    joints = [joint_of(text, a, b) for a, b in members]
    plain, joined = len(members), sum(joint is not None for joint in joints)
    ways: tuple[int, ...] = (plain, plain + joined) if joined else (plain,)
    bodies = sum(
        joint is not None and _joins_bodies(text, joint, b)
        for joint, (_, b) in zip(joints, members, strict=True)
    )
    if 0 < bodies < joined:
        ways = (plain + bodies, *ways)  # 工业和信息化部、甲局和乙公司
    if joined == 1 and plain > 1 and (joint := joints[-1]):
        a, b = members[-1]
        if _alike(text, a, b, joint):
            ways = (plain + 1,)
            members = [*members[:-1], (a, joint.start() + 1), (joint.end() - 1, b)]
        elif text[joint.start()] == "》" and text[joint.end() - 1] == "《":
            ways = (plain + 1, plain)
        else:
            ways = (plain, plain + 1)
    twice = _named_twice(text, members)
    return () if twice is None else tuple(way - twice for way in ways)


def all_bodies(text: str, members: list[tuple[int, int]]) -> bool:
    """Whether each member is the name of a body or a place, also where 和 joins the last two: 甲公司、乙公司和丙公司."""
    for a, b in members:
        joint = joint_of(text, a, b)
        ends = (b,) if joint is None else (joint.start() + 1, b)
        if not all(BODY_END.search(text, a, end) for end in ends):
            return False
    return True


def joint_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first 和 between two members, not one inside a title, a quotation or a bracket."""
    for match in _AND.finditer(text, start, end):
        before = text[start : match.start() + 1]
        if all(before.count(a) <= before.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True)):
            return match
    return None


def _joins_bodies(text: str, joint: re.Match[str], end: int) -> bool:
    """Whether 和 stands between two bodies: 烟草专卖局和汽车集团公司, but not 工业和信息化部."""
    left = joint.start() + 1
    return all(BODY_END.search(text, max(0, at - 2), at) is not None for at in (left, end))


def _alike(text: str, start: int, end: int, joint: re.Match[str]) -> bool:
    """Whether the two halves of the last member are members of one kind: 村务和财务."""
    left, right = joint.start() + 1 - start, end - joint.end() + 1
    return (
        2 <= left <= 5
        and 2 <= right <= 5
        and abs(left - right) <= 2
        and text[joint.end() - 2] not in "与暨"
        and not (BODY_END.search(text, start, end) and not BODY_END.search(text, start, joint.start() + 1))
    )


def _named_twice(text: str, members: list[tuple[int, int]]) -> int | None:
    """How many members were named before; None if the text does not tell.

    The first one may have a verb before it (走访红石村); names behind masks and offices are no names (张某、李某、张某).
    """
    first, *rest = (text[a:b].strip() for a, b in members)
    offices = lexicon.words("enumerations", "repeatable")
    if _NO_NAMES.search("、".join(rest)) or any(
        rest.count(name) > 1 and name.endswith(offices) for name in rest
    ):
        return 0
    twice = len(rest) - len(set(rest))
    again = max((name for name in rest if first.endswith(name)), key=len, default="")
    if not again or again.endswith(offices):
        return twice
    lead = first.removesuffix(again)
    verbs = [verb for verb in lexicon.words("enumerations", "leading") if verb in lead]
    if not lead or again[0] in "《“" or any(map(lead.endswith, verbs)):
        return twice + 1
    return twice if verbs or len(again) < 2 or len(lead) < 2 else None
