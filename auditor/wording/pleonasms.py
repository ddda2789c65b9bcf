"""Words side by side, or near each other in one clause, that say the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations

from attrs import field

from auditor.lexicon import PatternFinder, WordFinder, alternatives, entries
from auditor.patterns import compiled
from auditor.records import frozen

TABLE = "pleonasms"
_NUMERALS = "0-9０-９〇一二三四五六七八九十百千万亿两几数半"
_NUMBER = compiled(f"[{_NUMERALS}]")


@frozen
class Synonyms:
    """Words of which no two stand side by side, unless followed by a character of ``unless_after``."""

    words: list[str]
    severity: str
    unless_after: list[str] = field(factory=list)
    why: str = "前后两词意思相同"


@frozen
class Phrase:
    """Phrases that hold a thing twice; with ``number_after`` only in front of a number."""

    words: list[str]
    why: str
    severity: str
    unless_before: list[str] = field(factory=list)
    unless_after: list[str] = field(factory=list)
    number_after: bool = False


@frozen
class Apart:
    """Words with at most ``gap`` characters, and with ``number`` a number, between them and no mark."""

    first: list[str]
    second: list[str]
    gap: int
    why: str
    severity: str
    number: bool = False
    unless_between: list[str] = field(factory=list)
    unless_after: list[str] = field(factory=list)


@frozen
class Pleonasm:
    """A place that says a thing twice."""

    start: int
    end: int
    why: str
    severity: str


def pleonasms(text: str) -> list[Pleonasm]:
    """All of a text that do not overlap, in their order."""
    kept: list[Pleonasm] = []
    for one in sorted((*_adjacent(text), *_separate(text)), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@cache
def _table() -> tuple[WordFinder, Mapping[str, Phrase]]:
    table: dict[str, Phrase] = {}
    for group in entries(TABLE, "synonyms", Synonyms):
        said = [first + second for first, second in permutations(group.words, 2)]
        phrase = Phrase(said, group.why, group.severity, [], group.unless_after)
        table.update(dict.fromkeys(said, phrase))
    for phrase in entries(TABLE, "phrases", Phrase):
        table.update(dict.fromkeys(phrase.words, phrase))
    return WordFinder(table, shared=True), table


def _adjacent(text: str) -> Iterator[Pleonasm]:
    finder, table = _table()
    for start, end, word in finder.find(text):
        phrase = table[word]
        if text[start - 1 : start] in phrase.unless_before or text[end : end + 1] in phrase.unless_after:
            continue
        if not phrase.number_after or _NUMBER.match(text, end):
            yield Pleonasm(start, end, phrase.why, phrase.severity)


@cache
def _apart() -> tuple[PatternFinder, ...]:
    """A pattern per entry; few of them are needed in one text."""
    return tuple(PatternFinder(row.first, _pattern(row)) for row in entries(TABLE, "apart", Apart))


def _pattern(row: Apart) -> str:
    number = rf"(?:有|为|在|达)?[{_NUMERALS}][{_NUMERALS}.．]{{0,11}}" if row.number else ""
    never = alternatives(row.unless_between)
    between = (
        rf"(?:(?!{never})[\u4e00-\u9fff㎡%％0-9０-９])" if row.unless_between else "[^，。；：、！？,;\n（）]"
    )
    return (
        rf"(?:{alternatives(row.first)}){number}{between}{{0,{row.gap}}}?(?:{alternatives(row.second)})"
        rf"(?!{alternatives(row.unless_after)})"
    )


def _separate(text: str) -> Iterator[Pleonasm]:
    for row, finder in zip(entries(TABLE, "apart", Apart), _apart(), strict=True):
        for match in finder.find(text):
            yield Pleonasm(*match.span(), row.why, row.severity)
