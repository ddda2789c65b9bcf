"""R110: how many are done or not yet done, told again with a number that the overview does not give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations

from auditor.arithmetic.answering import answering_parts, answers_at
from auditor.arithmetic.groups import Group
from auditor.arithmetic.sums import Relation, judge, written
from auditor.claims import Bound, Quantity, Status
from auditor.extraction.context import is_whole
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_DONE_ONES = compiled(r"已经?(?:全部)?(?:完成|整改|销号|办结|解决)(?:整改|到位|完成|销号|办结)?的?\Z")
_OPEN_ONES = compiled(
    r"(?:(?:尚未|还未|暂未|仍未|未|没有)(?:全部|彻底|完全)?(?:完成|整改|办结|销号|解决)(?:整改|到位|完成|销号|办结)?"
    r"|(?:正在|尚在|仍在)(?:整改|推进|办理|解决)中?|剩余|余下|剩下)的?\Z"
)
_LEFT = compiled(r"(?:目前|现在)?(?:尚|仍|还)有\Z")
_WAITING = compiled(r"待[\u4e00-\u9fff]{2,6}的\Z")  # 待验收的3个问题 are some of those told before
_NOT_YET = (
    r"(?:(?:尚|还|仍|暂)?未|没有)(?:全部|全面|彻底|完全|最终)?(?:完成|整改|办结|销号|解决|落实|到位|验收)"
)
_UNDER_WAY = r"(?:正在|尚在|仍在|还在|正|尚待|有待)(?:持续|加快|加紧|抓紧)?(?:整改|推进|办理|解决|落实|实施)"
_NOT_DONE_YET = compiled(rf"(?:{_NOT_YET}|{_UNDER_WAY})(?:整改|到位|完成|销号|落实)?(?:[之当]?中)?")
_OF_SOME = compiled(
    r"热线|诉求|反映|举报|投诉|督办|清单|承办|建议|提案|工单|事项|居民|村民|个别|少数|部分|有的|一些|某|乡镇|街道|[县区镇乡局]\Z|新增|[新反]复|又"
)
_OWN_CHECK = compiled(r"举一反三|自查|自行排查|自行检查")
_REMAINING = compiled(r"(?:剩余|余下|剩下|其余|[尚仍还]有)的?\Z")
_PUT_RIGHT = compiled(r"整改|销号|措施")
_OF_OTHERS = compiled(rf"{any_of('scopes', 'other_checks', 'some_of_them', 'earlier')}|[轮届次]|月|季度")
_PLANNED = compiled(rf"{any_of('scopes', 'planned', 'earlier')}|将|年底前|期满|期间|阶段|首次")
_TAKEN_ON = compiled(
    rf"(?:{any_of('scopes', 'taken_on')}|认领|分管|负责|主办)(?:督办|整改|办理|推进|解决|落实|化解)?的?\Z"
)
_DONE = frozenset((Status.DONE, Status.MOSTLY, Status.QUICK))
_OPEN = frozenset((Status.OPEN, Status.RUNNING))
_MOST_PARTS = 6
_MOST_OVERVIEWS = 4  # of one noun; more are accounts of single problems
_TOP = 1  # the level of 一、


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

    正例
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
    known = _overviews(notice)
    yield from _whole_told_again(notice, known)
    parts = {id(part) for group in notice.claims.groups for part in group.parts}
    totals = _other_totals(notice, known)
    for q in notice.claims.quantities:
        overviews = known.get((q.noun, q.unit.name), [])
        if not overviews or q.end <= overviews[0].whole.end or id(q) in parts:
            continue
        done = _told_again(notice, q)
        left = done is None and _is_left(notice, q)
        if left:
            done = False
        if done is None or _has_own_total(notice, q, overviews, totals.get(q.noun, [])):
            continue
        fits = next(filter(None, (_fitting(q, overview, done=done) for overview in overviews)), "")
        shown = [c for overview in overviews for c in (overview.whole, *overview.parts)]
        spans = tuple(notice.span(c.start, c.end) for c in shown)
        if fits:
            yield Tie((q,), f"{fits}，与总体情况一致", spans)
        elif _told_before(notice, q, done=done) or _of_own_check(overviews[0], notice.text):
            continue
        elif (first := _of_all(overviews)) and (q.lead or not left):
            yield _finding(notice, q, first, done=done)


def _whole_told_again(notice: Notice, known: dict[tuple[str, str], list[Group]]) -> Iterator[Finding | Tie]:
    """What has become of them all, told a second time: 12个问题中已有11个完成."""
    for group in notice.claims.groups:
        whole = group.whole
        overviews = known.get((whole.noun, whole.unit.name), [])
        first = _of_all(overviews)
        if first is None or group in overviews or _TAKEN_ON.search(whole.lead):
            continue
        if whole.base != first.whole.base or whole.start < first.parts[-1].end:
            continue
        if not _is_progress(group, notice.text) or not _of_same_time(notice, group, first):
            continue
        for part in group.parts:
            done = part.status in _DONE
            fits = next(filter(None, (_fitting(part, o, done=done) for o in overviews)), "")
            if not fits:
                yield _finding(notice, part, first, done=done)
                break


def _of_same_time(notice: Notice, group: Group, overview: Group) -> bool:
    """Whether a second account may be held against the first: no other problems, no other day, no plan."""
    sentence = group.whole.sentence
    if sentence is None:
        return False
    first = overview.whole.sentence or overview.whole
    words = notice.text[sentence.start : group.parts[-1].end]
    if _OF_OTHERS.search(words) or _PLANNED.search(words):
        return False
    told, known = ((sentence.start, sentence.end), (first.start, overview.parts[-1].end))
    return notice.claims.dates_in(*told) <= notice.claims.dates_in(*known)


def _finding(notice: Notice, q: Quantity, overview: Group, *, done: bool) -> Finding:
    what = "已完成" if done else "未完成"
    told = f"总数 {written(overview.whole)}，其中 {'、'.join(written(p) for p in overview.parts)}"
    return Finding(
        f"此处{what}数为 {written(q)}，总体情况为：{told}，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=tuple(
            Label(notice.span(c.start, c.end), written(c)) for c in (overview.whole, *overview.parts)
        ),
        evidence=Evidence(written(q), told, elsewhere=True),
        cause=f"progress:{what}:{q.noun}",
        claims=(q,),
    )


def _overviews(notice: Notice) -> dict[tuple[str, str], list[Group]]:
    """By noun and unit, the totals with what has become of them that the front of the notice tells.

    Those in fewer sections come before those of single sections: only the former are kept.
    """
    chapters = [section for section in notice.sections if section.level == _TOP]
    front = chapters[1].start if len(chapters) > 1 else len(notice.text)
    answers = [part.start for part in answering_parts(notice) if part in chapters]
    front = max(front, min(answers, default=front))
    found: dict[tuple[str, str], dict[int, list[Group]]] = {}
    for group in notice.claims.groups:
        whole = group.whole
        if whole.start < front and whole.noun and _is_overview(group, notice.text):
            depth = len(notice.section_path(whole.start))
            found.setdefault((whole.noun, whole.unit.name), {}).setdefault(depth, []).append(group)
    told = {counted: by_depth[min(by_depth)] for counted, by_depth in found.items()}
    return {counted: groups for counted, groups in told.items() if len(groups) <= _MOST_OVERVIEWS}


def _of_all(overviews: list[Group]) -> Group | None:
    """The first overview if all tell one total, but for those that one leader has taken on (牵头整改的9个问题)."""
    told = [overview for overview in overviews if not _TAKEN_ON.search(overview.whole.lead)]
    return told[0] if len({overview.whole.base for overview in told}) == 1 else None


def _is_overview(group: Group, text: str) -> bool:
    """Whether a total is told with what has become of it: how many are done, at least."""
    return _is_progress(group, text) and Status.DONE in {part.status for part in group.parts}


def _is_progress(group: Group, text: str) -> bool:
    """Whether each part of a total is told with how far it has come."""
    numbers = (group.whole, *group.parts)
    if any(q.bound is not Bound.EXACT or q.depth or q.unit.kind != "item" for q in numbers):
        return False
    statuses = {part.status for part in group.parts}
    if None in statuses or len(group.parts) > _MOST_PARTS:
        return False
    relation = judge(group, text).relation
    return relation is Relation.EQUAL or (relation is Relation.SUBSET and len(group.parts) == 1)


def _told_again(notice: Notice, q: Quantity) -> bool | None:
    """True for those that are done (已完成整改的20个问题), False for those that are not, None for anything else."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None:
        return None
    for pattern, done in ((_OPEN_ONES, False), (_DONE_ONES, True)):
        if (said := pattern.search(q.lead)) is not None:
            before = notice.text[q.sentence.start : q.start - len(said[0])]
            kind = q.tail.partition(q.noun)[0]
            return None if _OF_OTHERS.search(before + kind) else done
    return None


