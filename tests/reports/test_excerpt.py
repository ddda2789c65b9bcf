"""Quotes for people: visible characters, sentences, places in words."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from auditor.notice import Notice
from auditor.presentation.excerpt import HIDDEN, Excerpt, excerpt, quote, shorten, visible
from auditor.presentation.wording import place, spot
from auditor.presentation.wrapping import wrap
from auditor.report import AuditedNotice
from auditor.source import Source, Span


def test_every_acting_character_is_known() -> None:
    """The character class holds all of Unicode's Cc, Cf, Cs, Zl and Zp, and no letter or mark one can see."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        category = unicodedata.category(char)
        if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert HIDDEN.match(char), hex(code)
        elif HIDDEN.match(char):
            assert category in ("Cn", "Lo", "Mn"), hex(code)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("零\u200b宽", "零⟨U+200B⟩宽"),
        ("上行\n   下行", "上行⏎下行"),
        ("\x7f\x9b", "␡⟨U+009B⟩"),
        ("甲\t乙", "甲 乙"),
        ("\ud800", "⟨U+D800⟩"),
        ("整改　100%", "整改　100%"),
    ],
)
def test_what_acts_becomes_visible(text: str, shown: str) -> None:
    """Controls, directions, zero-width characters and lone surrogates are placeholders; blanks stay."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("一二三", 3, "一二三"), ("一二三四五六七八", 6, "一二三…七八"), ("一二三", 2, "一…")],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    """The middle is left out."""
    assert shorten(text, limit) == short


def around(text: str, words: str) -> Excerpt:
    """The excerpt of some words in a text without an outline."""
    at = text.index(words)
    return excerpt(AuditedNotice("a", Source("a", text)), Span(at, at + len(words)))


def test_a_sentence_ends_at_its_mark() -> None:
    """Neither the sentence before nor the one after is shown; a closing quote belongs to the one before."""
    assert around("前一句“完。”整改7个。后一句。", "7个") == Excerpt("整改", "7个", "。")
    assert around("整改7个。后一句。", "7个。") == Excerpt("整改", "7个。", "")


def test_a_long_sentence_is_cut() -> None:
    """Cut sides end in …, and the whole stays in bounds."""
    found = around("甲" * 500 + "7个" + "乙" * 500, "7个")
    assert found.before.startswith("…甲")
    assert found.after.endswith("乙…")
    assert len(found.before + found.quote + found.after) <= 125


def test_a_quote_of_any_length_is_short() -> None:
    """A span over a whole document does not print the document."""
    source = Source("a", "甲" * 100_000)
    assert len(quote(source, Span(0, 100_000))) == 120


def test_a_wrapped_line_goes_on(parsed: Callable[[str], Notice]) -> None:
    """A sentence cut by the end of a line is shown whole."""
    text = "一、总体情况\n本次巡察共反馈问题12个，截至目前，\n已完成整改12个，其余正在推进。\n"
    notice = parsed(text)
    audited = AuditedNotice("a", notice.source, notice)
    at = text.index("已完成")
    assert excerpt(audited, Span(at, at + 3)).before == "本次巡察共反馈问题12个，截至目前，⏎"


def test_places_in_the_authors_terms(parsed: Callable[[str], Notice]) -> None:
    """Parts are counted as an author does; what has no number is named by what it is."""
    text = "一、总体情况\n县委重视。\n二、整改情况\n（一）学习方面\n（1）学习不够。\n已组织学习。\n"
    notice = parsed(text)
    assert place(notice, text.index("县委")) == "第一部分"
    assert place(notice, text.index("已组织")) == "第二部分（一）（1）"
    assert place(parsed("只有一段话。\n"), 2) == ""


def test_sentences_are_counted_in_long_lines_only() -> None:
    """The number of a sentence helps in a paragraph, not in a heading."""
    long = "第一句话。" + "第二句话说得比较长，" * 8 + "完。"
    source = Source("a", f"短行。\n{long}\n")
    assert spot(source, 1) == "第 1 行"
    assert spot(source, 5) == "第 2 行第 1 句"
    assert spot(source, 12) == "第 2 行第 2 句"


@given(st.text(alphabet="中文，。（“”）12345 abcXYZ/\U0001f600é"), st.integers(20, 60))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    """Lines fit, and joined they are the text but for blanks at their ends."""
    lines = [part.plain for part in wrap(Text(text), width)]
    assert all(cell_len(part) <= width for part in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_keeps_marks_and_numbers_together() -> None:
    """No line begins with a closing mark or inside a number, none ends with an opening one."""
    text = "共走访群众一千二百三十四户（其中困难户12345户），办结率98.76%，“两个清单”全部办结，群众表示满意。"
    for width in range(20, 60):
        for part in wrap(Text(text), width):
            assert part.plain[0] not in "，。）”%"
            assert part.plain[-1] not in "（“"
        assert (
            sum(part.plain.count("12345") + part.plain.count("98.76%") for part in wrap(Text(text), width))
            == 2
        )
