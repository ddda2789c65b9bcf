"""OFD documents."""

from __future__ import annotations

import pytest

from auditor.errors import UncheckedError
from auditor.readers import read_bytes
from auditor.readers._ofd_reading import _deltas
from auditor.source import Source, Span
from tests.readers import papers

LONG = "芦溪镇党委高度重视巡察整改工作，成立整改工作领导小组，逐项研究整改措施，明确责任领导和完成时限。"
NOTICE = f"关于巡察整改情况的通报\n一、总体情况\n{LONG * 3}\n（一）提高站位。{LONG}"


def read(data: bytes) -> Source:
    return read_bytes(data, "a.ofd")


def objects(*texts: str) -> bytes:
    return papers.ofd_package([f'<ofd:Content><ofd:Layer ID="1">{"".join(texts)}</ofd:Layer></ofd:Content>'])


def text_object(boundary: str, code: str, more: str = "") -> str:
    return f'<ofd:TextObject ID="9" Boundary="{boundary}" Size="4" Font="1" {more}>{code}</ofd:TextObject>'


def test_paragraphs() -> None:
    assert read(papers.ofd(NOTICE)).text == NOTICE


def test_across_pages() -> None:
    source = read(papers.ofd(NOTICE, per_page=3))
    assert source.text == NOTICE
    assert source.origin is not None
    assert source.origin.locate(Span(len(NOTICE) - 3, len(NOTICE)))["page"] == 3


@pytest.mark.parametrize(
    ("words", "deltas"),
    [
        ("1 2.5 -3", [1, 2.5, -3]),
        ("g 3 4", [4, 4, 4]),
        ("1 g 2 5 6", [1, 5, 5, 6]),
        ("g x 2", []),
        ("g 3", []),
        ("", []),
    ],
)
def test_advances(words: str, deltas: list[float]) -> None:
    """“g n d” is n times d; what is wrong is left out."""
    assert _deltas(words) == deltas


def test_two_codes_and_an_enlarged_object() -> None:
    """Several text codes of an object, and one that is scaled, stand on one line if their places say so."""
    first = text_object(
        "20 20 100 8",
        '<ofd:TextCode X="0" Y="5" DeltaX="4">整改</ofd:TextCode><ofd:TextCode X="8" Y="5" DeltaX="4">情况</ofd:TextCode>',
    )
    second = text_object(
        "36 20 100 8", '<ofd:TextCode X="0" Y="2.5" DeltaX="2">通报</ofd:TextCode>', 'CTM="2 0 0 2 0 0"'
    )
    assert read(objects(first, second)).text == "整改情况通报"


def test_references() -> None:
    code = '<ofd:TextCode X="0" Y="5" DeltaX="g 4 4">甲&amp;&#20057;&lt;</ofd:TextCode>'
    assert read(objects(text_object("20 20 100 8", code))).text == "甲&乙<"


def test_nothing_but_pictures() -> None:
    with pytest.raises(UncheckedError, match="请先做文字识别"):
        read(objects('<ofd:ImageObject ID="3" ResourceID="4" Boundary="0 0 210 297"/>'))
