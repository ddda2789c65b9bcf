"""Characters that stand twice where they belong once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import field

from auditor import lexicon
from auditor.characters.chinese import HAN_RUN
from auditor.characters.repeats import immediate_repeats
from auditor.lexicon import entries, words
from auditor.records import frozen
from auditor.spelling.phrases import genre
from auditor.spelling.words import is_word

TABLE = "repeats"
REACH = 6  # characters of the longest phrase that is looked for


@frozen
class Single:
    """A particle that is hardly ever doubled."""

    char: str
    unless_before: list[str] = field(factory=list)
    unless_after: list[str] = field(factory=list)


@cache
def _singles() -> Mapping[str, Single]:
    return {single.char: single for single in entries(TABLE, "single", Single)}


@cache
def _chars(key: str) -> frozenset[str]:
    """The characters of a list: a string of them, or a list of strings."""
    return frozenset("".join(lexicon.load(TABLE)[key]).replace("\n", ""))


def doubled(text: str) -> Iterator[tuple[int, int]]:
    """Where a character stands twice and one of the two belongs to no word: 领导导干部, 要要切实; or three times.

    Neither a reduplication (人人, 扎扎实实, 一步步) nor two words that meet (经过过渡期) is meant.
    """
    for start, end, _ in immediate_repeats(text, range(1, 2)):
        if (end - start == 2 and _is_surplus(text, start)) or _is_tripled(text, start, end):
            yield start, end


def _is_tripled(text: str, start: int, end: int) -> bool:
    """Whether a character stands three times, which no word does: 对对对全部; not 一一一, XXX, 某某某."""
    return (
        end - start == 3
        and HAN_RUN.fullmatch(text[start]) is not None
        and text[start] not in _chars("thrice")
    )


def _is_surplus(text: str, start: int) -> bool:
    char = text[start]
    if not char.isalpha() or _is_pair(text, start - 2) or _is_pair(text, start + 2):
        return False
    if text.startswith(words(TABLE, "reduplicated"), start):
        return False
    before, after = text[start - 1 : start], text[start + 2 : start + 3]
    left, right = is_word(before + char), is_word(char + after)
    if left and after in words(TABLE, "verbal") and char not in _chars("ending"):
        return False  # 工作作了
    if left and any(text.endswith(word, 0, start + 1) for word in words(TABLE, "closed")):
        return not right or _begins_later(text, start + 2)
    if (is_word(2 * char) and char not in _chars("never_twice")) or (left and right):
        return False
    if _is_inside_phrase(text, start):
        return True
    if left:
        return before not in words(TABLE, "first") and _closes(text, start)  # 一步步
    if right:
        return _opens(text, start)
    single = _singles().get(char)
    return single is not None and before not in single.unless_before and after not in single.unless_after


def _closes(text: str, start: int) -> bool:
    """Whether the second one is too much behind a word: none begins with it that goes on (细化|化债方案)."""
    char, after = text[start], text[start + 2 : start + 3]
    if not after.isalpha() or text.startswith(words(TABLE, "enders"), start + 2):
        return char in _chars("closing") or char in _chars("ending")
    return char in _chars("closing") and is_word(text[start + 2 : start + 4])


def _opens(text: str, start: int) -> bool:
    """Whether the first one is too much in front of a word: none ends with it (车贷|贷款)."""
    char, before = text[start], text[start - 1 : start]
    if not before.isalpha() or before in words(TABLE, "starters"):
        return char in _chars("opening") or char in _chars("beginning")
    return char in _chars("opening") and is_word(text[start - 2 : start])


def _is_inside_phrase(text: str, start: int) -> bool:
    """Whether a set phrase would stand here, the character neither its first nor its last, if it stood once."""
    once = text[max(0, start - REACH) : start + 1] + text[start + 2 : start + 2 + REACH]
    seam = min(start, REACH)
    return any(
        once[first:end] in genre()
        for first in range(seam)
        for end in range(max(seam + 2, first + 4), min(first + REACH, len(once)) + 1)
    )


def _is_pair(text: str, start: int) -> bool:
    """Whether the same character stands twice: 扎扎实实."""
    return start >= 0 and text[start : start + 2] == 2 * text[start : start + 1] != ""


def _begins_later(text: str, at: int) -> bool:
    """Whether a word begins here rather than one character before: 整改改|任务."""
    return is_word(text[at : at + 2]) and not is_word(text[at + 1 : at + 3])
