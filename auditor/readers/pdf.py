"""PDF with a text layer (extra ``[pdf]``).

pdfium gives the characters with their boxes; auditor.readers._layout makes paragraphs of them.  Pages without
text are scans, which somebody has to put through character recognition first; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.errors import UncheckedError
from auditor.readers import Reader, needs
from auditor.readers._limits import limits
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.readers._pdf_glyphs import Page

_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which the mark at the beginning must stand
_END = b"%%EOF"
_TAIL = 4096  # bytes at the end in which the end mark must stand
_UNMAPPED = 0.3  # share of characters without a meaning from which on the text layer is of no use
_SHOWN = 10  # pages or fonts named in a reason


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF.  Raises UncheckedError if it has none, is damaged, protected or too long."""
    from auditor.readers._layout import arrange
    from auditor.readers._pdf_glyphs import PdfError
    from auditor.readers._pdf_process import pages

    if _END not in data[-_TAIL:]:
        raise UncheckedError("PDF 没有结尾标记，文件不完整（可能没有下载完）", name)
    try:
        found = pages(data, limits())
    except PdfError as error:
        raise UncheckedError(str(error), name) from error
    _refuse_without_text(found, name)
    placed = arrange([page.glyphs for page in found])
    return Source(name, placed.text, "utf-8", placed)


def _refuse_without_text(pages: Sequence[Page], name: str) -> None:
    scans = [number for number, page in enumerate(pages, 1) if page.scanned]
    chars = "".join(char for page in pages for char in page.glyphs.chars if not char.isspace())
    if scans and len(scans) < len(pages):
        raise UncheckedError(f"PDF 第 {_named(scans)} 页是扫描图像，没有文字层，请先做文字识别", name)
    if scans:
        raise UncheckedError("PDF 是扫描图像，没有文字层，请先做文字识别", name)
    if not chars:
        raise UncheckedError("PDF 里没有文字（没有文字层，请先做文字识别）", name)
    if unread := [number for number, page in enumerate(pages, 1) if page.unread]:
        fonts = list(dict.fromkeys(font or "未命名" for page in pages for font in page.unread))
        raise UncheckedError(
            f"PDF 第 {_named(unread)} 页有文字读不出来：没有字体 {_named(fonts)} 的编码对照，"
            "请嵌入字体后重新导出 PDF，或先做文字识别",
            name,
        )
    unmapped = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in chars)
    if unmapped > _UNMAPPED * len(chars):
        raise UncheckedError("PDF 的文字没有编码对照，读出来是乱码，请先做文字识别", name)


def _named(things: Sequence[object]) -> str:
    """Page numbers or names, not too many."""
    return "、".join(map(str, things[:_SHOWN])) + ("等" if len(things) > _SHOWN else "")


READER = Reader(
    name="pdf",
    rank=10,
    endings=frozenset({".pdf"}),
    recognises=lambda data: data[:_HEAD].lstrip().startswith(_MAGIC),
    read=read_pdf,
    title=" PDF（.pdf，有文字层的）",
    missing=needs("pdf", "pypdfium2", "pikepdf"),
)
