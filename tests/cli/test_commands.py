"""The group and the commands beside ``check``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import __version__
from auditor.source import cells
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
TEXT = """关于整改情况的通报
一、总体情况
1.甲
乙乙乙乙
3.丙
"""


@pytest.fixture
def notice(run: Run) -> str:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    return "a.txt"


def python(*args: str, **variables: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *args], env=environment, stdout=pipe, stderr=pipe)


class TestGroup:
    def test_version_is_fast(self) -> None:
        """--version loads neither the parser nor rich nor any rule."""
        with python("-X", "importtime", "-m", "auditor", "--version") as process:
            out, imports = process.communicate()
        assert out.decode().split() == ["auditor", __version__]
        loaded = {line.rsplit(b"|", 1)[-1].strip().decode() for line in imports.splitlines()}
        assert "auditor.cli" in loaded
        assert not {"lark", "rich", "attr", "auditor.rules", "auditor.registry"} & loaded

    def test_help_is_chinese(self, run: Run) -> None:
        """Headings, usage and the help option are Chinese, in every command, and no line is wider than 80 cells."""
        commands = [
            "",
            "check",
            "claims",
            "tree",
            "rules",
            "explain",
            "config",
            "config show",
            "test",
            "new rule",
            "waive",
            "annotate",
        ]
        for command in map(str.split, commands):
            result = run(*command, "--help")
            assert "required" not in result.stdout
            assert result.exit_code == 0
            assert "用法：auditor" in result.stdout
            assert "选项：" in result.stdout
            assert not [word for word in ("Usage", "Options", "Show", "exit") if word in result.stdout]
            assert max(map(cells, result.stdout.splitlines())) <= 80

    def test_no_command(self, run: Run) -> None:
        result = run()
        assert result.exit_code == 2
        assert "用法：auditor [选项] 命令" in result.stderr

    def test_unknown_command(self, run: Run) -> None:
        result = run("chek")
        assert result.exit_code == 2
        assert result.stderr == "auditor: 没有命令 chek；是不是 check？（用法见 auditor --help）\n"

    def test_utf8_whatever_the_locale(self) -> None:
        """Output is UTF-8 even where the locale's encoding can't hold Chinese."""
        with python("-m", "auditor", "no-such", PYTHONIOENCODING="ascii", LC_ALL="C") as process:
            _, errors = process.communicate()
        assert "没有命令" in errors.decode("utf-8")

    def test_reader_goes_away(self, tmp_path: Path) -> None:
        """A closed pipe ends the command quietly with 141."""
        name = tmp_path / "a.txt"
        name.write_text("一、甲\n" * 20_000, encoding="utf-8")
        with python("-m", "auditor", "tree", str(name)) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141

    @pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send on Windows")
    def test_ctrl_c(self, tmp_path: Path) -> None:
        """Ctrl-C ends the command with one line and 130."""
        fifo = tmp_path / "pipe"
        os.mkfifo(fifo)
        # The pipe opens as soon as the command reads from it: now it runs.
        with python("-m", "auditor", "tree", str(fifo)) as process, open(fifo, "wb"):
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
        assert process.returncode == 130
        assert errors.decode().strip() == "auditor: 已中断"


class TestTree:
    def test_outline(self, run: Run, notice: str) -> None:
        """Line numbers, depth, marks; a lost number is marked and its value told."""
        assert run("tree", notice).stdout.splitlines() == [
            "    1  [标题] 关于整改情况的通报",
            "    2  一、总体情况",
            "    3    1.甲",
            "    4    〔补〕（序号应为 2）乙乙乙乙",
            "    5    3.丙",
        ]

    def test_width(self, run: Run, notice: str) -> None:
        assert run("tree", "--width", "20", notice).stdout.splitlines()[0] == "    1  [标题] 关于…"

    def test_missing(self, run: Run) -> None:
        result = run("tree", "no.txt")
        assert (result.exit_code, result.stderr) == (3, "auditor: no.txt：找不到这个文件或文件夹\n")

    def test_too_many_arguments(self, run: Run) -> None:
        result = run("tree", "a", "b")
        assert (result.exit_code, result.stderr) == (
            2,
            "auditor: 多余的参数 b（用法见 auditor tree --help）\n",
        )


class TestClaims:
    TEXT = (
        "通报\n反馈问题共5个，其中已完成3个、正在推进2个。\n区委于2023年3月1日至4日进驻，涉及金额12万元。\n"
    )

    def test_json(self, run: Run) -> None:
        """The ledger in the shape of the contract; coverage counts all claims, also those not listed."""
        result = run("claims", "-", "--format", "json", "--verdict", "uncheckable", input=self.TEXT.encode())
        data = json.loads(result.stdout)
        assert data["path"] == "<stdin>"
        assert {claim["verdict"] for claim in data["claims"]} <= {"uncheckable"}
        assert data["coverage"]["recognised"] >= len(data["claims"]) > 0
        assert "findings" not in data

    @pytest.mark.parametrize("form", ["rich", "plain"])
    def test_text(self, run: Run, form: str) -> None:
        """One row per claim, then the coverage."""
        result = run("claims", "-", "--format", form, input=self.TEXT.encode())
        assert result.exit_code == 0
        assert "5个" in result.stdout
        assert result.stdout.rstrip().splitlines()[-1].startswith("识别 ")

    def test_nothing_recognised(self, run: Run) -> None:
        """A text without claims says so."""
        assert "没有识别到" in run("claims", "-", input="甲".encode()).stdout

    def test_no_control_sequences(self, run: Run) -> None:
        """A notice can't speak to the terminal."""
        result = run("claims", "-", input="共\x1b[31m5个问题，[bold]12万元[/bold]。".encode())
        assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("few_rules")
class TestRules:
    def test_list(self, run: Run) -> None:
        assert run("rules").stdout.splitlines()[1] == "X102  warning  word-warning  词语出现"

    def test_json(self, run: Run) -> None:
        rules = json.loads(run("rules", "--format", "json", "--select", "Y").stdout)
        assert [rule["name"] for rule in rules] == ["crashing"]

    def test_explain(self, run: Run) -> None:
        """By id, by name, or a whole group; each once."""
        assert run("explain", "X101").stdout.startswith(
            "X101 词语出现（word-error）\n级别：必改（error），始于 0.1"
        )
        assert run("explain", "word-info", "X").stdout.count("词语出现") == 3

    def test_unknown(self, run: Run) -> None:
        result = run("explain", "word-eror")
        assert (result.exit_code, result.stderr) == (
            2,
            "auditor: 没有规则 'word-eror'；是不是 word-error？\n",
        )
