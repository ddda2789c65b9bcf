"""R104: the same quantity told twice with different values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from operator import attrgetter

from auditor.claims import Quantity
from auditor.figures.amounts import written
from auditor.findings import Finding, Severity, Tie
from auditor.names.inspections import Team, teams
from auditor.notice import Notice
from auditor.registry import rule
from auditor.stated.areas_told import areas_told
from auditor.stated.main_figures import Main, main_figure, mentioned_figure
from auditor.stated.measures_told import measures_told
from auditor.stated.overviews import of_all, overviews
from auditor.stated.rules_told_again import rules_told_again
from auditor.stated.taken_up import taken_up
from auditor.stated.twice import told_twice

_DONE_CAUSE = "progress:已完成:问题"  # R110 sees it too
TEAM_BEFORE = 30  # characters before a number in which it is told who fed it back
NEAR = Decimal(2)  # what a mention may be off, or a tenth of the total; beyond that it is of something else
MOST_PARTS = 6  # of a total that are added up in every way


@rule("R104", name="same-figure-twice", severity=Severity.ERROR, since="0.1")
def same_figure_twice(notice: Notice) -> Iterator[Finding | Tie]:
    """同一数量前后不一致。

    检查什么
    反馈问题总数、已完成整改的问题数、整改措施总数，在标题、导语、总体情况等处再次出现时数值是否相同。
    后文再提到总数的（对46条整改措施逐条复核、落实方案确定的46条整改措施、46条措施已完成41条）也作比较，相差不大而别处又没有这个数的才提示；
    同一段先写“细化为47项措施”、又写“46项措施已完成43项”的，也作比较。
    总体情况按“第一个聚焦3类11个、第二个聚焦4类10个”列数的，与各部分标题括注的数目（3类11个问题）依次比较；一处以上不同的，不作判断。
    同一段先写“拆除围网38处”，后写“拆除的36处围网均已验收”“上述36处围网均……”的，也作比较；段中另有这个数、或者差额另有说明的不算；总体情况“完善制度62项”与后文“用好已出台的64项制度”同样比较。
    另加限定的数目（突出问题、上轮反馈、立行立改、移交线索等）不作比较。

    为什么
    同一数字在两处不同，至少一处未随修改更新。

    反例
    - 江源市文化局党组关于巡察整改情况的通报
      市委第三巡察组反馈了意见。
      一、总体情况
      一是细化任务。针对巡察反馈的4个方面17个问题，制定整改方案。
      16个问题已完成整改14个，正在推进2个。
      二、整改情况
    - 巡察组共反馈问题25个。按照要求，现将情况公布如下。
      一、总体情况
      针对巡察反馈的27个问题，逐项制定方案。
    - 制定整改措施46条，明确责任人。
      一、总体情况
      细化整改措施48条，逐条落实。
    - 制定整改措施46条，明确责任人。
      一、下一步打算
      对照48条整改措施逐条复核，确保落实到位。
    - （一）建账销号。将问题细化为47项措施，逐项明确时限。46项措施已完成43项，完成率93.5%。
    - 制定整改措施46条，明确责任人。
      一、下一步打算
      落实整改方案确定的48条整改措施，一抓到底。
    - 巡察反馈2个方面3类9个具体问题，其中第一个聚焦2类5个、第二个聚焦1类4个。
      一、组织领导
      召开会议。
      二、整改情况
      （一）聚焦政治建设方面（2类5个问题）
      1.关于学习不深入的问题。开展集中学习。
      （二）聚焦基层党建方面（1类3个问题）
      1.关于党费收缴不及时的问题。补缴党费。

    - 共清退承租户29户，收回门面31间。收回的30间门面均已公开招租。
    - 发现违规占用耕地178亩。截至目前，违规占用的188亩耕地已全部恢复耕种。

    正例
    - 发现违规占用耕地178亩。违规占用的178亩耕地已全部恢复耕种。闲置房产42处，已出售2处，闲置的40处房产均已出租。
    - 江源市文化局党组关于巡察整改情况的通报
      市委第三巡察组反馈问题27个。2021年五届市委巡察时，当年反馈的31个问题中，有2个此次又被指出。
      一、总体情况
      二、整改情况
    - 柳溪乡党委关于巡察整改情况的通报
      县委第四巡察组反馈的36个问题已完成整改31个。
      一、总体情况
      县委第五巡察组反馈的19个问题，已完成整改16个。
      二、整改情况
    - 共清退承租户29户，收回门面31间，其中破损1间。收回的30间门面均已公开招租，首批清退的27户承租户均已签订协议。
    - 巡察反馈2个方面3类9个具体问题，其中第一个聚焦2类5个、第二个聚焦1类4个。
      一、组织领导
      召开会议。
      二、整改情况
      （一）聚焦政治建设方面（2类5个问题）
      1.关于学习不深入的问题。开展集中学习。
      （二）聚焦基层党建方面（1类4个问题）
      1.关于党费收缴不及时的问题。补缴党费。
    - 巡察组共反馈问题25个。
      一、总体情况
      针对巡察反馈的25个问题，逐项制定方案。
    - 巡察组共反馈问题25个，其中突出问题7个。
      一、总体情况
      针对反馈的7个突出问题，挂牌督办。上轮巡察反馈的12个问题已销号。
    - 巡察组向街道反馈问题25个，向社区反馈问题18个。
    - 制定整改措施46条，已完成44条，正在推进2条。
      一、下一步打算
      围绕队伍建设方面，对16条整改措施逐条复核；对2条措施逐项明确时限。
    - 制定整改措施46条，其余2条措施年底前完成。
      一、下一步打算
      落实44条整改措施，巩固成效。
    - 一是开展检查12次。二是开展检查8次。
    - （一）建账销号。将问题细化为47项措施，经合并，46项措施已完成43项，完成率93.5%。
    - 巡察组共反馈问题21个。
      一、整改落实情况
      （一）党的建设方面。反馈问题12个，已完成整改11个，制定整改措施25项。
      （二）作风建设方面。反馈问题9个，已完成整改9个，制定整改措施17项。
    - 12个问题已整改11个，正在整改1个。
      一、整改情况
      （一）党的建设方面
      反馈的7个问题已整改6个，正在整改1个。
      （二）作风建设方面
      反馈的5个问题全部整改完毕。
      二、下一步打算
      （一）巩固成果。对已整改的11个问题开展“回头看”。
    - 检查组反馈了12个问题，其中食堂管理7个、收费3个、采购2个。
      先说食堂。检查组指出的7个问题，归纳起来是留样和账目两个方面。
      再说收费。检查组指出的3个问题，都已改正。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for pair in areas_told(notice):
        yield _compared(notice, "同一方面的数目", pair.overview, pair.heading)
    for each in measures_told(notice):
        pair_of = (each.again, each.laid_down) if each.proved else (each.laid_down, each.again)
        severity = None if each.proved else Severity.WARNING
        yield _compared(notice, Main.MEASURES, *pair_of, severity, sound=each.proved)
    for mention in (*taken_up(notice), *rules_told_again(notice)):
        if mention.agree:
            spans = tuple(notice.span(q.start, q.end) for q in (mention.first, mention.again))
            yield Tie((mention.first, mention.again), f"前后两处均为 {written(mention.first)}", spans)
        else:
            words = "后文说的是同一批，而数目前后不一致"
            yield told_twice(
                notice,
                mention.first,
                mention.again,
                words,
                cause=f"again:{mention.first.start}",
                severity=Severity.WARNING,
                sound=True,
            )
    wholes = {id(p): g.whole for g in notice.claims.groups for p in g.parts}
    told: dict[Main, list[Quantity]] = {}
    again: dict[Main, list[Quantity]] = {}
    for q in notice.claims.quantities:
        role = main_figure(notice, q)
        if role:
            told.setdefault(role, []).append(q)
        elif role := mentioned_figure(notice, q):
            again.setdefault(role, []).append(q)
    yield from _against_overview(notice, told.get(Main.PROBLEMS, []))
    of_areas = _sentences_of_areas(notice, told.get(Main.PROBLEMS, []))
    for role, every in told.items():
        claims = [q for q in _of_the_whole(notice, every) if id(q.sentence) not in of_areas]
        yield from _mentioned(notice, role, claims, again.get(role, []))
        if not claims:
            continue
        first = claims[0]
        areas = _areas_of(notice, first)
        for other in claims[1:]:
            if other.value in areas:
                continue
            of = wholes.get(id(first), first), wholes.get(id(other), other)
            if other.sentence is first.sentence or (
                of[0] is not first and of[1] is not other and of[0].value != of[1].value
            ):
                continue  # done of other totals
            if _of_other_team(notice, first, other):
                continue
            if role == Main.DONE and not _of_same_time(notice, first, other):
                continue
            yield _compared(notice, role, first, other)


