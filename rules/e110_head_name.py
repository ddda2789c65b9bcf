"""E110: the head of a body named in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.heads import namesakes
from auditor.notice import Notice
from auditor.registry import rule


@rule("E110", name="head-name", severity=Severity.WARNING, since="0.1")
def head_name(notice: Notice) -> Iterator[Finding]:
    """同一职务的姓名差一字。

    检查什么
    院长、局长、党委书记等一个单位只有一人担任的职务，后面的姓名在两处只差名字中的一个字，其中一处全文仅此一见。
    两字形近或音近的作警示，其他只作提示；形近、音近的，一人兼两职（党组书记、局长）和副职也比较，姓名后写“同志”“任组长”“局长”而前面没有职务的（周文博同志）也与之比较；
    这样的姓名全文只有一个、仅此一见，而只差一字的姓名两处以上都写明正职的，不论是否形近、音近都作警示。原任、时任、现任，不同单位的
    同一职务，以及写到接任、调任的，不作比较。

    为什么
    姓名录入错一个字，读者会以为是两个人。

    反例
    - 成立由院长周孟文任组长的专班。重点学科建设由周梦文牵头。
    - 成立由院长周文博任组长的工作专班。
      对整改进展，院长周文搏每周调度。
    - 党委书记韩立诚主持会议。会后，校党委书记韩立城到现场督办。
    - 党组书记、局长周维平任组长。党组书记周维萍同志带队检查。
    - 由副院长赵建勋牵头整改。副院长赵健勋在会上作说明。
    - 成立由院长周文博任组长的工作专班。4月18日召开动员会，周文搏同志讲话。
    - 院长周文博主持会议，周文博同志任组长。对尚未办结的案件，由周文彬同志牵头督办。
    - 成立由党总支书记、馆长周文博任组长的工作专班。总支书记周文搏带队督办。
    - 乡长蒋志刚和纪委书记唐明任副组长。下一步由陈宏同志和蒋志钢同志分别包抓饮水和道路。
    - 院长周孟文作动员讲话，副院长沈立群宣读方案。成立由周梦文任组长、沈立群任副组长的领导小组。

    正例
    - 乡长蒋志刚和纪委书记唐明任副组长。由陈宏同志和蒋立群同志分别包抓，蒋立新任组长，蒋一刚任副组长。
    - 院长周孟文作动员讲话，成立由周梦文任副组长的领导小组。原副院长沈立群、党员代表和沈立勤同志到会，由沈立勤任组长。
    - 成立由院长周孟文任组长的专班。重点学科建设由周建文牵头。
    - 由局长周文博任组长。市委巡察组组长周文搏作反馈，工会主席周文勃到会。
    - 院长周文博主持会议，周文博同志任组长。由周文彬同志牵头督办，沈立群同志配合。
    - 院长周文博主持会议，周文博同志任组长。由副院长周文彬同志牵头督办。
    - 副院长周文博主持会议，周文博同志任组长。由周文彬同志牵头督办。
    - 成立由院长周文博任组长的工作专班。4月18日召开动员会，周文彬同志讲话。
    - 成立由院长周文博任组长，周文搏同志任副组长、陈宏同志为成员的工作专班。
    - 成立由院长周文博任组长、副院长周文搏任副组长的工作专班。
    - 原院长周文博已被立案审查。院长周文搏主持会议。
    - 市一医院院长周文博到会。市中医院院长周文搏发言。
    - 院长周文博同志调离后工作一度停滞。院长周文搏到任后重新部署。
    - 东岭村党支部书记韩立诚作检查。西岭村党支部书记韩立城作发言。

    依据
    《党政机关公文处理工作条例》第二十条：人名须准确。
    """
    for each in namesakes(notice):
        odd, usual = each.odd, each.usual
        reason = f"（{each.reason}）" if each.reason else ""
        yield Finding(
            f"{'' if odd.only is None else odd.post}“{odd.name}”仅 1 处，另有 {each.count} 处为“{usual.name}”，只差一字{reason}，请核实是否为同一人",
            notice.span(odd.start, odd.end),
            severity=Severity.WARNING if each.reason or each.stranger else Severity.INFO,
            certainty=Certainty.QUERY,
            related=(Label(notice.span(usual.start, usual.end), f"“{usual.name}”（共 {each.count} 处）"),),
            evidence=Evidence(
                odd.name, usual.name, f"{usual.post}“{usual.name}”，姓名只差一字", elsewhere=True
            ),
        )
