"""The gate on the command line: baseline, waivers, budgets, --changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from auditor import reporting
from tests.cli.conftest import Run, write


def report(run: Run, *args: str) -> dict[str, Any]:
    """The JSON report of a check."""
    data: dict[str, Any] = json.loads(run("check", "--format", "json", *args).stdout)
    return data


@pytest.mark.usefixtures("few_rules")
class TestBaseline:
    def test_only_new_findings_fail(self, run: Run) -> None:
        """What is in the baseline is counted and does not fail; what is new does."""
        write("a.txt", "有错误。")
        assert run("baseline", "write", "a.txt").exit_code == 0
        known = report(run, "--baseline", "auditor.baseline.json", "a.txt")
        assert known["summary"]["suppressed"] == {"waived": 0, "baseline": 1}
        assert known["notices"][0]["findings"] == []
        assert run("baseline", "check", "a.txt").exit_code == 0
        write("b.txt", "也有错误。")
        result = run("baseline", "check", "--format", "plain", "a.txt", "b.txt")
        assert result.exit_code == 1
        assert "b.txt:1:3: error X101" in result.stdout
        assert "基线已有 1 条" in result.stdout

    def test_stale_entries_are_told_and_pruned(self, run: Run) -> None:
        write("a.txt", "有错误，有警告。")
        write("b.txt", "有错误。")
        run("baseline", "write", ".")
        write("a.txt", "有警告。")
        Path("b.txt").unlink()
        result = run("baseline", "check", ".")
        assert (result.exit_code, "基线中有 1 条已不再出现" in result.stderr) == (0, True)
        assert "已从 auditor.baseline.json 清除 2 条" in run("baseline", "prune", ".").stdout
        assert run("baseline", "check", ".").stderr == ""

    def test_prune_adds_nothing(self, run: Run) -> None:
        run("baseline", "write", write("a.txt", "有警告。"))
        write("a.txt", "有警告，有错误。")
        assert "清除 0 条" in run("baseline", "prune", "a.txt").stdout
        assert run("baseline", "check", "a.txt").exit_code == 1

    def test_write_keeps_what_was_not_looked_at(self, run: Run) -> None:
        """Other notices, and rules that did not run."""
        run("baseline", "write", write("a.txt", "有警告，有错误。"), write("b.txt", "有错误。"))
        run("baseline", "write", "--select", "X102", "a.txt")
        assert run("baseline", "check", "a.txt", "b.txt").exit_code == 0

    def test_changed_figures_are_new(self, run: Run) -> None:
        """A known finding whose other side was edited fails, and it is told what it was."""
        run("baseline", "write", write("a.txt", "共16项：14、5。"))
        write("a.txt", "共16项：14、9。")
        result = run("baseline", "check", "a.txt")
        assert result.exit_code == 1
        assert result.stderr == (
            "auditor: a.txt:1：基线条目已变，按新问题报告（X104）：原为“16”对“19”，现为“16”对“23”\n"
        )

    def test_a_crash_leaves_it_alone(self, run: Run) -> None:
        """A baseline from half an audit would call the rest new."""
        result = run("baseline", "write", write("a.txt", "崩溃，有错误。"))
        assert (result.exit_code, Path("auditor.baseline.json").exists()) == (2, False)

    def test_missing(self, run: Run) -> None:
        """2, and nothing is written."""
        result = run("baseline", "check", "--format", "json", write("a.txt", "甲"))
        assert (result.exit_code, result.stdout) == (2, "")
        assert run("baseline", "prune", "a.txt").exit_code == 2

    def test_unchecked(self, run: Run) -> None:
        """3: the baseline is written, but an input could not be looked at."""
        assert run("baseline", "write", write("a.txt", "有错误。"), "no.txt").exit_code == 3


@pytest.mark.usefixtures("few_rules")
class TestWaivers:
    def fingerprint(self, run: Run, name: str) -> str:
        found: str = report(run, name)["notices"][0]["findings"][0]["fingerprint"]
        return found

    def waive(self, run: Run, fingerprint: str, *more: str) -> Any:
        return run("waive", fingerprint, "--reason", "原件如此", "--person", "王某", *more)

    def test_a_signed_finding_does_not_fail(self, run: Run) -> None:
        """It leaves the report and is counted."""
        mark = self.fingerprint(run, write("a.txt", "有错误。"))
        assert self.waive(run, mark, "--expires", "2999-12-31").exit_code == 0
        data = report(run, "a.txt")
        assert data["notices"][0]["findings"] == []
        assert data["notices"][0]["suppressed"] == {"waived": 1, "baseline": 0}
        assert run("check", "--strict-waivers", "a.txt").exit_code == 0
        assert run("check", "--isolated", "a.txt").exit_code == 1

    def test_unused(self, run: Run) -> None:
        """Told when its notice, or the whole folder, is audited; a failure only when asked for."""
        write("a.txt", "甲")
        self.waive(run, "0" * 16, "--path", "a.txt")
        self.waive(run, "1" * 16)
        assert "没有用到" not in run("check", write("b.txt", "乙")).stderr
        assert run("check", "a.txt").stderr.count("没有用到") == 1
        result = run("check", ".")
        assert (result.exit_code, result.stderr.count("没有用到")) == (0, 2)
        assert run("check", "--strict-waivers", ".").exit_code == 1
        assert run("check", "--strict-waivers", "--select", "X101", ".").stderr.count("没有用到") == 0

    def test_expired(self, run: Run) -> None:
        """It covers nothing any more."""
        mark = self.fingerprint(run, write("a.txt", "有错误。"))
        text = f'[[waiver]]\nfingerprint = "{mark}"\nreason = "甲"\nperson = "乙"\nexpires = 2020-01-01\n'
        write("auditor.waivers.toml", text)
        result = run("check", "a.txt")
        assert (result.exit_code, "已于 2020-01-01 到期" in result.stderr) == (1, True)

    def test_one_waiver_for_several_notices(self, run: Run) -> None:
        """A fingerprint without a path signs for every notice that has it, which is told."""
        mark = self.fingerprint(run, write("a.txt", "有错误。"))
        self.waive(run, mark)
        result = run("check", "a.txt", write("b.txt", "有错误。"))
        assert (result.exit_code, "没有写明 path，用在 2 份通报上：a.txt、b.txt" in result.stderr) == (
            0,
            True,
        )

    def test_a_wrong_file(self, run: Run) -> None:
        """2, with the line."""
        write("auditor.waivers.toml", '\n[[waiver]]\nperson = "乙"\n')
        result = run("check", "--format", "json", write("a.txt", "甲"))
        assert (result.exit_code, result.stdout) == (2, "")
        assert "auditor.waivers.toml:2" in result.stderr

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["12"], "12 不是指纹"),
            (["0" * 16, "--expires", "2020-01-01"], "已经过去"),
            (["0" * 16, "--expires", "明天"], "应为日期"),
            (["0" * 16, "--reason", " "], "不能为空"),
        ],
    )
    def test_wrong_command_line(self, run: Run, args: list[str], words: str) -> None:
        mark, *more = args
        result = self.waive(run, mark, *more)
        assert (result.exit_code, words in result.stderr) == (2, True)
        assert not Path("auditor.waivers.toml").exists()

    def test_twice(self, run: Run) -> None:
        self.waive(run, "0" * 16)
        assert self.waive(run, "0" * 16).exit_code == 2


@pytest.mark.usefixtures("few_rules")
class TestLimits:
    def test_max_warnings(self, run: Run) -> None:
        names = [write(f"{i}.txt", "有警告。") for i in range(3)]
        assert run("check", "--max-warnings", "3", *names).exit_code == 0
        result = run("check", "--max-warnings", "2", *names)
        assert (result.exit_code, result.stderr) == (1, "auditor: 警告 3 条，超过 --max-warnings 2\n")

    def test_budget(self, run: Run) -> None:
        """Findings of a rule with a budget do not fail until there are more of them, whatever their severity."""
        write("auditor.toml", "[budget]\nX101 = 2\n")
        names = [write(f"{i}.txt", "有错误。") for i in range(3)]
        assert run("check", *names[:2]).exit_code == 0
        result = run("check", *names)
        assert (result.exit_code, result.stderr) == (
            1,
            "auditor: X101 有 3 条，超过 budget 2（auditor.toml:2）\n",
        )

    @pytest.mark.parametrize(
        ("args", "status", "failures", "skipped"),
        [
            ((), 0, 0, 1),
            (("--fail-on", "warning"), 1, 1, 0),
            (("--max-warnings", "1"), 0, 0, 1),
            (("--max-warnings", "0"), 1, 1, 1),
        ],
    )
    def test_junit_is_red_when_the_job_is(
        self, run: Run, args: tuple[str, ...], status: int, failures: int, skipped: int
    ) -> None:
        """A failure is what makes the status 1, at whatever level; any other finding is skipped and not passed."""
        result = run("check", write("a.txt", "走访3户，有警告。"), "--format", "junit", *args)
        root = ElementTree.fromstring(result.stdout)
        counts = (root.get("failures"), root.get("skipped"))
        assert (result.exit_code, counts) == (status, (str(failures), str(skipped)))

    def test_junit_with_errors_that_do_not_fail(self, run: Run) -> None:
        """--fail-on never, a budget that is not spent, and one that is."""
        write("a.txt", "有错误。")
        never = run("check", "a.txt", "--format", "junit", "--fail-on", "never")
        assert (never.exit_code, 'failures="0"' in never.stdout) == (0, True)
        for budget, status in ((1, 0), (0, 1)):
            write("auditor.toml", f"[budget]\nX101 = {budget}\n")
            result = run("check", "a.txt", "--format", "junit")
            assert result.exit_code == status
            assert ElementTree.fromstring(result.stdout).get("failures") == str(status)

    def test_budgets_are_counted_by_configuration(self, run: Run) -> None:
        """Each file counts for the notices it is nearest to."""
        write("甲/auditor.toml", "[budget]\nX101 = 1\n")
        write("乙/auditor.toml", "[budget]\nX101 = 1\n")
        assert run("check", write("甲/a.txt", "有错误。"), write("乙/a.txt", "有错误。")).exit_code == 0

    @pytest.mark.parametrize("line", ["X101 = -1", 'X101 = "2"', "X999 = 1"])
    def test_a_wrong_budget(self, run: Run, line: str) -> None:
        write("auditor.toml", f"[budget]\n{line}\n")
        result = run("check", write("a.txt", "甲"))
        assert (result.exit_code, "auditor.toml:2" in result.stderr) == (2, True)

    def test_nothing_recognised_in_a_notice(self, run: Run) -> None:
        """3 if the configuration says that the file is a notice; without that word it is only told."""
        write("a.txt", "今天天气很好。")
        assert run("check", "a.txt").exit_code == 0
        assert run("check", "--profile", "general", "a.txt").exit_code == 0
        result = run("check", "--profile", "inspection", "a.txt")
        assert (result.exit_code, "没有识别到任何主张" in result.stderr) == (3, True)

    HEADINGS = "一、学习方面\n二、作风方面\n"

    def test_nothing_recognised_under_a_title(self, run: Run) -> None:
        """3 if the file's own title says that it is a notice, with headings or with nothing below it."""
        title = "中共柳溪镇委员会关于巡察整改情况的通报\n"
        for text in (title, title + self.HEADINGS, title.replace("巡察", "")):
            result = run("check", write("a.txt", text))
            assert (result.exit_code, "标题是整改通报" in result.stderr) == (3, True)

    def test_every_format_says_why_the_status_is_3(self, run: Run) -> None:
        """What stops the gate counts as unchecked; a harmless text of which nothing was recognised does not."""
        write("a.txt", "中共柳溪镇委员会关于巡察整改情况的通报\n" + self.HEADINGS)
        write("b.txt", "今天天气很好。")
        written = {
            name: run("check", "a.txt", "b.txt", "--fail-on", "never", "--format", name).stdout
            for name in reporting.names()
        }
        data = json.loads(written["json"])
        assert [n["status"] for n in data["notices"]] == ["unchecked", "checked"]
        assert (data["summary"]["unchecked"], data["summary"]["unrecognised"]) == (1, 1)
        assert json.loads(written["jsonl"].splitlines()[-1])["unchecked"] == 1
        suites = ElementTree.fromstring(written["junit"]).findall("testsuite")
        assert [(s.get("errors"), s.get("skipped")) for s in suites] == [("1", "0"), ("0", "1")]
        assert all("未检查 1 份" in written[name] for name in ("plain", "markdown", "github", "html", "rich"))
        assert all("unchecked: 1" in written[name] for name in ("junit", "checkstyle"))
        assert [
            name for name, text in written.items() if "却没有识别到任何主张，按未检查处理" not in text
        ] == []

    def test_unchecked_and_to_be_sent_back(self, run: Run) -> None:
        """A text that is unchecked, and has an error all the same, is counted as unchecked by every format."""
        write("a.txt", "中共柳溪镇委员会关于巡察整改情况的通报\n有错误。\n" + self.HEADINGS)
        write("b.txt", "今天天气很好。")
        for name in ("plain", "markdown", "github", "html", "rich"):
            assert "未检查 1 份" in run("check", "a.txt", "b.txt", "--format", name).stdout, name

    def test_a_title_called_general(self, run: Run) -> None:
        """Who says that it is no notice is believed."""
        write("a.txt", "中共柳溪镇委员会关于巡察整改情况的通报\n" + self.HEADINGS)
        assert run("check", "--profile", "general", "a.txt").exit_code == 0

    @pytest.mark.parametrize(
        "title",
        [
            "整改通报核对工具说明",
            "巡察整改系统使用情况说明",
            "关于做好巡察整改情况公开工作的通知",
            "巡察整改典型案例的通报",
            "会议室使用情况",
        ],
    )
    def test_nothing_recognised_in_other_texts(self, run: Run, title: str) -> None:
        """A text that is no notice stays harmless in a folder."""
        write("d/a.txt", f"{title}\n{self.HEADINGS}")
        assert run("check", "d").exit_code == 0


@pytest.mark.usefixtures("few_rules")
class TestChanged:
    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    def test_changed(self, run: Run) -> None:
        """Without a revision HEAD is meant, without paths the current folder; nothing changed is no error."""
        self.git("init", "-q")
        write("old.txt", "有错误。")
        self.git("add", "-A")
        self.git("commit", "-qm", "first")
        result = run("check", "--format", "json", "--changed")
        assert (result.exit_code, json.loads(result.stdout)["summary"]["notices"]) == (0, 0)
        assert result.stderr == "auditor: 自 HEAD 以来没有改动的通报\n"
        write("new.txt", "有错误。")
        result = run("check", "--format", "json", "--changed=HEAD", ".")
        assert [n["path"] for n in json.loads(result.stdout)["notices"]] == ["./new.txt"]

    def test_a_path_is_no_revision(self, run: Run) -> None:
        """`--changed 文件夹` would take the folder for a revision."""
        Path("通报").mkdir()
        result = run("check", "--changed", "通报")
        assert (result.exit_code, "--changed=HEAD 通报" in result.stderr) == (2, True)

    def test_no_repository(self, run: Run) -> None:
        assert run("check", "--changed", "HEAD", write("a.txt", "甲")).exit_code == 2
