"""What one document may cost.  Each limit can be set in the environment: AUDITOR_MAX_PAGES=3000, for example."""

from __future__ import annotations

import os

from attrs import fields

from auditor.errors import AuditorError
from auditor.records import frozen

_PREFIX = "AUDITOR_MAX_"


@frozen
class Limits:
    """``pages`` of a document; ``seconds`` for reading it; ``members`` and ``unpacked`` bytes of a package or
    archive; its ``ratio`` of unpacked to packed bytes; ``depth`` of nested elements; ``elements`` of a web page;
    ``memory`` in MB for reading a PDF."""

    pages: int = 1000
    seconds: int = 60
    members: int = 5000
    unpacked: int = 200 * 1024 * 1024
    ratio: int = 200
    depth: int = 200
    elements: int = 100_000
    memory: int = 1024


def limits() -> Limits:
    """The limits that hold now.  Raises AuditorError for a value that is not a positive whole number."""
    given: dict[str, int] = {}
    for each in fields(Limits):
        name = _PREFIX + each.name.upper()
        if (value := os.environ.get(name)) is None:
            continue
        if not (value.isascii() and value.isdigit() and int(value) > 0):
            raise AuditorError(f"环境变量 {name} 应为正整数，不是 {value!r}")
        given[each.name] = int(value)
    return Limits(**given)
