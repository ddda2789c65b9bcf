"""Findings as comments in Word documents, put in byte by byte.

Only what a comment needs is added: the marks around its words, which cut a run in two where they fall inside one, and
the comment itself.  No other byte of any part changes, and equal input gives equal output: comments carry a date only
if SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import field

from auditor.annotation import AUTHOR, Annotator, Note
from auditor.annotation._docx_comments import Edit, Markup, fill, last_id, namespace, with_comments, without
from auditor.errors import AuditorError, UncheckedError
from auditor.readers._docx_blocks import Paragraph, Piece, Run
from auditor.readers._docx_package import Package
from auditor.readers._docx_reading import DocxOrigin, Fragment, read_docx
from auditor.readers._docx_xml import element_end, is_empty, prefix, splice, tag_end
from auditor.readers.docx import READER, recognises
from auditor.records import define, frozen
from auditor.report import AuditedNotice
from auditor.source import Source, Span

_INITIALS = "审核"
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file can hold


def write(data: bytes, audited: AuditedNotice, notes: tuple[Note, ...]) -> bytes:
    """The document with a comment for each note; comments of earlier runs are left out.

    Raises UncheckedError if the text would not stay the same, which happens only to documents that are not valid.
    """
    package = Package(data)
    changed = without(package, AUTHOR)
    source = audited.source
    if changed:
        data = _packed(package, changed)
        package, source = Package(data), read_docx(data, audited.path)
    assert source is not None  # only what was read is annotated
    assert audited.source is not None
    if source.text != audited.source.text:
        raise UncheckedError("去掉以前的批注后正文有变化，不能写入", audited.path)
    if not notes:
        return data
    out = _packed(package, _commented(package, source, notes))
    if read_docx(out, audited.path).text != source.text:
        raise UncheckedError("文档结构不合规范，写入批注会改变正文，没有写入", audited.path)
    return out


def _commented(package: Package, source: Source, notes: tuple[Note, ...]) -> dict[str, bytes]:
    """The parts that change when notes are added."""
    assert isinstance(source.origin, DocxOrigin)
    main = package.xml(package.main)
    space = namespace(main)
    comments = package.linked("comments")
    existing = package.xml(comments) if comments else b""
    markup, first = (
        Markup.of(existing, space) if comments else Markup("w:"),
        last_id(existing) + 1 if comments else 0,
    )
    marks, date = _Marks(main, Markup.of(main, space), source, source.origin), _date()
    written = []
    for number, note in enumerate(notes, first):
        marks.add(note.span, str(number))
        written.append(markup.comment(str(number), AUTHOR, _INITIALS, date, note.lines))
    return {package.main: splice(main, marks.edits()), **with_comments(package, space, written)}


@frozen
class _Place:
    """Where a mark goes: before byte ``at``, which is between runs; or inside ``run``, which is cut there; or inside
    ``piece``, after ``cut`` characters of its text; or into ``empty``, a paragraph without content."""

    at: int
    run: Run | None = None
    piece: Piece | None = None
    cut: int = 0
    empty: Paragraph | None = None


@define
class _Group:
    """The marks at one place: a comment's end comes before the next one's start."""

    ends: list[str] = field(factory=list)
    starts: list[str] = field(factory=list)

    def __str__(self) -> str:
        return "".join((*self.ends, *self.starts))


class _Marks:
    """Collects the marks of comments in the main part."""

    def __init__(self, data: bytes, markup: Markup, source: Source, origin: DocxOrigin) -> None:
        self._data = data
        self._markup = markup
        self._source = source
        self._origin = origin
        self._groups: dict[_Place, _Group] = {}

    def add(self, span: Span, id: str) -> None:
        """Mark what a span of the extracted text came from."""
        start, end = self._places(span)
        opening, closing = (self._markup.element(f"commentRange{side}", id=id) for side in ("Start", "End"))
        closing += self._markup.reference(id)
        if start == end:
            self._group(start).starts.append(opening + closing)
        else:
            self._group(start).starts.append(opening)
            self._group(end).ends.append(closing)

    def _group(self, place: _Place) -> _Group:
        return self._groups.setdefault(place, _Group())

    def _places(self, span: Span) -> tuple[_Place, _Place]:
        words = self._source.quote(span)
        first = span.start + len(words) - len(words.lstrip())
        last = span.start + len(words.rstrip()) - 1
        begins = self._origin.fragment(min(first, span.end) if last >= first else span.start)
        if last < first:
            return self._whole(begins)
        ends = self._origin.fragment(last)
        start, end = self._whole(begins)[0], self._whole(ends)[1]
        if piece := _markable(begins):
            start = self._before(piece, first - begins.start)
        if piece := _markable(ends):
            end = self._after(piece, last + 1 - ends.start)
        # A text box stands in the middle of the paragraph whose text comes before it.
        return (start, end) if (start.at, start.cut) <= (end.at, end.cut) else self._whole(begins)

    def _whole(self, fragment: Fragment) -> tuple[_Place, _Place]:
        """Around the paragraph of the body that a fragment belongs to; the first one for a header."""
        paragraph = fragment.anchor or next(each.anchor for each in self._origin.fragments if each.anchor)
        if is_empty(self._data, paragraph.start):
            inside = _Place(paragraph.start, empty=paragraph)
            return inside, inside
        content = tag_end(self._data, paragraph.start)
        if paragraph.properties:
            content = element_end(self._data, *paragraph.properties)
        return _Place(content), _Place(paragraph.end)

    def _before(self, piece: Piece, cut: int) -> _Place:
        if piece.cuttable and 0 < cut < len(piece.text):
            return _Place(piece.start, piece.run, piece, cut)
        if piece.start == piece.run.first:
            return _Place(piece.run.start)
        return _Place(piece.start, piece.run)

    def _after(self, piece: Piece, cut: int) -> _Place:
        if piece.cuttable and 0 < cut < len(piece.text):
            return _Place(piece.start, piece.run, piece, cut)
        if piece.end == piece.run.last:
            return _Place(element_end(self._data, piece.run.start, piece.run.end))
        return _Place(element_end(self._data, piece.start, piece.end), piece.run)

    def edits(self) -> list[Edit]:
        """What to change in the main part."""
        found: list[Edit] = []
        cuts: dict[Piece, dict[int, _Group]] = {}
        for place, group in self._groups.items():
            if place.empty is not None:
                found.append(fill(self._data, place.at, str(group)))
            elif place.piece is not None:
                cuts.setdefault(place.piece, {})[place.cut] = group
            else:
                words = str(group).encode()
                found.append((place.at, place.at, self._between(place.run, words) if place.run else words))
        return found + [self._cut(piece, groups) for piece, groups in cuts.items()]

    def _between(self, run: Run, marks: bytes) -> bytes:
        """Marks between two halves of a run: it is closed before them and opened again with its properties."""
        data = self._data
        opened = data[run.start : tag_end(data, run.start)]
        if run.properties:
            opened += data[run.properties[0] : element_end(data, *run.properties)]
        return f"</{prefix(data, run.start)}r>".encode() + marks + opened

    def _cut(self, piece: Piece, groups: Mapping[int, _Group]) -> Edit:
        """The text of a run in several, with marks between them."""
        mark = prefix(self._data, piece.start)
        out: list[bytes] = []
        done = 0
        for cut in (*sorted(groups), len(piece.text)):
            words = escape(piece.text[done:cut])
            out.append(f'<{mark}t xml:space="preserve">{words}</{mark}t>'.encode())
            if cut in groups:
                out.append(self._between(piece.run, str(groups[cut]).encode()))
            done = cut
        return piece.start, element_end(self._data, piece.start, piece.end), b"".join(out)


def _markable(fragment: Fragment) -> Piece | None:
    """The piece of a fragment if a comment can stand there: Word has none in text boxes, notes and headers."""
    own = fragment.part == "document" and fragment.paragraph.host is None
    return fragment.piece if own else None


def _date() -> str | None:
    """The date of comments: that of SOURCE_DATE_EPOCH, else none, so that equal input gives equal output."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise AuditorError(f"环境变量 SOURCE_DATE_EPOCH 应为秒数，现为 {epoch}") from error


def _packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The container with some parts changed or added; the others keep their bytes, all keep their dates."""
    out = BytesIO()
    rest = {name.lower(): (name, data) for name, data in changed.items()}
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for info in package.infos:
            _, data = rest.pop(info.filename.lstrip("/").lower(), ("", None))
            kept = ZipInfo(info.filename, max(info.date_time, _OLDEST))
            kept.compress_type, kept.external_attr = info.compress_type, info.external_attr
            target.writestr(kept, package.read(info) if data is None else data)
        for name, data in rest.values():
            added = ZipInfo(name, _OLDEST)
            added.compress_type = ZIP_DEFLATED
            target.writestr(added, data)
    return out.getvalue()


ANNOTATOR = Annotator(
    name="docx", title=" Word 文档（.docx）", recognises=recognises, write=write, endings=READER.endings
)
