"""Where people are sent to: a line of a text, a page of a PDF, a cell or a section of a Word document."""

from __future__ import annotations

import pytest

from auditor.pipeline import audit_source
from auditor.presentation.wording import locator, short_locator
from auditor.readers import read_bytes
from tests.readers import papers
from tests.readers.word import paragraph, raw_docx

TABLE = "".join(
    "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
    for row in (("项目", "数量"), ("水渠", "14处"))
)
SECTIONS = ("关于整改情况的通报", "一、整改情况", "修复护栏21段。")


def word(*lines: str) -> bytes:
    return raw_docx("".join(map(paragraph, lines)) + f"<w:tbl>{TABLE}</w:tbl>")


@pytest.mark.parametrize(
    ("words", "long", "short"),
    [
        ("14处", "第一部分 表1 第2行第2列", "第一部分 表1 第2行第2列"),
        ("21段", "第一部分", "第一部分"),
        ("关于", "标题", "标题"),
    ],
)
def test_word_document(words: str, long: str, short: str) -> None:
    """Word has no lines that could be counted."""
    audited = audit_source(read_bytes(word(*SECTIONS), "a.docx"), [])
    assert audited.source is not None
    at = audited.source.text.index(words)
    assert (locator(audited, at), short_locator(audited, at)) == (long, short)


def test_word_document_without_sections() -> None:
    audited = audit_source(read_bytes(word("修复护栏21段。", "清淤14处。"), "a.docx"), [])
    assert audited.source is not None
    assert locator(audited, audited.source.text.index("清淤")) == "第 2 段"


def test_pdf() -> None:
    audited = audit_source(read_bytes(papers.pdf("\n".join(SECTIONS), per_page=2), "a.pdf"), [])
    assert audited.source is not None
    assert locator(audited, audited.source.text.index("21段")) == "第一部分 第 2 页"


def test_plain_text() -> None:
    audited = audit_source(read_bytes("\n".join(SECTIONS).encode(), "a.txt"), [])
    assert audited.source is not None
    at = audited.source.text.index("21段")
    assert (locator(audited, at), short_locator(audited, at)) == ("第一部分 第 3 行", "第 3 行")
