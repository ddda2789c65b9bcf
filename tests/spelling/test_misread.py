"""Words that a look-alike character leaves meaningless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.spelling.misread import misread
from auditor.spelling.words import is_word

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=60)


@pytest.mark.parametrize(("text", "word"), [("加强营理。", "管理"), ("及时拔付资金。", "拨付")])
def test_a_misread_word_is_found(text: str, word: str) -> None:
    """What it was comes with it."""
    assert [slip.word for slip in misread(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "句句入心。",  # listed as natural
        "李基墓等三人参加。",  # may be a given name
        "入才能发挥作用。",  # 才能 is a word
        "强基固本。",
    ],
)
def test_what_may_stand_by_chance_is_left_alone(text: str) -> None:
    """Names, words across the border, words of one character."""
    assert not list(misread(text))


@given(HAN)
def test_what_is_found_is_no_word_and_differs_in_one_character(text: str) -> None:
    """For any text."""
    for slip in misread(text):
        said = text[slip.start : slip.end]
        assert not is_word(said)
        assert sum(ours != theirs for ours, theirs in zip(said, slip.word, strict=True)) == 1
