"""csv: a table with one row per finding, to be opened in a spreadsheet.

It begins with a byte order mark, without which Excel and WPS read Chinese as GBK.  A cell that a spreadsheet
would take for a formula (= + - @ at its start) gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from typing import TextIO

from auditor.excerpt import quote, shorten, visible
from auditor.report import Report
from auditor.reporting import Options, output_format
from auditor.wording import CERTAINTIES, SEVERITIES, demand, place, troubles

COLUMNS = (
    *("路径", "行", "列", "位置", "级别", "要求", "确定程度", "规则", "规则名称", "原文", "问题"),
    *("文中", "核算", "算式", "对照", "建议", "指纹"),
)
_LONGEST = 30_000  # characters; a cell of Excel holds 32,767


@output_format("csv", title="CSV 表格：每条一行，可用 WPS、Excel 打开")
def table(report: Report, out: TextIO, options: Options) -> None:
    """Write the table; what was not audited is a row without a line number."""
    titles = {info.id: info.title for info in report.rules}
    out.write("\ufeff")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    blank = [""] * (len(COLUMNS) - 11)
    for audited in report.notices:
        for trouble in troubles(audited):
            words = [SEVERITIES[trouble.severity], "", "", trouble.name, "", "", trouble.words]
            rows.writerow(map(_cell, [audited.path, "", "", "", *words, *blank]))
        source = audited.source
        if source is None:
            continue
        for finding, fingerprint in zip(audited.findings, audited.fingerprints, strict=True):
            at = source.position(finding.span.start)
            evidence = finding.evidence
            where = place(audited.notice, at.offset) if audited.notice else ""
            others = (
                f"第 {source.position(r.span.start).line} 行 {quote(source, r.span, 60)}"
                for r in finding.related
            )
            row = [
                *(audited.path, at.line, at.column, where),
                *(SEVERITIES[finding.severity] if finding.severity else "", demand(finding)),
                *(CERTAINTIES[finding.certainty], finding.rule, titles.get(finding.rule, "")),
                *(quote(source, finding.span), finding.message),
                *((evidence.stated, evidence.computed, evidence.working) if evidence else ("", "", "")),
                *("；".join(others), finding.suggestion or "", fingerprint),
            ]
            rows.writerow(map(_cell, row))


def _cell(value: object) -> object:
    if isinstance(value, int):
        return value
    text = visible(shorten(str(value), _LONGEST))
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else text
