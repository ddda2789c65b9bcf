"""The text of a part of a page: a line for each block, tables as | rows |, lists with their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from attrs import field

from auditor.characters.chinese import EAST
from auditor.lexicon import words
from auditor.patterns import compiled
from auditor.readers._docx_numbers import written
from auditor.readers._html_tokens import Tag, Text, characters
from auditor.readers._html_tree import Element
from auditor.readers._mapped import Mark, Writer
from auditor.records import define

_RUN = compiled(r"[^ \t\n\r\f\u200b\u200c\u200d\u2060\ufeff\xad]+")
_INLINE = frozenset(("a",))
_NUMBERED = compiled(r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳]")
_LONG_CELL = 300  # characters from which on a cell holds text, not a value: the table only lays out the page
_FIRST = 6  # lines among which the page's own words about the article stand
_LINE = 160  # a longer line is never the page's own
_STYLE = compiled(r"list-style(?:-type)?\s{0,5}:\s{0,5}([a-z-]{1,40})", re.IGNORECASE)
# Values of list-style-type and of the attribute type, as Word's number formats.
_FORMS = {
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCounting"),
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("i", "lower-roman"), "lowerRoman"),
    **dict.fromkeys(("I", "upper-roman"), "upperRoman"),
}


@cache
def _page_lines(key: str) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{line})" for line in words("html_pages", key)))


@define
class PageText:
    """Writes the text of elements.  ``skips`` says which elements to leave out; ``cleans`` whether lines that
    belong to the page (来源, 打印本页) are left out."""

    writer: Writer
    skips: Callable[[Element], bool]
    cleans: bool
    _mark: Mark = field(init=False)
    _blank: tuple[int, int] | None = None
    _breaks: bool = False
    _last: str = ""
    _row: bool = False
    _last_cell: Element | None = None
    _count: int = 0
    _numbers: dict[int, str] = field(factory=dict)  # of list items, by their start

    def __attrs_post_init__(self) -> None:
        self._mark = self.writer.mark()

    def write(self, root: Element) -> None:
        """Write an element and all below it."""
        stack: list[Iterator[Element | Text | Tag]] = [self._enter(root)]
        open_: list[Element] = [root]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                self._leave(open_.pop())
            elif isinstance(child, Text):
                self._text(child, preformatted=any(each.name == "pre" for each in open_[-3:]))
            elif isinstance(child, Tag):
                if child.name in ("br", "hr"):
                    self._break(child.start)
            elif not child.hidden and child.name not in ("head", "title") and not self.skips(child):
                stack.append(self._enter(child))
                open_.append(child)
        self._end(len(self.writer.file))

    def _enter(self, element: Element) -> Iterator[Element | Text | Tag]:
        name = element.name
        if name == "tr" and _is_data(element):
            self._end(element.start)
            self._row, self._last_cell = True, _cells(element)[-1]
            self._put("| ", element.start)
        elif name not in _INLINE:
            self._break(element.start)
        if name == "ol":
            self._numbers.update(_list_numbers(element, self.writer.file))
        elif name == "li" and (number := self._numbers.get(element.start)):
            self._put(number, element.start)
        return iter(element.children)

    def _leave(self, element: Element) -> None:
        at = element.children[-1].start if element.children else element.start
        if self._row and element.name in ("td", "th"):
            self._blank = None
            self._put(" |" if element is self._last_cell else " | ", at)
        elif element.name == "tr" and self._row:
            self._row = False
            self._end(at)
        elif element.name not in _INLINE:
            self._break(at)

    def _break(self, at: int) -> None:
        """A new line; inside a row, which is one line, what a line break in the file would be."""
        if self._row:
            self._breaks, self._blank = True, self._blank or (at, at)
        else:
            self._end(at)

    def _text(self, text: Text, *, preformatted: bool) -> None:
        file = self.writer.file
        for start, end, meant in characters(file, text.start, text.end):
            if meant is not None:
                if meant.isspace() and meant != "\xa0":
                    self._blank = (start, end)
                else:
                    self._flush(meant[0])
                    self._put(meant, start, end)
                continue
            done = start
            for run in _RUN.finditer(file, start, end):
                self._between(done, run.start(), preformatted)
                self._flush(file[run.start()])
                self.writer.copy(run.start(), run.end())
                self._last = file[run.end() - 1]
                done = run.end()
            self._between(done, end, preformatted)

    def _between(self, start: int, end: int, preformatted: bool) -> None:
        """Blanks of the file."""
        blanks = self.writer.file[start:end]
        if preformatted and "\n" in blanks and not self._row:
            self._end(start)
        elif blanks.strip("\u200b\u200c\u200d\u2060\ufeff\xad"):
            self._breaks = self._breaks or "\n" in blanks
            self._blank = self._blank or (start, end)

    def _flush(self, following: str) -> None:
        """Write the blank before ``following``, if there is to be one."""
        if self._blank and self._last and not self._last.isspace():
            joins = self._breaks and self._last >= EAST and following >= EAST
            if not joins:
                self.writer.put(" ", *self._blank)
        self._blank, self._breaks = None, False

    def _put(self, text: str, start: int, end: int | None = None) -> None:
        self.writer.put(text, start, end)
        self._last = text[-1]

    def _end(self, at: int) -> None:
        """End the line, if there is one."""
        self._blank, self._breaks = None, False
        if not self._last:
            return
        line = self.writer.since(self._mark).strip()
        if not line or (self.cleans and self._is_of_page(line)):
            self.writer.rewind(self._mark)
        else:
            self._count += 1
            self.writer.put("\n", at)
            self._mark = self.writer.mark()
        self._last = ""

    def _is_of_page(self, line: str) -> bool:
        if len(line) > _LINE:
            return False
        first = self._count < _FIRST and _page_lines("first_lines").fullmatch(line)
        return bool(first or _page_lines("lines").fullmatch(line))


def _is_data(row: Element) -> bool:
    """Whether a row holds values: several short cells without a table in them."""
    cells = _cells(row)
    return (
        len(cells) > 1
        and all(cell.size <= _LONG_CELL for cell in cells)
        and not any(each.name == "table" for cell in cells for each in cell.elements())
    )


def _cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.name in ("td", "th")]


def _list_numbers(order: Element, file: str) -> Iterator[tuple[int, str]]:
    """The numbers that a browser shows before the items of an ordered list, by the start of the item."""
    style = _STYLE.search(order.attributes.get("style", ""))
    kind = style[1].lower() if style else order.attributes.get("type", "decimal")
    items = [child for child in order.children if isinstance(child, Element) and child.name == "li"]
    if kind == "none" or any(_has_number(item, file) for item in items):
        return
    number = _whole(order.attributes.get("start"), 1) - 1
    for item in items:
        number = _whole(item.attributes.get("value"), number + 1)
        form = _FORMS.get(kind, "decimal")
        yield item.start, written(number, form) + ("、" if form == "chineseCounting" else ".")


def _has_number(item: Element, file: str) -> bool:
    """Whether the text of an item begins with a number of its own."""
    first = next(item.texts(), None)
    return first is not None and bool(_NUMBERED.match(file[first.start : first.start + 20].lstrip()))


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else default
