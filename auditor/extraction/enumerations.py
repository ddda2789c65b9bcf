"""Inline lists with a stated number: “A、B、C等三个方面”, “三项制度：A、B、C”, “三级”, 一是…二是…

A list is tied to a number only where the words join them; how its members may be counted is listed, the most
natural way first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.claims import Claims, Enumeration, Quantity
from auditor.notice import Kind, Node, Notice
from auditor.numbers import numerals
from auditor.numbers.units import units
from auditor.patterns import compiled

MAX_TERMS = 24  # different “N个X” terms of one text that are followed to their members
WINDOW = 320  # characters before or after the number in which its list may stand

_MARK = compiled(r"[、，,；;：:。！？\n“”‘’《》（）()\"]")
_OPEN, _CLOSE = frozenset("“‘《（("), frozenset("”’》）)")
_CUE = compiled(
    r"(?:[，,]?(?P<open>等)(?:方面)?(?:共计|共|的|这|在内的)?|[，,]?(?P<sum>共计|一共|合计|共|这|以上|上述)|[，,]?(?P<of>在内的))\Z"
)
_VERB_END = compiled(
    r"(?:开展|完成|落实|建立|制定|形成|涉及|存在|梳理|提出|查找|聚焦|围绕|从|在|的|了|出|成|为|有|是|抓好|做好|推进|实施|实行|达到|超过|近|约|按|"
    r"修订|制订|出台|健全|完善|清理|追回|处理|办结|化解|销号|共|分|分别|对|就|及|和|与|每|前|后|上|下|第|发现|整改|解决|召开|组织|印发|设立|增设|新增|新建|改造|建成|培育|选派|抽调|排查|处置|打造|明确|细化)\Z"
)
_AFTER = compiled(
    r"(?P<noun>[^，,；;：:。、（）()\n“”\"0-9]{0,12})"
    r"(?:(?P<bracket>[（(])|(?P<colon>[：:])|[，,](?:即|分别是|分别为|包括|主要是|主要包括)|(?P<is>分别是|分别为|即))"
)
_SYSTEM = compiled(r"[\u4e00-\u9fff]{0,8}[”\"]?[\u4e00-\u9fff]{0,6}[，,：:](?:明确|即|由|形成)?")
_AND = compiled(r"[\u4e00-\u9fff”》）)%％0-9](?:以及|和|及|与|暨)[\u4e00-\u9fff“《0-9]")
_OPEN_END = compiled(r"(?:等|等等|……|…)[）)]?\Z")
_TERM = compiled(r"[“\"](?P<n>[两二三四五六七八九十])[个项张种类大条]?(?P<word>[\u4e00-\u9fff]{1,2})[”\"]")
_NUMERAL_BEFORE = frozenset(numerals.CHINESE + '个“"')
_BODY_END = compiled(r"(?:局|社|中心|公司|委|办|院|校|馆|站|所|镇|乡|村|街道|社区|处|队|会)\Z")
_SPELLS_OUT = compiled(r"[：:（(]|[，,]?(?:即|就是|分别是|分别为|包括)")
_CLAUSE = compiled(r"[^，,；;]+")
_TIMES = frozenset(("年", "天", "周", "小时", "分钟", "岁"))  # 三年累计投入… counts no list
_HAVING = ("下辖", "所辖", "所属", "下属", "管辖")
_BETWEEN = ("、", "》《", "”“")  # what stands between the members of a list
_BEGINS = compiled(r"[^、，,。；;]{0,10}?(?:对|向|赴|进驻|和|及|以及|与)(?!应)")
_OPENS = compiled(r"分为|包括|是指|分成|即|分别[对向赴]")
_FIGURED = compiled(r"[（(][^（）()]{0,20}[0-9]")
_COPULA = compiled(r"(?:分别|主要|具体)?(?:为|是|有|即|包括|如下)\Z")
_ORDINAL = compiled(
    r"\s*(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.．、)）]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十])"
)
_CIRCLED = compiled(r"[①-⑳]")
_NOUN_ALONE = compiled(r"[^，,；;：:。]*[：:。]")


def enumerations(notice: Notice, claims: Claims) -> list[Enumeration]:
    """The lists of a notice whose number is stated, in the order of the text."""
    found: list[Enumeration] = []
    partial = {id(q) for g in claims.groups for q in (g.whole, *g.parts) if len(g.parts) > 1}
    for q in claims.quantities:
        if (
            (q.named and q.unit.name != "级")
            or q.value > 60
            or q.value < 2
            or q.unit.measured
            or q.unit.name in _TIMES
            or (id(q) in partial and notice.text[q.start - 1 : q.start] != "》")
        ):
            continue
        made = _before(notice.text, q) or (_after(notice, q) if id(q) not in partial else None)
        if made:
            found.append(made)
    found.extend(_terms(notice.text))
    return sorted(found, key=lambda e: (e.start, e.end))


def _before(text: str, q: Quantity) -> Enumeration | None:
    """A list that ends at the number: A、B、C等三个方面."""
    floor = max(0, q.start - WINDOW, q.sentence.start if q.sentence else 0)
    if text[q.start - 1 : q.start] == "”" and (opened := text.rfind("“", floor, q.start)) >= 0:
        members = _members(text, opened + 1, q.start - 1, "、", backwards=True)
        if len(members) > 1:
            return Enumeration(
                opened, q.end, q, members, _counts(text, members), q.unit.kind == "group", quoted=True
            )
    if all(text.rfind(mark, floor, q.start) < 0 for mark in _BETWEEN):
        return None
    if text.endswith(_HAVING, 0, q.start):
        return None  # 甲街道、乙镇及其下辖7个社区
    cue = _CUE.search(text, max(floor, q.start - 8), q.start)
    end = cue.start() if cue else q.start
    opened = max((m.end() for m in _OPENS.finditer(text, floor, end)), default=floor)
    if text.find("、", opened, end) >= 0:
        floor = opened
    members = _behind_figures(text, _members(text, floor, end, "、", backwards=True), q)
    if len(members) < 2:
        return None
    last = text[slice(*members[-1])]
    if not cue and (_VERB_END.search(last) or (q.unit.kind != "group" and not q.tail)):
        return None
    counts = _counts(text, members)
    if cue is not None and cue["sum"] and text[q.start - 2 : q.start].count("》") + (text[end - 1] == "》"):
        counts = (
            *counts,
            text.count("》", q.sentence.start if q.sentence else floor, end),
        )  # of several verbs
    open_end = cue is not None and cue["open"] is not None
    natural = q.unit.kind == "group" or cue is not None or all(text[b - 1] in "》”" for _, b in members)
    closed = (natural and not open_end) or (
        not natural and all(b - a <= 8 or _BODY_END.search(text, a, b) for a, b in members[1:])
    )
    return Enumeration(members[0][0], q.end, q, members, counts, closed, before=True)


def _behind_figures(text: str, members: list[tuple[int, int]], q: Quantity) -> list[tuple[int, int]]:
    """The members of a list without what stands before it up to another number: 4个巡察组对|甲局、乙局等2家.

    [] if no word says where the list begins behind that number.
    """
    before = [f.end for f in (q.sentence.figures if q.sentence else ()) if f.start < q.start]
    last = max((end for end in before if members and end > members[0][0]), default=0)
    if not last:
        return members
    behind = [(max(a, last), b) for a, b in members if b > last]
    begins = _BEGINS.match(text, *behind[0]) if behind else None
    return [(begins.end(), behind[0][1]), *behind[1:]] if begins else []


def _after(notice: Notice, q: Quantity) -> Enumeration | None:
    """A list that begins after the number: 三项制度：A、B、C；5个社区（A、B…）；三个方面。一是…"""
    text = notice.text
    following = _items_after(notice, q)
    if following:
        spans = [(n.start, n.end) for n in following]
        return Enumeration(q.start, q.end, q, spans, (len(spans),), closed=True, before=False)
    if q.unit.name == "级" and (clauses := _clauses_after(text, q)):
        return Enumeration(q.start, q.end, q, clauses, (len(clauses),), closed=False, before=False)
    match = _AFTER.match(text, q.end)
    if match is None or (not match["bracket"] and _VERB_END.search(_COPULA.sub("", match["noun"]))):
        return None
    start = match.end()
    stop = min(len(text), start + WINDOW)
    if match["bracket"]:
        end = min(
            (i for i in (text.find("）", start, stop), text.find(")", start, stop)) if i >= 0), default=-1
        )
    else:
        ends = [i for i in (text.find(mark, start, stop) for mark in "。\n！？") if i >= 0]
        end = min(ends, default=-1)
    if end < 0:
        return None
    inside = q.sentence.figures if q.sentence else []
    if any(start <= f.start < end and isinstance(f, Quantity) and f.unit.kind == q.unit.kind for f in inside):
        return None
    region = text[start:end]
    if region.startswith("①"):
        marks = [start + m.start() for m in _CIRCLED.finditer(region)]
        items = list(zip(marks, [*marks[1:], end], strict=True))
        return Enumeration(q.start, end, q, items, (len(items),), before=False)
    separator = "；" if "；" in region or ";" in region else "、"
    members = _members(
        text, start, end, separator, backwards=False, to_comma=not match["bracket"] and separator == "、"
    )
    if len(members) < 2:
        return None
    if match["bracket"] and all(b - a < 2 for a, b in members):  # 8个县（市、区）
        return None
    marked = all(_ORDINAL.match(text, a) for a, _ in members)
    closed = marked or (
        separator == "、" and not _FIGURED.search(region) and not _OPEN_END.search(text[slice(*members[-1])])
    )
    return Enumeration(q.start, members[-1][1], q, members, _counts(text, members), closed, before=False)


def _clauses_after(text: str, q: Quantity) -> list[tuple[int, int]]:
    """“三级责任体系”，甲负总责，乙主抓，丙落实: as many clauses up to the end of the sentence as there are levels."""
    match = _SYSTEM.match(text, q.end)
    if match is None:
        return []
    end = min(
        (
            i
            for i in (text.find("。", match.end(), match.end() + WINDOW), text.find("\n", match.end()))
            if i >= 0
        ),
        default=-1,
    )
    if end < 0:
        return []
    clauses = [
        (match.end() + m.start(), match.end() + m.end()) for m in _CLAUSE.finditer(text[match.end() : end])
    ]
    return clauses if len(clauses) == q.value else []


def _items_after(notice: Notice, q: Quantity) -> list[Node]:
    """一是…二是… that follow the number, when only its noun and a mark stand between."""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.end - q.end > 24 or leaf.kind is Kind.ITEM or q.depth:
        return []
    if q.unit.kind != "group" and q.unit.name not in ("个", "项", "条", "点", "件"):
        return []
    if not _NOUN_ALONE.fullmatch(notice.text[q.end : leaf.end].rstrip()):
        return []
    at = notice.leaf_index(leaf)
    items: list[Node] = []
    for node in notice.leaves[at + 1 :]:
        if node.kind is not Kind.ITEM or (
            items and node.number is not None and node.number <= (items[-1].number or 0)
        ):
            break
        items.append(node)
    return items if len(items) > 1 and items[0].number == 1 else []


def _members(
    text: str, start: int, end: int, separator: str, *, backwards: bool, to_comma: bool = False
) -> list[tuple[int, int]]:
    """The members of a list between two offsets, separated at bracket depth 0.

    Backwards, the list is what stands after the last other mark; forwards, it ends at the first comma after
    its last separator if ``to_comma`` is set.  《甲》《乙》 are two members without a mark between them.
    """
    cuts: list[tuple[int, int, str]] = []  # end of the member before, start of the one after, mark
    depth, quoted = 0, False
    for match in _MARK.finditer(text, start, end):
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


def _counts(text: str, members: list[tuple[int, int]]) -> tuple[int, ...]:
    """How many members, the most natural way first.

    By the separators; where 和 joins the last two, they are two: the only way if both are short (党务、村务和财务),
    one of two ways otherwise (各科室和社区负责人).  Where several members hold 和, each may be two.
    """
    joined = [(i, m) for i, (a, b) in enumerate(members) if (m := _AND.search(text, a, b))]
    plain = len(members)
    if len(joined) == 1 and joined[0][0] == plain - 1 and plain > 1:
        a, b = members[-1]
        left, right = joined[0][1].start() + 1 - a, b - joined[0][1].end() + 1
        alike = (
            2 <= left <= 5
            and 2 <= right <= 5
            and abs(left - right) <= 2
            and text[joined[0][1].end() - 2] not in "与暨"
            and not (_BODY_END.search(text, a, b) and not _BODY_END.search(text, a, joined[0][1].start() + 1))
        )
        return (plain + 1,) if alike else (plain, plain + 1)
    return (plain, plain + len(joined)) if len(joined) > 1 else (plain,)


def _terms(text: str) -> Iterator[Enumeration]:
    """“三务” where the text also lists 党务、政务、财务: as many members with the same word as the term says."""
    lists: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for match in _TERM.finditer(text):
        key = (numerals.chinese(match["n"]) or 0, match["word"])
        spelled = _spelled_out(text, match)
        if spelled:
            stated = Quantity(match.start(), match.end(), Decimal(key[0]), unit=units()["方面"])
            yield Enumeration(match.start(), match.end(), stated, spelled, (len(spelled),), before=False)
            continue
        if key[0] < 3 and len(key[1]) == 1:
            continue  # “两委” is proved by no two words that happen to end in 委
        if key not in lists:
            if len(lists) == MAX_TERMS:
                return
            lists[key] = _list_with(text, *key)
        if lists[key]:
            stated = Quantity(match.start(), match.end(), Decimal(key[0]), unit=units()["方面"])
            yield Enumeration(
                match.start(), match.end(), stated, lists[key], (key[0],), closed=False, before=False
            )


def _spelled_out(text: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The members after “四个到位”： if each of them holds the term's word."""
    opening = _SPELLS_OUT.match(text, match.end())
    if opening is None:
        return []
    start = opening.end()
    end = min(
        (i for mark in "。\n；)）" if (i := text.find(mark, start, start + WINDOW)) >= 0), default=start
    )
    members = _members(text, start, end, "、", backwards=False, to_comma=True)
    if not members:
        members = [m.span() for m in _CLAUSE.finditer(text, start, end)]
    return members if len(members) > 1 and all(match["word"] in text[a:b] for a, b in members) else []


