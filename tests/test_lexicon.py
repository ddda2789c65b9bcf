"""Data files are read once, say where they come from, and complain in one sentence."""

from __future__ import annotations

from importlib.resources import files

import pytest
from attrs import frozen

from auditor import lexicon
from auditor.errors import AuditorError

NAMES = sorted(
    path.name.removesuffix(".toml") for path in files("auditor.data").iterdir() if path.name.endswith(".toml")
)


@frozen
class Row:
    """What a test row must look like."""

    word: str


@pytest.mark.parametrize("name", NAMES)
def test_every_data_file_states_source_and_date(name: str) -> None:
    """source and date are not empty."""
    table = lexicon.load(name)
    assert table["source"]
    assert str(table["date"])


def test_a_file_is_read_once() -> None:
    """The same object comes back."""
    assert lexicon.load(NAMES[0]) is lexicon.load(NAMES[0])


def test_a_missing_file_is_named() -> None:
    """The error says which file."""
    with pytest.raises(AuditorError, match="nowhere"):
        lexicon.load("nowhere")


def test_a_missing_key_is_named() -> None:
    """The error says which key."""
    with pytest.raises(AuditorError, match="no_such_key"):
        lexicon.words(NAMES[0], "no_such_key")


def test_wrong_types_are_refused() -> None:
    """A string is neither a list of words nor a table nor rows."""
    for read in (lexicon.words, lexicon.mapping):
        with pytest.raises(AuditorError):
            read(NAMES[0], "source")
    with pytest.raises(AuditorError):
        lexicon.entries(NAMES[0], "source", Row)


def test_a_bad_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the row is in the message."""
    monkeypatch.setattr(lexicon, "load", lambda name: {"rows": [{"word": "a"}, {"wort": "b"}]})
    with pytest.raises(AuditorError, match="第 2 项"):
        lexicon.entries("any", "rows", Row)


def test_words_are_found_with_code_point_offsets() -> None:
    """The longest word wins; offsets count characters, not bytes."""
    finder = lexicon.WordFinder(["台账", "台账本", "给予"])
    assert list(finder.find("𠀀台账本给予")) == [(1, 4, "台账本"), (4, 6, "给予")]


def test_finders_that_share_a_pass_find_what_each_would_find_alone() -> None:
    """A finder joins with the next text; results are the same before and after, for every kind of finder."""
    text = "甲乙丙丁甲乙，乙丙丁丙丁。" * 20
    lists = (["甲乙", "甲乙丙", "丙丁", "乙丙丁"], ["丁", "丙丁", "丁甲"], ["戊"])
    for overlapping in (False, True):
        alone = [lexicon.WordFinder(each, overlapping=overlapping) for each in lists]
        shared = [lexicon.WordFinder(each, overlapping=overlapping, shared=True) for each in lists]
        for again in (text, text + "丁", text):
            assert [list(f.find(again)) for f in shared] == [list(f.find(again)) for f in alone]
