"""checkstyle: Checkstyle XML, which most review bots and build servers read."""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from auditor.excerpt import visible
from auditor.report import Report
from auditor.reporting import Options, output_format
from auditor.wording import explanation, troubles


@output_format("checkstyle", title="Checkstyle XML：代码评审机器人与构建平台")
def checkstyle(report: Report, out: TextIO, options: Options) -> None:
    """Write a ``file`` per notice; what was not audited is an error on line 1."""
    root = Element("checkstyle", version="4.3")
    for audited in report.notices:
        file = SubElement(root, "file", name=visible(audited.path))
        for trouble in troubles(audited):
            _error(file, 1, 1, str(trouble.severity), trouble.words, trouble.name)
        if source := audited.source:
            for finding in audited.findings:
                at = source.position(finding.span.start)
                words = "　".join(explanation(finding))
                _error(file, at.line, at.column, str(finding.severity), words, finding.rule)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _error(file: Element, line: int, column: int, severity: str, message: str, rule: str) -> None:
    SubElement(
        file,
        "error",
        line=str(line),
        column=str(column),
        severity=severity,
        message=message,
        source=f"auditor.{rule}",
    )
