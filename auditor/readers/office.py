"""Old and foreign word processor files (.doc, .wps, .rtf, .odt): LibreOffice makes Word documents of them."""

from __future__ import annotations

import re

from auditor.readers import Reader, later

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode(
    "utf-16-le"
)  # the stream of a Compound File that makes it a text (MS-DOC 2.1.1)
_ODT = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL)
_HEAD = 4096


def ending(data: bytes) -> str:
    """The ending that tells LibreOffice what some bytes are; "" if they are none of ours."""
    if data.startswith(_OLE):
        return ".doc" if _WORD in data else ""
    head = data[:_HEAD].lstrip()
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if _ODT.match(data):
        return ".odt"
    return ".xml" if head.startswith(b"<?xml") and b'progid="Word.Document"' in head else ""


def _missing() -> str:
    from auditor.readers._office_process import soffice

    return "" if soffice() else "需要另装 LibreOffice（soffice 命令）；也可以在 Word 或 WPS 中另存为 .docx"


READER = Reader(
    name="office",
    rank=20,  # after Word documents, which know their encrypted ones
    endings=frozenset({".doc", ".wps", ".rtf", ".odt"}),
    recognises=lambda data: bool(ending(data)),
    read=later("_office_process", "read_office"),
    title="旧版 Word、WPS、RTF、ODF 文档（.doc、.wps、.rtf、.odt）",
    missing=_missing,
)
