"""E103: the inspection team and the round must stay the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.inspections import Round, Team, foreground, guides, own_year, rounds, supervisors, teams
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import AUDIT, INSPECTION, SUPERVISION
from auditor.registry import rule

SIDE_BY_SIDE = 12  # characters around a team in which one of the other name is another team
VERB = 4  # characters before a round among which it may stand that its results are built upon
_RESULT = compiled(r"巡[察视](?:整改)?成果")
_BUILDS_ON = compiled(r"(?:巩固|拓展|深化|扩大|运用|转化)(?:好|了)?\Z")
WORDS = ("巡察", "巡视")
DOMINANT = 3  # another ordinal counts as a slip if the usual one stands this many times as often


@rule(
    "E103",
    name="inspection-team",
    severity=Severity.WARNING,
    up_to=Severity.ERROR,
    since="0.1",
    profiles=(INSPECTION, AUDIT, SUPERVISION),
)
def inspection_team(notice: Notice) -> Iterator[Finding]:
    """巡察组序号、巡察轮次前后不一致。

    检查什么
    同一级党委的巡察组，序号（第三巡察组、巡察三组）和“巡察”“巡视”用语应全文一致；标题、开头与正文所称的届次、
    轮次（三届区委第十四轮）应一致。写有年份的句子，只在不早于本次反馈、说的是对反馈意见的落实（印发《…落实县委第二巡察组反馈意见整改方案》）时比较。同一级的督察组、指导组序号不一的，“督察组”通篇如此而仅一处写作“督查组”的（或者相反），也提出。并列多个组、隐去序号（第X巡察组）的不比较；以“上一轮”“此前”“曾”等引述的其他
    巡察不算矛盾。

    为什么
    通报只答复一次巡察，组别、轮次写错即对象有误。

    反例
    - 柳溪县水利局主题教育问题整改情况的公示
      县委主题教育第二巡回指导组两次到局指导。
      一、问题来源
      县委主题教育第四巡回指导组反馈1个。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      2021年3月，区委第三巡察组对石桥街道开展了巡察。区委第三巡察组反馈了意见。
      一、总体情况
      对区委第二巡察组指出的问题逐项整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      2021年3月，区委巡察一组对石桥街道开展了巡察，并反馈意见。
      一、总体情况
      街道党工委对照区委第四巡察组指出的问题逐项整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      2021年3月，区委第三巡察组对石桥街道开展了巡察。2021年5月，区委第三巡察组反馈了意见。
      一、总体情况
      2021年6月2日，印发《石桥街道落实区委第二巡察组反馈意见整改方案》。
      二、整改情况
    - 石桥街道党工委关于五届区委第六轮巡察整改情况的通报
      根据部署，五届区委第七轮巡察对石桥街道开展了巡察。
      一、总体情况
      石桥街道党工委高度重视。
      二、整改情况
    - 石桥街道党工委关于五届区委第六轮巡察整改情况的通报
      根据部署，区委第三巡察组对石桥街道开展了巡察。
      一、总体情况
      石桥街道党工委高度重视。
      二、下一步工作
      紧盯四届区委第六轮巡察反馈意见，抓好后续整改。
    - 江源市贯彻落实省生态环境保护督察反馈问题整改情况的公示
      2023年4月，省第二生态环境保护督察组对江源市开展了督察。省督察组反馈了督察意见。
      一、总体情况
      省督察组转办信访件36件，均已办结。
      二、整改情况
      有关做法得到省督查组肯定。

    正例
    - 江源市文化局党组关于巡察整改情况的通报
      根据六届市委第七轮巡察安排，市委第三巡察组巡察了市文化局党组。2021年，五届市委第十轮巡察时，市委第六巡察组也曾巡察过我局。
      一、总体情况
      二、整改情况
    - 柳溪乡党委关于巡察整改情况的通报
      县委第一巡察组于2017年8月21日至9月20日对柳溪乡党委开展了巡察，这是我乡第二次接受巡察，头一次是2016年5月，由县委第四巡察组做的。
      一、总体情况
      县委第一巡察组反馈问题12个。
      二、整改情况
    - 柳溪县水利局主题教育问题整改情况的公示
      县委主题教育第二巡回指导组两次到局指导。
      一、问题来源
      省委主题教育第四巡回指导组反馈1个。
      二、整改情况
    - 江源市贯彻落实省生态环境保护督察反馈问题整改情况的公示
      2023年4月，省第二生态环境保护督察组对江源市开展了督察。省督察组反馈了督察意见。
      一、总体情况
      省督察组转办信访件36件，市委督查组每月跟踪督办。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      区委巡察一组对石桥街道开展了巡察。
      一、总体情况
      区委第一巡察组反馈的问题均已整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      区委第三巡察组对石桥街道开展了巡察，并反馈意见。
      一、总体情况
      此前区委第一巡察组反馈的问题已销号。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      2021年3月，区委第三巡察组对石桥街道开展了巡察。2021年5月，区委第三巡察组反馈了意见。
      一、总体情况
      2019年6月，印发《石桥街道落实区委第二巡察组反馈意见整改方案》。2022年4月，区委第二巡察组对两个村开展巡察。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      区委第一、第二巡察组对石桥街道开展了巡察。
      一、总体情况
      区委第三巡察组配合。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      2018年11月，区委第一巡察组对石桥街道开展了巡察。同时，2019年3月，区委第二巡察组对六个村开展了巡察。
      一、总体情况
      两次反馈的问题一并整改。
      二、整改情况
    - 石桥街道党工委关于巡察整改情况的通报
      市委第二巡察组对石桥街道开展了巡察。
      一、总体情况
      省委第五巡视组反馈的问题同步整改。
      二、整改情况
    - 石桥街道党工委关于五届区委第六轮巡察整改情况的通报
      根据部署，开展了五届区委第六轮巡察。
      一、总体情况
      针对五届四轮巡察反馈的违建问题逐项整改，四届区委第六轮巡察遗留的问题一并销号。
      二、整改情况

    依据
    《中国共产党巡视工作条例》（2024年修订）：巡察组根据每轮任务设立，一次一授权。
    """
    numbered = [t for t in teams(notice) if t.number is not None]
    if len({(t.number, t.word) for t in numbered}) > 1:
        yield from _teams(notice, foreground(notice, numbered, since=own_year(notice)))
    yield from _supervisors(notice)
    for others, what in ((supervisors(notice), "督察组序号"), (guides(notice), "指导组序号")):
        sent = [t for t in others if t.number is not None]
        if len({t.number for t in sent}) > 1:
            yield from _numbers(notice, foreground(notice, sent, since=own_year(notice)), what)
    told = list(rounds(notice))
    if len({(r.number, r.term) for r in told}) > 1:
        yield from _rounds(notice, foreground(notice, told))


def _teams(notice: Notice, numbered: list[Team]) -> Iterator[Finding]:
    levels = {t.level for t in numbered if t.level}
    for level in sorted(levels):
        of_level = [t for t in numbered if t.level == level or (not t.level and len(levels) == 1)]
        yield from _numbers(notice, of_level, f"{of_level[0].word}组序号")
        usual, odd = _minority(of_level, [t.word for t in of_level])
        for team in odd:
            if usual is not None and team.number == usual.number:
                word = team.start + team.text.rindex("巡") + 2
                said = _differs(notice, team, usual, len(of_level) - len(odd), "巡察、巡视用语")
                yield evolve(said, cause=f"inspection-word:{word}")


def _numbers(notice: Notice, teams: list[Team], what: str) -> Iterator[Finding]:
    """The teams of one level whose number is not that of most."""
    usual, odd = _minority(teams, [t.number for t in teams])
    for team in odd:
        if usual is not None and (team.level == usual.level or not usual.level):
            yield _differs(notice, team, usual, len(teams) - len(odd), what)


def _supervisors(notice: Notice) -> Iterator[Finding]:
    """省督查组 once, where everything else is of the 督察组 of the same level, or the other way round."""
    every = supervisors(notice)
    counts = Counter(t.word for t in every).most_common()
    if len(counts) != 2 or counts[1][1] > 1 or counts[0][1] < DOMINANT:
        return
    (word, count), (other, _) = counts
    odd = next(t for t in every if t.word == other)
    usual = [t for t in every if t.word == word and t.level == odd.level]
    if not odd.level or odd.introduces or not usual or not foreground(notice, [odd]):
        return
    same = next((t for t in usual if odd.number in (None, t.number)), None)
    near = notice.text[max(0, odd.start - SIDE_BY_SIDE) : odd.end + SIDE_BY_SIDE]
    if same is not None and same.text not in near:
        said = evolve(same, start=same.end - len(word) - 1, text=f"{word}组")
        yield _differs(notice, odd, said, count, "督察、督查用语")


def _minority(teams: list[Team], values: list[int | None] | list[str]) -> tuple[Team | None, list[Team]]:
    """The first team of the usual value and those of the other one, if there are two values and one is a slip."""
    counts = Counter(values).most_common()
    if len(counts) != 2:
        return None, []
    (first, many), (second, few) = counts
    if few > 1 and many < DOMINANT * few:
        return None, []
    usual = next(t for t, v in zip(teams, values, strict=True) if v == first)
    odd = [t for t, v in zip(teams, values, strict=True) if v == second]
    if any(t.introduces for t in odd) and any(
        t.introduces for t, v in zip(teams, values, strict=True) if v == first
    ):
        return None, []  # two inspections, each told with its object
    return usual, odd


def _differs(notice: Notice, team: Team, usual: Team, count: int, what: str) -> Finding:
    same_inspection = team.opening and usual.opening
    return Finding(
        f"{what}前后不一致：此处“{team.text}”，另有 {count} 处为“{usual.text}”，请核实",
        notice.span(team.start, team.end),
        severity=Severity.ERROR if same_inspection else Severity.WARNING,
        certainty=Certainty.LIKELY if same_inspection or count > 1 else Certainty.QUERY,
        related=(Label(notice.span(usual.start, usual.end), f"“{usual.text}”"),),
        evidence=Evidence(
            team.text, usual.text, f"“{team.text}”1 处，“{usual.text}”{count} 处", elsewhere=True
        ),
    )


def _rounds(notice: Notice, present: list[Round]) -> Iterator[Finding]:
    own = next((r for r in present if r.opening), None)
    if own is None:
        return
    same = [r for r in present if (r.number, r.term or own.term) == (own.number, own.term)]
    follows = Counter(r.follows for r in same)
    for other in present:
        differs = other.number != own.number or (
            None not in (other.term, own.term) and other.term != own.term
        )
        # In the opening the same inspection is meant; further down only if the same words follow repeatedly,
        # if its results are to be built upon, or if the round is the same and the committee's term alone differs.
        alike = other.level == own.level and (
            follows[other.follows] > 1 or other.number == own.number or _is_own_result(notice, other)
        )
        if differs and (other.opening or alike):
            yield Finding(
                f"{_word(notice, own)}轮次前后不一致：此处“{other.text}”，另有 {len(same)} 处为“{own.text}”，请核实",
                notice.span(other.start, other.end),
                severity=Severity.ERROR if other.opening else Severity.WARNING,
                certainty=Certainty.LIKELY if other.opening else Certainty.QUERY,
                related=(Label(notice.span(own.start, own.end), f"“{own.text}”"),),
                evidence=Evidence(other.text, own.text, f"“{other.text}”与“{own.text}”", elsewhere=True),
            )


def _is_own_result(notice: Notice, told: Round) -> bool:
    """Whether the results of a round are built upon, as each does with its own: 巩固五届区委第六轮巡察整改成果."""
    return (
        _RESULT.match(told.follows) is not None
        and _BUILDS_ON.search(notice.text, max(0, told.start - VERB), told.start) is not None
    )


def _word(notice: Notice, told: Round) -> str:
    """巡视 or 巡察, as the words behind a round say it, or else the title."""
    return next((word for words in (told.follows, notice.title) for word in WORDS if word in words), WORDS[0])
