"""ZIP archives of notices: each file in one is an input of its own, named ``archive.zip/file.txt``.

Nothing is unpacked to disk.  Archives within archives are not opened.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from auditor.errors import UncheckedError
from auditor.patterns import compiled
from auditor.readers import Reader, describe, endings, read_bytes, size_words
from auditor.readers._limits import limits
from auditor.records import frozen
from auditor.source import Source

if TYPE_CHECKING:  # imported where an archive is opened: most runs see none
    from zipfile import ZipFile, ZipInfo

ENDING = ".zip"
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_UTF8 = 0x800
_SMALL = 1024 * 1024  # bytes up to which a file may be packed as tightly as it likes
# Files at the root of those ZIP files that are documents.
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "OFD.xml")
_FIRST_PARTS = tuple(
    each.encode()
    for each in (*_DOCUMENTS, "_rels/", "word/", "xl/", "ppt/", "docProps/", "Doc_", "META-INF/")
)
_TITLES = {".ofd": "OFD 文档", ".odt": "文档"} | dict.fromkeys(
    (".docx", ".docm", ".doc", ".wps"), "Word 文档"
)
_PARTS = compiled(r"[/\\]+")


@frozen
class Member:
    """A file of an archive: its place in the archive's directory and its name; or the reason why there is none."""

    index: int
    name: str
    reason: str = ""


def members(path: str) -> list[Member] | None:
    """The documents of an archive in the order of their names; None if ``path`` is no archive.

    Files of other kinds, hidden files and folders are left out.  An archive that is damaged, too large or without
    documents has one member with a reason.
    """
    if not _begins_like_one(path):
        return None
    from zipfile import BadZipFile, LargeZipFile

    try:
        archive = _archive(path)
    except OSError:
        return None  # whoever reads it will say why not
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError):
        return [Member(-1, "", _damaged(path) or "ZIP 压缩包不完整或已损坏（读不出目录），可能没有下载完")]
    return _listed(archive)


def unpack(data: bytes, name: str, max_size: int) -> list[tuple[str, bytes | str]] | None:
    """The documents of an archive that is in no file, each with its name and its bytes, or the reason why there are none.

    None if ``data`` is no archive.
    """
    if not data.startswith(_MAGIC):
        return None
    from zipfile import BadZipFile, LargeZipFile, ZipFile

    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError):
        return None  # whoever reads it will say what is wrong
    found = _listed(archive)
    if found is None:
        return None
    return [
        _unpacked(archive, member, f"{name}/{member.name}" if member.name else name, max_size)
        for member in found
    ]


def _unpacked(archive: ZipFile, member: Member, name: str, max_size: int) -> tuple[str, bytes | str]:
    if member.reason:
        return name, member.reason
    try:
        return name, _loaded(lambda: archive, member.index, name, max_size)
    except UncheckedError as error:
        return name, error.reason


def _listed(archive: ZipFile) -> list[Member] | None:
    """The documents of an open archive; None if it is a document itself."""
    infos = archive.infolist()
    if any(info.filename in _DOCUMENTS for info in infos):
        return None
    allowed = limits()
    if len(infos) > allowed.members:
        return [Member(-1, "", f"ZIP 压缩包里有 {len(infos)} 个文件，超过上限 {allowed.members} 个")]
    if (total := sum(info.file_size for info in infos)) > allowed.unpacked:
        words = f"ZIP 压缩包解压后有 {size_words(total)}，超过上限 {size_words(allowed.unpacked)}"
        return [Member(-1, "", f"{words}，可能是压缩炸弹")]
    found = [
        Member(i, name)
        for i, info in enumerate(infos)
        if not info.is_dir() and _may_be_notice(name := _name(info))
    ]
    return sorted(found, key=lambda member: member.name.split("/")) or [
        Member(-1, "", "ZIP 压缩包里没有可检查的文件（.txt、.docx 等）")
    ]


