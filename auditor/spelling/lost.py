"""Words that were filtered out or lost, told by what stood around them: data/lost_words.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product, takewhile

from attrs import field

from auditor.lexicon import PatternFinder, alternatives, entries
from auditor.notice import Notice
from auditor.records import frozen

REACH = 200  # characters of a paragraph before a place that may name whose words these are
_CLAUSE_START = frozenset("，。；：,;:")
_SENTENCE_START = frozenset("。；！？")
_CLAUSE_END = frozenset("，。；、：,;:）)")
_NO_GAP = "，。；、：！？,;:“”《》\\n0-9"
_GAP = "…"
_GRAVITIES = ("error", "warning", "info")


@frozen
class Row:
    """Words that follow each other directly only where something between or before them was lost.

    One of the ``parts`` may be ["…"]: up to ``gap`` characters without marks and figures, the first not in ``gap_not``.
    """

    parts: list[list[str]]
    lost: str
    severity: str = field()
    gap: int = 0
    gap_not: str = ""
    start: bool = False
    after_sentence: bool = False
    end: bool = False
    unless_before: list[str] = field(factory=list)
    unless_after: list[str] = field(factory=list)
    unless_said: list[str] = field(factory=list)

    @severity.validator
    def _known(self, _: object, value: str) -> None:
        if value not in _GRAVITIES:
            raise ValueError(f"severity {value!r}")

    def finder(self) -> PatternFinder:
        """What finds the words in a text."""
        gap = f"(?![{self.gap_not or _NO_GAP}])[^{_NO_GAP}]{{0,{self.gap}}}?"
        parts = (gap if part == [_GAP] else f"(?:{alternatives(part)})" for part in self.parts)
        begins = takewhile(lambda part: part != [_GAP], self.parts)
        return PatternFinder(map("".join, product(*begins)), "".join(parts))

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the words at a place are not part of something else."""
        before, after = text[start - 1 : start], text[end : end + 1]
        if (self.start and before not in _CLAUSE_START) or (
            self.after_sentence and before not in _SENTENCE_START
        ):
            return False
        if self.end and after and after not in _CLAUSE_END:
            return False
        if text.endswith(tuple(self.unless_before), 0, start) or text.startswith(
            tuple(self.unless_after), end
        ):
            return False
        return not (self.unless_said and self._is_said(text, start, end))

    def _is_said(self, text: str, start: int, end: int) -> bool:
        before = text[max(0, start - REACH) : end].rpartition("\n")[2]
        return any(word in before for word in self.unless_said)


@frozen
class Lost:
    """A place of the logical text where something was lost."""

    start: int
    end: int
    row: Row


@cache
def _rows() -> list[tuple[Row, PatternFinder]]:
    return [(row, row.finder()) for row in entries("lost_words", "rows", Row)]


def lost_words(notice: Notice) -> Iterator[Lost]:
    """The places where the listed words stand without what belongs between them, row by row."""
    text = notice.text
    for row, finder in _rows():
        for match in finder.find(text):
            if row.stands(text, *match.span()):
                yield Lost(match.start(), match.end(), row)
