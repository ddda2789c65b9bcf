"""Finds the part–whole groups of a text by what it says, sentence by sentence; one family of cues is one module.

What the text announces comes first, then totals behind their list, remainders, accounts, rows, statuses.  Last, numbers in
a row of which one is exactly the sum of the others are tied; such a fit only proves, it never contradicts.
"""

from __future__ import annotations

from auditor.arithmetic.grouping.accounts import disposed, reduced
from auditor.arithmetic.grouping.added import added
from auditor.arithmetic.grouping.announced import announced
from auditor.arithmetic.grouping.closing import closing, restated
from auditor.arithmetic.grouping.deeds import deeds
from auditor.arithmetic.grouping.kinds import kinds
from auditor.arithmetic.grouping.named import named
from auditor.arithmetic.grouping.plans import plans
from auditor.arithmetic.grouping.row import Row, is_ranked, own_parts
from auditor.arithmetic.grouping.rows import batches, classes, fitting, parallel, series_before
from auditor.arithmetic.grouping.staff import staff
from auditor.arithmetic.grouping.statuses import rest, statuses, subset
from auditor.arithmetic.grouping.whole_row import passes_over
from auditor.arithmetic.groups import Cue, Group, own_list
from auditor.claims import Claims

FINDERS = (
    staff,
    named,
    added,
    announced,
    closing,
    restated,
    kinds,
    plans,
    rest,
    reduced,
    disposed,
    deeds,
    parallel,
    classes,
    statuses,
    series_before,
    subset,
    batches,
    fitting,
)


def groups(text: str, claims: Claims) -> list[Group]:
    """All part–whole groups of a text, in order."""
    found: list[Group] = []
    parts: set[int] = set()
    for index, sentence in enumerate(claims.sentences):
        if not sentence.quantities:
            continue
        row = Row(text, claims.sentences, index, parts)
        for finder in FINDERS:
            for group in finder(row):
                group.parts = own_list(group.whole, group.parts, text)
                if group.total > group.whole.base and group.cue is Cue.AMONG:
                    group.parts = own_parts(text, group.parts)
                if is_ranked(group.whole) and group.total != group.whole.base:
                    continue
                if passes_over(row, group):
                    continue
                row.taken.update(id(p) for p in group.parts)
                if group.cue is Cue.CLOSING:
                    row.totals.add(id(group.whole))
                found.append(group)
                if len(group.parts) > 1:
                    parts.update(id(p) for p in group.parts)
    return found
