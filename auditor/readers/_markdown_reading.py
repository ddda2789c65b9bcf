"""Markdown (CommonMark with tables): what a reader sees of it, without the marks; code in fences is left out.

Lines stay lines: authors of Chinese texts mean a line break as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import field

from auditor.errors import UncheckedError
from auditor.patterns import compiled
from auditor.readers._encoding import decode
from auditor.readers._html_tokens import characters
from auditor.readers._mapped import Writer
from auditor.readers.text import normalise
from auditor.records import define
from auditor.source import Source

_FENCE = compiled(r" {0,3}(`{3,}+|~{3,}+)")
_TABLE = compiled(r" {0,3}\|?+(?:[ \t]*+:?+-+:?+[ \t]*+\|)++(?:[ \t]*+:?+-+:?+[ \t]*+)?+")
_RULE = compiled(r" {0,3}(?:=+|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\s*")
_PREFIX = compiled(r"(?:[ \t]{0,20}>[ \t]?){0,10}[ \t]{0,20}(?:#{1,6}[ \t]+|[-*+][ \t]+)?")
_CLOSING = compiled(r"[ \t]+#+[ \t]*\Z")
_ORDERED = compiled(r"([ \t]{0,20})([0-9]{1,9})[.)][ \t]")
_INLINE = compiled(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<stars>\*{3,})"
    r"|(?P<mark>\*\*|__|~~|`{1,2})"
    r"|(?P<image>!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\))"
    r"|\[(?P<link>[^\[\]\n]{1,200})\]\([^()\n]{0,500}\)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,300}>|<!--[^<>\n]{0,500}-->)"
)
_STARS = compiled(r"\*{3,}")
EMPHASIS = 3  # stars of bold italic words
_TITLE = compiled(r"title:\s{0,10}[\"']?(.{1,200}?)[\"']?\s{0,10}\Z")
_MATTER = 100  # lines of settings that may stand before a text


def read_markdown(data: bytes, name: str) -> Source:
    """The text without its marks; raises UncheckedError if there is none or it can't be decoded."""
    text, encoding = decode(data, name)
    file = normalise(text)
    reading = _Reading(Writer(file))
    reading.read()
    if not reading.writer.text().strip():
        raise UncheckedError("文件里没有正文文字，没有可检查的内容", name)
    return Source(name, reading.writer.text(), encoding, reading.writer.origin())


