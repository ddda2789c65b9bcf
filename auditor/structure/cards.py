"""Task cards: problems told by labelled fields, one after the other (整改时限：… 整改状态：… 责任单位：…).

A card is the section in which its fields stand, or, where the problems are no sections, the run of fields up to the
one whose label comes again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from attrs import field

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.lexicon import mapping, words
from auditor.memo import per_notice
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import define, frozen

LEAST = 3  # cards that make a list of them
SHORT = 40  # characters of a value in which its state is looked for
HEAD = 14  # characters of the first clause of a value that names a state and does not tell a story
CLEAR = 4  # at most one value in so many may be without a state
_BEHIND = compiled(r"[：:】\]](?:(?<=[】\]])[：:])?")
_CLAUSE = compiled(r"[，,（(、]")
_BEFORE = frozenset("\n。；;】])）、.．：: \u30000123456789")
_DIGIT = compiled(r"[0-9]")


@frozen
class Entry:
    """A field of a card: its label as written and the range of its value in the logical text."""

    label: str
    start: int
    end: int
    text: str = field(repr=False)


@define(eq=False)
class Card:
    """The fields of one problem by their labels; ``section`` is None where the problems are no sections."""

    section: Node | None
    start: int
    end: int
    fields: dict[str, Entry] = field(factory=dict)


@cache
def _names() -> tuple[str, ...]:
    """The labels of fields, the longest first."""
    names = (w for key in ("limits", "states", "others") for w in words("cards", key))
    return tuple(sorted(names, key=len, reverse=True))


@frozen
class _Label:
    """A label with its marks: 整改时限： or 【整改时限】."""

    name: str
    start: int
    end: int


def _labels(text: str) -> Iterator[_Label]:
    """The labels that begin a field, looked for from the mark behind them."""
    for mark in _BEHIND.finditer(text):
        at = mark.start()
        if not text.endswith(_names(), 0, at):
            continue
        name = next(name for name in _names() if text.endswith(name, 0, at))
        boxed = mark[0][0] in "】]"
        start = at - len(name) - boxed
        if boxed and text[start : start + 1] not in ("【", "["):
            continue
        if start <= 0 or text[start - 1] in _BEFORE:
            yield _Label(name, start, mark.end())


@per_notice
def cards(notice: Notice) -> list[Card]:
    """The cards of a notice, in order."""
    text = notice.text
    found: list[Card] = []
    labels = list(_labels(text))
    for label, after in zip_longest(labels, labels[1:]):
        name = label.name
        line = text.find("\n", label.end)
        end = min(len(text) if line < 0 else line, after.start if after else len(text))
        section = _section(notice, label.start)
        last = found[-1] if found else None
        if last is None or last.section is not section or name in last.fields:
            last = Card(section, label.start, end)
            found.append(last)
        last.fields[name] = Entry(name, label.end, end, text[label.end : end].strip())
        last.end = end
    return found


def having(found: list[Card], labels: tuple[str, ...]) -> list[tuple[Card, Entry]]:
    """The cards with a field of one of some labels, and that field; none if fewer than three cards have one."""
    every = [(c, e) for c in found if (e := next((c.fields[n] for n in labels if n in c.fields), None))]
    return every if len(every) >= LEAST else []


def are_all(chosen: list[tuple[Card, Entry]]) -> bool:
    """Whether every section beside a chosen card is one of them, or the cards are no sections."""
    times = Counter(id(card.section) for card, _ in chosen if card.section)
    if max(times.values(), default=0) > 1:  # the fields of several problems in one section
        return len(times) == 1 and all(card.section for card, _ in chosen)
    parents = {id(c.section.parent): c.section.parent for c, _ in chosen if c.section and c.section.parent}
    return all(id(s) in times for parent in parents.values() for s in parent.sections)


def _section(notice: Notice, at: int) -> Node | None:
    """The innermost section around a field; a heading that is itself a field belongs to the section above."""
    inner = notice.section_at(at)
    head = inner.heading if inner else None
    return inner.section if inner and head and head.start <= at < head.end else inner


@cache
def _state() -> re.Pattern[str]:
    classes = mapping("cards", "classes")
    return compiled("|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in classes.items()))


def states(words_: str) -> set[str]:
    """The states that words name, as the classes of data/cards.toml."""
    return {m.lastgroup or "" for m in _state().finditer(words_)}


def state_of(value: str) -> set[str]:
    """The states that the value of a field may mean; the first clause decides, if it names one.  Empty if unclear."""
    said = SENTENCE_PART_END.split(value[:SHORT], maxsplit=1)[0]
    head = _CLAUSE.split(said, maxsplit=1)[0]
    if len(head) > HEAD or _DIGIT.search(head) or not states(head):
        return set()
    return states(said)


def told_states(notice: Notice) -> list[tuple[Entry, set[str]]]:
    """The state of every card with the field that tells it; [] if there is no label that all cards have."""
    for label in words("cards", "states"):
        every = having(cards(notice), (label,))
        found = [(e, state_of(e.text)) for _, e in every]
        if found and sum(not s for _, s in found) * CLEAR <= len(found) and are_all(every):
            return found
    return []
