"""Whether the date of a notice is in doubt, because what must lie near it does not."""

from __future__ import annotations

from auditor.dates.event import Role
from auditor.dates.timeline import Moment, Timeline
from auditor.notice import Kind, Notice

LONG_BEFORE = 180
"""Days between the date of a notice and its own public window, which opens within weeks of it."""


def far_window(notice: Notice, line: Timeline) -> Moment | None:
    """The first day of the notice's own public window, if it lies so far behind the notice's date that a year is wrong."""
    if line.signed is None or not line.signed.event.dated:
        return None
    for event in line.of(Role.WINDOW):
        leaf, first = notice.leaf_at(event.start), line.begin(event)
        own = leaf is not None and leaf.kind is Kind.CONTACT and event.dated
        if own and first and (first.earliest - line.signed.latest).days > LONG_BEFORE:
            return first
    return None
