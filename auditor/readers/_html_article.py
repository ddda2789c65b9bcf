"""Which part of a page is the article, and what its title is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from auditor.characters.chinese import HAN
from auditor.lexicon import words
from auditor.patterns import compiled
from auditor.readers._html_tokens import Tag, Text, characters
from auditor.readers._html_tree import Element
from auditor.records import frozen

_CONTAINERS = frozenset(
    ("#root", "html", "body", "div", "section", "article", "main", "center", "form", "td")
)
_DESCENDED = _CONTAINERS | {"table", "tbody", "tr", "blockquote"}
_AROUND = frozenset(("nav", "footer", "aside", "header"))
_KNOWN_SHARE = 0.3  # of the page's running text that a known container must hold
_INNER_SHARE = 0.9  # of a container's text that one inside it must hold to go before it
_DESCENT_SHARE = 0.8  # of an element's text that one below it must hold to go before it
_SMALL = 0.2  # of the page's running text: larger parts are never left out
_LEAST = 80  # characters of running text that make an article
_TITLE = 6  # Han characters that make a title
_BLANK = compiled(r"\s+")


@frozen
class Title:
    """The title and the place in the file that it was taken from."""

    text: str
    start: int
    end: int


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(words("html_pages", key))


def find_article(root: Element) -> Element:
    """The element that holds the article and as little else as possible."""
    known = [
        element
        for element in root.elements()
        if element.weight >= max(_LEAST, _KNOWN_SHARE * root.weight)
        and (element.name in ("article", "main") or not _names("containers").isdisjoint(element.names()))
    ]
    if known:
        most = max(element.weight for element in known)
        return next(element for element in reversed(known) if element.weight >= _INNER_SHARE * most)
    at = root
    while inner := _heaviest(at, root.weight):
        if inner.weight < _DESCENT_SHARE * (at.weight - _around(at, root.weight)) or inner.weight < _LEAST:
            break
        at = inner
    while at.name not in _CONTAINERS and at.parent is not None:
        at = at.parent
    return at


def _heaviest(element: Element, whole: float) -> Element | None:
    inside = (c for c in element.children if isinstance(c, Element) and c.name in _DESCENDED and not c.hidden)
    return max(inside, key=lambda child: child.weight, default=None)


def _around(element: Element, whole: float) -> float:
    """The weight of an element's children that are plainly not the article."""
    return sum(c.weight for c in element.children if isinstance(c, Element) and is_around(c, whole))


def is_around(element: Element, whole: float) -> bool:
    """Whether an element of a page with ``whole`` running text belongs to the page and not to the article."""
    if element.weight > _SMALL * whole:
        return False
    return element.name in _AROUND or not _names("around").isdisjoint(element.names())


def is_tool(element: Element, whole: float) -> bool:
    """Whether an element inside the article is a tool of the page: share, print, next article."""
    if element.weight > _SMALL * whole:
        return False
    return element.name in ("nav", "aside") or not _names("inside").isdisjoint(element.names())


def find_title(root: Element, article: Element, file: str, beginning: str) -> Title | None:
    """The page's title, unless the article begins with it (``beginning`` is the article's first lines)."""
    shown = _BLANK.sub("", beginning)
    for title in _titles(root, article, file):
        plain = _BLANK.sub("", title.text)
        if plain in shown:
            return None
        if len(HAN.findall(plain)) >= _TITLE:
            return title
    return None


def _titles(root: Element, article: Element, file: str) -> Iterator[Title]:
    """Candidates, the best first: h1, the meta elements, the page's title without the site's name."""
    heads = [element for element in root.elements() if element.name == "h1" and not element.hidden]
    for element in sorted(heads, key=lambda each: -each.size):
        yield from _text_of(element.texts(), file)
    metas = [child for element in root.elements() for child in element.children if isinstance(child, Tag)]
    for wanted in words("html_pages", "titles"):
        for tag in metas:
            name = tag.attributes.get("name") or tag.attributes.get("property") or ""
            if tag.name == "meta" and name.lower() == wanted and tag.attributes.get("content"):
                yield Title(_BLANK.sub(" ", tag.attributes["content"]).strip(), tag.start, tag.end)
    for element in root.elements():
        if element.name == "title":
            for title in _text_of(element.texts(), file):
                yield Title(_without_site(title.text), title.start, title.end)
            return


def _text_of(texts: Iterable[Text], file: str) -> Iterator[Title]:
    pieces = [
        (start, end, meant) for text in texts for start, end, meant in characters(file, text.start, text.end)
    ]
    if pieces:
        text = "".join(file[start:end] if meant is None else meant for start, end, meant in pieces)
        yield Title(_BLANK.sub(" ", text).strip(), pieces[0][0], pieces[-1][1])


def _without_site(title: str) -> str:
    """The part of a page's title before the name of the site, if enough is left."""
    for end in words("html_pages", "title_ends"):
        first = title.split(end)[0].strip()
        if first != title and len(HAN.findall(first)) >= _TITLE:
            return first
    return title
