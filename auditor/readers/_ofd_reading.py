"""OFD documents (GB/T 33190-2016): a ZIP file of XML parts that place each character on a page.

Characters are taken from the pages' own text objects; what a page has from a template (letterhead, frames) and what
stands in annotations is left out.  auditor.readers._layout makes paragraphs of them.
"""

from __future__ import annotations

import posixpath
import time
from collections.abc import Callable, Iterator, Sequence
from xml.parsers.expat import ExpatError, ParserCreate

from attrs import field

from auditor.characters.chinese import EAST
from auditor.errors import UncheckedError
from auditor.patterns import compiled
from auditor.readers._docx_package import Package
from auditor.readers._layout import arrange
from auditor.readers._layout_lines import Glyphs
from auditor.readers._limits import limits
from auditor.records import define
from auditor.source import Source

_ROOT = "OFD.xml"
_MM = 72 / 25.4  # points in a millimetre, in which OFD measures
_A4 = (0.0, 0.0, 210.0, 297.0)
_ASCENT, _DESCENT = 0.88, 0.12  # of the size of Chinese type, above and below the base line
_NARROW = 0.5  # the width of a Western character whose advance is not given, in em
_MOST_DELTAS = 100_000  # characters of one text object whose advances may be given
_NUMBER = compiled(r"[-+]?(?:[0-9]{1,9}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})(?:[eE][-+]?[0-9]{1,2})?")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(data: bytes, name: str) -> Source:
    """The text of an OFD document.  Raises UncheckedError if it has none, is damaged, or too long."""
    try:
        pages = _pages(Package(data))
    except UncheckedError as error:
        raise UncheckedError(error.reason, name) from error
    placed = arrange(pages)
    if not placed.text.strip():
        raise UncheckedError("OFD 里没有文字（可能是扫描图像，没有文字层），请先做文字识别", name)
    return Source(name, placed.text, "utf-8", placed)


def _pages(package: Package) -> list[Glyphs]:
    allowed = limits()
    until = time.monotonic() + allowed.seconds
    pages: list[Glyphs] = []
    for root in _Parts.of(package, _ROOT, "DocRoot").places:
        document = _Parts.of(package, root, "Page")
        if len(pages) + len(document.places) > allowed.pages:
            raise UncheckedError(f"OFD 的页数超过上限 {allowed.pages} 页")
        for place in document.places:
            if time.monotonic() > until:
                raise UncheckedError(f"OFD 在 {allowed.seconds} 秒内没有读完")
            pages.append(_Page.read(package.xml(place), document.box).glyphs)
    return pages


@define
class _Parts:
    """Where a part points with one kind of element, by text (DocRoot) or by attribute (Page); its paper size."""

    wanted: str
    places: list[str] = field(factory=list)
    box: Sequence[float] = _A4
    _path: list[str] = field(factory=list)
    _text: list[str] = field(factory=list)

    @classmethod
    def of(cls, package: Package, part: str, wanted: str) -> _Parts:
        """Read a part.  Places are relative to it, though some programs write them from the root."""
        found = cls(wanted)
        _feed(package.xml(part), found.start, found.end, found._text.append)
        folder = posixpath.dirname(part)
        resolved = (
            posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/") for place in found.places
        )
        found.places = [
            near if near in package or place.lstrip("/") not in package else place.lstrip("/")
            for near, place in zip(resolved, found.places, strict=True)
        ]
        return found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        self._path.append(name)
        self._text.clear()
        if self._path[-2:] == ["Pages", self.wanted] and "BaseLoc" in attributes:
            self.places.append(attributes["BaseLoc"])

    def end(self) -> None:
        """An end tag."""
        name = self._path.pop()
        text = "".join(self._text).strip()
        if name == self.wanted and text:
            self.places.append(text)
        elif name == "PhysicalBox" and self._path[-1:] == ["PageArea"]:
            self.box = _box(text) or _A4
        self._text.clear()


