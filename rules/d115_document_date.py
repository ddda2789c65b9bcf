"""D115: one document, issued on two days."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.claims import Citation, Day
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

SHORTEST = 8  # characters of a title; several documents of one unit may be called 《整改方案》
GAP = 24  # characters between the date and the title
_VERB = r"(?P<verb>印发|出台|制定|修订|发布|公布|施行)"
_BEFORE = compiled(
    rf"[，,]?[^《》，,。；;\d]{{0,12}}{_VERB}(?:了|实施)?[^《》，,。；;\d]{{0,4}}"
)  # 1月6日，印发《…》
_AFTER = compiled(rf"(?:正式|重新)?{_VERB}")  # 《…》已于1月6日印发
_LEADS = compiled(r"[（(]?(?:已|也|均)?(?:经[^，,。；;]{1,12})?(?:于|自|在)?")
_SEVERAL = compiled(r"分别|先后|各[^，,。；;]{0,8}(?:印发|制定)|再次|重新|修订|转发")


@frozen
class _Issue:
    """That a document was issued on a day."""

    title: Citation
    verb: str
    day: Day


@rule("D115", name="document-date", severity=Severity.WARNING, since="0.1")
def document_date(notice: Notice) -> Iterator[Finding]:
    """同一文件写了两个印发日期。

    检查什么
    同一书名号内的文件（名称八个字以上），“某年某月某日印发《……》”“《……》已于某月某日印发”写了两次而日期不同。
    动词不同的（审议、印发、修订）、重新印发、各单位分别印发的不在此列；没有写到日的不比较。

    为什么
    一份文件只有一个印发日期，前后不同必有一处写错。

    反例
    - 2024年12月20日印发《合同审批管理实施细则》。问题清零后，2025年1月6日印发《合同审批管理实施细则》，严格执行。
    - 5月8日，党组印发《公务接待费用报销规程》，明确标准。《公务接待费用报销规程》已于5月18日印发执行。

    正例
    - 2024年12月20日印发《合同审批管理实施细则》，2025年1月6日起施行《合同审批管理实施细则》。
    - 2024年12月20日印发《合同审批管理实施细则》，2025年1月6日重新印发《合同审批管理实施细则》。
    - 5月8日，党组印发《公务接待费用报销规程》。《公务接待费用报销规程》已于5月8日印发执行。
    - 县局5月8日印发《整改方案》，二级单位于5月18日印发《整改方案》。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    first: dict[tuple[str, str], _Issue] = {}
    for title in notice.claims.citations:
        issue = _issue(notice, title) if len(title.title) >= SHORTEST else None
        if issue is None or _is_one_of_several(notice.text, title):
            continue
        own = first.setdefault((title.title, issue.verb), issue)
        if _differ(own.day, issue.day):
            yield _finding(notice, issue, own)


def _issue(notice: Notice, title: Citation) -> _Issue | None:
    """The issue of a document that is told with its title."""
    text = notice.text
    for day in notice.claims.days_in(title.start - GAP, title.start)[-1:]:
        if said := _BEFORE.fullmatch(text, day.end, title.start):
            return _Issue(title, said["verb"], day)
    for day in notice.claims.days_in(title.end, title.end + GAP)[:1]:
        said = _AFTER.match(text, day.end)
        if said and _LEADS.fullmatch(text, title.end, day.start):
            return _Issue(title, said["verb"], day)
    return None


def _differ(one: Day, other: Day) -> bool:
    """Whether two days that are written to the day are not one; a year that is not written may be any."""
    if one.day is None or other.day is None:
        return False
    years_written = not one.inherited and not other.inherited
    return (one.month, one.day) != (other.month, other.day) or (years_written and one.year != other.year)


def _is_one_of_several(text: str, title: Citation) -> bool:
    """Whether the sentence tells of several issues, or of one more."""
    before = SENTENCE_PART_END.split(text[max(0, title.start - 2 * GAP) : title.start])[-1]
    return (
        _SEVERAL.search(before) is not None or _SEVERAL.search(text, title.end, title.end + GAP) is not None
    )


def _finding(notice: Notice, issue: _Issue, own: _Issue) -> Finding:
    here, there = (notice.text[i.day.start : i.day.end] for i in (issue, own))
    return Finding(
        f"《{issue.title.title}》此处为{here}{issue.verb}，另一处为{there}{own.verb}，请核实",
        notice.span(issue.day.start, issue.day.end),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(own.day.start, own.day.end), f"{own.verb}日期：{there}"),),
        evidence=Evidence(here, there, elsewhere=True),
        claims=(issue.day,),
    )
