"""csv: a table with one row per finding, to be opened in a spreadsheet.

It begins with a byte order mark, without which Excel and WPS read Chinese as GBK.  A cell that a spreadsheet
would take for a formula (= + - @ at its start) gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from auditor.findings import Finding
from auditor.presentation.excerpt import quote, shorten, visible
from auditor.presentation.wording import CERTAINTIES, demand, place, short_locator, troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format

COLUMNS = (
    *("路径", "行", "列", "位置", "要求", "确定程度", "规则", "规则名称", "原文", "问题"),
    *("文中", "算得", "另一处", "算式", "对照", "建议", "指纹"),
)
_LONGEST = 30_000  # characters; a cell of Excel holds 32,767


def _head(run: Run) -> str:
    return "\ufeff" + rows([COLUMNS])


@notice_format("csv", title="CSV 表格：每条一行，可用 WPS、Excel 打开", head=_head)
def table(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write the table; what was not audited is a row without a line number."""
    blank = [""] * (len(COLUMNS) - 10)
    told: list[list[object]] = []
    for trouble in troubles(audited):
        words = ["注意", "", trouble.name, trouble.title, "", trouble.words]
        told.append([audited.path, "", "", "", *words, *blank])
    if source := audited.source:
        for finding, fingerprint in zip(audited.findings, audited.fingerprints, strict=True):
            at = source.position(finding.span.start)
            where = place(audited.notice, at.offset) if audited.notice else ""
            others = (
                f"{short_locator(audited, r.span.start)} {quote(source, r.span, 60)}".lstrip()
                for r in finding.related
            )
            row = [
                *(audited.path, at.line, at.column, where),
                *(demand(finding), CERTAINTIES[finding.certainty], finding.rule, run.title(finding.rule)),
                *(quote(source, finding.span), finding.message),
                *_sides(finding),
                *("；".join(others), finding.suggestion or "", fingerprint),
            ]
            told.append(row)
    return rows(told)


def _sides(finding: Finding) -> tuple[str, str, str, str]:
    """What is stated, the result of a calculation or else what stands elsewhere, and the working.

    A table is data: nothing is left out because the message says it already.
    """
    evidence = finding.evidence
    if evidence is None:
        return "", "", "", ""
    if evidence.elsewhere:
        return evidence.stated, "", evidence.computed, evidence.working
    return evidence.stated, evidence.computed, "", evidence.working


def rows(given: Iterable[Iterable[object]]) -> str:
    """Rows of a table as text."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(map(_cell, row) for row in given)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, int):
        return value
    text = visible(shorten(str(value), _LONGEST))
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else text
