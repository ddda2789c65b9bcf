"""T101: a notice without a title."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import CLAUSE_END
from auditor.findings import Finding, Severity, Tie
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.profiles import required
from auditor.registry import rule

# Lines above a text that are no title: a tag in brackets, a date, what a web page prints there.
_NOTE = compiled(
    r"\A[（(][^（）()]{0,30}[)）]\Z|\A[0-9]{4}[年.\-/]|来源[：:]|(?:发布|更新)(?:时间|日期)|作者[：:]|浏览|字号"
)


@rule("T101", name="missing-title", severity=Severity.ERROR, since="0.1")
def missing_title(notice: Notice) -> Iterator[Finding | Tie]:
    """没有标题。

    检查什么
    整改通报（按标题、导语和章节认出）的第一行是不是标题。标题可以占几行，前面可以有空行和发布信息。
    其他文本、通报的节选不要求。

    为什么
    没有标题的通报，读者不知道是哪个单位、哪一轮巡察。从网页复制时标题常常丢失。

    反例
    - 根据区委统一部署，2023年3月1日至4月20日，区委第二巡察组开展了巡察。现将整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
    - 按照巡察工作有关要求，现将巡察整改进展情况通报如下：
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。

    正例
    - 河阳街道党工委关于巡察整改进展情况的通报
      现将整改情况予以公布。
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。
    - 按照巡察工作有关要求，街道召开专题会议，研究整改措施。
    - 中共河阳街道工作委员会
      关于巡察反馈意见整改
      进展情况的通报
      按照巡察工作有关要求，现将巡察整改进展情况通报如下：
      一、履行整改责任情况
      街道高度重视。
      二、整改落实情况
      已全部落实。

    依据
    GB/T 9704-2012 7.3.1；《党政机关公文处理工作条例》第九条。
    """
    severity = required(notice, "title")
    if severity is None or notice.title:
        return
    for leaf in notice.leaves[:6]:
        if _NOTE.search(leaf.text[:80]):
            continue
        sentence = CLAUSE_END.search(leaf.text)
        if leaf.kind is Kind.PARAGRAPH and not sentence and len(leaf.text) > 5:
            return  # a line of another kind in front: it may be the title in an unusual form
        if sentence or leaf.kind is not Kind.PARAGRAPH:
            break
    first = notice.leaves[0]
    mark = CLAUSE_END.search(first.text, 0, 60)
    end = first.start + (mark.start() if mark else min(len(first.text), 20))
    message = "第一行就是正文，没有标题，请核实是否在复制时丢失"
    yield Finding(message, notice.span(first.start, end), severity=severity, missing="title")
