"""Web pages: the article among what stands around it, encodings, and positions in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import UncheckedError
from auditor.readers import read_bytes
from auditor.readers._html_tokens import Tag, Text, characters, tokens
from auditor.readers._mapped import FileOrigin
from auditor.source import Source, Span
from tests.readers import papers

TITLE = "关于七届区委第二轮巡察整改情况的通报"
BODY = (
    "根据区委统一部署，2023年3月6日至4月28日，区委第二巡察组对我镇开展了巡察，朱镕同志参加。\n"
    "一、总体情况\n反馈问题12个，已完成11个，完成率91.7%；其余1个正在推进，预计年内完成。\n"
    "联系电话：0513-55500123；电子邮箱：abc@lanxiqu.gov.cn。\n中共澄溪区芦汀镇委员会\n2023年5月6日"
)


def read(page: str | bytes, encoding: str = "utf-8") -> Source:
    return read_bytes(page if isinstance(page, bytes) else page.encode(encoding), "a.html")


def lines(page: str | bytes) -> list[str]:
    return [line.strip() for line in read(page).text.split("\n") if line.strip()]


class TestArticle:
    @pytest.mark.parametrize("container", ["TRS_Editor", "zoom", "v_news_content", "neirong"])
    def test_found_among_navigation(self, container: str) -> None:
        """In a container that is known by name and in one that is not: body and title, nothing else."""
        page = papers.site_page(BODY * 2, TITLE, container=container)
        assert lines(page) == [TITLE, *(line for line in (BODY * 2).split("\n"))]

    def test_title_of_the_body_stays_alone(self) -> None:
        """A title that the article has, perhaps in two lines, is not put before it again."""
        page = papers.site_page(f"{TITLE[:8]}\n{TITLE[8:]}\n{BODY}", TITLE)
        assert lines(page)[:3] == [TITLE[:8], TITLE[8:], BODY.split("\n")[0]]

    def test_plain_page(self) -> None:
        """A page of nothing but paragraphs is the article."""
        assert lines(papers.page(BODY)) == BODY.split("\n")

    def test_title_from_head(self) -> None:
        page = f"<html><head><title>{TITLE} - 澄溪区人民政府</title></head><body><p>{BODY}</p></body></html>"
        assert lines(page)[0] == TITLE

    def test_short_title_is_none(self) -> None:
        """A page whose title is a number or a file's name has none."""
        page = papers.page(BODY).replace(b"<head>", b"<head><title>002</title>")
        assert lines(page) == BODY.split("\n")


class TestText:
    def test_fragment(self) -> None:
        assert lines("<p>共3项。</p><div>甲<br/>乙</div>") == ["共3项。", "甲", "乙"]

    def test_hidden(self) -> None:
        """Scripts, styles, comments and hidden elements are no text."""
        page = (
            "<div>甲<script>var a='<p>子';</script><style>p{}</style><!-- 丑 --><span hidden>寅</span>"
            '<p style="display: none">卯</p><noscript>辰</noscript><template>巳</template>乙</div>'
        )
        assert "".join(lines(page)) == "甲乙"

    def test_references(self) -> None:
        assert lines("<p>&ldquo;甲&#12290;&rdquo;&#x3010;&lt;乙&gt;&amp;amp; &copy;丙&unknown;</p>") == [
            "“甲。”【<乙>&amp; ©丙&unknown;"
        ]

    def test_line_breaks_of_the_file(self) -> None:
        """Between Chinese characters they are nothing, elsewhere a blank."""
        assert lines("<p>完成\n率 is\n  90%\u200b。</p>") == ["完成率 is 90%。"]

    def test_unclosed_paragraphs(self) -> None:
        assert lines("<div><p>甲<p>乙<ul><li>丙<li>丁</ul></div>") == ["甲", "乙", "丙", "丁"]

    def test_table(self) -> None:
        page = "<table><tr><th>项目<th>数<tr><td><p>甲</p>乙</td><td>3</td></tr></table>"
        assert lines(page) == ["| 项目 | 数 |", "| 甲乙 | 3 |"]

    def test_table_that_lays_out_the_page(self) -> None:
        assert lines(f"<table><tr><td>左</td><td><p>{'甲' * 301}</p><p>乙</p></td></tr></table>") == [
            "左",
            "甲" * 301,
            "乙",
        ]

    @pytest.mark.parametrize(
        ("order", "numbers"),
        [
            ("<ol>", ["1.", "2."]),
            ('<ol start="3">', ["3.", "4."]),
            ('<ol style="list-style-type: simp-chinese-informal">', ["一、", "二、"]),
            ('<ol type="A">', ["A.", "B."]),
            ('<ol style="list-style: none">', ["", ""]),
            ("<ul>", ["", ""]),
        ],
    )
    def test_lists(self, order: str, numbers: list[str]) -> None:
        """An ordered list has the numbers that a browser shows."""
        expected = [f"{number}{words}" for number, words in zip(numbers, ("甲。", "乙。"), strict=True)]
        assert lines(f"{order}<li>甲。</li><li>乙。</li></{order[1:3]}>") == expected

    def test_list_with_numbers_of_its_own(self) -> None:
        assert lines("<ol><li>1.甲</li><li>2.乙</li></ol>") == ["1.甲", "2.乙"]


