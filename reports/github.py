"""github: workflow commands that GitHub Actions (and Gitea's, Forgejo's) turn into annotations of a change."""

from __future__ import annotations

from auditor.findings import Severity
from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import explanation, troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _tail(totals: Totals, run: Run) -> str:
    return f"{totals.words}\n"


@notice_format("github", title="GitHub Actions 注释（::error …）", tail=_tail)
def github(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write one command per finding, columns in code points, and a last line with the counts."""
    path = visible(audited.path)
    commands = [
        _command(_COMMANDS[trouble.severity], {"file": path, "title": trouble.title}, trouble.words)
        for trouble in troubles(audited)
    ]
    if source := audited.source:
        for finding in audited.findings:
            start, end = source.position(finding.span.start), source.position(finding.span.end)
            where = {"file": path, "line": start.line, "endLine": end.line}
            if start.line == end.line:  # GitHub wants columns within one line only, the last one included
                where |= {"col": start.column, "endColumn": max(start.column, end.column - 1)}
            where["title"] = visible(f"{finding.rule} {run.title(finding.rule)}".rstrip())
            command = _COMMANDS[finding.severity or Severity.INFO]
            commands.append(_command(command, where, "\n".join(explanation(finding))))
    return "".join(commands)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
