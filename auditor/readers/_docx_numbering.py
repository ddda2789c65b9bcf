"""The numbers that Word puts before the paragraphs of automatic lists: they stand nowhere in the text.

A paragraph (or its style) names a list ``num`` and a level; the list has an ``abstractNum`` with the level's format;
lists of one abstractNum go on counting together unless one of them is told to start again (ECMA-376-1, 17.9).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from attrs import field

from auditor.patterns import compiled
from auditor.readers._docx_numbers import written
from auditor.readers._docx_package import Package
from auditor.readers._docx_xml import OFF, attribute, find, space, tree, value
from auditor.records import define, frozen

LEVELS = 9
_PLACE = compiled(r"%([1-9])")
_BLANK_AFTER = compiled(r"[0-9A-Za-z\u4e00-\u9fff]\Z")
_MOST_STYLES = 50  # styles based on each other; more are a circle


@frozen
class _Style:
    """What a paragraph style says of numbering, and the style that it is based on."""

    base: str | None
    num: str | None
    level: int | None


@frozen
class _Level:
    """A level of a list: its first number, its format and text (“（%2）”), the paragraph style that stands for it.

    ``restart`` is the level (from 1) whose next number restarts this one; 0 never, None any higher level.
    """

    start: int
    form: str
    text: str
    restart: int | None
    plain: bool
    style: str | None


@define
class _Counter:
    """How far the lists of one abstractNum have counted."""

    numbers: dict[int, int] = field(factory=dict)
    begun: set[tuple[str, int]] = field(factory=set)


class Numbering:
    """Counts a document's paragraphs from the first to the last; make a new one for each reading."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        styles = package.linked("styles")
        if styles and b"numPr" in (data := package.xml(styles)):  # the largest part; few documents need it
            self._read_styles(tree(data))
        self._levels: dict[str, dict[int, _Level]] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        lists = package.linked("numbering")
        if lists:
            self._read_lists(package.tree(lists))
        self._counters: dict[str, _Counter] = {}

    def restart(self) -> None:
        """Count from the beginning again."""
        self._counters.clear()

    def label(self, style: str | None, num: str | None, level: int | None) -> str:
        """The next number of a paragraph as text, a blank after it where it would run into the words; "" for none.

        ``style``, ``num`` and ``level`` are what the paragraph itself says.
        """
        found = self._list_of(style or self._default, num, level)
        if found is None:
            return ""
        num, depth = found
        words = self._next(num, depth)
        return f"{words} " if _BLANK_AFTER.search(words) else words

    def _list_of(self, style: str | None, num: str | None, level: int | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's, else that of the styles this is based on."""
        given = num is not None or level is not None
        bearer = style
        for _ in range(_MOST_STYLES):
            known = self._styles.get(style or "")
            if num is not None or known is None:
                break
            num, bearer = known.num, style
            level = known.level if level is None else level
            style = known.base
        if num is None or num not in self._levels:
            return None
        levels = self._levels[num]
        if not given:  # a level that belongs to a style is that style's, whatever else the style says
            level = next(
                (depth for depth, each in levels.items() if each.style and each.style == bearer), level
            )
        depth = level or 0
        return (num, depth) if depth in levels else None

    def _next(self, num: str, depth: int) -> str:
        levels, starts = self._levels[num], self._overrides[num]
        counter = self._counters.setdefault(self._abstract[num], _Counter())
        if depth in starts and (num, depth) not in counter.begun:
            counter.numbers.pop(depth, None)
        counter.begun.add((num, depth))

        def first(of: int) -> int:
            return starts.get(of, levels[of].start)

        numbers = counter.numbers
        numbers[depth] = numbers[depth] + 1 if depth in numbers else first(depth)
        for deeper in [each for each in numbers if each > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del numbers[deeper]
        own = levels[depth]

        def number(place: re.Match[str]) -> str:
            of = int(place[1]) - 1
            if of not in levels:
                return ""
            form = "decimal" if own.plain else levels[of].form
            return written(numbers.get(of, first(of)), form)

        return "" if own.form == "bullet" else _PLACE.sub(number, own.text)

    def _read_styles(self, root: Element) -> None:
        for element in root.iter(f"{space(root)}style"):
            name = attribute(element, "styleId") or ""
            level = value(element, "pPr/numPr/ilvl")
            self._styles[name] = _Style(
                value(element, "basedOn"),
                value(element, "pPr/numPr/numId"),
                int(level) if level and level.isdecimal() else None,
            )
            if attribute(element, "type") == "paragraph" and attribute(element, "default") not in (
                None,
                *OFF,
            ):
                self._default = name

    def _read_lists(self, root: Element) -> None:
        abstract = {attribute(each, "abstractNumId"): each for each in root.iter(f"{space(root)}abstractNum")}
        styled = {style: key for key, each in abstract.items() if (style := value(each, "styleLink"))}
        for num in root.iter(f"{space(root)}num"):
            key, target = attribute(num, "numId") or "", value(num, "abstractNumId")
            if target not in abstract or key == "0":
                continue
            target = styled.get(value(abstract[target], "numStyleLink") or "", target)
            levels = {_depth(each): _level(each) for each in abstract[target].findall(f"{space(root)}lvl")}
            starts: dict[int, int] = {}
            for override in num.findall(f"{space(root)}lvlOverride"):
                depth, own, start = _depth(override), find(override, "lvl"), value(override, "startOverride")
                if own is not None:
                    levels[depth] = _level(own)
                if start is not None:
                    starts[depth] = _whole(start, 1)
            self._levels[key], self._overrides[key], self._abstract[key] = levels, starts, target or ""


def _level(element: Element) -> _Level:
    # A custom format (“001”) is an AlternateContent, whose Fallback, the last, has the nearest that all programs know.
    form = [attribute(each, "val") or "" for each in element.iter(f"{space(element)}numFmt")][-1:] or [
        "decimal"
    ]
    restart, plain = value(element, "lvlRestart"), find(element, "isLgl")
    return _Level(
        start=_whole(value(element, "start"), 0),
        form=form[0],
        text=value(element, "lvlText") or "",
        restart=_whole(restart, 0) if restart is not None else None,
        plain=plain is not None and attribute(plain, "val") not in OFF,
        style=value(element, "pStyle"),
    )


def _depth(element: Element) -> int:
    return _whole(attribute(element, "ilvl"), 0)


def _whole(words: str | None, default: int) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 10 else default
