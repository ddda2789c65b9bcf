"""Task cards whose state is 已完成, which in the same field say of a rest that it is not done.

完成情况：已完成整改并销号。…剩余2.3公里支管尚未开工，待2024年汛期后实施。
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from auditor.characters.pauses import PAUSE
from auditor.completion.place import Pair, Place
from auditor.completion.unfinished import unfinished
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.structure.cards import cards, state_of

_CLOSED = compiled(
    r"\s*(?P<said>(?:该问题|目前|现)?(?:已(?:经)?|按期|提前)(?:全部|按期|提前)?"
    r"(?:(?:完成|整改|销号|办结)(?:整改|到位|销号)?|整改完成)(?:[并、，,]?(?:已?销号|通过验收|验收销号))?)[。；;]"
)
_RESULTS = ("整改成效",)


def still_open(notice: Notice) -> Iterator[Pair]:
    """Where a card says that it is done, with the first place in its fields of results that says that it is not."""
    labels = words("cards", "states")
    closed: list[tuple[Place, list[Place]]] = []
    for card in cards(notice):
        told = [card.fields[name] for name in labels if name in card.fields]
        states = [state for entry in told if (state := state_of(entry.text))]
        said = next((m for entry in told if (m := _CLOSED.match(notice.text, entry.start, entry.end))), None)
        if said and all(state == {"done"} for state in states):
            results = [card.fields[name] for name in _RESULTS if name in card.fields]
            places = sorted((e.start, e.end) for e in (*told, *results) if e.start >= said.start())
            closed.append((said.span("said"), places))
    left = list(unfinished(notice)) if closed else []
    starts = [start for start, _ in left]
    for place, fields in closed:
        for start, end in fields:
            at = bisect_left(starts, max(start, place[1]))
            if at < len(left) and left[at][1] <= end + 1:
                pauses = PAUSE.finditer(notice.text, max(start, place[1]), left[at][0])
                yield place, (max((m.end() for m in pauses), default=left[at][0]), left[at][1])
                break
