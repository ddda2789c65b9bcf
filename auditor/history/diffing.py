"""The second round: which findings of the last version are fixed, which remain, which are new.

Findings are first matched by fingerprint, which survives edits elsewhere.  What is left is matched by rule and words:
a changed section number, or a figure that was changed and is still wrong, is no fixed finding and a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from auditor.findings import Finding, Severity
from auditor.records import frozen
from auditor.report import AuditedNotice

ALIKE = 75.0  # of 100: the words at and around two places that are taken for one
CONTEXT = 12  # characters on either side that belong to them
MOST = 200  # findings of one rule that are compared with each other; more are matched in order


@frozen
class Difference:
    """Two audits compared: the findings by their index in the old and in the new one."""

    old: AuditedNotice
    new: AuditedNotice
    fixed: tuple[int, ...]
    remaining: tuple[tuple[int, int], ...]
    appeared: tuple[int, ...]

    @property
    def worst(self) -> Severity | None:
        """The highest severity among what remains and what is new."""
        left = [*(new for _, new in self.remaining), *self.appeared]
        return max((s for i in left if (s := self.new.findings[i].severity)), default=None)


def compare(old: AuditedNotice, new: AuditedNotice) -> Difference:
    """Match the findings of two versions of one notice.  Raises ValueError if one of them was not read."""
    if old.source is None or new.source is None:
        raise ValueError("both versions must have been read")
    pairs = _by_fingerprint(old, new)
    pairs |= _by_words(old, new, pairs)
    matched = set(pairs.values())
    return Difference(
        old,
        new,
        tuple(i for i in range(len(old.findings)) if i not in pairs),
        tuple(sorted(pairs.items(), key=lambda pair: pair[1])),
        tuple(i for i in range(len(new.findings)) if i not in matched),
    )


def _by_fingerprint(old: AuditedNotice, new: AuditedNotice) -> dict[int, int]:
    there = {fingerprint: i for i, fingerprint in enumerate(new.fingerprints)}
    return {i: there[mark] for i, mark in enumerate(old.fingerprints) if mark in there}


def _by_words(old: AuditedNotice, new: AuditedNotice, known: dict[int, int]) -> dict[int, int]:
    """The pairs of one rule among the unmatched findings, the most alike first."""
    taken = set(known.values())
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    arrived: defaultdict[str, list[int]] = defaultdict(list)
    for i, finding in enumerate(old.findings):
        if i not in known:
            waiting[finding.rule].append(i)
    for i, finding in enumerate(new.findings):
        if i not in taken:
            arrived[finding.rule].append(i)
    pairs: dict[int, int] = {}
    for rule, ours in waiting.items():
        pairs |= _closest(old, new, ours, arrived[rule])
    return pairs


def _closest(
    old: AuditedNotice, new: AuditedNotice, ours: Sequence[int], theirs: Sequence[int]
) -> dict[int, int]:
    words = {j: _words(new, new.findings[j]) for j in theirs[:MOST]}
    scored = []
    for i in ours[:MOST]:
        own = _words(old, old.findings[i])
        for j, other in words.items():
            if (score := ratio(own, other, score_cutoff=ALIKE)) > 0:
                scored.append((-score, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _words(audited: AuditedNotice, finding: Finding) -> str:
    """The words at a finding and around it in its line, without blanks; long quotes are cut."""
    source = audited.source
    assert source is not None
    span = finding.span
    low = source.text.rfind("\n", 0, span.start) + 1
    high = source.text.find("\n", span.end)
    high = len(source.text) if high < 0 else high
    start, end = max(low, span.start - CONTEXT), min(high, span.end + CONTEXT)
    return "".join(source.text[start : min(end, start + 200)].split()) or finding.message
