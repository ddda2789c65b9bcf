"""T108: a text that stops in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import WordFinder, mapping, words
from auditor.notice import BODY, Node, Notice
from auditor.profiles import GENERAL
from auditor.registry import rule

_OPEN = tuple("，,、（(《“‘—")
_DANGLING = tuple("和与及并或等对将把被向为在从由按以于是的了着而且但")
MIN_LENGTH = 30
MIN_RUN_ON = 16  # characters behind a heading in its line
USUAL = 8  # so many times as many paragraphs must end with a mark as end without one
SHOWN = 12  # characters of a paragraph's end
_ENDS = "。；！;"
_SENTENCES = "。！？\n"
LONGEST = 120  # characters of a sentence in which the object of its last verb may stand
_COMMAS = frozenset("，,、")


@rule("T108", name="cut-off", severity=Severity.WARNING, since="0.1")
def cut_off(notice: Notice) -> Iterator[Finding | Tie]:
    """段落在半句话处中断。

    检查什么
    正文段落是不是以逗号、顿号收尾，后面却是新的标题、落款或文末；整改通报的最后一段是不是没有句末标点；
    几乎所有段落都有句号的整改通报里，是不是有个别段落没有；句号前面是不是“按照”“以及”“有利于”一类后面必须还有话的词，是不是“防止”“杜绝”而全句没有说防的是什么。
    换页、换行造成的断行先接上再判断；短语、表格、联系方式不查。

    为什么
    半句话多半是复制或扫描时漏了一段，漏掉的可能正是整改结果。

    反例
    - 柳溪县水利局关于巡察整改情况的通报
      一、整改情况
      1.清点资产。对盘亏的资产逐件查明原因，按程序报财政部门批准后
      2.规范采购。修订采购办法，严格审批，逐项公示。
      3.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      4.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      5.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      6.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      7.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      8.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      9.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      10.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
      11.完善制度。逐条对照反馈意见修订相关管理办法，明确责任科室和办理时限，按季检查落实。
    - 一、整改情况
      街道党工委召开专题会议，研究部署整改工作，明确责任领导和完成时限，
      二、下一步打算
      持续抓好整改。
    - 一、整改情况
      街道党工委召开专题会议，研究部署整改工作，明确责任领导和完成时限，建立台账，逐项销号，并对
    - 组织中层干部接受警示教育，督促各科室严格按照。对违规问题予以；逐项整改。
    - 修订采购办法，建立长效机制，从源头上防止。

    正例
    - 加强防范。做到早发现、早预防。对虚报冒领，从源头上防止。廉政风险有效防范。此类行为坚决杜绝。工程质量得到确保。
    - 方案审议通过，参照执行。事不至于此，也不至于。以实事求是的态度，做到有章可循、有据可依、有规可按。
    - 一、整改情况
      街道党工委召开专题会议，研究部署整改工作，明确责任领导和
      完成时限，建立台账，逐项销号。
      二、下一步打算
      持续抓好整改。
    - 一、整改情况
      责任单位：党政办、组织科，
      二、下一步打算
      持续抓好整改。
    - 街道党工委召开专题会议，研究部署整改工作，明确责任领导和完成时限，逐项销号（党政办供稿）

    依据
    《标点符号用法》GB/T 15834-2011 4.1：陈述句末用句号。
    """
    yield from _unfinished(notice)
    leaves = notice.leaves
    ended = 0
    open_ended: list[Node] = []
    for i, leaf in enumerate(leaves):
        if (
            leaf.kind not in BODY
            or len(leaf.text) < (MIN_RUN_ON if leaf.joined else MIN_LENGTH)
            or (leaf.label and _is_short(leaf))
        ):
            continue
        last = leaf.text[-1]
        if last in "。！？；;.!?…”）)":
            ended += 1
            continue
        after = leaves[i + 1] if i + 1 < len(leaves) else None
        if after is not None and after.joined:
            continue
        if last in _OPEN and (after is None or after.kind not in BODY):
            message = f"段落以“{last}”收尾，后面没有下文，请查原件是否缺字"
        elif after is None and _dangles(notice, leaf):
            message = "全文在半句话处结束，请查原件是否缺字"
        else:
            if (
                "\u4e00" <= last <= "\u9fff"
                and ("。" in leaf.text or "，" in leaf.text or "," in leaf.text)
                and after is not None
            ):
                open_ended.append(leaf)
            continue
        cut = max(leaf.text.rfind(mark, 0, -1) for mark in "，,。；;：:、")
        span = notice.span(leaf.start + cut + 1, leaf.end)
        yield Finding(
            message,
            span,
            certainty=Certainty.LIKELY,
            suggestion="此处缺字，请查原件",
            cause=f"cut:{leaf.end}",
        )
    if open_ended and notice.profile != GENERAL and ended >= USUAL * len(open_ended):
        yield _without_stop(notice, open_ended, ended)


@cache
def _finder() -> WordFinder:
    led_on = (*words("sentence_ends", "open"), *words("sentence_ends", "transitive"))
    return WordFinder([word + mark for word in led_on for mark in _ENDS], shared=True)


@cache
def _transitive() -> frozenset[str]:
    return frozenset(words("sentence_ends", "transitive"))


def _has_object(text: str, start: int) -> bool:
    """Whether a word at the end of a sentence is no verb, or what it is about may be told before: 对此类问题，从源头上防止."""
    if not text.endswith(words("sentence_ends", "adverbs"), 0, start):
        return True  # 加强防范
    begin = max(text.rfind(mark, max(0, start - LONGEST), start) for mark in _SENTENCES)
    said = text[max(begin + 1, start - LONGEST) : start]
    return any(word in said for word in words("sentence_ends", "objects"))


def _unfinished(notice: Notice) -> Iterator[Finding]:
    """Sentences that end with a word to which more belongs."""
    text = notice.text
    for start, end, found in _finder().find(text):
        word = found[:-1]
        leaf = notice.leaf_at(start)
        before = text[start - 1 : start]
        if word in _transitive() and (leaf is None or _has_object(text, start)):
            continue
        if leaf is None or leaf.kind not in BODY or not (before.isalnum() or before in _COMMAS):
            continue  # “按照；依照”
        if before not in mapping("sentence_ends", "unless_before").get(word, ""):
            yield Finding(
                f"句子以“{word}”收尾，后面没有下文，请查原件是否缺字",
                notice.span(start, end),
                certainty=Certainty.LIKELY,
                suggestion="此处缺字，请查原件",
                cause=f"cut:{end}",
            )


def _is_short(leaf: Node) -> bool:
    """Whether what stands behind a label is no sentence: 责任单位：党政办、组织科."""
    return "。" not in leaf.text and len(leaf.text) < 2 * MIN_LENGTH


def _without_stop(notice: Notice, leaves: list[Node], ended: int) -> Finding:
    """Paragraphs that end without a mark where nearly all others have one."""
    spans = [notice.span(max(leaf.start, leaf.end - SHOWN), leaf.end) for leaf in leaves]
    return Finding(
        f"段落末尾没有句号，其余 {ended} 段都有，请查原件是否缺字",
        spans[0],
        certainty=Certainty.QUERY,
        related=tuple(Label(span, "同样没有句号") for span in spans[1:]),
    )


def _dangles(notice: Notice, leaf: Node) -> bool:
    """Whether the last paragraph of a text has no end; of a text that is no notice only if its last word shows it."""
    if leaf.text.endswith(_DANGLING):
        return True
    return notice.profile != GENERAL and "。" in leaf.text and "\u4e00" <= leaf.text[-1] <= "\u9fff"
