"""Words that are written with a wrong character: the listed ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import field

from auditor.findings import Severity
from auditor.lexicon import WordFinder, entries
from auditor.records import frozen

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


@frozen
class Confusion:
    """A wrong form and the right one.

    With ``evidence`` it counts only if the right form stands elsewhere in the text.  ``unless_before`` and
    ``unless_after`` are neighbours that make another word of it.
    """

    wrong: str
    right: str
    severity: str = field()
    evidence: bool = False
    unless_before: list[str] = field(factory=list)
    unless_after: list[str] = field(factory=list)

    @severity.validator
    def _known(self, _: object, value: str) -> None:
        if value not in _SEVERITIES:
            raise ValueError(f"severity {value!r}")

    @property
    def gravity(self) -> Severity:
        """How bad it is."""
        return _SEVERITIES[self.severity]


@cache
def confusions() -> Mapping[str, Confusion]:
    """The listed confusions by the wrong form."""
    return {row.wrong: row for row in entries("confusions", "entry", Confusion)}


@cache
def _words() -> WordFinder:
    return WordFinder(confusions())


def is_listed(words: str) -> bool:
    """Whether a listed wrong form stands in a few words."""
    return next(_words().find(words), None) is not None
