"""OFD documents (GB/T 33190-2016)."""

from __future__ import annotations

from auditor.readers import Reader, later

_MAGIC = b"PK\x03\x04"
_FIRST_PARTS = (b"OFD.xml", b"Doc_")


def recognises(data: bytes) -> bool:
    """Whether some bytes are an OFD document; its root part may stand anywhere in the ZIP file."""
    if not data.startswith(_MAGIC):
        return False
    return data[30:60].startswith(_FIRST_PARTS) or (
        b"OFD.xml" in data[-65536:] and b"word/" not in data[-65536:]
    )


READER = Reader(
    name="ofd",
    rank=15,
    endings=frozenset({".ofd"}),
    recognises=recognises,
    read=later("_ofd_reading", "read_ofd"),
    title=" OFD 版式文档（.ofd）",
)
