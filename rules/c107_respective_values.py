"""C107: as many numbers after 分别 as there are things before it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Figure, Quantity, Rate
from auditor.extraction.members import WINDOW, members_of
from auditor.figures.amounts import written
from auditor.figures.each import RESPECTIVELY, told_respectively
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.groups.finders.lost_square import with_its_square
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_MOST = 12
_OF_EACH = compiled(r"[每各]")
_SPAN_OF_YEARS = compiled(r"(?:[前近]|上一?个?|过去)\Z")  # 比前五年分别上升…
_AND = compiled(r"以及|[和与及暨]")
_NO_LIST = compiled(r"等|[至—～~-]|各(?!类|项|级)|[（(]")
_COUNTS_THINGS = frozenset(("item", "person", "household", "body", "group", "times", "duration"))
_NOUN = compiled(r"[^，,。；;：:、（）()\n]{0,10}[，,]?")


@rule("C107", name="respective-values", severity=Severity.WARNING, since="0.1")
def respective_values(notice: Notice) -> Iterator[Finding]:
    """“分别”前的对象与其后的数值个数不符。

    检查什么
    “3家企业分别退还4.2万元、3.6万元”“甲、乙、丙三村分别清收2万元、3万元”：分别之后逐一列出的数值，是否与前面的对象一样多。
    对象个数有几种数法的（“和、及”连接），与其中一种相符即可；带“等”“各”或起止范围的不作比较。

    为什么
    漏列一个数值，后面的数就对错了对象。

    反例
    - 3家企业分别退还多付工程款4.2万元、3.6万元。
    - 南桥村、北桥村、西桥村分别清收欠款2.3万元、1.8万元。
    - 向2个村分别拨付补助资金12万元、8万元、5万元。
    - 南桥、北桥、西桥3个社区分别新设服务点6个、4个。

    正例
    - 南桥、北桥、西桥3个社区分别新设服务点6个、4个、5个。
    - 3家企业分别退还多付工程款4.2万元、3.6万元、1.5万元。
    - 南桥村和北桥村、西桥村分别清收欠款2.3万元、1.8万元、0.6万元。
    - 其中3个村、4个社区分别清收欠款12万元、8万元。
    - 5名党员分别受到党内警告2人、诫勉3人。
    - 举办培训班2期，每期3天，参训人数分别为12人、14人。
    - 南桥村等3个村分别清收欠款2.3万元、1.8万元。

    依据
    GB/T 15834-2011 4.5（顿号）；《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    told: set[int] = set()
    for figure in notice.claims.figures:
        if (
            not isinstance(figure, Quantity | Rate)
            or id(figure) in told
            or not RESPECTIVELY.search(figure.lead)
        ):
            continue
        values = _values(figure)
        told.update(id(value) for value in values)
        of = _things(notice, values) if len(values) > 1 else None
        if of is None:
            continue
        start, end, ways, number = of
        quote = notice.text[start:end]
        if len(values) in ways:
            continue
        yield Finding(
            f"“{quote}”之后列出 {len(values)} 个数值，请核实",
            notice.span(start, end),
            certainty=Certainty.LIKELY,
            related=tuple(Label(notice.span(v.start, v.end), _shown(v)) for v in values),
            evidence=Evidence("、".join(map(str, ways)), str(len(values)), "、".join(map(_shown, values))),
            claims=(number,) if number else (),
        )


def _values(figure: Quantity | Rate) -> list[Quantity] | list[Rate]:
    if isinstance(figure, Rate):
        return told_respectively(figure)
    return [
        value
        for value in told_respectively(figure)
        if value.unit.kind == figure.unit.kind or with_its_square(value, figure, in_words=True)
    ]


def _things(
    notice: Notice, values: list[Quantity] | list[Rate]
) -> tuple[int, int, frozenset[int], Quantity | None] | None:
    """What stands before 分别: where, and the ways of counting it; None if it is no plain list or number."""
    first = values[0]
    if first.sentence is None or notice.text[values[-1].end : values[-1].end + 1] in ("、", "至", "—"):
        return None
    said = RESPECTIVELY.search(notice.text, first.start - len(first.lead), first.start)
    if said is None:
        return None
    at = said.start()
    number = _number_before(notice.text, first, at)
    names = members_of(notice.text, max(first.sentence.start, at - WINDOW), at, "、", backwards=True)
    if not names or _NO_LIST.search(notice.text, names[0][0], at):
        return None
    ways: set[int] = set()
    start = names[0][0]
    if len(names) > 1:
        joined = len(_AND.findall(notice.text, names[0][0], at))
        ways |= set(range(len(names), len(names) + joined + 1))
    if number is not None:
        named = len(names) == number.value and sum(v.value for v in values) != number.value
        if isinstance(first, Quantity) and first.unit.name == number.unit.name and not named:
            return None  # 5人分别为2人、3人 are parts
        ways.add(int(number.value))
        start = min(start, number.start)
    return (start, at, frozenset(ways), number) if ways else None


def _number_before(text: str, first: Figure, at: int) -> Quantity | None:
    """The number of things right before 分别: 3家企业分别…."""
    figures = first.sentence.figures if first.sentence else []
    before = next((f for f in reversed(figures) if f.end <= first.start), None)
    if (
        not isinstance(before, Quantity)
        or before.unit.kind not in _COUNTS_THINGS
        or before.bound is not Bound.EXACT
        or before.named
        or before.value.as_tuple().exponent != 0
        or not 1 < before.value <= _MOST
        or _OF_EACH.search(before.lead)
        or _SPAN_OF_YEARS.search(before.lead)
    ):
        return None
    return before if _NOUN.fullmatch(text, before.end, at) else None


def _shown(value: Quantity | Rate) -> str:
    return written(value) if isinstance(value, Quantity) else f"{value.value}%"
