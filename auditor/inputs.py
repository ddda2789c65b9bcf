"""What to audit: the files that a list of paths stands for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from attrs import frozen

from auditor.errors import UncheckedError
from auditor.readers import MAX_SIZE, describe, endings, read, read_stream
from auditor.source import Source

STDIN = "-"


@frozen
class Input:
    """One document to read: a path or "-" for standard input, and what it is called in reports.

    ``reason`` says why there is nothing to read here (a folder without notices, for example).
    """

    path: str
    name: str
    reason: str = ""

    def read(self, max_size: int = MAX_SIZE) -> Source:
        """The document's text; raises UncheckedError if it can't be read."""
        if self.reason:
            raise UncheckedError(self.reason, self.name)
        if self.path == STDIN:
            try:
                return read_stream(sys.stdin.buffer, self.name, max_size)
            except OSError as error:
                raise UncheckedError(describe(error), self.name) from error
        return read(self.path, max_size, self.name)


def find_inputs(paths: Iterable[str], stdin_name: str = "<stdin>") -> list[Input]:
    """The documents that some paths stand for, each path once, in the order given.

    A folder stands for the documents in it and below it, sorted by path: files with an ending that a reader
    knows or without one.  Hidden files and folders are skipped, linked folders are not entered.  Nothing is
    dropped silently: a folder without documents is an input with a reason.
    """
    found: dict[str, Input] = {}
    for path in paths:
        if path == STDIN:
            candidates: Iterable[Input] = [Input(STDIN, stdin_name)]
        elif os.path.isdir(path):
            candidates = _in_folder(path)
        else:
            candidates = [Input(path, path)]
        for each in candidates:
            found.setdefault(os.path.normpath(each.path), each)
    return list(found.values())


def _in_folder(folder: str) -> Iterator[Input]:
    files: list[str] = []
    failures: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [os.path.join(base, name) for name in names if _may_be_notice(base, name)]
    for error in failures:
        path = os.fspath(error.filename or folder)
        yield Input(path, path, describe(error))
    for path in sorted(files, key=lambda file: file.split(os.sep)):
        yield Input(path, path)
    if not files and not failures:
        yield Input(folder, folder, "文件夹里没有可检查的文件（.txt、.md 等）")


def _may_be_notice(base: str, name: str) -> bool:
    if name.startswith(".") or os.path.splitext(name)[1].lower() not in endings():
        return False
    path = os.path.join(base, name)
    return os.path.isfile(path) or os.path.islink(path)  # a pipe would block; a dead link is reported
