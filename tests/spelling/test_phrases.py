"""Set phrases with another character in them, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import lexicon
from auditor.spelling.phrases import phrases, slips
from auditor.spelling.sounds import sounded
from auditor.spelling.words import is_word

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40)


def found(text: str) -> list[tuple[str, str]]:
    """What stands there and what was meant."""
    return [(text[slip.start : slip.end], slip.phrase) for slip in slips(text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("坚持标本兼制。", "标本兼治"),
        ("领导千部带头。", "领导干部"),
        ("对新房积案逐件化解。", "信访积案"),
        ("一如继往地支持。", "一如既往"),
    ],
)
def test_a_character_or_word_that_sounds_or_looks_alike_is_found(text: str, meant: str) -> None:
    """By sound, by shape, and as a whole word."""
    assert [phrase for _, phrase in found(text)] == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "形成合理的工作流程。",  # 合理 goes on: 形成合力 is not meant
        "宣传征地政策。",  # listed as right
        "国家级企业参加。",  # 级 belongs to 国家级, not to 国家机器
        "落实国有资产保值增值责任。",  # a phrase with what precedes
        "沉降观测落实到人。",  # a word that sounds like 贯彻 only to some
        "会议十四次。",  # a number is no slip
    ],
)
def test_what_can_be_read_otherwise_is_left_alone(text: str) -> None:
    """Right neighbours of set phrases."""
    assert not found(text)


@given(HAN)
def test_a_slip_lies_within_the_text_and_differs_from_its_phrase(text: str) -> None:
    """For any text; slips do not overlap."""
    done = 0
    for slip in slips(text):
        said = text[slip.start : slip.end]
        assert done <= slip.start
        assert len(said) == len(slip.phrase)
        assert said not in phrases()
        assert next(i for i in range(len(said)) if said[i] != slip.phrase[i]) == slip.at
        done = slip.end


@given(st.text(max_size=60))
def test_the_heard_text_is_as_long_and_heard_alike(text: str) -> None:
    """``sounded`` keeps places and says nothing new of its own result."""
    assert len(sounded(text)) == len(text)
    assert sounded(sounded(text)) == sounded(text)


def test_no_set_phrase_is_listed_as_known() -> None:
    """A neighbour that is right is not a phrase itself, and is not needed without one that sounds alike."""
    heard = {sounded(phrase) for phrase in phrases()}
    known = lexicon.load("set_phrases")["known"].split()
    assert len(set(known)) == len(known)
    assert set(phrases()).isdisjoint(known)
    assert [words for words in known if sounded(words) not in heard] == []


def test_words_are_pairs_of_characters() -> None:
    """Anything else is none."""
    assert is_word("整改")
    assert not is_word("建全")
    assert not is_word("整")
    assert not is_word("整改组")
