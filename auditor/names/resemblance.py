"""How two names resemble each other: characters that look or sound alike, and the one place where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from auditor import lexicon
from auditor.records import frozen

TABLE = "lookalikes_names"


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


def edits(ours: str, theirs: str) -> int:
    """How many characters must be replaced, put in or left out to make one string of the other (Levenshtein)."""
    odd = difference(ours, theirs)
    costs = list(range(len(odd.theirs) + 1))
    for done, char in enumerate(odd.ours, 1):
        before, costs[0] = costs[0], done
        for at, other in enumerate(odd.theirs, 1):
            before, costs[at] = costs[at], min(before + (char != other), costs[at] + 1, costs[at - 1] + 1)
    return costs[-1]


@lru_cache(maxsize=4096)
def resemblance(one: str, other: str) -> str:
    """“形近” or “音近” if one character is easily written for the other, else "".

    Numerals, directions and other characters that tell neighbours apart never resemble each other.
    """
    if len(one) != 1 or len(other) != 1 or one == other or one.isspace() or other.isspace():
        return ""
    table = lexicon.load(TABLE)
    if (one in table["distinct"] and other in table["distinct"]) or not {one + other, other + one}.isdisjoint(
        table["apart"]
    ):
        return ""
    if _leads(one, other) or _leads(other, one) or _share_a_part(one, other):
        return "形近"
    sound = _sound(one)
    return "音近" if sound is not None and sound == _sound(other) else ""


@cache
def _groups(key: str) -> str:
    """The groups of a table in one string, a blank before and after each.

    A dictionary of them would take longer to build than a notice asks of it.
    """
    return f" {' '.join(lexicon.load(TABLE)[key].split())} "


def _leads(first: str, other: str) -> bool:
    """Whether a group begins with a character and holds another one."""
    groups = _groups("look")
    at = groups.find(f" {first}")
    while at >= 0:
        if other in groups[at + 2 : groups.find(" ", at + 2)]:
            return True
        at = groups.find(f" {first}", at + 2)
    return False


def _share_a_part(one: str, other: str) -> bool:
    """Whether a group holds both characters."""
    groups = _groups("parts")
    at = groups.find(one)
    while at >= 0:
        end = groups.find(" ", at)
        if other in groups[groups.rfind(" ", 0, at) + 1 : end]:
            return True
        at = groups.find(one, end)
    return False


def _sound(char: str) -> str | None:
    """The syllable of a character."""
    table: Mapping[str, str] = lexicon.mapping(TABLE, "sounds")
    return next((syllable for syllable in reversed(list(table)) if char in table[syllable]), None)


def is_shortened(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` with characters left out."""
    rest = iter(full)
    return all(char in rest for char in short)
