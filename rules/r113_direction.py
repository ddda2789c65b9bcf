"""R113: a rise to a smaller value, or a fall to a larger one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.changes.directions import turns
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule


@rule("R113", name="direction", severity=Severity.ERROR, since="0.1")
def direction(notice: Notice) -> Iterator[Finding | Tie]:
    """变动方向与前后数值不符。

    检查什么
    “由62%提高到58%”“从15天压缩至20天”：写明提高、增加而数值变小或不变，写明下降、压缩而数值变大或不变的，指出；
    方向与数值一致、又没有写明增减数的，列为证实；
    前后数字大小相当而一个写“万元”、一个写“元”的（由41.5万元提高到68.3元），提请核实单位。
    名次、等级、频次（每月、每周）、概数不比较。

    为什么
    前后两个数值颠倒、其中一个写错或者漏写“万”字，读者会得出相反的结论。

    反例
    - 群众满意率由92.6%提高到90.8%。
    - 审批时限从15个工作日压缩至20个工作日。
    - 村集体经济收入由41.5万元提高到68.3元。
    - 信访量由整改前的12件下降到15件。

    正例
    - 群众满意率由90.8%提高到92.6%，投诉量从15件下降到12件。
    - 综合考核由第15位上升到第8位，医院由二级提升为三级。
    - 检查频次由每季度3次增加到每月2次。
    - 村集体经济收入由7250元提高到1.2万元。
    - 从3个村扩大到全镇11个村，由8000元增加到3万元。
    - 公务接待费由7250万元降至6815元，下降6%（两数单位不同，由增减幅度的检查指出）。
    - 由约20天压缩至20天以内。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    judged = {id(change.after) for change in notice.claims.changes if not change.holds}  # R105 tells of these
    told = {id(f) for change in notice.claims.changes for f in (change.before, change.after)}
    for turn in turns(notice):
        before, after = (notice.text[f.start : f.end] for f in (turn.before, turn.after))
        if turn.holds and not turn.shifted and id(turn.after) not in told:
            both = (turn.before, turn.after)
            spans = tuple(notice.span(f.start, f.end) for f in both)
            yield Tie(both, f"{before} {'<' if turn.up else '>'} {after}", spans, weak=True)
        if (turn.holds and not turn.shifted) or id(turn.after) in judged:
            continue
        said = notice.text[turn.before.end : turn.after.start]
        yield Finding(
            f"由 {before} {said} {after}，数字相当而单位不同，请核实单位"
            if turn.shifted
            else f"由 {before} {said} {after}，数值并未{'增加' if turn.up else '减少'}，请核实",
            notice.span(turn.after.start, turn.after.end),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(turn.before.start, turn.before.end), "原值"),),
            evidence=Evidence(after, before, f"{before} → {after}", elsewhere=True),
            claims=(turn.after,),
        )
