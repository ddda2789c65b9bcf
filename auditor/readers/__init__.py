"""Readers: bytes of some format into a :class:`auditor.source.Source`."""

from auditor.readers.text import read

__all__ = ["read"]
