"""PDFs that do not carry their fonts: the same text on every machine, and a reason where nothing says what it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from auditor.errors import UncheckedError
from auditor.readers import read_bytes
from auditor.readers._pdf_glyphs import unread_fonts
from tests.readers import papers

WORDS = "整改情况共12项", "甲", "（", "“", "3", "。"
NOWHERE = "NoticeSongNowhere"
UNKNOWN = bytes.fromhex("3a013b023c033d043e05")  # codes that nothing gives a meaning


def text(data: bytes) -> str:
    return read_bytes(data, "a.pdf").text


def reason(data: bytes) -> str:
    with pytest.raises(UncheckedError) as caught:
        read_bytes(data, "a.pdf")
    return caught.value.reason


def naming(
    font: str,
    pages: Sequence[Sequence[bytes]],
    *,
    encoding: str,
    order: str = "Identity",
    meanings: str = "",
    table: str = "",
) -> bytes:
    """A PDF that names a font and does not carry it: pages of lines in some encoding (a CMap).

    ``order`` is the collection of its glyphs (GB1, CNS1).  ``meanings`` are the characters that it says its codes 1,
    2, 3 … of two bytes stand for; ``table`` says it in other words.
    """
    name = Name(f"/{font}")
    with pikepdf.new() as pdf:
        glyphs = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering=order, Supplement=2),
            FontDescriptor=Dictionary(
                Type=Name.FontDescriptor, FontName=name, Flags=4, Ascent=859, Descent=-141
            ),
        )
        made = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name(f"/{encoding}"),
            DescendantFonts=[pdf.make_indirect(glyphs)],
        )
        if table:
            made.ToUnicode = pdf.make_stream(table.encode())
        elif meanings:
            pairs = "\n".join(f"<{code:04x}> <{ord(char):04x}>" for code, char in enumerate(meanings, 1))
            ranges = "1 begincodespacerange <0000> <ffff> endcodespacerange"
            said = f"begincmap {ranges}\n{len(meanings)} beginbfchar\n{pairs}\nendbfchar endcmap"
            made.ToUnicode = pdf.make_stream(said.encode())
        fonts = Dictionary(F1=pdf.make_indirect(made))
        for lines in pages:
            page = pdf.add_blank_page(page_size=A4)
            page.Resources = Dictionary(Font=fonts)
            drawn = [
                f"BT /F1 12 Tf 72 {780 - 20 * row} Td <{line.hex()}> Tj ET" for row, line in enumerate(lines)
            ]
            page.Contents = pdf.make_stream("\n".join(drawn).encode())
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def numbered(*words: str) -> tuple[str, list[bytes]]:
    """The characters of some words, and the words written in numbers of these."""
    meanings = "".join(dict.fromkeys("".join(words)))
    return meanings, [
        b"".join((meanings.index(char) + 1).to_bytes(2, "big") for char in word) for word in words
    ]


def latin(font: str) -> bytes:
    """A PDF of Western words in a standard font, some of one character."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont(font, papers.SIZE)
    for row, word in enumerate(("Notice 12", "a", "-", "3")):
        canvas.drawString(papers.MARGIN, 700 - 60 * row, word)
    canvas.save()
    return out.getvalue()


class TestWordsOfOneCharacter:
    """They are what goes lost where a font is not found."""

    @pytest.mark.parametrize(
        ("encoding", "codec"),
        [
            ("UniGB-UCS2-H", "utf-16-be"),
            ("UniGB-UTF16-H", "utf-16-be"),
            ("GBK-EUC-H", "gbk"),
            ("GBK2K-H", "gb18030"),
        ],
    )
    def test_encoding(self, encoding: str, codec: str) -> None:
        lines = [word.encode(codec) for word in WORDS]
        assert text(naming(NOWHERE, [lines], encoding=encoding, order="GB1")) == "\n".join(WORDS)

    def test_traditional(self) -> None:
        words = "公告共12項", "甲", "乙"
        lines = [word.encode("big5") for word in words]
        assert text(naming(NOWHERE, [lines], encoding="ETen-B5-H", order="CNS1")) == "\n".join(words)

    def test_own_codes(self) -> None:
        """A font that no machine has, whose PDF says what its codes mean."""
        meanings, lines = numbered(*WORDS)
        data = naming(NOWHERE, [lines], encoding="Identity-H", meanings=meanings)
        assert text(data) == "\n".join(WORDS)

    def test_font_of_the_machine(self) -> None:
        assert text(papers.pdf_of([[(72, 700 - 60 * i, word) for i, word in enumerate(WORDS)]])) == "\n".join(
            WORDS
        )

    @pytest.mark.parametrize("font", ["Helvetica", "Times-Bold", "Courier"])
    def test_standard_font(self, font: str) -> None:
        assert text(latin(font)) == "Notice 12\na\n-\n3"

    @pytest.mark.parametrize("word", ["甲", "整改", "3"])
    def test_drawn_twice(self, word: str) -> None:
        """What is drawn over itself to look bold is read once."""
        assert text(papers.pdf_of([[(72, 700, word), (72.4, 700, word)]])) == word


