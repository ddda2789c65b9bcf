"""Q101: a mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.characters.marks import CLOSING, OPENING, PLAIN, Mark, pairs_of, straight
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

NEAR = 60  # two marks of a kind that are lost this close have one cause
SHOWN = 16  # characters quoted beside the mark
MANY = 100  # findings of one text


@rule("Q101", name="unbalanced-mark", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def check_unbalanced_mark(notice: Notice) -> Iterator[Finding | Tie]:
    """成对标点缺一半。

    检查什么
    《》“”‘’（）【】〔〕[]等成对标点，以及直引号，在接好分页断行的正文里是否成对；跨段的引文不误报。

    为什么
    书名号、引号、括号缺一半，常说明文件名或文字在这里丢失、重复或错接，读者分不清引用到哪里为止。

    反例
    - 印发《东川街道巡察整改工作方案，明确整改任务12项，责任到人。
    - 全面部署反馈意见的整改方案》，要求严格对照落实。
    - 开展“回头看专项检查，发现问题及时整改。
    - 针对"台账不全"和清单不细"问题，逐项完善。
    - 依据市政府公报（2023年第3号[总第41号）公布的办法执行。

    正例
    - 依据〔2023〕12号、[2023]15号文件，得分在[60,80)的3个科室限期整改，完善[一户一档]台账。
    - 贯彻《中共云岭省委贯彻〈中国共产党巡视工作条例〉实施办法》，修订《请（休）假办法》。
    - 1）完善制度；2）加强监督；（3）严肃问责。
    - 学习《关于对东川街道巡察整改
      “回头看”情况的反馈意见》，并开展讨论。
    - 会议指出："坚持以上率下。
      坚持标本兼治。"

    依据
    《标点符号用法》（GB/T 15834—2011）4.8、4.9、4.15。
    """
    pairs = pairs_of(notice)
    lost = sorted(pairs.unclosed + pairs.unopened, key=lambda m: m.start)
    odd = list(straight(notice.text))
    groups: list[list[Mark]] = []
    last: dict[str, list[Mark]] = {}
    for mark in lost[: MANY * 4]:
        group = last.get(mark.kind)
        if group and mark.start - group[-1].end <= NEAR and mark.paragraph == group[-1].paragraph:
            group.append(mark)
        else:
            last[mark.kind] = [mark]
            groups.append(last[mark.kind])
    for group in groups[:MANY]:
        yield _lost(notice, group)
    for places in odd[:MANY]:
        yield _odd(notice, places)


def _lost(notice: Notice, group: list[Mark]) -> Finding:
    first, text = group[0], notice.text
    if first.written in OPENING or first.written in "([":
        end = text.find("\n", first.end, first.end + SHOWN)
        start, end = first.start, end if end >= 0 else min(len(text), first.end + SHOWN)
        words = f"标点 {first.written} 没有配对的 {_partner(first.written)}"
    else:
        start = text.rfind("\n", max(0, first.start - SHOWN), first.start) + 1
        start, end = start or max(0, first.start - SHOWN), first.end
        words = f"标点 {first.written} 没有配对的 {_partner(first.written)}"
    if len(group) > 1:
        kind = first.kind if first.written not in PLAIN else "(" if first.written in "()" else "["
        words = f"标点 {kind} {_partner(kind)} 有 {len(group)} 个没有配成对"
    title = first.kind == "《"
    return Finding(
        f"{words}，请核对原文，看是否有文字丢失或错接" if title else f"{words}，请核对引用或注释到哪里为止",
        notice.span(start, end),
        severity=Severity.ERROR if title else Severity.WARNING,
        related=tuple(Label(notice.span(m.start, m.end), "同一处") for m in group[1:20]),
    )


def _partner(written: str) -> str:
    partner = OPENING.get(written) or CLOSING.get(written)
    return partner or {"(": ")", ")": "(", "[": "]", "]": "["}[written]


def _odd(notice: Notice, places: list[int]) -> Finding:
    """The quote that has no partner is the one without which the others pair into the shortest quotations."""
    text = notice.text
    lengths = [_badness(text, a, b) for a, b in pairwise(places)]
    before, after = [0], [0]
    for i in range(0, len(lengths) - 1, 2):
        before.append(before[-1] + lengths[i])
    for i in range(len(lengths) - 1, 0, -2):
        after.append(after[-1] + lengths[i])
    after.reverse()
    costs = [a + b for a, b in zip(before, after, strict=True)]
    best = min(costs)
    first, last = (2 * i for i in (costs.index(best), len(costs) - 1 - costs[::-1].index(best)))
    start, end = places[first], places[last]
    if end - start > NEAR:
        end = start
    if first >= 2 and start - places[first - 2] <= NEAR:
        start = places[first - 2]  # its lost partner may stand before the quotation just before it
    return Finding(
        f"本段有 {len(places)} 个直引号，不成对，请核对引文从哪里开始、到哪里为止",
        notice.span(max(0, start - 2), min(len(text), end + 3)),
        certainty=Certainty.LIKELY,
    )


def _badness(text: str, start: int, end: int) -> int:
    """0 for what may well be a quotation, more for what hardly is one."""
    inside = text[start + 1 : min(end, start + 120)]
    return (end - start > NEAR) + 2 * any(mark in inside for mark in "。；;") + (inside[:1] in "，,、。的")
