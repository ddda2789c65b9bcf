"""What a text tells of the rows of a table together: 最多的是马坪村，12个; 有甲村、乙村2个村，两村合计44.50万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from auditor.characters.pauses import JOINT
from auditor.claims import Bound, Sentence
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.stated.tables.figures import (
    MANY,
    TABLES,
    Column,
    Told,
    agrees,
    columns_of,
    label,
    sentences_near,
)
from auditor.structure.tables import Cell, Table, tables

BEFORE = 60  # characters before a number in which its rows are named
FAR = Fraction(1, 4)  # of a sum, by which a number may be off and still be meant as it

_MOST = compiled(
    r"(?:\A|[，,；;。：:\n])(?P<what>[\u4e00-\u9fff]{0,12})最(?P<way>[多高大少低小])的?(?:村|乡镇|单位|部门|县区|镇)?(?:是|为)"
    r"(?P<name>[\u4e00-\u9fff]{2,14})[，,（(](?:达到?|有|共|仅|为)?\Z"
)
_NAMES = compiled(r"(?:有|是|为|包括)(?P<names>[\u4e00-\u9fff]{2,8}(?:[、和][\u4e00-\u9fff]{2,8}){1,7})\Z")
_TOGETHER = compiled(
    r"[\u4e00-\u9fff]{0,3}[，,](?:[两二三四五六七八九十][\u4e00-\u9fff]{1,2})?(?:合计|共计|总计|共)\Z"
)
_OF_SOME = compiled(
    r"(?<!表)中[，,]|(?<![拆清消铲扫解免])除|以外|其余|其他|其次|新增|未|[较比][上去]|增加|减少|本月|当年|去年|上年|截至|计划"
)
_LOW = "少低小"


def told_of_rows(notice: Notice) -> Iterator[Told]:
    """The numbers of the text that a table's rows give together; one that agrees with one table is right."""
    found = [told for table in islice(tables(notice), TABLES) for told in _told(notice, table)]
    right = {id(told.q) for told in found if told.right}
    yield from (told for told in found if told.right or id(told.q) not in right)


def _told(notice: Notice, table: Table) -> Iterator[Told]:
    columns = list(columns_of(table))
    if not columns or not 2 < len(table.rows) <= MANY or any(len(r) < table.columns for r in table.rows):
        return
    for sentence in sentences_near(notice, table):
        yield from _extremes(notice.text, table, columns, sentence)
        yield from _sums(notice.text, table, columns, sentence)


def _extremes(text: str, table: Table, columns: list[Column], sentence: Sentence) -> Iterator[Told]:
    """反馈问题最多的是马坪村，12个；最少的是桃源村，6个: the column is named in the first clause."""
    last: Column | None = None
    for q in sentence.quantities:
        start = max(sentence.start, q.start - BEFORE)
        said = _MOST.search(text[start : q.start])
        if said is None or q.bound is not Bound.EXACT:
            continue
        what = said["what"]
        named = next((c for c in columns if len(c.noun) > 1 and c.noun == what and c.is_of(q)), None)
        last = named if what else last
        row = _row(table, said["name"])
        if last is None or row is None or not last.is_of(q):
            continue
        i, pick = last.index, (min if said["way"] in _LOW else max)
        end = pick(table.rows, key=lambda r: last.value(r[i]))[i]
        own = row[i]
        if not agrees(q, last.value(own)):
            says, right, cell = f"表格“{label(row)}”一行为 {own.text}", False, own
        elif own.value != end.value:
            most = next(r for r in table.rows if r[i] is end)
            says, right, cell = (
                f"表格“{last.head}”列最{said['way']}的是{label(most)}，为 {end.text}",
                False,
                end,
            )
        else:
            says, right, cell = f"表格“{last.head}”列最{said['way']}的为 {end.text}", True, end
        if right or not _OF_SOME.search(text, sentence.start, q.start):
            yield Told(q, cell, says, right)


def _sums(text: str, table: Table, columns: list[Column], sentence: Sentence) -> Iterator[Told]:
    """清收欠款超过20万元的有甲村、乙村2个村，两村合计44.50万元: the cells of the rows that are named."""
    for count, q in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        said = _NAMES.search(text, max(sentence.start, count.start - BEFORE), count.start)
        if said is None or not _TOGETHER.fullmatch(q.gap) or q.bound is not Bound.EXACT:
            continue
        names = JOINT.split(said["names"])
        rows = [row for name in names if (row := _row(table, name))]
        alike = [c for c in columns if c.is_of(q)]
        told = [c for c in alike if len(c.noun) > 1 and c.noun in text[sentence.start : q.start]]
        column = (told or alike)[0] if len(told or alike) == 1 else None
        if column is None or len(rows) != len(names) or count.value != len(names):
            continue
        total = sum((column.value(row[column.index]) for row in rows), Fraction(0))
        plain = sum((row[column.index].value or Decimal(0) for row in rows), Decimal(0))
        first, end = rows[0][column.index], rows[-1][column.index]
        cell = Cell(min(first.start, end.start), max(first.end, end.end), show(plain))
        says = f"表格所列{'、'.join(map(label, rows))}“{column.head}”合计为 {show(plain)}"
        right = agrees(q, total)
        meant = bool(told) and abs(Fraction(q.value) - total) <= total * FAR
        if right or (q.unit.measured and meant and not _OF_SOME.search(text, sentence.start, q.start)):
            yield Told(q, cell, says, right)


def _row(table: Table, name: str) -> tuple[Cell, ...] | None:
    """The row that is called so, or the only one whose name begins so: 马坪 of 马坪村."""
    exact = [row for row in table.rows if label(row) == name]
    rows = exact or [row for row in table.rows if label(row).startswith(name)]
    return rows[0] if len(rows) == 1 else None
