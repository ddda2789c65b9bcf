"""auditor.structure.tables: the cells of tables in plain text."""

from __future__ import annotations

import pytest

from auditor.parse import parse
from auditor.source import Source
from auditor.structure.tables import tables


@pytest.mark.parametrize(
    "text",
    [
        "序号\t问题\t进展\n1\t学习不深入\t已完成\n2\t公示不及时\t正在整改",
        "|序号|问题|进展|\n|---|---|---|\n|1|学习不深入|已完成|\n|2|公示不及时|正在整改|",
    ],
    ids=["tabs", "pipes"],
)
def test_a_cell_is_what_stands_between_two_separators(text: str) -> None:
    (table,) = tables(parse(Source("notice.txt", f"整改情况如下。\n{text}\n")))
    assert [cell.text for cell in table.header] == ["序号", "问题", "进展"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "学习不深入", "已完成"],
        ["2", "公示不及时", "正在整改"],
    ]
