"""The result of a run: what was audited, what was found, what was proved, what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from attrs import evolve, field

from auditor.findings import Finding, Severity
from auditor.notice import Notice
from auditor.records import frozen
from auditor.source import Source, Span


class Verdict(StrEnum):
    """What became of a claim."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    UNCHECKABLE = "uncheckable"


class LedgerEntry(NamedTuple):
    """One claim of a notice with its verdict and, if there is one, the working that led to it."""

    kind: str
    verdict: Verdict
    span: Span
    working: str = ""
    related: tuple[Span, ...] = ()


@frozen
class Crash:
    """A rule that failed; the other rules still ran."""

    rule: str
    error: str


@frozen
class AuditedNotice:
    """One input after the audit.  ``reason`` says why an ``unchecked`` one could not be read.

    ``findings`` stand in the order of the text, each with its ``fingerprints`` entry at the same index.
    ``waived`` and ``known`` count those that a waiver or the baseline has taken out.  ``silent`` says why a text of
    which nothing was recognised should be a notice: such a one counts as not checked, although it was read.
    ``failing`` are the indices of the findings that make a run fail (--fail-on); None if nobody has decided, then
    errors are meant.
    """

    path: str
    source: Source | None = field(default=None, repr=False)
    notice: Notice | None = field(default=None, repr=False)
    reason: str | None = None
    profile: str = "general"
    findings: tuple[Finding, ...] = ()
    fingerprints: tuple[str, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    crashes: tuple[Crash, ...] = ()
    waived: int = 0
    known: int = 0
    silent: str = ""
    failing: frozenset[int] | None = None

    @property
    def checked(self) -> bool:
        """Whether the input could be read and was audited."""
        return self.source is not None

    @property
    def unchecked(self) -> bool:
        """Whether it counts as not checked: exit status 3."""
        return not self.checked or self.silent != ""

    def without(self, indices: Collection[int], *, waived: int = 0, known: int = 0) -> AuditedNotice:
        """The notice less some findings, which are counted as waived or as known to the baseline."""
        if not indices:
            return self
        left = [i for i in range(len(self.findings)) if i not in indices]
        return evolve(
            self,
            findings=tuple(self.findings[i] for i in left),
            fingerprints=tuple(self.fingerprints[i] for i in left),
            waived=self.waived + waived,
            known=self.known + known,
        )

    @property
    def title(self) -> str:
        """The notice's title, "" if it has none."""
        return self.notice.title if self.notice else ""

    def fails(self, index: int) -> bool:
        """Whether the finding at an index makes a run fail."""
        if self.failing is None:
            return self.findings[index].severity is Severity.ERROR
        return index in self.failing

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many claims have each verdict."""
        return Counter(entry.verdict for entry in self.ledger)


@frozen
class RuleInfo:
    """What a report needs to know of a rule."""

    id: str
    name: str
    title: str
    severity: Severity
    doc: str = field(repr=False)
    page: str = field(default="", repr=False)
    up_to: Severity | None = None


@frozen
class Report:
    """A whole run: the notices in the order they were given, and the rules that were used.

    ``excesses`` say what makes the run fail besides findings that fail by themselves: more than are allowed.  In a large
    run the notices are read back from disk one by one; go through them rather than keep them.
    """

    notices: Sequence[AuditedNotice]
    rules: tuple[RuleInfo, ...] = field(repr=False)
    excesses: tuple[str, ...] = ()

    def rule(self, id: str) -> RuleInfo:
        """The rule with an id; raises KeyError if it did not run."""
        for info in self.rules:
            if info.id == id:
                return info
        raise KeyError(id)

    @property
    def worst(self) -> Severity | None:
        """The highest severity of all findings, None if there is none."""
        return max((f.severity for n in self.notices for f in n.findings if f.severity), default=None)

    @property
    def unchecked(self) -> int:
        """How many inputs count as not checked."""
        return sum(n.unchecked for n in self.notices)

    @property
    def crashes(self) -> tuple[Crash, ...]:
        """The rules that failed, over all notices."""
        return tuple(c for n in self.notices for c in n.crashes)
