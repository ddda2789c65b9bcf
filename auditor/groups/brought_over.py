"""What was there before beside what came in: 旧存案件113件，新收345件，结案229件，未结229件, of which both together are the whole."""

from __future__ import annotations

from auditor.claims import Quantity
from auditor.groups.group import Cue, Group
from auditor.lexicon import any_of
from auditor.patterns import says

_is_stock = says(any_of("changes", "brought_over"))


def brought_over(group: Group) -> Quantity | None:
    """The number told beside the whole of a list of what became of things, if one of both is of those left from before."""
    whole = group.whole
    if group.cue not in (Cue.STATUS, Cue.PARALLEL) or whole.sentence is None:
        return None
    told = [q for q in whole.sentence.quantities if q.end <= group.parts[0].start]
    beside = [q for q in told[-2:] if q is not whole and q.unit_text == whole.unit_text]
    return next((q for q in beside if _is_stock(q.lead) or _is_stock(whole.lead)), None)
