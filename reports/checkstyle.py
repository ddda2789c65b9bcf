"""checkstyle: Checkstyle XML, which most review bots and build servers read."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import explanation, troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format


def _head(run: Run) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'


def _tail(totals: Totals, run: Run) -> str:
    return f"  <!-- notices: {totals.notices}, unchecked: {totals.unchecked} -->\n</checkstyle>\n"


@notice_format("checkstyle", title="Checkstyle XML：代码评审机器人与构建平台", head=_head, tail=_tail)
def checkstyle(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write a ``file`` per notice; what was not audited is an error on line 1."""
    file = Element("file", name=visible(audited.path))
    for trouble in troubles(audited):
        _error(file, 1, 1, str(trouble.severity), trouble.words, trouble.name)
    if source := audited.source:
        for finding in audited.findings:
            at = source.position(finding.span.start)
            words = "　".join(explanation(finding))
            _error(file, at.line, at.column, str(finding.severity), words, finding.rule)
    ElementTree.indent(file, level=1)
    return f"  {ElementTree.tostring(file, encoding='unicode')}\n"


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
