"""The counts of a run, added up notice by notice; what remains of a notice when its text is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import Factory

from auditor.findings import Severity
from auditor.presentation.wording import Demand, Trouble, conclusion, coverage, demands, tally_of, troubles
from auditor.records import define
from auditor.report import AuditedNotice, Verdict

_LISTED = 1000
"""Troubles that are kept with their words; more are only counted."""


@define
class Totals:
    """What reports say of all notices together.

    ``findings`` are by rule; ``waived`` and ``known`` count findings that are not in the report because of a waiver
    or of the baseline.  ``unrecognised`` are texts of which nothing was recognised and that need not be notices; the
    others count as ``unchecked``.  ``troubles`` are told with the path of the notice, ``more_troubles`` are too many to tell.
    """

    notices: int = 0
    unchecked: int = 0
    unrecognised: int = 0
    waived: int = 0
    known: int = 0
    severities: Counter[Severity] = Factory(Counter)
    demands: Counter[Demand] = Factory(Counter)
    verdicts: Counter[Verdict] = Factory(Counter)
    conclusions: Counter[str] = Factory(Counter)
    findings: Counter[str] = Factory(Counter)
    crashed: set[str] = Factory(set)
    troubles: list[tuple[str, Trouble]] = Factory(list)
    more_troubles: int = 0

    @classmethod
    def of(cls, notices: Iterable[AuditedNotice]) -> Totals:
        """The counts of some notices."""
        totals = cls()
        for each in notices:
            totals.add(each)
        return totals

    def add(self, audited: AuditedNotice) -> None:
        """Count one notice more."""
        self.notices += 1
        self.unchecked += audited.unchecked
        self.unrecognised += not audited.unchecked and not audited.ledger
        self.waived += audited.waived
        self.known += audited.known
        self.severities.update(f.severity for f in audited.findings if f.severity)
        self.demands.update(demands(audited.findings))
        self.verdicts.update(audited.verdicts)
        self.conclusions[conclusion(audited)] += 1
        self.findings.update(f.rule for f in audited.findings)
        self.crashed.update(crash.rule for crash in audited.crashes)
        self._tell((audited.path, trouble) for trouble in troubles(audited))

    def merge(self, other: Totals) -> None:
        """Count what others have counted."""
        for name in ("notices", "unchecked", "unrecognised", "waived", "known", "more_troubles"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("severities", "demands", "verdicts", "conclusions", "findings", "crashed"):
            getattr(self, name).update(getattr(other, name))
        self._tell(other.troubles)

    def _tell(self, troubles: Iterable[tuple[str, Trouble]]) -> None:
        for each in troubles:
            if len(self.troubles) < _LISTED:
                self.troubles.append(each)
            else:
                self.more_troubles += 1

    @property
    def words(self) -> str:
        """“共 5 份，未检查 1 份；必改 3 · 建议 9 · 请核 13；识别 …；豁免 2 条，基线已有 4 条”."""
        missed = f"，{self.missed}" if self.missed else ""
        return f"共 {self.notices} 份{missed}；{tally_of(self.demands)}；{coverage(self.verdicts)}{self.suppressed}"

    @property
    def missed(self) -> str:
        """“未检查 1 份”, "" if everything was checked."""
        return f"未检查 {self.unchecked} 份" if self.unchecked else ""

    @property
    def suppressed(self) -> str:
        """“；豁免 2 条，基线已有 4 条”, "" if every finding is in the report."""
        parts = [f"豁免 {self.waived} 条"] if self.waived else []
        parts += [f"基线已有 {self.known} 条"] if self.known else []
        return f"；{'，'.join(parts)}" if parts else ""
