"""Q103: one bracket of a pair full width, the other half width."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.marks import Mark, pairs_of
from auditor.findings import Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

SHOWN = 50


@rule("Q103", name="mixed-width", severity=Severity.INFO, up_to=Severity.WARNING, since="0.1")
def check_mixed_width(notice: Notice) -> Iterator[Finding | Tie]:
    """一对括号全角半角混用。

    检查什么
    一对括号中一个是全角、一个是半角（提示），或一个是六角括号〔、一个是方括号]（警告）。全文各合为一条；成对的半角括号不报。

    为什么
    同一对括号宽窄不一，多是输入或转换时留下的差错。

    反例
    - 召开党工委（扩大)会议3次。
    - 完善请(休）假制度，(一)强化组织领导。
    - 印发〔2023]12号文件。

    正例
    - 召开党工委(扩大)会议3次，完善请（休）假制度。
    - 1)完善制度；2)加强监督。
    - 〔2024〕3号、[2024]5号文件（见附件）已印发(限街道内部)。

    依据
    《标点符号用法》（GB/T 15834—2011）4.9。
    """
    mixed = pairs_of(notice).mixed
    yield from _found(
        notice, [pair for pair in mixed if pair[0].kind != "〔"], "全角、半角混用", Severity.INFO
    )
    yield from _found(
        notice, [pair for pair in mixed if pair[0].kind == "〔"], "两边不同形", Severity.WARNING
    )


def _found(
    notice: Notice, pairs: list[tuple[Mark, Mark]], fault: str, severity: Severity
) -> Iterator[Finding]:
    if pairs:
        (opener, closer), *rest = pairs
        yield Finding(
            f"有 {len(pairs)} 对括号{fault}，请统一",
            notice.span(opener.start, closer.end),
            severity=severity,
            related=tuple(Label(notice.span(o.start, c.end), "同类") for o, c in rest[:SHOWN]),
        )
