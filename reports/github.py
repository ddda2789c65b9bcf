"""github: workflow commands that GitHub Actions (and Gitea's, Forgejo's) turn into annotations of a change."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from auditor.excerpt import visible
from auditor.findings import Severity
from auditor.report import Report, Verdict
from auditor.reporting import Options, output_format
from auditor.wording import coverage, explanation, tally, troubles

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@output_format("github", title="GitHub Actions 注释（::error …）")
def github(report: Report, out: TextIO, options: Options) -> None:
    """Write one command per finding, columns in code points, and a last line with the counts."""
    titles = {info.id: info.title for info in report.rules}
    for audited in report.notices:
        path = visible(audited.path)
        for trouble in troubles(audited):
            out.write(
                _command(_COMMANDS[trouble.severity], {"file": path, "title": trouble.name}, trouble.words)
            )
        if source := audited.source:
            for finding in audited.findings:
                start, end = source.position(finding.span.start), source.position(finding.span.end)
                where = {"file": path, "line": start.line, "endLine": end.line}
                if start.line == end.line:  # GitHub wants columns within one line only, the last one included
                    where |= {"col": start.column, "endColumn": max(start.column, end.column - 1)}
                where["title"] = visible(f"{finding.rule} {titles.get(finding.rule, '')}".rstrip())
                command = _COMMANDS[finding.severity or Severity.INFO]
                out.write(_command(command, where, "\n".join(explanation(finding))))
    verdicts = sum((n.verdicts for n in report.notices), Counter[Verdict]())
    findings = [f for n in report.notices for f in n.findings]
    out.write(f"共 {len(report.notices)} 份；{tally(findings)}；{coverage(verdicts)}\n")


def _command(name: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
