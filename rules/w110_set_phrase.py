"""W110: a set phrase in which one character was taken for another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.names.resemblance import resemblance
from auditor.notice import Notice
from auditor.registry import rule
from auditor.spelling.confusions import is_listed
from auditor.spelling.phrases import Slip, slips_of

MANY = 100  # findings of one text


@rule("W110", name="set-phrase", severity=Severity.WARNING, since="0.1")
def check_set_phrase(notice: Notice) -> Iterator[Finding | Tie]:
    """词组中有别字。

    检查什么
    成语、习用语和整改通报常用的四字以上词组，是否有一个字写成了同音字、形近字，或者有一个词写成了同音词。
    本身说得通的近似说法另有列表，不报；与前后的字连成别的词的，不报。

    为什么
    拼音输入选错字、扫描识别错字，往往通顺地混在句子里，不易看出。

    反例
    - 坚持举一返三、标本兼制，见章立制。
    - 认真旅行职责，落实主题责任，把权利清单交给各科室。
    - 领导千部带头学习，对新房积案逐件化解，标本兼冶。

    正例
    - 凝聚整改共识，提升整改精度，注重整改时效；平台显示完成，日常监管确实存在漏洞，直面整改任务。
    - 按规定计提土地整理资金，计提资产减值准备；环境监测机构出具虚假报告。
    - 针对“师德师风问题时有发生”的问题，开展警示教育。
    - 压实主要负责人落实整改责任情况，统筹新院区建设和设备搬迁。
    - 坚持举一反三、标本兼治，建章立制，形成合理的工作流程。
    - 检察机关、监察机关分别反馈，宣传征地政策，开展集中政治学习。
    - 消费者行使权利，公司公告已发，一经整改即予销号，现场察看整改情况。
    - 国有资产保值增值责任已明确，沉降观测落实到人，健全正职监督副职的办法。
    - 国家级企业的主人翁精神，民族人士参加，实地察看后统一上交财政。

    依据
    《现代汉语词典》（第7版）；《党政机关公文处理工作条例》第十九条：表述准确，文字精练。
    """
    told = (
        slip for slip in slips_of(notice) if not is_listed(notice.text[slip.start : slip.end])
    )  # W105 tells those
    for slip in islice(told, MANY):
        yield _finding(notice, slip)


def _finding(notice: Notice, slip: Slip) -> Finding:
    text = notice.text
    said = text[slip.start : slip.end]
    wrong, right = (words[slip.at : slip.at + slip.size] for words in (said, slip.phrase))
    elsewhere = slip.phrase in text
    return Finding(
        f"“{said}”疑为“{slip.phrase}”之误（“{wrong}”与“{right}”{resemblance(wrong, right) or '音近'}），请核实",
        notice.span(slip.start, slip.end),
        certainty=Certainty.CERTAIN if elsewhere else Certainty.LIKELY,
        suggestion=f"本文别处写作“{slip.phrase}”" if elsewhere else None,
        cause=f"character:{slip.start + slip.at}",  # O102 may see it in the word alone
    )
