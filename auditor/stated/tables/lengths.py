"""How many things a text says there are, and how many a table's column names: 6个牵头股室, column 牵头股室."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.claims import Bound, Quantity
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.stated.tables.figures import BRACKET, TABLES, Told
from auditor.structure.tables import Cell, Table, tables

LONG = 3  # characters of a column's head that can only be meant by a number of the same; a shorter one is announced
BEFORE = 2  # lines above a table in which it is announced, its caption among them
FAR = 2  # rows that a number may be off and still be meant as theirs
KINDS = frozenset(("item", "body", "object", "person", "household", "document"))

_NAME_OF = compiled(r"(?:名称|名单|名)\Z")
_ANNOUNCED = compiled(
    r"(?:[见如](?:下|附)?表|(?:分工|名单|清单|明细|情况)(?:详见|见|如)下)[^，,。；;]{0,8}\Z"
)
_OF_SOME = compiled(r"其中|重点|部分|典型|新增|另|以上|主要|突出|除|等|余|其他|中[，,有的]|较[多大重]|任务重")
_IN_ROW = frozenset((Kind.ROW, Kind.TABLE))


@frozen
class _Named:
    """A column that names things: its head without brackets, and the different things it names."""

    head: str
    cell: Cell
    names: tuple[str, ...]


def told_by_rows(notice: Notice) -> Iterator[Told]:
    """Numbers of things that a table lists in a column of their name.

    One that agrees may stand anywhere; one that is off is told only if the table is announced for it directly above.
    """
    for table in islice(tables(notice), TABLES):
        columns = list(_columns(table))
        for q in notice.claims.quantities if columns else ():
            column = next((c for c in columns if q.tail.startswith(c.head)), None)
            if column is None or q.named or q.bound is not Bound.EXACT or q.unit.kind not in KINDS:
                continue
            leaf = notice.leaf_at(q.start)
            if leaf is None or leaf.kind in _IN_ROW or _OF_SOME.search(q.lead):
                continue
            many, announced = len(column.names), _announced(notice, table, q)
            right = q.value == many
            if (right and (announced or len(column.head) >= LONG)) or (
                announced and not right and 0 < abs(q.value - many) <= FAR
            ):
                says = f"“{column.head}”列有 {many} 个"
                yield Told(q, Cell(column.cell.start, column.cell.end, str(many)), says, right)


def _columns(table: Table) -> Iterator[_Named]:
    """The columns whose cells are all filled with names."""
    for i, head in enumerate(table.header):
        name = _NAME_OF.sub("", BRACKET.sub("", head.text).strip())
        cells = [row[i] for row in table.rows if i < len(row)]
        filled = len(cells) == len(table.rows) > 1 and all(
            c.text and c.value is None and not c.dash for c in cells
        )
        if len(name) > 1 and filled and head not in table.index:
            yield _Named(name, head, tuple(dict.fromkeys(c.text for c in cells)))


def _announced(notice: Notice, table: Table, q: Quantity) -> bool:
    """Whether the lines directly above a table announce it with a number: 6个牵头股室分工如下表：."""
    first = notice.leaf_index(table.node.children[0])
    above = notice.leaves[max(0, first - BEFORE) : first]
    leaf = next((each for each in above if each.start <= q.start < each.end), None)
    if leaf is None or q.sentence is None:
        return False
    words = notice.text[q.end : leaf.end].rstrip("：:。\n ")
    alone = sum(other.unit.name == q.unit.name for other in q.sentence.quantities) == 1
    return alone and _ANNOUNCED.search(words) is not None and not _OF_SOME.search(words)
