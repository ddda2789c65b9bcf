"""What is put right and what is not, apart in one paragraph, of an amount told above: 涉及860.45万元…。已整改的涉及742.38万元…；尚未整改的118.07万元."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Quantity, Status
from auditor.figures.amounts import digits
from auditor.groups.finders.row import Row
from auditor.groups.group import Cue, Group, earlier
from auditor.patterns import says

SURE_DIGITS = 5  # digits of an amount from which on two others hardly make it up by chance
_is_put_right = says(r"\A(?:目前|其中)?已[\u4e00-\u9fff]{2,4}(?:的|问题)")


def done_and_open(row: Row) -> Iterator[Group]:
    """Both amounts with their whole in the sentences before, over one end of a paragraph, if they make it up exactly."""
    rest = next((q for q in reversed(row.numbers) if _is_open(q) and row.free(q)), None)
    if rest is None:
        return
    before = (q for q in row.numbers if q.start < rest.start and q.is_plain and not q.depth)
    done = next((q for q in before if _is_put_right(q.lead) and q.unit.name == rest.unit.name), None)
    if done is None or not row.free(done):
        return
    above = earlier(row.text, row.sentences, row.index, lines=1)
    fits = (q for q in above if q.unit.name == rest.unit.name and q.base == done.base + rest.base)
    whole = next(fits, None)
    if whole is not None and digits(whole) >= SURE_DIGITS:
        yield Group(whole, [done, rest], Cue.REST, closed=True, near=False)


def _is_open(q: Quantity) -> bool:
    return q.is_plain and not q.depth and q.unit.kind == "money" and q.status is Status.OPEN
