"""S105: a total row or total column of a table that its cells do not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.claims import Quantity
from auditor.findings import Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.registry import rule
from auditor.structure.tables import Cell, Table, tables


@rule("S105", name="table-totals", severity=Severity.ERROR, since="0.1")
def table_totals(notice: Notice) -> Iterator[Finding | Tie]:
    """表格合计与各行各列不符。

    检查什么
    文本表格（竖线、制表符或空格分列）的合计行与各行之和、合计列与各列之和是否相等。
    序号列、百分比列、人均和单价等列、含文字的列不加；合计格只有“—”“/”的表示不作合计。

    为什么
    表格改动一格而合计未改，正文引用的又常是合计数。

    反例
    - |单位|反馈问题|完成整改|
      |---|---|---|
      |青石社区|5|5|
      |柳林社区|7|6|
      |合计|13|11|
    - |单位|党建类|财务类|合计|
      |---|---|---|---|
      |青石社区|2|3|5|
      |柳林社区|4|3|8|
    - 乡镇　计划改造（户）　已完成（户）
      青石镇　24　23
      柳林镇　31　29
      合计　56　52

    正例
    - |单位|反馈问题|完成整改|
      |---|---|---|
      |青石社区|5|5|
      |柳林社区|7|6|
      |合计|12|11|
    - |序号|单位|反馈问题|完成率|
      |---|---|---|---|
      |1|青石社区|5|100%|
      |2|柳林社区|7|85.7%|
      |合计|—|12|91.7%|
    - |学校|清退人数|人均（元）|清退金额（元）|
      |---|---|---|---|
      |青石小学|120|30|3600|
      |柳林小学|80|45|3600|
      |合计|200|—|7200|
    - |年份|发文数量|
      |---|---|
      |2022|40|
      |2023|31|
    - |单位|问题数|总数|已完成|
      |---|---|---|---|
      |青石社区|4|15|14|
      |柳林社区|6|22|20|
    - |单位|党建类|财务类|合计|已整改|
      |---|---|---|---|---|
      |青石社区|2|3|5|4|
      |柳林社区|4|3|7|7|

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for table in tables(notice):
        numeric = [i for i in range(table.columns) if table.summed(i)]
        for i in numeric if table.total is not None else ():
            cell = table.total[i] if table.total and i < len(table.total) else None
            if cell and cell.value is not None and not cell.percent and not cell.dash:
                parts = [row[i] for row in table.rows]
                yield from _compare(notice, cell, parts, f"“{table.header[i].text}”列")
        columns = _added(table, numeric)
        for row in table.rows if columns else ():
            total = row[table.total_column or 0]
            yield from _compare(notice, total, [row[i] for i in columns], f"“{row[0].text}”行")


def _added(table: Table, numeric: Sequence[int]) -> list[int]:
    """The columns whose sum the column of totals tells: those on one side of it; [] if hardly any row adds up."""
    at = table.total_column
    if at is None or at not in numeric:
        return []
    left, right = [i for i in numeric if i < at], [i for i in numeric if i > at]
    for columns in (left, right):
        others = left if columns is right else right
        fitting = sum(_sum([row[i] for i in columns]) == row[at].value for row in table.rows)
        enough = 2 * fitting >= len(table.rows) if others else fitting or len(table.rows) == 1
        if len(columns) > 1 and enough:
            return columns
    return []


def _sum(cells: Sequence[Cell]) -> Decimal:
    return sum((c.value or Decimal(0) for c in cells), Decimal(0))


def _compare(notice: Notice, total: Cell, parts: Sequence[Cell], name: str) -> Iterator[Finding | Tie]:
    values = [p.value or Decimal(0) for p in parts]
    computed = _sum(parts)
    shown = " + ".join(map(show, values)) if len(values) <= 20 else f"{len(values)} 格之和"
    working = f"{shown} = {show(computed)}"
    claim = Quantity(total.start, total.end, total.value or Decimal(0))
    span = notice.span(total.start, total.end)
    places = tuple(notice.span(p.start, p.end) for p in parts[:40])
    if computed == total.value:
        yield Tie((claim,), working, places)
    else:
        yield Finding(
            f"表格{name}合计为 {total.text}，各格相加为 {show(computed)}，两处不一致，请核实",
            span,
            related=tuple(Label(place, p.text) for place, p in zip(places, parts, strict=False)),
            evidence=Evidence(total.text, show(computed), working),
            claims=(claim,),
        )
