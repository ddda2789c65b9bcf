"""A value that somebody has set, and the files in which settings are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import field

from auditor.configuration.mistakes import Mistake
from auditor.records import frozen

if TYPE_CHECKING:
    from auditor.configuration.places import Path
    from auditor.configuration.reading import Document

Key = tuple[str, ...]
NAME = "auditor.toml"
PYPROJECT = "pyproject.toml"


@frozen
class Setting:
    """One value that somebody has set: its key (“severity”, “K103”), and where (“auditor.toml:3”)."""

    key: Key
    value: Any
    source: str
    document: Document | None = field(default=None, repr=False, eq=False)
    path: Path = field(default=(), repr=False, eq=False)

    def mistake(self, words: str, *inner: str | int) -> Mistake:
        """A mistake in this setting, or in a part of its value."""
        if self.document is None:
            return Mistake(self.source, None, words)
        return self.document.mistake((*self.path, *inner), words)


Values = Mapping[Key, Setting]
