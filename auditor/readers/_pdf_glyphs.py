"""The characters of a PDF's pages with their boxes, from pdfium.  Runs in a process of its own (:func:`serve`).

What can't be read is a :class:`PdfError` with a reason for the user.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from ctypes import c_int, create_string_buffer
from functools import cached_property
from io import BytesIO
from math import pi
from re import IGNORECASE
from typing import Any, BinaryIO

from auditor.patterns import compiled
from auditor.readers._layout_lines import Glyphs
from auditor.readers._pdf_font import install
from auditor.records import frozen

_PICTURE = 0.3  # share of a page that the picture of a scanned one covers
_FEW = 10  # characters that may stand on a scanned page: a number, a mark
_SAMPLE = 50  # characters that show how a page's text is turned
_HYPHEN = "\x02"  # pdfium's sign for a hyphen at the end of a line
_SIGNS = 4  # different characters without a meaning from which on they are no bullets, but text
_LETTERS = 0xA1  # lower codes without a meaning may be blanks, or Western characters after all
_LOST = 0xFFFD  # the character for what can't be read
_SUBSET = compiled(r"[A-Z]{6}\+")  # before the name of a font that has only some of its glyphs
_IDENTITY = compiled(r"beginbfrange\s{1,4}<0000>\s{0,4}<FFFF>\s{0,4}<0000>", IGNORECASE)
_LONG = 40  # characters of a font's name that are shown
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
    """The characters of a page, turned by so many quarters to be upright.

    ``scanned``: it is a picture without text.  ``unread`` are the fonts of which the PDF does not say what their
    characters mean.
    """

    glyphs: Glyphs
    turned: int
    scanned: bool
    unread: tuple[str, ...]

    def box(self, index: int) -> Box:
        """Where a character stands on the page as it is drawn."""
        g = self.glyphs
        box = g.lefts[index], g.bottoms[index], g.rights[index], g.tops[index]
        return _turn(box, -self.turned % 4, g.width, g.height)

    def pack(self) -> tuple[Any, ...]:
        """The page as plain data."""
        g = self.glyphs
        boxes = [array("d", values).tobytes() for values in (g.lefts, g.bottoms, g.rights, g.tops)]
        ids = array("q", g.ids).tobytes()
        return g.width, g.height, g.chars, *boxes, ids, self.turned, self.scanned, self.unread

    @classmethod
    def unpack(cls, data: tuple[Any, ...]) -> Page:
        """The page in plain data."""
        width, height, chars, *boxes, ids, turned, scanned, unread = data
        lefts, bottoms, rights, tops = (list(array("d", each)) for each in boxes)
        glyphs = Glyphs(width, height, chars, lefts, bottoms, rights, tops, list(array("q", ids)))
        return cls(glyphs, turned, scanned, unread)


class _Fonts:
    """What a document says of its fonts; read only when pdfium does not know what characters mean."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def coded_as_unicode(self) -> frozenset[str]:
        """The fonts whose codes are Unicode by one range, which pdfium does not read: the text of recognised scans."""
        import pikepdf

        found: set[str] = set()
        try:
            with pikepdf.open(BytesIO(self._data)) as pdf:
                for font in pdf.objects:
                    if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font and "/BaseFont" in font:
                        table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
                        if _IDENTITY.search(table):
                            found.add(_SUBSET.sub("", str(font.BaseFont).removeprefix("/")))
        except (pikepdf.PdfError, AttributeError, ValueError):
            return frozenset()  # what is damaged says nothing
        return frozenset(found)


def _open(data: bytes) -> Any:
    """pdfium's document; raises PdfError."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PdfError(_REASONS.get(getattr(error, "err_code", 0), _INVALID)) from error


def read_pages(data: bytes, most: int) -> list[Page]:
    """The pages of a PDF; raises PdfError if it can't be opened or has more than ``most`` pages."""
    import pypdfium2

    document, fonts = _open(data), _Fonts(data)
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
            pages.append(_read(page, fonts))
            page.close()
    finally:
        document.close()
    return pages


def _read(page: Any, fonts: _Fonts) -> Page:
    """The characters of a page as somebody sees them, upright."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    handle, box = textpage.raw, raw.FS_RECTF()
    count = raw.FPDFText_CountChars(handle)
    turned = _quarters([raw.FPDFText_GetCharAngle(handle, i) for i in range(min(count, _SAMPLE))])
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    glyphs = Glyphs(height, width) if turned % 2 else Glyphs(width, height)
    unmapped: dict[str, set[int]] = defaultdict(set)
    generated = lead = 0
    for i in range(count):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0, 10, 13):
            continue
        if raw.FPDFText_IsGenerated(handle, i) == 1:
            generated = len(glyphs.chars)  # a blank that is not in the document, but may part Western words
            continue
        if raw.FPDFText_HasUnicodeMapError(handle, i) == 1:
            font = _font_name(handle, i)
            if font not in fonts.coded_as_unicode:
                unmapped[font].add(code)
                code = _LOST if code >= _LETTERS else code
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, lead = 0x10000 + (lead - 0xD800 << 10) + code - 0xDC00 if lead else _LOST, 0
        char = "-" if chr(code) == _HYPHEN else chr(code)
        if not raw.FPDFText_GetLooseCharBox(handle, i, box):
            continue
        placed = _turn((box.left, box.bottom, box.right, box.top), turned, width, height)
        if generated and generated == len(glyphs.chars) and _western(glyphs.chars[-1], char):
            glyphs.add(" ", (glyphs.rights[-1], glyphs.bottoms[-1], placed[0], glyphs.tops[-1]), -1)
        generated = 0
        glyphs.add(char, placed, i)
    textpage.close()
    return Page(glyphs, turned, _is_scan(page, glyphs), unread_fonts(unmapped))


def unread_fonts(unmapped: Mapping[str, Collection[int]]) -> tuple[str, ...]:
    """The fonts whose text can't be read; ``unmapped`` are the codes of their characters without a meaning.

    A few are bullets or blanks.  Codes that are Western characters may be what they look like.
    """
    return tuple(
        font
        for font, codes in unmapped.items()
        if sum(not " " <= chr(code) <= "~" for code in codes) >= _SIGNS
    )


def _font_name(handle: Any, index: int) -> str:
    """The name of the font of a character, as far as it can be shown."""
    from pypdfium2 import raw

    name = create_string_buffer(200)
    raw.FPDFText_GetFontInfo(handle, index, name, len(name), c_int())
    try:
        words = name.value.decode()
    except UnicodeDecodeError:
        words = name.value.decode("gb18030", "replace")
    return _SUBSET.sub("", "".join(filter(str.isprintable, words)))[:_LONG]


def _western(last: str, first: str) -> bool:
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()


def _quarters(angles: Sequence[float]) -> int:
    """By how many quarters text is turned, seen from the ``angles`` of some characters, clockwise.

    Boxes are on the page as it is drawn: how a viewer turns the page does not change them, but writers of turned
    pages draw their text turned.
    """
    quarters = Counter(round(angle / (pi / 2)) % 4 for angle in angles).most_common(1)
    return quarters[0][0] if quarters else 0


def _turn(box: Box, quarters: int, width: float, height: float) -> Box:
    """A box of a page of some size after the page was turned counterclockwise."""
    left, bottom, right, top = box
    match quarters:
        case 1:
            return height - top, left, height - bottom, right
        case 2:
            return width - right, height - top, width - left, height - bottom
        case 3:
            return bottom, width - right, top, width - left
    return box


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
    _kept = install()
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
