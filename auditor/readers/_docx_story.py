"""What stands in one part of a Word document (its body, its footnotes, a header): paragraphs, tables, text boxes.

The view is the accepted one: insertions are kept, deletions and the old places of moves are dropped, as are hidden
text, field codes and tables of contents; of alternative contents the first is taken.  Every piece of text knows its
run and its byte offsets in the part, so that a comment can be put exactly there.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.errors import UncheckedError
from auditor.readers._docx_blocks import Address, Block, Cell, NoteMark, Paragraph, Piece, Row, Run, Table
from auditor.readers._docx_fields import Fields
from auditor.readers._docx_numbers import symbol
from auditor.readers._docx_xml import OFF, XML_SPACE, ShortNames, new_parser, run, too_deep
from auditor.readers._limits import limits

_NEWLINES = {ord(char): " " for char in "\n\r"}

# What is not part of the text, or no longer.
_OLD = ("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange")
_SKIPPED = frozenset(("delText", "rt", "object", "mc:Fallback", *_OLD))
_DELETED = ("del", "moveFrom")
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OUTSIDE = {"altChunk": "嵌入的外部内容", "subDoc": "子文档"}


class Story:
    """One part, parsed.  ``blocks`` are what stands in it, ``notes`` those of each footnote by its id.

    ``headers`` are the headers of the first section: kind (default, first, even) and relation id; ``title_page`` says
    whether its first page has a header of its own.  Raises UncheckedError for XML that is refused and for text that
    lies outside the document.
    """

    def __init__(self, data: bytes) -> None:
        self._parse(data, fields=True)
        if (
            self._fields and self._fields.are_open
        ):  # a field that never ends would swallow the rest of the text
            self._parse(data, fields=False)

    def _parse(self, data: bytes, fields: bool) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[str, list[Block]] = {}
        self.headers: dict[str, str] = {}
        self.title_page = False
        self._fields = Fields() if fields else None
        self._depth = self._skip = 0
        self._most = limits().depth
        self._names = ShortNames()
        self._paragraphs: list[Paragraph] = []
        self._count = self._tables_seen = self._sections = 0
        self._tables: list[Table] = []
        self._into = self.blocks
        self._outer: list[list[Block]] = []
        self._run: Run | None = None
        self._runs: list[Run | None] = []
        self._piece: tuple[int, list[str], bool] | None = None
        self._text: list[str] | None = None
        self._keep = False
        self._properties: list[str] = []
        self._parser = parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        run(parser, data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        if depth > self._most:
            raise too_deep(self._most)
        if self._skip:
            return
        short = self._names[name]
        run = self._run
        if run is not None and depth == run.depth + 1 and run.number:
            at = self._parser.CurrentByteIndex
            if short == "rPr":
                run.properties = (at, at)
            else:
                run.first = at if run.first is None else run.first
                self._piece = (at, [], short == "t")
        if short in _SKIPPED or (short in _DELETED and not self._properties):
            self._skip = depth
            return
        handle = _STARTS.get(short)
        if handle is not None:
            handle(self, attributes)

    def _end(self, name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        short = ""
        if self._skip:
            if self._skip != depth:
                return
            self._skip = 0
        else:
            short = self._names[name]
            handle = _ENDS.get(short)
            if handle is not None:
                handle(self)
        run = self._run
        if run is not None and depth == run.depth + 1 and run.number:
            at = self._parser.CurrentByteIndex
            if short == "rPr" and run.properties:
                run.properties = (run.properties[0], at)
            else:
                run.last = at
                self._close_piece(at)

    def _characters(self, data: str) -> None:
        if self._text is not None and not self._skip:
            self._text.append(data)

    @property
    def _at(self) -> int:
        """The byte offset of the tag that is being read."""
        return self._parser.CurrentByteIndex

    def _value(self, attributes: dict[str, str], name: str = "val") -> str | None:
        return attributes.get(self._names.space + name)

    def _on(self, attributes: dict[str, str]) -> bool:
        return self._value(attributes) not in OFF

    # Paragraphs and runs

    def _start_p(self, attributes: dict[str, str]) -> None:
        self._count += 1
        host = self._paragraphs[0] if self._paragraphs else None
        address = None
        if self._tables:
            table = self._tables[-1]
            row = table.rows[-1] if table.rows else Row()
            address = Address(table.number, len(table.rows), len(row.cells))
        paragraph = Paragraph(self._count, self._at, host, address)
        self._into.append(paragraph)
        self._paragraphs.append(paragraph)
        self._runs.append(self._run)
        self._run = self._piece = None

    def _end_p(self) -> None:
        self._paragraphs.pop().end = self._at
        self._run, self._piece = self._runs.pop(), None

    def _start_paragraph_properties(self, attributes: dict[str, str]) -> None:
        self._properties.append("p")
        if self._paragraphs:
            self._paragraphs[-1].properties = (self._at, self._at)

    def _start_row_properties(self, attributes: dict[str, str]) -> None:
        self._properties.append("tr")

    def _end_properties(self) -> None:
        self._properties.pop()

    def _end_paragraph_properties(self) -> None:
        self._properties.pop()
        if self._paragraphs and (properties := self._paragraphs[-1].properties):
            self._paragraphs[-1].properties = (properties[0], self._at)

    def _start_r(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and self._run is None:
            self._paragraphs[-1].runs += 1
            self._run = Run(self._paragraphs[-1].runs, self._at, self._depth)

    def _end_r(self) -> None:
        run = self._run
        if run is not None and run.depth == self._depth + 1:
            run.end = self._at
            self._run = None

    def _start_math(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and self._run is None:
            self._run = Run(0, self._at, self._depth, first=self._at)
            self._piece = (self._at, [], False)

    def _end_math(self) -> None:
        run = self._run
        if run is not None and run.number == 0 and run.depth == self._depth + 1:
            run.end = run.last = self._at
            self._close_piece(run.end)
            self._run = None

    def _close_piece(self, at: int) -> None:
        run, piece = self._run, self._piece
        if run is None or piece is None:
            return
        start, parts, cuttable = piece
        text = "".join(parts)
        if text and not run.hidden:
            self._paragraphs[-1].pieces.append(Piece(run, start, at, text, cuttable))
        self._piece = None

    def _add(self, text: str) -> None:
        if self._piece is not None and not self._is_muted:
            self._piece[1].append(text)

    def _start_t(self, attributes: dict[str, str]) -> None:
        if self._run is not None:
            self._text = []
            self._keep = attributes.get(XML_SPACE) == "preserve" or self._run.number == 0

    def _end_t(self) -> None:
        if self._text is not None:
            words = "".join(self._text)
            self._text = None
            self._add((words if self._keep else words.strip(" \t\n\r")).translate(_NEWLINES))

    def _start_sym(self, attributes: dict[str, str]) -> None:
        self._add(symbol(self._value(attributes, "font") or "", self._value(attributes, "char") or ""))

    def _start_vanish(self, attributes: dict[str, str]) -> None:
        if self._run is not None and self._on(attributes):
            self._run.hidden = True

    # Paragraph properties

    def _start_style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = self._value(attributes)

    def _start_num(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].num = self._value(attributes)

    def _start_level(self, attributes: dict[str, str]) -> None:
        level = self._value(attributes) or ""
        if self._paragraphs and level.isdecimal():
            self._paragraphs[-1].level = int(level[:9])

    def _start_deleted(self, attributes: dict[str, str]) -> None:
        """In properties: the end of the paragraph, or the row, was deleted."""
        if self._properties[-1] == "p" and self._paragraphs:
            self._paragraphs[-1].merges = True
        elif row := self._row():
            row.deleted = True

    # Fields

    @property
    def _is_muted(self) -> bool:
        return self._fields is not None and self._fields.muting > 0

    def _start_field(self, attributes: dict[str, str]) -> None:
        if self._fields is not None:
            self._fields.mark(self._value(attributes, "fldCharType"))

    def _start_code(self, attributes: dict[str, str]) -> None:
        self._text = []

    def _end_code(self) -> None:
        if self._text is not None and self._fields is not None:
            self._fields.add_code(self._text)
        self._text = None

    # Tables

    def _start_tbl(self, attributes: dict[str, str]) -> None:
        self._tables_seen += 1
        table = Table(self._tables_seen)
        self._into.append(table)
        self._tables.append(table)

    def _end_tbl(self) -> None:
        self._tables.pop()

    def _start_tr(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].rows.append(Row())

    def _start_tc(self, attributes: dict[str, str]) -> None:
        cell = Cell()
        if row := self._row():
            row.cells.append(cell)
        self._enter(cell.blocks)

    def _row(self) -> Row | None:
        return self._tables[-1].rows[-1] if self._tables and self._tables[-1].rows else None

    def _start_span(self, attributes: dict[str, str]) -> None:
        if (row := self._row()) and row.cells:
            row.cells[-1].span = self._columns(attributes)

    def _start_before(self, attributes: dict[str, str]) -> None:
        if row := self._row():
            row.before = self._columns(attributes)

    def _start_after(self, attributes: dict[str, str]) -> None:
        if row := self._row():
            row.after = self._columns(attributes)

    def _columns(self, attributes: dict[str, str]) -> int:
        words = self._value(attributes) or ""
        return min(int(words[:3]), 63) if words.isdecimal() else 1  # 63 is Word's own limit

    # What lies outside the running text

    def _enter(self, blocks: list[Block]) -> None:
        self._outer.append(self._into)
        self._into = blocks

    def _leave(self) -> None:
        self._into = self._outer.pop()

    def _start_box(self, attributes: dict[str, str]) -> None:
        self._enter(self._paragraphs[-1].after if self._paragraphs else self._into)

    def _start_note(self, attributes: dict[str, str]) -> None:
        blocks: list[Block] = []
        if self._value(attributes, "type") in (None, "normal"):
            self.notes[self._value(attributes, "id") or ""] = blocks
        self._enter(blocks)

    def _start_mark(self, kind: str, attributes: dict[str, str]) -> None:
        if self._paragraphs and not self._is_muted and not (self._run and self._run.hidden):
            self._paragraphs[-1].after.append(NoteMark(kind, self._value(attributes, "id") or ""))

    def _start_header(self, attributes: dict[str, str]) -> None:
        if self._sections == 0:
            relation = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            self.headers[self._value(attributes, "type") or "default"] = relation

    def _start_title_page(self, attributes: dict[str, str]) -> None:
        if self._sections == 0:
            self.title_page = self._on(attributes)

    def _end_section(self) -> None:
        self._sections += 1


def _plain(text: str) -> Callable[[Story, dict[str, str]], None]:
    def add(story: Story, attributes: dict[str, str]) -> None:
        story._add(text)

    return add


def _outside(words: str) -> Callable[[Story, dict[str, str]], None]:
    def refuse(story: Story, attributes: dict[str, str]) -> None:
        raise UncheckedError(f"正文含有{words}，读不到全文；请在 Word 中打开并另存后再检查")

    return refuse


_STARTS: dict[str, Callable[[Story, dict[str, str]], None]] = {
    "p": Story._start_p,
    "r": Story._start_r,
    "t": Story._start_t,
    "m:t": Story._start_t,
    "m:oMath": Story._start_math,
    "m:oMathPara": Story._start_math,
    **{name: _plain(text) for name, text in _PLAIN.items()},
    "sym": Story._start_sym,
    "vanish": Story._start_vanish,
    "pPr": Story._start_paragraph_properties,
    "trPr": Story._start_row_properties,
    "pStyle": Story._start_style,
    "numId": Story._start_num,
    "ilvl": Story._start_level,
    **dict.fromkeys(_DELETED, Story._start_deleted),
    "fldChar": Story._start_field,
    "instrText": Story._start_code,
    "tbl": Story._start_tbl,
    "tr": Story._start_tr,
    "tc": Story._start_tc,
    "gridSpan": Story._start_span,
    "gridBefore": Story._start_before,
    "gridAfter": Story._start_after,
    "txbxContent": Story._start_box,
    "footnote": Story._start_note,
    "endnote": Story._start_note,
    "footnoteReference": lambda story, attributes: story._start_mark("footnote", attributes),
    "endnoteReference": lambda story, attributes: story._start_mark("endnote", attributes),
    "headerReference": Story._start_header,
    "titlePg": Story._start_title_page,
    **{name: _outside(words) for name, words in _OUTSIDE.items()},
}
_ENDS: dict[str, Callable[[Story], None]] = {
    "p": Story._end_p,
    "r": Story._end_r,
    "t": Story._end_t,
    "m:t": Story._end_t,
    "m:oMath": Story._end_math,
    "m:oMathPara": Story._end_math,
    "pPr": Story._end_paragraph_properties,
    "trPr": Story._end_properties,
    "instrText": Story._end_code,
    "tbl": Story._end_tbl,
    "tc": Story._leave,
    "txbxContent": Story._leave,
    "footnote": Story._leave,
    "endnote": Story._leave,
    "sectPr": Story._end_section,
}
