"""On which line of a TOML file each key stands; tomllib does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from auditor.patterns import compiled

Path = tuple[str | int, ...]
"""The way to a value: keys, and indexes (from 0) into lists."""

_TOKEN = compiled(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+|\n|[\[\]{}=,.]|[^\s\[\]{}=,.#\"']++",
    re.DOTALL,
)


def places(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and list element of a TOML text; the text must be valid TOML."""
    return _Places(text).found


class _Places:
    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens = _tokens(text)
        self._next()
        self._document()

    def _next(self) -> None:
        self._token, self._line = next(self._tokens)

    def _document(self) -> None:
        table: Path = ()
        while self._token:
            if self._token == "\n":
                self._next()
            elif self._token == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        self._next()
        many = self._token == "["
        if many:
            self._next()
        line = self._line
        *outer, last = self._key()
        path: Path = ()
        for part in outer:
            path = self._newest((*path, part))
        path = (*path, last)
        if many:
            self._counts[path] = self._counts.get(path, -1) + 1
            self.found.setdefault(path, line)
            self._next()
        path = self._newest(path)
        self.found[path] = line
        self._next()
        return path

    def _newest(self, path: Path) -> Path:
        return (*path, self._counts[path]) if path in self._counts else path

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._token == ".":
            self._next()
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._token
        self._next()
        return str(tomllib.loads(f"k = {token}")["k"]) if token[0] in "\"'" else token

    def _pair(self, table: Path) -> None:
        line = self._line
        path = table
        for part in self._key():
            path = (*path, part)
            self.found.setdefault(path, line)
        self._next()
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._token == "[":
            self._list(path)
        elif self._token == "{":
            self._table(path)
        else:
            while self._token not in ("", "\n", ",", "]", "}"):
                self._next()

    def _list(self, path: Path) -> None:
        self._next()
        index = 0
        while self._token != "]":
            if self._token in (",", "\n"):
                self._next()
            else:
                self.found[*path, index] = self._line
                self._value((*path, index))
                index += 1
        self._next()

    def _table(self, path: Path) -> None:
        self._next()
        while self._token != "}":
            if self._token in (",", "\n"):
                self._next()
            else:
                self._pair(path)
        self._next()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """The tokens with their lines, comments left out; the last ones are ""."""
    line = 1
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] != "#":
            yield token, line
        line += token.count("\n")
    while True:
        yield "", line