def _against_overview(notice: Notice, told: list[Quantity]) -> Iterator[Finding | Tie]:
    """The total that the account of the progress begins with, against what was fed back: 反馈的11个问题, 12个问题已完成10个.

    It is the same one if no word limits it, it is nearly so large, and no number tells what was merged or added.
    """
    claims = _of_the_whole(notice, told)
    if len({q.value for q in claims}) != 1:
        return
    first = claims[0]
    overview = of_all(overviews(notice).get((first.noun, first.unit.name), []))
    if overview is None or overview.whole.lead or overview.whole.sentence is first.sentence:
        return
    off = abs(overview.whole.value - first.value)
    if 0 < off <= NEAR and not any(q.value == off and q.noun == first.noun for q in notice.claims.quantities):
        yield _compared(notice, Main.PROBLEMS, first, overview.whole, Severity.WARNING)


def _of_other_team(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two numbers are said to have been fed back by two teams: 第四巡察组反馈的36个, 第五巡察组反馈的19个."""
    one, two = _team_before(notice, first), _team_before(notice, other)
    if one is None or two is None:
        return False
    if one.number and two.number and one.number != two.number:
        return True
    return bool(one.level and two.level) and one.level != two.level


def _team_before(notice: Notice, q: Quantity) -> Team | None:
    """The inspection team that is named directly before a number."""
    begin = max(q.start - TEAM_BEFORE, q.sentence.start if q.sentence else 0)
    near = (team for team in teams(notice) if begin <= team.start and team.end <= q.start)
    return max(near, key=attrgetter("end"), default=None)


def _compared(
    notice: Notice,
    role: str,
    first: Quantity,
    other: Quantity,
    severity: Severity | None = None,
    *,
    sound: bool = False,
) -> Finding | Tie:
    if other.value == first.value:
        spans = (notice.span(first.start, first.end), notice.span(other.start, other.end))
        return Tie((first, other), f"前后两处均为 {written(first)}", spans)
    cause = _DONE_CAUSE if role is Main.DONE else f"twice:{role}"
    return told_twice(notice, first, other, f"{role}前后不一致", cause=cause, severity=severity, sound=sound)


def _mentioned(
    notice: Notice, role: str, claims: list[Quantity], mentions: list[Quantity]
) -> Iterator[Finding | Tie]:
    """Mentions that speak of a total as known (对46条整改措施逐条复核), against the total where it is told once.

    A mention whose number is told elsewhere too is of that: 两级问题一共95个 … 对95个问题逐一制定措施.
    """
    if not claims or len({q.value for q in claims}) > 1:
        return
    first = claims[0]
    told = Counter(q.value for q in notice.claims.quantities if q.unit.kind == "item") if mentions else {}
    named = Counter((q.value, q.unit.name, q.noun) for q in notice.claims.quantities) if mentions else {}
    for mention in mentions:
        rest = abs(first.value - mention.value)
        left = named[rest, mention.unit.name, mention.noun] > 0  # 52条，2条措施长期坚持: 50条 are the others
        left = left or mention.value in _some_of(notice, first)
        other = mention.value != first.value and (told[mention.value] > 1 or left)
        near = rest <= max(NEAR, first.value / 10)
        again = named[first.value, first.unit.name, first.noun] > 1
        if mention.sentence is not first.sentence and not other and near:
            yield _compared(notice, role, first, mention, Severity.WARNING, sound=again)


def _some_of(notice: Notice, total: Quantity) -> set[Decimal]:
    """The sums of some of the parts of a total, wherever they are told: 已完成58条，基本完成3条 are 61."""
    found: set[Decimal] = set()
    for group in notice.claims.groups:
        if group.whole.value != total.value or group.whole.unit.name != total.unit.name:
            continue
        values = [p.value for p in group.parts[:MOST_PARTS]]
        found |= {sum(some, Decimal(0)) for n in range(1, len(values)) for some in combinations(values, n)}
    return found


def _of_the_whole(notice: Notice, claims: list[Quantity]) -> list[Quantity]:
    """The numbers that are not told of one section each: （一）…反馈问题15个；（二）…反馈问题11个."""
    sections = [notice.section_at(q.start) for q in claims]
    values: dict[int, set[Decimal]] = {}
    for q, section in zip(claims, sections, strict=True):
        if section is not None and section.level > 1:
            values.setdefault(id(section.parent), set()).add(q.value)
    return [
        q
        for q, section in zip(claims, sections, strict=True)
        if section is None or len(values.get(id(section.parent), ())) < 2
    ]


def _sentences_of_areas(notice: Notice, problems: list[Quantity]) -> set[int]:
    """The sentences that tell of one section's problems each, and so how many of those are done: 反馈的6个问题已整改5个."""
    whole = {id(q) for q in _of_the_whole(notice, problems)}
    return {id(q.sentence) for q in problems if id(q) not in whole}


def _areas_of(notice: Notice, total: Quantity) -> set[Decimal]:
    """How many of a total belong to one area each: 12个问题，其中食堂管理7个、收费3个、采购2个."""
    return {
        part.value
        for group in notice.claims.groups
        if group.whole.value == total.value and group.whole.unit.name == total.unit.name
        for part in group.parts
        if part.status is None
    }


def _of_same_time(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two numbers of what is done may be of one day: not 截至8月20日 and 截至10月15日."""
    one, two = (
        notice.claims.dates_in(q.sentence.start if q.sentence else q.end, q.end) for q in (first, other)
    )
    return not (one and two) or not one.isdisjoint(two)
