"""What the text beside a table says of the table: its totals together, a row that a heading names, how many rows it has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from auditor.claims import Bound, Quantity, Sentence, Status
from auditor.extraction.context import status
from auditor.figures.amounts import scale_of
from auditor.groups.group import Group
from auditor.notice import Node, Notice
from auditor.numbers.units import counters
from auditor.patterns import compiled
from auditor.stated.tables.figures import BRACKET, LEAST, MANY, NEAR, TABLES, Told, caption_number
from auditor.structure.tables import Cell, Table, tables

_MARK = compiled(r"[，,；;：:。]")
_COUNTED = compiled(r"(?:[份个件户人宗项处次笔家]数|数量|总数|个数|数)\Z")
_SUMS = compiled(r"金额|资金|款|率|占比|面积")
_POINTS = compiled(r"[见如](?:附?表)\s*([0-9一二三四五六七八九])")
_OF_SOME = compiled(r"其中|重点|部分|典型|新增|另|以上|主要问题|突出问题|(?<![拆清消铲扫解免])除")
CLAUSE = 80  # characters before a number that its clause may have
SHARED = 2  # totals that a sentence has in common with a table, so that it speaks of it
APART = Decimal("0.2")  # how far, as a share of it, a number may be off and still be meant as the total
LONG_NAME = 4  # characters of a row's name that can only be meant by a heading that holds it


def told_of_tables(notice: Notice) -> Iterator[Told]:
    """The numbers of the text that are those of a table by what they stand with."""
    pointing = [s for s in notice.claims.sentences if _POINTS.search(notice.text, s.start, s.end)]
    for table in islice(tables(notice), TABLES):
        yield from _totals(notice, table)
        yield from _rows(notice, table)
        yield from _length(notice, table, pointing)


def _totals(notice: Notice, table: Table) -> Iterator[Told]:
    """A sentence that shares totals with the table, against its other totals."""
    totals = _right_totals(table)
    if len(totals) <= SHARED:
        return
    sentences = notice.claims.sentences
    first = bisect_left(sentences, table.node.start - NEAR, key=attrgetter("start"))
    for sentence in islice(
        sentences, first, bisect_left(sentences, table.node.end + NEAR, key=attrgetter("start"))
    ):
        if table.node.start <= sentence.start < table.node.end:
            continue
        numbers = [q for q in sentence.quantities if q.is_plain and not q.depth]
        told = {
            i: q
            for i in totals
            for q in numbers
            if _is_total(q, totals[i]) and _is_named(notice.text, q, table, i)
        }
        if len({totals[i].value for i in told}) < SHARED:
            continue
        for i, cell in totals.items():
            alike = [q for q in numbers if any(q.unit_text == t.unit_text for t in told.values())]
            meant = [q for q in alike if i not in told and _is_named(notice.text, q, table, i)]
            whole = len(meant) == 1 and not _OF_SOME.search(notice.text, sentence.start, meant[0].start)
            if whole and meant[0] not in told.values() and _is_near(meant[0], cell):
                yield Told(meant[0], cell, f"表格合计为 {cell.text}", right=False)
        for i, q in told.items():
            yield Told(q, totals[i], f"表格“{table.header[i].text}”列合计为 {totals[i].text}", right=True)


def _rows(notice: Notice, table: Table) -> Iterator[Told]:
    """Sections that are called like a row, against the numbers of the row."""
    problems = [
        i
        for i, h in enumerate(table.header)
        if "问题" in h.text and not _SUMS.search(h.text) and table.summed(i)
    ]
    done = [
        i
        for i, h in enumerate(table.header)
        if status(h.text) is Status.DONE and not _SUMS.search(h.text) and table.summed(i)
    ]
    if len(problems) != 1 or len(done) != 1 or problems == done:
        return
    for row in table.rows if len(table.rows) <= MANY else ():
        label = next((c.text for c in row if c.text and c.value is None), "")
        named = [s for s in notice.sections if label in s.title] if len(label) >= LONG_NAME else []
        if len(named) != 1:
            continue
        group = next((g for g in notice.claims.groups if _is_of(g, named[0])), None)
        if group is not None:
            yield from _row(group, row[problems[0]], row[done[0]])


def _row(group: Group, stated: Cell, done: Cell) -> Iterator[Told]:
    part = next(p for p in group.parts if p.status is Status.DONE)
    pairs = [(group.whole, stated), (part, done)]
    right = [q.value == cell.value for q, cell in pairs]
    for (q, cell), same in zip(pairs, right, strict=True):
        if any(right):
            yield Told(q, cell, f"表格该行为 {cell.text}", right=same)


def _length(notice: Notice, table: Table, pointing: list[Sentence]) -> Iterator[Told]:
    """尚未完成的8个问题……见表2, against the rows of table 2."""
    number = caption_number(notice, table)
    columns = [i for i, h in enumerate(table.header) if "问题" in h.text and not table.numeric(i)]
    full = all(len(row) == table.columns for row in table.rows)
    if not number or not columns or not full or any(not row[columns[0]].text for row in table.rows):
        return
    for sentence in pointing:
        words = notice.text[sentence.start : sentence.end]
        if number not in _POINTS.findall(words) or _OF_SOME.search(words):
            continue
        told = [q for q in sentence.quantities if q.noun == "问题" and q.unit.name in counters()]
        rows = len(table.rows)
        last = table.index[-1].value if table.index else None
        if len(told) != 1 or told[0].bound is not Bound.EXACT:
            continue
        cell = Cell(table.rows[0][0].start, table.rows[-1][-1].end, str(rows))
        if told[0].value == rows:
            yield Told(told[0], cell, f"表{number}列出 {rows} 行", right=True)
        elif told[0].value != last and abs(told[0].value - rows) <= max(Decimal(2), rows * APART):
            yield Told(told[0], cell, f"表格列出 {rows} 行", right=False)


def _right_totals(table: Table) -> dict[int, Cell]:
    """The totals that are the sum of their columns."""
    if table.total is None:
        return {}
    found = {}
    for i, cell in enumerate(table.total[: table.columns]):
        if cell.value is None or cell.percent or not table.summed(i):
            continue
        if sum((row[i].value or Decimal(0) for row in table.rows), Decimal(0)) == cell.value:
            found[i] = cell
    return found


def _name(head: Cell) -> str:
    """What a column counts, without its unit: 核查 of 核查份数, 涉及金额 of 涉及金额（万元）."""
    return _COUNTED.sub("", BRACKET.sub("", head.text)).strip()


def _is_total(q: Quantity, cell: Cell) -> bool:
    return cell.value is not None and cell.value >= LEAST and _printed(q) == cell.value


def _is_named(text: str, q: Quantity, table: Table, column: int) -> bool:
    """Whether the clause before a number holds the name of a column, and of no other that is longer."""
    name = _name(table.header[column])
    others = [_name(h) for i, h in enumerate(table.header) if i != column]
    words = _MARK.split(text[max(q.start - CLAUSE, q.sentence.start if q.sentence else 0) : q.start])[-1]
    money = _SUMS.search(name) is not None
    return (
        len(name) > 1
        and name in words
        and (q.unit.measured or not money)
        and not any(len(o) > len(name) and name in o and o in words for o in others)
    )


def _is_near(q: Quantity, cell: Cell) -> bool:
    """Whether a number is not so far off that it must be something else."""
    total = cell.value or Decimal(0)
    return total >= LEAST and abs(_printed(q) - total) <= total * APART


def _is_of(group: Group, section: Node) -> bool:
    """Whether a group tells how many problems of a section are done, before its subsections."""
    end = section.sections[0].start if section.sections else section.end
    parts = [p for p in group.parts if p.status is Status.DONE]
    return section.start <= group.whole.start < end and group.whole.noun == "问题" and len(parts) == 1


def _printed(q: Quantity) -> Decimal:
    return q.value / scale_of(q)