def _list_with(text: str, number: int, word: str) -> list[tuple[int, int]]:
    """The first list of exactly ``number`` members that all begin, or all end, with a word; [] if there is none.

    What ends alike must be joined by 、 (党务、政务、财务); a longer word that begins each may also follow commas.
    """
    width = len(word)
    marks, reach = ("、", 6) if width == 1 else ("、，,；;", 16)
    ends: list[tuple[int, int]] = []
    begins: list[tuple[int, int]] = []
    at = text.find(word)
    while at >= 0:
        following = text.find(word, at + width)
        after, before = text[at + width : at + width + 1], text[at - 1 : at]
        # members that end with the word: the text between two of them is a mark and a few characters
        if ends and (found := _next_member(text, ends[-1][1], at, reach, width)):
            ends.append(found)
        elif len(ends) == number:
            return ends
        else:
            ends = [(max(0, at - reach), at + width)] if after == "、" else []
        if begins and before and before in marks and _is_member(text, begins[-1][0] + width, at - 1, reach):
            begins[-1] = (begins[-1][0], at - 1)
            begins.append((at, at + width))
        elif len(begins) == number:
            return begins
        else:
            begins = [] if before and before in _NUMERAL_BEFORE else [(at, at + width)]
        at = following
    return ends if len(ends) == number else begins if len(begins) == number else []


def _next_member(text: str, end: int, at: int, reach: int, width: int) -> tuple[int, int] | None:
    """The member that ends with the word at ``at``, if only 、 parts it from the one that ended at ``end``."""
    if text[end : end + 1] == "、" and _is_member(text, end + 1, at, reach):
        return end + 1, at + width
    return None


def _is_member(text: str, start: int, end: int, reach: int) -> bool:
    return 0 < end - start <= reach and _MARK.search(text, start, end) is None
