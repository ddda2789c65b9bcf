"""W102: modifiers that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import field

from auditor.findings import Finding, Severity, Tie
from auditor.lexicon import PatternFinder, WordFinder, alternatives, entries
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

_NUMBER = r"[0-9][0-9,.]{0,11}[万亿千百]{0,2}|[一二三四五六七八九十百千万亿两]{1,8}"
_WORD_CHARACTER = "[\u4e00-\u9fff㎡%％]"


@frozen
class Around:
    """Words before and after a quantity that do not go together."""

    before: list[str]
    after_number: list[str]
    after: list[str]
    not_before: list[str] = field(factory=list)
    unless_units: list[str] = field(factory=list)
    unless_units_after: list[str] = field(factory=list)


@frozen
class Pair:
    """Words that contradict themselves."""

    words: list[str]
    why: str
    unless_after: list[str] = field(factory=list)


@frozen
class Measures:
    """Two measures that cannot belong to one figure."""

    first: list[str]
    second: list[str]
    why: str


@cache
def _around() -> tuple[PatternFinder, ...]:
    """A pattern per entry; few of them are needed in one text."""
    made = []
    for row in entries("modifiers", "around", Around):
        never = "".join(row.not_before)
        unit = "".join(row.unless_units)
        guard = f"(?![{unit}])" if unit else ""
        between = (
            f"(?![{''.join(row.unless_units_after)}]){_WORD_CHARACTER}"
            if row.unless_units_after
            else _WORD_CHARACTER
        )
        pattern = (
            (f"(?<![{never}])" if never else "")
            + f"(?:{alternatives(row.before)})(?:{_NUMBER})"
            + f"(?:(?:{alternatives(row.after_number)})(?:[万亿千百]{{1,2}})?{guard}{_WORD_CHARACTER}?"
            + f"|(?:{between}){{0,4}}?(?:{alternatives(row.after)}))"
        )
        made.append(PatternFinder(row.before, pattern))
    return tuple(made)


@cache
def _pairs() -> tuple[WordFinder, dict[str, Pair]]:
    table = {word: pair for pair in entries("modifiers", "pairs", Pair) for word in pair.words}
    return WordFinder(table, shared=True), table


@cache
def _measures() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (
            compiled(
                rf"(?:{alternatives(m.first)})[^，。；：、,;:\n]{{0,8}}[0-9千百万][多余]?[万千百]?[多余]?(?:{alternatives(m.second)})"
            ),
            m.why,
        )
        for m in entries("modifiers", "measures", Measures)
    )


@rule("W102", name="exclusive-modifiers", severity=Severity.WARNING, since="0.1")
def check_exclusive_modifiers(notice: Notice) -> Iterator[Finding | Tie]:
    """修饰语互相排斥。

    检查什么
    约……余、近……左右、超过……余、超过……以上、至少……以下、基本全部、分别共、人数……人次等不能同用的词。

    为什么
    两个词一个说准数、一个说约数，或一个说全部、一个说部分，读者无法判断实际数量和范围。

    反例
    - 累计检查书籍约1.6万余册，基本全部完成整改。
    - 开展活动26场，参与人数1900多人次，整改率近95%左右。
    - 街道分别共6次召开专题会议，每年至少开展10次以下督查。
    - 单项支出超过20万元以上的须经集体研究。

    正例
    - 近20余年形成的档案已归档，约谈10余人，节约30余万元，附近20余户已搬迁。
    - 检查1.6万余册，覆盖1900多人次，约30个小区实现基本全覆盖。
    - 培训人数300人，累计1200余人次；分别共建共治，近三年来10余次受到表彰。
    - 单项支出超过20万元的须经集体研究，20万元以上的项目满意度超过二级以上医院的平均水平。
    - 单次采购不得超过5万元，以上要求已传达。

    依据
    《现代汉语词典》（第7版）“约”“余”“左右”“分别”“人次”条。
    """
    text = notice.text
    done = 0
    for start, end in sorted(match.span() for finder in _around() for match in finder.find(text)):
        if start >= done:
            done = end
            said = text[start:end]
            yield Finding(f"“{said}”前后的约数词不能同用，请核实数量后保留一个", notice.span(start, end))
    finder, table = _pairs()
    for start, end, word in finder.find(text):
        pair = table[word]
        if text[end : end + 1] not in pair.unless_after:
            yield Finding(f"“{word}”：{pair.why}，请核实后改用一个", notice.span(start, end))
    for pattern, why in _measures() if "人次" in text else ():
        for match in pattern.finditer(text):
            yield Finding(f"“{match[0]}”：{why}，请核实", notice.span(*match.span()))
