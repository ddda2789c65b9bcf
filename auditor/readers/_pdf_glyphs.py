"""The characters of a PDF's pages with their boxes, from pdfium.  Runs in a process of its own (:func:`serve`).

What can't be read is a :class:`PdfError` with a reason for the user.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from math import pi
from typing import Any, BinaryIO

from auditor.readers._layout_lines import Glyphs
from auditor.records import frozen

_PICTURE = 0.3  # share of a page that the picture of a scanned one covers
_FEW = 10  # characters that may stand on a scanned page: a number, a mark
_SAMPLE = 50  # characters that show how a page's text is turned
_HYPHEN = "\x02"  # pdfium's sign for a hyphen at the end of a line
_REASONS = {
    4: "PDF 设有打开密码，请先解除密码",
    5: "PDF 使用了不支持的加密方式，请先解除保护",
}
_INVALID = "不是有效的 PDF，或文件已损坏、不完整"
Box = tuple[float, float, float, float]


class PdfError(Exception):
    """Why a PDF can't be read, in Chinese."""


@frozen
class Page:
    """The characters of a page; ``scanned``: it is a picture without text."""

    glyphs: Glyphs
    scanned: bool

    def pack(self) -> tuple[Any, ...]:
        """The page as plain data."""
        g = self.glyphs
        boxes = [array("d", values).tobytes() for values in (g.lefts, g.bottoms, g.rights, g.tops)]
        return g.width, g.height, g.chars, *boxes, array("q", g.ids).tobytes(), self.scanned

    @classmethod
    def unpack(cls, data: tuple[Any, ...]) -> Page:
        """The page in plain data."""
        width, height, chars, *boxes, ids, scanned = data
        lefts, bottoms, rights, tops = (list(array("d", each)) for each in boxes)
        return cls(Glyphs(width, height, chars, lefts, bottoms, rights, tops, list(array("q", ids))), scanned)


def open_pdf(data: bytes) -> Any:
    """pdfium's document; raises PdfError."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PdfError(_REASONS.get(getattr(error, "err_code", 0), _INVALID)) from error


def read_pages(data: bytes, most: int) -> list[Page]:
    """The pages of a PDF; raises PdfError if it can't be opened or has more than ``most`` pages."""
    import pypdfium2

    document = open_pdf(data)
    pages: list[Page] = []
    try:
        count = len(document)
        if count > most:
            raise PdfError(f"PDF 有 {count} 页，超过上限 {most} 页")
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise PdfError(f"PDF 第 {number + 1} 页无法读取，文件可能已损坏") from error
            glyphs = _glyphs(page)
            pages.append(Page(glyphs, _is_scan(page, glyphs)))
            page.close()
    finally:
        document.close()
    return pages


def _glyphs(page: Any) -> Glyphs:
    """The characters of a page as somebody sees them, upright."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    handle, box = textpage.raw, raw.FS_RECTF()
    count = raw.FPDFText_CountChars(handle)
    glyphs, turned = _paper(page, [raw.FPDFText_GetCharAngle(handle, i) for i in range(min(count, _SAMPLE))])
    generated = lead = 0
    for i in range(count):
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

    if sum(not char.isspace() and not char.isdigit() for char in glyphs.chars) > _FEW:
        return False
    area = glyphs.width * glyphs.height
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE * area:
            return True
    return False


def serve() -> None:
    """Read PDFs from standard input and write their pages to standard output, until the input ends.

    A request is the sizes (8 bytes each) of the data, of the most pages and of the most memory, then the data.
    """
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while len(head := requests.read(24)) == 24:
        size, pages, memory = (int.from_bytes(head[at : at + 8], "big") for at in (0, 8, 16))
        _limit_memory(memory)
        data = requests.read(size)
        try:
            answer: tuple[str, Any] = ("pages", [page.pack() for page in read_pages(data, pages)])
        except PdfError as error:
            answer = ("reason", str(error))
        except MemoryError:
            return  # as if pdfium had run out of it
        _write(answers, marshal.dumps(answer))


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def _limit_memory(size: int) -> None:
    """Let this process have no more than some bytes of memory, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
