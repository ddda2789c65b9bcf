"""The plenary sessions of the Central Committees that a text names, and those that were held (data/dated_terms.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import SENTENCE_PART_END
from auditor.numbers.numerals import chinese
from auditor.patterns import compiled
from auditor.records import frozen

USUAL = 8  # sessions that a committee still in office may come to hold
SPIRIT = ("精神", "公报", "决定", "决议")  # what notices study, of the Central Committee's sessions
LATE = 2012  # since then no local committee is of so high a number
LEAD = 24  # characters before a committee in which the party is named
_NUMBER = "[一二三四五六七八九十]{1,3}"
_NAMED = compiled(
    rf"(?P<committee>{_NUMBER}届)(?P<list>{_NUMBER}中(?:[、，,和及暨与]{{0,2}}{_NUMBER}中){{0,11}}"
    rf"|{_NUMBER}(?:[、，,和及与]{_NUMBER}){{0,11}}中)全会"
)
_EACH = compiled(_NUMBER)


@frozen
class Plenums:
    """Sessions of one committee that are named together; the range is that of the words."""

    start: int
    end: int
    committee: str
    sessions: tuple[int, ...]

    @property
    def latest(self) -> date | None:
        """The first day of the latest of them that was held; None if none was."""
        days = _held().get(self.committee, [])
        known = [days[number - 1] for number in self.sessions if number <= len(days)]
        return max(known) if known else None

    @property
    def never_held(self) -> tuple[int, ...]:
        """Those that the committee never held; none of a committee that is not in the table."""
        days = _held().get(self.committee)
        if days is None:
            return ()
        last = max(USUAL, len(days)) if self.committee == _in_office() else len(days)
        return tuple(number for number in self.sessions if number > last)


def plenums(text: str) -> Iterator[Plenums]:
    """The plenary sessions named in a text, in their order."""
    if "中全会" in text:
        for match in _NAMED.finditer(text):
            sessions = (chinese(number) for number in _EACH.findall(match["list"]))
            if numbers := tuple(n for n in sessions if n):
                yield Plenums(*match.span(), match["committee"], numbers)


def is_of_party(text: str, named: Plenums) -> bool:
    """Whether it is said that the sessions are those of the party's Central Committee, no other body's."""
    lead = SENTENCE_PART_END.split(text[max(0, named.start - LEAD) : named.start])[-1]
    if _others().search(lead):
        return False
    if _party().search(lead):
        return True
    days = _held().get(named.committee, [])
    return (
        any(day.year >= LATE for day in days[:1])
        and text.startswith(SPIRIT, named.end)
        and _leagues().search(text) is None
    )


def newest() -> date:
    """The first day of the last session of the table."""
    return max(days[-1] for days in _held().values() if days)


@cache
def _held() -> Mapping[str, list[date]]:
    return dict(lexicon.mapping("dated_terms", "plenums"))


@cache
def _in_office() -> str:
    """The committee that held the last session of the table."""
    return max(_held(), key=lambda name: _held()[name][-1:])


@cache
def _party() -> re.Pattern[str]:
    return compiled(lexicon.any_of("dated_terms", "of_party"))


@cache
def _leagues() -> re.Pattern[str]:
    return compiled(lexicon.any_of("dated_terms", "with_plenums"))


@cache
def _others() -> re.Pattern[str]:
    return compiled(lexicon.any_of("dated_terms", "of_others"))
