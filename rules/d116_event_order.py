"""D116: a later step of a matter is dated before an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.dates.deadlines import reversed_orders
from auditor.dates.early import early_sequels
from auditor.dates.order import reversed_steps
from auditor.dates.timeline import timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.registry import rule


@rule("D116", name="event-order", severity=Severity.WARNING, since="0.1")
def event_order(notice: Notice) -> Iterator[Finding]:
    """同一件事的先后步骤，日期顺序颠倒。

    检查什么
    同一句中先后写明日期的两个步骤，如开工与竣工、审议通过与印发、自验与复验、立案与结案、受理与办结、任前公示与任命，后一步骤的日期早于
    前一步骤的，提请核实。两处之间另有所指（另一个项目、另一批、补办、重新验收）的，或日期只写到月、写成起止的，不比较；
    后一日期未写年份而相隔半年以上的，可能指次年，也不比较。“8月22日印发《……通知》，要求于8月12日前报送”“8月22日启动自查，8月12日结束”
    一类时限、结束日早于印发日、启动日的，“7月30日召开会议，并于6月15日印发方案”一类承接在后而日期在前的，也提请核实。

    为什么
    日期录错一位或两处写反，单看每个日期都没有毛病，只有放在一起才看得出。

    反例
    - 东渠改造工程于2024年7月25日开工，2024年7月18日竣工。
    - 2024年7月18日通过市级复验，7月25日通过县级自验。
    - 该信访事项2024年5月20日受理，5月12日办结。
    - 8月22日，向各站所下发《关于开展票据自查的通知》，要求各站所于8月12日前将自查结果报财务股。
    - 8月22日启动票据自查，8月12日结束。
    - 《采购管理办法》经2024年7月20日党委会审议通过，于7月16日印发执行。
    - 2024年7月20日，党委会审议通过《采购管理办法》，7月16日印发各科室。
    - 北街管网项目，开工时间：2024年6月20日；竣工时间：2024年6月2日。
    - 2024年7月30日，局党组召开会议研究整改工作，并于2023年8月15日印发整改方案。

    正例
    - 2024年7月30日，局党组召开会议研究整改工作，并于2024年8月15日印发整改方案，并已于2024年5月底前整改到位。
    - 东渠改造工程于2024年7月18日开工，2024年9月25日竣工。
    - 东渠改造工程于2024年7月25日开工，西渠改造工程2024年7月18日竣工。
    - 2024年7月20日，党委会审议通过《采购管理办法》，7月16日印发《合同管理办法》。2024年7月16日印发征求意见稿，7月20日审议通过。
    - 东渠改造工程于2024年11月25日开工，3月18日竣工。
    - 8月22日下发《关于开展票据自查的通知》，要求各站所对8月12日前开具的票据逐张核对，9月5日前报财务股。
    - 11月22日印发《关于开展票据自查的通知》，要求各站所于1月12日前报财务股。
    - 8月22日启动票据自查，8月12日启动的合同自查已结束。
    - 甲事项2024年5月2日受理，5月6日办结，5月4日受理的乙事项正在办理。
    - 2024年7月18日通过初验，问题整改后7月25日重新组织自验。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    for early, late in reversed_steps(notice):
        first = notice.text[early.day.start : early.day.end]
        second = notice.text[late.day.start : late.day.end]
        yield Finding(
            f"“{late.word}”在 {second}，早于“{early.word}”的 {first}，先后次序颠倒，请核实",
            notice.span(late.start, late.end),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(early.start, early.end), f"“{early.word}”在 {first}"),),
            evidence=Evidence(second, first, elsewhere=True),
            claims=(late.day, early.day),
        )
    line = timeline(notice)
    for before, then in early_sequels(notice, line):
        first, second = (notice.text[event.start : event.end] for event in (before, then))
        yield Finding(
            f"{second} 承接在 {first} 之后，日期却在前，请核实",
            notice.span(then.start, then.end),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(before.start, before.end), f"前文日期：{first}"),),
            evidence=Evidence(second, first, elsewhere=True),
            claims=then.claims,
        )
    for each in reversed_orders(notice):
        first, second = (notice.text[day.start : day.end] for day in (each.early, each.late))
        yield Finding(
            f"{each.words}（{second}）早于前文的{first}，先后次序颠倒，请核实",
            notice.span(each.start, each.end),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(each.early.start, each.early.end), f"前文日期：{first}"),),
            evidence=Evidence(second, first, elsewhere=True),
            claims=(each.late,),
        )
