"""The XML of a Word document, read with exact byte offsets and without anything that XML can do to a reader.

The parser is Python's own expat: it tells at which byte an element stands, so that a comment can be put in
without touching any other byte.  Document type declarations (and with them entities) are refused, nesting and the
number of tags are limited, nothing outside the bytes is ever opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from auditor.errors import UncheckedError
from auditor.patterns import compiled

MAX_TAGS = 1_000_000
"""Tags of one part: a report of five hundred pages has fewer, and more would take half a gigabyte."""

XML_SPACE = "http://www.w3.org/XML/1998/namespace space"

_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math ",
    "http://purl.oclc.org/ooxml/officeDocument/math ",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "

OFF = ("0", "false", "off")
"""The values of a property that is switched off."""

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
_PREFIX = re.compile(rb"<([^\s/>:]{1,60}+:)?+")
_DECLARATION = compiled(r"\A\s*<\?xml[^>]{0,200}\?>")


def utf8(data: bytes) -> bytes:
    """A part's bytes as UTF-8; the other encoding that the format allows is UTF-16.

    Raises ValueError for bytes that are neither.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _DECLARATION.sub("", data.decode("utf-16"))
        return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
    return data


def new_parser() -> XMLParserType:
    """A parser for :func:`run`.  Names are “namespace local”; ``CurrentByteIndex`` says where a tag starts."""
    parser = ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise UncheckedError("文档内部含有 DTD 或实体声明，不是正常的 Word 文档")


def run(parser: XMLParserType, data: bytes) -> None:
    """Parse UTF-8 bytes.  Raises UncheckedError for XML that is broken, too large or has a document type declaration."""
    _refuse_masses(data)
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise UncheckedError(f"文档内部的 XML 已损坏（第 {error.lineno} 行）") from error


def too_deep(most: int) -> UncheckedError:
    """What is wrong with a document that is nested deeper than ``most``."""
    return UncheckedError(f"文档内部嵌套超过 {most} 层，不是正常的 Word 文档")


def tree(data: bytes) -> Element:
    """A part as a tree; raises UncheckedError like :func:`run`.  Names are “{namespace}local”."""
    _refuse_masses(data)
    if b"<!DOCTYPE" in data:
        _refuse()
    parser = XMLParser(encoding="utf-8")
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        raise UncheckedError(f"文档内部的 XML 已损坏（第 {error.position[0]} 行）") from error
    return root


def _refuse_masses(data: bytes) -> None:
    if data.count(b"<") > MAX_TAGS:
        raise UncheckedError(f"文档内部标记超过 {MAX_TAGS // 10_000} 万个，过于庞大")


def space(element: Element) -> str:
    """The namespace of an element as ElementTree writes it before names: “{…}”."""
    return element.tag[: element.tag.find("}") + 1]


@lru_cache(maxsize=256)
def _path(space: str, path: str) -> str:
    return "/".join(space + name for name in path.split("/"))


def find(element: Element | None, path: str) -> Element | None:
    """The first element at a path of names in the element's own namespace."""
    return None if element is None else element.find(_path(space(element), path))


def attribute(element: Element, name: str) -> str | None:
    """An attribute in the element's own namespace."""
    return element.get(space(element) + name)


def value(element: Element | None, path: str) -> str | None:
    """The ``val`` of the element at a path."""
    found = find(element, path)
    return attribute(found, "val") if found is not None else None


def tag_end(data: bytes, at: int) -> int:
    """Where the tag that starts at byte ``at`` ends.  Raises ValueError if none starts there."""
    found = _TAG.match(data, at)
    if found is None:
        raise ValueError(f"no tag at byte {at}")
    return found.end()


def is_empty(data: bytes, start: int) -> bool:
    """Whether the element that starts at a byte is written as one tag: <…/>."""
    return data[tag_end(data, start) - 2 : tag_end(data, start)] == b"/>"


def element_end(data: bytes, start: int, end: int) -> int:
    """Where an element ends, whose two byte offsets these are.

    Expat reports the end of <…/> after it, of all others where the end tag begins; only ``start`` tells which it is.
    """
    return tag_end(data, start if is_empty(data, start) else end)


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


class ShortNames(dict[str, str]):
    """The names of elements without the namespace of WordprocessingML, which is that of the root; by their full name."""

    space = ""

    def __missing__(self, name: str) -> str:
        if not self.space:
            self.space = name[: name.rfind(" ") + 1]
        short = name
        if name.startswith(self.space):
            short = name[len(self.space) :]
        elif name.startswith(_COMPATIBILITY):
            short = f"mc:{name[len(_COMPATIBILITY) :]}"
        else:
            for space in _MATH:
                if name.startswith(space):
                    short = f"m:{name[len(space) :]}"
        self[name] = short
        return short
