"""Readers: the bytes of some format into a :class:`auditor.source.Source`.

A reader is a module of this package with a ``READER``; there is no list to maintain.  The reader is chosen by
what the bytes are, never by the file's name, and no reader guesses silently: what it cannot read for certain
is an :class:`auditor.errors.UncheckedError` with the reason.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import BinaryIO

from auditor import __version__
from auditor.errors import UncheckedError
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.source import Source

MAX_SIZE = 20 * 1024 * 1024
"""Bytes of one input that are read unless the caller allows more."""

_PIECE = 1 << 18
_SIZE = compiled(r"([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([KMG]?)B?", re.IGNORECASE)
_WORTH = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

_REASONS = {
    errno.ENOENT: "找不到这个文件或文件夹",
    errno.ENOTDIR: "找不到这个文件或文件夹",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "路径太长",
    errno.ELOOP: "符号链接循环",
}


@frozen
class Reader:
    """A format that can be read (or named).

    ``recognises`` looks at the bytes; of several readers the one with the lowest ``rank`` has the word.
    ``endings`` are the names under which folders are searched for such files (".txt"; "" is no ending).
    ``read`` gets the bytes and the name the user knows them by and raises UncheckedError if it can't read them.
    ``title`` is the format's name in Chinese ("" keeps it out of ``--list-formats``); ``missing`` says what has to
    be installed before it can be read, "" if nothing: then ``read`` is not called.
    """

    name: str
    rank: int
    endings: frozenset[str]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Source]
    title: str = ""
    missing: Callable[[], str] = str


def needs(extra: str, *modules: str) -> Callable[[], str]:
    """What :attr:`Reader.missing` is for a format whose libraries come with an extra of this package."""

    def missing() -> str:
        if all(find_spec(module) for module in modules):
            return ""
        return f"需要另装组件：{install(extra)}"

    return missing


def install(extra: str) -> str:
    """How to add an extra of this package, which is on no public index: from where the program came."""
    return (
        f"pip install 'notice-auditor[{extra}]'（本程序不在公共软件源：从原来的安装文件重新安装，"
        f"例如 pip install 'notice_auditor-{__version__}-py3-none-any.whl[{extra}]'）"
    )


def later(module: str, function: str) -> Callable[[bytes, str], Source]:
    """What :attr:`Reader.read` is for a format whose modules take a while to import: they are when one is read."""

    def read(data: bytes, name: str) -> Source:
        source: Source = getattr(import_module(f"{__name__}.{module}"), function)(data, name)
        return source

    return read


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the most particular first."""
    found: list[Reader] = [
        import_module(f"{__name__}.{info.name}").READER
        for info in iter_modules(__path__)
        if not info.name.startswith("_")
    ]
    return tuple(sorted(found, key=lambda reader: (reader.rank, reader.name)))


@cache
def endings() -> frozenset[str]:
    """The file name endings (lower case) that a document may have."""
    return frozenset().union(*(reader.endings for reader in readers()))


def read(path: str | os.PathLike[str], max_size: int = MAX_SIZE, name: str = "") -> Source:
    """Read a file; ``name`` is what the source is called if not by its path.

    Raises UncheckedError if the file is missing, unreadable, larger than ``max_size`` bytes or no text.
    """
    name = name or os.fspath(path)
    return read_bytes(load(path, max_size, name), name)


def load(path: str | os.PathLike[str], max_size: int = MAX_SIZE, name: str = "") -> bytes:
    """The bytes of a file; raises UncheckedError like :func:`read`."""
    name = name or os.fspath(path)
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > max_size:
                raise UncheckedError(
                    f"文件有 {size_words(status.st_size)}，超过上限 {size_words(max_size)}", name
                )
            return load_stream(stream, name, max_size)
    except OSError as error:
        raise UncheckedError(describe(error), name) from error
    except ValueError as error:  # open() says so of a path that holds a NUL character
        raise UncheckedError("路径中有空字符", name) from error


def read_stream(stream: BinaryIO, name: str, max_size: int = MAX_SIZE) -> Source:
    """Read a stream to its end, like :func:`read`."""
    return read_bytes(load_stream(stream, name, max_size), name)


def load_stream(stream: BinaryIO, name: str, max_size: int = MAX_SIZE) -> bytes:
    """The bytes of a stream to its end; raises UncheckedError if they are more than ``max_size``."""
    pieces: list[bytes] = []
    left = max_size + 1
    # Piece by piece, for a buffer of the limit's size would be made and cleared anew for each small file.
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise UncheckedError(f"内容超过上限 {size_words(max_size)}", name)
    return b"".join(pieces)


def read_bytes(data: bytes, name: str) -> Source:
    """The source in some bytes.  Raises UncheckedError, which names the format if it is a known one."""
    for reader in readers():
        if reader.recognises(data):
            if missing := reader.missing():
                raise UncheckedError(f"检查{reader.title}{missing}", name)
            return reader.read(data, name)
    raise UncheckedError("无法识别文件格式", name)


def describe(error: OSError) -> str:
    """What the operating system says, in Chinese where we have the words."""
    return _REASONS.get(error.errno or 0, f"无法读取（{error.strerror or error}）")


def parse_size(words: str) -> int | None:
    """A number of bytes: 500000, 500K, 20MB (1 KB is 1024 bytes); None if it is not one."""
    found = _SIZE.fullmatch(words.strip())
    return int(float(found[1]) * _WORTH[found[2].upper()]) if found else None


def size_words(size: int) -> str:
    """A number of bytes for a reader: 20 MB."""
    for unit, worth in (("MB", 1024 * 1024), ("KB", 1024)):
        if size >= worth:
            return f"{size / worth:.4g} {unit}"
    return f"{size} 字节"
