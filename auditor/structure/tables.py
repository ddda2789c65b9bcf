"""Tables in plain text and Markdown: cells with their places, header, body rows, total row and total column."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from auditor import lexicon
from auditor.memo import per_notice
from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import decimal
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.rows import BAR, BARS, BLANKS, justified

_CELL = compiled(rf"[^{BARS}\n]+")
_FILLED_CELL = compiled(rf"(?:\A|(?<=[{BARS}]))[^{BARS}\n]*")
_INK = r"[^\t\n \u3000\xa0]"
_COLUMN = compiled(rf"(?:{justified()})(?![^\t\n{BLANKS}])|{_INK}(?:{_INK}|[{BLANKS}](?![{BLANKS}\t]))*")
_WIDE_COLUMN = compiled(rf"(?:{justified()})(?![^\t\n{BLANKS}])|{_INK}(?:{_INK}|[ \xa0](?![{BLANKS}\t]))*")
_WORD = compiled(rf"(?:{justified()})(?![^\t\n{BLANKS}])|{_INK}+")
_FIELD = compiled(r"(?:\A|(?<=\t))[^\t\n]*")
_RULER = compiled(rf"[\s{BARS}:\-—=+]*\Z")
_CELL_NUMBER = compiled(
    r"[0-9][0-9,]*(?:\.[0-9]+)?(?=(?:[个项条件起宗处名人次户家份元%㎡]|万元|亿元|平方米|亩)?\s*\Z)"
)
_TOTAL = compiled(r"\s*(?:合\s{0,8}计|总\s{0,8}计|共\s{0,8}计|小\s{0,8}计|总\s{0,8}数|合\s?计数)\s*\Z")
_INDEX = compiled(r"\s*(?:序\s{0,8}号|编\s{0,8}号|No\.?)\s*\Z")
_GAP = compiled(rf"\t|[{BLANKS}]{{2}}|\u3000")


@frozen
class Cell:
    """A table's cell: its range in the logical text, its words, and its number if it is one."""

    start: int
    end: int
    text: str
    value: Decimal | None = None
    percent: bool = False

    @property
    def dash(self) -> bool:
        """Whether there is only a dash, which in a row of totals means that there is no total."""
        return self.text in _dashes()


@frozen
class Table:
    """A table.  ``total`` is the row of totals, which is the last or the first, ``total_column`` the index of the column of totals."""

    node: Node
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None
    total_column: int | None

    @property
    def columns(self) -> int:
        """How many columns the header has."""
        return len(self.header)

    @property
    def index(self) -> list[Cell]:
        """The cells of the column that numbers the rows; [] if there is none."""
        if not self.header or not _INDEX.match(self.header[0].text):
            return []
        return [row[0] for row in self.rows]

    def summed(self, column: int) -> bool:
        """Whether a column is numeric and its numbers add up to something: not 人均, 单价, 完成率."""
        head = self.header[column].text if column < self.columns else ""
        return self.numeric(column) and not any(word in head for word in lexicon.words("tables", "no_sum"))

    def numeric(self, column: int) -> bool:
        """Whether every body row has a number in a column that is neither an index nor a percentage."""
        if column >= self.columns or _INDEX.match(self.header[column].text):
            return False
        cells = [row[column] for row in self.rows if column < len(row)]
        return len(cells) == len(self.rows) > 0 and all(c.value is not None and not c.percent for c in cells)


@per_notice
def tables(notice: Notice) -> list[Table]:
    """The tables of a notice that have a header and at least one row."""
    made = (_table(node) for node in notice.nodes if node.kind is Kind.TABLE)
    return [table for table in made if table is not None]


def _table(node: Node) -> Table | None:
    rows = _rows([row for row in node.children if not _RULER.match(row.text)])
    if len(rows) < 2:
        return None
    header, *body = rows
    total = next((row for row in (body[-1], body[0]) if any(_TOTAL.match(c.text) for c in row[:2])), None)
    if total is not None and len(body) > 1:
        body.remove(total)
    else:
        total = None
    columns = [i for i, c in enumerate(header) if _TOTAL.match(c.text)]
    if total is not None and _spans_two(total, body) and _INDEX.match(header[0].text):
        total = (Cell(total[0].start, total[0].start, ""), *total)
    return Table(
        node,
        tuple(header),
        tuple(map(tuple, body)),
        tuple(total) if total else None,
        columns[0] if columns else None,
    )


def _spans_two(total: tuple[Cell, ...], body: list[tuple[Cell, ...]]) -> bool:
    """Whether a row of totals spans the index and the name, so that its cells stand one column too far left."""
    named = any(len(row) > 1 and row[1].value is None for row in body)
    return (
        len(total) > 1
        and _TOTAL.match(total[0].text) is not None
        and _CELL_NUMBER.match(total[1].text) is not None
        and named
    )


def _rows(lines: list[Node]) -> list[tuple[Cell, ...]]:
    """The cells of all rows; a single wide blank parts them only if several blanks give rows of different lengths."""
    if not any(BAR.search(line.text) or _GAP.search(line.text) for line in lines):
        return [_cells(line, _WORD) for line in lines]  # single blanks alone
    rows = [_cells(line, _COLUMN) for line in lines]
    if len(set(map(len, rows))) > 1 or len(rows[0]) < 2:
        wide = [_cells(line, _WIDE_COLUMN) for line in lines]
        if len(set(map(len, wide))) == 1:
            return wide
    return rows


def _cells(row: Node, column: re.Pattern[str]) -> tuple[Cell, ...]:
    pattern = _between_bars(row.text) or (_FIELD if "\t" in row.text else column)
    return tuple(_cell(row.start + m.start(), row.start + m.end(), m[0]) for m in pattern.finditer(row.text))


def _between_bars(text: str) -> re.Pattern[str] | None:
    """How the cells between bars are found, if there are any; without outer bars an empty cell counts."""
    if not BAR.search(text):
        return None
    return _CELL if BAR.match(text.strip()) or BAR.match(text.rstrip()[-1:]) else _FILLED_CELL


def _cell(start: int, end: int, text: str) -> Cell:
    left, words = len(text) - len(text.lstrip()), text.strip()
    value, percent = _value(words)
    return Cell(start + left, start + left + len(words), words, value, percent)


@cache
def _dashes() -> frozenset[str]:
    return frozenset(lexicon.words("tables", "dashes"))


@lru_cache(maxsize=4096)
def _value(words: str) -> tuple[Decimal | None, bool]:
    if words == "无" or words in _dashes():
        return Decimal(0), False
    found = _CELL_NUMBER.match(words)
    return (decimal(found[0]), words.endswith("%")) if found else (None, False)
