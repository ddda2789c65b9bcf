"""Numbers of the text that a table beside it tells too: a column's total, or the cell of a named row: 全镇整改12处 above a table whose 合计 is 13."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from operator import attrgetter

from auditor.claims import Quantity, Sentence
from auditor.extraction.context import status
from auditor.figures.amounts import slack
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.numbers.numerals import SCALES, is_slip, show
from auditor.numbers.units import counters, pattern
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.tables import Cell, Table, tables

NEAR = 800  # characters between a table and a sentence that tells what stands in it
TABLES = 20  # of one notice that are compared
MANY = 40  # rows beyond which a table is no summary by areas
LEAST = 10  # smaller totals agree by chance
WORDS = 24  # characters before a number in which its noun and the row's name stand
SMALL = Fraction(1, 5)  # how far, as a share of the cell, a number may be off and still be meant as it

LONG = 4  # characters of what a column tells of (拆除圈舍) that can only be meant by a clause that holds them
DIGITS = 4  # of a number; shorter ones are alike by chance

_MEASURE = compiled(r"(?:总?(?:面积|金额|数额|长度|重量|体积|资金|数量|额|量|数))\Z")
BRACKET = compiled(r"[（(][^（）()]*[）)]")
"""What the head of a column says in brackets."""
_UNIT = compiled(r"[（(](?:单位[:：])?(?P<scale>[万亿]?)(?P<unit>[^（）()万亿]{1,6})[）)]\s*\Z")
_COUNTED = compiled(rf"(?P<unit>{pattern()})(?:总?数量?)\Z")
_NUMBER_OF = compiled(r"(?:总?数量?|总量)\Z")
_CLAUSE = compiled(r"[，,；;：:。、（(]")
_POINTS = compiled(r"[见如](?:下|上|附|后)?表\s*(?P<number>[0-9一二三四五六七八九]?)")
_CAPTION = compiled(r"\s*附?表\s*(?P<number>[0-9一二三四五六七八九])")
_APART = rf"{any_of('scopes', 'table_apart')}|另|(?<![拆清消铲扫解免])除|应|需|待|拟"
_OF_SOME = compiled(rf"{_APART}|其中|以上|主要|突出|原")
_OF_SOME_ROW = compiled(rf"{_APART}|原有|涉及")
_WIDER = compiled(any_of("tables", "wider"))
_EVERY = compiled(r"(?:已)?(?:经)?(?:全部|均|都)")
_JOINS = ("共有", "共", "有", "的")


@frozen
class Told:
    """A number of the text with the cell that tells the same, and what that says in words; ``right`` if they agree."""

    q: Quantity
    cell: Cell
    says: str
    right: bool


@frozen
class Column:
    index: int
    head: str
    noun: str
    unit: str
    scale: int

    def value(self, cell: Cell) -> Fraction:
        """The number of a cell in the unit without its scale: 2.95 of 投资（亿元）."""
        return Fraction(cell.value or 0) * self.scale

    def is_of(self, q: Quantity) -> bool:
        """Whether a number has the column's unit."""
        return q.unit.name == self.unit if self.unit else q.unit.name in counters()

    def is_named(self, text: str, q: Quantity) -> bool:
        """Whether the column's noun stands directly before or behind a number: 小区52个, 52个小区."""
        if len(self.noun) < 2:
            return False
        return text.endswith(self.noun, 0, q.start) or text.startswith(self.noun, q.end)

    def is_meant(self, text: str, q: Quantity) -> bool:
        """Whether the clause of a number holds the noun; a unit that needs none (户) says it by itself."""
        if not self.noun or self.noun == self.unit:
            return self.unit not in counters()
        clause = _CLAUSE.split(text[max(0, q.start - WORDS) : q.start])[-1]
        if len(self.noun) > 1 and (self.noun in clause or text.startswith(self.noun, q.end)):
            return True
        deed = _MEASURE.sub("", self.noun)
        return q.unit.measured and len(deed) >= LONG and deed in clause  # 共拆除圈舍136平方米: 拆除圈舍面积


