"""PDF with a text layer (extra ``[pdf]``).

pdfium gives the characters with their boxes; auditor.readers._layout makes paragraphs of them.  Pages without
text are scans, which somebody has to put through character recognition first; nothing is guessed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from math import pi
from typing import Any

from auditor.errors import UncheckedError
from auditor.readers import Reader, needs
from auditor.readers._layout import Glyphs, arrange
from auditor.readers._limits import Limits, limits
from auditor.source import Source

_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which the mark at the beginning must stand
_END = b"%%EOF"
_TAIL = 4096  # bytes at the end in which the end mark must stand
_UNMAPPED = 0.3  # share of characters without a meaning from which on the text layer is of no use
_PICTURE = 0.3  # share of a page that the picture of a scanned one covers
_SAMPLE = 50  # characters that show how a page's text is turned
_SHOWN = 10  # pages named in a reason
_HYPHEN = "\x02"  # pdfium's sign for a hyphen at the end of a line
_REASONS = {
    3: "不是有效的 PDF，或文件已损坏、不完整",
    4: "PDF 设有打开密码，请先解除密码",
    5: "PDF 使用了不支持的加密方式，请先解除保护",
}
Box = tuple[float, float, float, float]


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF.  Raises UncheckedError if it has none, is damaged, protected or too long."""
    placed = arrange(extract(data, name))
    return Source(name, placed.text, "utf-8", placed)


def extract(data: bytes, name: str) -> list[Glyphs]:
    """The glyphs of each page; their ids are pdfium's character indexes.  Raises UncheckedError."""
    if _END not in data[-_TAIL:]:
        raise UncheckedError("PDF 没有结尾标记，文件不完整（可能没有下载完）", name)
    document, allowed = open_pdf(data, name), limits()
    try:
        count = len(document)
        if count > allowed.pages:
            raise UncheckedError(f"PDF 有 {count} 页，超过上限 {allowed.pages} 页", name)
        return _pages(document, name, allowed)
    finally:
        document.close()


def open_pdf(data: bytes, name: str) -> Any:
    """pdfium's document.  Raises UncheckedError if the file can't be opened."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UncheckedError(_REASONS.get(getattr(error, "err_code", 0), _REASONS[3]), name) from error


def _pages(document: Any, name: str, allowed: Limits) -> list[Glyphs]:
    import pypdfium2

    until = time.monotonic() + allowed.seconds
    pages: list[Glyphs] = []
    scans: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
            glyphs = _glyphs(page, until)
        except pypdfium2.PdfiumError as error:
            raise UncheckedError(f"PDF 第 {number + 1} 页无法读取，文件可能已损坏", name) from error
        if glyphs is None:
            raise UncheckedError(f"PDF 的文字在 {allowed.seconds} 秒内没有读完", name)
        if _is_scan(page, glyphs):
            scans.append(number + 1)
        pages.append(glyphs)
        page.close()
    _refuse_without_text(pages, scans, name)
    return pages


def _glyphs(page: Any, until: float) -> Glyphs | None:
    """The characters of a page as somebody sees them, upright; None if it takes too long."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    handle, box = textpage.raw, raw.FS_RECTF()
    count = raw.FPDFText_CountChars(handle)
    glyphs, turned = _paper(page, [raw.FPDFText_GetCharAngle(handle, i) for i in range(min(count, _SAMPLE))])
    generated = lead = 0
    for i in range(count):
        if not i & 0xFFF and time.monotonic() > until:
            return None
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0, 10, 13):
            continue
        if raw.FPDFText_IsGenerated(handle, i) == 1:
            generated = len(glyphs.chars)  # a blank that is not in the document, but may part Western words
            continue
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, lead = 0x10000 + (lead - 0xD800 << 10) + code - 0xDC00 if lead else 0xFFFD, 0
        char = "-" if chr(code) == _HYPHEN else chr(code)
        if not raw.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        placed = turned((box.left, box.bottom, box.right, box.top))
        if generated and generated == len(glyphs.chars) and _western(glyphs.chars[-1], char):
            glyphs.add(" ", (glyphs.rights[-1], glyphs.bottoms[-1], placed[0], glyphs.tops[-1]), -1)
        generated = 0
        glyphs.add(char, placed, i)
    textpage.close()
    return glyphs


def _western(last: str, first: str) -> bool:
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()


def _paper(page: Any, angles: Sequence[float]) -> tuple[Glyphs, Callable[[Box], Box]]:
    """The empty page, and how to turn boxes so that its text runs to the right.

    ``angles`` are those of some characters, clockwise.  Boxes are on the page as it is drawn: how a viewer turns the
    page does not change them, but writers of turned pages draw their text turned.
    """
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    quarters = Counter(round(angle / (pi / 2)) % 4 for angle in angles).most_common(1)
    match quarters[0][0] if quarters else 0:
        case 1:
            return Glyphs(height, width), lambda b: (height - b[3], b[0], height - b[1], b[2])
        case 2:
            return Glyphs(width, height), lambda b: (width - b[2], height - b[3], width - b[0], height - b[1])
        case 3:
            return Glyphs(height, width), lambda b: (b[1], width - b[2], b[3], width - b[0])
    return Glyphs(width, height), lambda b: b


def _is_scan(page: Any, glyphs: Glyphs) -> bool:
    """Whether a page has a large picture and no text, but perhaps a page number."""
    from pypdfium2 import raw

    if sum(not char.isspace() and not char.isdigit() for char in glyphs.chars) > 10:
        return False
    area = glyphs.width * glyphs.height
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE * area:
            return True
    return False


def _refuse_without_text(pages: Sequence[Glyphs], scans: Sequence[int], name: str) -> None:
    chars = "".join(char for page in pages for char in page.chars if not char.isspace())
    if scans and len(scans) < len(pages):
        named = "、".join(map(str, scans[:_SHOWN])) + ("等" if len(scans) > _SHOWN else "")
        raise UncheckedError(f"PDF 第 {named} 页是扫描图像，没有文字层，请先做文字识别", name)
    if scans:
        raise UncheckedError("PDF 是扫描图像，没有文字层，请先做文字识别", name)
    if not chars:
        raise UncheckedError("PDF 里没有文字（没有文字层，请先做文字识别）", name)
    unmapped = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in chars)
    if unmapped > _UNMAPPED * len(chars):
        raise UncheckedError("PDF 的文字没有编码对照，读出来是乱码，请先做文字识别", name)


READER = Reader(
    name="pdf",
    rank=10,
    endings=frozenset({".pdf"}),
    recognises=lambda data: data[:_HEAD].lstrip().startswith(_MAGIC),
    read=read_pdf,
    title=" PDF（.pdf，有文字层的）",
    missing=needs("pdf", "pypdfium2"),
)
