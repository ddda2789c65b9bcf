"""W104: words that say the opposite of what is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import WordFinder, any_of, words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

CLAUSE = 30  # characters after the bad thing in which the remedy may be named
REACH = 16  # characters of a pattern before and behind the word around which it is looked for
_END = compiled(r"[，。；！？,;\n]")
Pattern = Callable[[], re.Pattern[str]]
"""Made when it is first needed: compiling takes a while."""


def _any(key: str) -> str:
    return any_of("reversed", key)


@cache
def _promoted() -> re.Pattern[str]:
    return compiled(rf"(?:{_any('promote')})(?:了|和)?[“‘]?(?:{_any('bad')})")


@cache
def _prevented() -> re.Pattern[str]:
    return compiled(rf"(?:{_any('prevent')})[^，。；、：！？,;:\n不无未]{{0,12}}(?:{_any('not_happening')})")


@cache
def _weakened() -> re.Pattern[str]:
    return compiled(
        rf"(?:{_any('adverbs')})(?:{_any('weaken')})(?:了)?[^，。；、,;\n的]{{0,4}}(?:{_any('good')})"
    )


@cache
def _kinds() -> dict[str, str]:
    """Words around which a pattern is looked for, or that are wrong themselves, each with the list it is from."""
    return {
        word: key for key in ("bad", "not_happening", "weaken", "phrases") for word in words("reversed", key)
    }


@cache
def _finder() -> WordFinder:
    return WordFinder(_kinds(), overlapping=True, shared=True)


@rule("W104", name="reversed-meaning", severity=Severity.ERROR, since="0.1")
def check_reversed_meaning(notice: Notice) -> Iterator[Finding | Tie]:
    """意思说反。

    检查什么
    推进、加强直接带“不担当不作为”一类宾语而没有“治理、整治”；杜绝……不发生一类的双重否定；
    不断削弱党的领导一类的搭配。只查列出的搭配。

    为什么
    漏一个词，整改措施就成了相反的意思，属严重差错。

    反例
    - 持续推进不担当不作为和执行财经纪律等方面还有差距。
    - 加强跟踪问效，杜绝类似问题不再发生。
    - 压实各级责任，切实降低群众满意度。

    正例
    - 推进不担当不作为问题专项治理，加强形式主义、官僚主义问题整治，深化违规吃喝专项检查。
    - 防止问题反弹，确保不发生安全事故，杜绝此类现象，防止不担当不作为。
    - 党建引领作用弱化，服务意识淡薄，削弱了党组织的战斗力。
    - 坚持反对形式主义，切实减轻基层负担，进一步降低企业成本，不断减少群众投诉。

    依据
    《党政机关公文处理工作条例》第十九条、第二十条：表述准确，符合党的路线方针政策。
    """
    text = notice.text
    places: list[tuple[int, int]] = []
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, word in _finder().find(text):
        found[_kinds()[word]].append((start, end))
    for match in _around(text, found["bad"], _promoted):
        stop = _END.search(text, match.end(), match.end() + CLAUSE)
        rest = text[match.end() : stop.start() if stop else match.end() + CLAUSE]
        if not any(remedy in rest for remedy in words("reversed", "remedies")):
            places.append(match.span())
    places += [match.span() for match in _around(text, found["not_happening"], _prevented)]
    places += [match.span() for match in _around(text, found["weaken"], _weakened)]
    places += found["phrases"]
    done = 0
    for start, end in sorted(places):
        if start >= done:
            done = end
            yield Finding(
                f"“{text[start:end]}”字面意思可能与本意相反，请核实是否缺字或用词有误",
                notice.span(start, end),
                certainty=Certainty.LIKELY,
            )


def _around(text: str, places: list[tuple[int, int]], pattern: Pattern) -> Iterator[re.Match[str]]:
    """The matches of a pattern, each of which holds one of the places."""
    done = 0
    for start, end in sorted(places):
        for match in pattern().finditer(text, max(done, start - REACH), end + REACH):
            if match.start() > start:
                break
            done = match.end()
            yield match
