"""What to audit: the files that a list of paths stands for."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO

from attrs import field

from auditor.errors import UncheckedError
from auditor.not_notices import why_skipped
from auditor.readers import MAX_SIZE, archive, describe, endings, read, read_stream
from auditor.records import frozen
from auditor.source import Source

STDIN = "-"


@frozen
class Input:
    """One document to read: a path or "-" for standard input, and what it is called in reports.

    ``reason`` says why there is nothing to read here (a folder without notices, for example).  A file in an archive
    has the path ``archive.zip/file.txt``; ``archive`` is then the archive's own path and ``member`` its index there.
    ``data`` are the bytes of a document that was handed over and is in no file.
    """

    path: str
    name: str
    reason: str = ""
    archive: str = ""
    member: int = -1
    data: bytes | None = field(default=None, repr=False)

    def read(self, max_size: int = MAX_SIZE) -> Source:
        """The document's text; raises UncheckedError if it can't be read."""
        if self.reason:
            raise UncheckedError(self.reason, self.name)
        if self.data is not None:
            return read_stream(BytesIO(self.data), self.name, max_size)
        if self.archive:
            return archive.read_member(self.archive, self.member, self.name, max_size)
        if self.path == STDIN:
            try:
                return read_stream(sys.stdin.buffer, self.name, max_size)
            except OSError as error:
                raise UncheckedError(describe(error), self.name) from error
        return read(self.path, max_size, self.name)


def find_inputs(
    paths: Iterable[str], stdin_name: str = "<stdin>", skipped: dict[str, str] | None = None
) -> list[Input]:
    """The documents that some paths stand for, each path once, in the order given.

    A folder stands for the documents in it and below it, sorted by path: files with an ending that a reader
    knows or without one.  Hidden files and folders are skipped, linked folders are not entered; so are our own reports
    and files like README (:mod:`auditor.not_notices`), which ``skipped`` is given with the reason.  A ZIP archive
    stands for the documents in it.  Nothing is dropped silently: a folder without documents is an input with a reason.
    """
    found: dict[str, Input] = {}
    for path in paths:
        if path == STDIN:
            candidates: Iterable[Input] = [Input(STDIN, stdin_name)]
        elif os.path.isdir(path):
            candidates = _in_folder(path, {} if skipped is None else skipped)
        else:
            candidates = _in_archive(path) or [Input(path, path)]
        for each in candidates:
            found.setdefault(os.path.normpath(each.path), each)
    return list(found.values())


def _in_archive(path: str) -> list[Input]:
    """The documents of an archive; none if the file is no archive."""
    found = archive.members(path) or []
    names = Counter(member.name for member in found)
    return [
        Input(at := _member_path(path, member, names[member.name]), at, member.reason, path, member.index)
        for member in found
    ]


def _member_path(path: str, member: archive.Member, times: int) -> str:
    """What a file in an archive is called; files of one name are told apart by their place."""
    if not member.name:
        return path
    return f"{path}/{member.name}" + (f"#{member.index + 1}" if times > 1 else "")


def _in_folder(folder: str, skipped: dict[str, str]) -> Iterator[Input]:
    files: list[str] = []
    failures: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [os.path.join(base, name) for name in names if _may_be_notice(base, name)]
    for error in failures:
        path = os.fspath(error.filename or folder)
        yield Input(path, path, describe(error))
    skipped |= {path: why for path in sorted(files) if (why := why_skipped(path))}
    files = [path for path in files if path not in skipped]
    for path in sorted(files, key=lambda file: file.split(os.sep)):
        inside = _in_archive(path) if path.lower().endswith(archive.ENDING) else []
        yield from inside or [Input(path, path)]
    if not files and not failures:
        yield Input(folder, folder, "文件夹里没有可检查的文件（.txt、.md 等）")


def _may_be_notice(base: str, name: str) -> bool:
    if name.startswith(".") or os.path.splitext(name)[1].lower() not in endings():
        return False
    path = os.path.join(base, name)
    return os.path.isfile(path) or os.path.islink(path)  # a pipe would block; a dead link is reported
