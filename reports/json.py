"""json: one document with everything, for other programs (the contract is auditor/contract.py)."""

from __future__ import annotations

from auditor import contract
from auditor.presentation.totals import Totals
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format


def _head(run: Run) -> str:
    head = contract.dumps({"schema_version": contract.SCHEMA_VERSION, "tool": contract.tool(run.rules)})
    return f'{head[:-1]}, "notices": [\n'


def _tail(totals: Totals, run: Run) -> str:
    return f'\n],\n"summary": {contract.dumps(contract.summary(totals))}}}\n'


@notice_format(
    "json", title="JSON 文档：全部结论与主张，供其他程序读取", head=_head, between=",\n", tail=_tail
)
def json_document(audited: AuditedNotice, number: int, run: Run) -> str:
    """Each notice in a line of its own; the counts come last, when they are known."""
    return contract.dumps(contract.notice(audited, run.by_id))
