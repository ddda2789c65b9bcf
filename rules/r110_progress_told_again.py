"""R110: how many are done or not yet done, told again with a number that the overview does not give."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Quantity
from auditor.figures.amounts import amount, written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.group import Group
from auditor.notice import Notice
from auditor.registry import rule
from auditor.stated.overviews import (
    DONE,
    fitting,
    has_own_total,
    is_progress,
    is_taken_on,
    of_all,
    of_own_check,
    only_possible,
    other_totals,
    overviews,
)
from auditor.stated.progress import (
    accounts_for,
    are_others,
    is_done,
    is_left,
    of_same_time,
    told_again,
    told_before,
)


@rule("R110", name="progress-told-again", severity=Severity.WARNING, since="0.1")
def progress_told_again(notice: Notice) -> Iterator[Finding | Tie]:
    """再次写到的已完成、未完成数与总体情况不符。

    检查什么
    总体情况写明“反馈问题25个，已完成22个，正在推进3个”后，他处再写“已完成整改的……个问题”“尚未完成整改的……个问题”“剩余……个问题”“尚有……个问题未完成整改”时，
    数目应等于其中一项或几项之和；连同总数再说一遍的（25个问题中已有22个完成整改）同样比较，写明另一截止时间的除外。
    另加限定的（审计、上轮、专项、某方面、某部门的问题），以及所在部分另有问题总数的，不作比较；
    与前文另一处所写剩余数相同的，以及前文只写了本单位自查情况的，也不作比较。

    为什么
    整改进度随时更新，下一步打算里的旧数字容易漏改。

    反例
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      对尚未完成整改的5个问题，倒排工期。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      对已完成整改的20个问题开展“回头看”。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      目前，25个问题中已有23个完成整改，但与群众期盼相比还有差距。
    - 一、整改工作情况
      （一）总体进展。巡察组反馈问题25个，已完成整改22个，正在推进3个。
      （二）领导带头。党委书记牵头整改的8个问题已完成7个，剩余1个正在推进。
      二、下一步打算
      对尚未完成整改的5个问题，倒排工期。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、存在的不足
      整改进度不够均衡，尚有5个问题未全面完成整改。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      虽然整改取得了阶段性成效，但仍有3个问题正在推进，其余20个问题也需持续巩固。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      21个问题已完成整改，但与群众期盼相比还有差距。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      经过集中攻坚，已完成整改20个、正在推进5个，离群众期盼还有差距。

    正例
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      虽然整改取得了阶段性成效，但仍有3个问题正在推进，其余22个问题也需持续巩固。党建方面12个问题已完成整改。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      到年底前，计划完成整改24个、正在推进1个。审计反馈的已完成整改20个、正在推进5个。
    - 截至9月20日，巡察组反馈的25个问题已完成整改22个，正在推进3个。
      二、下一步打算
      25个问题已完成整改22个、正在推进3个。截至10月底，25个问题已完成整改24个、正在推进1个。
    - 巡察组反馈问题25个，已完成整改21个，基本完成2个，正在推进2个。
      二、下一步打算
      对尚未完成整改的4个问题，倒排工期；对正在推进的2个问题，挂牌督办。
    - 一、整改工作情况
      （一）总体进展。巡察组反馈问题25个，已完成整改22个，正在推进3个。
      （二）领导带头。党委书记牵头整改的8个问题已完成6个，剩余2个正在推进。
      二、下一步打算
      书记继续抓好尚未完成整改的2个问题。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、下一步打算
      对审计反馈尚未完成整改的5个问题，倒排工期。
    - 巡察组反馈问题25个，已完成整改并销号19个，已完成待验收4个，正在推进2个。
      二、下一步打算
      对尚未销号的6个问题，倒排工期。个别支部尚有1个问题未完成整改。
    - 巡察组反馈问题25个，已完成整改22个，正在推进3个。
      二、整改落实情况
      （一）党的建设方面。反馈问题8个，已完成整改6个，剩余2个问题年底前完成。
    - 督查组发现隐患26项，整改率88.5%；剩余3项隐患正在整改。举一反三自查隐患317项，已整改308项，其余9项正在整改。
      二、下一步打算
      剩余3项隐患由分管领导督办。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    known = overviews(notice)
    yield from _whole_told_again(notice, known)
    yield from _told_without_whole(notice, known)
    parts = {id(part) for group in notice.claims.groups for part in group.parts}
    totals = other_totals(notice, known)
    for q in notice.claims.quantities:
        told = known.get((q.noun, q.unit.name), [])
        if not told or q.end <= told[0].whole.end or id(q) in parts:
            continue
        done = told_again(notice, q)
        left = done is None and is_left(notice, q)
        if left:
            done = False
        elif done is None and q.base < told[0].whole.base and is_done(notice, q):
            done = True
        if done is None or has_own_total(notice, q, told, totals.get(q.noun, [])):
            continue
        fits = fitting(q, told, done=done)
        shown = [c for overview in told for c in (overview.whole, *overview.parts)]
        spans = tuple(notice.span(c.start, c.end) for c in shown)
        if fits:
            yield Tie((q,), f"{fits}，与总体情况一致", spans)
            yield from _others(notice, q, of_all(told))
        elif told_before(notice, q, done=done) or of_own_check(told[0], notice.text):
            continue
        elif (first := of_all(told) or only_possible(told, q)) and (q.lead or not left):
            yield _finding(notice, q, first, done=done)


