"""rdjson: Reviewdog's diagnostic format; its columns are UTF-8 bytes of the line, from 1."""

from __future__ import annotations

from typing import Any

from auditor import contract
from auditor.findings import Finding
from auditor.presentation.wording import explanation, troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format
from auditor.source import Source, Span

Data = dict[str, Any]


@notice_format(
    "rdjson",
    title="Reviewdog 诊断格式（rdjson）",
    head=lambda run: '{"source": {"name": "auditor"}, "diagnostics": [\n',
    between=",\n",
    tail=lambda totals, run: "\n]}\n",
)
def rdjson(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write a ``DiagnosticResult``, one diagnostic a line."""
    diagnostics: list[Data] = [
        {
            "message": trouble.words,
            "location": {"path": audited.path},
            "severity": trouble.severity.name,
            "code": {"value": trouble.name},
        }
        for trouble in troubles(audited)
    ]
    if audited.source is not None:
        spans = [span for f in audited.findings for span in (f.span, *(label.span for label in f.related))]
        points = byte_points(audited.source, spans)
        diagnostics += [_diagnostic(audited.path, points, finding) for finding in audited.findings]
    return ",\n".join(map(contract.dumps, diagnostics))


def _diagnostic(path: str, points: dict[int, Data], finding: Finding) -> Data:
    diagnostic: Data = {
        "message": "\n".join(explanation(finding)),
        "location": _location(path, points, finding.span),
        "severity": "UNKNOWN_SEVERITY" if finding.severity is None else finding.severity.name,
        "code": {"value": finding.rule},
    }
    if finding.related:
        diagnostic["relatedLocations"] = [
            {"message": label.message, "location": _location(path, points, label.span)}
            for label in finding.related
        ]
    return diagnostic


def byte_points(source: Source, spans: list[Span]) -> dict[int, Data]:
    """Line and byte column of all ends of the spans; every part of the text is encoded once."""
    points: dict[int, Data] = {}
    line, at, column = 0, 0, 1
    for offset in sorted({offset for span in spans for offset in (span.start, span.end)}):
        position = source.position(offset)
        if position.line != line:
            line, at, column = position.line, offset - position.column + 1, 1
        column += len(source.text[at:offset].encode("utf-8", "surrogatepass"))
        at = offset
        points[offset] = {"line": line, "column": column}
    return points


def _location(path: str, points: dict[int, Data], span: Span) -> Data:
    return {"path": path, "range": {"start": points[span.start], "end": points[span.end]}}
