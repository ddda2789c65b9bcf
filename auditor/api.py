"""The library's door: :func:`audit`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.pipeline import audit_source
from auditor.readers import read
from auditor.registry import Registry
from auditor.report import AuditedNotice
from auditor.source import Source


def audit(
    document: str | Path, *, select: Iterable[str] = (), ignore: Iterable[str] = (), profile: str | None = None
) -> AuditedNotice:
    """Audit one notice: a ``Path`` is read, a ``str`` is the text itself.

    ``select`` and ``ignore`` choose rules by id, id prefix or name.  Raises
    :class:`auditor.errors.UncheckedError` if a file cannot be read and
    :class:`auditor.errors.AuditorError` for an unknown rule.
    """
    rules = Registry.builtin().select(select, ignore)
    source = read(document) if isinstance(document, Path) else Source("<text>", normalise(document))
    return audit_source(source, rules, profile)


def normalise(text: str) -> str:
    """The text with ``\\n`` newlines only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
