"""W114: 的, 地 or 得 for another of them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.wording.particles import particles

MANY = 50  # findings of one text


@rule("W114", name="particles", severity=Severity.INFO, since="0.1")
def check_particles(notice: Notice) -> Iterator[Finding | Tie]:
    """的、地、得用错。

    检查什么
    动词后面的程度补语前写成“的”“地”（抓的不实、落实地不够），只作状语的词和带宾语的动词之间写成“的”“得”（不断的完善制度），
    名词性宾语前写成“地”（发生了明显地变化），以及“取得、值得、不得、变得”误作“的”。可作两种分析的不报。

    为什么
    三个字同音，输入时容易选错；公文中应当分清。

    反例
    - 压力传导的不够，责任扛的不实，制度执行地不严。
    - 不断的完善内控制度，认真的分析了原因，切实得解决群众困难。
    - 作风发生了明显地变化，做法值的推广，不的擅自变更。

    正例
    - 存在的不足，做的不好的地方，提出的不同意见，整改的不彻底将影响实效。
    - 经过不断的努力，给予大力的支持，进一步的调查表明，实行严格的管理制度。
    - 责任扛得实，不断地完善制度，发生了明显的变化，采取的积极措施，科学的更全面。
    - 对其价值的肯定，由于学习的不深入，各项建设用地不足，教学的不足。

    依据
    《现代汉语八百词》（增订本）“的”“地”“得”条；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for one in particles(notice.text)[:MANY]:
        said = notice.text[one.start : one.end]
        yield Finding(
            f"“{said}”的“{one.said}”疑为“{one.right}”：{one.why}，请核实",
            notice.span(one.start, one.end),
            certainty=Certainty.LIKELY,
        )
