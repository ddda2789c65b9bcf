"""C106: how far things have come, by the words and by the rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.claims import Quantity, Status
from auditor.extraction.context import status
from auditor.extraction.summaries import without_total
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.groups.group import Group
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.structure.tables import Cell, Table, tables

_COLUMN = compiled(r"情况|状态|进展|进度|结果|是否|成效")
LEAST = 3  # rows of a table that is looked at
SHORT = 12  # characters of a cell that tells a status and nothing else
_CLASSES = {
    Status.DONE: "已完成",
    Status.QUICK: "已完成",
    Status.MOSTLY: "基本完成",
    Status.RUNNING: "未完成",
    Status.OPEN: "未完成",
}


_ANSWERS = {"是": "已完成", "√": "已完成", "否": "未完成", "×": "未完成"}


@rule("C106", name="table-statuses", severity=Severity.ERROR, since="0.1")
def table_statuses(notice: Notice) -> Iterator[Finding | Tie]:
    """所称完成数与表格中的整改状态不符。

    检查什么
    正文说共几项、完成几项、正在整改几项（或者“上述问题已整改销号几项，达到序时进度几项”），而表格的行数恰为总数、并有一列写明各行是否完成的，按行清点核对。
    表格行数与总数不同、有的行没有写明状态的，不作判断。

    为什么
    清单逐条更新，正文的数字是另外汇总的，两处最容易不同步。

    反例
    - 反馈问题4个，已完成整改3个，正在整改1个。
      | 序号 | 反馈问题 | 整改情况 |
      | --- | --- | --- |
      | 1 | 学习不深入 | 已完成 |
      | 2 | 责任不落实 | 正在整改 |
      | 3 | 台账不完整 | 已完成 |
      | 4 | 资产不清楚 | 正在整改 |
    - 审计查出问题3个，已完成整改2个，正在整改1个。
      | 序号 | 问题 | 是否完成 |
      | --- | --- | --- |
      | 1 | 公用经费超支 | 是 |
      | 2 | 资产未入账 | 是 |
      | 3 | 往来款未清理 | 是 |

    正例
    - 反馈问题4个，已完成整改2个，正在整改2个。
      | 序号 | 反馈问题 | 整改情况 |
      | --- | --- | --- |
      | 1 | 学习不深入 | 已完成 |
      | 2 | 责任不落实 | 正在整改 |
      | 3 | 台账不完整 | 已完成 |
      | 4 | 资产不清楚 | 正在整改 |
    - 反馈问题6个，已完成整改5个，正在整改1个，部分情况见表。
      | 序号 | 反馈问题 | 整改情况 |
      | --- | --- | --- |
      | 1 | 学习不深入 | 已完成 |
      | 2 | 责任不落实 | 正在整改 |
      | 3 | 台账不完整 | 正在整改 |
    - 反馈问题3个，已完成整改3个。
      | 序号 | 反馈问题 | 整改措施及成效 |
      | --- | --- | --- |
      | 1 | 学习不深入 | 修订学习制度，每月开展集中学习，正在持续推进专题研讨 |
      | 2 | 责任不落实 | 逐级签订责任书 |
      | 3 | 台账不完整 | 补齐台账 |

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for table in tables(notice):
        cells = _statuses(table)
        if not cells:
            continue
        group = next((g for g in notice.claims.groups if _is_of(g, len(cells))), None)
        if group is not None:
            yield from _compare(notice, group.whole, group.parts, cells)
        elif alone := next(without_total(notice, len(cells)), None):
            parts = [q for q, _ in alone.parts]
            if all(q.status for q in parts):
                yield from _compare(notice, None, parts, cells)


def _statuses(table: Table) -> list[tuple[Cell, str]]:
    """The cells of the column of statuses with their classes; [] if there is none in which every row has one."""
    for column, head in enumerate(table.header):
        if not _COLUMN.search(head.text) or len(table.rows) < LEAST:
            continue
        cells = [row[column] for row in table.rows if column < len(row)]
        found = [(c, name) for c in cells if (name := _class_of(c))]
        if len(found) == len(table.rows):
            return found
    return []


def _class_of(cell: Cell) -> str:
    """What a cell says of its row, "" if nothing."""
    if cell.text in _ANSWERS:
        return _ANSWERS[cell.text]
    said = status(cell.text) if len(cell.text) <= SHORT else None
    return _CLASSES[said] if said else ""


def _is_of(group: Group, rows: int) -> bool:
    """Whether a group tells how far as many things have come as a table has rows."""
    return (
        group.whole.value == rows and group.whole.unit.kind == "item" and all(p.status for p in group.parts)
    )


def _compare(
    notice: Notice, whole: Quantity | None, stated_parts: Sequence[Quantity], cells: list[tuple[Cell, str]]
) -> Iterator[Finding | Tie]:
    counted = Counter(name for _, name in cells)
    told: dict[str, list[Quantity]] = {}
    for part in stated_parts:
        told.setdefault(_CLASSES[part.status or Status.DONE], []).append(part)
    if counted["基本完成"] and "基本完成" not in told:
        return  # whether these count as done the text does not say
    rows = notice.span(cells[0][0].start, cells[-1][0].end)
    if whole:
        yield Tie((whole,), f"表格列出 {len(cells)} 行", (rows,))
    for name, parts in told.items():
        stated = sum(int(p.value) for p in parts)
        working = f"所称{name} {stated}，表格中{name}的 {counted[name]} 行"
        if stated == counted[name]:
            yield Tie(tuple(parts), working, (rows,))
            continue
        marked = [notice.span(cell.start, cell.end) for cell, found in cells if found == name]
        yield Finding(
            f"所称{name} {'、'.join(map(written, parts))}，表格中{name}的有 {counted[name]} 行，两处不一致，请核实",
            notice.span(parts[0].start, parts[0].end),
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, f"{name}的一行") for span in marked or (rows,)),
            evidence=Evidence(str(stated), str(counted[name]), working),
            cause=f"table:{(whole or stated_parts[0]).start}",
            claims=tuple(parts),
        )
