"""Reports that were written into the folder of the notices are not audited as notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
