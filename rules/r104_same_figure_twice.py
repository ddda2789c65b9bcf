"""R104: the same quantity told twice with different values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from auditor.arithmetic.answering import answers_at
from auditor.arithmetic.areas_told import areas_told
from auditor.arithmetic.sums import written
from auditor.arithmetic.totals import in_series, of_other_round, words_before
from auditor.arithmetic.twice import told_twice
from auditor.claims import Bound, Quantity, Status
from auditor.extraction.context import is_whole, status
from auditor.findings import Finding, Severity, Tie
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule

_WHO = compiled(
    r"(?:巡[察视]|审计|督[查察])?(?:组|报告|意见)?(?:向[^，。]{0,20})?(?:共|集中|书面)?(?:反馈|指出)的?"
    r"|(?:巡[察视]|审计|督[查察])(?:组|工作报告|报告)?(?:共)?(?:查出|反映|揭示)的?"
)
_OTHER = compiled(
    r"上[一1]?[轮次届]|前[一二三四五六七八九十0-9]+轮|以往|历次|往年|[届轮](?:[^，。]{0,6})反馈|面上|个性|共性|突出|典型|重点|"
    r"20[0-9]{2}年度?[^，。]{0,6}(?:反馈|指出)|首轮|两[轮次批]|第[一二三]轮|回头看|累计|重复|立行立改|持续整改|移交|线索|其中|社区|村|部门|单位|支部|科室|专项|部分|剩余|其余|未|每"
)
_ALL = compiled(r"全部|均|都|全面|逐一")
_OWN_CHECK = compiled(r"查摆|自查|民主生活会|对照检查|检视")
_ANEW = compiled(r"(?:并|再)?(?:对|将|围绕|针对|按照|对照)(?:上述|所列|这|全部|所有)?")
_MEASURES_AGAIN = compiled(r"(?:具体)?(?:整改)?(?:措施|举措)(?:逐[条项一]|全部|均)")
_ALL_MEASURES = compiled(
    r"(?:继续|并|再|严格)?(?:对|将|围绕|针对|按照|对照|落实|紧盯|紧扣|聚焦)(?:上述|所列|这|全部|所有)?"
    r"(?:(?:整改)?(?:总体)?(?:方案|清单|台账)(?:中)?(?:确定|明确|列出|列明|提出|细化|分解|制定)的)?"
)
_OF_THE_PLAN = compiled(
    r"(?:整改)?(?:总体)?(?:方案|清单|台账)(?:中)?(?:确定|明确|列出|列明|提出|细化|分解|制定)的"
)
_MEASURES_NAMED = compiled(
    r"(?:具体)?(?:整改)?(?:措施|举措)(?:和要求|清单)?(?:(?:逐[条项一]|全部|均|持续|一抓到底|落地|开展|按).*)?"
)
_ALL_OF_THEM = compiled(r"(?:具体)?(?:整改)?(?:措施|举措)全部")
_MEASURES_BEFORE = compiled(
    r"(?:(?:对|将|围绕|针对|对照|落实)?(?:上述|所列|方案确定的|全部|所有)?)(?:整改)(?:措施|举措)"
)
_ALL_SAID = compiled(r"(?:逐[条项一]|已?全部|均|都)")
_PROBLEMS_AGAIN = compiled(r"(?:具体|反馈)?问题(?:逐[条项一个]|细化|分解|全部|均)")
_OF_SOME = compiled(
    r"方面|领域|专项|专题|审计|督[查察导]|上[一1]?[轮次届]|社区|村|支部|其中|其余|剩余|新增|补充|另|自查|查摆|检视|民主生活会|线索|信访"
)
_MEASURES_DONE = compiled(r"(?:整改)?(?:措施|举措)中?[，,]?(?:已经?|均已)?(?:完成|落实|落地)")
_MEASURES = compiled(r"(?:制定|细化|明确|提出)(?:了|的|为|出)?(?:[^，。；、]{0,6})?(?:整改)?\Z")
_FROM_ELSEWHERE = compiled(r"审计|督[查察导]|上[一1]?[轮次届]|专项|自查|线索|信访")
_DONE_ROLE = "已完成整改的问题数"
_DONE_CAUSE = "progress:已完成:问题"  # R110 sees it too
NEAR = Decimal(2)  # what a mention may be off, or a tenth of the total; beyond that it is of something else

MOST_PARTS = 6  # of a total that are added up in every way


@rule("R104", name="same-figure-twice", severity=Severity.ERROR, since="0.1")
def same_figure_twice(notice: Notice) -> Iterator[Finding | Tie]:
    """同一数量前后不一致。

    检查什么
    反馈问题总数、已完成整改的问题数、整改措施总数，在标题、导语、总体情况等处再次出现时数值是否相同。
    后文再提到总数的（对46条整改措施逐条复核、落实方案确定的46条整改措施、46条措施已完成41条）也作比较，相差不大而别处又没有这个数的才提示。
    总体情况按“第一个聚焦3类11个、第二个聚焦4类10个”列数的，与各部分标题括注的数目（3类11个问题）依次比较；一处以上不同的，不作判断。
    另加限定的数目（突出问题、上轮反馈、立行立改、移交线索等）不作比较。

    为什么
    同一数字在两处不同，至少一处未随修改更新。

    反例
    - 巡察组共反馈问题25个。按照要求，现将情况公布如下。
      一、总体情况
      针对巡察反馈的27个问题，逐项制定方案。
    - 制定整改措施46条，明确责任人。
      一、总体情况
      细化整改措施48条，逐条落实。
    - 制定整改措施46条，明确责任人。
      一、下一步打算
      对照48条整改措施逐条复核，确保落实到位。
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

    正例
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
    - 巡察组共反馈问题21个。
      一、整改落实情况
      （一）党的建设方面。反馈问题12个，已完成整改11个，制定整改措施25项。
      （二）作风建设方面。反馈问题9个，已完成整改9个，制定整改措施17项。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for pair in areas_told(notice):
        yield _compared(notice, "同一方面的数目", pair.overview, pair.heading)
    wholes = {id(p): g.whole for g in notice.claims.groups for p in g.parts}
    told: dict[str, list[Quantity]] = {}
    again: dict[str, list[Quantity]] = {}
    for q in notice.claims.quantities:
        role = _role(notice, q)
        if role:
            told.setdefault(role, []).append(q)
        elif role := _role_of_mention(notice, q):
            again.setdefault(role, []).append(q)
    for role, every in told.items():
        claims = _of_the_whole(notice, every)
        yield from _mentioned(notice, role, claims, again.get(role, []))
        if not claims:
            continue
        first = claims[0]
        for other in claims[1:]:
            of = wholes.get(id(first), first), wholes.get(id(other), other)
            if other.sentence is first.sentence or (
                of[0] is not first and of[1] is not other and of[0].value != of[1].value
            ):
                continue  # done of other totals
            if role == _DONE_ROLE and not _of_same_time(notice, first, other):
                continue
            yield _compared(notice, role, first, other)


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
    cause = _DONE_CAUSE if role == _DONE_ROLE else f"twice:{role}"
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


