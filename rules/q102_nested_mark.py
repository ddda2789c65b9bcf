"""Q102: a pair of marks inside the same pair."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.marks import pairs_of
from auditor.findings import Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

_INNER = {"“": "‘’", "《": "〈〉"}
SHOWN = 50


@rule("Q102", name="nested-mark", severity=Severity.INFO, since="0.1")
def check_nested_mark(notice: Notice) -> Iterator[Finding | Tie]:
    """引号、书名号内套用同一种标点。

    检查什么
    双引号内又用双引号、双书名号内又用双书名号。全文合为一条。

    为什么
    同形嵌套时看不出里层到哪里为止；里层应换用单引号、单书名号。

    反例
    - 关于“侵害群众利益和“四风”问题禁而未绝”的问题，已完成整改。
    - 印发《关于落实《巡察工作条例》的办法》。

    正例
    - 会上有人说：“老师讲过‘导师的“导”是教导的导’，我一直记着。”
    - 关于“侵害群众利益和‘四风’问题禁而未绝”的问题，已完成整改。
    - 印发《关于落实〈巡察工作条例〉的办法》。
    - 印发《“三会一课”实务》《巡察整改“回头看”方案》。

    依据
    《标点符号用法》（GB/T 15834—2011）4.8.3.4、4.15.3.5。
    """
    found = [(o, c) for o, c, _ in pairs_of(notice).nested if o.kind in _INNER]
    if not found:
        return
    (opener, closer), *rest = found
    inner = "、".join(_INNER[kind] for kind in dict.fromkeys(o.kind for o, _ in found))
    yield Finding(
        f"有 {len(found)} 处同形标点嵌套，里层宜用 {inner}",
        notice.span(opener.start, closer.end),
        related=tuple(Label(notice.span(o.start, c.end), "同类") for o, c in rest[:SHOWN]),
    )
