"""jsonl: one line of JSON per notice and a last line with the counts, for logs and large runs."""

from __future__ import annotations

from auditor import contract
from auditor.presentation.totals import Totals
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format


def _tail(totals: Totals, run: Run) -> str:
    end = {
        "type": "summary",
        "schema_version": contract.SCHEMA_VERSION,
        "tool": contract.tool(run.rules),
        **contract.summary(totals),
    }
    return contract.dumps(end) + "\n"


@notice_format("jsonl", title="JSON Lines：每份通报一行，最后一行为合计", tail=_tail)
def json_lines(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write ``{"type": "notice", …}`` lines with the keys of the JSON contract, then ``{"type": "summary", …}``."""
    return contract.dumps({"type": "notice", **contract.notice(audited, run.by_id)}) + "\n"
