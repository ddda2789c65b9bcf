"""Quoted terms with a number whose members the text lists: “三务” where 党务、政务、财务 stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import CLAUSE
from auditor.claims import Enumeration, Quantity
from auditor.extraction.members import MARK, WINDOW, members_of
from auditor.lexicon import PatternFinder
from auditor.numbers import numerals
from auditor.numbers.units import units
from auditor.patterns import compiled

QUOTED_NUMERALS = [mark + numeral for mark in '“"' for numeral in "两二三四五六七八九十"]
"""How a quoted term with a number begins."""
MAX_TERMS = 24  # different “N个X” terms of one text that are followed to their members

_TERM = PatternFinder(
    QUOTED_NUMERALS,
    r"[“\"](?P<n>[两二三四五六七八九十])[个项张种类大条]?(?P<word>[\u4e00-\u9fff]{1,2})[”\"]",
)
_END = compiled(r"[。\n；;！？]")
_NUMERAL_BEFORE = frozenset(numerals.CHINESE + '个“"')
THAT_IS = "(?:即|就是|分别是|分别为|包括)"
_SPELLS_OUT = compiled(rf"[：:（(]|[，,]?{THAT_IS}")


def terms(text: str) -> Iterator[Enumeration]:
    """“三务” where the text also lists 党务、政务、财务: as many members with the same word as the term says."""
    lists: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for match in _TERM.find(text):
        key = (numerals.chinese(match["n"]) or 0, match["word"])
        spelled = _spelled_out(text, match)
        if spelled:
            if len(spelled) == key[0] and not _are_settled(text, match, spelled):
                continue
            if len(spelled) < key[0] and goes_on(text, spelled[0][0], key[1], key[0]):
                continue
            stated = Quantity(match.start(), match.end(), Decimal(key[0]), unit=units()["方面"])
            yield Enumeration(match.start(), match.end(), stated, spelled, (len(spelled),), before=False)
            continue
        if key[0] < 3 and len(key[1]) == 1:
            continue  # “两委” is proved by no two words that happen to end in 委
        if key not in lists:
            if len(lists) == MAX_TERMS:
                return
            lists[key] = _list_with(text, *key)
        if lists[key] and _are_settled(text, match, lists[key]):
            stated = Quantity(match.start(), match.end(), Decimal(key[0]), unit=units()["方面"])
            yield Enumeration(
                match.start(), match.end(), stated, lists[key], (key[0],), closed=False, before=False
            )


def _are_settled(text: str, match: re.Match[str], members: list[tuple[int, int]]) -> bool:
    """Whether members are those of the term, if these are settled: “两个责任” is no 主体责任、第一责任人责任."""
    wordings = _settled().get(match[0][1:-1])
    ends = MARK.search(text, members[-1][1], members[-1][1] + WINDOW)
    listed = text[members[0][0] : ends.start() if ends else members[-1][1]]
    return wordings is None or any(all(member in listed for member in wording) for wording in wordings)


def goes_on(text: str, start: int, word: str, number: int) -> bool:
    """Whether the sentence has the word of a term as often as it says: “四个清单”：建立问题清单、责任清单，明确任务清单、时限清单."""
    end = _END.search(text, start, start + WINDOW)
    return text.count(word, start, end.start() if end else start + WINDOW) >= number


def is_settled(term: str) -> bool:
    """Whether a term means the same everywhere, so that its members are known: 四个意识."""
    return term in _settled()


@cache
def _settled() -> dict[str, list[list[str]]]:
    """The wordings of the members of terms that mean the same everywhere."""
    table = {term: [members] for term, members in lexicon.mapping("numbered_terms", "members").items()}
    for each in lexicon.entries("member_lists", "list", dict):
        table.setdefault(each["term"], []).extend(each["sets"])
    return table


def _spelled_out(text: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The members after “四个到位”： if each of them holds the term's word."""
    opening = _SPELLS_OUT.match(text, match.end())
    if opening is None:
        return []
    start = opening.end()
    end = min(
        (i for mark in "。\n；)）" if (i := text.find(mark, start, start + WINDOW)) >= 0), default=start
    )
    members = members_of(text, start, end, "、", backwards=False, to_comma=True)
    if not members:
        members = [m.span() for m in CLAUSE.finditer(text, start, end)]
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
    return 0 < end - start <= reach and MARK.search(text, start, end) is None
