"""The comments of a Word document (ECMA-376-1, 17.13.4): removing those of one author, adding new ones.

Parts are edited byte by byte: what is not cut out or put in stays as it is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from attrs import field

from auditor.readers._docx_package import TYPES, Package, relations_of
from auditor.readers._docx_xml import element_end, is_empty, new_parser, prefix, run, splice, tag_end
from auditor.records import define, frozen

_STRICT = "http://purl.oclc.org/ooxml/"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PARENT = re.compile(rb"""\s[^\s=/>"']{1,40}:paraIdParent=["'][^"']{0,40}["']""")
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

Edit = tuple[int, int, bytes]


@define(eq=False)
class Tag:
    """An element of a part: local name, attributes by local name, byte offsets.

    ``parent`` is the nearest element around it that was asked for, ``children`` the names of all directly in it.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    parent: Tag | None = field(default=None, repr=False)
    children: list[str] = field(factory=list)


def tags(data: bytes, *names: str) -> list[Tag]:
    """The elements with some local names in a part (the root is always the first), in the order of their starts."""
    parser = new_parser()
    found: list[Tag] = []
    above: list[Tag | None] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        tag = None
        if above and above[-1]:
            above[-1].children.append(local)
        if not above or local in names:
            short = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            parent = next((each for each in reversed(above) if each), None)
            tag = Tag(local, short, parser.CurrentByteIndex, parent=parent)
            found.append(tag)
        above.append(tag)

    def end(name: str) -> None:
        if tag := above.pop():
            tag.end = parser.CurrentByteIndex

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run(parser, data)
    return found


def namespace(data: bytes) -> str:
    """The namespace of a part's root."""
    parser = new_parser()
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not names:
            names.append(name)

    parser.StartElementHandler = start
    run(parser, data)
    return names[0].rpartition(" ")[0]


def last_id(data: bytes) -> int:
    """The greatest number of a comment in a comments part, -1 if it has none."""
    ids = (each.attributes.get("id", "") for each in tags(data, "comment"))
    return max((int(id) for id in ids if id.isdecimal() and len(id) < 10), default=-1)


@frozen
class Markup:
    """How elements of WordprocessingML are written in a part: the prefix, and its declaration where there is none."""

    prefix: str
    declaration: str = ""

    @classmethod
    def of(cls, data: bytes, namespace: str) -> Markup:
        """As the part's root is written."""
        own = prefix(data, tags(data)[0].start)
        return cls(own) if own else cls("w:", f' xmlns:w="{namespace}"')

    def element(self, name: str, **attributes: str) -> str:
        """An empty element."""
        words = "".join(f" {self.prefix}{key}={quoteattr(value)}" for key, value in attributes.items())
        return f"<{self.prefix}{name}{self.declaration}{words}/>"

    def reference(self, id: str) -> str:
        """The run that holds a comment's mark."""
        p = self.prefix
        return f"<{p}r{self.declaration}><{p}commentReference {p}id={quoteattr(id)}/></{p}r>"

    def comment(self, id: str, author: str, initials: str, date: str | None, lines: Iterable[str]) -> str:
        """A comment of one paragraph for each line."""
        p = self.prefix
        given = {"id": id, "author": author, "initials": initials} | ({"date": date} if date else {})
        words = "".join(f" {p}{key}={quoteattr(value)}" for key, value in given.items())
        paragraphs = (
            f'<{p}p><{p}r><{p}t xml:space="preserve">{escape(line)}</{p}t></{p}r></{p}p>' for line in lines
        )
        return f"<{p}comment{self.declaration}{words}>{''.join(paragraphs)}</{p}comment>"


def append(data: bytes, new: str) -> bytes:
    """A part with something put in as the last content of its root."""
    root = tags(data)[0]
    if not is_empty(data, root.start):
        return splice(data, [(root.end, root.end, new.encode())])
    opened = _opened(data, root.start)
    return splice(data, [(root.start, tag_end(data, root.start), _filled(opened, new))])


def _opened(data: bytes, at: int) -> bytes:
    """The start tag of an element that was written as an empty one."""
    return data[at : tag_end(data, at)].rstrip(b"/> \r\n\t") + b">"


