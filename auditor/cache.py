"""What is slow to make and never changes, kept between runs: grammar tables, data files and patterns as JSON.

The files lie in a folder that belongs to the user alone, ``notice-auditor`` in ``$XDG_CACHE_HOME`` (``~/.cache``) or
``%LOCALAPPDATA%``; ``AUDITOR_CACHE`` names another folder, or is ``off``.  They hold plain data, never code: whoever
changed one could change results, but run nothing.  Whatever is wrong with a file or the folder, the value is made
anew; the cache can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

T = TypeVar("T")
_DATE = "$date"
"""The key under which a date is kept, which JSON has no word for."""
KEEP = 60 * 24 * 3600
"""Seconds for which a file is kept; one that is needed after that is made again."""
FORMAT = "2"
"""To be raised when what is kept under the same key changes."""


def kept(name: str, key: str, make: Callable[[], T]) -> T:
    """The value that ``make`` returns, from the cache if it was made from the same ``key`` before.

    What is neither plain JSON data nor a date is not kept.
    """
    found: T | None = load(name, key)
    if found is not None:
        return found
    value = make()
    store(name, key, value)
    return value


def is_on() -> bool:
    """Whether anything can be kept."""
    return _folder() is not None


def load(name: str, key: str) -> Any:
    """What was stored under this name and key; None if nothing was, or it is damaged."""
    if path := _path(name, key):
        with suppress(OSError, ValueError), open(path, "rb") as file:
            check, body = file.readline().rstrip(), file.read()
            if check == _sum(body):
                return json.loads(body, object_hook=_dated if _DATE.encode() in body else None)
    return None


def store(name: str, key: str, value: object) -> None:
    """Keep a value; what is neither plain JSON data nor a date is not kept."""
    if path := _path(name, key):
        _write(path, value)


def forget_old() -> None:
    """Delete what was written long before the newest file: other versions of the auditor have made it."""
    if (folder := _folder()) is None:
        return
    with suppress(OSError):
        with os.scandir(folder) as files:
            written = [(file.path, file.stat().st_mtime) for file in files]
        newest = max((time for _, time in written), default=0.0)
        for path, time in written:
            if newest - time > KEEP:
                os.unlink(path)


def _path(name: str, key: str) -> str | None:
    if (folder := _folder()) is None:
        return None
    digest = sha256(f"{FORMAT}\0{name}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
    return os.path.join(folder, f"{name}-{digest[:32]}.json")


def _sum(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()


def _packed(value: object) -> bytes:
    """A value as JSON: escaped as far as it is mostly ASCII, which is read faster then and takes less memory."""
    escaped, plain = (
        json.dumps(value, separators=(",", ":"), default=_undated, ensure_ascii=ascii)
        for ascii in (True, False)
    )
    return (plain if len(plain) * 2 < len(escaped) else escaped).encode("utf-8", "surrogatepass")


def _write(path: str, value: object) -> None:
    """Write a file so that no other process ever sees half of it.  A cache that cannot be written is no error."""
    folder, draft = os.path.dirname(path), f"{path}.{os.getpid()}"
    with suppress(OSError, TypeError):
        body = _packed(value)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_private(folder):
            return
        with open(draft, "xb") as file:
            file.write(_sum(body) + b"\n" + body)
        os.replace(draft, path)


def _undated(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not kept")
    return {_DATE: value.isoformat()}


def _dated(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DATE]) if _DATE in found else found


@cache
def _folder() -> str | None:
    """The folder of the cache, which need not be there; None if there is none that others cannot write to."""
    said = os.environ.get("AUDITOR_CACHE", "")
    if said.lower() == "off":
        return None
    local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    base = local or os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.abspath(said) if said else os.path.join(base, "notice-auditor")
    if not os.path.isabs(folder):  # an unset home, or a relative XDG_CACHE_HOME, which is invalid
        return None
    return folder if not os.path.exists(folder) or _is_private(folder) else None


def _is_private(folder: str) -> bool:
    """Whether the folder belongs to us and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True  # Windows: %LOCALAPPDATA% is the user's own
    found = os.stat(folder)
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
