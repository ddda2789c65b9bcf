"""N101: a numbering that jumps."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity
from auditor.notice import Notice
from auditor.registry import rule


@rule("N100", name="numbering-demo", severity=Severity.ERROR, since="0.1")
def numbering_demo(notice: Notice) -> Iterator[Finding]:
    """标题丢失序号。

    检查什么
    前后序号相差二、中间有一个没有序号的短行时，指出这一行。

    为什么
    缺号会让读者以为漏报了一个问题。

    反例
    - 1.学习不扎实
      整改情况如下。
      管理不规范
      3.监督不到位

    正例
    - 1.学习不扎实
      2.管理不规范
    - 一、总体情况
      二、整改情况
    - （1）学习
      （2）管理

    依据
    GB/T 9704-2012 7.3.3。
    """
    for node in notice.sections:
        if node.recovered and node.heading:
            yield Finding(
                "标题缺少序号，请核实",
                notice.node_span(node.heading),
                certainty=Certainty.LIKELY,
            )
