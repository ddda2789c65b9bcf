"""What is said to be wholly done where the same text says that some of it is not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from auditor.completion.all_but_one import one_is_not
from auditor.completion.at_once import at_once
from auditor.completion.by_status import by_status
from auditor.completion.closed_cards import still_open
from auditor.completion.counted_done import counted_done
from auditor.completion.done_but_planned import done_but_planned
from auditor.completion.place import Pair, Place
from auditor.completion.remainders import left_beside
from auditor.completion.rest_after_all import rest_after_all
from auditor.completion.split_open import split_open
from auditor.completion.told_open import told_open
from auditor.notice import Notice

_FINDERS = (
    at_once,
    by_status,
    still_open,
    one_is_not,
    left_beside,
    told_open,
    done_but_planned,
    rest_after_all,
    counted_done,
    split_open,
)


def contradictions(notice: Notice) -> Iterator[Pair]:
    """Where all is said to be done, with the place of what is not; each such place once."""
    told: list[Place] = []  # in the order of the text, none over another
    for find in _FINDERS:
        for done, left in find(notice):
            at = bisect_left(told, left)
            if any(start < left[1] and left[0] < end for start, end in told[max(0, at - 1) : at + 1]):
                continue
            told.insert(at, left)
            yield done, left
