"""Reading text: encodings, newlines, control characters, and what is no text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import UncheckedError
from auditor.readers import MAX_SIZE, read, read_bytes

NOTICE = "关于巡察整改情况的通报\n根据统一部署，2031年3月1日至4月2日，第二巡察组对我单位开展了巡察。\n问题12个，完成率83.3%。\n"
TRADITIONAL = "關於巡察整改情況的通報，經過認真研究，問題已經解決。"


def why(data: bytes) -> str:
    """The reason why some bytes can't be read."""
    with pytest.raises(UncheckedError) as caught:
        read_bytes(data, "a")
    return caught.value.reason


class TestEncodings:
    @pytest.mark.parametrize(
        ("codec", "told"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("gb18030", "gb18030"),
            ("gbk", "gb18030"),
            ("gb2312", "gb18030"),
            ("utf-16", "utf-16"),
            ("utf-16-le", "utf-16-le"),
            ("utf-16-be", "utf-16-be"),
            ("utf-32", "utf-32"),
        ],
    )
    @pytest.mark.parametrize("length", [6, 12, 30, len(NOTICE)])
    def test_encoding(self, codec: str, told: str, length: int) -> None:
        """A text of six characters is enough; the encoding used is in the result, the byte order mark is not."""
        source = read_bytes(NOTICE[:length].encode(codec), "a")
        assert (source.text, source.encoding) == (NOTICE[:length], told)

    def test_big5(self) -> None:
        assert read_bytes(TRADITIONAL.encode("big5"), "a").text == TRADITIONAL

    def test_big_endian_mark(self) -> None:
        assert read_bytes(codecs.BOM_UTF16_BE + "整改".encode("utf-16-be"), "a").text == "整改"

    def test_western_utf16(self) -> None:
        """UTF-16 without a mark and without Chinese is known by its NUL bytes."""
        assert read_bytes("2031-03-01 100%".encode("utf-16-le"), "a").text == "2031-03-01 100%"

    def test_chinese_after_a_long_western_part(self) -> None:
        """What decides may stand far from the beginning."""
        text = "1234567890\n" * 10_000 + NOTICE
        assert read_bytes(text.encode("gb18030"), "a").text == text

    def test_four_byte_characters(self) -> None:
        """GB 18030 holds all of Unicode."""
        text = NOTICE + "𠮷野家，㐂"
        assert read_bytes(text.encode("gb18030"), "a").text == text

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
    def test_any_utf8(self, text: str) -> None:
        """What is written as UTF-8 comes back as it was (a mark at its beginning aside)."""
        text = "甲" + text
        assert read_bytes(text.encode(), "a").text == text


class TestCharacters:
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_newlines(self, newline: str) -> None:
        """Every newline becomes \\n."""
        assert read_bytes(f"甲{newline}乙{newline}{newline}丙".encode(), "a").text == "甲\n乙\n\n丙"

    def test_control_characters(self) -> None:
        """NUL and other control characters, and separators that are no newlines, stay."""
        text = "整改\0情况\x01的\x0b通报\x85如下\u2028\ufeff。"
        assert read_bytes(text.encode(), "a").text == text


class TestUnchecked:
    def test_undecodable_byte(self) -> None:
        """The reason names the encoding and the offset of the byte."""
        assert why("整改".encode() * 50 + b"\xff" + "整改".encode()) == (
            "按 UTF-8 解码时，字节偏移 300（从 0 计）处的 0xFF 无法解码"
        )

    def test_undecodable_after_mark(self) -> None:
        """Offsets count the mark's bytes too."""
        assert "字节偏移 5（" in why(codecs.BOM_UTF8 + b"ab\xff")

    def test_undecodable_gb18030(self) -> None:
        assert why("整改情况".encode("gb18030") * 50 + b"\xff\n").startswith(
            "按 GB18030 解码时，字节偏移 400"
        )

    def test_half_a_character_at_the_end(self) -> None:
        """A file that was cut off is not read as if it were whole."""
        """A file that was cut off is not read as if it were whole."""
        assert "字节偏移 6（" in why("整改情况".encode("gb18030")[:-1])

    @pytest.mark.parametrize(
        "data", [bytes(1000), bytes(range(4)) * 100, bytes(range(256)) * 9, b"\xc3\x28" * 500]
    )
    def test_binary(self, data: bytes) -> None:
        assert why(data).startswith("不是文本文件")

    def test_other_encoding(self) -> None:
        """An encoding that is not tried is refused, not guessed."""
        assert "编码无法识别" in why("検査の結果について、改めて報告いたします。".encode("shift-jis"))

    @pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b" \r\n\t", "\u3000\n".encode("gb18030")])
    def test_nothing_in_it(self, data: bytes) -> None:
        assert "没有可检查的内容" in why(data)

    @pytest.mark.parametrize(
        ("data", "title"),
        [
            (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml....xl/workbook.xml", "Excel 表格（.xlsx）"),
            (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "ZIP 格式的其他文档"),
            (b"PK\x03\x04....", "ZIP 压缩包"),
            (bytes.fromhex("d0cf11e0a1b11ae1"), "Office 二进制文档"),
            (b"\x89PNG\r\n\x1a\n", "图片（PNG）"),
        ],
    )
    def test_known_format(self, data: bytes, title: str) -> None:
        """A format that can't be read is named, by its content and not by the file's name."""
        assert title in why(data)

    def test_words_about_formats_are_text(self) -> None:
        """A text that speaks of a format is not of that format."""
        assert read_bytes("PDF、word/document.xml、<html> 都是格式。".encode(), "a").encoding == "utf-8"


class TestFiles:
    def test_path_in_the_error(self, tmp_path: Path) -> None:
        """The library's error begins with the path; the reason alone is apart."""
        with pytest.raises(UncheckedError, match=r"no\.txt：找不到这个文件或文件夹") as caught:
            read(tmp_path / "no.txt")
        assert caught.value.reason == "找不到这个文件或文件夹"

    def test_folder(self, tmp_path: Path) -> None:
        with pytest.raises(UncheckedError, match="这是文件夹，不是文件"):
            read(tmp_path)

    def test_nul_in_path(self) -> None:
        with pytest.raises(UncheckedError, match="路径中有空字符"):
            read("a\0b")

    def test_stream_without_size(self, tmp_path: Path) -> None:
        """A device tells no size; the limit holds all the same."""
        if not Path("/dev/zero").exists():
            pytest.skip("no /dev/zero here")
        with pytest.raises(UncheckedError, match="内容超过上限 1 KB"):
            read("/dev/zero", max_size=1024)

    def test_default_limit(self) -> None:
        """20 MB, as --help says."""
        assert MAX_SIZE == 20 * 1024 * 1024
