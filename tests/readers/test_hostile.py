"""Documents that are broken or meant to harm: a clear reason, soon, within memory, and without the network.

Word documents have tests of their own (test_docx_hostile.py).
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from functools import reduce
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from auditor.errors import AuditorError, UncheckedError
from auditor.inputs import find_inputs
from auditor.readers import read_bytes
from tests.readers import papers

pytestmark = pytest.mark.usefixtures("bounds")
NESTING = 10_000


def reason(data: bytes) -> str:
    with pytest.raises(UncheckedError) as caught:
        read_bytes(data, "坏")
    assert str(caught.value).startswith("坏：")
    return caught.value.reason


def raw_pdf(
    content: bytes,
    *,
    filters: bytes = b"/FlateDecode",
    resources: bytes = b"",
    more: bytes = b"",
    pages: int = 1,
) -> bytes:
    """A PDF of a page with a packed content stream, perhaps many times."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + more + b"trailer<</Size 99/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def packed(unit: bytes, times: int) -> bytes:
    """Many times the same bytes, packed: the packed block of one is repeated, which takes no time."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    checksum = reduce(lambda value, _: zlib.adler32(unit, value), range(times), 1)
    return first + again * (times - 1) + b"\x03\x00" + checksum.to_bytes(4)


class TestPdf:
    @pytest.mark.parametrize(
        ("unit", "times", "twice"),
        [(b" " * (1 << 20), 2000, False), (b"q " * (1 << 19), 100, False), (b" " * (1 << 20), 2000, True)],
        ids=["blanks", "states", "packed twice"],
    )
    def test_bomb(self, unit: bytes, times: int, twice: bool) -> None:
        """A small file that unpacks to gigabytes."""
        content = packed(unit, times)
        content, filters = (
            (zlib.compress(content), b"/FlateDecode/FlateDecode") if twice else (content, b"/FlateDecode")
        )
        assert len(content) < 3 << 20
        assert "恶意文件" in reason(raw_pdf(content, filters=filters))

    def test_endless_drawing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Forms that draw each other many times take for ever: the time limit ends it, and the next PDF is read."""
        monkeypatch.setenv("AUDITOR_MAX_SECONDS", "2")
        forms = []
        for level in range(20):
            content = b"/F Do " * 10 if level < 19 else b""
            target = b"/Resources<</XObject<</F %d 0 R>>>>" % (level + 11)
            forms.append(
                b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream\nendobj\n"
                % (level + 10, target, len(content), content)
            )
        data = raw_pdf(zlib.compress(b"/F Do"), resources=b"/XObject<</F 10 0 R>>", more=b"".join(forms))
        assert "PDF" in reason(data)
        assert read_bytes(papers.pdf("整改情况"), "a").text == "整改情况"

    def test_many_pages(self) -> None:
        """Five thousand pages are more than a notice has; the limit can be set."""
        assert reason(raw_pdf(zlib.compress(b" "), pages=5000)) == "PDF 有 5000 页，超过上限 1000 页"

    def test_limit_is_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = papers.pdf_of([[(72, 700, "x")]] * 3)
        monkeypatch.setenv("AUDITOR_MAX_PAGES", "2")
        assert reason(data) == "PDF 有 3 页，超过上限 2 页"
        monkeypatch.setenv("AUDITOR_MAX_PAGES", "many")
        with pytest.raises(AuditorError, match="AUDITOR_MAX_PAGES 应为正整数"):
            read_bytes(data, "a")

    def test_nested_objects(self) -> None:
        data = (
            b"%PDF-1.4\n1 0 obj\n"
            + b"[" * NESTING
            + b"]" * NESTING
            + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        )
        assert "PDF" in reason(data)

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
    def test_truncated(self, part: float) -> None:
        data = papers.pdf("整改情况。\n" * 50)
        assert "不完整" in reason(data[: int(len(data) * part)])

    def test_password(self) -> None:
        assert "打开密码" in reason(papers.pdf_of([[(72, 700, "x")]], password="secret"))

    def test_bytes_changed(self) -> None:
        """Damage anywhere gives a reason or a text, never anything else."""
        data = papers.pdf("整改情况。\n" * 20)
        for at in range(20, len(data), len(data) // 25):
            broken = data[:at] + bytes(8) + data[at + 8 :]
            with suppress(UncheckedError):
                assert isinstance(read_bytes(broken, "a").text, str)


class TestHtml:
    def test_nesting(self) -> None:
        """What is nested deeper than anybody writes loses its structure, not its text."""
        data = "<div><ul><li>" * NESTING + "共3项。" + "</li></ul></div>" * NESTING
        assert read_bytes(data.encode(), "a").text.strip() == "共3项。"

    def test_too_many_elements(self) -> None:
        assert reason(b"<p>x" * 200_000) == "网页的元素超过上限 100000 个"

    @pytest.mark.parametrize(
        "unit", ["<!--", "<a ", '<a b="', "<![CDATA[", "&lt", "<script>", "</", "<p hidden>", "<td>"]
    )
    def test_never_closed(self, unit: str) -> None:
        """Whatever is opened again and again and never closed takes linear time."""
        with suppress(UncheckedError):
            assert read_bytes(f"<html><p>整改{unit * 30_000}".encode(), "a").text.startswith("整改")

    def test_entities(self) -> None:
        """HTML has no entities of its own: declarations are not obeyed, no file is opened."""
        data = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>甲&x;乙</p></body></html>'
        assert "甲&x;乙" in read_bytes(data.encode(), "a").text

    def test_nested_messages(self) -> None:
        data = b"MIME-Version: 1.0\n"
        for i in range(3000):
            data += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i)
        assert "嵌套过多" in reason(data)


