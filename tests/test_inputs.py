"""Which documents a list of paths stands for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*paths: str) -> list[str]:
    return [each.name.replace(os.sep, "/") for each in find_inputs(paths)]


def touch(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def test_order(folder: Path) -> None:
    """The paths keep the order given; within a folder documents are sorted by path, folder by folder."""
    touch("z.txt", "d/b/c.txt", "d/b-a.txt", "d/a.txt")
    assert names("z.txt", "d") == ["z.txt", "d/a.txt", "d/b/c.txt", "d/b-a.txt"]


def test_documents_only(folder: Path) -> None:
    """Documents that no reader can read yet are found too: the report will say so."""
    touch("d/a.docx", "d/b.pdf", "d/c.json", "d/d.py", "d/e.jpg", "d/f.TXT")
    assert names("d") == ["d/a.docx", "d/b.pdf", "d/f.TXT"]


def test_named_file_of_any_kind(folder: Path) -> None:
    """A file that is named is taken whatever its ending, also if it is hidden."""
    touch(".x.dat")
    assert names(".x.dat") == [".x.dat"]


def test_empty_folder(folder: Path) -> None:
    Path("d").mkdir()
    assert find_inputs(["d"])[0].reason == "文件夹里没有可检查的文件（.txt、.md 等）"


def test_linked_folder_is_not_entered(folder: Path) -> None:
    """A link that leads back can't make the walk endless."""
    touch("d/a.txt")
    Path("d/loop").symlink_to(folder / "d", target_is_directory=True)
    assert names("d") == ["d/a.txt"]


def test_dead_link_is_kept(folder: Path) -> None:
    """A document that is gone is reported, not passed over."""
    touch("d/a.txt")
    Path("d/b.txt").symlink_to(folder / "gone.txt")
    assert names("d") == ["d/a.txt", "d/b.txt"]


def test_pipe_in_folder(folder: Path) -> None:
    """A pipe would block; in a folder it is no document."""
    touch("d/a.txt")
    os.mkfifo("d/b.txt")
    assert names("d") == ["d/a.txt"]


def test_unreadable_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that can't be listed is an input with its reason."""

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    Path("d").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert [(each.name, each.reason) for each in find_inputs(["d"])] == [("d", "没有读取权限")]


def test_stdin(folder: Path) -> None:
    """- is standard input, once."""
    assert [(each.path, each.name) for each in find_inputs(["-", "-"], "draft.txt")] == [("-", "draft.txt")]


class TestSkipped:
    """Files of a folder that are no notices; ``skipped`` says why."""

    @pytest.mark.parametrize(
        "name",
        [
            "README.md",
            "readme.zh.md",
            "Readme_cn.txt",
            "LICENSE",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "requirements.txt",
            "requirements-dev.txt",
            "CMakeLists.txt",
            "Makefile",
        ],
    )
    def test_project_file(self, folder: Path, name: str) -> None:
        touch("d/a.txt", f"d/{name}")
        skipped: dict[str, str] = {}
        assert [each.path for each in find_inputs(["d"], skipped=skipped)] == ["d/a.txt"]
        assert skipped == {f"d/{name}": "项目文件"}

    @pytest.mark.parametrize(
        "name", ["README_整改通报.md", "notice.txt", "要求.txt", "readme整改.txt", "需求requirements.txt"]
    )
    def test_other_names(self, folder: Path, name: str) -> None:
        """A name that says more than that is the name of a notice."""
        touch(f"d/{name}")
        assert names("d") == [f"d/{name}"]

    def test_named_project_file(self, folder: Path) -> None:
        """Named on the command line it is taken all the same."""
        touch("README.md")
        assert names("README.md") == ["README.md"]

    def test_nothing_else_there(self, folder: Path) -> None:
        """A folder of nothing but such files is an input with a reason, not silence."""
        touch("d/README.md")
        assert find_inputs(["d"])[0].reason == "文件夹里没有可检查的文件（.txt、.md 等）"

    def test_a_mark_further_down(self, folder: Path) -> None:
        """A notice that only speaks of a report is no report."""
        Path("d").mkdir()
        Path("d/a.md").write_text(
            "关于整改情况的通报\n<!-- generator: notice-auditor -->\n", encoding="utf-8"
        )
        assert names("d") == ["d/a.md"]
