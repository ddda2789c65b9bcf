"""W107: the first half of a frame without the second."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrs import field

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import PatternFinder, WordFinder, any_of, entries, mapping, words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

SENTENCE = 160  # characters after the opening that are looked at
SHOWN = 14
_SENTENCE_END = compiled(r"[。；;！？\n]")
_PERIOD_END = ("年", "月", "期", "度")  # 今年与去年增长5%和6%
_CLAUSE_END = compiled(r"[，,。；;！？\n]")


@frozen
class Frame:
    """Words that must follow one of ``opening``: ``near`` before the first comma, ``partners`` in the sentence.

    ``ignored`` words hold one of ``near`` without meaning it.
    """

    opening: list[str]
    near: list[str]
    partners: list[str]
    missing: str
    ignored: list[str] = field(factory=list)


@cache
def _frames() -> tuple[WordFinder, dict[str, Frame]]:
    table = {word: frame for frame in entries("pairs", "frames", Frame) for word in frame.opening}
    return WordFinder(table, shared=True), table


@cache
def _comparisons() -> PatternFinder:
    """与上年下降7.6%: a period that something is compared with, and at once a change in figures."""
    opening, periods, verbs = (
        any_of("pairs", f"comparison.{key}") for key in ("opening", "periods", "verbs")
    )
    pattern = rf"(?:{opening})(?:{periods})(?:实际)?(?:同比)?(?:{verbs})了?[0-9][0-9.,]*"
    return PatternFinder(words("pairs", "comparison.opening"), pattern)


@rule("W107", name="missing-partner", severity=Severity.WARNING, since="0.1")
def check_missing_partner(notice: Notice) -> Iterator[Finding | Tie]:
    """前后呼应的词缺一半。

    检查什么
    “成立由……”后面有没有“组成、任组长、牵头”一类呼应的词；“与上年”“同去年同期”后面直接是增减的数（与上年下降7.6%）、没有“相比”的。

    为什么
    缺了后一半，句子不通，多是改稿时漏删或漏写。

    反例
    - 成立由东川街道巡察整改工作领导小组，制定整改方案，建立问题台账。
    - 组建由各科室负责人，全面排查风险隐患。
    - 全年公务接待费3.2万元，与上年下降7.6%。

    正例
    - 成立由党工委书记任组长、主任任副组长的领导小组，制定整改方案。
    - 成立由党工委书记、办事处主任，各科室负责人组成的工作专班。
    - 全年公务接待费3.2万元，与上年相比下降7.6%，会议费与上年持平；和去年增长5%相比，提高2个百分点。
    - 自成立以来，建立由街道牵头、社区配合的机制。
    - 领导小组成立，由书记牵头，各科室配合。
    - 专班的人员组成由党工委会议决定，成员每年调整。

    依据
    《党政机关公文处理工作条例》第十九条：表述准确，文字精练。
    """
    text = notice.text
    finder, table = _frames()
    for start, end, word in finder.find(text):
        frame = table[word]
        stop = _SENTENCE_END.search(text, end, end + SENTENCE)
        sentence = text[end : stop.start() if stop else end + SENTENCE]
        comma = _CLAUSE_END.search(sentence)
        clause = sentence[: comma.start()] if comma else sentence
        for ignored in frame.ignored:
            clause = clause.replace(ignored, "")
        if any(near in clause for near in frame.near) or any(
            partner in sentence for partner in frame.partners
        ):
            continue
        yield Finding(
            f"“{word}”后面没有与之呼应的“{frame.missing}”等词，请核实是否多字或漏字",
            notice.span(start, min(len(text), end + SHOWN)),
            certainty=Certainty.LIKELY,
        )
    yield from _uncompared(notice)


def _uncompared(notice: Notice) -> Iterator[Finding]:
    """Comparisons without 相比."""
    text, partners = notice.text, words("pairs", "comparison.partners")
    for match in _comparisons().find(text):
        stop = _CLAUSE_END.search(text, match.end(), match.end() + SENTENCE)
        clause = text[match.end() : stop.start() if stop else match.end() + SENTENCE]
        if text[match.start() - 1 : match.start()] in _PERIOD_END or any(word in clause for word in partners):
            continue
        missing = mapping("pairs", "comparison")["missing"]
        yield Finding(
            f"“{match[0]}”缺“{missing}”一类的词，请核实是否漏字或者“{match[0][0]}”应作“比”",
            notice.span(*match.span()),
            certainty=Certainty.LIKELY,
        )
