"""The XML of a Word document, read with exact byte offsets and without anything that XML can do to a reader.

The parser is Python's own expat: it alone tells at which byte an element stands, so that a comment can be put in
without touching any other byte.  Document type declarations (and with them entities) are refused, nesting and the
number of elements are limited, nothing outside the bytes is ever opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from auditor.errors import UncheckedError

MAX_DEPTH = 300
MAX_ELEMENTS = 1_000_000
"""Of one part.  A report of a thousand pages has fewer; a million take some seconds and 400 MB."""

XML_SPACE = "http://www.w3.org/XML/1998/namespace space"

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
_PREFIX = re.compile(rb"<([^\s/>:]{1,60}+:)?+")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def utf8(data: bytes) -> bytes:
    """A part's bytes as UTF-8; the other encoding that the format allows is UTF-16.

    Raises ValueError for bytes that are neither.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _DECLARATION.sub("", data.decode("utf-16"))
        return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
    return data


def feed(
    data: bytes,
    start: Callable[[str, dict[str, str], int], None],
    end: Callable[[int], None],
    text: Callable[[str], None],
) -> None:
    """Parse UTF-8 bytes: ``start(name, attributes, byte offset)``, ``end(byte offset of the end tag)``, ``text``.

    Names are “namespace local”.  An element without an end tag of its own ends where it starts.  Raises
    UncheckedError for XML that is broken, too large, too deep, or has a document type declaration.
    """
    parser = ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    depth = count = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > MAX_DEPTH:
            raise UncheckedError(f"文档内部嵌套超过 {MAX_DEPTH} 层，不是正常的 Word 文档")
        if count > MAX_ELEMENTS:
            raise UncheckedError(f"文档内部元素超过 {MAX_ELEMENTS // 10_000} 万个，过于庞大")
        start(name, attributes, parser.CurrentByteIndex)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(parser.CurrentByteIndex)

    def declared(*_: object) -> None:
        raise UncheckedError("文档内部含有 DTD 或实体声明，不是正常的 Word 文档")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise UncheckedError(f"文档内部的 XML 已损坏（第 {error.lineno} 行）") from error


def tree(data: bytes) -> Element:
    """A small part as a tree.  Names in the root's namespace (its attributes' too) lose it.  Raises like :func:`feed`."""
    builder = TreeBuilder()
    names: dict[str, str] = {}
    space = ""

    def short(name: str) -> str:
        if name not in names:
            names[name] = name.removeprefix(space)
        return names[name]

    tags: list[str] = []

    def start(name: str, attributes: Mapping[str, str], at: int) -> None:
        nonlocal space
        if not tags and not names:
            space = name[: name.rfind(" ") + 1]
        tags.append(short(name))
        builder.start(tags[-1], {short(key): value for key, value in attributes.items()})

    def end(at: int) -> None:
        builder.end(tags.pop())

    def ignore(words: str) -> None:
        """Parts that are read as a tree have no text."""

    feed(data, start, end, ignore)
    return builder.close()


def value(element: Element | None, path: str, default: str | None = None) -> str | None:
    """The ``val`` of the element at ``path`` below ``element``."""
    found = element.find(path) if element is not None else None
    return found.get("val", default) if found is not None else default


def tag_end(data: bytes, at: int) -> int:
    """Where the tag that starts at byte ``at`` ends.  Raises ValueError if none starts there."""
    found = _TAG.match(data, at)
    if found is None:
        raise ValueError(f"no tag at byte {at}")
    return found.end()


def prefix(data: bytes, at: int) -> str:
    """The namespace prefix with its colon of the start tag at byte ``at``; "" if it has none."""
    found = _PREFIX.match(data, at)
    return (found[1] or b"").decode() if found else ""


def splice(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with ranges replaced; of several edits at one place the order given is kept."""
    out: list[Any] = []
    done = 0
    view = memoryview(data)
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        out += (view[done:start], new)
        done = end
    out.append(view[done:])
    return b"".join(out)
