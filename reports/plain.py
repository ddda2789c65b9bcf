"""plain: one line per finding, as compilers write them, then one line with the counts."""

from __future__ import annotations

from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format


def _tail(totals: Totals, run: Run) -> str:
    return f"{totals.words}\n"


@notice_format("plain", title="纯文本：每条一行，路径:行:列: 级别 规则 内容", tail=_tail)
def plain(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write ``path:line:column: severity rule message``; what stops a notice from being checked has no line
    number.  Verbose lines end with the fingerprint."""
    path, lines = visible(audited.path), []
    if source := audited.source:
        for finding, mark in zip(audited.findings, audited.fingerprints, strict=True):
            at = source.position(finding.span.start)
            words = visible(finding.message) + (f" [指纹 {visible(mark)}]" if run.options.verbose else "")
            lines.append(f"{path}:{at.line}:{at.column}: {finding.severity} {finding.rule} {words}\n")
    lines += [f"{path}: {trouble.words}\n" for trouble in troubles(audited)]
    return "".join(lines)
