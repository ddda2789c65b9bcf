"""E104: the level of the committee that inspected must stay the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import any_of
from auditor.names.inspections import foreground, own_year, teams
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import AUDIT, INSPECTION, SUPERVISION
from auditor.registry import rule

_CHAIRED = compiled(
    rf"(?P<level>[省市县区州旗])(?:(?:委|(?:人民)?政府)(?:书记|主要(?:负责同志|负责人|领导(?:同志)?)|常委)|长)"
    rf"[^，,。；;：:、\n赴到在]{{0,8}}主持(?:召开)?了?(?P<body>(?P<other>[省市县区州旗])"
    rf"(?:委(?:{any_of('organisations', 'own_meetings.committee')})"
    rf"|(?:人民)?政府(?:{any_of('organisations', 'own_meetings.government')})))"
)

FEEDBACK = ("反馈", "指出", "对", "向", "进驻", "提出", "交办")


@rule(
    "E104",
    name="supervising-level",
    severity=Severity.WARNING,
    since="0.1",
    profiles=(INSPECTION, AUDIT, SUPERVISION),
)
def supervising_level(notice: Notice) -> Iterator[Finding]:
    """巡察组所属党委前后不一致。

    检查什么
    派出巡察组的党委级别（市委、区委、县委）应全文一致：同一序号的巡察组分属两级，或全文均为一级而仅一处写作另一级
    巡察组“反馈”“指出”的，提示核实。“提级巡察”“上下联动”“上一轮”等语境和巡视组（中央、省级）不比较。
    一级党委、政府的负责人主持召开的应是本级的会议，市委书记主持召开县委审计委员会会议一类，也提请核实。

    为什么
    区委、市委一字之差即改变巡察主体。

    反例
    - 石桥街道党工委关于巡察整改情况的通报
      市委第六巡察组对石桥街道开展了巡察。市委第六巡察组反馈了意见。
      一、总体情况
      对区委第六巡察组指出的问题逐项整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      县委巡察组对石桥街道开展了巡察。县委巡察组反馈了意见。
      一、总体情况
      针对市委巡察组反馈的问题建立台账。
      二、整改情况
    - 石桥市教育局党组关于巡察整改情况的通报
      市委第一巡察组对石桥市教育局党组开展了巡察。
      一、总体情况
      市委主要负责同志主持召开县委审计委员会会议，专题研究审计整改工作。
      二、整改情况

    - 柳溪镇党委关于巡察整改情况的通报
      2023年，县委第二巡察组对柳溪镇党委开展了巡察，并反馈了意见。
      一、总体情况
      2023年2月20日，镇党委召开会议，镇党委书记传达市委第二巡察组反馈意见。
      二、整改情况

    正例
    - 石桥县教育局党组关于巡察整改情况的通报
      县委第一巡察组对石桥县教育局党组开展了巡察。
      一、总体情况
      市委常委、县委书记主持召开县委常委会会议，市委书记主持召开县委书记座谈会，市领导到会指导县委常委会民主生活会。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      市委第六巡察组对石桥街道开展了提级巡察。
      一、总体情况
      市委第六巡察组反馈的问题均已整改，并向区委报告。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      区委第三巡察组对石桥街道开展了巡察。
      一、总体情况
      按照市委、区委要求整改，区委第三巡察组反馈的问题均已整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      区委第三巡察组对石桥街道开展了巡察。区委第三巡察组反馈了意见。
      一、总体情况
      此前市委第三巡察组反馈的问题已销号。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      县委第一巡察组对石桥街道开展了巡察，并反馈意见。
      一、总体情况
      省委第二巡视组反馈的问题同步整改。
      二、整改情况

    依据
    《中国共产党巡视工作条例》（2024年修订）：市、县党委建立巡察制度，设立巡察机构。
    """
    for match in _CHAIRED.finditer(notice.text) if "主持" in notice.text else ():
        if match["level"] != match["other"]:
            yield Finding(
                f"“{match[0]}”：主持人与会议不是同一级，请核实",
                notice.span(*match.span("body")),
                certainty=Certainty.LIKELY,
            )
    present = [t for t in teams(notice) if t.level and t.word == "巡察"]
    if len({t.level for t in present}) < 2:
        return
    present = foreground(notice, present, since=own_year(notice))
    levels = Counter(t.level for t in present).most_common()
    if len(levels) != 2 or (levels[1][1] > 1 and levels[0][1] <= 3 * levels[1][1]):
        return
    (level, count), (other, _) = levels
    usual = [t for t in present if t.level == level]
    for team in present:
        if team.level != other:
            continue
        same = next((t for t in usual if t.number == team.number), None)
        told = notice.text.startswith(FEEDBACK, team.end)
        if same is None or (team.number is None and not (told and count > 1)):
            continue  # another team of another level: another inspection
        yield Finding(
            f"巡察组所属党委前后不一致：此处“{team.text}”，另有 {count} 处为“{level}”巡察组，请核实",
            notice.span(team.start, team.end),
            certainty=Certainty.LIKELY if team.number is not None and count > 1 else Certainty.QUERY,
            related=(Label(notice.span(same.start, same.end), f"“{same.text}”"),),
            evidence=Evidence(other, level, f"“{other}”1 处，“{level}”{count} 处", elsewhere=True),
        )
