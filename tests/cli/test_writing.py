"""Reports that cannot be written: one sentence says why."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, write
from tests.conftest import ROOT

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")


@pytest.mark.usefixtures("few_rules")
class TestFiles:
    @pytest.mark.parametrize("form", ["json", "jsonl", "plain", "markdown"])
    def test_no_permission(self, run: Run, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
        """Of writing, and not of reading."""
        write("a.txt", "有错误。")
        original = builtins.open

        def refuse(file: Any, mode: str = "r", **more: Any) -> Any:
            if "w" in mode and str(file) == "x":
                raise PermissionError(13, "Permission denied", "x")
            return original(file, mode, **more)

        monkeypatch.setattr(builtins, "open", refuse)
        result = run("check", "--format", f"{form}=x", "a.txt")
        assert (result.exit_code, result.stderr) == (2, "auditor: 不能写入 x：没有写入权限\n")

    @needs_full
    @pytest.mark.parametrize("form", ["json", "jsonl", "plain", "csv", "markdown", "html"])
    def test_full_disk(self, run: Run, form: str) -> None:
        result = run("check", "--format", f"{form}={FULL}", write("a.txt", "有错误。"))
        assert (result.exit_code, result.stderr) == (2, f"auditor: 不能写入 {FULL}：磁盘已满\n")

    def test_baseline(self, run: Run) -> None:
        result = run("baseline", "write", "--baseline", "no/b.json", write("a.txt", "有错误。"))
        assert "不能写入基线" in result.stderr
        assert result.stderr.endswith("没有这个文件夹\n")

    def test_waivers(self, run: Run) -> None:
        args = ("--reason", "甲", "--person", "乙", "--file", "no/w.toml")
        assert run("waive", "0" * 16, *args).stderr == "auditor: 不能写入 no/w.toml：没有这个文件夹\n"


@needs_full
@pytest.mark.parametrize("args", [["rules"], ["--help"], ["check", "a.txt"]])
def test_standard_output(tmp_path: Path, args: list[str]) -> None:
    """2 and one sentence, from whichever command."""
    (tmp_path / "a.txt").write_text("有错误。", encoding="utf-8")
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "auditor", *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "auditor: 不能写入标准输出：磁盘已满\n")
