"""Word documents (.docx, .docm; ISO/IEC 29500, transitional and strict), also those of WPS and LibreOffice."""

from __future__ import annotations

from auditor.errors import UncheckedError
from auditor.readers import Reader, later

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OWN_PARTS = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/")
_FIRST_NAME = slice(30, 80)  # where a ZIP file's first entry has its name


def recognises(data: bytes) -> bool:
    """Whether the bytes are a Word document, a damaged one too, or an encrypted Office document."""
    if data.startswith(OLE):
        return _ENCRYPTED in data
    if not data.startswith(_ZIP):
        return False
    from auditor.readers._docx_package import Package

    try:
        return any(info.filename.lstrip("/").startswith("word/") for info in Package(data).infos)
    except UncheckedError:
        return data[_FIRST_NAME].startswith(_OWN_PARTS) and b"word/" in data


READER = Reader(
    name="docx",
    rank=10,
    endings=frozenset({".docx", ".docm"}),
    recognises=recognises,
    read=later("_docx_reading", "read_docx"),
    title=" Word 文档（.docx）",
)
