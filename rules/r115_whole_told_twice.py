"""R115: how many there are in all (全县14个乡镇), told with two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from re import Pattern

from auditor.claims import Bound, Quantity
from auditor.findings import Certainty, Finding, Severity
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.stated.twice import told_twice

NEAR = 2  # how far two numbers may be apart, or a tenth of the larger
LEAST = 5  # fewer are often some of them
_ALL = compiled(r"(?:已)?(?:均|都|全部|全覆盖|全员|逐一|一个不落)")
_ENDS = compiled(
    r"\Z|[^\u4e00-\u9fff（(]|[均都全逐签参观听填接受赴到进集上报和与及]|一个不落|已[均全]|实现全"
)
_SOME = compiled(
    rf"{any_of('scopes', 'planned', 'earlier')}|抽[查取选调]|随机|试点|部分|其中|选[取择]|首[批轮]|第[一二三四五六]|[0-9]{{4}}年|[0-9]月|季度|原|调整|合并|撤|新增|增[至到加]|减[至到少]|重点|余|每"
)


@frozen
class _Whole:
    """How many of something there are in all of a scope."""

    scope: str
    noun: str
    number: Quantity


@rule("R115", name="whole-told-twice", severity=Severity.WARNING, since="0.1")
def whole_told_twice(notice: Notice) -> Iterator[Finding]:
    """全域总数前后不一致。

    检查什么
    “全县14个乡镇”“全校共有在校生24480名”一类写明全域的总数，在别处以“全县15个乡镇均……”再次出现而略有出入的（相差不超过2或者一成），提请核实。
    只比较范围、名称、单位都相同的数；句中写明年份、抽查、试点、部分、调整等字样的，以及写“对全县12个乡镇开展……”而看不出是否全部的，不比较。

    为什么
    乡镇、村、党支部、学生等总数在一份通报中只有一个，不同科室供稿时常有出入。

    反例
    - 县政府与全县14个乡镇签订责任书。
      全县15个乡镇均已明确管护主体。
    - 全校共有在校生24480名，已全部建档。
      二、整改情况
      组织全校23480名在校生观看警示片。

    正例
    - 县政府与全县14个乡镇签订责任书。
      全县14个乡镇均已明确管护主体，全县3个乡镇被评为先进。
    - 县政府与全县14个乡镇签订责任书。
      随机抽查全县12个乡镇。全县13个乡镇已完成清理，1个乡镇正在推进。
    - 全县共有行政村146个。2021年全县144个行政村均通宽带。
    - 全县14个乡镇均已设站。全县15个乡镇卫生院均已达标。
    - 全镇12个村均已公开账目，全县12个乡镇均已公开。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    told: dict[tuple[str, str, str], list[Quantity]] = {}
    for q in notice.claims.quantities:
        if whole := _whole(notice, q):
            told.setdefault((whole.scope, whole.noun, q.unit.name), []).append(q)
    for (scope, noun, _), every in told.items():
        values = {q.value for q in every}
        if len(values) != 2 or abs(max(values) - min(values)) > max(Decimal(NEAR), max(values) / 10):
            continue
        first = every[0]
        other = next(q for q in every if q.value != first.value)
        if other.sentence is not first.sentence:
            cause = f"whole:{scope}:{noun}"
            yield told_twice(
                notice, first, other, f"{scope}{noun}数前后不一致", cause=cause, certainty=Certainty.QUERY
            )


def _whole(notice: Notice, q: Quantity) -> _Whole | None:
    """What a number counts in all of a scope, None if it may count only some."""
    if q.bound is not Bound.EXACT or q.named or q.depth or q.value < LEAST or q.sentence is None:
        return None
    scope = _scope().search(q.lead)
    if scope is None:
        return None
    named = _noun().match(notice.text, q.end) if not scope["noun"] else None
    noun, behind = (named[0], named.end()) if named else (scope["noun"], q.end)
    if not noun or not _ENDS.match(notice.text, behind):
        return None
    is_all = scope["to"] or scope["has"] or _ALL.match(notice.text, behind)
    leaf = notice.leaf_at(q.start)
    if not is_all or leaf is None or leaf.kind is Kind.ROW:
        return None
    apart = _SOME.search(notice.text, q.sentence.start, min(q.sentence.end, behind + len(noun)))
    return None if apart else _Whole(scope["scope"], noun, q)


@cache
def _scope() -> Pattern[str]:
    """与全县, 全校共有在校生."""
    return compiled(
        r"(?:(?P<to>[与和向]|覆盖|组织|动员|涵盖|涉及))?(?P<scope>全(?:[省市县区镇乡村校院局系厂]|街道|社区|系统|集团|公司|行业))"
        rf"(?P<has>(?:共|现)?(?:下?辖|[现共]?有|在岗|在册|在职)?)的?(?P<noun>{any_of('nouns', 'members')})?\Z"
    )


@cache
def _noun() -> Pattern[str]:
    return compiled(any_of("nouns", "members"))
