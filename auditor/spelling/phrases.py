"""Set phrases in which a character or a word was taken for another that sounds or looks like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.lexicon import WordFinder
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.records import frozen
from auditor.spelling import sounds
from auditor.spelling.shapes import twins
from auditor.spelling.sounds import sounded, typed
from auditor.spelling.words import is_word

TABLE = "set_phrases"
HALF = 2  # characters of the other half of a phrase
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿")


@frozen
class Slip:
    """A set phrase that stands at ``start`` but for ``size`` characters from ``at`` on, which are others there."""

    start: int
    phrase: str
    at: int
    size: int = 1

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.start + len(self.phrase)


@cache
def phrases() -> tuple[str, ...]:
    """All set phrases, those of notices first."""
    return (*listed("genre"), *listed("idioms"))


@cache
def genre() -> frozenset[str]:
    """The phrases of notices."""
    return frozenset(listed("genre"))


@cache
def right() -> frozenset[str]:
    """The phrases, and what is right although it is nearly one of them."""
    return frozenset((*phrases(), *listed("known")))


def listed(key: str) -> list[str]:
    """A list of the table of set phrases."""
    return str(lexicon.load(TABLE)[key]).split()


@cache
def _heard() -> tuple[WordFinder, Mapping[str, str]]:
    """How the phrases and their misread forms sound, and the phrases of each sound."""
    table = lexicon.derived("heard", (TABLE, "ocr", sounds.TABLE), (__name__, sounds.__name__), _made)
    return WordFinder(table, overlapping=True), table


def _made() -> dict[str, str]:
    alike = {char: [sounded(other) for other in others] for char, others in twins().items()}
    table: dict[str, list[str]] = {}
    for phrase in phrases():
        sound = sounded(phrase)
        table.setdefault(sound, []).append(phrase)
        for at, char in enumerate(phrase):
            for other in alike.get(char, ()):
                table.setdefault(f"{sound[:at]}{other}{sound[at + 1 :]}", []).append(phrase)
    return {sound: " ".join(meant) for sound, meant in table.items()}


def slips(text: str) -> Iterator[Slip]:
    """The set phrases of a text in which one character is another one, in their order."""
    finder, table = _heard()
    known = right()
    done = 0
    for which, start, end in finder.places(sounded(text)):
        said = text[start:end]
        if said in known or start < done or text[start - 1 : start].isdecimal():  # 41县|已整改
            continue
        slip = next(_fitting(text, start, said, table[finder.words[which]].split()), None)
        if slip is not None:
            done = end
            yield slip


@per_notice
def slips_of(notice: Notice) -> tuple[Slip, ...]:
    """The slips of a notice's text: one rule tells them, others leave them to it."""
    return tuple(slips(notice.text))


def _fitting(text: str, start: int, said: str, meant: Iterable[str]) -> Iterator[Slip]:
    for phrase in meant:
        odd = [at for at, (ours, theirs) in enumerate(zip(said, phrase, strict=True)) if ours != theirs]
        slip = Slip(start, phrase, odd[0], odd[-1] - odd[0] + 1)
        is_near = _is_alike if slip.size == 1 else _is_other_word
        if is_near(said, slip) and not (_is_divided_otherwise(text, slip) or _goes_on(text, slip)):
            yield slip


def _is_alike(said: str, slip: Slip) -> bool:
    """Whether the odd character sounds or looks like the right one, and is never written for it on purpose."""
    ours, theirs = slip.phrase[slip.at], said[slip.at]
    at = slip.at
    makes_word = is_word(said[max(0, at - 1) : at + 1]) or is_word(said[at : at + 2])
    if makes_word and any(
        ours in group and theirs in group for group in lexicon.words(TABLE, "interchangeable")
    ):
        return False
    return sounded(ours) == sounded(theirs) or theirs in twins().get(ours, "")


def _is_other_word(said: str, slip: Slip) -> bool:
    """Whether a word of a phrase of the genre became another word: who types by sound takes whole words."""
    ours, theirs = (words[slip.at : slip.at + slip.size] for words in (slip.phrase, said))
    return (
        slip.phrase in genre()
        and typed(ours) == typed(theirs)
        and is_word(ours)
        and is_word(theirs)
        and _NUMERALS.isdisjoint(theirs)
    )


def _goes_on(text: str, slip: Slip) -> bool:
    """Whether another word at an end of a phrase makes a phrase with what stands outside: 保值增值|责任."""
    if slip.size == 1:
        return False
    first, last = slip.start + slip.at, slip.start + slip.at + slip.size
    return (first == slip.start and text[max(0, first - HALF) : last] in right()) or (
        last == slip.end and text[first : last + HALF] in right()
    )


def _is_divided_otherwise(text: str, slip: Slip) -> bool:
    """Whether an odd character makes a word with a neighbour where the phrase has none: 国家级|企业.

    A word at the end may go on (形成合理的 is not 形成合力), so the phrase must end there.
    """
    here, end = slip.start + slip.at, slip.end
    if slip.at == 1 and is_word(text[slip.start - 1 : here]) and not is_word(text[slip.start : here + 1]):
        return True  # 负责人|落实 is not 责任落实
    for first in (here - 1, here + slip.size - 1):
        at = first - slip.start
        own = slip.phrase[at : at + 2] if at >= 0 else ""
        if is_word(text[first : first + 2]) and not is_word(own):
            return True
    return here + slip.size > end - 2 and is_word(text[end - 2 : end]) and text[end : end + 1].isalpha()
