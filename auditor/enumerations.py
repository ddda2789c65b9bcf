"""Inline lists with a stated number (being written)."""

from __future__ import annotations

from auditor.claims import Claims, Enumeration
from auditor.notice import Notice


def enumerations(notice: Notice, claims: Claims) -> list[Enumeration]:
    """The lists of a notice."""
    return []
