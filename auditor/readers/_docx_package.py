"""The container of a Word document: a ZIP file of parts (ISO/IEC 29500-2), opened with care."""

from __future__ import annotations

import posixpath
import zlib
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from auditor.errors import UncheckedError
from auditor.readers import size_words
from auditor.readers._docx_xml import space, tree, utf8
from auditor.readers._limits import limits
from auditor.records import frozen

MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked; the limits of the whole are those of all packages (auditor/readers/_limits.py)."""

TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1


@frozen
class Relationship:
    """Where a part points: the kind (the last word of the relation's type), and the part's name ("" outside)."""

    id: str
    kind: str
    part: str


class Package:
    """A document's parts by name.  Raises UncheckedError if the container is broken or dangerous."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = ZipFile(BytesIO(data))
            self.infos = self.zip.infolist()
        except (BadZipFile, LargeZipFile, ValueError, NotImplementedError) as error:
            raise UncheckedError("Word 文档不完整或已损坏，请在 Word、WPS 中重新保存，或重新下载") from error
        total = sum(info.file_size for info in self.infos)
        most = limits()
        if len(self.infos) > most.members:
            raise UncheckedError(f"内含 {len(self.infos)} 个部件，可能是恶意文件")
        if total > most.unpacked:
            raise UncheckedError(
                f"解压后有 {size_words(total)}，超过上限 {size_words(most.unpacked)}，可能是压缩炸弹"
            )
        self._by_name = {info.filename.lstrip("/").lower(): info for info in self.infos}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    def raw(self, name: str) -> bytes:
        """The bytes of a part.  Raises UncheckedError if it is missing, damaged, encrypted or too large."""
        info = self._by_name.get(name.lower())
        if info is None:
            raise UncheckedError(f"文件不完整：缺少部件 {name}")
        return self.read(info)

    def read(self, info: ZipInfo) -> bytes:
        """The bytes of an entry of the directory; raises UncheckedError like :meth:`raw`."""
        name = info.filename
        if info.flag_bits & _ENCRYPTED:
            raise UncheckedError("文件有密码，请先取消密码再检查")
        if info.file_size > MAX_PART:
            size = f"{size_words(info.file_size)}，超过上限 {size_words(MAX_PART)}"
            raise UncheckedError(f"部件 {name} 解压后有 {size}，可能是压缩炸弹")
        try:
            with self.zip.open(info) as stream:  # reads no more than the directory says
                return stream.read(MAX_PART + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise UncheckedError(f"文件已损坏：部件 {name} 无法解压") from error

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part as UTF-8; raises UncheckedError like :meth:`raw`."""
        try:
            return utf8(self.raw(name))
        except ValueError as error:
            raise UncheckedError(f"文件已损坏：部件 {name} 的编码有误") from error

    def tree(self, name: str) -> Element:
        """A small XML part; raises UncheckedError."""
        return tree(self.xml(name))

    def relations(self, name: str) -> list[Relationship]:
        """Where a part ("" is the package) points; a part without relations points nowhere."""
        file = relations_of(name)
        if file not in self:
            return []
        folder = posixpath.dirname(name)
        found = []
        root = self.tree(file)
        for element in root.iter(f"{space(root)}Relationship"):
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            target = unquote(element.get("Target", ""))
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(
                Relationship(
                    element.get("Id", ""), kind, "" if element.get("TargetMode") == "External" else part
                )
            )
        return found

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text.  Raises UncheckedError if there is none."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.part in self:
                return relation.part
        raise UncheckedError("文件不完整：缺少正文部件（word/document.xml）")

    @cached_property
    def links(self) -> list[Relationship]:
        """Where the main part points."""
        return self.relations(self.main)

    def linked(self, kind: str) -> str | None:
        """The name of the part that the main part has for a purpose (“styles”), None if it has none."""
        return next((each.part for each in self.links if each.kind == kind and each.part in self), None)


def relations_of(name: str) -> str:
    """The part in which the relations of a part are written."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")
