"""Findings written back as Word comments: where they stand, what they say, and that nothing else changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from auditor.annotation import AUTHOR, annotate, annotators, notes
from auditor.errors import AuditorError, UncheckedError
from auditor.findings import Finding, Label, Severity
from auditor.notice import Notice
from auditor.pipeline import audit_source
from auditor.readers import read_bytes
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice
from auditor.source import Span
from tests.readers.word import link, numbered_docx, paragraph, plain_docx, raw_docx, saved

TITLE = paragraph("关于整改情况的通报")


def finder(*words: str) -> Rule:
    """A rule that finds each of some words wherever it stands."""

    def check(notice: Notice) -> Iterator[Finding]:
        """词语出现。"""
        text = notice.source.text
        for word in words:
            for found in re.finditer(re.escape(word), text):
                yield Finding(f"出现{word}", Span(*found.span()), related=(Label(Span(0, 2), "开头"),))

    return Rule("X101", "word-found", Severity.WARNING, "0.1", check)


def commented(data: bytes, rules: Iterable[Rule], least: Severity = Severity.INFO) -> bytes:
    """A document with the findings of some rules as comments."""
    return annotate(data, audited := audit(data, rules), notes(audited, rules, least))


def audit(data: bytes, rules: Iterable[Rule]) -> AuditedNotice:
    return audit_source(read_bytes(data, "a.docx"), list(rules))


def anchors(data: bytes) -> dict[str, str]:
    """The words between the marks of each of our comments, by its number, read with python-docx."""
    document = docx.Document(BytesIO(data))
    ours = {str(each.comment_id) for each in document.comments if each.author == AUTHOR}
    found: dict[str, str] = {}
    open_: set[str] = set()
    closed: set[str] = set()
    for element in document.element.body.iter():
        id = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart") and id in ours:
            open_.add(id)
            found[id] = ""
        elif element.tag == qn("w:commentRangeEnd") and id in ours:
            open_.remove(id)
            closed.add(id)
        elif element.tag == qn("w:commentReference") and id in ours:
            assert id in closed
        elif element.tag == qn("w:t"):
            for each in open_:
                found[each] += element.text or ""
        elif element.tag == qn("w:p"):
            for each in open_:
                found[each] += "\n" if found[each] else ""
    assert ours == set(found) == closed
    return found


def without_marks(data: bytes) -> str:
    """The main part without our marks and cuts: what an editor would call the document."""
    with ZipFile(BytesIO(data)) as archive:
        main = archive.read("word/document.xml").decode()
    main = re.sub(
        r'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>', "", main
    )
    return re.sub(r"</w:t></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>", "", main)


class TestAnchors:
    def test_across_runs(self) -> None:
        """Marks cut runs where the words begin and end; both halves keep the formatting."""
        bold = "<w:rPr><w:b/></w:rPr>"
        body = f"<w:p><w:r>{bold}<w:t>于9月</w:t></w:r><w:r><w:t>14日反馈</w:t></w:r></w:p>"
        out = commented(raw_docx(TITLE + body), [finder("9月14日")])
        assert anchors(out) == {"0": "9月14日"}
        runs = docx.Document(BytesIO(out)).paragraphs[1].runs
        assert [(each.text, each.bold) for each in runs if each.text] == [
            ("于", True), ("9月", True), ("14日", None), ("反馈", None)
        ]  # fmt: skip

    @pytest.mark.parametrize("wrapper", ["w:ins", "w:hyperlink", "w:smartTag", "w:fldSimple"])
    def test_inside(self, wrapper: str) -> None:
        """Insertions, links and fields can hold the marks."""
        body = f"<w:p><{wrapper}><w:r><w:t>退缴1.2万元资金</w:t></w:r></{wrapper}></w:p>"
        assert anchors(commented(raw_docx(TITLE + body), [finder("1.2万元")])) == {"0": "1.2万元"}

    def test_neighbours_and_overlaps(self) -> None:
        """Several comments in one run, at one place, one in the other."""
        out = commented(
            raw_docx(paragraph("甲乙丙丁戊己")), [finder("甲乙", "丙丁", "乙丙丁戊", "丁", "甲乙丙丁戊己")]
        )
        assert sorted(anchors(out).values()) == ["丁", "丙丁", "乙丙丁戊", "甲乙", "甲乙丙丁戊己"]
        assert read_bytes(out, "a").text == "甲乙丙丁戊己\n"

    def test_between_other_content(self) -> None:
        """Tabs and breaks in a run stay where they are."""
        body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:t>丁</w:t></w:r></w:p>"
        out = commented(raw_docx(body), [finder("乙", "丁")])
        assert anchors(out) == {"0": "乙", "1": "丁"}
        assert read_bytes(out, "a").text == "甲\t乙丙\n丁\n"

    def test_markup_characters(self) -> None:
        """Characters that XML writes in another way are cut rightly, and blanks kept."""
        out = commented(raw_docx(paragraph(" A&amp;B &lt;甲&gt;  &#x4E59; ")), [finder("B <甲")])
        assert anchors(out) == {"0": "B <甲"}
        assert read_bytes(out, "a").text == " A&B <甲>  乙 \n"

    def test_recovered_number(self) -> None:
        """A number that Word makes is nowhere in the text: the paragraph is marked."""
        data, _ = numbered_docx("关于整改情况的通报\n一、总体情况\n二、整改情况\n")
        out = commented(data, [finder("二、"), finder("一、总体")])
        assert sorted(anchors(out).values()) == ["总体", "整改情况"]

    def test_empty_paragraph(self) -> None:
        """Something missing is marked in the paragraph where it should stand, also in an empty one."""

        def check(notice: Notice) -> Iterator[Finding]:
            """缺少落款。"""
            yield Finding("缺少落款", Span(10, 10))

        rule = Rule("X102", "nothing-there", Severity.ERROR, "0.1", check)
        for empty in ("<w:p/>", "<w:p></w:p>", "<w:p><w:pPr/></w:p>", '<w:p w:rsidR="1" />'):
            out = commented(raw_docx(TITLE + empty + paragraph("完")), [rule])
            assert anchors(out) == {"0": ""}
            assert read_bytes(out, "a").text == "关于整改情况的通报\n\n完\n"

    def test_across_paragraphs_and_cells(self) -> None:
        cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("甲", "乙"))
        body = paragraph("子丑") + paragraph("寅卯") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        out = commented(raw_docx(body), [finder("丑\n寅"), finder("甲 | 乙"), finder("| 甲")])
        assert sorted(anchors(out).values()) == ["丑\n寅", "甲", "甲\n乙"]

    def test_where_word_has_no_comments(self) -> None:
        """What stands in a text box or a footnote is marked by the paragraph that it is anchored in."""
        box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox></w:pict></w:r>"
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        parts = {
            "word/footnotes.xml": f'<w:ROOT><w:footnote w:id="2">{paragraph("脚注")}</w:footnote></w:ROOT>'
        }
        body = f"<w:p><w:r><w:t>甲</w:t></w:r>{box}</w:p><w:p><w:r><w:t>乙</w:t></w:r>{note}</w:p>"
        data = raw_docx(body, parts, link("rId3", "footnotes", "footnotes.xml"))
        out = commented(data, [finder("框内"), finder("脚注")])
        with ZipFile(BytesIO(out)) as archive:
            main = archive.read("word/document.xml").decode()
        for id, word in (("0", "甲"), ("1", "乙")):
            mark = f'<w:p><w:commentRangeStart w:id="{id}"/><w:r><w:t>{word}</w:t>'
            assert mark in main

    def test_formula_is_not_cut(self) -> None:
        body = "<w:p><w:r><w:t>合计</w:t></w:r><m:oMath><m:r><m:t>3+4=8</m:t></m:r></m:oMath></w:p>"
        with ZipFile(BytesIO(commented(raw_docx(body), [finder("4=8")]))) as archive:
            main = archive.read("word/document.xml").decode()
        assert '<w:commentRangeStart w:id="0"/><m:oMath>' in main
        assert '</m:oMath><w:commentRangeEnd w:id="0"/>' in main


class TestComments:
    def test_words(self) -> None:
        """A comment names rule, severity, message and the related places; its author is the auditor."""
        out = commented(plain_docx("关于整改情况的通报\n一、总体情况\n问题12个。\n"), [finder("12个")])
        (comment,) = docx.Document(BytesIO(out)).comments
        assert (comment.author, comment.initials) == (AUTHOR, "审核")
        assert comment.text.split("\n") == [
            "【建议·确定】词语出现（X101 word-found）",
            "出现12个",
            "相关：标题“关于”（开头）",
        ]

    def test_least_severity(self) -> None:
        data = raw_docx(paragraph("甲"))
        assert commented(data, [finder("甲")], Severity.ERROR) == data

    def test_dates(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without SOURCE_DATE_EPOCH a comment has no date, so that the same input gives the same bytes."""
        data = raw_docx(paragraph("甲"))
        first = commented(data, [finder("甲")])
        assert commented(data, [finder("甲")]) == first
        assert next(iter(docx.Document(BytesIO(first)).comments)).timestamp is None
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
        dated = next(iter(docx.Document(BytesIO(commented(data, [finder("甲")]))).comments))
        assert str(dated.timestamp) == "2030-03-17 17:46:40+00:00"
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
        with pytest.raises(AuditorError, match="SOURCE_DATE_EPOCH"):
            commented(data, [finder("甲")])

    def test_comments_of_others(self) -> None:
        """Other people's comments stay, with their numbers; ours come after them."""
        document = docx.Document()
        line = document.add_paragraph("甲乙")
        document.add_comment(line.runs, "同意", "张某", "张")
        out = commented(saved(document), [finder("乙")])
        out = commented(out, [finder("甲")])
        comments = list(docx.Document(BytesIO(out)).comments)
        assert [(each.comment_id, each.author) for each in comments] == [(0, "张某"), (1, AUTHOR)]
        assert anchors(out) == {"1": "甲"}

    def test_replies_stay(self) -> None:
        """A reply to a comment of ours is somebody's words: it stays, as a comment of its own."""
        first = commented(raw_docx(paragraph("甲")), [finder("甲")])
        with ZipFile(BytesIO(first)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        space = "http://schemas.microsoft.com/office/word/2012/wordml"
        reply = '<w:comment w:id="7" w:author="张某"><w:p w14:paraId="22222222"><w:r><w:t>已改</w:t></w:r></w:p></w:comment>'
        comments = files["word/comments.xml"].decode().replace("<w:p>", '<w:p w14:paraId="11111111">')
        comments = comments.replace(
            "<w:comments ", '<w:comments xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        )
        files["word/comments.xml"] = comments.replace("</w:comments>", f"{reply}</w:comments>").encode()
        files["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="{space}"><w15:commentEx w15:paraId="11111111" w15:done="0"/>'
            '<w15:commentEx w15:paraId="22222222" w15:paraIdParent="11111111" w15:done="0"/></w15:commentsEx>'
        ).encode()
        links = files["word/_rels/document.xml.rels"].decode()
        files["word/_rels/document.xml.rels"] = links.replace(
            "</Relationships>", link("rId77", "commentsExtended", "commentsExtended.xml") + "</Relationships>"
        ).encode()
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        again = commented(out.getvalue(), [finder("没有")])
        with ZipFile(BytesIO(again)) as archive:
            extended = archive.read("word/commentsExtended.xml").decode()
            left = archive.read("word/comments.xml").decode()
        assert extended.count("<w15:commentEx ") == 1
        assert "paraIdParent" not in extended
        assert "张某" in left
        assert AUTHOR not in left


class TestDocument:
    def test_nothing_else_changes(self, own_notices: dict[str, str], registry: Registry) -> None:
        """Without marks and cuts the main part is the original; other parts are the same bytes, in the same order."""
        data, _ = numbered_docx(own_notices["damaged_counts.txt"])
        out = commented(data, list(registry))
        assert without_marks(out).replace(' xml:space="preserve"', "") == without_marks(data).replace(
            ' xml:space="preserve"', ""
        )
        changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        with ZipFile(BytesIO(data)) as before, ZipFile(BytesIO(out)) as after:
            assert after.namelist() == [*before.namelist(), "word/comments.xml"]
            for name in set(before.namelist()) - changed:
                assert before.read(name) == after.read(name)
                assert before.getinfo(name).date_time == after.getinfo(name).date_time

    def test_every_finding_is_anchored(self, own_notices: dict[str, str], registry: Registry) -> None:
        for name in ("damaged_counts.txt", "damaged_ocr.txt", "template_x.txt", "web_copy.txt"):
            self.check(own_notices[name], registry)

    def test_sample_notices(self, sample_notices: Path, registry: Registry) -> None:
        for path in sorted(sample_notices.glob("*.txt")):
            self.check(path.read_text(encoding="utf-8"), registry)

    @staticmethod
    def check(text: str, registry: Registry) -> None:
        """Each comment's marks stand around its finding's quote; a second run gives the same bytes."""
        rules = list(registry)
        for data in (plain_docx(text), numbered_docx(text)[0]):
            audited = audit(data, rules)
            out = annotate(data, audited, notes(audited, rules))
            source = audited.source
            assert source is not None
            marked = anchors(out)
            assert len(marked) == len(audited.findings)
            for id, finding in enumerate(audited.findings):
                words, quote = "".join(marked[str(id)].split()), "".join(source.quote(finding.span).split())
                assert (
                    words == quote
                    or (words and quote.endswith(words))
                    or (not finding.span)
                    or quote in _labels(source.text)
                )
            assert read_bytes(out, "a").text == source.text
            assert commented(out, rules) == out

    def test_run_again_after_a_change(self) -> None:
        """The second run's comments replace the first one's, and the marks go with them."""
        data = raw_docx(paragraph("甲乙丙"))
        first = commented(data, [finder("乙")])
        assert anchors(commented(first, [finder("丙")])) == {"0": "丙"}
        assert without_marks(commented(first, [])) == without_marks(data).replace(
            "<w:t>", '<w:t xml:space="preserve">'
        )


def _labels(text: str) -> set[str]:
    """The numbers at the beginnings of lines."""
    return set(
        re.findall(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\.)", text, re.MULTILINE)
    )


class TestOtherFormats:
    def test_text(self) -> None:
        """A format that takes no comments is named with those that do."""
        data = "整改情况".encode()
        with pytest.raises(UncheckedError, match=r"不能写入批注.*Word"):
            annotate(data, audit(data, []), ())

    def test_registry(self) -> None:
        assert "docx" in [each.name for each in annotators()]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """``office(docx, "pdf")``: a document converted by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(data: bytes, ending: str) -> bytes:
        (folder / "a.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = folder / "out"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(out),
            str(folder / "a.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return next(out.glob(f"a.{ending}")).read_bytes()

    return convert


def test_libreoffice(
    office: Callable[[bytes, str], bytes], own_notices: dict[str, str], registry: Registry
) -> None:
    """LibreOffice opens the result, keeps all comments at their places, and makes a PDF of it."""
    data, _ = numbered_docx(own_notices["damaged_counts.txt"])
    out = commented(data, list(registry))
    assert office(out, "pdf").startswith(b"%PDF")
    again = docx.Document(BytesIO(office(out, "docx")))
    ours = [each for each in again.comments if each.author == AUTHOR]
    assert len(ours) == len(anchors(out))
