"""Set phrases that lack a character, or in which two neighbouring characters changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.lexicon import WordFinder
from auditor.records import frozen
from auditor.spelling.phrases import listed, right
from auditor.spelling.words import is_word

LENGTHS = range(4, 8)
WHOLE = 4  # characters of a phrase in which an exchange is looked for; longer ones contain such
SINGLES = 2  # words of one character that a damaged form may consist of


@frozen
class Damage:
    """What stands from ``start`` to ``end`` for a set phrase.

    ``at`` is the place in the phrase of the character that is missing, or of the first of two that changed places.
    """

    start: int
    end: int
    phrase: str
    at: int

    @property
    def is_loss(self) -> bool:
        """Whether a character is missing."""
        return self.end - self.start < len(self.phrase)


@cache
def bound() -> frozenset[str]:
    """Characters that hardly ever stand for a word of their own."""
    return frozenset(lexicon.load("bound_characters")["chars"].replace("\n", ""))


@cache
def _forms() -> tuple[WordFinder, Mapping[str, str]]:
    """The damaged forms that cannot be read otherwise, and the phrases that each may come of."""
    table = lexicon.derived(
        "damaged", ("set_phrases", "common_words", "bound_characters"), (__name__,), _made
    )
    return WordFinder(table, overlapping=True, shared=True), table


def _made() -> dict[str, str]:
    known = right().union(listed("other"))
    table: dict[str, list[str]] = {}
    for phrase in listed("genre"):
        if len(phrase) in LENGTHS:
            for form in _damaged(phrase):
                if form not in known and not _reads(form, 0, len(form)):
                    table.setdefault(form, []).append(phrase)
    return {form: " ".join(dict.fromkeys(meant)) for form, meant in table.items()}


def _damaged(phrase: str) -> Iterator[str]:
    """A phrase without one of its inner characters, and one of four with two neighbours exchanged.

    Without the first or the last one it may be part of another phrase.
    """
    for at in range(1, len(phrase) - 1):
        yield phrase[:at] + phrase[at + 1 :]
    if len(phrase) == WHOLE:
        for at in range(WHOLE - 1):
            if phrase[at] != phrase[at + 1]:
                yield phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]


def _reads(text: str, start: int, end: int, singles: int = SINGLES) -> bool:
    """Whether a piece of text divides into words of two characters and a few characters that are words.

    The last word may go on behind the piece.
    """
    if start >= end:
        return True
    if singles and text[start] not in bound() and _reads(text, start + 1, end, singles - 1):
        return True
    return _is_word(text[start : start + 2]) and _reads(text, start + 2, end, singles)


def _is_word(pair: str) -> bool:
    return is_word(pair) or pair in _halves()


@cache
def _halves() -> frozenset[str]:
    """The words of which phrases consist: 压实 of 压实责任."""
    four = [phrase for phrase in right() if len(phrase) == 4]
    return frozenset([phrase[:2] for phrase in four] + [phrase[2:] for phrase in four])


def damages(text: str) -> Iterator[Damage]:
    """The damaged set phrases of a text, in their order."""
    finder, table = _forms()
    done = 0
    for start, end, form in sorted(finder.find(text), key=lambda match: (match[0], -match[1])):
        if start < done or _reads_here(text, start, end) or not _ends_well(text, start, end):
            continue
        meant = table[form].split()
        if any(text.find(phrase, max(0, start - 1), end + 1) >= 0 for phrase in meant):
            continue  # nothing is damaged
        phrase = next((one for one in meant if one in text), meant[0])
        at = next((at for at, char in enumerate(form) if char != phrase[at]), len(form))
        done = end
        yield Damage(start, end, phrase, at)


def _reads_here(text: str, start: int, end: int) -> bool:
    """Whether a piece can be read in its place, where its first character may end the word before."""
    begun = start > 0 and _is_word(text[start - 1 : start + 1])
    return _reads(text, start, end) or (begun and _reads(text, start + 1, end))


def _ends_well(text: str, start: int, end: int) -> bool:
    """Whether no word that is not listed may go on over the ends: 端午|节期间, 受困|群众, 工作质|效."""
    before, after = text[start - 1] if start else "", text[end : end + 1]
    if text[start] in bound() and before.isalpha() and not _is_word(text[max(0, start - 2) : start]):
        return False
    return text[end - 1] not in bound() or not (after in bound() or after == text[end - 1])
