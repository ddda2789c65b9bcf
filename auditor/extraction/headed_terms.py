"""Terms with a number whose members head the sections right below: 切实做到五个持续。（一）持续强化…（二）持续推进…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from auditor.claims import Enumeration, Quantity
from auditor.lexicon import any_of
from auditor.notice import BODY, Node, Notice
from auditor.numbers import numerals
from auditor.numbers.units import units
from auditor.patterns import compiled

LEAST = 2  # sections that make a list


def headed_terms(notice: Notice, known: set[int]) -> Iterator[Enumeration]:
    """The terms at the end of a paragraph, but those that begin at ``known`` offsets, with the sections that all begin with its word."""
    for found in _term().finditer(notice.text):
        number = numerals.chinese(found["n"].replace("两", "二")) or 0
        start, end = found.span("term")
        heads = _heads(notice, found.end(), found["word"])
        if start not in known and number > 1 and heads:
            stated = Quantity(start, end, Decimal(number), unit=units()["方面"])
            places = [(node.start, node.end) for node in heads]
            yield Enumeration(start, end, stated, places, (len(heads),), closed=True, before=False)


@cache
def _term() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('enumerations', 'term_verbs')})(?:好|以下)?"
        r"(?P<term>[“\"]?(?P<n>[两二三四五六七八九十])个?(?P<word>[\u4e00-\u9fff]{2})[”\"]?)[。：:](?=\n|\Z)"
    )


def _heads(notice: Notice, at: int, word: str) -> list[Node]:
    """The headings directly behind a paragraph, if each begins with a word and none of their numbers is missing."""
    leaf = notice.leaf_at(at - 1)
    section = leaf.section if leaf and leaf.kind in BODY else None
    below = section.sections if section else []
    if leaf is None or len(below) < LEAST or not 0 <= below[0].start - leaf.end <= 1:
        return []
    plain = [node.number for node in below] == list(range(1, len(below) + 1))
    alike = plain and all(node.title.startswith(word) for node in below)
    return [node.heading or node for node in below] if alike else []
