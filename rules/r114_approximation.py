"""R114: 近50家 beside the exact number, which is not below 50."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.group import addable
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

# 近50家（53家）, 近50家机构，实际53家
_THE_SAME = compiled(
    r"[\u4e00-\u9fff]{0,6}(?:[（(](?:实际|实有|准确|具体|即|共|为|是)*|[，,](?:实际|实有|准确数)(?:为|是|有)?)"
)
_ABOUT = compiled(r"(?:将近|接近|近|不足|不到|超过?|逾)\Z")
_MOST = 2  # how many times one of the two may be the other; else they are of two things


@rule("R114", name="approximation", severity=Severity.WARNING, since="0.1")
def approximation(notice: Notice) -> Iterator[Finding | Tie]:
    """概数与紧跟的准确数不符。

    检查什么
    “近50家（53家）”“超过120户（实际118户）”：近、不足应略小于所写的整数，超过、余、多应大于，与括号里或“实际”之后的准确数比较。
    两数相差一倍以上的，视为说的不是同一件事，不比较。

    为什么
    概数与准确数同时出现而方向相反，说明其中一处没有随修改更新。

    反例
    - 抽查了近50家（53家）定点药店。
    - 走访困难群众120余户，实际118户。

    正例
    - 抽查了近50家（48家）定点药店，走访困难群众120余户，实际126户。
    - 培训近50人（3期），收回近60万元（其中罚款12万元）。
    - 检查近50家企业，其中30家已整改。

    依据
    GB/T 15835-2011 5.1；《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for sentence in notice.claims.sentences:
        for first, exact in pairwise(sentence.figures):
            if not isinstance(first, Quantity) or not isinstance(exact, Quantity) or first.named:
                continue
            if first.bound not in (Bound.UNDER, Bound.OVER) or exact.bound is not Bound.EXACT:
                continue
            if not addable(first, exact) or not _THE_SAME.fullmatch(exact.gap):
                continue
            if (
                first.base
                and exact.base
                and max(first.base, exact.base) < _MOST * min(first.base, exact.base)
            ):
                yield _judged(notice, first, exact)


def _judged(notice: Notice, first: Quantity, exact: Quantity) -> Finding | Tie:
    under = first.bound is Bound.UNDER
    about = _ABOUT.search(first.lead)
    quote = (about[0] if about else "") + notice.text[first.start : first.end]
    spans = notice.span(first.start, first.end), notice.span(exact.start, exact.end)
    if (exact.base < first.base) if under else (exact.base >= first.base):
        return Tie((first, exact), f"{written(exact)}，与概数“{quote}”相符", spans)
    return Finding(
        f"概数“{quote}”{'应小于' if under else '不应大于'}准确数，而准确数为 {written(exact)}，请核实",
        spans[0],
        certainty=Certainty.LIKELY,
        related=(Label(spans[1], f"准确数 {written(exact)}"),),
        evidence=Evidence(quote, written(exact), elsewhere=True),
        claims=(first, exact),
    )
