"""Measure words that can never count what they stand beside, and misspelt ones: 14条定点医疗机构, 巡查员52座, 车38量.

Between number and thing only words may stand that describe the thing, and behind it a clause must end or its
predicate begin: 12条企业诉求 counts something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import field

from auditor.claims import Quantity
from auditor.lexicon import WordFinder, any_of, entries
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

TABLE = "measure_words"
LONGEST = 30  # characters behind a number that are read
BEFORE_THING = 8  # characters before a thing in which the verb stands that governs it
LONGEST_NUMBER = 8  # characters of a number and the one before it
_NUMBER = compiled(r"(?<![0-9.第表图件号])(?:[0-9]{1,3}|[0-9]{5,6})\Z")  # four digits may be a year
# 违规使用的医保基金312.6万元: what they did; a clue or a complaint would be counted itself
_ACTED = r"违规[^，,。；;、0-9线问案举意信诉]{1,14}[0-9]"


@frozen
class Kind:
    """Things of a kind, the words that never count them and the usual ones."""

    things: list[str]
    never: list[str]
    usual: list[str] = field(factory=list)
    never_behind: list[str] = field(factory=list)
    """Those that don't count them behind the number's thing either: 巡查员52座."""
    behind_verbs: list[str] = field(factory=list)
    """If given, one of them must stand shortly before the thing: 制定…制度8名, but not 违反制度8名."""

    def counted(self, lead: str) -> str:
        """The thing before a number that is counted by it, given the words before; "" if there is none."""
        thing = next((t for t in self.things if lead.endswith(t)), "")
        around = lead[: len(lead) - len(thing)][-BEFORE_THING:]
        return thing if not self.behind_verbs or any(verb in around for verb in self.behind_verbs) else ""


@frozen
class Misspelt:
    """A character written for a measure word, the things before it and the words behind it that show it."""

    wrong: str
    right: str
    before: list[str] = field(factory=list)
    behind: list[str] = field(factory=list)


def mismeasured(notice: Notice) -> Iterator[tuple[Quantity, str, Kind]]:
    """The numbers with a measure word that cannot count the thing behind it, with the thing and its kind."""
    text, table = notice.text, _by_measure()
    for q in notice.claims.quantities:
        patterns = table.get(q.unit.name)
        if patterns is None or text[q.start - 1 : q.start] in ("第", "》", "）"):
            continue
        ends = _ends().match(text, q.end) is not None
        for pattern, kind in patterns:
            before = q.unit.name in kind.never
            if before and (match := pattern.match(text, q.end, q.end + LONGEST)):
                yield q, match["thing"], kind
                break
            behind = ends and q.unit.name in kind.never_behind
            if behind and (thing := kind.counted(q.lead)):
                yield q, thing, kind
                break


def misspelt(notice: Notice) -> Iterator[tuple[int, Misspelt]]:
    """Where a character stands behind a number that sounds or looks like the measure word meant."""
    text = notice.text
    for start, end, word in _misspelt().find(text):
        at = start + 1
        number = _NUMBER.search(text[max(0, at - LONGEST_NUMBER) : at])
        if number is None:
            continue
        row = _rows()[word[1:]]
        thing = text.endswith(tuple(row.before), 0, at - len(number[0]))
        if (thing and _ends().match(text, end)) or text.startswith(tuple(row.behind), end):
            yield at, row


@cache
def _ends() -> re.Pattern[str]:
    """What may stand behind a number that follows its thing."""
    return compiled(rf"(?:{any_of(TABLE, 'behind')})|[、）)\n]")


@cache
def _misspelt() -> WordFinder:
    """One of the characters behind a digit."""
    return WordFinder((digit + wrong for digit in "0123456789" for wrong in _rows()), shared=True)


@cache
def _rows() -> dict[str, Misspelt]:
    return {row.wrong: row for row in entries(TABLE, "misspelt", Misspelt)}


@cache
def _by_measure() -> dict[str, list[tuple[re.Pattern[str], Kind]]]:
    """What may not stand behind a measure word."""
    describing, behind = any_of(TABLE, "describing"), any_of(TABLE, "behind")
    table: dict[str, list[tuple[re.Pattern[str], Kind]]] = {}
    for kind in entries(TABLE, "kinds", Kind):
        things = "|".join(sorted(kind.things, key=len, reverse=True))
        pattern = compiled(rf"(?:{describing}){{0,3}}(?P<thing>{things})(?={behind}|{_ACTED}|\n)")
        for word in {*kind.never, *kind.never_behind}:
            table.setdefault(word, []).append((pattern, kind))
    return table
