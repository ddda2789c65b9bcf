"""E114: one document cited with two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import SENTENCE_END
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.citations import Numbered, numbered
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

AROUND = 24  # characters before a title that say how it is cited
OWN = 12  # a title so long is that of one document
_REFERS = compiled(r"(?:执行|落实|按照?|根据|依据|依照|对照|遵照|履行)[了的，,]{0,1}\Z")
_SEVERAL = compiled(r"分别|另[一发行]|再次|先后|第[二三四]次|补充")


@rule("E114", name="document-number", severity=Severity.WARNING, since="0.1")
def document_number(notice: Notice) -> Iterator[Finding]:
    """同一文件写了两个发文字号。

    检查什么
    名称相同的文件带有两个发文字号，机关代字、年份都相同而只有序号不同，其中一处只写过一次，又是“执行、落实、按照、根据”
    前文已有的这份文件（或名称长达十二个字）的，提示核实。一句之内并列的、分别或再次印发的，以及有三个以上字号的，是几份文件，不算。

    为什么
    发文字号是找到原文的依据，序号写错就查不到，或者查到别的文件。

    反例
    - 4月2日，县审计局送达《审计决定书》（溪审决〔2025〕12号）。
      县林业局严格执行《审计决定书》（溪审决〔2025〕21号），退还资金3万元。
    - 印发《云溪县公益林补偿资金管理办法》（溪林发〔2025〕3号）。
      各站所学习《云溪县公益林补偿资金管理办法》（溪林发〔2025〕8号）。

    正例
    - 4月2日，县审计局送达《审计决定书》（溪审决〔2025〕12号）。
      县林业局严格执行《审计决定书》（溪审决〔2025〕12号），退还资金3万元。
    - 向镇卫生院发出《整改通知书》（溪卫通〔2025〕4号）。
      向镇中学发出《整改通知书》（溪卫通〔2025〕6号）。
    - 根据《审计报告》（溪审报〔2024〕12号）和《审计报告》（溪审报〔2025〕3号）整改。
    - 按照《督办函》（溪督〔2025〕3号）整改。按照《督办函》（溪督〔2025〕4号）整改。按照《督办函》（溪督〔2025〕5号）整改。

    依据
    《党政机关公文处理工作条例》第十九条：引用公文应当先引标题，后引发文字号。
    """
    for found in numbered(notice).values():
        if len({each.words for each in found}) == 2 and len({each.series for each in found}) == 1:
            yield from _finding(notice, found)


def _finding(notice: Notice, found: list[Numbered]) -> Iterator[Finding]:
    words = [each.words for each in found]
    # the rarer one is the odd one, of two that stand as often the later one
    odd = min(reversed(found), key=lambda each: words.count(each.words))
    usual = next(each for each in found if each.words != odd.words)
    first, last = sorted((odd, usual), key=lambda each: each.start)
    text = notice.text
    if words.count(odd.words) > 1 or SENTENCE_END.search(text, first.end, last.start) is None:
        return
    before = text[max(0, last.start - AROUND) : last.start]
    around = SENTENCE_END.split(before)[-1]
    if not _REFERS.search(before) and len(odd.title) < OWN:
        return
    if _REFERS.search(text[max(0, first.start - AROUND) : first.start]) or _SEVERAL.search(around):
        return
    yield Finding(
        f"《{odd.title}》此处的发文字号为{odd.words}，另一处为{usual.words}，请核实",
        notice.span(odd.number, odd.end),
        certainty=Certainty.QUERY,
        related=(Label(notice.span(usual.number, usual.end), f"另一处：{usual.words}"),),
        evidence=Evidence(odd.words, usual.words, "同名文件，只有序号不同", elsewhere=True),
    )