def told_in_tables(notice: Notice) -> list[Told]:
    """The numbers of the text that a table tells, too; what agrees with one table is not held against another."""
    found: list[Told] = []
    for table in islice(tables(notice), TABLES):
        columns = list(columns_of(table))
        beside = [s for s in sentences_near(notice, table) if columns]
        for sentence in beside:
            found.extend(_totals(notice, table, columns, sentence))
            if len(table.rows) <= MANY:
                found.extend(_rows(notice, table, columns, sentence))
    right = {id(t.q) for t in found if t.right}
    return [t for t in found if t.right or id(t.q) not in right]


def caption_number(notice: Notice, table: Table) -> str:
    """The number in a table's caption, "" if it has none."""
    first = notice.leaf_index(table.node.children[0])
    captions = (_CAPTION.match(leaf.text) for leaf in reversed(notice.leaves[max(0, first - 2) : first]))
    return next((c["number"] for c in captions if c), "")


def columns_of(table: Table) -> Iterator[Column]:
    for i, head in enumerate(table.header):
        if not table.summed(i):
            continue
        bracket = _UNIT.search(head.text)
        name = head.text[: bracket.start()].strip() if bracket else head.text
        counted = _COUNTED.search(name)
        if bracket:
            unit, scale = bracket["unit"], SCALES[bracket["scale"]]
        else:
            unit, scale = (counted["unit"] if counted else ""), 1
        noun = name[: counted.start()] if counted and not bracket else _NUMBER_OF.sub("", name)
        yield Column(i, head.text, noun, unit, scale)


def sentences_near(notice: Notice, table: Table) -> Iterator[Sentence]:
    """The sentences around a table in its own section, with exact numbers."""
    sentences = notice.claims.sentences
    node, own = table.node, notice.section_at(table.node.start)
    first = bisect_left(sentences, node.start - NEAR, key=attrgetter("start"))
    for sentence in islice(
        sentences, first, bisect_left(sentences, node.end + NEAR, key=attrgetter("start"))
    ):
        leaf = notice.leaf_at(sentence.start)
        inside = node.start <= sentence.start < node.end or leaf is None or leaf.kind is Kind.ROW
        if not inside and notice.section_at(sentence.start) is own:
            yield sentence


def _exact(sentence: Sentence) -> list[Quantity]:
    return [q for q in sentence.quantities if q.is_plain]


def agrees(q: Quantity, value: Fraction) -> bool:
    """Whether a number is the one of a cell, or that number rounded to a larger scale: 1.74万户, 17400."""
    return q.base == value * q.unit.factor or (
        bool(q.scale) and abs(q.base - value * q.unit.factor) <= slack(q)
    )


def _is_small(q: Quantity, value: Fraction) -> bool:
    """Whether a number is off by little."""
    return abs(Fraction(q.value) - value) <= max(Fraction(1), value * SMALL)


def _totals(notice: Notice, table: Table, columns: list[Column], sentence: Sentence) -> Iterator[Told]:
    """共整改老旧小区52个，…，见表1: the totals of columns that are right."""
    text, numbers = notice.text, _exact(sentence)
    right: list[Told] = []
    others: list[tuple[Column, Quantity, Cell]] = []
    for column in columns:
        cell = _total(table, column)
        meant = [q for q in numbers if column.is_of(q) and column.is_meant(text, q)]
        if cell is None or len(meant) != 1 or _is_of_some(text, table, sentence, meant[0]):
            continue
        if agrees(meant[0], column.value(cell)):
            right.append(Told(meant[0], cell, f"表格“{column.head}”列合计为 {cell.text}", right=True))
        elif _is_slip(meant[0], column, cell) and not _is_in(meant[0], table, column):
            yield Told(meant[0], cell, f"表格“{column.head}”列合计为 {cell.text}", right=False)
        else:
            others.append((column, meant[0], cell))
    yield from right
    if not right or not _points_at(notice, table, sentence):
        return
    for column, q, cell in others:
        again = any(column.is_of(n) and agrees(n, column.value(cell)) for n in numbers)
        wider = _WIDER.search(_CLAUSE.split(text[max(sentence.start, q.start - WORDS) : q.start])[-1])
        if not (again or wider) and column.is_named(text, q) and _is_small(q, column.value(cell)):
            yield Told(q, cell, f"表格“{column.head}”列合计为 {cell.text}", right=False)


