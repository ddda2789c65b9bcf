"""Where a text announces by what it divides a number."""

from __future__ import annotations

import pytest

from auditor.figures.aspects import aspects, is_of_all, is_of_kinds


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("受理90件。从受理方式看，来信30件、来访60件。", ["受理方式"]),
        ("完成17亿元。分产业看，第一产业7亿元。", ["产业"]),
        ("共84户，其中按登记类型分，国有4户、民营80户。", ["登记类型"]),
        ("依据情节轻重划分为一般6件、较重3件。", ["情节轻重"]),
        ("将其划分为一般6件、较重3件。", [None]),
    ],
)
def test_words_that_divide_name_their_aspect(text: str, named: list[str | None]) -> None:
    """An announcement is found with what it names, if it names anything."""
    assert [found["aspect"] for found in aspects(text, 0, len(text))] == named


@pytest.mark.parametrize(
    "text",
    ["从严从实抓整改，全面分析原因，约谈3人。", "按月统计，按季通报。", "以案为鉴，以案促改，处分3人。"],
)
def test_other_words_announce_nothing(text: str) -> None:
    """A preposition without a list of numbers behind its verb is no announcement."""
    found = [m for m in aspects(text, 0, len(text)) if m["aspect"] and is_of_kinds(m["aspect"])]
    assert not found


def test_only_properties_of_each_are_of_all() -> None:
    """Each case came in some way; only those of officials have a rank."""
    assert is_of_all("举报方式")
    assert is_of_kinds("违纪者职级")
    assert not is_of_all("违纪者职级")
