"""Inline lists with a stated number: “A、B、C等三个方面”, “三项制度：A、B、C”, “三级”, 一是…二是…

A list is tied to a number only where the words join them; how its members may be counted is listed, the most
natural way first.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.characters.pauses import CLAUSE
from auditor.claims import Enumeration, Quantity
from auditor.extraction.announced_points import announced_points
from auditor.extraction.below import counts_deeds, listed_behind, listed_below
from auditor.extraction.cases_above import cases_above
from auditor.extraction.founded import founded
from auditor.extraction.headed_terms import headed_terms
from auditor.extraction.members import BODY_END, WINDOW, all_bodies, list_end, members_of, ways_to_count
from auditor.extraction.named_before import named_before
from auditor.extraction.readings import (
    begins_behind,
    describes_others,
    ends_in_verb,
    has_own_list,
    is_no_count,
    is_told_for_another,
)
from auditor.extraction.spelled_terms import spelled_terms
from auditor.extraction.terms import terms
from auditor.ledger import Claims
from auditor.lexicon import any_of, words
from auditor.notice import Notice
from auditor.patterns import compiled

NAME_END = 2  # characters of a name behind a number in it

_CUE = compiled(
    r"(?:[，,]?(?P<open>等)(?:方面|(?P<noun>[\u4e00-\u9fff]{2,4}))??(?:共计|共|的|这|在内的)?|[，,]?(?P<sum>共计|一共|合计|共|这|以上|上述)|[，,]?(?P<of>在内的))\Z"
)
_AFTER = compiled(
    r"(?:[、（(]?[0-9][0-9.,]{0,11}[万亿]?(?:亩|平方米|㎡|元|公里|米|人)[）)]?)?(?P<noun>[^，,；;：:。、（）()\n“”\"0-9]{0,12})"
    r"(?:(?P<bracket>[（(])|(?P<colon>[：:])|[，,](?:即|分别是|分别为|包括|主要是|主要包括)|(?P<is>分别是|分别为|即)|(?P<copula>(?<!分别)[是为]))"
)
_CIRCUMSTANCE = compiled(r"(?:20[0-9]{2}年|由|在|从|因|于|按)")  # 由甲、乙牵头: no list of what is counted
_PREDICATE = compiled(r"全部|均|都(?!市)|已|在(?![编岗册建职校读])|尚|未")
_SYSTEM = compiled(r"[\u4e00-\u9fff]{0,8}[”\"]?[\u4e00-\u9fff]{0,6}[，,：:](?:明确|即|由|形成)?")
_OPEN_END = compiled(r"(?:等|等等|……|…)[）)]?\Z")
_COUNTED_BEFORE = compiled(r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})个?[省市县区镇乡村州盟旗]\Z")
_COUNTED = compiled(r"(?P<noun>[\u4e00-\u9fff]{2,4}?)(?:\Z|的|并|推进|落实|压实)")
_TIMES = frozenset(("批", "批次"))  # 三批…累计投入 counts no list, nor do spans of time
_MONTHS = ("月", "份")  # 5月、6月份两个月: the only span of time that a list is told of
_BETWEEN = ("、", "》《", "”“")  # what stands between the members of a list
_BEGINS = compiled(r"[^、，,。；;]{0,10}?(?:对|向|赴|进驻|和|及|以及|与)(?!应)")
_OPENS = compiled(
    r"分为|包括|是指|分成|即|分别[对向赴在到]|等[\u4e00-\u9fff]{0,4}(?:建立|健全|完善|形成|制定|出台|实行|推行|签订|构建)(?:健全|完善)?(?:了|起)?"
)
_TO_ITS_VERB = compiled(r"[\u4e00-\u9fff]{2,4}地?[\u4e00-\u9fff]{2,4}?了(?!解)")
_YEAR_END = compiled(r"20[0-9]{2}年度?\Z")
_FIGURED = compiled(r"[（(][^（）()]{0,20}[0-9]")
_COPULA = compiled(r"(?:分别|主要|具体)?(?:为|是|有|即|包括|如下)\Z")
_MORE = compiled(r"另|其余|其他|剩余|还|第[一二三四五六七八九十0-9]+[项个部件]|等[0-9一二三四五六七八九十]")
_ORDINAL = compiled(
    r"\s*(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.．、)）]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十])"
)
_BRACKET = compiled(r"[（(][^（()）、]{1,60}[)）]")
_CIRCLED = compiled(r"[①-⑳]")


def enumerations(notice: Notice, claims: Claims) -> list[Enumeration]:
    """The lists of a notice whose number is stated, in the order of the text."""
    found: list[Enumeration] = []
    partial = {
        id(q)
        for g in claims.groups
        for q in (g.whole, *g.parts)
        if len(g.parts) > 1 and (q is not g.whole or g.parts[0].sentence is q.sentence)
    }
    for q in claims.quantities:
        if (
            (
                (q.named and q.unit.name != "级" and not counts_deeds(notice.text, q))
                or q.value > 60
                or q.value < 2
                or q.unit.measured
                or (q.unit.spans_time and notice.text[q.start - 1 : q.start] not in _MONTHS)
                or q.unit.name in _TIMES
                or (id(q) in partial and notice.text[q.start - 1 : q.start] != "》")
            )
            or is_no_count(notice.text, q)
            or _is_in_a_name(notice.text, q)
        ):
            continue
        made = _before(notice, q)
        if made is None or int(q.value) not in made.counts:
            after = _after(notice, q) if id(q) not in partial else None
            if after and (made is None or int(q.value) in after.counts):
                made = after
        made = made or founded(notice, q)
        if made and not (made.before and _is_asked_elsewhere(notice, made)):
            found.append(made)
    found.extend(terms(notice.text))
    known = {e.stated.start for e in found}
    found.extend(spelled_terms(notice, known))
    found.extend(headed_terms(notice, known))
    found.extend(announced_points(notice, claims.quantities, known))
    found.extend(named_before(notice, claims.quantities, known))
    found.extend(cases_above(notice, claims.quantities))
    return sorted(found, key=lambda e: (e.start, e.end))


@cache
def _verb_end() -> re.Pattern[str]:
    """What leads to a number of its own."""
    before = r"从|在|的|了|出|成|为|有|是|达到|超过|近|约|按|共|分|分别|对|就|及|和|与|每|前|后|上|下|第"
    return compiled(rf"(?:{any_of('enumerations', 'before_number')}|{before})\Z")


def _is_in_a_name(text: str, q: Quantity) -> bool:
    """Whether a number is part of the last name of a list whose number follows: 银杏里、三眼桥三个社区."""
    after = q.following
    last = text[q.start - 1 : q.start] in ("、", "和", "及", "与")
    return last and isinstance(after, Quantity) and 0 < after.start - q.end <= NAME_END


def _before(notice: Notice, q: Quantity) -> Enumeration | None:
    """A list that ends at the number: A、B、C等三个方面."""
    text, leaf = notice.text, notice.leaf_at(q.start)
    if _COUNTED_BEFORE.search(text, max(0, q.start - 8), q.start):
        return None  # 黄石、黄冈2市3个县: the list is of the first number
    own = leaf.start + len(leaf.marker) if leaf else 0  # the mark of 一、 parts no members
    floor = max(own, q.start - WINDOW, q.sentence.start if q.sentence else 0)
    if bracket := _BRACKET.match(text, floor, q.start):
        floor = bracket.end()  # a remark on the sentence before: 。（数字待核）其中甲镇、乙镇2个镇
    if text[q.start - 1 : q.start] == "”" and (opened := text.rfind("“", floor, q.start)) >= 0:
        members = members_of(text, opened + 1, q.start - 1, "、", backwards=True)
        if len(members) > 1 and (counts := ways_to_count(text, members)):
            closed = q.unit.kind == "group" or _all_are_counted(text, members, q)
            return Enumeration(opened, q.end, q, members, counts, closed, quoted=True)
    if all(text.rfind(mark, floor, q.start) < 0 for mark in _BETWEEN):
        return None
    if _is_bracketed_pair(text, q) or text.count("《", floor, q.start) != text.count("》", floor, q.start):
        return None
    if text.endswith(words("organisations", "subordinate"), 0, q.start):
        return None  # 甲街道、乙镇及其下辖7个社区
    cue = _CUE.search(text, max(floor, q.start - 8), q.start)
    if cue and cue["noun"] and q.unit.kind != "group":
        cue = None  # 受理供水、供暖等诉求21件, but 多收费、分解收费等问题4类
    end = cue.start() if cue else q.start
    opened = max((m.end() for m in _OPENS.finditer(text, floor, end)), default=floor)
    if text.find("、", opened, end) >= 0:
        floor = opened
    members = _behind_figures(text, members_of(text, floor, end, "、", backwards=True), q)
    members = begins_behind(text, _behind_verb(text, members), q)
    if len(members) < 2:
        return None
    last = text[slice(*members[-1])]
    if _YEAR_END.search(last) or describes_others(text, members, q):
        return None  # 2023年、2024年3家企业拖欠的租金; 张庄、李庄3名村干部
    if not cue and (
        ends_in_verb(text, members, q) or _verb_end().search(last) or (q.unit.kind != "group" and not q.tail)
    ):
        return None
    if not cue and "分别" in last:
        return None  # 3月、4月分别检查2次和3次: of each, not of the list
    counts = ways_to_count(text, members)
    if not counts or (cue is not None and cue["sum"] and _are_cases(text, members, q)):
        return None
    if cue is not None and cue["sum"] and text[q.start - 2 : q.start].count("》") + (text[end - 1] == "》"):
        counts = (
            *counts,
            text.count("》", q.sentence.start if q.sentence else floor, end),
        )  # of several verbs
    open_end = cue is not None and cue["open"] is not None
    campaigns = q.tail.startswith(words("enumerations", "campaigns"))
    marked = all(text[b - 1] in "》”" for _, b in members)
    natural = q.unit.kind == "group" or cue is not None or marked or campaigns
    closed = (natural and not open_end) or (
        not natural and all(b - a <= 8 or BODY_END.search(text, a, b) for a, b in members[1:])
    )
    return Enumeration(members[0][0], q.end, q, members, counts, closed, before=True)


def _all_are_counted(text: str, members: list[tuple[int, int]], q: Quantity) -> bool:
    """Whether each member is called what is counted, and nothing else is: “问题清单、任务清单”两张|清单."""
    counted = _COUNTED.match(q.tail)
    noun = counted["noun"] if counted else ""
    return bool(noun) and all(b - a > len(noun) and text.endswith(noun, a, b) for a, b in members)


def _is_asked_elsewhere(notice: Notice, made: Enumeration) -> bool:
    """Whether a list before a number does not make it, but the names behind it do."""
    return int(made.stated.value) not in made.counts and has_own_list(notice.text, made.stated)


def _is_bracketed_pair(text: str, q: Quantity) -> bool:
    """Whether a bracket tells the kinds and the problems of an area: 聚焦甲、乙方面（3类11个问题）."""
    after = q.following
    pair = isinstance(after, Quantity) and not after.gap and after.depth == q.depth
    return pair and q.unit.kind == "group" and text[q.start - 1 : q.start] in ("（", "(")


def _are_cases(text: str, members: list[tuple[int, int]], q: Quantity) -> bool:
    """Whether the words say which things are counted, and are not those things: 产权不清、手续不全的，共6个."""
    of = [text.endswith("的", a, b) for a, b in members]
    return of[-1] and not (q.unit.kind == "group" and all(of))


def _behind_verb(text: str, members: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The members of a list without the adverbs before its verb: 全面、系统梳理了|资金、项目、作风."""
    for i in range(len(members) - 1, 0, -1):
        start, end = members[i]
        if verb := _TO_ITS_VERB.match(text, start, end):
            return [(verb.end(), end), *members[i + 1 :]]
    return members


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
    if listed := listed_below(notice, q):
        spans = [(n.start, n.end) for n in listed]
        return Enumeration(q.start, q.end, q, spans, (len(spans),), closed=True, before=False)
    if spans := listed_behind(notice, q):
        return Enumeration(q.start, q.end, q, spans, (len(spans),), before=False)
    if q.unit.name == "级" and (clauses := _clauses_after(text, q)):
        return Enumeration(q.start, q.end, q, clauses, (len(clauses),), closed=False, before=False)
    match = _AFTER.match(text, q.end)
    if match is None or (not match["bracket"] and _verb_end().search(_COPULA.sub("", match["noun"]))):
        return None
    told = not (match["bracket"] or match["colon"] or match["is"] or match["copula"])
    if told and _PREDICATE.search(match["noun"]):
        return None  # 4个问题全部在这一方面，主要是甲村、乙村的老合同
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
    if not match["bracket"] and (cut := list_end(text, start, end)):
        rest, end = text[cut:end], cut
    else:
        rest = ""
    region = text[start:end]
    if region.startswith("①"):
        marks = [start + m.start() for m in _CIRCLED.finditer(region)]
        items = list(zip(marks, [*marks[1:], end], strict=True))
        return Enumeration(q.start, end, q, items, (len(items),), before=False)
    separator = "；" if "；" in region or ";" in region else "、"
    members = members_of(
        text, start, end, separator, backwards=False, to_comma=not match["bracket"] and separator == "、"
    )
    if len(members) < 2:
        return None
    if match["bracket"] and all(b - a < 2 for a, b in members):  # 8个县（市、区）
        return None
    if not match["bracket"] and _CIRCUMSTANCE.match(text, start):
        return None  # 3个项目分别是2021年、2022年立项的
    if match["copula"] and not all_bodies(text, members):
        return None  # 3家企业是因为甲、乙…
    marked = all(_ORDINAL.match(text, a) for a, _ in members)
    closed = marked or (
        separator == "、" and not _FIGURED.search(region) and not _OPEN_END.search(text[slice(*members[-1])])
    )
    counts = ways_to_count(text, members)
    if not counts or is_told_for_another(q, counts):
        return None
    if "《" in rest:
        counts = (*counts, counts[0] + rest.count("《"))  # …，并印发《丁办法》: it may be one of them
    named_some = rest and ("主要" in match[0] or text.endswith(("等", "等的"), 0, q.start))
    closed = closed and not (named_some or _MORE.search(rest))
    return Enumeration(q.start, members[-1][1], q, members, counts, closed, before=False)


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
        (match.end() + m.start(), match.end() + m.end()) for m in CLAUSE.finditer(text[match.end() : end])
    ]
    return clauses if len(clauses) == q.value else []