def _is_slip(q: Quantity, column: Column, cell: Cell) -> bool:
    """Whether a number is that of a cell but for two neighbouring digits the other way round, or for one digit."""
    one, other = show(q.value / column.scale), show(cell.value or Decimal(0))
    return bool(column.noun) and len(one.replace(".", "")) >= DIGITS and is_slip(one, other)


def _is_in(q: Quantity, table: Table, column: Column) -> bool:
    """Whether a number stands in the column of its own."""
    return any(agrees(q, column.value(row[column.index])) for row in table.rows)


def _total(table: Table, column: Column) -> Cell | None:
    """The total of a column, if it is the sum of its cells."""
    total, i = table.total, column.index
    if total is None or i >= len(total) or (total[i].value or 0) < LEAST:
        return None
    added = sum((row[i].value or Decimal(0) for row in table.rows), Decimal(0))
    return total[i] if added == total[i].value else None


def _is_of_some(text: str, table: Table, sentence: Sentence, q: Quantity) -> bool:
    """Whether a number is told of a part: other words of scope, or the name of a row, stand before it."""
    before = text[sentence.start : q.start]
    labels = (label(row) for row in table.rows)
    return _OF_SOME.search(before) is not None or any(label and label in before for label in labels)


def _points_at(notice: Notice, table: Table, sentence: Sentence) -> bool:
    """Whether a sentence sends the reader to a table: 见表1, 如下表."""
    number = caption_number(notice, table)
    return any(
        p["number"] in ("", number) for p in _POINTS.finditer(notice.text, sentence.start, sentence.end)
    )


def label(row: tuple[Cell, ...]) -> str:
    """What a row is called."""
    return next((c.text for c in row if len(c.text) > 1 and c.value is None), "")


def _rows(notice: Notice, table: Table, columns: list[Column], sentence: Sentence) -> Iterator[Told]:
    """梧岭区18个小区: the cell of a row that is named directly before the number."""
    text = notice.text
    labels = [label(row) for row in table.rows]
    for q in _exact(sentence):
        fit = [c for c in columns if c.is_of(q) and c.is_meant(text, q)]
        before = text[max(sentence.start, q.start - WORDS) : q.start]
        if len(fit) != 1:
            continue
        column = fit[0]
        before = before.removesuffix(column.noun)
        before = before.removesuffix(next((j for j in _JOINS if before.endswith(j)), ""))
        rows = [row for row, name in zip(table.rows, labels, strict=True) if name and before.endswith(name)]
        if len(rows) != 1 or labels.count(label(rows[0])) != 1:
            continue
        cell = rows[0][column.index]
        says = f"表格“{label(rows[0])}”一行为 {cell.text}"
        if agrees(q, column.value(cell)):
            yield Told(q, cell, says, right=True)
        elif (
            column.is_named(text, q)
            and _is_small(q, column.value(cell))
            and _is_whole(text, sentence, column, q)
        ):
            yield Told(q, cell, says, right=False)


def _is_whole(text: str, sentence: Sentence, column: Column, q: Quantity) -> bool:
    """Whether a number of a row is told of all of it: 15个小区全部…, and in no narrower scope."""
    behind = q.end + (len(column.noun) if text.startswith(column.noun, q.end) else 0)
    told = text[sentence.start : behind]
    return (
        _EVERY.match(text, behind) is not None
        and not _OF_SOME_ROW.search(told)
        and status(told[-WORDS:]) is None
    )
