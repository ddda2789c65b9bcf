"""jsonl: one line of JSON per notice and a last line with the counts, for logs and large runs."""

from __future__ import annotations

from typing import TextIO

from auditor import contract
from auditor.report import Report
from auditor.reporting import Options, output_format


@output_format("jsonl", title="JSON Lines：每份通报一行，最后一行为合计")
def json_lines(report: Report, out: TextIO, options: Options) -> None:
    """Write ``{"type": "notice", …}`` lines with the keys of the JSON contract, then ``{"type": "summary", …}``."""
    rules = {info.id: info for info in report.rules}
    for audited in report.notices:
        out.write(contract.dumps({"type": "notice", **contract.notice(audited, rules)}) + "\n")
    end = {
        "type": "summary",
        "schema_version": contract.SCHEMA_VERSION,
        "tool": contract.tool(report),
        **contract.summary(report),
    }
    out.write(contract.dumps(end) + "\n")
