"""Common words in which one character was read as another that looks like it, so that no word is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.lexicon import WordFinder
from auditor.records import frozen
from auditor.spelling import words
from auditor.spelling.confusions import is_surname
from auditor.spelling.phrases import phrases
from auditor.spelling.shapes import lookalikes
from auditor.spelling.words import is_word


@frozen
class Misread:
    """A word that stands at ``start`` but for its character ``at``, which is another one there."""

    start: int
    word: str
    at: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.word)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lexicon.words("surnames", "common"))


@cache
def _damaged() -> Mapping[str, str]:
    """The words of set phrases by their misread forms, of which none is a word or is likely to stand by chance."""
    return lexicon.derived(
        "misread", ("set_phrases", "common_words", "ocr", "surnames"), (__name__, words.__name__), _made
    )


def _made() -> dict[str, str]:
    table = {
        f"{word[:at]}{other}{word[at + 1 :]}": word
        for word in _words()
        for at in (0, 1)
        for other in lookalikes().get(word[at], "")
    }
    natural = set(lexicon.load("ocr")["natural"].split())
    return {form: word for form, word in table.items() if form not in natural and not _may_stand(form)}


def _may_stand(form: str) -> bool:
    """Whether two characters may well stand side by side: a word, a name's beginning, or a word of one character."""
    singles = lexicon.load("ocr")["singles"]
    return is_word(form) or form[0] in _surnames() or form[0] in singles or form[1] in singles


def _words() -> Mapping[str, None]:
    """The words of two characters that set phrases are made of."""
    return dict.fromkeys(
        phrase[at : at + 2]
        for phrase in phrases()
        for at in range(0, len(phrase) - 1, 2)
        if is_word(phrase[at : at + 2])
    )


@cache
def _finder() -> WordFinder:
    return WordFinder(_damaged(), shared=True)


def misread(text: str) -> Iterator[Misread]:
    """The misread words of a text whose characters make no word with their neighbours, in their order."""
    for start, end, form in _finder().find(text):
        before = text[start - 1 : start]
        if is_word(before + form[0]) or is_word(form[1] + text[end : end + 1]):
            continue
        if not is_surname(text, start) and not before.isdecimal():  # 李|基墓, 3|户月
            word = _damaged()[form]
            yield Misread(start, word, int(form[0] == word[0]))
