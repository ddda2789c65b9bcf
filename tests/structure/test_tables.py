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


def test_single_wide_blanks_part_columns_of_figures() -> None:
    """Rows of one length with figures in them are a table, though only one wide blank parts their cells."""
    text = "情况如下。\n乡镇　任务数　已完成\n青石镇　24　23\n合计　24　23\n以上。"
    (table,) = tables(parse(Source("notice.txt", text)))
    assert [cell.text for cell in table.header] == ["乡镇", "任务数", "已完成"]
    assert table.total is not None
    assert [cell.text for cell in table.total] == ["合计", "24", "23"]


@pytest.mark.parametrize(
    "text",
    [
        "名单如下：\n张　三　李　四\n赵　六　孙　七\n周　八　吴　九",  # names, no figures
        "安排如下：\n办公室　周一　3名\n综合科　周二\n财务科　周三　2名",  # rows of different lengths
        "记录如下：\n党组　会议　3次。\n支部　会议　4次。\n小组　会议　5次。",  # sentences
    ],
)
def test_wide_blanks_alone_are_no_table(text: str) -> None:
    assert list(tables(parse(Source("notice.txt", text)))) == []


@pytest.mark.parametrize(
    "rows",
    [
        "乡镇 任务数 已完成\n青石镇 24 23\n柳林镇 31 29\n白沙镇 12 12\n合 计 67 64",
        "乡镇　任务数　已完成\n青石镇　24　23\n柳林镇　31　29\n白沙镇　12　12\n合　计　67　64",
        "乡  镇  任务数  已完成\n青石镇  24  23\n柳林镇  31  29\n白沙镇  12  12\n合  计  67  64",
        "乡镇|任务数|已完成\n青石镇|24|23\n柳林镇|31|29\n白沙镇|12|12\n合计|67|64",
        "乡镇｜任务数｜已完成\n青石镇｜24｜23\n柳林镇｜31｜29\n白沙镇｜12｜12\n合计｜67｜64",
    ],
    ids=["single blanks", "wide blanks", "two blanks", "bars", "wide bars"],
)
def test_the_row_of_totals_is_found_however_columns_are_parted(rows: str) -> None:
    (table,) = tables(parse(Source("notice.txt", f"改造情况如下：\n{rows}\n以上。")))
    assert table.total is not None
    assert [cell.text for cell in table.total[1:]] == ["67", "64"]
    assert [len(row) for row in table.rows] == [3, 3, 3]


def test_an_empty_cell_between_bars_keeps_its_column() -> None:
    text = "情况如下：\n序号|乡镇|户数\n1|青石镇|24\n2|柳林镇|31\n合计||55\n以上。"
    (table,) = tables(parse(Source("notice.txt", text)))
    assert table.total is not None
    assert [cell.text for cell in table.total] == ["合计", "", "55"]


@pytest.mark.parametrize(
    "text",
    [
        "名单如下：\n张三 李四 王五\n赵六 孙七 周八\n吴九 郑十 冯一\n陈二 褚三 卫四",  # no figures
        "安排如下：\n第一组 负责 3 个村\n第二组 负责 4 个村\n第三组 负责 5 个村\n第四组 负责 6 个村",  # one column
        "共查 3 处。\n又查 4 处。\n再查 5 处。\n另查 6 处。",  # sentences
        "青石镇 24 23\n柳林镇 31 29\n白沙镇 12 12\n东坡镇 14 14",  # no head
        "乡镇 任务数 已完成\n青石镇 24 23\n柳林镇 31 29",  # too few rows
        "工作要求|落实责任\n工作要求|加强监督\n工作要求|定期通报",  # no figures
    ],
    ids=["names", "one column", "sentences", "no head", "few rows", "bars"],
)
def test_blanks_and_bars_alone_are_no_table(text: str) -> None:
    assert list(tables(parse(Source("notice.txt", f"有关情况如下：\n{text}\n")))) == []
