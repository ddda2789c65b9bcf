"""Finds the part–whole groups of a text by what it says, sentence by sentence; one family of cues is one module.

The finders are asked in the order of :data:`FINDERS`, and most leave alone what one before them has tied: posts and what
is named again, what the text announces, what is withdrawn, totals behind their list, kinds, remainders, accounts, rows, statuses.  Last,
numbers in a row of which one is the sum of the others are tied without a cue: an exact fit proves, one that is off only
by two swapped digits of a long number contradicts, any other difference says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.grouping.accounts import disposed, reduced
from auditor.arithmetic.grouping.added import added
from auditor.arithmetic.grouping.announced import announced
from auditor.arithmetic.grouping.batches import batches
from auditor.arithmetic.grouping.budgets import budgets
from auditor.arithmetic.grouping.by_class import class_progress
from auditor.arithmetic.grouping.closing import closing, restated
from auditor.arithmetic.grouping.compared import without_compared
from auditor.arithmetic.grouping.cuts import told_by_cuts
from auditor.arithmetic.grouping.deeds import deeds
from auditor.arithmetic.grouping.divisions import divisions
from auditor.arithmetic.grouping.done_and_open import done_and_open
from auditor.arithmetic.grouping.equals import are_respective, without_results
from auditor.arithmetic.grouping.kinds import kinds
from auditor.arithmetic.grouping.left import left
from auditor.arithmetic.grouping.measures import measures
from auditor.arithmetic.grouping.named import named
from auditor.arithmetic.grouping.opposites import opposites
from auditor.arithmetic.grouping.outcomes import outcomes
from auditor.arithmetic.grouping.picked import picked_totals
from auditor.arithmetic.grouping.plans import plans
from auditor.arithmetic.grouping.rest import excepted, rest, subset
from auditor.arithmetic.grouping.row import Row
from auditor.arithmetic.grouping.row_for_row import row_for_row
from auditor.arithmetic.grouping.rows import classes, fitting, parallel, series_before
from auditor.arithmetic.grouping.staff import staff
from auditor.arithmetic.grouping.stages import of_its_time
from auditor.arithmetic.grouping.statuses import statuses
from auditor.arithmetic.grouping.still import still
from auditor.arithmetic.grouping.together import together
from auditor.arithmetic.grouping.unrelated import is_of_other_things, without_rated
from auditor.arithmetic.grouping.whole_row import is_no_group
from auditor.arithmetic.grouping.withdrawn import withdrawn
from auditor.arithmetic.groups import Group, own_parts
from auditor.claims import Scanned

FINDERS = (
    staff,
    named,
    budgets,
    divisions,
    added,
    together,
    class_progress,
    row_for_row,
    announced,
    withdrawn,
    closing,
    restated,
    kinds,
    plans,
    measures,
    done_and_open,
    rest,
    reduced,
    disposed,
    opposites,
    deeds,
    parallel,
    classes,
    left,
    still,
    statuses,
    series_before,
    outcomes,
    subset,
    excepted,
    batches,
    fitting,
    picked_totals,
)


def groups(text: str, claims: Scanned) -> list[Group]:
    """All part–whole groups of a text, in order."""
    found: list[Group] = []
    parts: set[int] = set()
    for index, sentence in enumerate(claims.sentences):
        if not sentence.quantities:
            continue
        row = Row(text, claims.sentences, index, parts)
        for finder in FINDERS:
            for group in finder(row):
                for told in _as_told(row, group):
                    row.take(told)
                    found.append(told)
    return found


def _as_told(row: Row, group: Group) -> Iterator[Group]:
    """What a finder has found as it is to be judged, if it is a group at all."""
    for each in told_by_cuts(row, group):
        each.parts = own_parts(each, row.text)
        without_results(each, row.text)
        kept = without_compared(each) and without_rated(each)
        if kept and not are_respective(each) and not is_of_other_things(each) and not is_no_group(row, each):
            yield from of_its_time(row, each)
