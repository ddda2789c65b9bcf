"""W113: a thing said twice."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.wording.pleonasms import pleonasms

MANY = 50  # findings of one text


@rule("W113", name="pleonasm", severity=Severity.WARNING, since="0.1")
def check_pleonasm(notice: Notice) -> Iterator[Finding | Tie]:
    """语义重复。

    检查什么
    意思相同的两个词连用（必须务必、逐步逐渐），或者一个词里已经有另一个词的意思（涉及到、再次重申、截至……为止）。
    只查列出的词；习惯上已经通行的（来自于、必须要、目前为止）不报。

    为什么
    同一个意思说了两遍，多是改稿时留下两种说法；有的只是累赘，按提示报告。

    反例
    - 各村必须务必在月底前完成整改，凡是所有未办结的均应说明。
    - 开展排查的目的是为了消除隐患，截至6月底为止已办结12件。
    - 培训至少12人以上，工作人员按照根据规定办理，涉及到3个村。
    - 接访时间为每周三下午14:30至17:30。

    正例
    - 各村必须完成整改，务必在月底前办结；凡是未办结的均应说明。
    - 目的是消除隐患，截至6月底已办结12件，到目前为止未再发生。
    - 至少三级以上医院参加，预约近20人，附近约30户搬迁，查处一起共同受贿案。
    - 每周三14:30至17:30接访，下午14人到场；如期按时间节点推进，核对全部所有者权益，逐条逐项落实。

    依据
    《现代汉语词典》（第7版）各词条；《党政机关公文处理工作条例》第十九条：内容简洁，表述准确，文字精练。
    """
    for one in pleonasms(notice.text)[:MANY]:
        certain = one.severity == "warning"
        yield Finding(
            f"“{notice.text[one.start : one.end]}”：{one.why}，请核实是否删去一处",
            notice.span(one.start, one.end),
            severity=Severity[one.severity.upper()],
            certainty=Certainty.LIKELY if certain else Certainty.QUERY,
        )
