"""Q105: a mark in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity
from auditor.names.citations import bare
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.spelling.words import is_word

FEW = 3  # plain stops in a text that otherwise has 。
OTHERS = 3  # as many 。 as show how a text ends its sentences
_STOP = compiled(r"[.．](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_TAIL = compiled(r"(?<=[法例则程])(?:的)?(?:有关|相关)?(?:规定|要求|精神)\Z")
_FULL = ("中华人民共和国", "中国共产党")


@rule("Q105", name="misplaced-mark", severity=Severity.WARNING, since="0.1")
def check_misplaced_mark(notice: Notice) -> Iterator[Finding]:
    """标点位置有误。

    检查什么
    通篇用“。”断句的正文里，夹在两个词中间的小数点（接受.监督）；后一半书名号收得过晚，把“规定、要求、精神”收进法规名称的
    （《中华人民共和国审计法规定》），其名称以“中华人民共和国”“中国共产党”开头，或者本文别处写有不带这几个字的名称。

    为什么
    误触的小数点和放错的书名号都使文句、文件名称走样，通读时不易看出。

    反例
    - 街道按月公开账目。村民代表逐项核对，自觉接受.监督。整改结果已张榜。责任人已谈话。
    - 根据《中华人民共和国审计法规定》，区审计局开展了审计。
    - 学习《信访工作条例》。按照《信访工作条例要求》，逐件登记。

    正例
    - 街道按月公开账目.村民代表逐项核对,自觉接受监督.
    - 买合木提.艾力任组长。一.总体情况良好。人均收入增长3.5个百分点。更换A.B两处阀门。
    - 根据《中华人民共和国审计法》规定、《公务接待管理规定》和《行政执法规定》，开展了检查。

    依据
    《标点符号用法》（GB/T 15834—2011）4.1、4.15。
    """
    text = notice.text
    if text.count("。") >= OTHERS:
        stops = list(_STOP.finditer(text))
        for stop in stops if len(stops) <= FEW else ():
            if _parts_words(text, stop):
                yield Finding(
                    f"“{text[stop.start() - 2 : stop.end() + 2]}”中的“{stop[0]}”疑为误入或者应作“。”，请核实",
                    notice.span(stop.start() - 2, stop.end() + 2),
                    certainty=Certainty.LIKELY,
                )
    titles = {bare(citation.title) for citation in notice.claims.citations}
    for citation in notice.claims.citations:
        tail = _TAIL.search(citation.title)
        if tail is None:
            continue
        name = citation.title[: tail.start()]
        if name.startswith(_FULL) or bare(name) in titles:
            yield Finding(
                f"“《{citation.title}》”的后一半书名号疑应在“{tail[0]}”前面，请核实",
                notice.span(citation.start, citation.end),
                certainty=Certainty.LIKELY,
            )


def _parts_words(text: str, stop: re.Match[str]) -> bool:
    """Whether two common words stand around a stop: 接受.监督, but not 买合木提.艾力."""
    return is_word(text[max(0, stop.start() - 2) : stop.start()]) and is_word(
        text[stop.end() : stop.end() + 2]
    )
