"""The self-test: known errors planted into a notice, in memory, and which of them an audit notices.

A plant counts as noticed if the audit of the edited text has a finding, grave enough for its kind, that the audit of
the untouched text has not, at the place of the plant (as its own place or a related one).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.findings import Finding
from auditor.pipeline import audit_source
from auditor.records import frozen
from auditor.registry import Rule
from auditor.report import AuditedNotice, Crash
from auditor.selftest.plants._ground import Edit, Ground, Plant, PlantKind, kinds
from auditor.settings import DEFAULTS, Settings
from auditor.source import Source, Span

Identity = tuple[str, str, tuple[Span, ...]]
SHOWN = 24  # characters of a change that are shown


@frozen
class Trial:
    """One planted error: ``change`` says in words what was done to ``line``; ``noticed`` are the findings it drew."""

    kind: PlantKind
    line: int
    change: str
    noticed: tuple[Finding, ...]

    @property
    def detected(self) -> bool:
        """Whether the audit noticed it."""
        return bool(self.noticed)


@frozen
class SelfTest:
    """The trials on one notice.

    ``inapplicable`` are the kinds that found no place in it; ``occupied`` counts places that were left alone because
    the untouched notice has a finding there.
    """

    path: str
    trials: tuple[Trial, ...]
    inapplicable: tuple[PlantKind, ...]
    crashes: tuple[Crash, ...] = ()
    occupied: int = 0

    @property
    def missed(self) -> list[Trial]:
        """The errors that went unnoticed."""
        return [t for t in self.trials if not t.detected]


def recall(trials: Sequence[Trial]) -> float | None:
    """The share of planted errors that were noticed; None if nothing could be planted."""
    return sum(t.detected for t in trials) / len(trials) if trials else None


def selftest(
    source: Source, rules: Sequence[Rule], settings: Settings = DEFAULTS, *, per_kind: int = 1
) -> SelfTest:
    """Plant up to ``per_kind`` errors of every kind that applies, each alone into the untouched notice, and audit."""
    audited = audit_source(source, rules, settings=settings)
    assert audited.notice is not None
    ground = Ground(audited, audited.notice, source)
    trials: list[Trial] = []
    inapplicable: list[PlantKind] = []
    crashes = list(audited.crashes)
    taken = sorted({span for finding in audited.findings for span in _spans(finding)})
    occupied = 0
    for kind in kinds():
        plants: list[Plant] = []
        for plant in kind.plant(ground):
            if _is_taken(plant, taken):
                occupied += 1
                continue
            plants.append(plant)
            if len(plants) == per_kind:
                break
        if not plants:
            inapplicable.append(kind)
        for plant in plants:
            text, places = apply(source.text, plant)
            after = audit_source(Source(source.path, text, source.encoding), rules, audited.profile, settings)
            crashes += after.crashes
            known = {_moved_finding(finding, plant) for finding in audited.findings}
            noticed = tuple(_noticed(after, known, kind, plant, places))
            start = min(edit.span.start for edit in plant.edits)
            trials.append(Trial(kind, source.position(start).line, describe(source, plant), noticed))
    return SelfTest(source.path, tuple(trials), tuple(inapplicable), tuple(dict.fromkeys(crashes)), occupied)


def _is_taken(plant: Plant, taken: Iterable[Span]) -> bool:
    """Whether something is wrong already where a plant would change the text: a second error might undo the first."""
    return any(edit.span.overlaps(span) for edit in plant.edits for span in taken)


def apply(text: str, plant: Plant) -> tuple[str, list[Span]]:
    """The text with a plant in it, and its places there: what was edited, and the other sides."""
    edits = sorted(plant.edits, key=lambda e: e.span)
    parts: list[str] = []
    places: list[Span] = []
    at = shift = 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        start = edit.span.start + shift
        places.append(Span(start, start + len(edit.text)))
        at, shift = edit.span.end, shift + len(edit.text) - edit.span.length
    parts.append(text[at:])
    places += [_moved_span(span, edits) for span in plant.also]
    return "".join(parts), places


def _moved_span(span: Span, edits: Sequence[Edit]) -> Span:
    """Where a range of the untouched text stands after the edits; what was put in at its end is not part of it."""
    start = _moved(span.start, edits)
    return Span(start, max(start, _moved(span.end, edits, ending=True)) if span.length else start)


def _moved(offset: int, edits: Iterable[Edit], *, ending: bool = False) -> int:
    """Where an offset of the untouched text is after the edits (in order); within an edit, not past its end.

    What is put in at the offset comes before it, or after it if the offset is the ``ending`` of a range.
    """
    shift = 0
    for edit in edits:
        if ending and edit.span.start >= offset:
            break
        if edit.span.end <= offset:
            shift += len(edit.text) - edit.span.length
        elif edit.span.start < offset:
            return edit.span.start + shift + min(offset - edit.span.start, len(edit.text))
    return offset + shift


def describe(source: Source, plant: Plant) -> str:
    """What a plant does, in words: “12个”→“13个”."""
    first = min(plant.edits, key=lambda e: e.span)
    old, new = source.quote(first.span), first.text
    if not old or not new:
        words = f"加上{_shown(new)}" if new else f"删去{_shown(old)}"
    else:
        line = source.line_span(source.position(first.span.start).line)
        tail = source.text[first.span.end : min(line.end, first.span.end + 4)]
        words = f"{_shown(old + tail)}→{_shown(new + tail)}"
    more = f"等 {len(plant.edits)} 处" if len(plant.edits) > 1 else ""
    return words + more


def _shown(words: str) -> str:
    from auditor.presentation.excerpt import shorten, visible

    return f"“{shorten(visible(words.strip()), SHOWN)}”"


def _moved_finding(finding: Finding, plant: Plant) -> Identity:
    """What a finding about the untouched text would be in the edited one: the same words at the same places."""
    edits = sorted(plant.edits, key=lambda e: e.span)
    spans = tuple(_moved_span(span, edits) for span in _spans(finding))
    return finding.rule, finding.message, spans


def _spans(finding: Finding) -> tuple[Span, ...]:
    return finding.span, *(label.span for label in finding.related)


def _noticed(
    after: AuditedNotice, known: set[Identity], kind: PlantKind, plant: Plant, places: Sequence[Span]
) -> Iterator[Finding]:
    """The new findings that a plant has drawn."""
    for finding in after.findings:
        spans = _spans(finding)
        new = (finding.rule, finding.message, spans) not in known
        grave = finding.severity is not None and finding.severity >= (plant.least or kind.least)
        here = plant.anywhere and finding.rule[:1] == kind.family
        if new and grave and (here or any(s.overlaps(p) for s in spans for p in places)):
            yield finding


def by_family(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """The trials by their family's letter, in the order in which they were made."""
    families: dict[str, list[Trial]] = {}
    for trial in trials:
        families.setdefault(trial.kind.family, []).append(trial)
    return families
