"""A text cut at its marks, so that what stands directly behind each other can be compared."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from auditor.characters.pauses import PLAIN_STOP
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

_STOPS = "；;！？\n"
_COMMAS = "，,"
_PLAIN_STOP = compiled(PLAIN_STOP)


@frozen(slots=False)
class Clauses:
    """The parts of a text between some marks."""

    parts: list[str]

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(part) + 1 for part in self.parts), initial=0))

    def span(self, number: int) -> tuple[int, int]:
        """Where a part stands."""
        return self._starts[number], self._starts[number] + len(self.parts[number])


@per_notice
def cuts(notice: Notice) -> tuple[Clauses, Clauses]:
    """The text cut at its stops, and at its commas as well; a plain full stop between Chinese is one of them."""
    text = _PLAIN_STOP.sub("。", notice.text)
    for mark in _STOPS:
        text = text.replace(mark, "。")
    sentences = Clauses(text.split("。"))
    for mark in _COMMAS:
        text = text.replace(mark, "。")
    return sentences, Clauses(text.split("。"))
