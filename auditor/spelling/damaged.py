"""Set phrases that lack a character, or in which two neighbouring characters changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.lexicon import WordFinder
from auditor.records import frozen
from auditor.spelling import words
from auditor.spelling.phrases import listed, right
from auditor.spelling.words import is_word

TABLE = "bound_characters"
LENGTHS = range(4, 10)
LONG = 5  # characters of a damaged form that hardly comes about by chance
SINGLES = 2  # words of one character that a shorter damaged form may consist of


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
    return frozenset(lexicon.load(TABLE)["chars"].replace("\n", ""))


@cache
def _forms() -> tuple[WordFinder, Mapping[str, str]]:
    """The damaged forms that cannot be read otherwise, and the phrases that each may come of."""
    table = lexicon.derived(
        "damaged", ("set_phrases", "common_words", TABLE), (__name__, words.__name__), _made
    )
    return WordFinder(table, overlapping=True, shared=True), table


def _made() -> dict[str, str]:
    known = right().union(listed("other"))
    table: dict[str, list[str]] = {}
    for phrase in listed("genre"):
        if len(phrase) in LENGTHS:
            for form in _damaged(phrase):
                if form not in known and not _reads(form, 0, len(form), _singles(form, phrase)):
                    table.setdefault(form, []).append(phrase)
    return {form: " ".join(dict.fromkeys(meant)) for form, meant in table.items()}


def _singles(form: str, phrase: str) -> int:
    """The words of one character of which a form may consist.

    A long one of which an inner word is damaged comes about by no chance; what the first or the last word lost
    leaves a usual prefix or suffix: 固定资产|账, 优|营商环境.
    """
    is_outer = len(form) < len(phrase) and (form[:2] != phrase[:2] or form[-2:] != phrase[-2:])
    return SINGLES if len(form) < LONG or is_outer else 0


def _damaged(phrase: str) -> Iterator[str]:
    """A phrase without one of its characters, and with two neighbours exchanged."""
    alone = lexicon.load(TABLE)["said_alone"]
    if phrase[-2] not in alone:
        yield phrase[:-1]
    if phrase[1] not in alone:
        yield phrase[1:]
    for at in range(len(phrase) - 1):
        if at:
            yield phrase[:at] + phrase[at + 1 :]
        if phrase[at] != phrase[at + 1]:
            yield phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]


def _reads(text: str, start: int, end: int, singles: int) -> bool:
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
        if start < done:
            continue
        meant = [
            phrase
            for phrase in table[form].split()
            if _may_lack(text, start, end, form, phrase)
            and not _reads_here(text, start, end, _singles(form, phrase))
        ]
        if (
            not meant
            or not _ends_well(text, start, end)
            or any(text.find(phrase, max(0, start - 1), end + 1) >= 0 for phrase in meant)
        ):
            continue  # nothing is damaged
        phrase = next((one for one in meant if one in text), meant[0])
        at = next((at for at, char in enumerate(form) if char != phrase[at]), len(form))
        done = end
        yield Damage(start, end, phrase, at)


def _may_lack(text: str, start: int, end: int, form: str, phrase: str) -> bool:
    """Whether a phrase without its first or last character stands where a clause begins or ends.

    Elsewhere it may be part of another phrase.
    """
    pauses = lexicon.load(TABLE)
    if phrase.startswith(form):
        return text[end : end + 1] in pauses["closing_marks"]
    return not phrase.endswith(form) or text[start - 1 : start] in pauses["opening_marks"]


def _reads_here(text: str, start: int, end: int, singles: int) -> bool:
    """Whether a piece can be read in its place, where its first character may end the word before."""
    begun = start > 0 and _is_word(text[start - 1 : start + 1])
    return _reads(text, start, end, singles) or (begun and _reads(text, start + 1, end, singles))


def _ends_well(text: str, start: int, end: int) -> bool:
    """Whether no word that is not listed may go on over the ends: 端午|节期间, 受困|群众, 工作质|效."""
    before, after = text[start - 1] if start else "", text[end : end + 1]
    if text[start] in bound() and before.isalpha() and not _is_word(text[max(0, start - 2) : start]):
        return False
    return text[end - 1] not in bound() or not (after in bound() or after == text[end - 1])
