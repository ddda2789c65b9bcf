"""Regular expressions, compiled once for all runs.

Compiling its four hundred patterns took a third of a short run.  What the standard library makes of a pattern, the
numbers its matching engine reads, is therefore kept in the cache (auditor/cache.py), for one version of Python, of
its engine and of the auditor.  Python has no documented way to take such numbers back, so whatever is not as expected
is answered with :func:`re.compile`; so is every pattern without a cache.
"""

from __future__ import annotations

import re
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from auditor import __version__
from auditor.cache import forget_old, is_on, load, store

PHRASES = 1024
"""Phrases whose answers are remembered; the words around numbers are much the same in all notices."""
_NAME = "patterns"
_MOST = 2_000
"""Patterns kept; beyond that only those of the last run, as happens while the rules are being written."""


class _Program(NamedTuple):
    """What the matching engine is made of: flags of the pattern and its own, code, groups and their names."""

    pattern: str
    given: int
    flags: int
    code: str
    groups: int
    names: Mapping[str, int]


_used: set[tuple[str, int]] = set()
_made: dict[tuple[str, int], _Program] = {}


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, faster if an earlier run kept it.  Raises re.error as that does."""
    if not is_on():
        return re.compile(pattern, flags)
    key = pattern, int(flags)
    try:
        program = _kept().pop(key, None)
        if program is None:
            program = _made[key] = _program(*key)
        _used.add(key)
        return _restored(program)
    except (AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError):
        return re.compile(pattern, flags)


def says(pattern: str) -> Callable[[str], bool]:
    """A question to a few words: whether a pattern occurs in them."""
    search = compiled(pattern).search

    @lru_cache(maxsize=PHRASES)
    def asked(words: str) -> bool:
        return search(words) is not None

    return asked


def keep() -> None:
    """Write the patterns that were new in this run to the cache."""
    if _made:
        known = {**_load(), **_made}
        rows = [row for key, row in known.items() if len(known) <= _MOST or key in _used]
        store(_NAME, _version(), rows)
        forget_old()
        _made.clear()


@cache
def _kept() -> dict[tuple[str, int], _Program]:
    """The patterns of earlier runs that were not asked for in this one: they take room, so each is given out once."""
    return _load()


def _load() -> dict[tuple[str, int], _Program]:
    return {(row[0], row[1]): _Program(*row) for row in load(_NAME, _version()) or ()}


@cache
def _version() -> str:
    return f"{__version__} {sys.version} {sys.byteorder} {_engine().MAGIC} {_engine().CODESIZE}"


def _program(pattern: str, flags: int) -> _Program:
    """As :func:`re.compile` does, up to the point where it hands over to the engine."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # not documented

    tree = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(tree, flags))
    state = tree.state
    packed = b64encode(code.tobytes()).decode("ascii")
    return _Program(pattern, flags, flags | state.flags, packed, state.groups - 1, dict(state.groupdict))


def _restored(program: _Program) -> re.Pattern[str]:
    code = array("I", b64decode(program.code)).tolist()
    names: list[str | None] = [None] * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    made: re.Pattern[str] = _engine().compile(
        program.pattern, program.flags, code, program.groups, dict(program.names), tuple(names)
    )
    return made


@cache
def _engine() -> Any:
    import _sre  # type: ignore[import-not-found]  # not documented

    return _sre
