"""The gate: what the exit status of a run is, and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from attrs import Factory, field

from auditor.configuration.mistakes import shown
from auditor.configuration.plan import Plan
from auditor.configuration.setting import Setting
from auditor.errors import EXIT_ERROR, EXIT_FINDINGS, EXIT_OK, EXIT_UNCHECKED
from auditor.findings import Severity
from auditor.history.baseline import Baseline, Change, Entry
from auditor.history.waivers import Signed, Waivers
from auditor.inputs import Input
from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import unrecognised
from auditor.records import define
from auditor.report import Crash
from auditor.running.batch import Outcome, absolute

_FEW = 3  # notices that are named
_TOLD = 50  # crashes, and notices without anything recognised, that are told one by one


@define
class Gate:
    """Adds up what the notices of a run mean for its exit status.

    ``folders`` are the folders that are audited as a whole: only there a waiver that names no notice can be called
    unused.  ``narrowed`` says that not all rules ran: then a waiver that names no rule cannot.
    """

    waivers: Waivers
    baseline: Baseline | None = None
    max_warnings: int | None = None
    strict_waivers: bool = False
    folders: tuple[str, ...] = ()
    narrowed: bool = False
    totals: Totals = field(factory=Totals)
    stale: list[tuple[str, Entry]] = field(factory=list)
    changes: list[tuple[str, Change]] = field(factory=list)
    _failing: bool = False
    _crashes: dict[tuple[str, Crash], None] = Factory(dict)
    _silent: list[tuple[str, str]] = Factory(list)
    _budgets: dict[str, Setting] = Factory(dict)
    _spent: Counter[str] = Factory(Counter)
    _signed: dict[str, Signed] = Factory(dict)
    _used: dict[Signed, list[str]] = Factory(dict)
    _resigned: dict[str, str] = Factory(dict)
    _rules: set[str] = Factory(set)

    def add(self, each: Input, plan: Plan, outcome: Outcome) -> None:
        """Count one notice more."""
        path = absolute(each)
        self.totals.merge(outcome.totals)
        self._failing |= outcome.failing
        self._crashes |= {(each.name, crash): None for crash in outcome.crashes}
        self._resigned |= outcome.resigned
        self.changes += [(each.name, change) for change in outcome.changes]
        ran = {rule.id for rule in plan.rules}
        self._rules |= ran
        for signed in self.waivers.of(path):
            if signed.place in outcome.waivers:
                self._used.setdefault(signed, []).append(each.name)
            placed = signed.waiver.path is not None or self._covered(signed.folder)
            usable = placed and (signed.waiver.rule is not None or not self.narrowed)
            if usable or self.waivers.expired(signed) or signed.place in self._resigned:
                self._signed[signed.place] = signed
        for rule, count in outcome.totals.findings.items():
            if budget := plan.budgets.get(rule):
                self._budgets[budget.source] = budget
                self._spent[budget.source] += count
        if outcome.silent:
            self._silent.append((each.name, outcome.silent))
        if self.baseline is not None and not outcome.totals.unchecked:
            gone = self.baseline.stale(path, outcome.known)
            self.stale += [(each.name, entry) for entry in gone if not entry.rule or entry.rule in ran]

    def _covered(self, folder: str) -> bool:
        return any(folder == each or folder.startswith(each.rstrip(os.sep) + os.sep) for each in self.folders)

    @property
    def status(self) -> int:
        """2 if a rule crashed, else 1 for what fails, else 3 for what was not checked, else 0.

        A notice of which nothing was recognised counts as not checked if the configuration or its own title says that
        it is one.
        """
        if self._crashes:
            return EXIT_ERROR
        if self._failing or self.excesses():
            return EXIT_FINDINGS
        return EXIT_UNCHECKED if self.totals.unchecked else EXIT_OK

    def words(self) -> Iterator[str]:
        """What the report does not say."""
        crashes = sorted(self._crashes, key=str)
        for path, crash in crashes[:_TOLD]:
            who = "审核程序" if crash.rule == "auditor" else f"规则 {crash.rule} "
            yield f"{visible(path)}：{who}运行失败，结果不完整：{crash.error}"
        if len(crashes) > _TOLD:
            yield f"另有 {len(crashes) - _TOLD} 次规则运行失败"
        for path, why in self._silent[:_TOLD]:
            yield f"{visible(path)}：{unrecognised(why)}"
        if len(self._silent) > _TOLD:
            yield f"另有 {len(self._silent) - _TOLD} 份也应是通报而没有识别到任何主张"
        yield from self._exceeded()
        yield from self._wrong_waivers()
        yield from self._wide_waivers()
        for path, change in self.changes[:_TOLD]:
            yield (
                f"{visible(path)}:{change.line}：基线条目已变，按新问题报告（{change.rule}）："
                f"原为{change.was.words}，现为{change.now.words}"
            )
        if len(self.changes) > _TOLD:
            yield f"另有 {len(self.changes) - _TOLD} 条基线条目已变，按新问题报告"
        if self.stale and self.baseline:
            yield f"基线中有 {len(self.stale)} 条已不再出现，auditor baseline prune 可清除：{shown(self.baseline.file)}"

    def excesses(self) -> list[str]:
        """What makes the run fail besides findings that fail by themselves, after the last notice."""
        return [*self._exceeded(), *(self._wrong_waivers() if self.strict_waivers else ())]

    def _exceeded(self) -> Iterator[str]:
        warnings = self.totals.severities[Severity.WARNING]
        if self.max_warnings is not None and warnings > self.max_warnings:
            yield f"警告 {warnings} 条，超过 --max-warnings {self.max_warnings}"
        for source, budget in self._budgets.items():
            if self._spent[source] > budget.value:
                yield f"{budget.key[-1]} 有 {self._spent[source]} 条，超过 budget {budget.value}（{source}）"

    def _wrong_waivers(self) -> list[str]:
        used = {signed.place for signed in self._used}
        return self.waivers.review(self._signed.values(), used, self._rules, self._resigned)

    def _wide_waivers(self) -> Iterator[str]:
        """Fingerprints do not name their notice: whoever signed for one may not know of the others."""
        for signed, names in self._used.items():
            if signed.waiver.fingerprint and signed.waiver.path is None and len(names) > 1:
                listed = "、".join(map(visible, names[:_FEW])) + ("等" if len(names) > _FEW else "")
                yield f"{signed.words} 没有写明 path，用在 {len(names)} 份通报上：{listed}"
