"""Markdown: what a reader sees of it."""

from __future__ import annotations

import pytest

from auditor.readers import read_bytes
from auditor.readers._mapped import FileOrigin
from auditor.readers.markdown import recognises
from auditor.source import Source, Span


def read(words: str) -> Source:
    return read_bytes(words.encode(), "a.md")


def lines(words: str) -> list[str]:
    return [line for line in read(words).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## 一、总体情况", "一、总体情况"),
        ("## 一、总体情况 ##", "一、总体情况"),
        ("# x\n> 引用的话", "引用的话"),
        ("**完成率**91.7%，~~旧~~", "完成率91.7%，旧"),
        ("**见**[整改方案](http://www.example.cn/a)。", "见整改方案。"),
        ("**图**![说明](a.png)如下", "图如下"),
        ("**共**100\\%，1\\. 甲", "共100%，1. 甲"),
        ("**甲**&ldquo;乙&rdquo;<br>", "甲“乙”"),
        ("**联系人**：____", "联系人：____"),
        ("# x\n落实***工作不到位", "落实***工作不到位"),
        ("# x\n落实****工作，中央****政策", "落实****工作，中央****政策"),
        ("# x\n发现***重大***问题", "发现重大问题"),
    ],
)
def test_marks(written: str, shown: str) -> None:
    assert lines(written)[-1] == shown


def test_code_is_left_out() -> None:
    """In closed fences only: an open one must not hide the rest of a notice."""
    assert lines("甲\n```python\n共5项\n```\n乙\n~~~\n丙\n```\n~~~\n丁") == ["甲", "乙", "丁"]
    assert lines("甲\n```\n乙")[-1] == "乙"


def test_tables() -> None:
    """Rows have bars on both sides; the line of dashes is gone."""
    assert lines("# 表\n项目 | 数\n--- | :-:\n甲 | 1\n| 乙 | 2 |\n\n丙 | 丁")[1:] == [
        "| 项目 | 数 |",
        "| 甲 | 1 |",
        "| 乙 | 2 |",
        "丙 | 丁",
    ]


def test_a_text_with_a_table_is_no_markdown() -> None:
    """Lines and offsets of a plain text with a table between bars are the file's own."""
    assert not recognises("一、情况\n|项目|数|\n|---|---|\n|甲|1|\n".encode())


def test_lists() -> None:
    """A list whose items all have one number is shown counted; other numbers stay."""
    assert lines("# x\n1. 甲\n1. 乙\n\n1. 丙\n\n别的\n\n1. 丁\n3. 戊")[1:] == [
        "1. 甲",
        "2. 乙",
        "3. 丙",
        "别的",
        "1. 丁",
        "3. 戊",
    ]


def test_settings() -> None:
    """Settings before the text are no text, but for the title."""
    assert lines('---\ntitle: "整改情况的通报"\ndate: 2023-05-06\n---\n正文') == ["整改情况的通报", "正文"]


def test_positions() -> None:
    words = "# x\n**完成**[率](u)91%"
    source = read(words)
    assert isinstance(source.origin, FileOrigin)
    at = source.text.index("率91")
    place = source.origin.place(Span(at, at + 3))
    assert words[place.start : place.end] == "率](u)91"


@pytest.mark.parametrize(
    "words", ["一、甲\n- （一）乙\n1. 丙", "5 * 3 = 15", "甲----乙", "#整改# 话题", "a | b"]
)
def test_plain_text(words: str) -> None:
    """A text without marks of Markdown is plain text, to the letter."""
    source = read(words)
    assert source.text == words
    assert source.origin is None


@pytest.mark.parametrize(
    "words",
    ["落实***工作不到位，中央***政策未落地，该县***工作滞后。", "对**镇**村的张**、李**同志进行了约谈。"],
)
def test_stars_that_withhold_words_make_no_markdown(words: str) -> None:
    """Three stars between Chinese characters, or two around a word such as 镇."""
    assert not recognises(words.encode())


def test_bold_words_make_markdown() -> None:
    assert recognises("一、总体情况\n**加强领导**，压实责任。".encode())
