"""A word of the notice that stands once with a character of the same sound: 图班 where all else has 图斑.

The common words are known; what is none of them, stands alone between words, and sounds like a pair of characters
that the notice uses again and again, may be a slip or a word the tables lack (配餐 beside 陪餐).  So its place must ask
for the other word: a frame (一图班一档案, 应招标未招表) or the neighbours that it has elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from operator import add

from auditor.lexicon import load
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.spelling.confusions import is_listed, is_surname, rightful
from auditor.spelling.sounds import typed
from auditor.spelling.words import is_word

TABLE = "homophones"
USUAL = 3  # a pair of characters that stands so often is a word of the notice
COHERENT = 0.6  # … if so many of the places of one of its characters are within it
LOOKED_AT = 200  # pairs of a text that may be slips
FRAME = 6  # characters before a slip in which its double may stand: 应招标未招表
_HAN_PAIR = compiled("[\u4e00-\u9fff]{2}")


@frozen
class Homophone:
    """A pair that stands once at ``start`` and sounds like ``right``, which stands ``count`` times."""

    start: int
    wrong: str
    right: str
    count: int


def homophones(text: str) -> Iterator[Homophone]:
    """The pairs of a text that are likely to be one of its words misspelt, in no certain order."""
    counts = Counter(map(add, text, text[1:]))
    usual: dict[str, list[str]] = {}
    for sound, pair in _heard([pair for pair, count in counts.items() if count >= USUAL]):
        usual.setdefault(sound, []).append(pair)
    rare = _heard([pair for pair, count in counts.items() if count == 1])
    alike = ((sound, pair) for sound, pair in rare if sound in usual and _may_be_slip(pair))
    for sound, pair in islice(alike, LOOKED_AT):
        at = text.find(pair)
        for right in usual[sound] if _stands_alone(text, at) else ():
            one_off = (right[0] == pair[0]) is not (right[1] == pair[1])
            if one_off and _is_coherent(text, right, counts) and _is_asked_for(text, at, right):
                yield Homophone(at, pair, right, counts[right])
                break


def _heard(pairs: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs with their sounds before them, all made at once."""
    heard = typed("".join(pairs))
    return zip(map(add, heard[::2], heard[1::2]), pairs, strict=True)


def _may_be_slip(pair: str) -> bool:
    particles = load(TABLE)["particles"]
    return not (
        pair[0] in particles
        or pair[1] in particles
        or is_word(pair)
        or not _HAN_PAIR.fullmatch(pair)
        or pair in rightful()
        or is_listed(pair)
        or pair in load(TABLE)["words"]
        or pair in load("set_phrases")["genre"]
    )


def _stands_alone(text: str, at: int) -> bool:
    """Whether a pair has words, marks or particles on both sides, and is not torn out of other words."""
    before, after = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    if is_word(before[-1:] + text[at]) or is_word(text[at + 1] + after[:1]) or is_surname(text, at):
        return False
    sides = load(TABLE)["sides"]
    left = not before[-1:].isalpha() or before[-1] in sides or is_word(before)
    return left and (not after[:1].isalpha() or after[0] in sides or is_word(after))


def _is_coherent(text: str, pair: str, counts: Counter[str]) -> bool:
    """Whether a pair is a word: it is known as one, or its characters seldom stand apart, and not in other words."""
    if is_word(pair):
        return True
    at = text.find(pair)
    if is_word(text[max(0, at - 1) : at + 1]) or is_word(text[at + 1 : at + 3]):
        return False  # 责任|领导
    return counts[pair] >= COHERENT * min(text.count(pair[0]), text.count(pair[1]))


def _is_asked_for(text: str, at: int, right: str) -> bool:
    """Whether the word stands shortly before in a frame, or elsewhere between the same neighbours."""
    before, after = text[max(0, at - 1) : at], text[at + 2 : at + 3]
    if before + after == "一一" or right in text[max(0, at - FRAME) : at]:
        return True
    around = (text[max(0, at - 2) : at] + right, right + text[at + 2 : at + 4])
    return any(_HAN_PAIR.search(words.replace(right, "")) and words in text for words in around)
