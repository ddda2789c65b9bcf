"""Word documents that are broken or meant to harm: a clear reason, soon, and nothing else."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from auditor.errors import UncheckedError
from auditor.readers import read_bytes, readers
from auditor.readers.docx import recognises
from tests.readers.word import W, paragraph, plain_docx, raw_docx, zipped

pytestmark = pytest.mark.usefixtures("bounds")


def reason(data: bytes) -> str:
    with pytest.raises(UncheckedError) as caught:
        read_bytes(data, "坏.docx")
    assert str(caught.value).startswith("坏.docx：")
    return caught.value.reason


def bomb(name: str, size: int) -> bytes:
    """A document one of whose parts has ``size`` bytes of the same character."""
    with ZipFile(BytesIO(raw_docx(paragraph("甲")))) as archive:
        out = BytesIO(zipped({each: archive.read(each) for each in archive.namelist() if each != name}))
    with ZipFile(out, "a", ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(size // (1 << 20)):
            part.write(b" " * (1 << 20))
    return out.getvalue()


def test_zip_bomb() -> None:
    """A part that is too large when unpacked is not unpacked."""
    data = bomb("word/document.xml", 80 << 20)
    assert len(data) < 1 << 20
    assert "压缩炸弹" in reason(data)


def test_many_large_parts() -> None:
    """The sizes of all parts together have a limit, also of those that hold no text."""
    data = bytearray(raw_docx(paragraph("甲")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0x7FFFFFFF)
    assert "压缩炸弹" in reason(bytes(data))


def test_many_parts() -> None:
    files = {f"word/{n}.xml": b"" for n in range(5001)}
    assert "5001 个部件" in reason(zipped(files))


def test_size_that_lies() -> None:
    """A part of which the directory says too little is read no further than that, and is then broken."""
    data = bytearray(raw_docx(paragraph("甲" * 1000)))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "已损坏" in reason(bytes(data))


@pytest.mark.parametrize("tag", ["w:tbl", "w:p", "w:r", "w:sdt", "w:ins", "x"])
def test_deep_nesting(tag: str) -> None:
    assert "嵌套" in reason(raw_docx(f"<{tag}>" * 10_000 + f"</{tag}>" * 10_000))


def test_many_elements() -> None:
    assert "过于庞大" in reason(raw_docx("<w:p/>" * 1_100_000))


def test_entities() -> None:
    """Neither entities that explode nor such that read files or addresses are ever looked at."""
    for entity in ('"&b;&b;&b;&b;"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9/x"'):
        root = (
            f'<!DOCTYPE w:document [<!ENTITY a {entity}><!ENTITY b "&c;&c;&c;&c;"><!ENTITY c "甲甲甲甲">]>'
            f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
        )
        assert "DTD" in reason(raw_docx("", root=root))


def test_entities_in_a_small_part() -> None:
    data = raw_docx(paragraph("甲"), {"_rels/.rels": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><x/>'})
    assert "DTD" in reason(data)


def test_external_targets_are_not_opened() -> None:
    """A template, a picture or a style sheet elsewhere is left there."""
    links = '<Relationship Id="rId5" Type="http://x/styles" Target="http://127.0.0.1:9/s.xml" TargetMode="External"/>'
    assert read_bytes(raw_docx(paragraph("甲"), links=links), "a").text == "甲\n"


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "styles.xml"])
def test_target_outside_the_package(target: str) -> None:
    """A name is looked for in the package only; a part that is not there is not needed."""
    links = f'<Relationship Id="rId5" Type="http://x/styles" Target="{target}"/>'
    assert read_bytes(raw_docx(paragraph("甲"), links=links), "a").text == "甲\n"


@pytest.mark.parametrize("missing", ["_rels/.rels", "word/document.xml"])
def test_missing_parts(missing: str) -> None:
    with ZipFile(BytesIO(raw_docx(paragraph("甲")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != missing}
    assert "缺少正文部件" in reason(zipped(files))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_truncated(share: float) -> None:
    """A file of which only the beginning arrived."""
    data = plain_docx("整改情况的通报\n" * 50)
    assert "不完整" in reason(data[: int(len(data) * share)])


def test_broken_xml() -> None:
    assert "XML 已损坏" in reason(raw_docx("<w:p><w:r></w:p>"))


def test_damaged_part() -> None:
    """Bytes that were changed on the way are noticed by the checksum."""
    data = bytearray(raw_docx(paragraph("整改情况" * 1000)))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 8] = b"\xff" * 8
    assert "已损坏" in reason(bytes(data))


def test_encrypted_part() -> None:
    """The ZIP format's own encryption."""
    data = bytearray(raw_docx(paragraph("甲")))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[at + 8] |= 1
    assert "密码" in reason(bytes(data))


def test_password() -> None:
    """A document with a password is an OLE container with a stream of this name."""
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )
    assert "打开密码" in reason(data)


def test_wrong_encoding() -> None:
    root = f'<w:document xmlns:w="{W}"><w:body>整改</w:body></w:document>'
    assert "已损坏" in reason(raw_docx("", root=root.encode("gb18030")))


def test_other_containers() -> None:
    """A ZIP file of Word documents is not a Word document, whatever bytes it holds."""
    stored = BytesIO()
    with ZipFile(stored, "w") as archive:
        archive.writestr("通报.docx", raw_docx(paragraph("甲")))
    assert not recognises(stored.getvalue())


def test_long_text() -> None:
    """Ten megabytes of one character are read in the time that they need."""
    data = raw_docx(paragraph("甲" * 3_500_000))
    reader = next(each for each in readers() if each.name == "docx")
    assert len(reader.read(data, "a").text) == 3_500_001
