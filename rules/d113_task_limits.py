"""D113: the time limit of a task against the feedback it answers and against the day on which it was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from auditor.claims import Day
from auditor.dates.calendars import range_of
from auditor.dates.event import Role
from auditor.dates.timeline import timeline
from auditor.extraction.context import AS_OF
from auditor.extraction.summaries import limit
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.structure.cards import Card, cards, having

MOST = 3  # one limit in so many may lie before the feedback; more, and another feedback is meant
_ON_TIME = compiled(
    r"[^。；;\n]{0,60}?(?P<word>按期|如期|按时|提前)(?:全部|整体)?(?:完成|整改|销号|办结|完工|竣工|通过)(?![情的率])"
)
_NOT_YET = compiled(r"要求|确保|力争|推动|督促|保证|部署|[将须应未]|计划|难以|不能|没有")
_OTHER_TIME = compiled(r"延期|延长|延至|顺延|展期|推迟|调整(?:为|至|到)|重新确定|变更")
_OTHER_ROUND = compiled(r"[0-9]{4}年|上一?轮|[一二三四五首]轮|以往|历[年次]|遗留|回头看|此前|上次")
_AT_ONCE = compiled(r"立[行知查整]立?改|边督边改|已(?:经)?完成|提前|销号|[、；;]")


@frozen
class Limit:
    """The one time limit of a card: the day it is written with and the last day it allows."""

    card: Card
    day: Day
    last: date


@rule("D113", name="task-limits", severity=Severity.WARNING, since="0.1")
def task_limits(notice: Notice) -> Iterator[Finding]:
    """整改时限早于反馈，或“按期完成”晚于整改时限。

    检查什么
    逐项写有“整改时限”（至少三项）的：时限早于督察、巡察进驻或反馈的日期；完成情况称“某年某月某日……按期（如期、提前）完成”，
    而这一日期晚于本项的整改时限。多数时限都早于反馈的、标题写明是另一轮问题的、立行立改的、写明延期的，不作判断。

    为什么
    时限、完成日期多为沿用旧表，年份最容易写错。

    反例
    - 2023年3月16日，省督察组向我市反馈督察意见。
      一、河道保洁不到位
      整改时限：2022年9月底前。
      二、管网建设滞后
      整改时限：2024年12月底前。
      三、扬尘管控不严
      整改时限：2023年12月底前。
    - 2023年9月11日至11月10日，县委巡察组对县水利局开展了巡察。12月28日，向局党组反馈了巡察意见。
      1.关于巡河不经常问题。责任股室：河湖股；完成时限：2023年11月底。
      2.关于台账不全问题。责任股室：办公室；完成时限：2024年2月底。
      3.关于监测不及时问题。责任股室：水文站；完成时限：2024年3月底。
    - 一、河道保洁不到位
      整改时限：2023年12月底前。
      完成情况：已清理河道12公里。2024年3月8日，县水利局组织验收，认为该任务按期完成。
      二、管网建设滞后
      整改时限：2024年12月底前。
      三、扬尘管控不严
      整改时限：2023年12月底前。

    正例
    - 2023年3月16日，省督察组向我市反馈督察意见。
      一、河道保洁不到位
      整改时限：立行立改，2023年2月底前。
      二、管网建设滞后
      整改时限：2024年12月底前。
      三、扬尘管控不严
      整改时限：2023年3月底前。
    - 2023年3月16日，省督察组向我市反馈督察意见。
      一、2020年督察反馈问题
      （一）河道保洁不到位
      整改时限：2022年9月底前。
      二、2023年督察反馈问题
      （一）管网建设滞后
      整改时限：2024年12月底前。
      （二）扬尘管控不严
      整改时限：2023年12月底前。
    - 一、河道保洁不到位
      整改时限：2023年12月底前（经批准延期至2024年3月底前）。
      完成情况：2024年3月8日，县水利局组织验收，认为该任务按期完成。
      二、管网建设滞后
      整改时限：2024年12月底前。
      完成情况：2024年11月20日提前完成。
      三、扬尘管控不严
      整改时限：2023年12月底前。
      完成情况：截至2024年5月31日，各项工作均按期完成。

    依据
    《党政机关公文处理工作条例》第二十条：内容准确，时间真实。
    """
    every = having(cards(notice), words("cards", "limits"))
    limits: list[Limit] = []
    for card, entry in every:
        days = notice.claims.days_in(entry.start, entry.end)
        last = (
            limit(notice, days[0])
            if len(days) == 1 and not _AT_ONCE.search(entry.text.rstrip("。；;"))
            else None
        )
        if last:
            limits.append(Limit(card, days[0], last))
    if limits:
        yield from _too_early(notice, limits)
        for each in limits:
            yield from _too_late(notice, each)


def _too_early(notice: Notice, limits: list[Limit]) -> Iterator[Finding]:
    """Limits before the inspection or its feedback, if there is one of them."""
    line = timeline(notice)
    told = {e.first for e in line.events if e.role is Role.FEEDBACK}
    feedback = line.told
    if feedback is None or len(told) != 1:
        return
    early = [each for each in limits if each.last < feedback.earliest and not _of_other_round(each.card)]
    if len(early) * MOST > len(limits):
        return
    for each in early:
        entered = line.entered
        before_all = entered is not None and each.last < entered.earliest
        quote = notice.text[each.day.start : each.day.end]
        yield Finding(
            f"整改时限（{quote}）早于反馈日期（{feedback.text}），请核实",
            notice.span(each.day.start, each.day.end),
            certainty=Certainty.LIKELY
            if feedback.event.dated and (before_all or entered is None)
            else Certainty.QUERY,
            related=(Label(notice.span(feedback.event.start, feedback.event.end), "反馈日期"),),
            evidence=Evidence(quote, feedback.text, f"{quote} < {feedback.text}", elsewhere=True),
            claims=(each.day,),
        )


def _of_other_round(card: Card) -> bool:
    """Whether the headings around a card tell of another inspection."""
    if card.section is None:
        return False
    return any(_OTHER_ROUND.search(s.title[:60]) for s in card.section.ancestors())


def _too_late(notice: Notice, task: Limit) -> Iterator[Finding]:
    """A day behind the limit on which the task is said to have been done in time."""
    text, card = notice.text, task.card
    days = [d for d in notice.claims.days_in(card.start, card.end) if d is not task.day]
    if _OTHER_TIME.search(text, card.start, card.end):
        return
    for day, after in zip_longest(days, days[1:]):
        known = range_of(day, day.year)
        if day.inherited or day.month is None or known is None or known[0] <= task.last:
            continue
        end = min(card.end, after.start) if after else card.end
        said = _ON_TIME.match(text, day.end, end)
        as_of = AS_OF.search(text, max(0, day.start - 4), day.start)
        if said and not as_of and not _NOT_YET.search(said[0]):
            yield Finding(
                f"此处称{text[day.start : day.end]}{said['word']}完成，而整改时限为{text[task.day.start : task.day.end]}，请核实",
                notice.span(day.start, day.end),
                certainty=Certainty.QUERY,
                related=(
                    Label(notice.span(task.day.start, task.day.end), "整改时限"),
                    Label(notice.span(said.start("word"), said.end()), "所称"),
                ),
                evidence=Evidence(
                    text[day.start : day.end], text[task.day.start : task.day.end], elsewhere=True
                ),
                claims=(day,),
            )
            return
