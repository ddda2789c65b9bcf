"""Findings written back into the document they were found in: which formats can take them.

An annotator is a module of this package with an ``ANNOTATOR``; there is no list to maintain.  It returns the document
with one note for each finding; the text of the document stays as it was, and notes of an earlier run are replaced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from auditor.errors import UncheckedError
from auditor.findings import Finding, Severity
from auditor.pipeline import describe
from auditor.presentation.excerpt import quote, visible
from auditor.presentation.wording import CERTAINTIES, Demand, demand, explanation, locator
from auditor.records import frozen
from auditor.registry import Rule
from auditor.report import AuditedNotice, RuleInfo
from auditor.source import Span

AUTHOR = "通报审核"
"""Whose notes the auditor's are.  Notes of this author are replaced by the next run, no others."""

_RELATED = 12  # related places named in one note; the rest are counted
_QUOTE = 60  # characters of a related place's quote


@frozen
class Note:
    """One finding as a note: where it belongs, its lines of visible text, its finding's severity and what it asks."""

    span: Span
    lines: tuple[str, ...]
    severity: Severity
    demand: Demand


@frozen
class Annotator:
    """A format that can take notes.

    ``recognises`` looks at the bytes like a reader's; ``write`` gets the bytes, the audited notice that was read
    from them, and the notes, and returns the annotated document.  It raises UncheckedError if it cannot write one.
    ``endings`` are those of the file names of such documents.  ``missing`` says what has to be installed first, "" if nothing.
    """

    name: str
    title: str
    recognises: Callable[[bytes], bool]
    write: Callable[[bytes, AuditedNotice, tuple[Note, ...]], bytes]
    endings: frozenset[str] = frozenset()
    missing: Callable[[], str] = str


@cache
def annotators() -> tuple[Annotator, ...]:
    """All annotators by name."""
    names = sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").ANNOTATOR for name in names)


def notes(audited: AuditedNotice, rules: Iterable[Rule], least: Severity = Severity.INFO) -> tuple[Note, ...]:
    """The notes on a notice's findings of severity ``least`` or worse, in the order of the text."""
    known = {rule.id: describe(rule) for rule in rules}
    return tuple(
        Note(
            finding.span,
            tuple(_lines(audited, finding, known[finding.rule])),
            finding.severity,
            demand(finding),
        )
        for finding in audited.findings
        if finding.severity is not None and finding.severity >= least
    )


def annotate(data: bytes, audited: AuditedNotice, written: tuple[Note, ...]) -> bytes:
    """The document ``data`` with notes; ``audited`` is the audit of what was read from it.

    Raises UncheckedError for a format that takes no notes, or if the document cannot be written.
    """
    found = _annotator(data)
    if found is None:
        known = "、".join(each.title.strip() for each in annotators())
        raise UncheckedError(f"这种格式不能写入批注；可以写入的有：{known}", audited.path)
    if missing := found.missing():
        raise UncheckedError(f"批注{found.title}{missing}", audited.path)
    return found.write(data, audited, written)


def annotates(data: bytes) -> bool:
    """Whether a document is of a format that takes notes, and what that needs is installed."""
    found = _annotator(data)
    return found is not None and not found.missing()


def wrong_ending(data: bytes, path: str, output: str) -> str:
    """Why a file name does not suit the annotated document; "" if it does, or if no notes can be written anyway.

    A document keeps its format, so its new name keeps the ending.
    """
    found = _annotator(data)
    if found is None or not found.endings:
        return ""
    own, given = (os.path.splitext(each)[1].lower() for each in (path, output))
    wanted = {own} if own in found.endings else found.endings
    if given in wanted:
        return ""
    return f"{path} 是{found.title}，批注后仍是这种格式：-o 的文件名应以 {'、'.join(sorted(wanted))} 结尾"


def _annotator(data: bytes) -> Annotator | None:
    return next((each for each in annotators() if each.recognises(data)), None)


def _lines(audited: AuditedNotice, finding: Finding, rule: RuleInfo) -> Iterator[str]:
    """What a note says: the rule, the message, the arithmetic, the suggestion, the other places."""
    yield f"【{demand(finding)}·{CERTAINTIES[finding.certainty]}】{rule.title}（{rule.id} {rule.name}）"
    yield from explanation(finding)
    source = audited.source
    assert source is not None  # only what was read has findings
    for label in finding.related[:_RELATED]:
        words = f"（{visible(label.message)}）" if label.message else ""
        where = locator(audited, label.span.start)
        yield (
            f"相关：{where}“{quote(source, label.span, _QUOTE)}”{words}"
            if label.span.length
            else f"相关：{where}{words}"
        )
    if len(finding.related) > _RELATED:
        yield f"相关：另有 {len(finding.related) - _RELATED} 处"
