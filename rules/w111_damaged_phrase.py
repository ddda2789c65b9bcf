"""W111: a set phrase that lacks a character, or in which two changed places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.spelling.confusions import is_listed
from auditor.spelling.damaged import Damage, damages
from auditor.spelling.phrases import slips_of

MANY = 50  # findings of one text


@rule("W111", name="damaged-phrase", severity=Severity.WARNING, since="0.1")
def check_damaged_phrase(notice: Notice) -> Iterator[Finding | Tie]:
    """词组缺字、颠倒。

    检查什么
    整改通报常用的四至九字词组，中间是否缺了一个字，或者相邻两个字颠倒，而剩下的字与前后都不成词；分句开头、末尾的词组，是否缺了首字、末字。
    剩下的字说得通的（受困群众、严要求），不报。

    为什么
    删改、录入、扫描时掉字、换位，成文后不易看出；“安全产”“专题究研”一类差错常在公开后才被指出。

    反例
    - 深入学习贯落实上级部署，健全安全产隐患排查机制，对固定产逐件登记。
    - 推进人居环整治，规范政府采程购序；营商环境持续优化，众反映较多，反腐倡，常抓不懈。
    - 坚持举反三，该同志受到党内严警告处分。
    - 班子成员专题究研选人用人工作，建立问题清单、责清任单，抓好改整落实。

    正例
    - 招投标管理规范，饮用水源地达标，创优营商环境，加强带头人队伍建设，履行第一责任人责任。
    - 统筹推，重点抓，党委会记录不规范的问题已整改，完成3项前期手续。
    - 一以贯之抓落实，生产安全产品，农业固定产量标准，坚持一反三复核对。
    - 解救受困群众，坚持高标准、严要求，乡规民约上墙，端午节期间值班，签合同前先审核。
    - 各单位按期办结，压实整改责任，工作质效明显提升，扎扎实实推进，取得实实在在的成效。
    - 发扬新官理旧账的担当，逐年化解欠款。
    - 责任主体清楚，整改责任落实，监督与督查并重，领导班子、干部队伍结构优化。

    依据
    《党政机关公文处理工作条例》第十九条：表述准确，文字精练；《现代汉语词典》（第7版）。
    """
    yield from islice(_findings(notice), MANY)


def _findings(notice: Notice) -> Iterator[Finding]:
    text = notice.text
    told = {place for slip in slips_of(notice) for place in range(slip.start, slip.end)}  # W110 tells these
    for damage in damages(text):
        around = text[max(0, damage.start - 1) : damage.end + 1]
        if told.isdisjoint(range(damage.start, damage.end)) and not is_listed(around):
            yield _finding(notice, damage)


def _finding(notice: Notice, damage: Damage) -> Finding:
    text = notice.text
    phrase, at = damage.phrase, damage.at
    said = text[damage.start : damage.end]
    what = f"缺“{phrase[at]}”字" if damage.is_loss else f"“{phrase[at : at + 2]}”两字颠倒"
    elsewhere = phrase in text
    return Finding(
        f"“{said}”疑为“{phrase}”之误（{what}），请核实",
        notice.span(damage.start, damage.end),
        certainty=Certainty.CERTAIN if elsewhere else Certainty.LIKELY,
        suggestion=f"本文别处写作“{phrase}”" if elsewhere else None,
        cause=f"term:{damage.start}",  # W101 may see it in a fixed term
    )
