"""R103: everything is said to be done, yet a problem is said to be pending."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import PAUSE, SENTENCE_PART_END
from auditor.claims import Rate, Status
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.numbers.units import counters
from auditor.patterns import compiled
from auditor.registry import rule

_ALL = compiled(
    r"[问任事整](?:(?:(?<=问)题|(?<=任)务|(?<=事)项)[^，。；\n]{0,6}(?:均|已|都)?(?:已)?全部(?:完成整改|整改完成|整改到位|整改完毕|销号|办结)"
    r"|(?<=整)改(?:完成)?率(?:为|达到?|均为)?100%(?!的|以上))"
)
_PENDING = compiled(
    r"(?<=[。；\n])(?:目前|现)?正在(?:整改|推进)(?=[。；\n])|(?:(?:该|此|本)(?:项)?问题|整改(?:状态|进度|完成情况)[:：])[^，。；\n]{0,8}?(?:正在(?:整改|推进)|尚未(?:完成|整改)|未完成|未整改到位|持续整改|部分整改)[^，。；\n]{0,10}"
)
_ALL_DONE = r"(?:(?:均|都)已(?:经)?(?:全部)?|已(?:经)?全部|全部)(?:完成整改|整改(?:到位|完成|完毕|销号)|销号)"
_EVERY_ONE = compiled(
    r"(?:[0-9]{1,6}[个项条])?(?:巡[察视](?:组)?|督察(?:组)?|反馈)(?:反馈|指出)?的?(?:(?:[0-9]{1,6}|[一二三四五六七八九十两]{1,3})[个项条])?(?:具体)?问题"
    rf"{_ALL_DONE}(?=[，,。；;])"
    rf"|[0-9]{{1,6}}[个项条](?:具体)?问题{_ALL_DONE}(?=的(?:基础|前提))"
)
_OF_SOME = compiled(
    rf"{any_of('scopes', 'other_checks', 'reviews', 'planned', 'earlier')}|其中|立行立改|[该上前]述?(?:方面|类|项)|[轮届次]|上述|将(?!在)"
)
_CLASS = compiled(
    rf"{any_of('scopes', 'ways')}|当场|现场|其中|(?<![各分一二三四五六七八九十0-9])类(?:的)?(?:[0-9]{{1,6}}[个项条])?[问任事]?\Z|(?:方面|领域)的?(?:[0-9]{{1,6}}[个项条])?[问任事]?\Z|第[一二三四]批|首批"
)
_OTHERS = compiled(
    rf"{any_of('scopes', 'other_checks', 'earlier')}|交办|转办|移交|部门|第[一二三四五六七八九十]轮|20[0-9]{{2}}年度"
)
_LATER = compiled(r"下一步|今后|打算|计划|安排|总结|成效")
_BEFORE = 80  # characters before it in which its sentence may name some of the problems, or another day
_UNDONE = (Status.OPEN, Status.RUNNING)
_NOT_WHOLLY_DONE = (*_UNDONE, Status.MOSTLY)


@rule("R103", name="complete-but-pending", severity=Severity.WARNING, since="0.1")
def complete_but_pending(notice: Notice) -> Iterator[Finding]:
    """称全部完成整改，另有问题写明尚在整改。

    检查什么
    文中称问题全部整改完成（或整改完成率100%），而另一处写明“该问题正在整改”“整改状态：未完成”，
    或同时列有未完成、正在整改的问题数。总体情况写明还有几个正在推进或者基本完成，下一步打算又称“反馈的16个问题均已整改到位”的，
    也提出；写明另一日期的除外。“立行立改的9个问题全部整改到位”只说一类问题，不作比较。对今后工作的一般要求（“对尚未整改到位的，一抓到底”）不算。

    为什么
    总的说法与个别说法不一致，需作者说明以哪一处为准。

    反例
    - 一、总体情况
      18个问题已完成整改17个，基本完成1个。
      二、下一步打算
      公司党委将在18个问题全部整改完成的基础上，继续抓好后续工作。
    - 反馈问题已全部整改到位。
      （一）学习不深入
      该问题正在整改，预计年底前完成。
    - 反馈问题12个，整改完成率100%。
      （三）档案不规范
      整改状态：持续整改
    - 一、总体情况
      反馈问题16个，已完成整改13个，正在推进3个。
      二、下一步打算
      目前，巡察反馈的16个问题均已整改到位，但仍有差距。
    - 一、总体情况
      反馈问题16个，已完成整改15个，基本完成1个。
      二、下一步打算
      目前，16个反馈问题已全部整改销号，但仍有差距。
    - 一、总体情况
      19个问题中已完成整改16个，正在推进3个。
      二、下一步打算
      在19个问题全部完成整改的基础上，推动工作提质。

    正例
    - 上年度检查指出的12个问题全部整改到位；消防部门交办的问题全部整改完毕。
      （三）档案不规范
      整改状态：持续整改
    - 排查广告设施5430处，发现隐患217处，已整改217处，整改率100%。
      （三）档案不规范
      整改状态：持续整改
    - 立行立改的9个问题全部整改到位。
      （一）学习不深入
      该问题正在整改，预计年底前完成。
    - 一、总体情况
      反馈问题16个，已完成整改13个，正在推进3个。
      二、下一步打算
      巡察反馈的立行立改问题均已整改到位；到年底，巡察反馈的16个问题力争全部销号。
    - 一、总体情况
      反馈问题16个，已完成整改13个，正在推进3个。
      二、下一步打算
      截至11月20日，巡察反馈的16个问题均已整改到位。
    - 反馈问题已全部整改到位。
      三、下一步打算
      对尚未整改到位的，一抓到底。
    - 反馈问题12个，已完成10个，整改完成率83.3%。该问题正在整改。
    - 反馈问题已全部整改到位。区域内违建待棚户区改造时一并拆除。

    依据
    中共中央办公厅《关于加强巡视整改和成果运用的意见》。
    """
    yield from _summed_up(notice)
    yield from _throughout(notice)


def _throughout(notice: Notice) -> Iterator[Finding]:
    """All is said to be done, and somewhere a problem is said to be pending."""
    claimed = next(
        (
            m
            for m in _ALL.finditer(notice.text)
            if not _is_of_class(notice, m.start()) and not _is_of_others_check(notice, m.start())
        ),
        None,
    )
    if claimed is None:
        return
    rates = [r for r in notice.claims.rates if claimed.start() <= r.start < claimed.end()]
    if any(map(_is_of_others, rates)):
        return  # 发现隐患217处，整改率100%
    pending = [(m.start(), m.end()) for m in _PENDING.finditer(notice.text)]
    pending += [
        (q.start, q.end)
        for q in notice.claims.quantities
        if q.noun == "问题" and q.status in _UNDONE and "整改" in q.lead + q.tail and not q.named
    ]
    own = [
        q
        for q in notice.claims.quantities_in(claimed.start() - 8, claimed.start() + 2)
        if q.end <= claimed.start() + 2
    ]
    scope = notice.section_path(claimed.start())[:1]
    if own and scope:  # 12个问题全部整改到位 speaks of those twelve: of its own part
        pending = [(a, b) for a, b in pending if notice.section_path(a)[:1] == scope]
    if not pending:
        return
    quote = notice.text[claimed.start() : claimed.end()]
    yield Finding(
        f"此处称“{quote}”，另有 {len(pending)} 处写明尚未完成或正在整改，请核实",
        notice.span(*claimed.span()),
        certainty=Certainty.QUERY,
        related=tuple(Label(notice.span(a, b), "尚未完成") for a, b in sorted(pending)[:20]),
        evidence=Evidence(quote, f"尚未完成 {len(pending)} 处"),
        claims=tuple(rates),
    )


def _is_of_others(rate: Rate) -> bool:
    """Whether the number before a rate in its sentence counts other things than problems."""
    before = [q for q in (rate.sentence.quantities if rate.sentence else ()) if q.end <= rate.start]
    return bool(before) and before[-1].unit.name not in counters()


def _is_of_class(notice: Notice, at: int) -> bool:
    """Whether the clause before some words makes them speak of one class of the problems: 立行立改的98个(问题全部整改到位)."""
    clause = PAUSE.split(notice.text[max(0, at - _BEFORE) : at + 1])[-1]
    return _CLASS.search(clause) is not None


def _is_of_others_check(notice: Notice, at: int) -> bool:
    """Whether the clause before some words tells of what others found, or of another year: 消防部门交办的(问题全部整改完毕)."""
    clause = PAUSE.split(notice.text[max(0, at - _BEFORE) : at])[-1]
    return any(found[0] not in notice.title for found in _OTHERS.finditer(clause))


def _is_of_some(notice: Notice, start: int, end: int) -> bool:
    """Whether words speak of some of the problems, or of those of another check than the one that the title names."""
    return any(found[0] not in notice.title for found in _OF_SOME.finditer(notice.text, start, end))


def _summed_up(notice: Notice) -> Iterator[Finding]:
    """The last part says that all that was fed back is done, while the overview tells how many are not."""
    chapters = [section for section in notice.sections if section.level == 1]
    if len(chapters) < 2:
        return
    accounts = [
        group
        for group in notice.claims.groups
        if group.whole.noun == "问题" and group.whole.start < chapters[1].start
        if {Status.DONE}
        < {part.status for part in group.parts if part.status in (Status.DONE, *_NOT_WHOLLY_DONE)}
    ]
    if not accounts:
        return
    for done in _EVERY_ONE.finditer(notice.text, chapters[1].start):
        chapter = next(iter(notice.section_path(done.start())), None)
        if chapter is None or not (chapter is chapters[-1] or _LATER.search(chapter.title)):
            continue
        told = {q.base for q in notice.claims.quantities_in(*done.span())}
        meant = [group for group in accounts if not told or group.whole.base in told]
        if len(told) > 1 or len({group.whole.base for group in meant}) != 1:
            continue
        overview = meant[0]
        known = notice.claims.dates_in(chapters[0].start, overview.parts[-1].end)
        before = notice.text[max(0, done.start() - _BEFORE) : done.start()]
        start = done.start() - len(SENTENCE_PART_END.split(before)[-1])
        other_day = notice.claims.dates_in(start, done.start()) - known
        if other_day or _is_of_some(notice, start, done.end()):
            continue
        left = next(part for part in overview.parts if part.status in _NOT_WHOLLY_DONE)
        rest = (left.start - len(left.lead), left.end)
        quote, pending = notice.text[slice(*done.span())], notice.text[slice(*rest)]
        yield Finding(
            f"此处称“{quote}”，又称“{pending}”，请核实",
            notice.span(*done.span()),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(*rest), "尚未完成"),),
            evidence=Evidence(quote, pending, elsewhere=True),
        )
