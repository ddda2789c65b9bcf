"""Things counted with a word for persons: 警车84人次.

Who rides in them may be counted (乘坐警车84人次), and people together with things (人员、车辆84人次): a slip is only what
stands behind a verb that takes the things themselves, or in a list behind a member with a number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.claims import Quantity
from auditor.lexicon import any_of, words
from auditor.notice import Notice
from auditor.patterns import compiled

_PERSONS = frozenset(("person", "person_times"))
LONGEST = 16  # characters before a thing that are read
_CLAUSE = compiled(r"[^。；;\n]*\Z")


def miscounted(notice: Notice) -> Iterator[tuple[Quantity, str]]:
    """The numbers of persons that directly follow a thing, with the thing."""
    text, things = notice.text, words("things", "things")
    for q in notice.claims.quantities:
        if q.unit.kind not in _PERSONS or not text.endswith(things, 0, q.start):
            continue
        thing = max((t for t in things if text.endswith(t, 0, q.start)), key=len)
        at = q.start - len(thing)
        if _taken().search(text, max(0, at - LONGEST), at) and _told_in_verbs(text, at):
            yield q, thing


@cache
def _taken() -> re.Pattern[str]:
    """What stands before a thing that is counted itself: the verb, or the number of the member before it."""
    return compiled(rf"(?:{any_of('things', 'verbs')}|[0-9余](?:[\u4e00-\u9fff]{{1,3}})[、，和及])\Z")


def _told_in_verbs(text: str, at: int) -> bool:
    clause = _CLAUSE.search(text, max(0, at - 4 * LONGEST), at)
    return clause is not None and any(verb in clause[0] for verb in words("things", "verbs"))
