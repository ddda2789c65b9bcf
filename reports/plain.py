"""plain: one line per finding, as compilers write them, then one line with the counts."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from auditor.excerpt import visible
from auditor.report import Report, Verdict
from auditor.reporting import Options, output_format
from auditor.wording import coverage, tally, troubles


@output_format("plain", title="纯文本：每条一行，路径:行:列: 级别 规则 内容")
def plain(report: Report, out: TextIO, options: Options) -> None:
    """Write ``path:line:column: severity rule message``; what stops a notice from being checked has no line number."""
    for audited in report.notices:
        path = visible(audited.path)
        if source := audited.source:
            for finding in audited.findings:
                at = source.position(finding.span.start)
                words = visible(finding.message)
                out.write(f"{path}:{at.line}:{at.column}: {finding.severity} {finding.rule} {words}\n")
        for trouble in troubles(audited):
            out.write(f"{path}: {trouble.words}\n")
    verdicts = sum((n.verdicts for n in report.notices), Counter[Verdict]())
    findings = [f for n in report.notices for f in n.findings]
    unchecked = f"，未检查 {report.unchecked} 份" if report.unchecked else ""
    out.write(f"共 {len(report.notices)} 份{unchecked}；{tally(findings)}；{coverage(verdicts)}\n")