class TestOfd:
    def test_bomb(self) -> None:
        out = BytesIO(papers.ofd("整改"))
        with (
            ZipFile(out, "a", ZIP_DEFLATED) as archive,
            archive.open("Doc_0/Pages/Page_0/Big.xml", "w") as part,
        ):
            for _ in range(600):
                part.write(b" " * (1 << 20))
        assert "压缩炸弹" in reason(out.getvalue())

    def test_nesting(self) -> None:
        content = "<ofd:PageBlock>" * NESTING + "</ofd:PageBlock>" * NESTING
        assert "嵌套超过" in reason(papers.ofd_package([content]))

    def test_entities(self) -> None:
        package = papers.ofd_package(["<ofd:Content/>"])
        with ZipFile(BytesIO(package)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        declared = (
            b'<!DOCTYPE x [<!ENTITY a "xxxx"><!ENTITY b SYSTEM "file:///etc/passwd">]><ofd:OFD>&b;</ofd:OFD>'
        )
        assert "DTD" in reason(papers.zipped({**parts, "OFD.xml": declared}))

    def test_missing_part(self) -> None:
        with ZipFile(BytesIO(papers.ofd("整改"))) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if "Page_0" not in name}
        assert "缺少部件" in reason(papers.zipped(parts))

    def test_truncated(self) -> None:
        assert "不完整或已损坏" in reason(papers.ofd("整改情况。" * 500)[:-200])

    def test_broken_xml(self) -> None:
        assert "XML 已损坏" in reason(papers.ofd_package(["<ofd:Content>"]))

    def test_many_advances(self) -> None:
        """“g 999999 1” in a small file is not spelled out."""
        code = '<ofd:TextCode X="0" Y="0" DeltaX="' + "g 999999 1 " * 2000 + '">甲</ofd:TextCode>'
        layer = f'<ofd:Content><ofd:Layer><ofd:TextObject Boundary="9 9 9 9" Size="4">{code}</ofd:TextObject></ofd:Layer></ofd:Content>'
        assert read_bytes(papers.ofd_package([layer]), "a").text == "甲"


class TestArchive:
    def test_bomb(self, tmp_path: Path) -> None:
        """A member that unpacks to much more than its size is not unpacked."""
        path = tmp_path / "a.zip"
        with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as part:
            for _ in range(15):
                part.write(b" " * (1 << 20))
        with pytest.raises(UncheckedError, match="压缩炸弹"):
            find_inputs([str(path)])[0].read()

    def test_many_members(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        path.write_bytes(papers.zipped({f"{i}.txt": b"" for i in range(6000)}))
        (only,) = find_inputs([str(path)])
        assert "6000 个文件，超过上限" in only.reason


def test_deep_markdown() -> None:
    data = "# x\n" + ">" * 100_000 + " 共3项。\n" + "- " * NESTING + "甲" + "**" * NESTING
    assert "共3项。" in read_bytes(data.encode(), "a").text
