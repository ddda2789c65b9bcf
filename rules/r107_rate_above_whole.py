"""R107: a share of a whole that is more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.claims import Bound, Rate
from auditor.findings import Certainty, Evidence, Finding, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_FALLS = compiled(r"(?:下降|减少|降低|缩减|压减|压降|回落|减轻|缩短|下滑)了?\Z")
_BELOW_NOTHING = compiled(r"利润|盈|亏|收益|差|净|现金流|增[长速幅]|[增减]量|温度")


@rule("R107", name="rate-above-whole", severity=Severity.WARNING, since="0.1")
def rate_above_whole(notice: Notice) -> Iterator[Finding]:
    """比率超过100%。

    检查什么
    整改率、办结率、合格率、满意率、覆盖率、占比等部分与总体之比是否大于100%。
    下降、减少的幅度是否大于100%（利润、差额等可以为负的不查）。
    完成率、进度、执行率等可以超额的不查；含往年结转、提前办理的另有说明的不查。

    为什么
    部分不会多于总体，超过100%说明分子、分母或比率本身有误。

    反例
    - 截至目前，共整改问题412个，整改率103%。
    - 热线工单办结率105.02%，群众满意率98%。
    - 信访总量较去年同期下降131.5%，重复访减少112%。

    正例
    - 截至目前，整改率100%，税收收入完成率107.3%，预算执行率102%。
    - 收案50件，结案62件（含上年结转），结案率124%。
    - 公司净利润同比下降131.5%，由盈转亏；人口净流入减少120%，财政收支差额下降105%。
    - 目标是年底前下降到105%以下，降至102%。
    - 办结率同比提高105%，满意率由98%提高到100%。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for rate in notice.claims.rates:
        if rate.value <= 100 or rate.named or rate.bound is not Bound.EXACT:
            continue
        stated = notice.text[rate.start : rate.end]
        told = f"“{rate.lead[-8:]}{stated}”"
        if _FALLS.search(rate.lead) and not _BELOW_NOTHING.search(_clause(notice, rate)):
            message = f"{told}：下降、减少不会超过100%，请核实"
        elif rate.lead.endswith(_bounded()) and "结转" not in _clause(notice, rate):
            message = f"{told}超过100%，请核实"
        else:
            continue
        yield Finding(
            message,
            notice.span(rate.start, rate.end),
            certainty=Certainty.LIKELY,
            evidence=Evidence(stated, "不超过100%", f"{stated} > 100%"),
            claims=(rate,),
        )


def _clause(notice: Notice, rate: Rate) -> str:
    start = rate.sentence.start if rate.sentence else rate.start
    return notice.text[start : rate.end + 20]


@cache
def _bounded() -> tuple[str, ...]:
    """The names of such rates, also with what stands between a name and its number: 整改率达, 占比为."""
    names = lexicon.words("statuses", "bounded_rates")
    return tuple(name + link for name in names for link in ("", "达", "达到", "为", "达到了", "是"))
