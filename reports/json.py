"""json: one document with everything, for other programs (the contract is auditor/contract.py)."""

from __future__ import annotations

from typing import TextIO

from auditor import contract
from auditor.report import Report
from auditor.reporting import Options, output_format


@output_format("json", title="JSON 文档：全部结论与主张，供其他程序读取")
def json_document(report: Report, out: TextIO, options: Options) -> None:
    """Write the document notice by notice, each in a line of its own; the whole is never held in memory."""
    head = {
        "schema_version": contract.SCHEMA_VERSION,
        "tool": contract.tool(report),
        "summary": contract.summary(report),
    }
    rules = {info.id: info for info in report.rules}
    out.write(f'{contract.dumps(head)[:-1]}, "notices": [')
    for i, audited in enumerate(report.notices):
        out.write(",\n" if i else "\n")
        out.write(contract.dumps(contract.notice(audited, rules)))
    out.write("\n]}\n")
