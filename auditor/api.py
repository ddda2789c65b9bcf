"""The library's door: :func:`audit` for one notice, :func:`audit_inputs` for many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.errors import UncheckedError
from auditor.inputs import Input
from auditor.pipeline import audit_source, describe
from auditor.readers import MAX_SIZE, read
from auditor.readers.text import normalise
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice, Crash, Report
from auditor.source import Source


def audit(
    document: str | Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
) -> AuditedNotice:
    """Audit one notice: a ``Path`` is read, a ``str`` is the text itself.

    ``select`` and ``ignore`` choose rules by id, id prefix or name.  Raises
    :class:`auditor.errors.UncheckedError` if a file cannot be read and
    :class:`auditor.errors.AuditorError` for an unknown rule.
    """
    rules = Registry.builtin().select(select, ignore)
    source = read(document) if isinstance(document, Path) else Source("<text>", normalise(document))
    return audit_source(source, rules, profile)


def audit_inputs(
    inputs: Iterable[Input], rules: Sequence[Rule], *, profile: str | None = None, max_size: int = MAX_SIZE
) -> Report:
    """Audit many documents; one that can't be read or that breaks the auditor doesn't stop the others."""
    audited = tuple(_audit_input(each, rules, profile, max_size) for each in inputs)
    return Report(audited, tuple(map(describe, rules)))


def _audit_input(one: Input, rules: Sequence[Rule], profile: str | None, max_size: int) -> AuditedNotice:
    try:
        source = one.read(max_size)
    except UncheckedError as error:
        return AuditedNotice(one.name, reason=error.reason)
    try:
        return audit_source(source, rules, profile)
    except Exception as error:  # noqa: BLE001 - an error of ours: reported with exit status 2, the others go on
        words = f"{type(error).__name__}: {error}"
        return AuditedNotice(
            one.name, reason=f"审核程序内部错误：{words}", crashes=(Crash("auditor", words),)
        )
