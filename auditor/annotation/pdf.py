"""Findings as highlights with notes in PDFs (extra ``[pdf]``).

The pages' contents are not touched; each finding becomes an annotation over its words (ISO 32000-1, 12.5.6.10), one
without words a note beside the place.  Equal input gives equal output: annotations carry a date only if
SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from auditor.annotation import AUTHOR, Annotator, Note
from auditor.errors import AuditorError, UncheckedError
from auditor.findings import Severity
from auditor.readers import needs
from auditor.readers._layout import PlacedText
from auditor.readers._limits import limits
from auditor.readers._pdf_glyphs import Box, Page, PdfError
from auditor.readers._pdf_process import pages
from auditor.readers.pdf import READER as PDF
from auditor.readers.pdf import read_pdf
from auditor.report import AuditedNotice

_COLOURS = {
    Severity.ERROR: (1.0, 0.55, 0.55),
    Severity.WARNING: (1.0, 0.9, 0.3),
    Severity.INFO: (0.6, 0.85, 1.0),
}
_OPACITY = 0.6
_PRINT = 4  # the annotation flag that lets it be printed
_ICON = 16.0  # points, the size of a note's icon


def write(data: bytes, audited: AuditedNotice, notes: tuple[Note, ...]) -> bytes:
    """The PDF with an annotation for each note; those of earlier runs are left out.

    Raises UncheckedError if the PDF does not allow annotations or can't be written.
    """
    import pikepdf

    assert audited.source is not None  # only what was read is annotated
    placed = audited.source.origin
    assert isinstance(placed, PlacedText)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if not pdf.allow.modify_annotation:
                raise UncheckedError("PDF 的权限设置不允许加批注，请先解除保护", audited.path)
            for page in pdf.pages:
                _remove_own(page)
            _add(pdf, data, placed, notes)
            out = BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                fix_metadata_version=False,
                compress_streams=False,  # what is not ours is copied as it is
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except (pikepdf.PdfError, PdfError) as error:
        raise UncheckedError("PDF 的结构有误，不能写入批注", audited.path) from error
    made = out.getvalue()
    if read_pdf(made, audited.path).text != audited.source.text:
        raise UncheckedError("写入批注会改变 PDF 的正文，没有写入", audited.path)
    return made


def _remove_own(page: Any) -> None:
    """Drop the annotations of earlier runs."""
    if (annotations := page.obj.get("/Annots")) is None:
        return
    kept = [each for each in annotations if str(each.get("/T", "")) != AUTHOR]
    if len(kept) == len(annotations):
        return
    if kept:
        page.obj.Annots = kept
    else:
        del page.obj["/Annots"]


def _add(pdf: Any, data: bytes, placed: PlacedText, notes: Iterable[Note]) -> None:
    read = pages(data, limits())
    for number, note in enumerate(notes, 1):
        glyphs = list(placed.glyphs(note.span))
        numbers = sorted({page for page, _ in glyphs})
        for page in numbers:
            boxes = _lines(_boxes(read[page - 1], [id for at, id in glyphs if at == page]))
            if boxes:
                _highlight(pdf, page, boxes, note, number)
        if not numbers:
            _sticky(pdf, read, placed, note, number)


def _boxes(page: Page, ids: Sequence[int]) -> list[Box]:
    """The boxes of some characters of a page, on the page as it is drawn."""
    places = {id: index for index, id in enumerate(page.glyphs.ids)}
    return [page.box(places[id]) for id in ids]


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """One box for the characters of each line."""
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if lines:
            a, b, c, d = lines[-1]
            if min(top, d) - max(bottom, b) >= 0.5 * min(top - bottom, d - b) and left >= a:
                lines[-1] = (a, min(b, bottom), max(c, right), max(d, top))
                continue
        lines.append((left, bottom, right, top))
    return lines


def _highlight(pdf: Any, page: int, boxes: Sequence[Box], note: Note, number: int) -> None:
    """An annotation over some boxes."""
    from pikepdf import Name

    quads = [value for a, b, c, d in boxes for value in (a, d, c, d, a, b, c, b)]
    around = [
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    ]
    _append(pdf, page, note, number, around, Subtype=Name.Highlight, QuadPoints=_rounded(quads), CA=_OPACITY)


def _sticky(pdf: Any, read: Sequence[Page], placed: PlacedText, note: Note, number: int) -> None:
    """A note where there are no words to lay it over: beside the character before, or on top of the first page."""
    from pikepdf import Name

    before = next(
        (at for at in range(min(note.span.start, len(placed.ids)) - 1, -1, -1) if placed.ids[at] >= 0), None
    )
    page = placed.page(before) if before is not None else 1
    if before is not None:
        (box,) = _boxes(read[page - 1], [placed.ids[before]])
    else:
        left, bottom, _, top = (float(value) for value in pdf.pages[page - 1].mediabox)
        box = (left, bottom, left + _ICON, top - _ICON)
    around = [box[2], box[3] - _ICON, box[2] + _ICON, box[3]]
    _append(pdf, page, note, number, around, Subtype=Name.Text, Name=Name.Comment)


def _append(pdf: Any, page: int, note: Note, number: int, around: Sequence[float], **more: Any) -> None:
    import pikepdf

    entries = {
        "Type": pikepdf.Name.Annot,
        "Rect": _rounded(around),
        "Contents": pikepdf.String("\n".join(note.lines)),
        "T": pikepdf.String(AUTHOR),
        "NM": pikepdf.String(f"auditor-{number}-{page}"),
        "C": list(_COLOURS[note.severity]),
        "F": _PRINT,
        **more,
    }
    if date := _date():
        entries["M"] = pikepdf.String(date)
    annotation = pdf.make_indirect(pikepdf.Dictionary(**entries))
    target = pdf.pages[page - 1].obj
    target.Annots = pikepdf.Array([*target.get("/Annots", []), annotation])


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(value, 2) for value in values]


def _date() -> str:
    """The date that SOURCE_DATE_EPOCH gives, as PDF writes it; "" if it gives none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("D:%Y%m%d%H%M%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise AuditorError(f"环境变量 SOURCE_DATE_EPOCH 应为秒数，不是 {epoch!r}") from error


ANNOTATOR = Annotator(
    name="pdf",
    title=" PDF（.pdf）",
    recognises=PDF.recognises,
    write=write,
    endings=PDF.endings,
    missing=needs("pdf", "pypdfium2", "pikepdf"),
)
