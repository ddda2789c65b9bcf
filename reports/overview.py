"""overview: a table with one row per notice, to be opened in a spreadsheet; the clean ones are in it too.

Of 可核对 claims (proved or contradicted) so many are 对得上: a share is told with both numbers, as 3 of 3 and 40 of 40
are not the same.
"""

from __future__ import annotations

from auditor.presentation.signing import to_sign
from auditor.presentation.wording import Demand, concluded, demands, troubles
from auditor.profiles import profiles
from auditor.report import AuditedNotice, Verdict
from auditor.reporting import Run, notice_format

from .csv import rows

COLUMNS = (
    *("路径", "标题", "文种", "结论", "必改", "建议", "请核"),
    *("可核对", "对得上", "矛盾", "无法核验", "待核实签字", "豁免", "基线已有", "注意"),
)


@notice_format(
    "overview",
    title="CSV 总表：每份通报一行，无问题的也在内，可用 WPS、Excel 打开",
    head=lambda run: "\ufeff" + rows([COLUMNS]),
)
def overview(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write the row; a notice that was not read has no numbers."""
    words = "；".join(trouble.words for trouble in troubles(audited))
    if not audited.checked:
        return rows([[audited.path, "", "", concluded(audited), *[""] * (len(COLUMNS) - 5), words]])
    asked, verdicts = demands(audited.findings), audited.verdicts
    known = profiles().get(audited.profile)
    row = [
        *(audited.path, audited.title, known.name if known else audited.profile, concluded(audited)),
        *(asked[each] for each in Demand),
        verdicts[Verdict.VERIFIED] + verdicts[Verdict.CONTRADICTED],
        *(verdicts[each] for each in Verdict),
        *(len(to_sign(audited)), audited.waived, audited.known, words),
    ]
    return rows([row])
