"""Reports that were written into the folder of the notices are not audited as notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import reporting
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("few_rules")


@pytest.fixture
def folder(run: Run) -> Path:
    """The current folder with one notice."""
    Path("a.txt").write_text("有错误。", encoding="utf-8")
    return Path()


def audited(run: Run) -> list[str]:
    return [n["path"] for n in json.loads(run("check", ".", "--format", "json").stdout)["notices"]]


@pytest.mark.parametrize("target", ["markdown=r.md", "html=r.html", "html=r/"])
def test_not_audited(run: Run, folder: Path, target: str) -> None:
    """A second run finds what the first one found."""
    assert run("check", ".", "--format", target).exit_code == 1
    assert audited(run) == ["./a.txt"]


def test_told(run: Run, folder: Path) -> None:
    """What is skipped is named."""
    run("check", ".", "--format", "markdown=r.md", "--format", "html=r.html")
    assert run("check", ".").stderr == "auditor: 跳过 2 个本程序写的报告：./r.html、./r.md\n"


@pytest.mark.parametrize("target", ["markdown=r.md", "html=r.html", "html=r/"])
def test_overwritten(run: Run, folder: Path, target: str) -> None:
    """An own report may be written anew."""
    for _ in range(2):
        assert run("check", ".", "--format", target).exit_code == 1


def test_a_notice_is_not_overwritten(run: Run, folder: Path) -> None:
    Path("b.md").write_text("有警告。", encoding="utf-8")
    result = run("check", ".", "--format", "markdown=b.md")
    assert (result.exit_code, "会覆盖要审核的文件" in result.stderr) == (2, True)


def test_named(run: Run, folder: Path) -> None:
    """Whoever names a report has it audited."""
    run("check", "a.txt", "--format", "markdown=r.md")
    assert len(json.loads(run("check", "r.md", "--format", "json").stdout)["notices"]) == 1


@pytest.mark.parametrize("name", ["important.docx", "mine.html", "a.csv", "out/"])
def test_a_strange_file_is_left_alone(run: Run, folder: Path, name: str) -> None:
    """Whatever its ending; --force overwrites it."""
    file = Path(name) / "index.html" if name.endswith("/") else Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text("结论：这是我的稿子。", encoding="utf-8")
    target = f"html={name}" if name.endswith("/") else f"json={name}"
    refused = run("check", "a.txt", "--format", target)
    assert refused.exit_code == 2
    assert f"{file} 已经有了，不是本程序写的报告；换一个文件名，或用 --force 覆盖" in refused.stderr
    assert file.read_text(encoding="utf-8") == "结论：这是我的稿子。"
    assert run("check", "a.txt", "--format", target, "--force").exit_code == 1
    assert file.read_text(encoding="utf-8") != "结论：这是我的稿子。"


@pytest.mark.parametrize("form", reporting.names())
@pytest.mark.parametrize(
    "inputs", [("a.txt",), ("a.txt", "b.txt"), ("missing.txt",), ("b.txt",), ("empty/",)], ids=str
)
def test_every_report_may_be_written_anew(run: Run, folder: Path, form: str, inputs: tuple[str, ...]) -> None:
    """By any other format too, also one without findings or of nothing that could be read; and an empty file."""
    Path("b.txt").write_text("走访3户，又走访4户。", encoding="utf-8")
    Path("empty").mkdir()
    Path("r").touch()
    for name in (form, "plain"):
        assert run("check", *inputs, "--format", f"{name}=r").exit_code in (0, 1, 3)
