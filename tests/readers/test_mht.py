"""Single-file web pages."""

from __future__ import annotations

import pytest

from auditor.errors import UncheckedError
from auditor.readers import read_bytes
from tests.readers import papers

BODY = "根据区委统一部署，区委第二巡察组对我镇开展了巡察，朱镕同志参加。\n完成率91.7%，其余1个正在推进。"


@pytest.mark.parametrize(("said", "written"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "utf-8")])
def test_page(said: str, written: str) -> None:
    """The page is decoded as it is, whatever the message says of it."""
    data = papers.mht(papers.page(BODY).decode().replace('<meta charset="utf-8">', "").encode(written), said)
    assert read_bytes(data, "a.mht").text.split() == BODY.split()


def test_quoted_printable() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    content = "".join(f"={byte:02X}" for byte in "<p>整改情况</p>".encode())
    assert read_bytes(head + content.encode(), "a.mht").text == "整改情况\n"


@pytest.mark.parametrize(
    "data",
    [
        papers.mht(b"", "utf-8"),
        papers.mht(papers.page(BODY), "utf-8")[:120],
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: image/png\n\nx\n--x--\n',
    ],
)
def test_without_page(data: bytes) -> None:
    with pytest.raises(UncheckedError, match="可能不完整"):
        read_bytes(data, "a.mht")


def test_words_like_headers_are_text() -> None:
    assert read_bytes("来源: 甲\n时间: 乙\n整改情况。".encode(), "a").text.startswith("来源")
