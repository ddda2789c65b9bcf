"""C109: how many tasks are done or due, by the summary and by the cards of the tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

from auditor.dates.event import Role
from auditor.dates.timeline import timeline
from auditor.extraction.summaries import Key, Summary, limit, summaries, without_total
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.records import frozen
from auditor.registry import rule
from auditor.structure.cards import CLEAR, Entry, are_all, cards, end_marks, having, states, told_states

MOST = 8  # summaries of one notice that are compared
_UNTOLD: frozenset[Key] = frozenset(
    ("",)
)  # the part of a summary that tells only what is done, if it is left out
_NOT_DONE = frozenset(("behind", "scheduled", "open", "running"))
"""States that one summary tells apart and another one sums up as what is left."""
_APART = frozenset(("done", "scheduled", "behind"))
"""States of which a task has just one, so that each number is counted even if they do not make up the total."""


@frozen
class Told:
    """A field of a card with the classes of the summary to which it may belong, mostly one."""

    entry: Entry
    classes: frozenset[Key]


@rule("C109", name="task-cards", severity=Severity.ERROR, since="0.1")
def task_cards(notice: Notice) -> Iterator[Finding | Tie]:
    """所称完成数、时限数与各项任务逐项所写不符。

    检查什么
    总体情况（或末尾的小结）称共几项任务、已完成几项、达到序时进度几项、滞后几项，或某年底前完成几项、长期坚持几项，而后文逐项写有“整改状态”
    “整改时限”，或者在各项末尾标明【已完成整改】【正在推进】，且项数恰为总数的，逐项清点核对。有一项没有这一栏、状态看不明白的，不作判断；
    写有两个时限（经批准延期至……）、两种状态的，两种归法都算对。

    为什么
    各项的进展由责任单位分别更新，总数另行汇总，最容易不同步。

    反例
    - 一、总体情况
      4项整改任务中已完成3项，达到序时进度1项。
      二、具体情况
      （一）河道保洁不到位
      整改状态：已完成。
      （二）管网建设滞后
      整改状态：达到序时进度。
      （三）扬尘管控不严
      整改状态：已完成。
      （四）矿山修复缓慢
      整改状态：达到序时进度。
    - 一、总体情况
      整改任务4项，要求2023年底前完成的2项、2024年底前完成的2项。
      二、具体情况
      （一）河道保洁不到位
      整改时限：2023年6月底前。
      （二）管网建设滞后
      整改时限：2024年12月底前。
      （三）扬尘管控不严
      整改时限：2023年12月底前。
      （四）矿山修复缓慢
      整改时限：2023年12月底前。
    - 一、总体情况
      反馈问题3个，已完成整改2个，正在推进1个。
      二、具体情况
      （一）河道保洁不到位
      增配保洁员6名。【已完成整改】
      （二）管网建设滞后
      新建管网12公里。【正在推进】
      （三）扬尘管控不严
      安装喷淋设备9套。【持续推进】

    正例
    - 一、总体情况
      反馈问题3个，已完成整改2个，正在推进1个。
      二、具体情况
      （一）河道保洁不到位
      增配保洁员6名。【已完成整改】
      （二）管网建设滞后
      新建管网12公里。【正在推进】
      （三）扬尘管控不严
      安装喷淋设备9套。【已完成整改】
    - 一、总体情况
      4项整改任务中已完成2项，达到序时进度2项。
      二、具体情况
      （一）河道保洁不到位
      整改状态：已完成，长期坚持。
      （二）管网建设滞后
      整改状态：达到序时进度。
      （三）扬尘管控不严
      整改状态：已完成整改。
      （四）矿山修复缓慢
      整改状态：达到序时进度（延期）。
    - 一、总体情况
      整改任务4项，要求2023年底前完成的2项、2024年底前完成的1项、长期坚持的1项。
      二、具体情况
      （一）河道保洁不到位
      整改时限：立行立改，长期坚持。
      （二）管网建设滞后
      整改时限：2024年12月底前。
      （三）扬尘管控不严
      整改时限：2023年12月底前。
      （四）矿山修复缓慢
      整改时限：2023年12月底前（经批准延期至2024年6月底前）。
    - 一、总体情况
      4项整改任务中已完成3项，达到序时进度1项。
      二、部分任务情况
      （一）河道保洁不到位
      整改状态：已完成。
      （二）管网建设滞后
      整改状态：达到序时进度。
      （三）扬尘管控不严
      整改状态：达到序时进度。
    - 一、总体情况
      四项整改任务中已完成三项，需长期坚持的一项。
      二、具体情况
      （一）河道保洁不到位
      整改状态：已完成。
      （二）管网建设滞后
      整改状态：已完成。
      （三）扬尘管控不严
      整改状态：已完成。
      （四）矿山修复缓慢
      整改状态：长期坚持。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    if told := told_states(notice) or end_marks(notice):
        every_one = chain(summaries(notice, len(told)), without_total(notice, len(told)))
        for summary in islice(every_one, MOST):
            if not summary.dated and _is_usable(summary, told) and not _is_outdated(notice, summary):
                yield from _compare(notice, summary, [_by_state(e, s, summary) for e, s in told], "状态")
    every = having(cards(notice), words("cards", "limits"))
    if every and are_all(every):
        for summary in islice(summaries(notice, len(every)), MOST):
            if summary.dated and len(summary.parts) > 1:
                found = [_by_limit(notice, e, summary) for _, e in every]
                yield from _compare(notice, summary, found, "时限")


