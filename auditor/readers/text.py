"""Plain text (placeholder for the reader being written)."""

from pathlib import Path

from auditor.source import Source


def read(path: Path) -> Source:
    """Read a UTF-8 file."""
    return Source(str(path), path.read_text(encoding="utf-8").replace("\r\n", "\n"), "utf-8")
