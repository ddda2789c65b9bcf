"""Regular expressions compiled once and kept: a third of the start of one audit is compiling four hundred patterns.

Python compiles a pattern to a list of numbers and gives it to its engine, which checks it.  Here those numbers
are kept in the user's private cache (:mod:`auditor.cache`), as plain data, for the very Python that made them.
That leans on two functions of CPython that are not documented; where they are not as expected, or anything else
is wrong, patterns are compiled as ever.  Only the command line does this, never the library.
"""

from __future__ import annotations

import re
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

from auditor import __version__, cache

ENOUGH = 0.02
"""Seconds of compiling that are worth writing the cache anew."""
MOST = 2000
"""Patterns that are kept."""
Row = list[Any]
"""What the engine is given: flags, code, number of groups, groups by name, names by group."""


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Inside, patterns come from the cache; at the end those that did not are added to it."""
    compiler: Any = getattr(re, "_compiler", None)
    engine: Any = getattr(compiler, "_sre", None)
    original: Any = getattr(compiler, "compile", None)
    if original is None or not hasattr(engine, "compile"):
        yield
        return
    key = f"{__version__}\0{sys.version}\0{getattr(engine, 'MAGIC', None)}"
    rows: dict[str, Row] | None = None  # read when the first pattern is wanted
    made: dict[str, Row] = {}
    spent, last = 0.0, ""

    class Engine:
        """The engine, which tells what it is given."""

        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
            result = engine.compile(pattern, flags, code, *groups)
            if isinstance(pattern, (str, bytes)) and len(rows or ()) + len(made) < MOST:
                packed = b64encode(array("I", code).tobytes()).decode()
                made[last] = [flags, packed, *groups]
            return result

    def compile(pattern: Any, flags: int = 0) -> Any:
        nonlocal last, rows, spent
        if rows is None:
            rows = cache.kept("patterns", key, dict)
        last = f"{int(flags)} {pattern!r}"
        row = rows.get(last) if isinstance(pattern, (str, bytes)) else None
        if row is not None:
            code, groups, by_name, names = array("I", b64decode(row[1])).tolist(), *row[2:]
            return engine.compile(pattern, row[0], code, groups, by_name, tuple(names))
        begun = process_time()
        result = original(pattern, flags)
        spent += process_time() - begun
        return result

    compiler.compile, compiler._sre = compile, Engine()
    try:
        yield
    finally:
        compiler.compile, compiler._sre = original, engine
        if spent > ENOUGH:
            cache.keep("patterns", key, {**(rows or {}), **made})
