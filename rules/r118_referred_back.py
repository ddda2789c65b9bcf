"""R118: so many problems referred back to, where the paragraph has told of another number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, islice

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import BODY, Notice
from auditor.patterns import compiled
from auditor.registry import rule

_BACK = compiled(r"(?:对|针对|就|将|把|围绕|聚焦|目前)?(?:上述|以上|前述|上列)")
_NOUN = "问题"
_COUNTERS = ("个", "项", "条", "件")
MANY = 50  # such places of a notice that are looked at
REACH = 2000  # characters of a paragraph before one
MOST = 8  # numbers of a paragraph that are added and subtracted
_ORDINALS = compiled(r"(?<![\u4e00-\u9fff第])[一二三四五六七八九十]{1,2}是|[①-⑳]|(?<![0-9])[0-9]{1,2}[.．]")
_OTHERS = compiled(r"[“‘《]|分别|各|另|还有|以及[^，。；]{0,12}问题|等(?:[^，。；0-9]{0,6})问题")


@rule("R118", name="referred-back", severity=Severity.WARNING, since="0.1")
def referred_back(notice: Notice) -> Iterator[Finding]:
    """“上述”问题的个数与本段不符。

    检查什么
    “对上述5个问题”“以上3项问题”的个数，与同一段前面写明的问题数比较：本段前面只写了一个问题数，而这个数以及本段各数的和、差，
    逐项列出的条数，全文别处的问题数，都不是所称的个数的，提请核实。

    为什么
    “上述”只能指本段刚写过的问题，数字不同，多半是进度更新时漏改了一处。

    反例
    - 截至5月底，尚未完成的问题3个，即档案整理、管网改造、债权清收问题。对上述4个问题，已明确牵头领导。
    - 一、总体情况
      反馈问题18个，已完成16个，正在推进2个。
      二、尚未完成的问题
      正在整改的问题2个，受工期影响，进展较慢。对上述3个问题，年底前全部销号。

    正例
    - 截至5月底，尚未完成的问题3个，即档案整理、管网改造、债权清收问题。对上述3个问题，已明确牵头领导。
    - 一、总体情况
      反馈问题18个，已完成16个，正在推进2个。
      二、尚未完成的问题
      正在整改的问题2个，受工期影响，进展较慢。对上述18个问题，逐个回访。
    - 反馈问题9个，已整改6个。对上述3个问题，年底前销号。
    - 涉及采购的问题3个，另有合同管理2个。对上述5个问题，已约谈责任人。
    - 审计指出问题12个（不在上述24个问题之列），已整改11个。
    - 自查发现问题2个。一是账目不清。二是票据不全。三是公示不及时。对上述3个问题，限期整改。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    back = (
        q
        for q in notice.claims.quantities
        if q.noun == _NOUN and q.bound is Bound.EXACT and not q.depth and _BACK.fullmatch(q.lead)
    )
    for q in islice(back, MANY):
        leaf = notice.leaf_at(q.start)
        if leaf is None or leaf.kind not in BODY:
            continue
        # items within a paragraph are leaves of their own
        start = notice.text.rfind("\n", max(0, q.start - REACH), q.start) + 1 or max(0, q.start - REACH)
        told = _only_number(notice, start, q)
        if told is not None and not _may_mean_more(notice, start, q):
            yield _finding(notice, q, told)


def _only_number(notice: Notice, start: int, q: Quantity) -> Quantity | None:
    """The number of problems that a paragraph has told of before, if there is one only, and another one."""
    before = [
        b
        for b in notice.claims.quantities_in(start, q.start)
        if b.noun == _NOUN and b.unit.name in _COUNTERS and not b.named
    ]
    if len({b.base for b in before}) != 1 or before[0].bound is not Bound.EXACT:
        return None
    return before[0] if before[0].base != q.base else None


def _may_mean_more(notice: Notice, start: int, q: Quantity) -> bool:
    """Whether a number may be reckoned from those of the paragraph, from its items, or is that of all problems."""
    before = notice.claims.quantities_in(start, q.start)
    numbers = [b.base for b in before if b.unit.name in _COUNTERS][:MOST]
    pairs = list(combinations(numbers, 2))
    reckoned = {
        *numbers,
        sum(numbers),
        *(a + b for a, b in pairs),
        *(abs(a - b) for a, b in pairs),
    }
    words = notice.text[start : q.start]
    elsewhere = any(o.base == q.base for o in notice.claims.quantities if o.noun == _NOUN and o is not q)
    return (
        q.base in reckoned
        or q.base == len(re.findall(_ORDINALS, words))
        or elsewhere
        or _OTHERS.search(words) is not None
    )


def _finding(notice: Notice, q: Quantity, told: Quantity) -> Finding:
    return Finding(
        f"此处称“{q.lead[-2:]}{written(q)}问题”，本段前面写的问题数为 {written(told)}，请核实",
        notice.span(q.start, q.end),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(told.start, told.end), f"前面：{written(told)}"),),
        evidence=Evidence(written(q), written(told), elsewhere=True),
        cause=f"progress:back:{q.start}",
        claims=(q,),
    )
