"""A text cut at its marks, so that what stands directly behind each other can be compared."""

from __future__ import annotations

from itertools import accumulate

from attrs import frozen

from auditor.characters.pauses import PLAIN_STOP
from auditor.patterns import compiled

STOPS = "。；;！？\n"
MARKS = STOPS + "，,"
_PLAIN_STOP = compiled(PLAIN_STOP)


@frozen
class Clauses:
    """The parts of a text between some marks, and where each begins."""

    parts: list[str]
    starts: list[int]

    def span(self, number: int) -> tuple[int, int]:
        """Where a part stands."""
        return self.starts[number], self.starts[number] + len(self.parts[number])


def clauses(text: str, marks: str) -> Clauses:
    """The text cut at each of ``marks``; a plain full stop between Chinese is one of them."""
    stopped = _PLAIN_STOP.sub("。", text).translate(dict.fromkeys(map(ord, marks), "。"))
    parts = stopped.split("。")
    return Clauses(parts, list(accumulate((len(part) + 1 for part in parts), initial=0)))