class TestEncodings:
    @pytest.mark.parametrize("said", ["gb2312", "GBK", "gb18030"])
    def test_characters_beyond_gb2312(self, said: str) -> None:
        """A page that says gb2312 may hold 镕."""
        source = read(
            papers.site_page(BODY, TITLE, charset=said.lower()).replace(said.lower().encode(), said.encode())
        )
        assert "朱镕同志参加" in source.text
        assert source.encoding == "gb18030"

    def test_wrong_about_itself(self) -> None:
        """UTF-8 that says gb2312 is UTF-8."""
        page = papers.page(BODY).replace(b"utf-8", b"gb2312")
        assert lines(page) == BODY.split("\n")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
    def test_byte_order_mark(self, encoding: str) -> None:
        page = papers.page(BODY).decode().replace('<meta charset="utf-8">', "")
        assert lines(page.encode(encoding)) == BODY.split("\n")

    def test_bytes_that_do_not_fit(self) -> None:
        """Nothing is replaced: what can't be decoded is refused."""
        page = papers.page(BODY, charset="gb2312").replace("总体".encode("gb18030"), b"\xd7\xff\xff")
        with pytest.raises(UncheckedError, match="无法解码"):
            read(page)


class TestPositions:
    def test_span_leads_into_the_file(self) -> None:
        page = "<html>\n<body><p>完成率<b>91</b>.7&#37;，&ldquo;甲&rdquo;</p></body></html>"
        source = read(page)
        assert isinstance(source.origin, FileOrigin)
        at = source.text.index("91.7%")
        place = source.origin.place(Span(at, at + 5))
        assert page[place.start : place.end] == "91</b>.7&#37;"
        assert source.origin.locate(Span(at, at + 5))["file"]["start"] == {
            "line": 2,
            "column": 16,
            "offset": 22,
        }

    @pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
    def test_every_character(self, charset: str) -> None:
        """Each character of the text stands in the file where its position says, or is what a reference means."""
        source = read(papers.site_page(BODY, TITLE, charset=charset))
        assert isinstance(source.origin, FileOrigin)
        for i, char in enumerate(source.text):
            place = source.origin.place(Span(i, i + 1))
            words = source.origin.file[place.start : place.end]
            assert words == char or char in "\n\xa0 " or char in TITLE

    @given(st.text(alphabet="<>/!-&;=\"' apdivtrl整\n", max_size=60))
    def test_any_text(self, words: str) -> None:
        """The tokenizer takes anything, in order and without overlap."""
        done = 0
        for token in tokens(words):
            assert isinstance(token, Tag | Text)
            assert done <= token.start <= token.end <= len(words)
            done = token.end

    @given(st.text(alphabet="<>/!-&;#=\"' apdivtrl整38", max_size=60))
    def test_any_characters(self, words: str) -> None:
        """What is no reference is passed on as it is, and nothing is left out or told twice."""
        parts = list(characters(words, 0, len(words)))
        assert [a for a, _, _ in parts] == [0, *(b for _, b, _ in parts)][: len(parts)]
        assert "".join(words[a:b] for a, b, _ in parts) == words
        assert all(words[a] == "&" for a, _, meant in parts if meant)


def test_nothing_in_it() -> None:
    with pytest.raises(UncheckedError, match="没有正文"):
        read("<html><head><title>x</title></head><body><script>1</script></body></html>")


@pytest.mark.parametrize(
    "words", ["甲 < 乙，共<3>项。", "a<b，<p 值小于0.05。", "见 <http://www.example.cn>。"]
)
def test_no_page(words: str) -> None:
    """A text with less-than signs is a text."""
    assert read(words).text == words