@define
class _Reading:
    writer: Writer
    _item: tuple[int, int, int] = (-1, 0, 0)  # indent, number and count of the ordered list
    _lines: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        starts = [0, *(match.end() for match in re.finditer("\n", self.writer.file))]
        self._lines = [(a, b - 1) for a, b in pairwise([*starts, len(self.writer.file) + 1])]

    def read(self) -> None:
        """Write all lines."""
        skipped = self._skipped()
        rows = self._rows()
        for number, (start, end) in enumerate(self._lines):
            if number in skipped:
                continue
            if number in rows:
                self._row(start, end)
            else:
                self._line(start, end)
            self.writer.put("\n", end, min(end + 1, len(self.writer.file)))

    def _skipped(self) -> set[int]:
        """The lines that are not text: code in closed fences, settings, rules and the lines under headings."""
        file, skipped = self.writer.file, self._matter()
        opened = opening = ""
        first = 0
        for number, (start, end) in enumerate(self._lines):
            if number in skipped:
                continue
            if fence := _FENCE.match(file, start, end):
                mark = fence[1]
                if not opened:
                    opened, opening, first = mark, mark[0], number
                elif mark[0] == opening and len(mark) >= len(opened) and not file[fence.end() : end].strip():
                    skipped.update(range(first, number + 1))
                    opened = ""
            elif not opened and (_RULE.fullmatch(file, start, end) or _TABLE.fullmatch(file, start, end)):
                skipped.add(number)
        return skipped

    def _matter(self) -> set[int]:
        """The settings (front matter) at the beginning; their title is written."""
        if not self._lines or self.writer.file[slice(*self._lines[0])].rstrip() != "---":
            return set()
        for number, (start, end) in enumerate(self._lines[1:_MATTER], 1):
            if self.writer.file[start:end].rstrip() in ("---", "..."):
                self._write_title(self._lines[1:number])
                return set(range(number + 1))
        return set()

    def _write_title(self, lines: list[tuple[int, int]]) -> None:
        for start, end in lines:
            title = _TITLE.match(self.writer.file[start:end])
            if title and f"# {title[1]}" not in self.writer.file:
                self.writer.copy(start + title.start(1), start + title.end(1))
                self.writer.put("\n", end)
                return

    def _rows(self) -> set[int]:
        """The lines of tables: the one before a line of dashes, and those after it that have bars."""
        file, rows, inside = self.writer.file, set(), False
        for number, (start, end) in enumerate(self._lines):
            if _TABLE.fullmatch(file, start, end):
                inside = number > 0 and "|" in file[slice(*self._lines[number - 1])]
                if inside:
                    rows.add(number - 1)
            elif inside and "|" in file[start:end]:
                rows.add(number)
            else:
                inside = False
        return rows

    def _row(self, start: int, end: int) -> None:
        """A row with bars on both sides."""
        words = self.writer.file[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if not words.lstrip().startswith("|"):
            self.writer.put("| ", first)
        self._inline(first, last)
        if not words.rstrip().endswith("|"):
            self.writer.put(" |", last)

    def _line(self, start: int, end: int) -> None:
        file = self.writer.file
        if item := _ORDERED.match(file, start, end):
            start = self._ordered(item)
        elif file[start:end].strip():
            if file[start] not in " \t":
                self._item = (-1, 0, 0)
            prefix = _PREFIX.match(file, start, end)
            start = prefix.end() if prefix else start
            if prefix and "#" in prefix[0] and (closing := _CLOSING.search(file[start:end])):
                end = start + closing.start()
        self._inline(start, end)

    def _ordered(self, item: re.Match[str]) -> int:
        """The number of an item as it is shown: lists whose items all have one number are counted."""
        indent, number = len(item[1]), int(item[2])
        if indent == self._item[0] and number == self._item[1]:
            self._item = (indent, number, self._item[2] + 1)
            self.writer.put(str(number + self._item[2]), item.start(2), item.end(2))
            return item.end(2)
        if indent <= self._item[0] or self._item[0] < 0:
            self._item = (indent, number, 0)
        return item.start()

    def _inline(self, start: int, end: int) -> None:
        """The characters of a line without marks."""
        for first, last in self._pieces(start, end):
            for begin, stop, meant in characters(self.writer.file, first, last):
                if meant is None:
                    self.writer.copy(begin, stop)
                else:
                    self.writer.put(meant, begin, stop)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        done = start
        for match in _INLINE.finditer(self.writer.file, start, end):
            if match["mark"] == "__" and not self._is_mark(match):
                continue
            if match["stars"] and not self._is_emphasis(match, start, end):
                continue
            if match.start() > done:
                yield done, match.start()
            kept = match.lastgroup if match.lastgroup in ("escaped", "link") else None
            if kept:
                yield match.span(kept)
            done = match.end()
        if done < end:
            yield done, end

    def _is_emphasis(self, stars: re.Match[str], start: int, end: int) -> bool:
        """Whether three stars belong to ***words***: alone, or more of them, they stand for what is withheld."""
        runs = _STARS.findall(self.writer.file, start, end)
        return len(stars[0]) == EMPHASIS and runs.count(stars[0]) % 2 == 0

    def _is_mark(self, match: re.Match[str]) -> bool:
        """Whether two underscores are a mark: ____ is a blank to be filled in."""
        file = self.writer.file
        return "_" not in (file[max(0, match.start() - 1)], file[match.end() : match.end() + 1])
