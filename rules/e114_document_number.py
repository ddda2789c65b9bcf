"""E114: one document cited with two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.marks import BRACKETED_YEARS
from auditor.characters.pauses import SENTENCE_END
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import PatternFinder, any_of
from auditor.names.citations import Numbered, numbered
from auditor.notice import Notice
from auditor.numbers.numerals import are_swapped
from auditor.patterns import compiled
from auditor.registry import rule

AROUND = 24  # characters before a title that say how it is cited
OWN = 12  # a title so long is that of one document
NAME = 3  # characters before the year that name the series
_NUMBER = compiled(
    rf"(?P<series>[\u4e00-\u9fff]{{{NAME}}}[〔\[【（(](?:19|20)[0-9]{{2}})[〕\]】)）]第?(?P<serial>[0-9]{{2,4}})号"
)
_YEAR = PatternFinder(BRACKETED_YEARS, r".(?=[0-9]{4}[〕\]】）)])")
_SERIES_BRACKET = compiled(r"[\[【（(]")
_SEVERAL = compiled(r"分别|另[一发行]|再次|先后|第[二三四]次|补充")


@rule("E114", name="document-number", severity=Severity.WARNING, since="0.1")
def document_number(notice: Notice) -> Iterator[Finding]:
    """同一文件写了两个发文字号。

    检查什么
    名称相同的文件带有两个发文字号，机关代字、年份都相同而只有序号不同，其中一处只写过一次，又是“执行、落实、按照、根据”
    前文已有的这份文件（或名称长达十二个字）的，提示核实。审计报告、督办函等不写书名号的，字号的两位数字颠倒（21号、12号）、后一处以“针对、根据”等引述、全文再无同一代字和年份的文件的，也提示。一句之内并列的、分别或再次印发的，以及有三个以上字号的，是几份文件，不算。

    为什么
    发文字号是找到原文的依据，序号写错就查不到，或者查到别的文件。

    反例
    - 4月2日，县审计局送达《审计决定书》（溪审决〔2025〕12号）。
      县林业局严格执行《审计决定书》（溪审决〔2025〕21号），退还资金3万元。
    - 印发《云溪县公益林补偿资金管理办法》（溪林发〔2025〕3号）。
      各站所学习《云溪县公益林补偿资金管理办法》（溪林发〔2025〕8号）。
    - 县审计局出具了审计报告（溪审报〔2024〕36号）。
      针对溪审报〔2024〕63号审计报告指出的问题，逐项整改。

    正例
    - 县审计局出具了审计报告（溪审报〔2024〕36号）。
      针对溪审报〔2024〕36号审计报告指出的问题，逐项整改。
    - 县审计局出具了审计报告（溪审报〔2024〕36号）。
      落实溪审决〔2024〕63号审计决定，上缴资金3万元。
    - 县审计局先后出具审计报告（溪审报〔2024〕36号）和审计报告（溪审报〔2024〕63号）。
    - 4月2日，县审计局送达《审计决定书》（溪审决〔2025〕12号）。
      县林业局严格执行《审计决定书》（溪审决〔2025〕12号），退还资金3万元。
    - 向镇卫生院发出《整改通知书》（溪卫通〔2025〕4号）。
      向镇中学发出《整改通知书》（溪卫通〔2025〕6号）。
    - 根据《审计报告》（溪审报〔2024〕12号）和《审计报告》（溪审报〔2025〕3号）整改。
    - 按照《督办函》（溪督〔2025〕3号）整改。按照《督办函》（溪督〔2025〕4号）整改。按照《督办函》（溪督〔2025〕5号）整改。

    依据
    《党政机关公文处理工作条例》第十九条：引用公文应当先引标题，后引发文字号。
    """
    yield from _untitled(notice)
    for found in numbered(notice).values():
        if len({each.words for each in found}) == 2 and len({each.series for each in found}) == 1:
            yield from _finding(notice, found)


def _untitled(notice: Notice) -> Iterator[Finding]:
    """出具了审计报告（溪审报〔2024〕21号）… 针对溪审报〔2024〕12号审计报告: a paper of one kind, the digits of its number swapped."""
    series: dict[str, list[re.Match[str]]] = {}
    for year in _YEAR.find(notice.text):
        if found := _NUMBER.match(notice.text, max(0, year.start() - NAME)):
            series.setdefault(_SERIES_BRACKET.sub("〔", found["series"]), []).append(found)
    for every in series.values():
        first, other = every[0], every[-1]
        if len(every) != 2 or not are_swapped(first["serial"], other["serial"]):
            continue  # another document of the series tells that there are several
        kinds = {_kind(notice.text, found) for found in every}
        before = SENTENCE_END.split(notice.text[max(0, other.start() - AROUND) : other.start()])[-1]
        apart = SENTENCE_END.search(notice.text, first.end(), other.start()) is not None
        if len(kinds) > 1 or "" in kinds or not apart or not _takes_up().search(before):
            continue
        if _SEVERAL.search(before):
            continue
        usual, odd = first[0], other[0]
        yield Finding(
            f"{kinds.pop()}的发文字号此处为{odd}，另一处为{usual}，请核实",
            notice.span(*other.span()),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(*first.span()), f"另一处：{usual}"),),
            evidence=Evidence(odd, usual, "同类文件，序号的数字颠倒", elsewhere=True),
        )


def _kind(text: str, found: re.Match[str]) -> str:
    """What a document is called directly before the bracket with its number, or directly behind the number."""
    behind = _kind_behind().match(text, found.end())
    before = _kind_before().search(text, max(0, found.start() - OWN), found.start())
    return behind["kind"] if behind else before["kind"] if before else ""


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
    if not _refers().search(before) and len(odd.title) < OWN:
        return
    if _refers().search(text[max(0, first.start - AROUND) : first.start]) or _SEVERAL.search(around):
        return
    yield Finding(
        f"《{odd.title}》此处的发文字号为{odd.words}，另一处为{usual.words}，请核实",
        notice.span(odd.number, odd.end),
        certainty=Certainty.QUERY,
        related=(Label(notice.span(usual.number, usual.end), f"另一处：{usual.words}"),),
        evidence=Evidence(odd.words, usual.words, "同名文件，只有序号不同", elsewhere=True),
    )


@cache
def _refers() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('document_kinds', 'cited_by')})[了的，,]{{0,1}}\Z")


@cache
def _takes_up() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('document_kinds', 'cited_by')}|针对|就|对)(?:[\u4e00-\u9fff]{{0,2}}|《?{_kinds()}》?[（(])\Z"
    )


@cache
def _kind_behind() -> re.Pattern[str]:
    return compiled(rf"[）)]?《?{_kinds()}")


@cache
def _kind_before() -> re.Pattern[str]:
    return compiled(rf"{_kinds()}》?[（(]\Z")


def _kinds() -> str:
    """The kinds of documents that are cited without 《》."""
    return rf"(?P<kind>{any_of('document_kinds', 'unquoted')})"
