"""Reading Word documents: what counts as text, in which order, and where each character came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.errors import UncheckedError
from auditor.notice import Kind
from auditor.parse import parse
from auditor.pipeline import audit_source
from auditor.readers import read_bytes
from auditor.readers._docx_reading import DocxOrigin
from auditor.registry import Registry
from auditor.source import Source, Span
from tests.readers.word import link, numbered_docx, paragraph, plain_docx, raw_docx

P = paragraph


def text(body: str, parts: Mapping[str, str] | None = None, links: str = "") -> str:
    """The text of a document whose main part has this content."""
    return read_bytes(raw_docx(body, parts, links), "a.docx").text


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def where(source: Source, words: str) -> dict[str, object]:
    """The place in the document of some words."""
    at = source.text.index(words)
    assert source.origin is not None
    return dict(source.origin.locate(Span(at, at + len(words))))


class TestText:
    def test_paragraphs_and_runs(self) -> None:
        """A paragraph is a line, however its words are cut into runs; an empty one is an empty line."""
        body = f"<w:p>{run('整改')}{run('情况')}</w:p><w:p/>{P('通报')}"
        assert text(body) == "整改情况\n\n通报\n"

    def test_special_characters(self) -> None:
        """Soft breaks end a line; tabs, hyphens that do not break and symbols are characters."""
        inner = "<w:t>电话0755</w:t><w:noBreakHyphen/><w:t>1234</w:t><w:softHyphen/><w:t>5678</w:t><w:br/><w:t>甲</w:t>"
        symbols = (
            '<w:tab/><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F001"/>'
            '<w:sym w:font="宋体" w:char="00D7"/>'
        )
        assert text(f"<w:p><w:r>{inner}{symbols}</w:r></w:p>") == "电话0755-12345678\n甲\t☑\ufffc×\n"

    def test_blanks(self) -> None:
        """Blanks around words count only where the document says so; newlines in the XML never do."""
        body = '<w:p><w:r><w:t> 甲 </w:t><w:t xml:space="preserve"> 乙\n</w:t></w:r></w:p>'
        assert text(body) == "甲 乙 \n"

    def test_tracked_changes(self) -> None:
        """Inserted and moved-to text is kept, deleted and moved-from text is not."""
        body = (
            f"<w:p>{run('退缴')}<w:del><w:r><w:delText>1.5万元</w:delText></w:r></w:del>"
            f"<w:ins>{run('1.2万元')}</w:ins><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
        )
        assert text(body) == "退缴1.2万元新\n"

    @pytest.mark.parametrize("tag", ["del", "moveFrom"])
    def test_deleted_paragraph_end(self, tag: str) -> None:
        """A paragraph whose end was deleted goes on in the next one; a wholly deleted one leaves nothing."""
        gone = f"<w:pPr><w:rPr><w:{tag}/></w:rPr></w:pPr>"
        body = f"<w:p>{gone}{run('整改')}</w:p><w:p>{gone}</w:p><w:p>{run('情况')}</w:p>{P('完')}"
        assert text(body) == "整改情况\n完\n"

    def test_properties_before_a_change(self) -> None:
        """What a tracked change of formatting remembers of the past is not the present."""
        old = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
        assert text(f"<w:p>{run('整改', old)}</w:p>") == "整改\n"

    def test_links_and_controls(self) -> None:
        """Hyperlinks, content controls and smart tags are only wrappers."""
        body = (
            f"<w:p><w:hyperlink>{run('邮箱')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{run('某县')}</w:sdtContent>"
            f"</w:sdt><w:smartTag>{run('纪委')}</w:smartTag></w:p>"
        )
        assert text(f"{body}<w:sdt><w:sdtContent>{P('段')}</w:sdtContent></w:sdt>") == "邮箱某县纪委\n段\n"

    def test_fields(self) -> None:
        """A field shows its result, not its code; a table of contents is left out."""
        begin, mid, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )

        def field(code: str, result: str) -> str:
            return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{mid}{run(result)}{end}"

        contents = f"{begin}<w:r><w:instrText> TOC o </w:instrText></w:r>{mid}{run('一、总体情况')}{field(' PAGEREF ', '3')}{end}"
        body = f"<w:p>{field(' = 3 ', '3')}</w:p><w:p>{contents}</w:p>"
        assert text(body + P("一、总体情况")) == "3\n\n一、总体情况\n"

    def test_unfinished_field(self) -> None:
        """A field that never ends does not swallow the text after it."""
        body = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r></w:p>{P("整改情况")}'
        assert text(body) == "\n整改情况\n"

    def test_hidden_text(self) -> None:
        shown = '<w:vanish w:val="0"/>'
        assert text(f"<w:p>{run('整改')}{run('内部', '<w:vanish/>')}{run('情况', shown)}</w:p>") == (
            "整改情况\n"
        )

    def test_text_boxes(self) -> None:
        """A text box follows its paragraph, once, although the file holds it twice for older programs."""
        box = f"<w:txbxContent>{P('文本框')}</w:txbxContent>"
        both = (
            f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        assert (
            text(f"<w:p><w:r><w:t>正</w:t>{both}<w:t>文</w:t></w:r></w:p>{P('下段')}")
            == "正文\n文本框\n下段\n"
        )

    def test_formula_and_ruby(self) -> None:
        """A formula's characters are text; the pronunciation above a character is not."""
        ruby = "<w:ruby><w:rt><w:r><w:t>zhēn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甄</w:t></w:r></w:rubyBase></w:ruby>"
        math = (
            "<m:oMathPara><m:oMath><m:r><m:t>3+4</m:t></m:r><m:r><m:t>=7</m:t></m:r></m:oMath></m:oMathPara>"
        )
        assert text(f"<w:p><w:r>{ruby}</w:r>{math}</w:p>") == "甄3+4=7\n"

    def test_notes(self) -> None:
        """Foot- and endnotes follow the paragraph that refers to them, each once."""
        notes = '<w:ROOT><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote></w:ROOT>'
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        found = text(
            f"<w:p>{run('甲')}{mark}</w:p><w:p>{run('乙')}{mark}</w:p>",
            parts={"word/footnotes.xml": notes.format(P("脚注"))},
            links=link("rId7", "footnotes", "footnotes.xml"),
        )
        assert found == "甲\n脚注\n乙\n"

    def test_strict_format(self) -> None:
        """The strict variant of the standard has other namespaces."""
        root = (
            '<?xml version="1.0"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body>'
            "<x:p><x:r><x:t>整改</x:t></x:r></x:p></x:body></x:document>"
        )
        assert read_bytes(raw_docx("", root=root), "a").text == "整改\n"

    def test_utf16(self) -> None:
        document = f'<?xml version="1.0" encoding="UTF-16"?>{_ROOT.format(P("整改"))}'
        data = raw_docx("", root=document.encode("utf-16"))
        assert read_bytes(data, "a").text == "整改\n"


