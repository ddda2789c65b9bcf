"""The fields of a Word document: between its marks stand a code, which is no text, and its result, which is."""

from __future__ import annotations


class Fields:
    """The fields that are open at a place, and whether they mute the text there.

    A field does so up to its result, a table of contents to its end.  ``muting`` counts those that do.
    """

    def __init__(self) -> None:
        self.muting = 0
        self._open: list[bool] = []  # of each, whether it mutes the text
        self._code: list[str] | None = None

    @property
    def are_open(self) -> bool:
        """Whether a field has begun and not ended."""
        return bool(self._open)

    def mark(self, kind: str | None) -> None:
        """Take the mark that begins a field, parts its code from its result, or ends it."""
        match kind:
            case "begin":
                self._open.append(True)
                self.muting += 1
                self._code = []
            case "separate" if self._open:
                code = "".join(self._code or ()).split()
                self._code = None
                if code[:1] != ["TOC"] and self._open[-1]:
                    self._open[-1] = False
                    self.muting -= 1
            case "end" if self._open:
                self.muting -= self._open.pop()
                self._code = None

    def add_code(self, words: list[str]) -> None:
        """Take words of the code of the field that began last."""
        if self._code is not None:
            self._code += words
