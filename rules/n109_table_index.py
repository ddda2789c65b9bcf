"""N109: the rows of a table are not numbered on end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule
from auditor.structure.tables import Cell, tables

LEAST = 4  # rows; a shorter table says little about how its rows are numbered


@rule("N109", name="table-index", severity=Severity.WARNING, since="0.1")
def table_index(notice: Notice) -> Iterator[Finding | Tie]:
    """表格的序号不连续。

    检查什么
    有“序号”或“编号”列的表格，各行序号是否依次递增，有没有重号、跳号。只有一处不合时才指出；
    空格、合并单元格和分组重新编号的表格不查。

    为什么
    清单按序号核对和销号，重号、跳号往往是删行、并行后没有更新。

    反例
    - |序号|反馈问题|整改状态|
      |---|---|---|
      |1|学习不深入|已完成|
      |2|台账不规范|已完成|
      |2|公示不及时|已完成|
      |4|制度不健全|持续推进|
      |5|监督不到位|已完成|
    - |序号|制度名称|
      |---|---|
      |1|议事规则|
      |2|财务制度|
      |4|公示制度|
      |5|回访制度|

    正例
    - |序号|反馈问题|整改状态|
      |---|---|---|
      |1|学习不深入|已完成|
      |2|台账不规范|已完成|
      |3|公示不及时|已完成|
      |4|制度不健全|持续推进|
    - |序号|单位|问题数|
      |---|---|---|
      |1|青石社区|3|
      |2|柳林社区|2|
      |1|北关社区|4|
      |2|南关社区|1|
    - |编号|文件|份数|
      |---|---|---|
      |7|方案|1|
      |12|台账|3|
      |20|清单|2|
      |31|简报|5|

    依据
    《党政机关公文处理工作条例》第二十条：数字、段落顺序等须准确。
    """
    for table in tables(notice):
        cells = table.index
        odd = _odd(cells)
        if odd is None:
            continue
        before, cell = odd
        expected = int(before.value or 0) + 1
        yield Finding(
            f"表格序号 {before.text} 之后是 {cell.text}，应为 {expected}，请核实是否重号或缺行",
            notice.span(cell.start, cell.end),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(before.start, before.end), f"前一行序号 {before.text}"),),
            evidence=Evidence(cell.text, str(expected), f"{before.text} + 1 = {expected}"),
        )


def _odd(cells: list[Cell]) -> tuple[Cell, Cell] | None:
    """The one place where a numbering from 1 does not go on, as the cells before and behind it."""
    numbers = [int(c.value) for c in cells if c.value is not None and c.value == int(c.value)]
    if len(numbers) < LEAST or len(numbers) != len(cells) or numbers[0] != 1:
        return None
    steps = [b - a for a, b in pairwise(numbers)]
    wrong = [i for i, step in enumerate(steps) if step != 1]
    # A number written twice takes the place of the next one: 1 2 2 4 goes on with a step of 2.
    twice = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and steps[wrong[0]] + steps[wrong[1]] == 2
    if not twice and (len(wrong) != 1 or steps[wrong[0]] not in (0, 2)):
        return None
    return cells[wrong[0]], cells[wrong[0] + 1]
