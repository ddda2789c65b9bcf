"""Word documents (.docx, .docm; ISO/IEC 29500, transitional and strict), also those of WPS and LibreOffice.

Read with Python's own ZIP and XML modules: no library gives automatic numbers, tracked changes and byte offsets
together.  Paragraphs become lines, numbered ones with their number; a table's row becomes a line of cells between
bars (a table of one column, which only places text, becomes paragraphs); text boxes and footnotes follow the paragraph
that they are anchored in.  A header counts as text only if it holds the title that the body lacks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field

from auditor.errors import UncheckedError
from auditor.parse import parse
from auditor.readers._docx_blocks import Block, NoteMark, Paragraph, Piece, Row, Table
from auditor.readers._docx_numbering import Numbering
from auditor.readers._docx_package import Package
from auditor.readers._docx_story import Story
from auditor.readers.docx import OLE
from auditor.records import define, frozen
from auditor.source import Source, Span


@define(eq=False)
class Fragment:
    """A stretch of the extracted text: its paragraph, and the piece it came from.

    Without a piece it is a recovered number or what separates paragraphs and cells.  ``anchor`` is the paragraph of
    the body that it belongs to: its own, or the one that its text box or footnote is anchored in; None for a header.
    """

    start: int
    paragraph: Paragraph
    piece: Piece | None
    anchor: Paragraph | None
    part: str


@frozen(eq=False)
class DocxOrigin:
    """The way back from the extracted text into the document.  ``fragments`` stand in the order of the text."""

    fragments: list[Fragment] = field(repr=False)
    starts: list[int] = field(repr=False)

    def fragment(self, offset: int) -> Fragment:
        """What a character of the extracted text came from."""
        return self.fragments[max(0, bisect_right(self.starts, offset) - 1)]

    def locate(self, span: Span) -> Mapping[str, Any]:
        """``paragraph`` (in its part, from 1), ``run`` (in its paragraph), ``cell`` in a table, ``part`` if not the body."""
        found = self.fragment(span.start)
        place: dict[str, Any] = {"paragraph": found.paragraph.number}
        if found.piece and found.piece.run.number:
            place["run"] = found.piece.run.number
        if address := found.paragraph.address:
            place["cell"] = {"table": address.table, "row": address.row, "column": address.column}
        if found.part != "document":
            place["part"] = found.part
        return place


@define
class _Text:
    """Collects the text, and what each stretch of it came from."""

    parts: list[str] = field(factory=list)
    fragments: list[Fragment] = field(factory=list)
    length: int = 0

    def add(
        self, text: str, paragraph: Paragraph, anchor: Paragraph | None, part: str, piece: Piece | None = None
    ) -> None:
        if text:
            self.parts.append(text)
            self.fragments.append(Fragment(self.length, paragraph, piece, anchor, part))
            self.length += len(text)


class _Reading:
    """One document, from its parts to its text."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._numbering = Numbering(package)
        self._body = Story(package.xml(package.main))
        self._notes = {kind: self._notes_of(kind) for kind in ("footnote", "endnote")}
        self._used: set[NoteMark] = set()

    def text(self) -> _Text:
        """The text; with the header's title before it if the body has none."""
        out = self._write()
        if header := self._header():
            body = "".join(out.parts)
            if not parse(Source("", body)).title:
                titled = self._write(header)
                if parse(Source("", "".join(titled.parts))).title:
                    return titled
        return out

    def _notes_of(self, kind: str) -> dict[str, list[Block]]:
        name = self._package.linked(f"{kind}s")
        return Story(self._package.xml(name)).notes if name else {}

    def _header(self) -> list[Block]:
        """What the first page of the first section has in its header, if there is any text."""
        headers = self._body.headers
        relation = headers.get("first" if self._body.title_page else "default", "")
        part = next((link.part for link in self._package.links if link.id == relation and link.part), "")
        if part not in self._package:
            return []
        blocks = Story(self._package.xml(part)).blocks
        return blocks if any(isinstance(each, Paragraph) and each.pieces for each in blocks) else []

    def _write(self, header: list[Block] | None = None) -> _Text:
        self._numbering.restart()
        self._used.clear()
        out = _Text()
        if header:
            self._blocks(header, out, "header", None)
        self._blocks(self._body.blocks, out, "document", None)
        return out

    def _blocks(self, blocks: Iterable[Block], out: _Text, part: str, anchor: Paragraph | None) -> None:
        line: list[Paragraph] = []  # paragraphs whose ends were deleted, and the one that they go on in
        for block in blocks:
            if isinstance(block, Paragraph):
                line.append(block)
                if block.merges:
                    continue
            self._line(line, out, part, anchor)
            line = []
            if isinstance(block, Table):
                self._table(block, out, part, anchor)
            elif (
                isinstance(block, NoteMark) and block not in self._used
            ):  # a second mark only repeats the number
                self._used.add(block)
                self._blocks(self._notes[block.kind].get(block.id, []), out, f"{block.kind}s", anchor)
        self._line(line, out, part, anchor)

    def _line(self, line: list[Paragraph], out: _Text, part: str, anchor: Paragraph | None) -> None:
        """A line of text; after it what is anchored in it.  Its number is that of the paragraph whose end is left."""
        if not line:
            return
        self._label(line[-1], line[0], out, part, anchor)
        for paragraph in line:
            self._pieces(paragraph, out, part, anchor)
        last = line[-1]
        out.add("\n", last, self._anchor(last, part, anchor), part)
        for paragraph in line:
            self._blocks(paragraph.after, out, part, self._anchor(paragraph, part, anchor))

    def _label(
        self, numbered: Paragraph, first: Paragraph, out: _Text, part: str, anchor: Paragraph | None
    ) -> None:
        label = self._numbering.label(numbered.style, numbered.num, numbered.level)
        out.add(label, first, self._anchor(first, part, anchor), part)

    def _pieces(self, paragraph: Paragraph, out: _Text, part: str, anchor: Paragraph | None) -> None:
        own = self._anchor(paragraph, part, anchor)
        for piece in paragraph.pieces:
            out.add(piece.text, paragraph, own, part, piece)

    @staticmethod
    def _anchor(paragraph: Paragraph, part: str, anchor: Paragraph | None) -> Paragraph | None:
        if part == "header":
            return None
        return anchor or paragraph.host or paragraph

    def _table(self, table: Table, out: _Text, part: str, anchor: Paragraph | None) -> None:
        rows = [row for row in table.rows if row.cells and not row.deleted]
        if max((_width(row) for row in rows), default=0) <= 1:
            for row in rows:
                self._blocks(row.cells[0].blocks, out, part, anchor)
            return
        for row in rows:
            self._row(row, out, part, anchor)

    def _row(self, row: Row, out: _Text, part: str, anchor: Paragraph | None) -> None:
        """A row as one line, each column between bars; the paragraphs of a cell with a blank between them."""
        here = next((each for cell in row.cells for each in _paragraphs(cell.blocks)), None)
        if here is None:
            return
        after: list[Paragraph] = []

        def separate(text: str) -> None:
            assert here is not None
            out.add(text, here, self._anchor(here, part, anchor), part)

        separate("|" + " |" * row.before)
        for cell in row.cells:
            for number, paragraph in enumerate(_paragraphs(cell.blocks)):
                here = paragraph
                if number == 0 or paragraph.pieces:
                    separate(" ")
                after.append(paragraph)
                self._cell_paragraph(paragraph, out, part, anchor)
            separate(" |" * max(1, cell.span))
        separate(" |" * row.after + "\n")
        for paragraph in after:
            self._blocks(paragraph.after, out, part, self._anchor(paragraph, part, anchor))

    def _cell_paragraph(self, paragraph: Paragraph, out: _Text, part: str, anchor: Paragraph | None) -> None:
        """A paragraph in a row: a line break in it is a blank, or the row would end."""
        first = len(out.parts)
        self._label(paragraph, paragraph, out, part, anchor)
        self._pieces(paragraph, out, part, anchor)
        for i in range(first, len(out.parts)):
            out.parts[i] = out.parts[i].replace("\n", " ")


def _width(row: Row) -> int:
    return row.before + sum(cell.span for cell in row.cells) + row.after


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs of a cell, also those of tables in it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            yield from _paragraphs(each for row in block.rows for cell in row.cells for each in cell.blocks)


def read_docx(data: bytes, name: str) -> Source:
    """The text of a Word document.  Raises UncheckedError if there is none or if the document can't be read."""
    try:
        if data.startswith(OLE):
            raise UncheckedError("文档设有打开密码，请先在 Word 或 WPS 中取消密码再检查")
        out = _Reading(Package(data)).text()
    except UncheckedError as error:
        raise UncheckedError(error.reason, name) from error
    text = "".join(out.parts)
    if not any(fragment.piece for fragment in out.fragments) or not text.strip():
        raise UncheckedError("文档里没有文字（可能只有图片），请先识别文字（OCR）", name)
    return Source(name, text, "utf-8", DocxOrigin(out.fragments, [each.start for each in out.fragments]))
