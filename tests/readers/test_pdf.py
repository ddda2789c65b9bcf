"""PDFs: paragraphs made of lines, what runs through the pages left out, positions on pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.errors import UncheckedError
from auditor.lexicon import words
from auditor.readers import read_bytes
from auditor.readers._layout import PlacedText, arrange
from auditor.readers._layout_lines import Glyphs
from auditor.source import Source, Span
from tests.readers import papers

LONG = "芦溪镇党委高度重视巡察整改工作，成立整改工作领导小组，逐项研究整改措施，明确责任领导和完成时限。"
NOTICE = (
    f"关于巡察整改情况的通报\n一、总体情况\n{LONG * 3}\n（一）提高站位。{LONG}\n联系电话：0513-55500123。"
)


def read(data: bytes) -> Source:
    return read_bytes(data, "a.pdf")


def reason(data: bytes) -> str:
    with pytest.raises(UncheckedError) as caught:
        read(data)
    return caught.value.reason


def glyphs(lines: Sequence[tuple[float, float, str]], *, size: float = 10) -> Glyphs:
    """A page of lines at places, each character ``size`` wide."""
    page = Glyphs(600, 800)
    for left, bottom, line in lines:
        for i, char in enumerate(line):
            box = (left + i * size, bottom, left + (i + 1) * size, bottom + size)
            page.add(char, box, len(page.chars))
    return page


class TestParagraphs:
    def test_lines_are_joined(self) -> None:
        assert read(papers.pdf(NOTICE)).text == NOTICE

    def test_across_pages(self) -> None:
        """A paragraph goes on after the page number, the header and the page break."""
        assert read(papers.pdf(NOTICE, header="芦溪镇文件", per_page=4)).text == NOTICE

    def test_without_indent(self) -> None:
        """Paragraphs that are not indented are told by their short last lines."""
        assert read(papers.pdf(NOTICE, indent=0)).text == NOTICE

    def test_long_word_moves_to_the_next_line(self) -> None:
        """A line that is short only because the next word did not fit is no last line."""
        full = "甲" * 30
        page = glyphs([(50, 700, full), (50, 685, "乙" * 26), (50, 670, "abc@example.cn。"), (50, 655, full)])
        assert arrange([page]).text == f"{full}{'乙' * 26}abc@example.cn。\n{full}"

    def test_heading_after_a_full_line(self) -> None:
        """A number at the beginning of a line begins a paragraph, but not inside a sentence."""
        full = "甲" * 29 + "。"
        lines = [full, "二、工作情况", full[:-1] + "，", "（一）乙和", full[:-1] + "反", "三、乙。"]
        page = glyphs([(50, 700 - 15 * i, line) for i, line in enumerate(lines)])
        text = arrange([page]).text.split("\n")
        assert text[:2] == [full, "二、工作情况"]
        assert "，（一）乙和" in text[2]

    def test_blank_between_western_words(self) -> None:
        assert read(papers.pdf_of([[(72, 700, "notice auditor 整改")]])).text == "notice auditor 整改"

    def test_table(self) -> None:
        """Lines of cells become rows."""
        rows = [("项目", "数量", "完成"), ("甲", "12", "10"), ("乙", "3", "3")]
        page = [
            (72 + 120 * x, 700 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)
        ]
        assert read(papers.pdf_of([page])).text == "| 项目 | 数量 | 完成 |\n| 甲 | 12 | 10 |\n| 乙 | 3 | 3 |"

    def test_empty_cells(self) -> None:
        """A cell belongs to the column that it stands under: a row without one of them is not shifted."""
        rows = (
            [(72, "项目"), (200, "措施"), (330, "数量")],
            [(72, "甲"), (200, "乙"), (345, "12")],
            [(72, "合计"), (345, "12")],
        )
        page = [(float(x), 700.0 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in row]
        assert read(papers.pdf_of([page])).text.split("\n")[-1] == "| 合计 |  | 12 |"

    def test_columns_that_do_not_agree(self) -> None:
        """Where cells stand under no column, lines stay lines: nothing is put into a column by guess."""
        rows = [(72, "甲"), (200, "乙"), (330, "12"), (400, "5")], [(72, "合计"), (150, "12"), (260, "5")]
        page = [(float(x), 700.0 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in row]
        assert read(papers.pdf_of([page])).text == "甲 乙 12 5\n合计 12 5"

    def test_spaced_word(self) -> None:
        """Characters far apart are a word, not cells."""
        page = [(72.0 + 40 * i, 700.0, char) for i, char in enumerate("公示栏")]
        assert read(papers.pdf_of([page])).text == "公示栏"

    def test_table_with_lines_in_its_cells(self) -> None:
        """The lines of a cell stay together, also where the cells beside it are shorter or begin lower."""
        page = [
            *[
                (72.0, 700.0, "整改方面"),
                (200.0, 700.0, "具体"),
                (200.0, 684.0, "措施"),
                (330.0, 692.0, "数量"),
            ],
            *[(72.0, 660.0, "学习"), (72.0, 644.0, "贯彻"), (200.0, 660.0, "修订制度"), (330.0, 660.0, "12")],
            (72.0, 600.0, "二、工作情况"),
        ]
        assert read(papers.pdf_of([page])).text == (
            "| 整改方面 | 具体措施 | 数量 |\n| 学习贯彻 | 修订制度 | 12 |\n二、工作情况"
        )

    @pytest.mark.parametrize("angle", [0, 90, 180, 270])
    def test_turned_page(self, angle: int) -> None:
        """Landscape pages are drawn with turned text."""
        page = [(-200.0, 100.0, "整改情况"), (-200.0, 80.0, "共3项")]
        assert read(papers.pdf_of([page], turned=angle)).text == "整改情况\n共3项"


class TestSetNumbers:
    """Word processors set the numbers of lists apart with tabs."""

    @pytest.mark.parametrize("mark", ["1.", "（一）", "三、"])
    def test_no_cell(self, mark: str) -> None:
        after = 50 + 10 * len(mark) + 20
        page = glyphs(
            [(50, 700, mark), (after, 700, "关于学习的问题。"), (50, 670, mark), (after, 670, "乙。")]
        )
        assert arrange([page]).text == f"{mark}关于学习的问题。\n{mark}乙。"

    def test_index_of_a_table(self) -> None:
        rows = [
            (x, 700 - 20 * i, cell)
            for i in (1, 2)
            for x, cell in ((50, f"{i}"), (90, "修订制度"), (200, "3项"))
        ]
        assert arrange([glyphs(rows)]).text == "| 1 | 修订制度 | 3项 |\n| 2 | 修订制度 | 3项 |"


class TestDrawnLater:
    """Characters that the font of a line lacks are drawn after the rest of it, with another font."""

    LINES = (
        "（一）关于“重部署、轻检查”的问题。",
        "摸排“三资”台账48处，其中规范管理39处、注销11处。",
    )

    @pytest.mark.parametrize("lacking", ["“”", "“”、", "（）", "。", "“”0123456789"])
    def test_running_text(self, lacking: str) -> None:
        assert read(papers.with_fallback(self.LINES, lacking)).text == "\n".join(self.LINES)

    def test_two_fonts(self) -> None:
        """Each of them is drawn for itself."""
        line = [(50, 700, "摸排"), (80, 700, "三资"), (110, 700, "台账48处"), (70, 700, "“"), (100, 700, "”")]
        assert arrange([glyphs([line[0], line[1], line[2], line[4], line[3]])]).text == "摸排“三资”台账48处"

    def test_rest_of_the_line_follows(self) -> None:
        line = [(50, 700, "摸排"), (80, 700, "三资"), (70, 700, "“"), (100, 700, "”"), (110, 700, "台账48处")]
        assert arrange([glyphs(line)]).text == "摸排“三资”台账48处"

    def test_drawn_twice(self) -> None:
        """What is drawn over itself to look bold is not put among itself."""
        page = glyphs([(50, 700, "共48处"), (50.3, 700, "共48处")])
        assert arrange([page]).text.replace("\n", "") == "共48处共48处"

    def test_another_line(self) -> None:
        """What stands lower goes its own way."""
        page = glyphs([(50, 700, "甲乙"), (80, 700, "丙丁"), (70, 690, "戊")])
        assert "乙戊" not in arrange([page]).text

    def test_time(self) -> None:
        """A page that draws its glyphs from right to left takes no more than time in its length."""
        page = Glyphs(600, 800)
        for i in range(50_000):
            left = 600 - i * 0.01
            page.add("甲", (left, 700, left + 0.01, 710), i)
        assert arrange([page]).text.count("甲") == 50_000


class TestLeftOut:
    def test_page_numbers(self) -> None:
        """Page numbers of all kinds, also on a single page; a number in the text stays."""
        for number in ("3", "- 3 -", "第3页", "第 3 页 共 8 页", "3/8", "—3—", "三"):
            page = glyphs([(50, 700, "整改情况的通报"), (50, 400, "12"), (280, 30, number)])
            assert arrange([page]).text == "整改情况的通报\n12"

    def test_running_lines(self) -> None:
        pages = [
            glyphs([(50, 760, f"芦溪镇 2023年第{i}期"), (50, 700, f"{char}" * 30), (50, 30, "内部资料")])
            for i, char in enumerate("甲乙丙", 1)
        ]
        assert "期" not in arrange(pages).text
        assert "内部" not in arrange(pages).text

    def test_browser_lines(self) -> None:
        """The date, title and address that a browser prints, also on a single page."""
        lines = [
            (30, 780, "2023/5/6 10:20 关于整改的通报"),
            (50, 700, "整改情况"),
            (30, 15, "https://www.example.cn/a.html 1/1"),
        ]
        assert arrange([glyphs(lines, size=8)]).text == "整改情况"


class TestCharacters:
    def test_radicals(self) -> None:
        """Radicals that look like ideographs become these, each in its place."""
        assert (
            arrange([glyphs([(50, 700, "⼯作⽅⾯，⻓期，⼾籍，⾭年")])]).text == "工作方面，长期，户籍，青年"
        )

    def test_table_of_radicals(self) -> None:
        """Each entry is one radical and one ideograph, none twice."""
        pairs = words("radicals", "pairs")
        assert all(len(pair) == 2 and "\u2e80" <= pair[0] <= "\u2fdf" for pair in pairs)
        assert len({pair[0] for pair in pairs}) == len(pairs)
        assert not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}

    def test_outside_the_basic_plane(self) -> None:
        """pdfium gives two units for one character."""
        source = read(papers.pdf("姓名𠮷田"))
        assert len(source.text) in (4, 5)


class TestPositions:
    def test_page(self) -> None:
        source = read(papers.pdf(f"{LONG * 4}\n联系人共12名。", per_page=3))
        assert source.origin is not None
        at = source.text.index("12名")
        assert source.origin.locate(Span(0, 2)) == {"page": 1}
        assert source.origin.locate(Span(at, at + 3)) == {"page": 3}

    def test_glyphs(self) -> None:
        """Every character of the text leads to a glyph, or was put in."""
        source = read(papers.pdf(NOTICE))
        placed = source.origin
        assert isinstance(placed, PlacedText)
        assert len(placed.ids) == len(source.text)
        assert [char for char, id in zip(source.text, placed.ids, strict=True) if id < 0] == [
            "\n"
        ] * NOTICE.count("\n")


class TestUnchecked:
    def test_scan(self) -> None:
        assert "没有文字层，请先做文字识别" in reason(papers.scan(2))

    def test_scanned_pages_among_others(self) -> None:
        """Pages that can't be read are named; the rest is not taken for the whole."""
        assert "第 2、3 页" in reason(papers.scan(3, text="关于巡察整改情况的通报及有关工作安排"))

    def test_password(self) -> None:
        assert "密码" in reason(papers.pdf_of([[(72, 700, "整改")]], password="秘密".encode().hex()))

    def test_truncated(self) -> None:
        assert "不完整" in reason(papers.pdf(NOTICE)[:-300])

    def test_broken(self) -> None:
        assert "不是有效的 PDF" in reason(b"%PDF-1.7\n" + b"x" * 1000 + b"%%EOF")

    def test_empty(self) -> None:
        assert "没有文字" in reason(papers.pdf_of([[]]))

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra the reason says how to install it."""
        monkeypatch.setattr("auditor.readers.find_spec", lambda name: None)
        assert "pip install 'notice-auditor[pdf]'" in reason(papers.pdf(NOTICE))

    def test_missing_extra_without_an_index(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package is on no public index, where somebody else may take its name."""
        monkeypatch.setattr("auditor.readers.find_spec", lambda name: None)
        assert ".whl[pdf]'" in reason(papers.pdf(NOTICE))
