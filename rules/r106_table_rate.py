"""R106: a rate in a table's row that the row's own numbers do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.claims import Quantity, Rate
from auditor.figures.rounding import holds
from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.structure.tables import Cell, Table, tables

_WHOLE = compiled(r"问题|任务|计划|总|应|反馈|交办|受理|数")
_NOT_DONE = compiled(r"\A(?:尚?未|待|正在|应|需|计划|拟|其余|剩余)")
_THINGS = compiled(r"(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:总?数量?|总额|金额)?(?:[（(][^（）()]{1,6}[)）])?\Z")
_BARE_RATE = compiled(r"[\u4e00-\u9fff]{2}率\Z")
_UNIT = compiled(r"[（(]([\u4e00-\u9fff㎡]{1,4})[）)]\Z")
_MONEY = compiled(r"金额|资金|款|总额|[（(][百千万亿]{0,2}元[）)]\Z")
_COUNT = compiled(r"(?:问题|任务|项目|措施|事项|[个件户人家项条])数|[（(][个项条件起宗处户人家次][）)]\Z")
_LEFT = compiled(r"\A(?:尚?未|待|正在|其余|剩余)")

FITTING = 2  # so many rows at least show which columns a rate is of

Columns = tuple[int, int, int]
Rows = tuple[tuple[Cell, ...], ...]


@rule("R106", name="table-rate", severity=Severity.ERROR, since="0.1")
def table_rate(notice: Notice) -> Iterator[Finding | Tie]:
    """表格中的比率与同行数字不符。

    检查什么
    表格有“完成率”一类的列，又有总数列和完成数列时，逐行（含合计行）用完成数除以总数，与所列比率比较，
    按所印位数四舍五入或截去尾数都算相符。有几个数量列的，看列名所称的事物（措施完成率、已完成措施、措施数；
    金额整改率、已整改金额、涉及金额）、多数行的比率与哪两列相符（100%的行不算数，哪两列都可能相符），或者列名
    所注的单位；金额列与件数列不相除，多数行的完成数大于另一列的，那一列不是总数。分不清是哪两列，或者多数行都
    不相符的，不作判断。

    为什么
    表格改动一格后，同行的比率常常没有重算。

    反例
    - |单位|反馈问题|完成整改|完成率|
      |---|---|---|---|
      |青石社区|8|6|75%|
      |柳林社区|7|6|90%|
    - |科室|任务数|已完成|完成率|
      |---|---|---|---|
      |办公室|10|9|90%|
      |合计|10|9|95%|
      |备注|0|0|0%|
    - 乡镇　反馈问题　已整改　未整改　整改率
      青石镇　50　40　10　85.0%
      柳林镇　40　36　4　90.0%

    - |方面|问题数|措施数|已完成措施|措施完成率|
      |---|---|---|---|---|
      |组织建设|4|10|9|95.0%|
      |财务管理|5|12|12|100%|
    - |片区|户数|任务数|完成数|完成率|
      |---|---|---|---|---|
      |东片|80|40|36|90.0%|
      |中片|60|30|27|90.0%|
      |西片|70|35|28|90.0%|
    - |方面|反馈问题（个）|整改措施（条）|已完成（条）|完成率|
      |---|---|---|---|---|
      |组织建设|4|10|9|85.0%|
      |财务管理|5|12|12|100%|
    - |类别|问题数|涉及金额|已整改问题数|已整改金额|金额整改率|
      |---|---|---|---|---|---|
      |采购|6|420.0|6|420.0|100.0%|
      |资产|5|310.0|4|248.0|88.0%|
      |收费|3|150.0|3|150.0|100.0%|

    正例
    - |类别|问题数|涉及金额|已整改问题数|已整改金额|金额整改率|
      |---|---|---|---|---|---|
      |采购|6|420.0|6|420.0|100.0%|
      |资产|5|310.0|4|285.2|92.0%|
      |收费|3|150.0|3|150.0|100.0%|
    - |类别|问题数|涉及金额|已整改问题数|已整改金额|整改率|
      |---|---|---|---|---|---|
      |采购|6|420.0|5|399.0|95.0%|
      |资产|5|310.0|4|285.2|92.0%|
    - |方面|问题数|措施数|已完成措施|措施完成率|
      |---|---|---|---|---|
      |组织建设|4|10|9|90.0%|
      |财务管理|5|12|12|100%|
    - |方面|反馈问题（个）|整改措施（条）|已完成（条）|完成率|
      |---|---|---|---|---|
      |组织建设|4|10|9|90.0%|
      |财务管理|5|12|12|100%|
    - |片区|户数|任务数|完成数|完成率|
      |---|---|---|---|---|
      |东片|80|40|36|45.0%|
      |中片|60|30|27|70.0%|
    - 乡镇　反馈问题　已整改　未整改　整改率
      青石镇　50　40　10　80.0%
      柳林镇　40　36　4　90.0%
    - |单位|反馈问题|完成整改|完成率|
      |---|---|---|---|
      |青石社区|8|6|75%|
      |柳林社区|7|6|85.7%|
    - |单位|群众满意率|上年满意率|
      |---|---|---|
      |青石社区|95%|92%|
      |柳林社区|93%|90%|
    - |项目|数量|增长率|
      |---|---|---|
      |发文|31|-22.5%|
      |会议|18|-10%|

    依据
    数值修约 GB/T 8170-2008。
    """
    told = {rate.start: rate for rate in notice.claims.rates}
    for table in tables(notice):
        rows = (*table.rows, *_totals(table))
        for columns in _columns(table):
            for row in rows:
                if max(columns) < len(row):
                    yield from _row(notice, told, *(row[i] for i in columns))


def _columns(table: Table) -> Iterator[Columns]:
    """The columns of each rate, of what is done and of the whole, as far as the header or the rows make them plain."""
    heads = [c.text for c in table.header]
    rates = [i for i, h in enumerate(heads) if _rate().search(h)]
    counts = [i for i, h in enumerate(heads) if "率" not in h and not _LEFT.match(h) and table.summed(i)]
    done = [i for i in counts if _done().search(heads[i]) and not _NOT_DONE.match(heads[i])]
    bases = [i for i in counts if i not in (*rates, *done)]
    pairs = [(part, base) for part in done for base in bases if _is_possible(table, part, base)]
    for rate in rates:
        told = _of_kind(heads, [(rate, *pair) for pair in pairs])
        fitting = [c for c in told if _fits(table, c, alone=len(told) == 1)]
        named = [c for c in told if len(rates) == 1 and _named_alike(*(heads[i] for i in c))]
        in_unit = [c for c in told if len(rates) == 1 and _unit(heads[c[1]]) == _unit(heads[c[2]]) != ""]
        plain = [c for c in told if len(rates) == 1 and _WHOLE.search(heads[c[2]])]
        chosen = next((found for found in (fitting, named, in_unit, plain) if len(found) == 1), [])
        yield from (c for c in chosen if not _is_of_others(table, c))


def _of_kind(heads: list[str], told: list[Columns]) -> list[Columns]:
    """The columns that may go together: 金额整改率 is of two amounts, and no rate is of an amount and a count."""
    alike = [c for c in told if not _is_mixed(heads[c[1]], heads[c[2]])]
    if not any(_MONEY.search(heads[rate]) for rate, _, _ in alike):
        return alike
    return [c for c in alike if not any(_COUNT.search(heads[i]) for i in c[1:])]


def _is_mixed(done: str, whole: str) -> bool:
    """Whether one column is of an amount, and the other of a count."""
    return any(_MONEY.search(a) and _COUNT.search(b) for a, b in ((done, whole), (whole, done)))


def _is_possible(table: Table, part: int, base: int) -> bool:
    """Whether what is done is not more than the whole in most rows."""
    pairs = [(row[part].value, row[base].value) for row in table.rows if max(part, base) < len(row)]
    above = sum(a is not None and b is not None and a > b for a, b in pairs)
    return above * 2 <= len(pairs)


def _unit(head: str) -> str:
    """The unit that the head of a column states: 条 of 整改措施（条）."""
    found = _UNIT.search(head)
    return found[1] if found else ""


def _named_alike(rate: str, done: str, whole: str) -> bool:
    """Whether the heads of three columns name the same things: 措施完成率, 已完成措施 and 措施数."""
    bare = _BARE_RATE.match(rate) is not None
    if _MONEY.search(done) and _MONEY.search(whole):
        return bare or _MONEY.search(rate) is not None
    noun = _THINGS.match(whole)
    return noun is not None and noun["noun"] in done and (noun["noun"] in rate or bare)


def _fits(table: Table, columns: Columns, *, alone: bool) -> bool:
    """Whether most rows' rates are what two columns give, so that the others are slips.

    Where other columns are possible, what is wholly done shows nothing: it gives 100 % by any of them.
    """
    right, whole, wrong = _tally(table, columns)
    right += whole if alone else 0
    return right >= FITTING and right > wrong


def _is_of_others(table: Table, columns: Columns) -> bool:
    """Whether the rates of several rows show that they are not of two columns."""
    right, _, wrong = _tally(table, columns)
    return wrong >= FITTING and wrong > right


def _tally(table: Table, columns: Columns) -> tuple[int, int, int]:
    """How many rates are what two columns give, how many of them are 100 %, and how many are something else."""
    rows = [[row[i] for i in columns] for row in (*table.rows, *_totals(table)) if max(columns) < len(row)]
    rated = [row for row in rows if row[0].percent and row[1].value is not None and row[2].value]
    held = [row[0].value for row in rated if _holds(*row)]
    whole = sum(value == 100 for value in held)
    return len(held) - whole, whole, len(rated) - len(held)


def _totals(table: Table) -> Rows:
    return (table.total,) if table.total else ()


def _holds(rate: Cell, done: Cell, whole: Cell) -> bool:
    """Whether a row's rate is what two of its cells give."""
    if not rate.percent or rate.value is None or done.value is None or not whole.value:
        return False
    part, total = (Quantity(c.start, c.end, c.value) for c in (done, whole) if c.value is not None)
    return holds(Rate(rate.start, rate.end, rate.value, places=_places(rate)), part, total)