_ROOT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


class TestTables:
    @staticmethod
    def cell(words: str, properties: str = "") -> str:
        inner = "".join(map(P, words.split("/")))
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    def test_rows(self) -> None:
        """Rows are lines of cells between bars; the paragraphs of a cell stand in one line."""
        rows = f"<w:tr>{self.cell('问题')}{self.cell('数量')}</w:tr><w:tr>{self.cell('甲/乙')}{self.cell('')}</w:tr>"
        assert text(f"{P('表')}<w:tbl>{rows}</w:tbl>{P('后')}") == "表\n| 问题 | 数量 |\n| 甲 乙 |  |\n后\n"

    def test_merged_cells(self) -> None:
        """A cell over two columns is followed by an empty one, so that columns stay in line."""
        wide = self.cell("合计", '<w:gridSpan w:val="2"/>')
        rows = f"<w:tr>{self.cell('1')}{self.cell('2')}{self.cell('3')}</w:tr><w:tr>{wide}{self.cell('6')}</w:tr>"
        assert text(f"<w:tbl>{rows}</w:tbl>") == "| 1 | 2 | 3 |\n| 合计 | | 6 |\n"

    def test_deleted_row(self) -> None:
        row = f"{self.cell('甲')}{self.cell('1')}"
        assert (
            text(f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{row}</w:tr><w:tr>{row}</w:tr></w:tbl>")
            == "| 甲 | 1 |\n"
        )

    def test_layout_table(self) -> None:
        """A table of one column only places text: its paragraphs are lines."""
        assert text(f"<w:tbl><w:tr>{self.cell('甲/乙')}</w:tr></w:tbl>") == "甲\n乙\n"

    def test_table_in_a_layout_table(self) -> None:
        inner = f"<w:tbl><w:tr>{self.cell('甲')}{self.cell('1')}</w:tr></w:tbl><w:p/>"
        assert text(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>") == "| 甲 | 1 |\n\n"

    def test_table_is_known_to_the_parser(self) -> None:
        """The lines are rows of a table in the outline."""
        rows = "".join(
            f"<w:tr>{self.cell(a)}{self.cell(b)}</w:tr>" for a, b in (("问题", "数量"), ("甲", "3"))
        )
        notice = parse(read_bytes(raw_docx(f"{P('关于整改情况的通报')}<w:tbl>{rows}</w:tbl>"), "a"))
        assert [leaf.text for leaf in notice.of_kind(Kind.ROW)] == ["| 问题 | 数量 |", "| 甲 | 3 |"]


class TestHeaders:
    PARTS = {"word/header1.xml": f"<w:ROOT>{P('中共某县某局党组关于巡察整改进展情况的通报')}</w:ROOT>"}  # noqa: RUF012
    LINKS = link("rId9", "header", "header1.xml")
    SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'
    BODY = P("根据统一部署，现将整改情况公布如下。") + P("一、总体情况") + P("制定措施12条。")

    def test_title_in_the_header(self) -> None:
        """A header that holds the title, which the body lacks, is text."""
        assert text(self.BODY + self.SECTION, parts=self.PARTS, links=self.LINKS).startswith("中共某县")

    def test_running_header(self) -> None:
        """A header that repeats the title is not."""
        title = P("关于巡察整改进展情况的通报")
        assert text(title + self.BODY + self.SECTION, parts=self.PARTS, links=self.LINKS).startswith("关于")

    def test_other_header(self) -> None:
        parts = {"word/header1.xml": f"<w:ROOT>{P('内部资料')}</w:ROOT>"}
        assert text(self.BODY + self.SECTION, parts=parts, links=self.LINKS).startswith("根据")


class TestPlaces:
    def test_run(self) -> None:
        """Characters lead back to paragraph and run."""
        source = read_bytes(raw_docx(f"{P('甲')}<w:p>{run('乙')}<w:ins>{run('丙丁')}</w:ins></w:p>"), "a")
        assert where(source, "丁") == {"paragraph": 2, "run": 2}

    def test_cell(self) -> None:
        cells = "".join(f"<w:tc>{P(words)}</w:tc>" for words in ("甲", "乙"))
        source = read_bytes(raw_docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a")
        assert where(source, "乙") == {"paragraph": 2, "run": 1, "cell": {"table": 1, "row": 1, "column": 2}}

    def test_every_character(self, own_notices: dict[str, str]) -> None:
        """Each piece of the text is what its run says, at its place, without gaps."""
        source = read_bytes(numbered_docx(own_notices["clean_inspection.txt"])[0], "a")
        assert isinstance(source.origin, DocxOrigin)
        fragments = source.origin.fragments
        ends = [*(each.start for each in fragments[1:]), len(source.text)]
        assert fragments[0].start == 0
        for each, end in zip(fragments, ends, strict=True):
            if each.piece:
                assert source.text[each.start : end] == each.piece.text


def findings(source: Source, registry: Registry) -> list[tuple[str, str]]:
    """Rule and quote of each finding."""
    audited = audit_source(source, list(registry))
    return [(each.rule, source.quote(each.span).strip()) for each in audited.findings]


class TestNotices:
    """A notice written to Word has the same findings as its text."""

    def check(self, words: str, registry: Registry) -> None:
        source = read_bytes(words.encode(), "a.txt")
        expected = findings(source, registry)
        numbered, recovered = numbered_docx(source.text)
        for data in (plain_docx(source.text), numbered):
            found = read_bytes(data, "a.docx")
            assert found.text.rstrip() == source.text.rstrip()
            assert findings(found, registry) == expected
        assert isinstance(found.origin, DocxOrigin)
        numbers = [
            each for each in found.origin.fragments if not each.piece and found.text[each.start] not in "\n|"
        ]
        assert len(numbers) == recovered

    def test_own_notices(self, own_notices: dict[str, str], registry: Registry) -> None:
        for words in own_notices.values():
            self.check(words, registry)

    def test_sample_notices(self, sample_notices: Path, registry: Registry) -> None:
        for path in sorted(sample_notices.glob("*.txt")):
            self.check(path.read_text(encoding="utf-8"), registry)


class TestUnchecked:
    def test_only_pictures(self) -> None:
        with pytest.raises(UncheckedError, match="没有文字"):
            text("<w:p><w:r><w:drawing/></w:r></w:p>")

    def test_text_outside_the_document(self) -> None:
        """What Word would load from elsewhere is missing here: that is said."""
        with pytest.raises(UncheckedError, match="嵌入的外部内容"):
            text(f'{P("甲")}<w:altChunk r:id="rId3"/>')

    def test_blank_document(self) -> None:
        with pytest.raises(UncheckedError, match="没有文字"):
            text("<w:p/><w:p/>")
