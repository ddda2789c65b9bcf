"""What is left of a number that is told with the share of another: 已清欠1.36亿元，占总额2.04亿元的66.7%，其余0.68亿元."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Quantity, Rate
from auditor.groups.finders.row import Row, remains
from auditor.groups.group import Cue, Group, addable

_SHARE = "占"


def share_and_rest(row: Row) -> Iterator[Group]:
    """A part, its share of a whole and what is left, if both make up the whole: more may be left than is told."""
    figures = row.sentences[row.index].figures
    for part, whole, rate, rest in zip(figures, figures[1:], figures[2:], figures[3:], strict=False):
        if not (isinstance(whole, Quantity) and whole.lead.startswith(_SHARE) and isinstance(rate, Rate)):
            continue
        if not isinstance(part, Quantity) or not isinstance(rest, Quantity) or not remains(rest):
            continue
        alike = addable(part, whole) and addable(rest, whole) and row.free(part) and row.free(rest)
        if alike and part.base + rest.base == whole.base:
            yield Group(whole, [part, rest], Cue.REST, closed=True)
