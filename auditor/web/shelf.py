"""The results that the page still shows: in memory only, forgotten after a while, the oldest first if they are many."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator

from auditor.configuration.plan import Setup
from auditor.inputs import Input
from auditor.records import frozen
from auditor.report import AuditedNotice, RuleInfo
from auditor.running.batch import unpacked

LIFE = 3600.0
"""Seconds after which a result is forgotten."""
MOST = 256 * 1024 * 1024
"""Bytes of documents and results that are remembered, beside the newest result."""


@frozen
class Result:
    """What one request brought: the documents and, at the same places, what became of them, packed.

    ``setup`` is what they were audited with, ``rules`` all rules that were used.
    """

    inputs: tuple[Input, ...]
    packed: tuple[bytes, ...]
    setup: Setup
    rules: tuple[RuleInfo, ...]

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return sum(map(len, self.packed)) + sum(len(each.data or b"") for each in self.inputs)

    def notice(self, number: int) -> AuditedNotice:
        """The audited notice at a place, with its text parsed again."""
        return unpacked(self.packed[number], self.setup.plan_of(self.inputs[number]))

    def notices(self) -> Iterator[AuditedNotice]:
        """All of them, one after the other."""
        return map(self.notice, range(len(self.packed)))


class Shelf:
    """Results by names that nobody can guess.  ``clock`` tells seconds."""

    def __init__(self, *, life: float = LIFE, most: int = MOST, clock: Callable[[], float] = time.monotonic):
        self._life, self._most, self._clock = life, most, clock
        self._results: dict[str, tuple[float, Result]] = {}

    def put(self, result: Result) -> str:
        """Remember a result; its name.  Older ones are forgotten if all together would be too large."""
        self._forget_old()
        name = secrets.token_urlsafe(16)
        self._results[name] = (self._clock(), result)
        sizes = {each: found.size for each, (_, found) in self._results.items()}
        for each in list(self._results)[:-1]:
            if sum(sizes.values()) <= self._most:
                break
            del self._results[each], sizes[each]
        return name

    def get(self, name: str) -> Result | None:
        """The result of a name; None if there is none (any more)."""
        self._forget_old()
        found = self._results.get(name)
        return found[1] if found else None

    def forget(self, name: str) -> None:
        """Drop a result."""
        self._results.pop(name, None)

    def _forget_old(self) -> None:
        now = self._clock()
        for name in [name for name, (put, _) in self._results.items() if now - put >= self._life]:
            del self._results[name]
