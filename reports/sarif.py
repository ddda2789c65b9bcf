"""sarif: SARIF 2.1.0 (OASIS, errata 01), for code scanning and editors."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from auditor import __version__, contract
from auditor.findings import Finding, Label, Severity
from auditor.presentation.excerpt import shorten
from auditor.presentation.totals import Totals
from auditor.presentation.website import website
from auditor.presentation.wording import CERTAINTIES, explanation, level, troubles
from auditor.report import AuditedNotice, Report, RuleInfo
from auditor.reporting import Options, output_format
from auditor.source import Source, Span

Data = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "auditor/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LONG_SNIPPET = 2000


@output_format("sarif", title="SARIF 2.1.0：代码扫描平台与编辑器插件")
def sarif(report: Report, out: TextIO, options: Options) -> None:
    """Write one run.  What was not audited is a notification of the invocation, never an absent result."""
    totals = Totals.of(report.notices)
    index = {info.id: i for i, info in enumerate(report.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "auditor",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN",
                "rules": [_rule(info) for info in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not totals.crashed and not totals.unchecked,
                "toolExecutionNotifications": [
                    _notification(i, audited, trouble.name, trouble.words, trouble.severity)
                    for i, audited in enumerate(report.notices)
                    for trouble in troubles(audited)
                ],
            }
        ],
        "properties": contract.summary(totals),
        "artifacts": [{"location": {"uri": uri(audited.path)}} for audited in report.notices],
        "results": [
            _result(i, audited, audited.source, finding, fingerprint, index)
            for i, audited in enumerate(report.notices)
            if audited.source
            for finding, fingerprint in zip(audited.findings, audited.fingerprints, strict=True)
        ],
    }
    out.write(contract.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n")


def uri(path: str) -> str:
    """A path as a percent-encoded URI reference: relative as it is, absolute with file://."""
    encoded = quote(PurePath(path).as_posix().encode("utf-8", "surrogatepass"))
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _message(text: str) -> Data:
    """A plain text message.  Braces would be placeholders, “[words](target)” a link: both are escaped."""
    text = text.replace("{", "{{").replace("}", "}}")
    return {"text": text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text}


def _rule(info: RuleInfo) -> Data:
    return {
        "id": info.id,
        "name": info.name,
        "shortDescription": _message(info.title),
        "fullDescription": _message(info.title),
        "help": _message(f"级别：{level(info.severity, info.up_to)}\n\n{info.doc}"),
        **({"helpUri": address} if (address := website(info.page)) else {}),
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {"tags": [f"family-{info.id[:1]}"]},
    }


def _result(
    number: int,
    audited: AuditedNotice,
    source: Source,
    finding: Finding,
    fingerprint: str,
    index: dict[str, int],
) -> Data:
    place = _physical(number, audited, source, finding.span)
    outline = audited.notice
    section = outline.place(outline.logical_offset(finding.span.start)) if outline else ""
    location: Data = {"physicalLocation": place}
    if section:
        location["logicalLocations"] = [{"fullyQualifiedName": section, "kind": "section"}]
    evidence = finding.evidence
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity or Severity.INFO],
        "message": _message("\n".join(explanation(finding))),
        "locations": [location],
        "relatedLocations": [
            _related(i, number, audited, source, label) for i, label in enumerate(finding.related, 1)
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {
            "certainty": str(finding.certainty),
            "certaintyInWords": CERTAINTIES[finding.certainty],
            **({"stated": evidence.stated, "computed": evidence.computed} if evidence else {}),
        },
    }


def _related(id: int, number: int, audited: AuditedNotice, source: Source, label: Label) -> Data:
    place: Data = {"id": id, "physicalLocation": _physical(number, audited, source, label.span)}
    if label.message:
        place["message"] = _message(label.message)
    return place


def _physical(number: int, audited: AuditedNotice, source: Source, span: Span) -> Data:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "artifactLocation": {"uri": uri(audited.path), "index": number},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.offset,
            "charLength": span.length,
            "snippet": {"text": shorten(source.quote(span), _LONG_SNIPPET)},
        },
    }


def _notification(number: int, audited: AuditedNotice, name: str, words: str, severity: Severity) -> Data:
    return {
        "descriptor": {"id": name},
        "level": _LEVELS[severity],
        "message": _message(words),
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(audited.path), "index": number}}}
        ],
    }
