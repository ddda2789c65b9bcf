"""Many notices: what is done with each one, here or in another process, and what is kept of it.

A parsed notice is large.  What leaves :meth:`Job.audit` is the text that the formats wrote of it, its counts, and
what the gate must know; only for formats that want the whole report the findings are kept too, in a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from attrs import evolve, field

from auditor import reporting
from auditor.api import audit_input
from auditor.configuration.plan import Plan, Setup
from auditor.findings import Severity
from auditor.history.baseline import Baseline, Change, Compared, Entry, entries_of
from auditor.history.waivers import Waivers
from auditor.inputs import STDIN, Input
from auditor.parse import parse
from auditor.presentation.totals import Totals
from auditor.records import frozen
from auditor.report import AuditedNotice, Crash
from auditor.reporting import Parts, Run


@frozen
class Outcome:
    """What is kept of one notice.

    ``pieces`` are what the formats wrote of it.  ``failing`` says that it has a finding that fails by itself, of a
    rule without a budget, ``silent`` why it counts as not checked although it was read.  ``waivers`` are
    the places of the waivers that were used, ``resigned`` those that found other figures; ``known`` are the fingerprints that the baseline has, ``changes`` its findings with other figures;
    ``entries`` (if asked for) what a new baseline would know.  ``audited`` is the notice itself, if a format wants it:
    as it is, or in bytes for :class:`Kept`.
    """

    pieces: tuple[str, ...]
    totals: Totals
    failing: bool
    silent: str
    crashes: tuple[Crash, ...]
    waivers: frozenset[str]
    known: frozenset[str]
    resigned: Mapping[str, str] = field(factory=dict)
    changes: tuple[Change, ...] = ()
    entries: tuple[Entry, ...] = ()
    audited: AuditedNotice | bytes | None = field(default=None, repr=False)


@frozen(slots=False)
class Job:
    """What to do with every notice.  It can be sent to another process.

    ``formats`` are the names of formats that are written notice by notice, each with its run; ``whole`` keeps the
    notices for the other formats, ``light`` in bytes; ``entries`` asks for the entries of a baseline.
    """

    setup: Setup
    formats: tuple[tuple[str, Run], ...] = ()
    waivers: Waivers = field(factory=lambda: Waivers(isolated=True))
    baseline: Baseline | None = None
    whole: bool = False
    light: bool = False
    entries: bool = False

    @cached_property
    def _parts(self) -> list[tuple[Parts, Run]]:
        found = [(reporting.get(name).parts, run) for name, run in self.formats]
        return [(parts, run) for parts, run in found if parts is not None]

    def audit(self, number: int, each: Input) -> Outcome:
        """Audit one input."""
        plan = self.setup.plan_of(each)
        return self._outcome(number, each, audit_input(each, plan))

    def lost(self, number: int, each: Input, reason: str) -> Outcome:
        """What is said of an input whose audit came to no end."""
        return self._outcome(number, each, AuditedNotice(each.name, reason=reason))

    def _outcome(self, number: int, each: Input, audited: AuditedNotice) -> Outcome:
        path = absolute(each)
        plan = self.setup.plan_of(each)
        signed = self.waivers.apply(audited, path)
        audited = signed.notice
        entries = entries_of(audited) if self.entries else ()  # what is waived is not taken into a baseline
        known = Compared(audited, frozenset(), ())
        if self.baseline is not None:
            known = self.baseline.apply(audited, path)
            audited = known.notice
        audited = evolve(audited, failing=_failing(audited, plan))
        return Outcome(
            pieces=tuple(parts.piece(audited, number, run) for parts, run in self._parts),
            totals=Totals.of([audited]),
            failing=bool(audited.failing),
            silent=audited.silent,
            crashes=audited.crashes,
            waivers=signed.used,
            known=known.seen,
            resigned=signed.changed,
            changes=known.changes,
            entries=entries,
            audited=(packed(audited) if self.light else audited) if self.whole else None,
        )


def _failing(audited: AuditedNotice, plan: Plan) -> frozenset[int]:
    """The findings that fail by themselves: at or above --fail-on, of a rule without a budget."""
    if plan.fail_on == "never":
        return frozenset()
    least = Severity[plan.fail_on.upper()]
    return frozenset(
        i
        for i, finding in enumerate(audited.findings)
        if (finding.severity or 0) >= least and finding.rule not in plan.budgets
    )


def absolute(each: Input) -> str:
    """The absolute path of an input; standard input counts as a file of its name in the current folder."""
    return os.path.abspath(each.name if each.path == STDIN else each.path)


def packed(audited: AuditedNotice) -> bytes:
    """The notice without what can be made again: the parsed text and the claims behind the findings."""
    import pickle  # a short run packs nothing

    findings = tuple(evolve(finding, claims=()) for finding in audited.findings)
    return pickle.dumps(evolve(audited, notice=None, findings=findings), pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes, plan: Plan) -> AuditedNotice:
    """What :func:`packed` has packed, with its text parsed again; ``plan`` is the one that it was audited by."""
    import pickle

    audited: AuditedNotice = pickle.loads(data)
    if audited.source is None:
        return audited
    notice = parse(audited.source)
    notice.settings = plan.settings
    notice.profile = audited.profile
    return evolve(audited, notice=notice)


class Kept(Sequence[AuditedNotice]):
    """The notices of a large run, kept in a file that is gone when it is closed, and made again one by one."""

    def __init__(self, setup: Setup, inputs: Sequence[Input]) -> None:
        self._setup, self._inputs = setup, inputs
        from tempfile import TemporaryFile  # its import takes longer than the audit of a short notice

        self._file = TemporaryFile()  # noqa: SIM115 - closed by close()
        self._ends = [0]

    def add(self, packed: bytes) -> None:
        """Keep one notice more."""
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[AuditedNotice]:
        return (self[i] for i in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> AuditedNotice: ...
    @overload
    def __getitem__(self, index: slice) -> list[AuditedNotice]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        self._file.seek(self._ends[index])
        data = self._file.read(self._ends[index + 1] - self._ends[index])
        return unpacked(data, self._setup.plan_of(self._inputs[index]))

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
