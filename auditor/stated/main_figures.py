"""The main figures of a notice: how many problems were fed back and put right, how many measures were laid down: 反馈问题32个，制定措施96条."""

from __future__ import annotations

from enum import StrEnum

from auditor import lexicon
from auditor.claims import Bound, Quantity, Status
from auditor.extraction.context import is_whole, status
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.stated.answering import answers_at
from auditor.stated.totals import EARLIER_ROUND, in_series, of_other_round, words_before

_WHO = compiled(
    r"(?:巡[察视]|审计|督[查察])?(?:组|报告|意见)?(?:向[^，。]{0,20})?(?:共|集中|书面)?(?:反馈|指出)的?"
    r"|(?:巡[察视]|审计|督[查察])(?:组|工作报告|报告)?(?:共)?(?:查出|反映|揭示)的?"
)
_OTHER = compiled(
    rf"{any_of('scopes', 'main_apart')}|{EARLIER_ROUND}|那[年次轮]|[届轮](?:[^，。]{{0,6}})反馈"
    r"|20[0-9]{2}年度?[^，。]{0,6}(?:反馈|指出)|两[轮次批]|第[一二三]轮|未|每"
)
_ALL = compiled(r"全部|均|都|全面|逐一")
_OWN_CHECK = compiled(any_of("scopes", "reviews"))
_ANEW = compiled(r"(?:并|再)?(?:对|将|围绕|针对|按照|对照)(?:上述|所列|这|全部|所有)?")
_MEASURES_AGAIN = compiled(r"(?:具体)?(?:整改)?(?:措施|举措)(?:逐[条项一]|全部|均)")
_LAID_DOWN = r"(?:整改)?(?:总体)?(?:方案|清单|台账)(?:中)?(?:确定|明确|列出|列明|提出|细化|分解|制定)的"
_ALL_MEASURES = compiled(
    r"(?:继续|并|再|严格)?(?:对|将|围绕|针对|按照|对照|落实|紧盯|紧扣|聚焦)(?:上述|所列|这|全部|所有)?"
    rf"(?:{_LAID_DOWN})?"
)
_OF_THE_PLAN = compiled(_LAID_DOWN)
_MEASURES_NAMED = compiled(
    r"(?:具体)?(?:整改)?(?:措施|举措)(?:和要求|清单)?(?:(?:逐[条项一]|全部|均|持续|一抓到底|落地|开展|按).*)?"
)
_ALL_OF_THEM = compiled(r"(?:具体)?(?:整改)?(?:措施|举措)全部")
_MEASURES_BEFORE = compiled(
    r"(?:(?:对|将|围绕|针对|对照|落实)?(?:上述|所列|方案确定的|全部|所有)?)(?:整改)(?:措施|举措)"
)
_ALL_SAID = compiled(r"(?:逐[条项一]|已?全部|均|都)")
_PROBLEMS_AGAIN = compiled(r"(?:具体|反馈)?问题(?:逐[条项一个]|细化|分解|全部|均)")
_OF_SOME = compiled(rf"{any_of('scopes', 'mention_apart', 'reviews')}|上[一1]?[轮次届]|另")
_MEASURES_DONE = compiled(r"(?:整改)?(?:措施|举措)中?[，,]?(?:已经?|均已)?(?:完成|落实|落地)")
_MEASURES = compiled(
    rf"(?:制定|细化|明确|提出)(?:了|的|为|出)?(?:[^，。；、]{{0,6}})?(?<!{')(?<!'.join(lexicon.words('scopes', 'measures_of_another_kind'))})(?:整改)?\Z"
)
_FROM_ELSEWHERE = compiled(r"审计|督[查察导]|上[一1]?[轮次届]|专项|自查|线索|信访")


class Main(StrEnum):
    """A main figure, by its name for people."""

    PROBLEMS = "反馈问题总数"
    AUDIT_PROBLEMS = "审计反馈问题总数"
    MEASURES = "整改措施总数"
    DONE = "已完成整改的问题数"


