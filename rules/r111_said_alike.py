"""R111: the same words before two numbers that differ a little."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.claims import Bound, Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Finding, Severity
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.stated.answering import answers_at
from auditor.stated.twice import told_twice

_CLAUSE = compiled(r"[\u4e00-\u9fff“”‘’\"]+\Z")
_QUOTES = compiled(r"[“”‘’\"]")
_FILLER = compiled(r"^(?:目前|截至目前|期间|整改期间|同时|并|已|共|累计|全[县市区镇局院校]|在已?|对已?)+")
_SCOPED = compiled(
    rf"{any_of('scopes', 'planned', 'earlier')}|[0-9〇零一二三四五六七八九十]{{2,4}}年|上半年|下半年|季度|[0-9]月|今年|以来|首[批轮]|第[一二三四五六七八九十]|[轮届]|批次|其中|每|平均|分别|方面|新增|又"
)
_AHEAD = compiled(r"下一?步|打算|今后|工作安排")
LOOK_BACK = 40  # characters before a number among which its clause begins
LEAST = 8  # characters that two clauses must have in common, and nothing else
APART = Decimal("0.1")  # how far, as a share of the larger, two numbers may be off and still be meant as one


@rule("R111", name="said-alike", severity=Severity.WARNING, since="0.1")
def said_alike(notice: Notice) -> Iterator[Finding]:
    """同一说法的数字前后不一。

    检查什么
    数字前的整个分句相同（至少八个字）、单位相同，全文只出现两次，都在总体情况、下一步打算等概括部分，
    或一处在整改落实部分、一处在下一步打算，而两个数略有出入的，提请核实。句中写明年份、轮次、其中、同期等不同范围的，以及相差较大的，不比较。

    为什么
    概括部分的数字常从前文抄来，前文改了，后文容易漏改。

    反例
    - 区委巡察组反馈意见后，我局认真整改。现将巡察整改情况公布如下。
      一、总体情况
      强化执纪问责，运用“四种形态”批评教育和处理56人。
      二、下一步打算
      在已运用“四种形态”批评教育和处理58人的基础上，持续加大查处力度。
    - 区委巡察组反馈意见后，我局认真整改。现将巡察整改情况公布如下。
      一、总体情况
      狠抓作风建设。全面清理整治违规占用公共停车泊位385个。
      二、下一步打算
      巩固拓展整改成果，对全面清理整治违规占用公共停车泊位358个的做法进行推广。

    正例
    - 区委巡察组反馈意见后，我局认真整改。现将巡察整改情况公布如下。
      一、总体情况
      强化执纪问责，运用“四种形态”批评教育和处理56人。
      二、下一步打算
      在已运用“四种形态”批评教育和处理56人的基础上，持续加大查处力度。
    - 区委巡察组反馈意见后，我局认真整改。现将巡察整改情况公布如下。
      一、总体情况
      2023年运用“四种形态”批评教育和处理56人。
      二、下一步打算
      2024年以来运用“四种形态”批评教育和处理58人。
    - 区委巡察组反馈意见后，我局认真整改。现将巡察整改情况公布如下。
      一、总体情况
      强化执纪问责，运用“四种形态”批评教育和处理56人。
      二、整改落实情况
      （一）作风建设方面
      运用“四种形态”批评教育和处理52人。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    if notice.profile == "general":
        return
    said: dict[tuple[str, str], list[Quantity]] = {}
    for q in notice.claims.quantities:
        words = _words(q)
        if len(words) >= LEAST:
            said.setdefault((words, q.unit_text), []).append(q)
    twice = [(words, qs) for (words, _), qs in said.items() if len(qs) == 2 and qs[0].value != qs[1].value]
    for words, (first, other) in twice:
        if _is_one(notice, first, other):
            cause = f"digits:{''.join(sorted(written(first)))}"
            yield told_twice(
                notice, first, other, f"“{words[-16:]}”前后两处", cause=cause, certainty=Certainty.QUERY
            )


def _words(q: Quantity) -> str:
    """The clause before a number if it is all in words, without what only leads into it."""
    if q.bound is not Bound.EXACT or q.named or q.depth:
        return ""
    found = _CLAUSE.search(q.gap[-LOOK_BACK:])
    return _FILLER.sub("", _QUOTES.sub("", found[0])) if found else ""


def _is_one(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be meant as one: near each other, in different paragraphs, not in two accounts."""
    leaves = [notice.leaf_at(q.start) for q in (first, other)]
    if leaves[0] is leaves[1] or any(leaf is None or leaf.kind is Kind.ROW for leaf in leaves):
        return False
    told = [q for q in (first, other) if answers_at(notice, q.start)]
    ahead = any(_AHEAD.search(s.title) for q in (first, other) for s in notice.section_path(q.start))
    if len(told) == 2 or (told and not ahead):
        return False  # an overview may tell the sum of what single sections tell
    scoped = (
        q.sentence is None or _SCOPED.search(notice.text, q.sentence.start, q.sentence.end)
        for q in (first, other)
    )
    larger = max(first.value, other.value)
    return abs(first.value - other.value) <= larger * APART and not any(scoped)
