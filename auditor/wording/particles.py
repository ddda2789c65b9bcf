"""The particles 的、地、得 where only one of them can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import field

from auditor.lexicon import PatternFinder, WordFinder, any_of, entries, words
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.spelling.words import is_word

TABLE = "particles"
BEFORE = 4
"""Characters in front that tell what a phrase is part of."""
_END = r"(?=[，。；：、！？,;!?”’）)\n]|\Z)"


@frozen
class Phrase:
    """Words with a wrong particle, and the word meant."""

    wrong: list[str]
    right: str
    unless_before: list[str] = field(factory=list)


@frozen
class Particle:
    """A phrase with a wrong particle, and the particle that belongs there."""

    start: int
    end: int
    said: str
    right: str
    why: str


def particles(text: str) -> list[Particle]:
    """All wrong particles that do not overlap, in their order."""
    kept: list[Particle] = []
    found = [*_results(text), *_manners(text), *_owners(text), *_attributes(text), *_words(text)]
    for one in sorted(found, key=_place):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _place(one: Particle) -> tuple[int, int]:
    return one.start, -one.end


@cache
def _result() -> PatternFinder:
    verbs = words(TABLE, "verbs")
    short = words(TABLE, "verbs_short")
    return PatternFinder(
        [verb + "的" for verb in (*verbs, *short)] + [verb + "地" for verb in verbs],
        rf"(?:{any_of(TABLE, 'verbs', 'verbs_short')})([的地])(?:{any_of(TABLE, 'degrees')})"
        rf"(?:{any_of(TABLE, 'qualities')})(?:{any_of(TABLE, 'quality_tails')})?{_END}",
    )


def _results(text: str) -> Iterator[Particle]:
    """抓的不实: what follows says how the deed was done."""
    for match in _result().find(text):
        start = match.start()
        short = match.start(1) - start == 1
        if not _follows(text, start, _nominal()) and not (short and is_word(text[start - 1 : start + 1])):
            yield Particle(*match.span(), match[1], "得", "后面是说明程度、结果的补语")


@cache
def _nominal() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of(TABLE, 'nominal_before')})$")


def _follows(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern ends directly in front of ``start``."""
    return bool(pattern.search(text[max(0, start - BEFORE) : start]))


@cache
def _manner() -> PatternFinder:
    """Adverb, particle, verb and object: 了 shows the verb as well as an object does."""
    pure = words(TABLE, "pure_adverbs")
    pures, any_ = any_of(TABLE, "pure_adverbs"), any_of(TABLE, "adverbs", "adverb_phrases")
    verbs, strong = any_of(TABLE, "transitives"), any_of(TABLE, "strong_verbs")
    object_ = rf"(?!{any_of(TABLE, 'not_objects', 'transitives', 'compound_nouns')})[\u4e00-\u9fff“《][^，。；：、！？,;:!?\n的]"
    modal = rf"(?:(?<=[，。；：！？,;:!?\n])|^|{_behind('modals')})"
    # behind an adjective, no other 的 may follow: 有效的解决问题的办法
    plain = r"[^，。；：、！？,;:!?\n的]{2,30}(?=[，。；！？,;!?\n、]|\Z)"
    return PatternFinder(
        [adverb + "的" for adverb in (*words(TABLE, "adverbs"), *words(TABLE, "adverb_phrases"))]
        + [adverb + "得" for adverb in pure],
        rf"(?:{any_})的(?:{verbs})了(?!解|结)"
        rf"|(?:{pures})[的得](?:{verbs}){{1,2}}?了?(?={object_})"
        rf"|{modal}(?:{any_})的(?:{strong}){{1,2}}?(?={object_}{plain})",
    )


def _behind(key: str) -> str:
    """A look-behind for words of a list, of whatever lengths."""
    return "|".join(f"(?<={word})" for word in words(TABLE, key))


@cache
def _owned() -> PatternFinder:
    return PatternFinder(
        [verb + "得" for verb in words(TABLE, "attributive_verbs")],
        rf"(?:{any_of(TABLE, 'attributive_verbs')})得(?:{any_of(TABLE, 'attributive_nouns')})",
    )


def _owners(text: str) -> Iterator[Particle]:
    """存在得问题: a noun follows, no result."""
    for match in _owned().find(text):
        yield Particle(*match.span(), "得", "的", "后面是名词")


def _manners(text: str) -> Iterator[Particle]:
    """不断的完善制度: what precedes says how the deed that follows is done."""
    for match in _manner().find(text):
        if not _follows(text, match.start(), _noun_before()):
            yield Particle(*match.span(), *_said(match[0]), "前面是动词的状语")


def _said(words_: str) -> tuple[str, str]:
    return ("得" if "得" in words_ and "的" not in words_ else "的"), "地"


@cache
def _noun_before() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of(TABLE, 'noun_before')})$")


@cache
def _attribute() -> PatternFinder:
    return PatternFinder(
        words(TABLE, "takers"),
        rf"(?:{any_of(TABLE, 'takers')})(?:了|过|着)?(?:更加|更|较|很|十分|非常|比较|极其|极为)?(?:{any_of(TABLE, 'given')})"
        rf"(地)(?:{any_of(TABLE, 'given_nouns')})",
    )


def _attributes(text: str) -> Iterator[Particle]:
    """发生了明显地变化: what follows is a thing."""
    for match in _attribute().find(text):
        yield Particle(*match.span(), match[1], "的", "后面是名词性的宾语")


@cache
def _phrases() -> tuple[WordFinder, Mapping[str, Phrase]]:
    table = {word: row for row in entries(TABLE, "phrases", Phrase) for word in row.wrong}
    return WordFinder(table, shared=True), table


def _words(text: str) -> Iterator[Particle]:
    """值的注意: the particle is part of a word."""
    finder, table = _phrases()
    for start, end, word in finder.find(text):
        if text[start - 1 : start] not in table[word].unless_before:
            yield Particle(start, end, "的", "得", f"应为“{table[word].right}”")