def _filled(opened: bytes, content: str) -> bytes:
    name = opened[1:].split(b">")[0].split()[0]
    return opened + content.encode() + b"</" + name + b">"


def fill(data: bytes, at: int, content: str) -> Edit:
    """The edit that puts content into the empty element whose tag starts at byte ``at``."""
    return at, tag_end(data, at), _filled(_opened(data, at), content)


def without(package: Package, author: str) -> dict[str, bytes]:
    """The parts that change when an author's comments are taken out of the document, by name."""
    part = package.linked("comments")
    if part is None:
        return {}
    data = package.xml(part)
    found = tags(data, "comment", "p")
    own = {each for each in found if each.name == "comment" and each.attributes.get("author") == author}
    if not own:
        return {}
    ids = {each.attributes.get("id", "") for each in own}
    paragraphs = {each.attributes.get("paraId") for each in found if each.parent in own} - {None}
    changed = {part: splice(data, [_cut(data, each) for each in own])}
    main = package.xml(package.main)
    changed[package.main] = splice(main, _marks(main, ids))
    for kind in ("commentsExtended", "commentsIds"):
        name = package.linked(kind)
        if name and paragraphs:
            changed[name] = _unthread(package.xml(name), {str(each) for each in paragraphs})
    return changed


def _cut(data: bytes, tag: Tag) -> Edit:
    return tag.start, element_end(data, tag.start, tag.end), b""


def _marks(data: bytes, ids: set[str]) -> list[Edit]:
    """Cut out the marks of comments; a run that holds nothing but such a mark as a whole."""
    edits = []
    for each in tags(data, "r", *_MARKS):
        if each.name in _MARKS and each.attributes.get("id") in ids:
            holder = each.parent if each.name == "commentReference" else None
            alone = holder is not None and [name for name in holder.children if name != "rPr"] == [each.name]
            edits.append(_cut(data, holder if holder is not None and alone else each))
    return edits


def _unthread(data: bytes, paragraphs: set[str]) -> bytes:
    """Without the entries of removed comments; replies to them stand alone."""
    edits: list[Edit] = []
    for each in tags(data, "commentEx", "commentId"):
        if each.attributes.get("paraId") in paragraphs:
            edits.append(_cut(data, each))
        elif each.attributes.get("paraIdParent") in paragraphs:
            tag = data[each.start : tag_end(data, each.start)]
            edits.append((each.start, each.start + len(tag), _PARENT.sub(b"", tag)))
    return splice(data, edits)


def comments_part(package: Package) -> str:
    """The name of the part with the comments, or one for it."""
    if known := package.linked("comments"):
        return known
    folder = posixpath.dirname(package.main)
    name = posixpath.join(folder, "comments.xml")
    return name if name not in package else posixpath.join(folder, "comments-audit.xml")


def with_comments(package: Package, namespace: str, written: Sequence[str]) -> dict[str, bytes]:
    """The parts that change when comments (as XML, see :meth:`Markup.comment`) are added."""
    part, content = comments_part(package), "".join(written)
    if package.linked("comments"):
        return {part: append(package.xml(part), content)}
    new = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}">{content}</w:comments>'
    types, links = package.xml(TYPES), relations_of(package.main)
    mark = prefix(types, tags(types)[0].start)
    override = f'<{mark}Override PartName="/{part}" ContentType="{_CONTENT_TYPE}"/>'
    relations = package.xml(links) if links in package else f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    taken = {link.id for link in package.links}
    id = next(f"rIdAudit{n}" for n in range(1, len(taken) + 2) if f"rIdAudit{n}" not in taken)
    kind = f"{_STRICT_KINDS if namespace.startswith(_STRICT) else _KINDS}/comments"
    mark = prefix(relations, tags(relations)[0].start)
    relation = f'<{mark}Relationship Id="{id}" Type="{kind}" Target={quoteattr(posixpath.basename(part))}/>'
    return {part: new.encode(), TYPES: append(types, override), links: append(relations, relation)}
