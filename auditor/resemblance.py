"""How two names resemble each other: characters that look or sound alike, and the one place where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from auditor import lexicon

TABLE = "lookalikes_names"
_NONE: frozenset[int] = frozenset()


@frozen
class Difference:
    """Where two strings differ: ``ours`` against ``theirs``, both at ``at``; one of them may be empty."""

    at: int
    ours: str
    theirs: str

    @property
    def is_swap(self) -> bool:
        """Whether the same characters stand in another order."""
        return len(self.ours) > 1 and sorted(self.ours) == sorted(self.theirs)


def difference(ours: str, theirs: str) -> Difference:
    """The smallest single range in which two strings differ (both empty if they are equal)."""
    limit = min(len(ours), len(theirs))
    head = 0
    while head < limit and ours[head] == theirs[head]:
        head += 1
    tail = 0
    while tail < limit - head and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    return Difference(head, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])


def resemblance(one: str, other: str) -> str:
    """“形近” or “音近” if one character is easily written for the other, else "".

    Numerals, directions and other characters that tell neighbours apart never resemble each other.
    """
    if len(one) != 1 or len(other) != 1 or one == other:
        return ""
    table = lexicon.load(TABLE)
    if (one in table["distinct"] and other in table["distinct"]) or not {one + other, other + one}.isdisjoint(table["apart"]):
        return ""
    if other in _looks().get(one, "") or not _parts().get(one, _NONE).isdisjoint(_parts().get(other, _NONE)):
        return "形近"
    sound = _sounds().get(one)
    return "音近" if sound is not None and sound == _sounds().get(other) else ""


@cache
def _looks() -> Mapping[str, str]:
    looks: dict[str, str] = {}
    for group in lexicon.load(TABLE)["look"].split():
        first = group[0]
        looks[first] = looks.get(first, "") + group[1:]
        for char in group[1:]:
            looks[char] = looks.get(char, "") + first
    return looks


@cache
def _parts() -> Mapping[str, frozenset[int]]:
    """The groups (by number) of characters with a part in common."""
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(lexicon.load(TABLE)["parts"].split()):
        for char in group:
            groups.setdefault(char, set()).add(number)
    return {char: frozenset(numbers) for char, numbers in groups.items()}


@cache
def _sounds() -> Mapping[str, str]:
    table: Mapping[str, str] = lexicon.mapping(TABLE, "sounds")
    return {char: syllable for syllable, characters in table.items() for char in characters}
