"""Quoted terms with a number whose members stand right beside them.

“三个必须有”——必须…有…、必须…有…、必须…有…; “一个问题、一名领导、一抓到底”的“三个一”; “三项措施” before paragraphs with quoted heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.characters.pauses import CLAUSE, COMMA
from auditor.claims import Enumeration, Quantity
from auditor.extraction.members import WINDOW, members_of, ways_to_count
from auditor.extraction.terms import QUOTED_NUMERALS, THAT_IS, goes_on, is_settled
from auditor.lexicon import PatternFinder
from auditor.notice import BODY, Kind, Notice
from auditor.numbers import numerals
from auditor.numbers.units import units
from auditor.patterns import compiled

Members = list[tuple[int, int]]

FOLLOWED = 40  # paragraphs behind a term among which its heads may stand
_TERM = PatternFinder(
    QUOTED_NUMERALS, r"[“\"](?P<n>[两二三四五六七八九十])[个项大种]?(?P<word>[\u4e00-\u9fff]{1,4})[”\"]"
)
_OPENS = compiled(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:(?P<dash>—{{1,2}}|-{{2}})|(?P<bracket>[（(])|[：:]|[，,]?{THAT_IS})[：:]?"
)
_ENDS = compiled(r"[。\n；;！？]")
_BRACKET_END = compiled(r"[）)\n]")
_HEAD = compiled(
    r"\s*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][)）]|[0-9]{1,2}[.．、])?“[^”\n]{2,12}”"
)
_SOME = compiled(r"等[等\u4e00-\u9fff]{0,6}\Z")
_QUOTED = frozenset('”"')
_ONE = "一"


def spelled_terms(notice: Notice, known: set[int]) -> Iterator[Enumeration]:
    """The terms of a notice that spell out their members, but those that begin at ``known`` offsets."""
    text = notice.text
    for term in _TERM.find(text):
        number = numerals.chinese(term["n"].replace("两", "二")) or 0
        if term.start() in known or number < 2 or is_settled(term[0][1:-1]):
            continue
        stated = Quantity(term.start(), term.end(), Decimal(number), unit=units()["方面"])
        if members := _behind(text, term):
            counts = ways_to_count(text, members)
            if not counts or (number not in counts and goes_on(text, members[0][0], term["word"], number)):
                continue
            named_some = _SOME.search(text, *members[-1]) is not None
            yield Enumeration(
                term.start(), term.end(), stated, members, counts, closed=not named_some, before=False
            )
        elif members := _in_front(text, term):
            counts = ways_to_count(text, members)
            if number in counts or text[term.start() - 2] in _QUOTED:
                yield Enumeration(members[0][0], term.end(), stated, members, counts, before=True)
        elif len(heads := _heads(notice, term.end())) == number:
            yield Enumeration(term.start(), term.end(), stated, heads, (number,), before=False)


def _behind(text: str, term: re.Match[str]) -> Members:
    """The members behind a dash, a colon or a bracket, if all of them hold the word of the term."""
    opened = _OPENS.match(text, term.end())
    if opened is None:
        return []
    ends = (_BRACKET_END if opened["bracket"] else _ENDS).search(text, opened.end(), opened.end() + WINDOW)
    if ends is None:
        return []
    start, end = opened.end(), ends.start()
    comma = COMMA.search(text, start, end)
    for mark, stop in (("；", end), ("、", comma.start() if comma else end), ("、", end)):
        members = members_of(text, start, stop, mark, backwards=False, to_comma=mark == "、")
        if _all_hold(text, members, term["word"]):
            return members
    clauses = [m.span() for m in CLAUSE.finditer(text, start, end)]
    return clauses if _all_hold(text, clauses, term["word"]) else []


def _in_front(text: str, term: re.Match[str]) -> Members:
    """The members in front of 的, in quotes of their own or without: “一个问题、一名领导”的“两个一”."""
    at, word = term.start() - 1, term["word"]
    if text[at : at + 1] != "的":
        return []
    floor = max(0, at - WINDOW)
    if text[at - 1] in _QUOTED:
        opened = text.rfind("“", floor, at - 1)
        members = members_of(text, opened + 1, at - 1, "、", backwards=False) if opened >= 0 else []
        return members if _all_hold(text, members, word) else []
    floor = max(floor, text.rfind("\n", 0, at) + 1)
    members = members_of(text, floor, at, "、", backwards=True)
    if word != _ONE or len(members) < 2:
        return []
    first = text.find(_ONE, *members[0])  # 落实|一名领导牵头
    members = [(first, members[0][1]), *members[1:]] if first >= 0 else []
    return members if _all_hold(text, members, word) else []


def _all_hold(text: str, members: Members, word: str) -> bool:
    """Whether two or more members have the word of a term: at one end if it is one character, else its characters in order."""
    return len(members) > 1 and all(_holds(text[a:b].strip('“”"， ,'), word) for a, b in members)


def _holds(member: str, word: str) -> bool:
    if word == _ONE:
        return member.startswith(word)
    if len(word) == 1:
        return member.endswith(word) or member.startswith(word)
    rest = iter(member)
    return word[0] in member and all(char in rest for char in word)


def _heads(notice: Notice, at: int) -> Members:
    """The quoted heads of the paragraphs behind the one in which a term stands."""
    leaf = notice.leaf_at(at)
    found: Members = []
    first = notice.leaf_index(leaf) + 1 if leaf else 0
    for node in notice.leaves[first : first + FOLLOWED] if leaf else ():
        head = _HEAD.match(notice.text, node.start, node.end)
        if head is None and found and node.kind in BODY:
            below = (
                node.parent is not None and node.parent.kind is Kind.SECTION and found[-1][1] == node.start
            )
            if below:
                continue
        if head is None:
            break
        found.append(head.span())
    return found