_BARE = """
import sys
from ctypes import POINTER, c_char, cast, create_string_buffer
import pypdfium2
from pypdfium2 import raw
from auditor.readers._pdf_font import install
from auditor.readers._pdf_glyphs import read_pages

folder = create_string_buffer(sys.argv[1].encode())
folders = (POINTER(c_char) * 2)(cast(folder, POINTER(c_char)), None)
raw.FPDF_DestroyLibrary()
raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
kept = install() if sys.argv[2] else None
for page in read_pages(sys.stdin.buffer.read(), 9):
    print(ascii("".join(page.glyphs.chars)))
"""


class TestMachineWithoutFonts:
    """pdfium looks for fonts in an empty folder only."""

    def read(self, folder: object, *, own: bool) -> str:
        data = papers.pdf_of([[(72, 700, "甲")]])
        command = [sys.executable, "-c", _BARE, str(folder), "own" if own else ""]
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode().strip()

    def test_nothing_is_lost(self, tmp_path: object) -> None:
        if self.read(tmp_path, own=False) != ascii(""):
            pytest.skip("pdfium finds the fonts of this system in another way")
        assert self.read(tmp_path, own=True) == ascii("甲")


class TestWithoutMeaning:
    """Where nothing says what the characters of a font are, nothing is guessed."""

    def test_page_and_font(self) -> None:
        meaningless = naming("SimSun", [[UNKNOWN]], encoding="Identity-H")
        assert "第 1 页有文字读不出来：没有字体 SimSun 的编码对照" in reason(meaningless)

    def test_remedy(self) -> None:
        assert "请嵌入字体后重新导出 PDF" in reason(naming("SimSun", [[UNKNOWN]], encoding="Identity-H"))

    def test_one_page_of_several(self) -> None:
        """The rest is not taken for the whole, however much it is."""
        meanings, lines = numbered(*["巡察整改情况的通报"] * 30)
        data = naming(NOWHERE, [lines, [*lines, UNKNOWN], lines], encoding="Identity-H", meanings=meanings)
        assert "第 2 页" in reason(data)

    def test_single_character(self) -> None:
        """It is shown as lost, which a rule tells."""
        meanings, (line,) = numbered("整改情况共十二项")
        data = naming(
            NOWHERE, [[line[:4] + UNKNOWN[:2] + line[4:]]], encoding="Identity-H", meanings=meanings
        )
        assert text(data) == "整改\ufffd情况共十二项"

    def test_without_name(self) -> None:
        assert "字体 未命名" in reason(naming("", [[UNKNOWN]], encoding="Identity-H"))


class TestCodesThatAreUnicode:
    """As programs write that recognise scanned text: one range for all characters, which pdfium does not read."""

    TABLE = (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        "1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange endcmap"
    )
    WORDS = "清河县关于巡察整改情况的通报"

    def test_they_are_read(self) -> None:
        words = [self.WORDS.encode("utf-16-be")]
        assert text(naming("Blank", [words], encoding="Identity-H", table=self.TABLE)) == self.WORDS

    def test_another_range_says_nothing_of_the_rest(self) -> None:
        table = self.TABLE.replace("<FFFF> <0000>", "<00FF> <0000>")
        words = [self.WORDS.encode("utf-16-be")]
        assert "Blank" in reason(naming("Blank", [words], encoding="Identity-H", table=table))


class TestUnreadFonts:
    def test_text(self) -> None:
        assert unread_fonts({"甲": {0x3A01, 0x3B02, 0x3C03, 0x13}}) == ("甲",)

    def test_bullets(self) -> None:
        assert unread_fonts({"Wingdings": {0x80, 0xFC, 0xD8}}) == ()

    def test_western_codes(self) -> None:
        """Codes that are Western characters may be what they look like."""
        assert unread_fonts({"CMR10": set(map(ord, "Notice 12"))}) == ()

    def test_each_font_for_itself(self) -> None:
        assert unread_fonts({"甲": {0x3A01, 0x3B02}, "乙": {0x3C03, 0x3D04}}) == ()
