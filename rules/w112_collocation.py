"""W112: a verb and a noun that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.wording.collocations import misfits
from auditor.wording.measures import mismeasured, misspelt

MANY = 50  # findings of one text


@rule("W112", name="collocation", severity=Severity.WARNING, since="0.1")
def check_collocation(notice: Notice) -> Iterator[Finding | Tie]:
    """搭配不当。

    检查什么
    同一分句里管着名词的那个动词，是否是列出的不与它搭配的动词（加强……力度、发挥……责任、召开……活动），
    或者主语与谓语是否不搭配（满意率增多）。中间另有动词的，看最近的一个；列表之外的搭配不查。
    数量后面直接是事物而量词绝不能用于它的（9条单位、3名管理制度，巡查员14座、修订办法6名），也提出；数字后面因同音、形近写错的量词（26量车、5各方面），同样提出。

    为什么
    动宾、主谓搭配不当是公文中最常见的语病，多是改稿时换了一半、或者两个说法并在一起。绝对不能搭配的按警告报告，其余的只作提示。

    反例
    - 新增环卫作业车26量，聘用护林员14座，反馈5各方面的问题。
    - 健全内控制度9名，修订办法4项。召开专题会6项，追回资金12.5亩。
    - 加强日常监管力度，提高整改步伐。
    - 党支部书记认真发挥第一责任人责任，挽救经济损失12万元。
    - 街道召开了主题党日活动，群众满意率明显增多。
    - 集中走访9条单位，医保部门对14条定点医疗机构违规使用的基金36万元全部追回。

    正例
    - 提出认领问题、成立专班、开展调研等5项措施，通过开展问卷调查等措施了解情况。
    - 2023各单位陆续上报，新增车流26量级，处理干部12件次，护林员14名，第3各方面协调，附表1各镇情况。
    - 收集12条企业诉求，约谈3名企业、机关负责人，受理9件企业违规排污线索，第14条单位自查。
    - 查处违反财务制度8名，签订合同12家，建立台账46户，发现问题7户，召开座谈会研究事项5项，培训党员3场。
    - 加强执法检查，加大查处力度；加强监督检查和加大处罚力度。
    - 提高认识、加快步伐，加强能力建设，充分发挥责任部门的作用。
    - 召开会议部署专项整治行动，挽回经济损失12万元，发挥“第一责任人”的带头作用。
    - 关于营养改善计划资金管理问题。
    - 执法力度不断加大，群众满意率明显提高，改善提高服务质量的条件。

    依据
    《现代汉语词典》（第7版）各词条；《党政机关公文处理工作条例》第十九条：表述准确，文字精练。
    """
    for misfit in islice(misfits(notice.text), MANY):
        usual = "或".join(f"“{misfit.phrased(verb)}”" for verb in misfit.pair.usual)
        certain = misfit.pair.severity == "warning"
        yield Finding(
            f"“{misfit.phrased(misfit.verb)}”：通常作{usual}，请核实搭配",
            notice.span(misfit.start, misfit.end),
            severity=Severity[misfit.pair.severity.upper()],
            certainty=Certainty.LIKELY if certain else Certainty.QUERY,
        )
    for q, thing, kind in islice(mismeasured(notice), MANY):
        usual = "”“".join(kind.usual)
        yield Finding(
            f"“{thing}”不以“{q.unit.name}”计数，通常用“{usual}”，请核实",
            notice.span(q.start, q.end),
            certainty=Certainty.LIKELY,
            claims=(q,),
        )
    for at, slip in islice(misspelt(notice), MANY):
        yield Finding(
            f"数字后面的“{slip.wrong}”疑为量词“{slip.right}”，请核实",
            notice.span(at, at + 1),
            certainty=Certainty.LIKELY,
            suggestion=slip.right,
        )