def main_figure(notice: Notice, q: Quantity) -> Main | None:
    """Which of the notice's main figures a number is, None if none of them."""
    if (
        q.named
        or q.depth
        or q.bound is not Bound.EXACT
        or q.unit.kind != "item"
        or _OTHER.search(q.lead + q.tail)
    ):
        return None
    if of_other_round(q) or in_series(q):
        return None
    if q.sentence and _OWN_CHECK.search(notice.text, q.sentence.start, q.start):
        return None
    leaf = notice.leaf_at(q.start)
    if (
        leaf is None
        or leaf.kind not in (Kind.PARAGRAPH, Kind.TITLE, Kind.ITEM)
        or len(list(leaf.ancestors())) > 2
    ):
        return None
    if leaf.kind is Kind.ITEM and (q.noun != "问题" or answers_at(notice, q.start)):
        return None  # 一是…: of a single problem, or of what is left
    told_as_done = status(q.tail) is not None and not _ALL.search(q.tail) and not _leads_on(q)
    if told_as_done and not is_whole(q):
        return None  # 128项整改措施已如期完成 are those that are done
    if q.noun == "问题" and (is_whole(q) or not status(q.lead)) and _WHO.search(words_before(q)):
        audit = "审计" in words_before(q) and "审计" not in notice.title
        return Main.AUDIT_PROBLEMS if audit else Main.PROBLEMS
    if (
        q.noun in ("措施", "举措")
        and (is_whole(q) or not status(q.lead))
        and (_MEASURES.search(q.lead.removesuffix(q.noun)) or (not q.lead and q.tail.startswith("整改")))
    ):
        return Main.MEASURES
    if q.noun == "问题" and q.status is Status.DONE and "整改" in q.lead and not _of_others(notice, q):
        return Main.DONE
    return None


def mentioned_figure(notice: Notice, q: Quantity) -> Main | None:
    """Which main figure a number mentions once more, outside the account of the single problems."""
    if q.named or q.depth or q.bound is not Bound.EXACT or q.unit.kind != "item" or q.sentence is None:
        return None
    figure = _told_anew(q)
    if not figure or _OF_SOME.search(notice.text, q.sentence.start, q.start) or _OF_SOME.search(q.tail):
        return None
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind is not Kind.PARAGRAPH or len(list(leaf.ancestors())) > 2:
        return None
    return None if answers_at(notice, q.start) else figure


def _told_anew(q: Quantity) -> Main | None:
    """Which main figure the words around a number speak of as known."""
    anew = _ANEW.fullmatch(q.lead) is not None
    if anew and _PROBLEMS_AGAIN.match(q.tail):
        return Main.PROBLEMS
    if anew and _MEASURES_AGAIN.match(q.tail):
        return Main.MEASURES
    if not q.lead and (_ALL_OF_THEM.match(q.tail) or (_leads_on(q) and _MEASURES_DONE.fullmatch(q.tail))):
        return Main.MEASURES
    of_plan = _ALL_MEASURES.fullmatch(q.lead) or _OF_THE_PLAN.fullmatch(q.lead)
    if of_plan and _MEASURES_NAMED.fullmatch(q.tail):
        return Main.MEASURES
    if _MEASURES_BEFORE.fullmatch(q.lead) and _ALL_SAID.match(q.tail):
        return Main.MEASURES
    return None


def _leads_on(q: Quantity) -> bool:
    """Whether the words behind a number belong to the next one: 25个问题已完成整改20个."""
    return q.following is not None and q.following.start == q.end + len(q.tail)


def _of_others(notice: Notice, q: Quantity) -> bool:
    """Whether a sentence speaks of problems from elsewhere than those that the notice is about."""
    begin = q.sentence.start if q.sentence else q.start
    return any(m[0] not in notice.title for m in _FROM_ELSEWHERE.finditer(notice.text, begin, q.start))