def _is_left(notice: Notice, q: Quantity) -> bool:
    """Whether the words behind a number tell it as not yet done: 尚有3个问题未完成整改, 4条措施正在落实."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None or not q.noun:
        return False
    if (q.lead and not _LEFT.fullmatch(q.lead)) or answers_at(notice, q.start):
        return False
    behind = q.tail.partition(q.noun)[2]
    before = notice.text[q.sentence.start : q.start]
    apart = _OF_OTHERS.search(before) or _PLANNED.search(before) or _OF_SOME.search(before)
    told = _PUT_RIGHT.search(before + q.tail) is not None
    return told and not apart and _NOT_DONE_YET.fullmatch(behind) is not None


def _told_before(notice: Notice, q: Quantity, *, done: bool) -> bool:
    """Whether another account told the same number of the same before: 剩余2项一般隐患 … 剩余2项隐患."""
    return any(
        c.noun == q.noun
        and c.unit.name == q.unit.name
        and c.base == q.base
        and not answers_at(notice, c.start)
        and (c.status in _DONE if done else c.status in _OPEN or _REMAINING.search(c.lead))
        for c in notice.claims.quantities[: notice.claims.quantities.index(q)]
    )


def _of_own_check(overview: Group, text: str) -> bool:
    """Whether an account is of what the unit found itself; what is left later need not be of that."""
    whole = overview.whole
    begin = whole.sentence.start if whole.sentence else whole.start
    return _OWN_CHECK.search(text, begin, whole.start) is not None


def _other_totals(notice: Notice, known: dict[tuple[str, str], list[Group]]) -> dict[str, list[int]]:
    """By noun, where the totals stand that are not those of the overviews."""
    wholes = {id(overview.whole) for overviews in known.values() for overview in overviews}
    nouns = {noun for noun, _ in known}
    found: dict[str, list[int]] = {noun: [] for noun in nouns}
    for q in notice.claims.quantities:
        if q.noun in nouns and id(q) not in wholes and is_whole(q) and not _WAITING.search(q.lead):
            found[q.noun].append(q.start)
    return found


def _has_own_total(notice: Notice, q: Quantity, overviews: list[Group], totals: list[int]) -> bool:
    """Whether the sentence or the section of a number has a total of its own; ``totals`` are where others stand."""
    told = {id(c) for overview in overviews for c in (overview.whole, *overview.parts)}
    others = q.sentence.quantities if q.sentence else []
    if any(c.noun == q.noun and id(c) not in told and c.start < q.start for c in others):
        return True
    sections = (n for n in notice.section_path(q.start) if n.level > _TOP)
    return any(bisect_left(totals, n.start) < bisect_left(totals, n.end) for n in sections)


def _fitting(q: Quantity, overview: Group, *, done: bool) -> str:
    """The sum of the overview's numbers that a number is, in words; "" if there is none."""
    parts = [p for p in overview.parts if (p.status in _DONE) is done or p.status is Status.MOSTLY]
    for count in range(1, len(parts) + 1):
        for some in combinations(parts, count):
            if sum(p.base for p in some) == q.base:
                return " + ".join(written(p) for p in some)
    rest = [p for p in overview.parts if p.status is Status.DONE]
    for count in range(len(rest), 0, -1) if not done else ():
        for some in combinations(rest, count):  # what is done may still wait for 验收 or 销号
            if overview.whole.base - sum(p.base for p in some) == q.base:
                return " − ".join(written(p) for p in (overview.whole, *some))
    return ""