def _is_usable(summary: Summary, told: list[tuple[Entry, set[str]]]) -> bool:
    """Whether its parts are all of it, or only what is done is told; 长期坚持 may be told as a time limit instead."""
    keys = [key for _, key in summary.parts]
    if "quick" in keys or ("lasting" in keys and not any("lasting" in said for _, said in told)):
        return False
    return summary.adds_up or keys == ["done"] or set(keys) == _APART


def _is_outdated(notice: Notice, summary: Summary) -> bool:
    """Whether it is told as of a date, and something else in the notice as of a later one."""
    line = timeline(notice)
    leaf = notice.leaf_at(summary.start)
    cutoffs = [m for e in line.of(Role.CUTOFF) if e.dated and (m := line.close(e))]
    own = [m for m in cutoffs if leaf and leaf.start <= m.event.start < summary.parts[-1][0].start]
    return bool(own) and any(m.after(own[-1]) for m in cutoffs)


def _by_state(entry: Entry, said: set[str], summary: Summary) -> Told:
    """The part of a summary to which a card belongs by its state."""
    keys = frozenset(key for _, key in summary.parts)
    if found := keys & said:
        return Told(entry, found)
    rest = keys & _NOT_DONE
    if said and said <= _NOT_DONE:
        return Told(entry, rest)  # of no part, if only what is done is told
    return Told(entry, keys if len(keys) > 1 else keys | _UNTOLD)  # 长期坚持 may be told as done, or not


def _by_limit(notice: Notice, entry: Entry, summary: Summary) -> Told:
    """The part of a summary to which a card belongs by its time limit."""
    keys = frozenset(key for _, key in summary.parts)
    ends = sorted(key for key in keys if isinstance(key, date))
    days = [limit(notice, day) for day in notice.claims.days_in(entry.start, entry.end)]
    found: set[Key] = {
        end for day in days if day for end in ends if day <= end and not _is_earlier(day, end, ends)
    }
    found |= keys & states(entry.text)
    return Told(entry, frozenset(found) or keys)


def _is_earlier(day: date, end: date, ends: list[date]) -> bool:
    """Whether a day belongs to a date before ``end``."""
    return any(day <= other < end for other in ends)


def _compare(notice: Notice, summary: Summary, told: list[Told], what: str) -> Iterator[Finding | Tie]:
    keys, at = len(summary.parts), summary.start
    cause = f"cards:{at}:{what}" if summary.adds_up else f"sum:{at}"
    if keys > 1 and sum(len(t.classes) == keys for t in told) * CLEAR > len(told):
        return
    wrong: list[Finding] = []
    right: list[Tie] = []
    for q, key in summary.parts:
        mine = [t for t in told if key in t.classes]
        sure = sum(len(t.classes) == 1 for t in mine)
        spans = [notice.span(t.entry.start, t.entry.end) for t in mine]
        if sure <= q.value <= len(mine):
            if sure == len(mine):
                right.append(Tie((q,), f"逐项所写{what}，相符的 {sure} 项", tuple(spans)))
            continue
        counted = str(sure) if sure == len(mine) else f"{sure}—{len(mine)}"
        stated = notice.text[q.start - len(q.lead) : q.end + len(q.tail)].strip()
        wrong.append(
            Finding(
                f"所称“{stated}”，后文逐项所写整改{what}与此相符的有 {counted} 项，两处不一致，请核实",
                notice.span(q.start, q.end),
                certainty=Certainty.LIKELY,
                related=tuple(Label(span, "与此相符的一项") for span in spans),
                evidence=Evidence(str(int(q.value)), counted, f"所称 {int(q.value)}，逐项清点 {counted}"),
                cause=cause,
                claims=(q,),
            )
        )
    if wrong and not summary.adds_up and len(wrong) > 1:
        return  # nothing is alike: another list may be meant
    yield from wrong
    yield from right
    if not wrong and len(right) == keys and summary.whole and summary.adds_up:
        yield Tie((summary.whole,), f"逐项列出 {len(told)} 项", ())
