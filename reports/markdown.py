"""markdown: a summary for a merge request; works in GitHub's, GitLab's and Gitee's Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from auditor.findings import Finding, Severity
from auditor.patterns import compiled
from auditor.presentation.excerpt import excerpt, visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import (
    CERTAINTIES,
    Demand,
    concluded,
    coverage,
    demand,
    demands,
    explanation,
    locator,
    reading_order,
    tally_of,
    troubles,
)
from auditor.report import AuditedNotice, Report, Verdict
from auditor.reporting import Options, output_format

# Every mark inside a line that Markdown reads as its own, mentions (@), references (#) and links included.
_SPECIAL = compiled(r"[\\`*_{}\[\]<>#|~@$&:^]|(?<=www)\.")
_MOST_CARDS = 60
"""Findings told in full in one summary; GitHub takes 65,536 characters of comment."""
_MANY_PLACES = 6


@output_format("markdown", title="Markdown 摘要：合并请求评论")
def markdown(report: Report, out: TextIO, options: Options) -> None:
    """Write the verdicts as a table, then the findings of each notice; hints are only counted unless verbose."""
    titles = {info.id: info.title for info in report.rules}
    out.writelines(f"{line}\n" for line in _lines(report, titles, options.verbose))


def _lines(report: Report, titles: dict[str, str], verbose: bool) -> Iterator[str]:
    totals = Totals.of(report.notices)
    yield "<!-- generator: notice-auditor -->"
    yield ""
    yield "## 通报审核"
    yield ""
    unchecked = f"　**未检查 {totals.unchecked} 份**" if totals.unchecked else ""
    yield f"**{tally_of(totals.demands)}**　{coverage(totals.verdicts)}{totals.suppressed}{unchecked}"
    yield ""
    yield "| 通报 | 结论 | 必改 | 建议 | 请核 | 证实 | 矛盾 | 无法核验 |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for audited in report.notices:
        asked = demands(audited.findings)
        numbers = [*(asked[d] for d in Demand), *(audited.verdicts[v] for v in Verdict)]
        yield f"| {plain(audited.path)} | {concluded(audited)} | {' | '.join(map(str, numbers))} |"
    room = _MOST_CARDS
    for audited in report.notices:
        shown = [f for f in reading_order(audited) if verbose or f.severity is not Severity.INFO]
        if not shown and not troubles(audited):
            continue
        yield ""
        yield f"### {plain(audited.path)}"
        yield ""
        yield from (f"- **注意** {plain(trouble.words)}" for trouble in troubles(audited))
        pairs = zip(audited.findings, audited.fingerprints, strict=True)
        marks = {id(finding): mark for finding, mark in pairs}
        for finding in shown[:room]:
            yield from _card(audited, finding, titles)
            yield f"  - 指纹：{plain(marks[id(finding)])}"
        if len(shown) > room:
            yield f"- 另有 {len(shown) - room} 条，见完整报告"
        room = max(0, room - len(shown))


def _card(audited: AuditedNotice, finding: Finding, titles: dict[str, str]) -> Iterator[str]:
    message, *more = explanation(finding)
    title = plain(f"{titles.get(finding.rule, '')} {finding.rule}".lstrip())
    where = plain(locator(audited, finding.span.start))
    yield f"- **{demand(finding)}** {title}（{CERTAINTIES[finding.certainty]}）{where}：{plain(message)}"
    part = excerpt(audited, finding.span)
    words = plain(part.quote.strip())
    marked = (
        f"【**{words}**】" if words else "【】"
    )  # with the stars outside, Markdown would not see their end
    yield f"  > 原文：{plain(part.before)}{marked}{plain(part.after)}"
    yield ""
    for label in finding.related[:_MANY_PLACES]:
        other = excerpt(audited, label.span, 40)
        yield f"  - 对照：{plain(locator(audited, label.span.start))} “{plain(other.quote)}” {plain(label.message)}".rstrip()
    if len(finding.related) > _MANY_PLACES:
        yield f"  - 另有 {len(finding.related) - _MANY_PLACES} 处"
    yield from (f"  - {plain(line)}" for line in more)


def plain(text: str) -> str:
    """The text so that Markdown shows it and does nothing with it: marks become character references."""
    return _SPECIAL.sub(lambda mark: f"&#{ord(mark[0])};", visible(text))