def _places(rate: Cell) -> int:
    return len(rate.text.rstrip("%％").partition(".")[2])


def _row(
    notice: Notice, told: dict[int, Rate], rate: Cell, done: Cell, whole: Cell
) -> Iterator[Finding | Tie]:
    if not rate.percent or rate.value is None or done.value is None or not whole.value:
        return
    places = _places(rate)
    stated = told.get(rate.start) or Rate(rate.start, rate.end, rate.value, places=places)
    part, total = (Quantity(c.start, c.end, c.value) for c in (done, whole) if c.value is not None)
    computed = show(round(done.value / whole.value * 100, places + 2)) + "%"
    working = f"{done.text} ÷ {whole.text} = {computed}"
    spans = tuple(notice.span(c.start, c.end) for c in (done, whole))
    if holds(stated, part, total):
        yield Tie((stated,), working, spans)
    else:
        yield Finding(
            f"表格所列 {rate.text}，按同行 {done.text} 与 {whole.text} 计算为 {computed}，两处不一致，请核实",
            notice.span(rate.start, rate.end),
            related=tuple(Label(s, n) for s, n in zip(spans, ("完成数", "总数"), strict=True)),
            evidence=Evidence(rate.text, computed, working),
            claims=(stated,),
        )


@cache
def _rate() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('tables', 'done')}|整改|已|实[到收]).{{0,6}}(?:率|占比|比例)")


@cache
def _done() -> re.Pattern[str]:
    return compiled(rf"{any_of('tables', 'done')}|已|实[到收]|\A整改数")
