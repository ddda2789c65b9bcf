"""The plenary sessions of the Central Committees that a text names."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.dates.plenums import is_of_party, plenums


@pytest.mark.parametrize(
    ("text", "committee", "sessions"),
    [
        ("党的二十届三中全会", "二十届", (3,)),
        ("党的十九届二中、三中、四中全会", "十九届", (2, 3, 4)),
        ("党的十九届二、三、四中全会", "十九届", (2, 3, 4)),
        ("党的八届十二中全会", "八届", (12,)),
    ],
)
def test_sessions_are_read(text: str, committee: str, sessions: tuple[int, ...]) -> None:
    """One after the other, with or without 中 behind each number."""
    (named,) = plenums(text)
    assert (named.committee, named.sessions) == (committee, sessions)


def test_the_latest_session_gives_the_day() -> None:
    """Of several sessions the last one that was held."""
    (named,) = plenums("十九届四中、五中全会")
    assert named.latest == date(2020, 10, 26)


@pytest.mark.parametrize("text", ["二届三中全会", "十九届八中全会", "二十届十中全会", "九届四中全会"])
def test_what_was_never_held_is_known(text: str) -> None:
    """A committee has so many sessions and no more."""
    (named,) = plenums(text)
    assert named.never_held


@pytest.mark.parametrize(
    "text", ["七届二中全会", "十三届九中全会", "二十届六中全会", "二十一届一中全会", "三届一中全会"]
)
def test_what_was_or_may_be_held_is_not_accused(text: str) -> None:
    """The committee in office goes on; a later or unlisted one is not judged."""
    (named,) = plenums(text)
    assert not named.never_held


@pytest.mark.parametrize("text", ["团十八届八中全会精神", "市委十三届八中全会精神", "十三届十一中全会精神"])
def test_other_bodies_have_sessions_too(text: str) -> None:
    """Leagues and other parties; local committees where the party is not named."""
    (named,) = plenums(text)
    assert not is_of_party(text, named)