def _of_same_time(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two numbers of what is done may be of one day: not 截至8月20日 and 截至10月15日."""
    one, two = (
        notice.claims.dates_in(q.sentence.start if q.sentence else q.end, q.end) for q in (first, other)
    )
    return not (one and two) or not one.isdisjoint(two)


def _of_others(notice: Notice, q: Quantity) -> bool:
    """Whether a sentence speaks of problems from elsewhere than those that the notice is about."""
    begin = q.sentence.start if q.sentence else q.start
    return any(m[0] not in notice.title for m in _FROM_ELSEWHERE.finditer(notice.text, begin, q.start))


def _leads_on(q: Quantity) -> bool:
    """Whether the words behind a number belong to the next one: 25个问题已完成整改20个."""
    return q.following is not None and q.following.start == q.end + len(q.tail)


def _role_of_mention(notice: Notice, q: Quantity) -> str:
    """Which main quantity a number mentions once more, outside the account of the single problems; "" if none."""
    if q.named or q.depth or q.bound is not Bound.EXACT or q.unit.kind != "item" or q.sentence is None:
        return ""
    role = _told_anew(q)
    if not role or _OF_SOME.search(notice.text, q.sentence.start, q.start) or _OF_SOME.search(q.tail):
        return ""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind is not Kind.PARAGRAPH or len(list(leaf.ancestors())) > 2:
        return ""
    return "" if answers_at(notice, q.start) else role


def _told_anew(q: Quantity) -> str:
    """Which main quantity the words around a number speak of as known; "" if none."""
    anew = _ANEW.fullmatch(q.lead) is not None
    if anew and _PROBLEMS_AGAIN.match(q.tail):
        return "反馈问题总数"
    if anew and _MEASURES_AGAIN.match(q.tail):
        return "整改措施总数"
    if not q.lead and (_ALL_OF_THEM.match(q.tail) or (_leads_on(q) and _MEASURES_DONE.fullmatch(q.tail))):
        return "整改措施总数"
    of_plan = _ALL_MEASURES.fullmatch(q.lead) or _OF_THE_PLAN.fullmatch(q.lead)
    if of_plan and _MEASURES_NAMED.fullmatch(q.tail):
        return "整改措施总数"
    if _MEASURES_BEFORE.fullmatch(q.lead) and _ALL_SAID.match(q.tail):
        return "整改措施总数"
    return ""


def _role(notice: Notice, q: Quantity) -> str:
    """Which of the notice's main quantities a number is, "" if none of them."""
    if (
        q.named
        or q.depth
        or q.bound is not Bound.EXACT
        or q.unit.kind != "item"
        or _OTHER.search(q.lead + q.tail)
    ):
        return ""
    if of_other_round(q) or in_series(q):
        return ""
    if q.sentence and _OWN_CHECK.search(notice.text, q.sentence.start, q.start):
        return ""
    leaf = notice.leaf_at(q.start)
    if leaf is None or leaf.kind not in (Kind.PARAGRAPH, Kind.TITLE) or len(list(leaf.ancestors())) > 2:
        return ""
    told_as_done = status(q.tail) is not None and not _ALL.search(q.tail) and not _leads_on(q)
    if told_as_done and not is_whole(q):
        return ""  # 128项整改措施已如期完成 are those that are done
    if q.noun == "问题" and (is_whole(q) or not status(q.lead)) and _WHO.search(words_before(q)):
        audit = "审计" in words_before(q) and "审计" not in notice.title
        return "审计反馈问题总数" if audit else "反馈问题总数"
    if (
        q.noun in ("措施", "举措")
        and (is_whole(q) or not status(q.lead))
        and (_MEASURES.search(q.lead.removesuffix(q.noun)) or (not q.lead and q.tail.startswith("整改")))
    ):
        return "整改措施总数"
    if q.noun == "问题" and q.status is Status.DONE and "整改" in q.lead and not _of_others(notice, q):
        return _DONE_ROLE
    return ""
