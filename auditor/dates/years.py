"""Which years taken from further up are in doubt: 截至2022年12月31日…。截至10月31日 may be of the year after."""

from __future__ import annotations

from auditor.claims import Day
from auditor.memo import per_notice
from auditor.notice import Node, Notice


@per_notice
def doubtful(notice: Notice) -> frozenset[Day]:
    """The days whose inherited year is not plainly that of the date before them.

    It is plain where both stand in one top section, no other year is written between, and time goes on.
    """
    found: set[Day] = set()
    source: Day | None = None
    latest = (0, 0)
    last_written: int | None = None
    for day in notice.claims.days:
        place = (day.month or 0, day.day or 0)
        if not day.inherited:
            if day.year is not None:
                last_written = day.year
                if day.month is not None or source is None:
                    source = day
                    latest = place
            continue
        if (
            source is None
            or day.year != last_written
            or day.year != source.year
            or place < latest
            or _top(notice, day) is not _top(notice, source)
        ):
            found.add(day)
        latest = max(latest, place)
    return frozenset(found)


def _top(notice: Notice, day: Day) -> Node | None:
    path = notice.section_path(day.start)
    return path[0] if path else None
