"""Finds the part–whole groups of a text by what it says, sentence by sentence; one family of cues is one module.

The finders are asked in the order of :data:`FINDERS`, and most leave alone what one before them has tied: posts and what
is named again, what the text announces, what is withdrawn, totals behind their list, kinds, remainders, accounts, rows, statuses.  Last,
numbers in a row of which one is the sum of the others are tied without a cue: an exact fit proves, one that is off only
by two swapped digits of a long number contradicts, any other difference says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Scanned
from auditor.groups.finders.accounts import disposed, reduced
from auditor.groups.finders.announced import announced
from auditor.groups.finders.budgets import budgets
from auditor.groups.finders.by_class import class_progress
from auditor.groups.finders.chains import chains
from auditor.groups.finders.closing import closing, restated
from auditor.groups.finders.columns import column_lists, columns
from auditor.groups.finders.compared import without_compared
from auditor.groups.finders.cuts import told_by_cuts
from auditor.groups.finders.deeds import batches, deeds
from auditor.groups.finders.divisions import divisions
from auditor.groups.finders.done_and_open import done_and_open
from auditor.groups.finders.due import due
from auditor.groups.finders.equals import are_respective, without_results
from auditor.groups.finders.kinds import kinds
from auditor.groups.finders.left import left
from auditor.groups.finders.limits import limits
from auditor.groups.finders.measures import measures
from auditor.groups.finders.named import named
from auditor.groups.finders.no_subset import is_no_subset, within_measure
from auditor.groups.finders.opposites import opposites
from auditor.groups.finders.outcomes import outcomes
from auditor.groups.finders.paired_sums import paired_parts, paired_sums
from auditor.groups.finders.picked import picked_totals
from auditor.groups.finders.rest import excepted, plans, rest, subset
from auditor.groups.finders.row import Row
from auditor.groups.finders.row_for_row import row_for_row
from auditor.groups.finders.share_and_rest import share_and_rest
from auditor.groups.finders.side_by_side import classes, fitting, parallel, series_before
from auditor.groups.finders.staff import staff
from auditor.groups.finders.stages import of_its_time
from auditor.groups.finders.statuses import statuses
from auditor.groups.finders.still import still
from auditor.groups.finders.together import added, together
from auditor.groups.finders.unrelated import is_of_other_things, without_rated
from auditor.groups.finders.whole_row import is_no_group
from auditor.groups.finders.withdrawn import withdrawn
from auditor.groups.group import Group, own_parts

FINDERS = (
    staff,
    named,
    budgets,
    divisions,
    added,
    together,
    class_progress,
    row_for_row,
    limits,
    columns,
    announced,
    withdrawn,
    share_and_rest,
    paired_sums,
    paired_parts,
    closing,
    restated,
    column_lists,
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
    due,
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
    chains,
)
OF_ONE = (budgets, divisions, announced, plans, statuses)
"""Those that may tie the only number of a row; the others compare two at least."""


def groups(text: str, claims: Scanned) -> list[Group]:
    """All part–whole groups of a text, in order."""
    found: list[Group] = []
    parts: set[int] = set()
    for index, sentence in enumerate(claims.sentences):
        if not sentence.quantities:
            continue
        row = Row(text, claims.sentences, index, parts)
        for finder in FINDERS if len(row.numbers) > 1 else OF_ONE:
            for group in finder(row):
                for told in _as_told(row, group):
                    row.take(told)
                    found.append(told)
    return found


def _as_told(row: Row, group: Group) -> Iterator[Group]:
    """What a finder has found as it is to be judged, if it is a group at all."""
    for each in told_by_cuts(row, group):
        each.parts = own_parts(each, row.text)
        each.parts = within_measure(row, each)
        without_results(each, row.text)
        kept = without_compared(each) and without_rated(each) and not is_no_subset(row, each)
        if kept and not are_respective(each) and not is_of_other_things(each) and not is_no_group(row, each):
            yield from of_its_time(row, each)
