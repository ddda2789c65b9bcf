"""ZIP archives: each document in one is an input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditor.errors import UncheckedError
from auditor.inputs import find_inputs
from auditor.readers import MAX_SIZE, read_bytes
from tests.readers import papers

NOTICE = "关于巡察整改情况的通报\n共完成3项。\n"
Save = Callable[[dict[str, bytes]], str]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Write an archive to a.zip in the current folder."""
    monkeypatch.chdir(tmp_path)

    def save(files: dict[str, bytes]) -> str:
        Path("a.zip").write_bytes(papers.zipped(files))
        return "a.zip"

    return save


def names(path: str) -> list[str]:
    return [each.name for each in find_inputs([path])]


def reason(path: str, number: int = 0) -> str:
    with pytest.raises(UncheckedError) as caught:
        find_inputs([path])[number].read(MAX_SIZE)
    return caught.value.reason


def test_members(saved: Save) -> None:
    """Documents only, in the order of their names, each read as what it is."""
    path = saved(
        {
            "乙/b.html": papers.page(NOTICE),
            "a.txt": NOTICE.encode("gb18030"),
            "a.ofd": papers.ofd(NOTICE),
            "x.json": b"{}",
            ".hidden.txt": b"x",
            "__MACOSX/a.txt": b"x",
            "乙/": b"",
        }
    )
    inputs = find_inputs([path])
    assert [each.name for each in inputs] == ["a.zip/a.ofd", "a.zip/a.txt", "a.zip/乙/b.html"]
    assert {"".join(each.read().text.split()) for each in inputs} == {"".join(NOTICE.split())}


def test_in_a_folder(saved: Save) -> None:
    saved({"a.txt": NOTICE.encode()})
    Path("b.txt").write_text(NOTICE, encoding="utf-8")
    assert names(".") == ["./a.zip/a.txt", "./b.txt"]


def test_by_content(saved: Save) -> None:
    """A named archive is one whatever its name; a Word document is none."""
    Path(saved({"a.txt": b"x"})).rename("a.dat")
    assert names("a.dat") == ["a.dat/a.txt"]
    Path("b.zip").write_bytes(papers.zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert names("b.zip") == ["b.zip"]


def test_names_of_windows(saved: Save) -> None:
    """Names that Windows wrote in GBK, and names that would lead out of the archive."""
    name = "通报.txt".encode("gbk")
    path = Path(saved({"x" * len(name): b"x", "../../b.txt": b"x", "/c.txt": b"x"}))
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    assert names("a.zip") == ["a.zip/b.txt", "a.zip/c.txt", "a.zip/通报.txt"]


def test_same_name_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "甲")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "乙")
    assert [each.read().text for each in find_inputs([str(path)])] == ["甲", "乙"]


def test_archive_in_an_archive(saved: Save) -> None:
    path = saved({"b.zip": papers.zipped({"a.txt": b"x"})})
    assert names(path) == ["a.zip/b.zip"]
    assert "不再展开" in reason(path)


def test_without_documents(saved: Save) -> None:
    assert "没有可检查的文件" in reason(saved({"a.json": b"{}"}))


@pytest.mark.parametrize(
    ("name", "title"), [("a.docx", "Word 文档"), ("A.WPS", "Word 文档"), ("a.ofd", "OFD 文档")]
)
def test_damaged_document(tmp_path: Path, name: str, title: str) -> None:
    """Whoever opens a document that is cut off need not know that it is a ZIP archive."""
    path = tmp_path / name
    for data in (b"PK\x03\x04junk", papers.zipped({"a.xml": b"a" * 5000})[:60]):
        path.write_bytes(data)
        assert reason(str(path)).startswith(f"{title}不完整或已损坏")
        with pytest.raises(UncheckedError, match=f"{title}不完整或已损坏"):
            read_bytes(data, name)


def test_damaged(saved: Save) -> None:
    path = Path(saved({"a.txt": NOTICE.encode() * 100}))
    data = path.read_bytes()
    path.write_bytes(data[:60] + b"\0" * 20 + data[80:])
    assert "已损坏" in reason("a.zip")
    path.write_bytes(data[:-20])
    assert "不完整" in reason("a.zip")


def test_encrypted(saved: Save) -> None:
    path = Path(saved({"a.txt": NOTICE.encode()}))
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    assert "密码" in reason("a.zip")


def test_large_member(saved: Save) -> None:
    path = saved({"a.txt": NOTICE.encode() * 10})
    with pytest.raises(UncheckedError, match="超过上限"):
        find_inputs([path])[0].read(100)


def test_limits(saved: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved({f"{i}.txt": NOTICE.encode() * 100 for i in range(5)})
    monkeypatch.setenv("AUDITOR_MAX_UNPACKED", "1000")
    assert "压缩炸弹" in reason(path)
    monkeypatch.setenv("AUDITOR_MAX_MEMBERS", "4")
    assert "5 个文件，超过上限 4 个" in reason(path)


def test_from_bytes() -> None:
    """Where only bytes are at hand, an archive is named, not read as text."""
    with pytest.raises(UncheckedError, match="ZIP 压缩包"):
        read_bytes(papers.zipped({"a.txt": b"x"}), "<stdin>")