def _begins_like_one(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return stream.read(4) in _MAGIC
    except OSError:
        return False  # whoever reads it will say why


def read_member(path: str, index: int, name: str, max_size: int) -> Source:
    """Read one file of an archive; ``name`` is what it is called.

    Raises UncheckedError if it is damaged, encrypted, too large, suspiciously packed or can't be read.
    """
    return read_bytes(load_member(path, index, name, max_size), name)


def load_member(path: str, index: int, name: str, max_size: int) -> bytes:
    """The bytes of one file of an archive; raises UncheckedError like :func:`read_member`."""
    return _loaded(lambda: _archive(path), index, name, max_size)


def _loaded(opened: Callable[[], ZipFile], index: int, name: str, max_size: int) -> bytes:
    from zipfile import BadZipFile, LargeZipFile

    try:
        archive = opened()
        info = archive.infolist()[index]
        _refuse(info, name, max_size)
        with archive.open(info) as stream:
            data = stream.read(max_size + 1)
    except OSError as error:
        raise UncheckedError(describe(error), name) from error
    except (BadZipFile, LargeZipFile, zlib.error, EOFError, ValueError, IndexError, RuntimeError) as error:
        raise UncheckedError("ZIP 压缩包已损坏，这个文件无法解压", name) from error
    if len(data) > max_size:
        raise UncheckedError(f"文件超过上限 {size_words(max_size)}", name)
    if data.startswith(_MAGIC) and not _is_document(data):
        raise UncheckedError("压缩包里的压缩包不再展开，请先解压", name)
    return data


def _refuse(info: ZipInfo, name: str, max_size: int) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise UncheckedError("压缩包里的文件有密码，请先解压", name)
    if info.file_size > max_size:
        raise UncheckedError(f"文件有 {size_words(info.file_size)}，超过上限 {size_words(max_size)}", name)
    most = limits().ratio
    if info.file_size > _SMALL and info.file_size > most * max(1, info.compress_size):
        raise UncheckedError(f"文件解压后是压缩时的 {most} 倍以上，可能是压缩炸弹", name)


def _archive(path: str) -> ZipFile:
    """The open archive, kept for the next file; raises OSError, BadZipFile and the like."""
    status = os.stat(path)
    return _opened(os.path.abspath(path), status.st_mtime_ns, status.st_size, os.getpid())


@lru_cache(maxsize=2)
def _opened(path: str, changed: int, size: int, process: int) -> ZipFile:
    """An archive as it was at a time, for one process: two must not share a place in a file."""
    from zipfile import ZipFile

    return ZipFile(path)


def _name(info: ZipInfo) -> str:
    """The name of a file, without what would lead out of the archive; Windows writes names in GBK."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return "/".join(part for part in _PARTS.split(name) if part not in ("", ".", ".."))


def _may_be_notice(name: str) -> bool:
    *folders, file = name.split("/")
    if not file or file.startswith(".") or any(each.startswith((".", "__MACOSX")) for each in folders):
        return False
    return os.path.splitext(file)[1].lower() in endings()


def _is_document(data: bytes) -> bool:
    """Whether a ZIP file is a document: then its first file is one of these."""
    first = data[30:100]
    return first.startswith(_FIRST_PARTS)


def _damaged(path: str) -> str:
    """What is said of a file that is named like a document but is no whole one; "" for other names."""
    title = _TITLES.get(os.path.splitext(path)[1].lower())
    return f"{title}不完整或已损坏，请用原来的程序打开后重新保存，或重新下载" if title else ""


def refuse(data: bytes, name: str) -> NoReturn:
    """Say why an archive can't be opened where only its bytes are at hand.  Always raises UncheckedError."""
    if words := _damaged(name):
        raise UncheckedError(words, name)
    raise UncheckedError("这是 ZIP 压缩包，只有按路径给出、名字以 .zip 结尾的才会展开，请先解压", name)


READER = Reader(
    name="archive",
    rank=80,  # after the documents that are ZIP files
    endings=frozenset({ENDING}),
    recognises=lambda data: data.startswith(_MAGIC) and not _is_document(data),
    read=refuse,
    title=" ZIP 压缩包（.zip，其中的每个文件）",
)
