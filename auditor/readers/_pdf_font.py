"""A font for the text of PDFs that do not carry theirs.

pdfium looks for a font that a PDF only names among those of the machine.  Where it finds none with the right glyphs,
it leaves words of one character out of the text.  So it is given this font, in which every character has a glyph:
what is read does not depend on the fonts that are installed.  The standard ones (Helvetica and so on) are pdfium's
own, with the widths that PDFs need not tell.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from functools import cache
from itertools import accumulate
from struct import pack
from typing import Any

_EM, _ASCENT, _DESCENT = 16, 14, -2
_LOWEST, _HIGHEST = -1, 13  # of every glyph; they stay within the room that PDFs give to characters
_WIDE, _NARROW = 12, 3  # how wide glyphs are: what is drawn twice to look bold is known by it
_GLYPHS = 0xFFFF  # some PDFs ask for glyphs by their number: all are there
_BLANK, _HAN, _OTHER = 1, 2, 3  # the glyphs of characters; those with higher numbers are like the last
_RANGES = (  # characters, from first to last, and their glyph
    (0x00, 0x20, _BLANK),
    (0x21, 0x7E, _OTHER),
    (0x7F, 0xA0, _BLANK),
    (0xA1, 0x1FFF, _OTHER),
    (0x2000, 0x200F, _BLANK),
    (0x2010, 0x2027, _OTHER),
    (0x2028, 0x202F, _BLANK),
    (0x2030, 0x2E7F, _OTHER),
    (0x2E80, 0x2FFF, _HAN),
    (0x3000, 0x3000, _BLANK),
    (0x3001, 0xFEFE, _HAN),
    (0xFEFF, 0xFEFF, _BLANK),
    (0xFF00, 0x10FFFF, _HAN),
)
_NAME = b"auditor\0"
_STANDARD = frozenset(
    b"Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique Courier Courier-Bold Courier-Oblique "
    b"Courier-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic Symbol ZapfDingbats".split()
)
_CHINESE = 134  # a charset of Windows


def install() -> Any:
    """Let pdfium take the font for all that PDFs do not carry.  What this returns has to live as long as pdfium."""
    from pypdfium2 import raw

    data = font()

    def copied(content: bytes, target: Any, size: int) -> int:
        if target and size >= len(content):
            ctypes.memmove(target, content, len(content))
        return len(content)

    answers: dict[str, Any] = {
        "MapFont": lambda _, weight, italic, charset, pitch, name, exact: not _standard(name),
        "GetFont": lambda _, name: None,
        "GetFontData": lambda _, font, table, target, size: 0 if table else copied(data, target, size),
        "GetFaceName": lambda _, font, target, size: copied(_NAME, target, size),
        "GetFontCharset": lambda _, font: _CHINESE,
        "DeleteFont": lambda _, font: None,
    }
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO(version=1, **{name: kinds[name](answer) for name, answer in answers.items()})
    raw.FPDF_SetSystemFontInfo(info)
    return info


def _standard(name: Any) -> bool:
    """Whether a font is one that pdfium has; it has told already which others are called by other names (Arial)."""
    return ctypes.string_at(name) in _STANDARD


@cache
def font() -> bytes:
    """The font as a TrueType file (ISO/IEC 14496-22)."""
    glyphs = [b"", b"", _glyph(_WIDE), *[_glyph(_NARROW)] * (_GLYPHS - _OTHER)]
    places = array("I", accumulate(map(len, glyphs), initial=0))
    if sys.byteorder == "little":
        places.byteswap()
    bounds = (0, _LOWEST, _WIDE, _HIGHEST)
    tables = {
        "cmap": _cmap(),
        "glyf": b"".join(glyphs),
        "head": pack(">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *bounds, 0, 8, 2, 1, 0),
        "hhea": pack(">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, *[0] * 11, 1),
        "hmtx": pack(">Hh", _EM // 2, 0),
        "loca": places.tobytes(),
        "maxp": pack(">I14H", 0x10000, _GLYPHS, 2, 1, 0, 0, 1, *[0] * 8),
    }
    head, body, start = pack(">I4H", 0x10000, len(tables), 0, 0, 0), b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        head += pack(">4s3I", tag.encode(), 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def _glyph(width: int) -> bytes:
    """A stroke from the lower left to the upper right, as two points."""
    ends = bytes([0x01 | 0x04 | 0x10, 0x01 | 0x02 | 0x04 | 0x10 | 0x20, width, -_LOWEST, _HIGHEST - _LOWEST])
    return pack(">5h2H", 1, 0, _LOWEST, width, _HIGHEST, 1, 0) + ends + bytes(1)


def _cmap() -> bytes:
    """Which glyphs characters have, told for whole ranges of them (format 13)."""
    ranges = b"".join(pack(">3I", *each) for each in _RANGES)
    table = pack(">2H3I", 13, 0, 16 + len(ranges), 0, len(_RANGES))
    return pack(">4HI", 0, 1, 3, 10, 12) + table + ranges
