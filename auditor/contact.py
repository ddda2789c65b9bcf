"""Contact fields (being written)."""

from __future__ import annotations

from auditor.claims import Field
from auditor.notice import Notice


def fields(notice: Notice) -> list[Field]:
    """The contact fields of a notice."""
    return []
