"""R116: how many meetings were held during the rectification, told with two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Quantity
from auditor.findings import Certainty, Finding, Severity
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.stated.twice import told_twice

NEAR = 2  # how far two numbers may be apart and still be meant as one
_NAME = r"(?P<name>(?:(?!专题|研究|听取|部署|[和与及])[\u4e00-\u9fff]){2,10}?(?:会议|例会|推进会|调度会|专题会|办公会|党组会|党委会|党工委会|常委会))"
_BEFORE = compiled(rf"召开了?(?:过)?(?:专题)?{_NAME}(?:共计?|累计)?\Z")  # 召开党组会议4次
_HELD = compiled(r"召开了?\Z")  # 召开4次党组会议
_BEHIND = compiled(rf"(?:专题)?{_NAME}")
_OFTEN = compiled(r"(?:先后|累计|共计?|已|多)+\Z")  # 先后5次召开党组会议
_HOLDS = compiled(rf"召开了?(?:专题)?{_NAME}")
_PERIOD = compiled(r"(?:集中)?整改(?:期间|期内|以来)|(?:巡[察视]|督[察查]|审计)?反馈(?:意见)?(?:以来|后)")
_OTHERS = compiled(
    rf"{any_of('scopes', 'planned', 'earlier')}|其中|[0-9]{{1,4}}[年月]|季度|[上下]半年|每|另|新增|再次|分别|本[月周]|各|下一"
)
_UNITS = frozenset(("次", "场", "期"))


@rule("R116", name="meetings-told-twice", severity=Severity.WARNING, since="0.1")
def meetings_told_twice(notice: Notice) -> Iterator[Finding]:
    """整改期间的会议次数前后不一致。

    检查什么
    写明整改期间（整改以来、反馈以来）召开的同一种会议，在两处写了不同而相近的次数（相差不超过2），提请核实。
    句中写明年份、月份、季度、其中、计划等不同范围的，不比较。

    为什么
    会议次数常由不同科室分别提供，一处更新、另一处没有更新。

    反例
    - 集中整改期间，党组先后5次召开党组会议研究巡察整改。
      三、下一步打算
      集中整改期间共召开4次党组会议，逐项听取汇报。
    - 整改期间，召开领导小组会议6次、专班会议17次。
      三、下一步打算
      整改以来，已先后召开5次领导小组会议调度难点问题。

    正例
    - 集中整改期间，党组先后5次召开党组会议研究巡察整改。
      三、下一步打算
      集中整改期间共召开5次党组会议，整改以来召开专班会议4次。
    - 整改期间，召开领导小组会议6次。2024年12月，召开领导小组会议5次。
    - 整改期间，召开党组会议12次，其中整改以来专题研究巡察整改的党组会议4次。
    - 整改期间，召开党组会议12次。整改期间，召开党组会议4次专题学习。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    told: dict[str, list[Quantity]] = {}
    for q in notice.claims.quantities:
        if name := _meeting(notice, q):
            told.setdefault(name, []).append(q)
    for name, every in told.items():
        first = every[0]
        other = next((q for q in every if q.value != first.value), None)
        if other is None or len({q.value for q in every}) != 2 or other.sentence is first.sentence:
            continue
        if abs(first.value - other.value) <= NEAR:
            words = f"整改期间{name}次数前后不一致"
            yield told_twice(notice, first, other, words, cause=f"meetings:{name}", certainty=Certainty.QUERY)


def _meeting(notice: Notice, q: Quantity) -> str:
    """Which meetings of the time of rectification a number counts, "" if none."""
    if q.unit.name not in _UNITS or q.bound is not Bound.EXACT or q.named or q.depth or q.sentence is None:
        return ""
    found = _BEFORE.search(q.lead)
    if found is None and _HELD.search(q.lead):
        found = _BEHIND.match(q.tail)
    if found is None and _OFTEN.search(q.lead):
        found = _HOLDS.match(q.tail)
    leaf = notice.leaf_at(q.start) if found else None
    if found is None or leaf is None or leaf.kind is Kind.ROW:
        return ""
    before = notice.text[q.sentence.start : q.start]
    return "" if _OTHERS.search(before) or not _PERIOD.search(before) else found["name"]
