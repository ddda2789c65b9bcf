"""R103: everything is said to be done, yet a problem is said to be pending."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Status
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_ALL = compiled(
    r"[问任事整](?:(?:(?<=问)题|(?<=任)务|(?<=事)项)[^，。；\n]{0,6}(?:均|已|都)?(?:已)?全部(?:完成整改|整改完成|整改到位|整改完毕|销号|办结)"
    r"|(?<=整)改(?:完成)?率(?:为|达到?|均为)?100%(?!的|以上))"
)
_PENDING = compiled(
    r"(?<=[。；\n])(?:目前|现)?正在(?:整改|推进)(?=[。；\n])|(?:(?:该|此|本)(?:项)?问题|整改(?:状态|进度|完成情况)[:：])[^，。；\n]{0,8}?(?:正在(?:整改|推进)|尚未(?:完成|整改)|未完成|未整改到位|持续整改|部分整改)[^，。；\n]{0,10}"
)


@rule("R103", name="complete-but-pending", severity=Severity.WARNING, since="0.1")
def complete_but_pending(notice: Notice) -> Iterator[Finding]:
    """称全部完成整改，另有问题写明尚在整改。

    检查什么
    文中称问题全部整改完成（或整改完成率100%），而另一处写明“该问题正在整改”“整改状态：未完成”，
    或同时列有未完成、正在整改的问题数。对今后工作的一般要求（“对尚未整改到位的，一抓到底”）不算。

    为什么
    总的说法与个别说法不一致，需作者说明以哪一处为准。

    反例
    - 反馈问题已全部整改到位。
      （一）学习不深入
      该问题正在整改，预计年底前完成。
    - 反馈问题12个，整改完成率100%。
      （三）档案不规范
      整改状态：持续整改

    正例
    - 反馈问题已全部整改到位。
      三、下一步打算
      对尚未整改到位的，一抓到底。
    - 反馈问题12个，已完成10个，整改完成率83.3%。该问题正在整改。
    - 反馈问题已全部整改到位。区域内违建待棚户区改造时一并拆除。

    依据
    中共中央办公厅《关于加强巡视整改和成果运用的意见》。
    """
    claimed = _ALL.search(notice.text)
    if claimed is None:
        return
    rates = [r for r in notice.claims.rates if claimed.start() <= r.start < claimed.end()]
    pending = [(m.start(), m.end()) for m in _PENDING.finditer(notice.text)]
    pending += [
        (q.start, q.end)
        for q in notice.claims.quantities
        if q.noun == "问题"
        and q.status in (Status.OPEN, Status.RUNNING)
        and "整改" in q.lead + q.tail
        and not q.named
    ]
    own = [
        q for q in notice.claims.quantities if claimed.start() - 8 <= q.start and q.end <= claimed.start() + 2
    ]
    scope = notice.section_path(claimed.start())[:1]
    if own and scope:  # 12个问题全部整改到位 speaks of those twelve: of its own part
        pending = [(a, b) for a, b in pending if notice.section_path(a)[:1] == scope]
    if not pending:
        return
    quote = notice.text[claimed.start() : claimed.end()]
    yield Finding(
        f"此处称“{quote}”，另有 {len(pending)} 处写明尚未完成或正在整改，请核实",
        notice.span(*claimed.span()),
        certainty=Certainty.QUERY,
        related=tuple(Label(notice.span(a, b), "尚未完成") for a, b in sorted(pending)[:20]),
        evidence=Evidence(quote, f"尚未完成 {len(pending)} 处"),
        claims=tuple(rates),
    )
