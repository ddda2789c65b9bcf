"""--changed: which files git says have changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.inputs import Input, find_inputs
from auditor.running.git import only_changed

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits on a branch that left main, which has moved on; and edits that are not yet committed."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("旧 一.txt", "二.txt", "三.txt", "四.txt", "删.txt"):
        (tmp_path / name).write_text("甲", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "checkout", "-qb", "work")
    (tmp_path / "二.txt").write_text("乙", encoding="utf-8")
    git(tmp_path, "commit", "-qam", "second")
    git(tmp_path, "checkout", "-q", "main")
    (tmp_path / "四.txt").write_text("丁", encoding="utf-8")
    git(tmp_path, "commit", "-qam", "elsewhere")
    git(tmp_path, "checkout", "-q", "work")
    (tmp_path / "旧 一.txt").write_text("丙", encoding="utf-8")
    (tmp_path / "删.txt").unlink()
    (tmp_path / "新").mkdir()
    (tmp_path / "新" / "五.txt").write_text("甲", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("略.txt\n", encoding="utf-8")
    (tmp_path / "略.txt").write_text("甲", encoding="utf-8")
    return tmp_path


def names(revision: str, *paths: str) -> list[str]:
    return [Path(each.path).name for each in only_changed(find_inputs(paths or ["."]), revision)]


@pytest.mark.usefixtures("repository")
class TestChanged:
    def test_since_the_last_commit(self) -> None:
        """Edited and untracked files, in any folder, with blanks and Chinese in their names; no ignored ones."""
        assert sorted(names("HEAD")) == ["五.txt", "旧 一.txt"]

    def test_since_a_branch(self) -> None:
        """What this branch has changed; not what the other has gained since."""
        assert sorted(names("main")) == ["二.txt", "五.txt", "旧 一.txt"]

    def test_within_a_folder(self) -> None:
        assert names("main", "新") == ["五.txt"]

    def test_what_cannot_be_read_is_kept(self) -> None:
        """A file that is not there must still be told."""
        assert names("HEAD", "没有.txt", "二.txt") == ["没有.txt"]

    def test_a_file_in_an_archive(self, repository: Path) -> None:
        """A member of a changed archive has changed."""
        (repository / "包.zip").write_bytes(b"PK")
        member = Input(str(repository / "包.zip" / "a.txt"), "a")
        assert only_changed([member], "HEAD") == [member]

    @pytest.mark.parametrize("revision", ["no-such-branch", "--all", "HEAD:a.txt", ""])
    def test_an_unknown_revision(self, revision: str) -> None:
        with pytest.raises(AuditorError, match="没有版本"):
            names(revision)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    if any((above / ".git").exists() for above in tmp_path.parents):
        pytest.skip("the temporary folder lies in a repository")
    with pytest.raises(AuditorError, match="不在仓库中"):
        only_changed(find_inputs([str(tmp_path)]), "HEAD")


def test_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    with pytest.raises(AuditorError, match="尚无提交"):
        only_changed(find_inputs([str(tmp_path)]), "HEAD")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AuditorError, match="没有找到 git 命令"):
        only_changed(find_inputs([str(tmp_path)]), "HEAD")
