"""Set expressions with a settled number in them, of which one number is another: 四议一公开 for 四议两公开."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.lexicon import WordFinder
from auditor.records import frozen
from auditor.spelling.words import is_word

TABLE = "numbered_terms"
OWN = 2  # what stands so often, and never otherwise, is an expression of its own
_NUMERALS = "一二三四五六七八九十两双"
_DIGITS = frozenset("〇零0123456789百千万第").union(_NUMERALS)


@frozen
class Miscounted:
    """An expression from ``start`` to ``end`` that is ``right`` but for one number."""

    start: int
    end: int
    right: str


@cache
def _forms() -> Mapping[str, str]:
    """The expressions with one number changed, and the right ones."""
    known = {*lexicon.words(TABLE, "settled_numbers"), *lexicon.words(TABLE, "other_numbers")}
    made: dict[str, str] = {}
    for term in lexicon.words(TABLE, "settled_numbers"):
        for at, char in enumerate(term):
            for other in _NUMERALS if char in _NUMERALS else "":
                if (form := term[:at] + other + term[at + 1 :]) not in known:
                    made[form] = term
                    made |= {_paused(form, cut): _paused(term, cut) for cut in _second(form)}
    return made


def _second(term: str) -> Iterator[int]:
    """Where the second half of an expression of two numbers begins: before 两 of 四议两公开."""
    yield from (at for at in range(2, len(term) - 1) if term[0] in _NUMERALS and term[at] in _NUMERALS)


def _paused(term: str, cut: int) -> str:
    return f"{term[:cut]}、{term[cut:]}"


@cache
def _finder() -> WordFinder:
    return WordFinder(_forms(), shared=True)


def miscounted(text: str) -> Iterator[Miscounted]:
    """The set expressions of a text in which a number is another one, in their order."""
    for start, end, form in _finder().find(text):
        right = _forms()[form]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in _DIGITS or is_word(text[end - 1] + after):
            continue  # 二十四议…, 两会一课|题
        if text.count(form) < OWN or right in text:
            # of 做到“两个维护” what stands in the marks
            inner, outer = right.find("“") + 1, right.find("”") % (len(right) + 1)
            yield Miscounted(start + inner, start + outer, right[inner:outer])
