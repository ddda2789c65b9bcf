"""C105: a stated number of attachments against the list of attachments."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound
from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.notice import Kind, Notice
from auditor.numbers.numerals import show
from auditor.registry import rule

SHOWN = 20  # attachments that a finding shows


@rule("C105", name="attachment-count", severity=Severity.ERROR, since="0.1")
def attachment_count(notice: Notice) -> Iterator[Finding | Tie]:
    """所称附件数与附件说明不符。

    检查什么
    正文所称“N个附件”与附件说明列出的附件个数是否相等。

    为什么
    附件少列或漏传，读者无从知道。

    反例
    - 有关情况详见4个附件。
      附件：1.问题清单
      2.任务清单
      3.责任清单
    - 现将整改台账公布，共3个附件。
      附件：1.整改台账
      2.制度清单

    正例
    - 有关情况详见3个附件。
      附件：1.问题清单
      2.任务清单
      3.责任清单
    - 整改台账见附件1。
      附件：1.整改台账
      2.制度清单
    - 提交附件材料12份。
      附件：1.整改台账

    依据
    GB/T 9704-2012 7.3.4、7.3.7：附件说明与附件一致。
    """
    listed = notice.of_kind(Kind.ATTACHMENT)
    if not listed:
        return
    places = tuple(notice.node_span(n) for n in listed[:SHOWN])
    for q in notice.claims.quantities:
        if q.named or q.bound is not Bound.EXACT or q.unit.name not in ("个", "份", "项", "件"):
            continue
        if not q.tail.startswith("附件") or q.tail[2:3] in ("材", "资"):
            continue
        span = notice.span(q.start, q.end)
        if q.value == len(listed):
            yield Tie((q,), f"附件说明列出 {len(listed)} 个", places)
        else:
            quote = notice.text[q.start : q.end]
            yield Finding(
                f"所称附件 {quote}，附件说明列出 {len(listed)} 个，请核实",
                span,
                related=tuple(Label(place, f"第 {i} 个") for i, place in enumerate(places, 1)),
                evidence=Evidence(show(q.value), str(len(listed)), f"{show(q.value)} ≠ {len(listed)}"),
                claims=(q,),
            )
