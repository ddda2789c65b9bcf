"""``auditor check``: exit statuses, bad input, formats, selection."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from auditor import api, pipeline, readers
from auditor.report import AuditedNotice
from auditor.running import gate
from auditor.source import Source
from tests.cli.conftest import Run, write

pytestmark = pytest.mark.usefixtures("few_rules")


class TestExitStatus:
    def test_nothing_found(self, run: Run) -> None:
        """0: nothing at or above --fail-on."""
        assert run("check", write("a.txt", "一切正常。")).exit_code == 0

    def test_error_found(self, run: Run) -> None:
        """1: an error."""
        assert run("check", write("a.txt", "有错误。")).exit_code == 1

    @pytest.mark.parametrize(
        ("text", "level", "status"),
        [
            ("有警告。", "error", 0),
            ("有警告。", "warning", 1),
            ("有提示。", "warning", 0),
            ("有提示。", "info", 1),
            ("有错误。", "never", 0),
        ],
    )
    def test_fail_on(self, run: Run, text: str, level: str, status: int) -> None:
        """--fail-on names the least severity that fails."""
        assert run("check", "--fail-on", level, write("a.txt", text)).exit_code == status

    def test_unchecked(self, run: Run) -> None:
        """3: an input that could not be read, although the other is clean."""
        assert run("check", write("a.txt", "一切正常。"), "missing.txt").exit_code == 3

    def test_findings_before_unchecked(self, run: Run) -> None:
        """1 comes before 3."""
        assert run("check", write("a.txt", "有错误。"), "missing.txt").exit_code == 1

    def test_unchecked_with_fail_on_never(self, run: Run) -> None:
        """--fail-on is about findings: an input that was not checked is still told by 3."""
        assert run("check", "--fail-on", "never", "missing.txt").exit_code == 3

    def test_crashed_rule(self, run: Run) -> None:
        """2 comes first: a crashed rule is named on stderr and in the report, the other rules still run."""
        result = run("check", "--format", "json", write("a.txt", "崩溃，还有错误。"), "missing.txt")
        report = json.loads(result.stdout)
        assert result.exit_code == 2
        assert "规则 Y101 运行失败" in result.stderr
        assert "made to fail" in result.stderr
        assert [f["rule"] for f in report["notices"][0]["findings"]] == ["X101"]
        assert report["summary"]["crashed_rules"] == ["Y101"]

    def test_broken_auditor(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """An error of our own makes that notice unchecked and the status 2; the others are audited."""

        def fail(source: object, *rest: object) -> None:
            raise RecursionError("too deep")

        original = pipeline.audit_source
        monkeypatch.setattr(
            api, "audit_source", lambda s, *rest: (fail if s.path == "a.txt" else original)(s, *rest)
        )
        result = run("check", "--format", "plain", write("a.txt", "甲"), write("b.txt", "有错误。"))
        assert result.exit_code == 2
        assert "a.txt: 未检查：审核程序内部错误" in result.stdout
        assert "b.txt:1:2: error X101" in result.stdout

    def test_unexpected_error(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """2 and one sentence for an error that nobody foresaw; the traceback only with AUDITOR_DEBUG=1."""
        monkeypatch.setattr(gate.Gate, "status", property(lambda self: 1 / 0))
        result = run("check", write("a.txt", "甲"))
        assert result.exit_code == 2
        assert "程序内部错误（ZeroDivisionError: division by zero）" in result.stderr

    def test_interrupt(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """130 for Ctrl-C, one line, and a whole report of what was done."""
        original = pipeline.audit_source

        def interrupt(source: Source, *rest: Any) -> AuditedNotice:
            if source.path == "b.txt":
                raise KeyboardInterrupt
            return original(source, *rest)

        monkeypatch.setattr(api, "audit_source", interrupt)
        names = [write(name, "有错误。") for name in ("a.txt", "b.txt", "c.txt")]
        result = run("check", "--format", "json", *names)
        assert [notice["path"] for notice in json.loads(result.stdout)["notices"]] == ["a.txt"]
        assert (result.exit_code, result.stderr) == (130, "auditor: 已中断：已审核 1 份，共 3 份\n")


class TestBadInput:
    """Each gets one clear sentence and the documented status."""

    def unchecked(self, run: Run, *args: str) -> str:
        result = run("check", "--format", "plain", *args)
        assert result.exit_code == 3
        assert result.stderr == ""
        lines: list[str] = result.stdout.splitlines()
        assert len(lines) == 2
        return lines[0]

    def test_folder_without_notices(self, run: Run) -> None:
        Path("folder").mkdir()
        Path("folder/picture.png").write_bytes(b"\x89PNG")
        assert self.unchecked(run, "folder") == "folder: 未检查：文件夹里没有可检查的文件（.txt、.md 等）"

    def test_missing_path(self, run: Run) -> None:
        assert self.unchecked(run, "no.txt") == "no.txt: 未检查：找不到这个文件或文件夹"

    def test_binary_file(self, run: Run) -> None:
        Path("a.txt").write_bytes(bytes(range(256)) * 10)
        assert "a.txt: 未检查：不是文本文件" in self.unchecked(run, "a.txt")

    def test_empty_file(self, run: Run) -> None:
        assert self.unchecked(run, write("a.txt", "")) == "a.txt: 未检查：空文件，没有可检查的内容"

    def test_huge_file(self, run: Run) -> None:
        """A file of 50 MB is not even read."""
        Path("a.txt").touch()
        os.truncate("a.txt", 50 * 1024 * 1024)
        assert self.unchecked(run, "a.txt") == "a.txt: 未检查：文件有 50 MB，超过上限 20 MB"

    def test_max_size(self, run: Run) -> None:
        """--max-size sets the limit; a file of just that size is read."""
        name = write("a.txt", "x" * 2048)
        assert (
            self.unchecked(run, "--max-size", "2047", name) == "a.txt: 未检查：文件有 2 KB，超过上限 1.999 KB"
        )
        assert run("check", "--max-size", "2KB", name).exit_code == 0

    def test_no_permission(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(readers, "open", refuse, raising=False)
        assert self.unchecked(run, write("a.txt", "甲")) == "a.txt: 未检查：没有读取权限"

    def test_others_still_audited(self, run: Run) -> None:
        """One bad input among good ones: the good ones are in the report."""
        result = run("check", "--format", "plain", "no.txt", write("b.txt", "有错误。"))
        assert "b.txt:1:2: error X101 出现“错误”" in result.stdout

    @pytest.mark.parametrize(
        ("args", "sentence"),
        [
            (["--fromat", "json", "a"], "没有选项 --fromat；是不是 --format？（用法见 auditor check --help）"),
            ([], "缺少 路径...（用法见 auditor check --help）"),
            (["a", "--format"], "选项 --format 缺少值（用法见 auditor check --help）"),
            (["--verbose=1", "a"], "选项 --verbose 不带值（用法见 auditor check --help）"),
            (["--format", "jsno", "a"], "没有输出格式 'jsno'；是不是 json？"),
            (["--format", "json=", "a"], "--format 的值无效：json= 应写作 格式 或 格式=文件，例如 json=结果.json（用法见 auditor check --help）"),
            (["--fail-on", "eror", "a"], "--fail-on 的值无效：eror 不在 error、warning、info、never 之中；是不是 error？（用法见 auditor check --help）"),
            (["--width", "x", "a"], "--width 的值无效：x 应为不小于 20 的整数（用法见 auditor check --help）"),
            (["--max-size", "big", "a"], "--max-size 的值无效：big 应为字节数，可带单位，例如 500K、20MB（用法见 auditor check --help）"),
            (["--select", "Q", "a"], "没有规则 'Q'；auditor rules 列出全部规则"),
            (["--select", ",", "a"], "--select 的值无效：应为规则的编号、编号开头或名称，用逗号分隔（用法见 auditor check --help）"),
            (["--ignore", "ALL", "a"], "命令行 --ignore：ignore 排除了全部规则"),
            (["--stdin-filename", "b", "a"], "--stdin-filename 只用于标准输入（-）（用法见 auditor check --help）"),
            (["--format", "json", "--format", "plain", "a"], "两个报告写到同一处；用 --format 格式=文件 分开（用法见 auditor check --help）"),
            (["--format", "json=a", "a"], "报告 a 会覆盖要审核的文件（用法见 auditor check --help）"),
            (["--format", "json=no/b", "a"], "不能写入 no/b：没有这个文件夹"),
            (["--format", "json", "--format", "csv=no/b", "a"], "不能写入 no/b：没有这个文件夹"),
        ],
    )  # fmt: skip
    def test_wrong_command_line(self, run: Run, args: list[str], sentence: str) -> None:
        """2 and one sentence on stderr, nothing on stdout."""
        result = run("check", *args)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"auditor: {sentence}\n")

    def test_unknown_profile(self, run: Run) -> None:
        result = run("check", "--profile", "audits", "a")
        assert result.exit_code == 2
        assert "是不是 audit？" in result.stderr


class TestInputs:
    def test_folder(self, run: Run) -> None:
        """A folder is searched recursively, in the order of the paths; what is hidden or no text is left out."""
        for name in (
            "d/b.txt",
            "d/a.MD",
            "d/x/c.txt",
            "d/.hidden.txt",
            "d/.git/e.txt",
            "d/p.png",
            "d/noending",
        ):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            write(name, "甲")
        report = json.loads(run("check", "--format", "json", "d").stdout)
        paths = [n["path"].replace("\\", "/") for n in report["notices"]]
        assert paths == ["d/a.MD", "d/b.txt", "d/noending", "d/x/c.txt"]

    def test_same_file_twice(self, run: Run) -> None:
        """A file that is named twice is audited once."""
        write("a.txt", "甲")
        report = json.loads(run("check", "--format", "json", "a.txt", "./a.txt", ".").stdout)
        assert [n["path"] for n in report["notices"]] == ["a.txt"]

    def test_stdin(self, run: Run) -> None:
        """- is standard input, in any encoding, called as --stdin-filename says."""
        args = ("check", "-", "--stdin-filename", "草稿.txt", "--format", "json")
        report = json.loads(run(*args, input="整改情况有错误。".encode("gb18030")).stdout)
        assert report["notices"][0]["path"] == "草稿.txt"
        assert report["notices"][0]["encoding"] == "gb18030"
        assert report["summary"]["findings"]["error"] == 1

    def test_empty_stdin(self, run: Run) -> None:
        assert run("check", "-", input=b"").exit_code == 3


class TestFormats:
    def test_several(self, run: Run) -> None:
        """Several formats at once: those with a file go there, in UTF-8, the other to stdout."""
        name = write("a.txt", "有错误。")
        result = run("check", name, "--format", "json=结果.json", "--format", "plain")
        assert result.stdout.startswith("a.txt:1:2: error X101")
        assert json.loads(Path("结果.json").read_bytes())["summary"]["findings"]["error"] == 1

    def test_deterministic(self, run: Run) -> None:
        """The same input gives the same bytes."""
        name = write("a.txt", "有错误。有警告。")
        assert run("check", name, "--format", "json").stdout == run("check", name, "--format", "json").stdout

    def test_no_color_when_piped(self, run: Run) -> None:
        assert "\x1b" not in run("check", write("a.txt", "有错误。")).stdout

    def test_color_always(self, run: Run) -> None:
        assert "\x1b" in run("check", "--color", "always", write("a.txt", "有错误。")).stdout

    def test_strange_file_name(self, run: Run) -> None:
        """A file name that is not UTF-8 is shown with an escape."""
        name = os.fsdecode(b"\xb2\xe2.txt")
        try:
            write(name, "有错误。")
        except OSError:
            pytest.skip("this file system has no such names")
        result = run("check", ".", "--format", "json")
        assert json.loads(result.stdout)["notices"][0]["path"] == os.path.join(".", name)


class TestSelection:
    def test_select_and_ignore(self, run: Run) -> None:
        """Lists with commas, options repeated, ids, prefixes and names."""
        name = write("a.txt", "有错误、警告、提示。")
        for args, rules in [
            (["--select", "X101,X103"], ["X101", "X103"]),
            (["--select", "X101", "--select", "word-info"], ["X101", "X103"]),
            (["--select", "X", "--ignore", "X102，word-info"], ["X101"]),
        ]:
            report = json.loads(run("check", name, "--format", "json", *args).stdout)
            assert [f["rule"] for f in report["notices"][0]["findings"]] == rules

    def test_profile(self, run: Run) -> None:
        """--profile takes the place of what would be recognised."""
        args = ("check", write("a.txt", "甲"), "--format", "json", "--profile", "audit")
        assert json.loads(run(*args).stdout)["notices"][0]["profile"] == "audit"
