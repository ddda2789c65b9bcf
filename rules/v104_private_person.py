"""V104: a private person named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import WordFinder, words
from auditor.names.persons import given, surname
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

SHOWN = 30


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    first = surname(but=words("surnames", "also_words"))
    stops = "".join(words("persons", "stops"))
    return compiled(rf"{first}{given()}{{1,2}}(?=[{re.escape(stops)}])"), compiled(rf"{first}{given()}{{2}}")


@cache
def _finder() -> WordFinder:
    return WordFinder([*words("persons", "roles"), *words("persons", "titles")], shared=True)


@rule("V104", name="private-person", severity=Severity.INFO, since="0.1")
def check_private_person(notice: Notice) -> Iterator[Finding | Tie]:
    """写出了个人姓名。

    检查什么
    居民、信访人、当事人等后面的完整姓名，以及“某某某老师、律师、女士”等称呼。全文合为一条，只作提示。

    为什么
    通报对社会公开，不担任公职的个人一般不写全名。

    反例
    - 信访人李建国反映的噪声问题已解决。
    - 邀请区委党校陈晓芳老师讲授党课。

    正例
    - 居民高度评价，群众明显感到变化，当事人李某已作检讨。
    - 邀请高校老师、任课教师授课，律师提供法律咨询，张某某老师辅导。
    - 街道党工委书记王建国主持会议，居民李女士致谢。

    依据
    《中华人民共和国个人信息保护法》第二十五条。
    """
    text = notice.text
    after, before = _patterns()
    found: list[tuple[int, int]] = []
    for start, end, word in _finder().find(text):
        if word in words("persons", "roles"):
            match = after.match(text, end)
        else:  # a surname of two characters makes a name of four
            match = before.fullmatch(text, max(0, start - 4), start) or before.fullmatch(
                text, max(0, start - 3), start
            )
        if match:
            found.append(match.span())
    if not found:
        return
    yield Finding(
        f"写出了 {len(found)} 处个人姓名（{'、'.join(dict.fromkeys(text[a:b] for a, b in found[:5]))}），请核实可否公开",
        notice.span(*found[0]),
        certainty=Certainty.QUERY,
        related=tuple(Label(notice.span(*place), "姓名") for place in found[1:SHOWN]),
    )
