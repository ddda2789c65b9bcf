"""D106: a term that did not exist yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from auditor import lexicon
from auditor.dates.calendars import written
from auditor.dates.event import Role
from auditor.dates.plenums import newest, plenums
from auditor.dates.timeline import Moment, Timeline, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.records import frozen
from auditor.registry import rule

MARGIN = timedelta(days=30)  # drafts, hearsay, and terms used before their first day in print
UNSIGNED = timedelta(
    days=365
)  # how much later than its last event a notice without a date may have been written
FAR = timedelta(days=3650)  # a text without a date that names no later year than this speaks of history


@frozen
class _Term:
    """A dated term of data/dated_terms.toml."""

    word: str
    since: date
    ahead: bool = False
    not_before: str = ""
    not_after: str = ""


@rule("D106", name="anachronism", severity=Severity.WARNING, since="0.1")
def anachronism(notice: Notice) -> Iterator[Finding]:
    """提到成文时还没有的提法。

    检查什么
    成文日期（没有时取文中最晚的已发生事件）早于某一提法、会议或者机构最早出现的日期三十天以上。
    书名号内的文件名、会前的“迎接……召开”不在此列。只收起始日期确定的提法。

    为什么
    成文时不可能提到以后才有的提法，说明成文日期写错，或者套用了后来的文稿。

    反例
    - 深入学习贯彻党的二十大精神，扎实推进整改。
      中共林溪街道工作委员会
      2021年11月25日
    - 认真学习党的十九届二中、三中、四中、五中、六中全会精神。
      中共林溪街道工作委员会
      2021年5月25日

    正例
    - 以实际行动迎接党的二十大胜利召开。
      中共林溪街道工作委员会
      2022年6月25日
    - 共梳理二十大类问题，认真学习党的十九大和十九届二中、三中、四中全会精神。
      中共林溪街道工作委员会
      2021年5月25日
    - 深入学习贯彻党的二十大精神。
      中共林溪街道工作委员会
      2023年5月6日
    - 深入学习贯彻党的二十大精神，落实全面从严治党责任。
    - 1985年3月5日，学校党委召开会议通过章程。学校认真学习党的二十大精神，不断修订完善章程。

    依据
    历次党代会、中央全会公报，国务院机构改革方案等公开文件的日期。
    """
    terms = _terms()
    text = notice.text
    line = timeline(notice)
    reference = line.signed or _last_event(line)
    if reference is None or reference.latest >= _newest():
        return
    latest = reference.latest + (MARGIN if line.signed else UNSIGNED)
    utmost = date.max if line.signed else latest + FAR
    found: dict[str, tuple[date, int, int]] = {}
    for start, end, word in _finder().find(text):
        term = terms[word]
        if latest < term.since <= utmost and word not in found and _meant(text, term, start, end):
            found[word] = term.since, start, end
    for named in plenums(text):
        words, since = text[named.start : named.end], named.latest
        if since and latest < since <= utmost and not _ahead(text, named.start, named.end):
            found.setdefault(words, (since, named.start, named.end))
    if found:
        yield _finding(notice, reference, found, firm=line.signed is not None)


@cache
def _terms() -> dict[str, _Term]:
    listed = {t.word: t for t in lexicon.entries("dated_terms", "terms", _Term)}
    return listed | {word.replace("“", '"').replace("”", '"'): term for word, term in listed.items()}


@cache
def _finder() -> lexicon.WordFinder:
    return lexicon.WordFinder(_terms(), shared=True)


@cache
def _newest() -> date:
    """The day after which nothing of the table can be too early."""
    return max(newest(), *(t.since for t in _terms().values()))


@cache
def _ahead_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return lexicon.words("dated_terms", "ahead_before"), lexicon.words("dated_terms", "ahead_after")


def _meant(text: str, term: _Term, start: int, end: int) -> bool:
    """Whether the words at a place are the term itself, spoken of as something that is there."""
    if text[end : end + 1] in tuple(term.not_before) or text[start - 1 : start] in tuple(term.not_after):
        return False
    if term.ahead and _ahead(text, start, end):
        return False
    before = text[max(0, start - 60) : start]
    return before.count("《") <= before.count("》")


def _ahead(text: str, start: int, end: int) -> bool:
    """Whether a meeting is spoken of as one that is still to come."""
    if text.startswith(("精神", "公报", "决定", "报告"), end):
        return False
    before, after = _ahead_words()
    lead = text[max(0, start - 8) : start]
    return any(word in lead for word in before) or text.startswith(after, end)


def _last_event(line: Timeline) -> Moment | None:
    happened = line.of(Role.VISIT, Role.EXIT, Role.FEEDBACK, Role.MEETING, Role.MEASURE, Role.CUTOFF)
    moments = [m for e in happened if e.dated and (m := line.close(e))]
    return max(moments, key=lambda m: m.latest) if moments else None


def _finding(
    notice: Notice, reference: Moment, found: dict[str, tuple[date, int, int]], firm: bool
) -> Finding:
    (word, (since, start, end)), *others = sorted(found.items(), key=lambda item: item[1][1])
    name = "成文日期" if firm else f"文中最晚的日期（{reference.name}）"
    labels = [Label(notice.span(reference.event.start, reference.event.end), f"{name}：{reference.text}")]
    labels += [Label(notice.span(a, b), f"“{w}”始于{written(day)}") for w, (day, a, b) in others]
    more = f"等 {len(found)} 处提法" if others else ""
    return Finding(
        f"“{word}”{more}晚于{name}：最早见于{written(since)}，{name}为{reference.text}，请核实",
        notice.span(start, end),
        certainty=Certainty.LIKELY if firm else Certainty.QUERY,
        related=tuple(labels),
        evidence=Evidence(reference.text, f"不早于{written(since)}", f"{reference.text} < {written(since)}"),
    )