def _others(notice: Notice, q: Quantity, overview: Group | None) -> Iterator[Finding | Tie]:
    """What is told as all the others behind a number that agrees: 仍有3个问题正在推进，其余22个问题…."""
    others = q.following
    if overview is None or not isinstance(others, Quantity) or not are_others(others, q):
        return
    left = amount(overview.whole.base - q.base, overview.whole)
    working = f"{written(overview.whole)} − {written(q)} = {left}"
    spans = tuple(notice.span(c.start, c.end) for c in (overview.whole, q))
    if overview.whole.base - q.base == others.base:
        yield Tie((others,), working, spans)
    else:
        yield Finding(
            f"此处其余数为 {written(others)}，按总数 {written(overview.whole)} 计算为 {left}，请核实",
            notice.span(others.start, others.end),
            certainty=Certainty.LIKELY,
            related=tuple(Label(span) for span in spans),
            evidence=Evidence(written(others), left, working, elsewhere=True),
            cause=f"progress:others:{others.noun}",
            claims=(others,),
        )


def _whole_told_again(notice: Notice, known: dict[tuple[str, str], list[Group]]) -> Iterator[Finding | Tie]:
    """What has become of them all, told a second time: 12个问题中已有11个完成."""
    for group in notice.claims.groups:
        whole = group.whole
        told = known.get((whole.noun, whole.unit.name), [])
        first = of_all(told)
        if first is None or group in told or is_taken_on(group):
            continue
        if whole.base != first.whole.base or whole.start < first.parts[-1].end:
            continue
        if not is_progress(group, notice.text) or not of_same_time(notice, group, first):
            continue
        for part in group.parts:
            done = part.status in DONE
            if not fitting(part, told, done=done):
                yield _finding(notice, part, first, done=done)
                break


def _told_without_whole(notice: Notice, known: dict[tuple[str, str], list[Group]]) -> Iterator[Finding | Tie]:
    """What has become of them all, told a second time without the total: 已完成整改21个、正在推进4个."""
    for told in known.values():
        overview = of_all(told)
        if overview is None:
            continue
        for sentence in notice.claims.sentences:
            if not accounts_for(notice, sentence, overview):
                continue
            for q in sentence.quantities:
                done = q.status in DONE
                if fits := fitting(q, told, done=done):
                    spans = tuple(notice.span(c.start, c.end) for c in (overview.whole, *overview.parts))
                    yield Tie((q,), f"{fits}，与总体情况一致", spans)
                else:
                    yield _finding(notice, q, overview, done=done)


def _finding(notice: Notice, q: Quantity, overview: Group, *, done: bool) -> Finding:
    what = "已完成" if done else "未完成"
    account = f"总数 {written(overview.whole)}，{'、'.join(_of_status(p) for p in overview.parts)}"
    return Finding(
        f"此处{what}数为 {written(q)}，总体情况为：{account}，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=tuple(
            Label(notice.span(c.start, c.end), written(c)) for c in (overview.whole, *overview.parts)
        ),
        evidence=Evidence(written(q), account, elsewhere=True),
        cause=f"progress:{what}:{q.noun}",
        claims=(q,),
    )


def _of_status(part: Quantity) -> str:
    return f"{part.status.label if part.status else '其中'} {written(part)}"
