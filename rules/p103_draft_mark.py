"""P103: marks of a draft or an internal version."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from auditor.characters.masks import masks
from auditor.extraction.remarks import is_remark, speaks_of_the_text
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import any_of, words
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.source import Span

EARLY = 6  # leaves in which a line of its own counts
SHORT = 16  # characters of a mark in brackets; a remark may be longer
LONGEST = 30  # characters of such a line
_BRACKET = compiled(r"[（(【\[]([^（）()【】\[\]《》\n]{2,40})[）)】\]]")
_NUMBERED = compiled(
    r"第?[一二三四五六七八九十0-9]{1,2}稿|[Vv][0-9](?:\.[0-9])?版?|(?:第[一二三四五六七八九十0-9]次)?修改稿"
)
# what a word processor prints of its comments and changes: 批注[LX2]：, 设置了格式:
_PRINTED_WORDS = ("批注", "Comment", "格式")
_PRINTED = compiled(
    r"(?:批注|Comment) ?[\[［][^\[\]［］\n]{1,8}[\]］] ?[:：]|批注 ?(?:[A-Za-z]{1,3}|作者|用户)?[0-9]{1,3} ?[:：]|(?:带格式的?|设置了格式)[:：]"
)


@cache
def _headed() -> re.Pattern[str]:
    """批注：…, the remark of who read the draft; what is approved (批注：同意) is told."""
    return compiled(rf"(?:{any_of('draft_marks', 'headed')})[:：](?!同意|已阅)")


@cache
def _marks() -> frozenset[str]:
    return frozenset(words("draft_marks", "marks"))


@rule("P103", name="draft-mark", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def check_draft_mark(notice: Notice) -> Iterator[Finding | Tie]:
    """留有稿本或内部标记。

    检查什么
    标题、开头各行和正文括号里的稿本标记（征求意见稿、送审稿、社会公开稿、第二稿……）、内部和密级标记，以及改稿旁注
    （建议删除、此处金额待农经站核定、该句请党政办修改、数字再核一遍）；随正文一起复制的文字处理软件批注（批注[LX2]：……）。
    书名号内的文件名不查。写明此处、数字、付印前等的改稿旁注和写明“批注：”的、随稿复制的批注，按错误处理。

    为什么
    对外公布的应是定稿；稿本标记说明发布的可能不是审定的版本，密级和内部标记说明可能不应公开。

    反例
    - 东川街道党工委关于巡察整改进展情况的通报
      （征求意见稿）
      根据区委统一部署，现将整改情况予以公布。
    - 内部资料 注意保存
      东川街道党工委关于巡察整改进展情况的通报
    - 已完成问题整改12个（建议删除），其余问题正在推进。
    - 清退补贴3.2万元（此处金额待农经站核定），其余按月清退（该句请党政办修改）。
    - 全年接待来访142人次（上年数字照抄去年材料，付印前请小郑核一下）。
    - 追缴资金12.6万元（金额请计财科刘会计再核一遍），已全部上缴（人数再核）。
    - 救助困难群众216人（这个数和镇里台账对不上？），发放资金4.2万元（此处与附表数字有出入？）。
    - 发展党员12名（这个数人事处再核一下，上次报的是13名），预备党员6名（王：此处再核一下）。
    - 全年培训12期。批注[LX2]：到底按秋季还是全年？
      处置闲置房产3处【此数待国资办核实后替换】。
    - 在岗职工126人（此处人数与台账不一致，请人力资源部再核），其中党员48人（与上文不符，请核实）。
    - 编印《档案管理须知》（本数请档案室再核一下）80本。发放宣传单（张数请宣教科再核）360张，修剪绿篱（面积待核）1200平方米。街道多次调度（这一段再精简），已见成效（这部分太笼统）。
    - 坚决杜绝敷衍整改【批注：口径与督办单位再对一下，表格同步改】，其余逐项验收。

    正例
    - 在审批单上批注意见12条，批注：同意。
    - 追缴资金12.6万元（经计财科核实），数据由区财政局提供（数据已再次核对）。
    - 抽查账目36笔（账实不符，已责令整改），核对台账12本（数据不一致，由村会计核实后更正）。
    - 抽查库存13件（实物与台账对不上），回访群众（对结果是否满意？）40人。
    - 印发《镇区管护办法》（修订稿）、《物资清单》（由供应科核实）。方案已印发（各村再细化），受理申请36件（户数由村委会核实），补助标准（待上级文件明确），2户面积待核定。
    - 已办结9件，2件正在核查（两条线索待区纪委核实后处置），其余3户待民政办核实。
    - 新建泵站1座（待试水合格后通水），整修渠道2处（此段河道待清淤后核定宽度）。
    - 学习《东川区城市更新办法（征求意见稿）》，提出修改意见3条。
    - 街道起草方案初稿，广泛征求意见后形成送审稿，提交党工委会议审议。
    - 落实保密责任，规范秘密载体管理，开展保密检查（含机密级计算机）。

    依据
    《党政机关公文处理工作条例》第九条、第二十条；《中国共产党党务公开条例（试行）》第十五条。
    """
    for span, certain in _places(notice):
        yield Finding(
            f"留有稿本或内部标记“{' '.join(notice.source.quote(span).split())}”，公开前请核实是否为审定的公开版本",
            span,
            severity=Severity.ERROR if certain else Severity.WARNING,
            certainty=Certainty.LIKELY,
            cause="placeholder" if _is_placeholder(notice, span) else None,
        )


def _is_placeholder(notice: Notice, span: Span) -> bool:
    """Whether a mark is one of the placeholders that P101 reports: （数据待核实）."""
    unfilled = _placeholders(notice)
    at = bisect_right(unfilled, span.start, key=lambda place: place.start) - 1
    return at >= 0 and span.end <= unfilled[at].end


@per_notice
def _placeholders(notice: Notice) -> list[Span]:
    return [notice.span(*place) for place in masks(notice)]


def _places(notice: Notice) -> Iterator[tuple[Span, bool]]:
    """The marks, and whether one is certainly none of the text: a remark on it."""
    text = notice.text
    for match in _BRACKET.finditer(text):
        inner = "".join(match[1].split())
        if _is_mark(inner) and not _in_title(text, match.start(), match.end()):
            yield notice.span(*match.span()), _is_comment(inner)
    if any(word in text for word in _PRINTED_WORDS):
        yield from ((notice.span(*match.span()), True) for match in _PRINTED.finditer(text))
    for leaf in notice.leaves[:EARLY]:
        for start, end in leaf.pieces:
            line = "".join(notice.source.text[start:end].split()) if end - start < LONGEST else ""
            if line in _marks() or _NUMBERED.fullmatch(line):
                yield Span(start, end), False
    for word in words("draft_marks", "classified"):
        at = text.find(word)
        if at >= 0:
            yield notice.span(at, at + len(word)), False


def _is_comment(inner: str) -> bool:
    """Whether a remark is certainly one on the text: it says so, or names what is to be changed."""
    return _headed().match(inner) is not None or (is_remark(inner) and speaks_of_the_text(inner))


def _is_mark(inner: str) -> bool:
    """Whether what stands in a bracket marks a draft, or is a note to its writers."""
    if _headed().match(inner):
        return True
    if len(inner) <= SHORT and (
        inner in _marks() or _NUMBERED.fullmatch(inner) or inner.startswith(words("draft_marks", "notes"))
    ):
        return True
    return is_remark(inner)


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether the bracket belongs to a cited title: 《…（征求意见稿）》 or 《…》（征求意见稿）."""
    if text[end : end + 1] == "》" or (
        text[start - 1 : start] == "》" and not is_remark("".join(text[start + 1 : end - 1].split()))
    ):
        return True
    before = text[max(0, start - 60) : start]
    return before.rfind("《") > before.rfind("》") and "》" in text[end : end + 30]
