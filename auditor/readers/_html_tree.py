"""The elements of a page that matter for its text: blocks, links, hidden parts.

A tree of plain nodes, built and walked without recursion.  Elements nested deeper than the limit lose their
structure, not their text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import field

from auditor.patterns import compiled
from auditor.readers._html_tokens import Tag, Text, tokens
from auditor.readers._limits import Limits
from auditor.records import define

_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 head header html legend li main nav ol option p pre section summary table"
        " tbody td tfoot th thead title tr ul",
    )
)
_NO_TEXT = frozenset(
    ("template", "select", "button", "svg", "object", "audio", "video", "canvas", "datalist")
)
_CLOSES_P = _BLOCKS - {"title", "option", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
_IN_HEAD = frozenset(("title", "head", "html"))
_HIDDEN = compiled(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
# What a start tag closes, and what it does not look beyond.
_IMPLIED = {
    "li": ({"li"}, {"ul", "ol", "td", "th"}),
    "dt": ({"dt", "dd"}, {"dl", "td", "th"}),
    "dd": ({"dt", "dd"}, {"dl", "td", "th"}),
    "option": ({"option"}, {"td", "th"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"}, {"table"}),
    "thead": ({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"}, {"table"}),
}
_CELLS = frozenset(("td", "th", "table"))
_TABLE = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "table"))
_SENTENCE = compiled(r"[，。；：,;]")
_LOOSE = 0.2  # what a character counts in text without a mark of a sentence


@define(eq=False)
class Element:
    """A block, a link or something hidden, with what is in it in the order of the file.

    ``size`` is the length of its text, ``weight`` that of the running text in it that is no link.
    """

    name: str
    attributes: dict[str, str] = field(factory=dict, repr=False)
    parent: Element | None = field(default=None, repr=False)
    start: int = 0
    hidden: bool = False
    size: int = 0
    weight: float = 0
    children: list[Element | Text | Tag] = field(factory=list, repr=False)

    def elements(self) -> Iterator[Element]:
        """This element and those below it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def texts(self) -> Iterator[Text]:
        """The texts below this element that are not hidden."""
        for element in self.elements():
            if not element.hidden:
                yield from (child for child in element.children if isinstance(child, Text))

    def names(self) -> set[str]:
        """The id and the words of the class, in lower case."""
        return {self.attributes.get("id", "").lower(), *self.attributes.get("class", "").lower().split()} - {
            ""
        }


def build(file: str, allowed: Limits) -> Element | None:
    """The tree of a page or of a part of one; None if it has too many elements."""
    builder = _Builder(file, allowed.depth)
    for count, token in enumerate(tokens(file)):
        if count > allowed.elements:
            return None
        if isinstance(token, Text):
            builder.current.children.append(token)
        elif token.closes:
            builder.close(token.name)
        else:
            builder.open(token)
    _weigh(builder.root, file)
    return builder.root


@define
class _Builder:
    file: str = field(repr=False)
    depth: int
    root: Element = field(factory=lambda: Element("#root"))
    _stack: list[Element] = field(init=False)
    _beyond: Counter[str] = field(factory=Counter)  # open elements below the limit

    def __attrs_post_init__(self) -> None:
        self._stack = [self.root]

    @property
    def current(self) -> Element:
        return self._stack[-1]

    def open(self, tag: Tag) -> None:
        """A start tag."""
        if tag.name in _VOID:
            self.current.children.append(tag)
            return
        attributes = tag.attributes
        hidden = (
            tag.name in _NO_TEXT
            or "hidden" in attributes
            or ("style" in attributes and bool(_HIDDEN.search(attributes["style"])))
        )
        if tag.name not in _BLOCKS and tag.name != "a" and not hidden:
            return
        if tag.name in _CLOSES_P:
            self._end_paragraph()
        if tag.name in _BLOCKS and tag.name not in _IN_HEAD:
            self._pop_to({"head"}, set())
        if tag.name in _IMPLIED:
            self._pop_all(*_IMPLIED[tag.name])
        if len(self._stack) > self.depth:
            self._beyond[tag.name] += 1
            return
        element = Element(tag.name, attributes, self.current, tag.start, hidden)
        self.current.children.append(element)
        self._stack.append(element)

    def close(self, name: str) -> None:
        """An end tag; one without a start tag does nothing."""
        if self._beyond[name]:
            self._beyond[name] -= 1
        elif name not in _VOID:
            self._pop_to({name}, {"table"} if name in _TABLE - {"table"} else _CELLS - {name})

    def _end_paragraph(self) -> None:
        for element in reversed(self._stack):
            if element.name == "p":
                self._pop_to({"p"}, set())
            if element.name in _BLOCKS:
                return

    def _pop_all(self, names: set[str], barriers: set[str]) -> None:
        while self._pop_to(names, barriers):
            pass

    def _pop_to(self, names: set[str], barriers: set[str] | frozenset[str]) -> bool:
        """Close the innermost open element of these names, unless a barrier stands before it."""
        for i in range(len(self._stack) - 1, 0, -1):
            name = self._stack[i].name
            if name in names:
                del self._stack[i:]
                return True
            if name in barriers:
                return False
        return False


def _weigh(root: Element, file: str) -> None:
    """Set size and weight of each element from its texts."""
    for element in reversed(list(root.elements())):  # what is below comes first
        link = element.name == "a"
        for child in element.children:
            if isinstance(child, Text):
                if length := len(file[child.start : child.end].strip()):
                    element.size += length
                    sentence = _SENTENCE.search(file, child.start, child.end)
                    element.weight += 0 if link else length if sentence else length * _LOOSE
            elif isinstance(child, Element) and not child.hidden:
                element.size += child.size
                element.weight += 0 if link or child.name in ("head", "title") else child.weight