@define
class _Page:
    """One page while it is read: the text object and the text code that are open."""

    glyphs: Glyphs
    boundary: Sequence[float] = _A4
    matrix: Sequence[float] = _IDENTITY
    size: float = 0
    code: dict[str, str] | None = None
    _path: list[str] = field(factory=list)
    _text: list[str] = field(factory=list)

    @classmethod
    def read(cls, xml: bytes, box: Sequence[float]) -> _Page:
        """Read the content of a page; ``box`` is the document's paper."""
        page = cls(Glyphs(box[2] * _MM, box[3] * _MM))
        _feed(xml, page.start, page.end, page._text.append)
        return page

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        self._path.append(name)
        if name == "TextObject":
            self.boundary = _box(attributes.get("Boundary", "")) or _A4
            matrix = _numbers(attributes.get("CTM", ""))
            self.matrix = matrix if len(matrix) == 6 else _IDENTITY
            self.size = next(iter(_numbers(attributes.get("Size", ""))), 0.0)
        elif name == "TextCode":
            self.code = attributes
        self._text.clear()

    def end(self) -> None:
        """An end tag."""
        name = self._path.pop()
        if name == "TextCode" and self.code is not None:
            self._place("".join(self._text), self.code)
            self.code = None
        elif name == "PhysicalBox" and self._path[-1:] == ["Area"] and not self.glyphs.chars:
            box = _box("".join(self._text)) or (0, 0, self.glyphs.width / _MM, self.glyphs.height / _MM)
            self.glyphs.width, self.glyphs.height = box[2] * _MM, box[3] * _MM
        self._text.clear()

    def _place(self, text: str, code: dict[str, str]) -> None:
        """Put the characters of a text code on the page."""
        x = next(iter(_numbers(code.get("X", ""))), 0.0)
        y = next(iter(_numbers(code.get("Y", ""))), 0.0)
        across, down = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        a, b, c, d, e, f = self.matrix
        for i, char in enumerate(text):
            natural = self.size * (1 if char >= EAST else _NARROW)
            advance = across[i] if i < len(across) else 0 if i < len(down) else natural
            width = min(natural, advance) if advance > 0 else natural
            left = self.boundary[0] + a * x + c * y + e
            base = self.boundary[1] + b * x + d * y + f
            box = (left, base + d * self.size * _DESCENT, left + a * width, base - d * self.size * _ASCENT)
            self._add(char, box)
            x += advance
            y += down[i] if i < len(down) else 0

    def _add(self, char: str, box: tuple[float, float, float, float]) -> None:
        """Add a character; in the box y grows downwards and is in millimetres."""
        left, low, right, high = (value * _MM for value in box)
        height = self.glyphs.height
        placed = (min(left, right), height - max(low, high), max(left, right), height - min(low, high))
        self.glyphs.add(char, placed, len(self.glyphs.chars))


def _feed(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[], None],
    text: Callable[[str], object],
) -> None:
    """Parse a part; names are without namespace.  Raises UncheckedError for XML that is broken or dangerous."""
    most, depth = limits().depth, 0
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > most:
            raise UncheckedError(f"OFD 内部嵌套超过 {most} 层，不是正常的文档")
        start(name.rsplit(" ", 1)[-1], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end()

    def declared(*_: object) -> None:
        raise UncheckedError("OFD 内部含有 DTD 或实体声明，不是正常的文档")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise UncheckedError(f"OFD 内部的 XML 已损坏（第 {error.lineno} 行）") from error


def _numbers(words: str) -> list[float]:
    return [float(word) for word in _NUMBER.findall(words[:200])]


def _box(words: str) -> list[float] | None:
    """x, y, width and height of a box that is one."""
    values = _numbers(words)
    return values if len(values) == 4 and values[2] > 0 and values[3] > 0 else None


def _deltas(words: str) -> list[float]:
    """The advances “1 2 g 3 5 4”: 1, 2, three times 5, 4 (GB/T 33190, 11.3)."""
    return [delta for _, delta in zip(range(_MOST_DELTAS), _spelled_out(words), strict=False)]


def _spelled_out(words: str) -> Iterator[float]:
    parts = iter(words.split())
    for part in parts:
        times = 1
        if part == "g":
            count, part = next(parts, ""), next(parts, "")
            times = int(count) if count.isascii() and count.isdigit() and len(count) < 7 else 0
        if _NUMBER.fullmatch(part):
            for _ in range(times):
                yield float(part)
