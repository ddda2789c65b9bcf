"""What a Word document is made of, as read: paragraphs with the pieces of their runs, tables, marks of footnotes.

Byte offsets count in the part that the thing stands in.  Where an element is given by two offsets, the first is
where its start tag begins and the second is where the parser reported its end (see _docx_xml.element_end).
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import field

from auditor.records import define, frozen


@define(eq=False)
class Run:
    """Text of one formatting, counted from 1 in its paragraph (0 for a formula, which is no run).

    ``start`` and ``end`` are its byte offsets, ``properties`` those of its w:rPr; ``first`` is where its first content
    starts, ``last`` where its last one ends.  ``depth`` is how deep it is nested, ``hidden`` whether
    its text is not shown.
    """

    number: int
    start: int
    depth: int
    end: int = 0
    properties: tuple[int, int] | None = None
    first: int | None = None
    last: int = 0
    hidden: bool = False


@define(eq=False)
class Piece:
    """The text of one element of a run, with the element's byte offsets; a w:t can be cut, others cannot."""

    run: Run
    start: int
    end: int
    text: str
    cuttable: bool


@frozen
class Address:
    """A cell: the table's number in its part, the row's in the table, the cell's in the row, all from 1."""

    table: int
    row: int
    column: int


@define(eq=False)
class Paragraph:
    """A paragraph, counted from 1 in its part.

    ``properties`` are the byte offsets of its w:pPr, after which the content begins.  ``after`` are text boxes and
    footnotes that are anchored in it; their paragraphs have it as ``host``.  ``merges`` says that its end was
    deleted: the next paragraph goes on in it.
    """

    number: int
    start: int
    host: Paragraph | None
    address: Address | None
    end: int = 0
    properties: tuple[int, int] | None = None
    style: str | None = None
    num: str | None = None
    level: int | None = None
    merges: bool = False
    runs: int = 0
    pieces: list[Piece] = field(factory=list)
    after: list[Block] = field(factory=list)


@define(eq=False)
class Cell:
    """A table's cell; ``span`` is how many columns it takes."""

    blocks: list[Block] = field(factory=list)
    span: int = 1


@define(eq=False)
class Row:
    """A table's row; ``before`` and ``after`` are columns without a cell."""

    cells: list[Cell] = field(factory=list)
    before: int = 0
    after: int = 0
    deleted: bool = False


@define(eq=False)
class Table:
    """A table, counted from 1 in its part."""

    number: int
    rows: list[Row] = field(factory=list)


@frozen
class NoteMark:
    """Where a footnote or endnote is referred to; ``kind`` is footnote or endnote."""

    kind: str
    id: str


Block: TypeAlias = Paragraph | Table | NoteMark
