"""Where the documentation is served.

Everybody serves their own copy (the auditor needs no network), so the environment says where:
``AUDITOR_DOCS_URL=https://docs.example.org/auditor/``.
"""

from __future__ import annotations

import os

from auditor.errors import AuditorError
from auditor.patterns import compiled

VARIABLE = "AUDITOR_DOCS_URL"
_ABSOLUTE = compiled(r"(?:https?|file)://\S+")


def website(page: str) -> str:
    """The address of a page, "" if nobody said where the documentation is or there is no such page.

    Raises AuditorError if the environment names something else than an absolute address.
    """
    root = os.environ.get(VARIABLE, "")
    if not root or not page:
        return ""
    if not _ABSOLUTE.fullmatch(root):
        raise AuditorError(f"环境变量 {VARIABLE} 应为完整的网址（https://…），不是 {root!r}")
    return f"{root.rstrip('/')}/{page}"
