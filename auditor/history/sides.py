"""What a known finding told: the figure stated and the one computed, by which a changed finding is told from the old.

A fingerprint survives edits elsewhere in the notice, and so it survives an edit of the other side as well: where 16
stands against 14 + 5, it is the same for 14 + 9.  Whoever signs for a finding or takes it into the baseline keeps
these two words with it; a finding without a calculation has none.
"""

from __future__ import annotations

from auditor.findings import Finding
from auditor.presentation.excerpt import shorten, visible
from auditor.records import frozen

_LONGEST = 200  # characters of a side that are kept


@frozen
class Sides:
    """What is stated and what is computed, less blanks."""

    stated: str
    computed: str

    @property
    def words(self) -> str:
        """““16”对“19””."""
        return visible(f"“{self.stated}”对“{self.computed}”")


def sides_of(finding: Finding) -> Sides | None:
    """The two sides of a finding; None if it has no calculation."""
    if finding.evidence is None:
        return None
    return Sides(_side(finding.evidence.stated), _side(finding.evidence.computed))


def _side(words: str) -> str:
    return shorten("".join(words.split()), _LONGEST)
