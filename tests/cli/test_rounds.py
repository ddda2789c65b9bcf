"""``auditor selftest``, ``auditor why`` and ``auditor diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.registry import Registry
from auditor.source import cells
from tests.cli.conftest import Run

NOTICE = """关于整改情况的通报
一、总体情况
建立制度15项，其中新建9项、修订6项。
二、具体情况
街道党工委认真组织学习上级文件精神和各项工作要求，收到了很好的效果。
"""


@pytest.fixture
def notice(run: Run) -> str:
    Path("a.txt").write_text(NOTICE, encoding="utf-8")
    return "a.txt"


@pytest.mark.parametrize("command", ["selftest", "why", "diff"])
def test_help(run: Run, command: str) -> None:
    """The help is Chinese and fits a terminal."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "用法：auditor" in result.stdout
    assert max(map(cells, result.stdout.splitlines())) <= 80


class TestSelftest:
    def test_score(self, run: Run, notice: str) -> None:
        """The recall of all and of each family, then what was missed with its line."""
        result = run("selftest", notice, "--min", "0")
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[0].startswith("a.txt：埋入 ")
        assert "检出率" in lines[0]
        assert any(line.startswith("  S 合计：") for line in lines)

    def test_missed(self, run: Run, notice: str, few_rules: Registry) -> None:
        """Rules that know nothing miss everything: 1, and every miss is listed."""
        result = run("selftest", notice, "--ignore", "Y101")
        assert result.exit_code == 1
        assert "检出率 0.0%" in result.stdout
        assert "漏查  第 3 行  分项之和大于总数：“9项、修订”→“10项、修订”" in result.stdout

    def test_verbose(self, run: Run, notice: str) -> None:
        result = run("selftest", notice, "-v", "--min", "0")
        assert "查出  第 3 行  分项之和大于总数" in result.stdout
        assert "（S101）" in result.stdout

    def test_json(self, run: Run, notice: str) -> None:
        result = run("selftest", notice, "--format", "json", "--min", "0")
        data = json.loads(result.stdout)
        assert data["schema_version"] == 1
        (own,) = data["notices"]
        assert own["planted"] == len(own["plants"]) == data["summary"]["planted"]
        assert own["detected"] == sum(p["detected"] for p in own["plants"])
        assert set(own["plants"][0]) == {"kind", "family", "title", "line", "change", "detected", "rules"}

    def test_several_notices(self, run: Run, notice: str) -> None:
        Path("b.txt").write_text(NOTICE, encoding="utf-8")
        result = run("selftest", notice, "b.txt", "--min", "0")
        assert result.stdout.splitlines()[-1].startswith("共 2 份：埋入 ")

    def test_nothing_to_plant(self, run: Run) -> None:
        Path("a.txt").write_text("无。\n", encoding="utf-8")
        result = run("selftest", "a.txt")
        assert result.exit_code == 0
        assert "没有可以埋入差错的地方" in result.stdout

    def test_unreadable(self, run: Run, notice: str) -> None:
        """What can't be read is named; the others are tested all the same."""
        result = run("selftest", notice, "none.txt", "--min", "0")
        assert result.exit_code == 3
        assert "none.txt：未检查" in result.stderr
        assert "a.txt：埋入" in result.stdout

    @pytest.mark.parametrize("value", ["2", "-1", "viel", "101%"])
    def test_wrong_share(self, run: Run, notice: str, value: str) -> None:
        result = run("selftest", notice, "--min", value)
        assert result.exit_code == 2
        assert "例如 0.95 或 95%" in result.stderr

    def test_percent(self, run: Run, notice: str) -> None:
        assert run("selftest", notice, "--min", "0%").exit_code == 0

    def test_crash(self, run: Run, notice: str, few_rules: Registry) -> None:
        """A rule that fails on the notice gives 2 and its id."""
        Path("a.txt").write_text(NOTICE + "崩溃\n", encoding="utf-8")
        result = run("selftest", "a.txt", "--min", "0")
        assert result.exit_code == 2
        assert "规则 Y101 运行失败" in result.stderr


class TestWhy:
    def test_figure(self, run: Run, notice: str) -> None:
        result = run("why", notice, "3:5")
        assert result.exit_code == 0
        assert result.stdout.startswith("3:5  “15项”  数量  证实\n")
        assert "9 + 6 = 15" in result.stdout

    def test_words(self, run: Run, notice: str) -> None:
        """Nobody counts columns."""
        assert run("why", notice, "15项").stdout.startswith("3:5  “15项”  数量  证实\n")
        result = run("why", notice, "88项")
        assert result.exit_code == 2
        assert "全文没有“88项”" in result.stderr

    def test_beside_a_figure(self, run: Run, notice: str) -> None:
        """Who points beside the figures of a line is told where they are."""
        assert "3:5 “15项”、3:13 “" in run("why", notice, "3:1").stderr

    def test_line(self, run: Run, notice: str) -> None:
        """Without a column all figures of the line are explained."""
        result = run("why", notice, "3")
        assert [line[:3] for line in result.stdout.splitlines() if line[0] == "3"] == [
            "3:5",
            "3:13",
            "3:18",
        ] or (result.stdout.count("数量  证实") == 3)

    def test_nothing_there(self, run: Run, notice: str) -> None:
        result = run("why", notice, "5")
        assert result.exit_code == 0
        assert result.stdout.startswith("第 5 行没有识别到任何数字、日期")

    def test_json(self, run: Run, notice: str) -> None:
        data = json.loads(run("why", notice, "3:5", "--format", "json").stdout)
        (claim,) = data["claims"]
        assert claim["quote"] == "15项"
        assert claim["verdict"] == "verified"
        assert claim["relations"][0]["name"] == "部分与全体"

    @pytest.mark.parametrize(
        ("place", "words"),
        [("99", "没有第 99 行：全文 6 行"), ("3:99", "没有第 99 列"), ("0", "没有第 0 行"), ("x", "行:列")],
    )
    def test_no_such_place(self, run: Run, notice: str, place: str, words: str) -> None:
        result = run("why", notice, place)
        assert result.exit_code == 2
        assert words in result.stderr

    def test_missing_file(self, run: Run) -> None:
        assert run("why", "none.txt", "1").exit_code == 3


class TestDiff:
    def write(self, old: str, new: str) -> None:
        Path("old.txt").write_text(old, encoding="utf-8")
        Path("new.txt").write_text(new, encoding="utf-8")

    def test_first_line(self, run: Run) -> None:
        """The counts come first, then what remains, what is new and what is fixed."""
        self.write("错误\n警告\n提示\n", "错误\n警告\n")
        result = run("diff", "old.txt", "new.txt")
        assert result.stdout.splitlines()[0].startswith("上次 ")

    def test_counts(self, run: Run, few_rules: Registry) -> None:
        self.write("错误\n提示\n", "前面加的一行\n提示\n警告\n")
        result = run("diff", "old.txt", "new.txt")
        assert result.stdout.splitlines() == [
            "上次 2 处：已改 1、未改 1、新出现 1",
            "未改  new.txt:2:1: info X103 出现“提示”",
            "新出现  new.txt:3:1: warning X102 出现“警告”",
            "已改  old.txt:1:1: error X101 出现“错误”",
        ]
        assert result.exit_code == 0

    @pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
    def test_fail_on(self, run: Run, few_rules: Registry, level: str, status: int) -> None:
        """What remains or is new decides, not what is fixed."""
        self.write("错误\n", "警告\n")
        assert run("diff", "old.txt", "new.txt", "--fail-on", level).exit_code == status

    def test_remaining_error(self, run: Run, few_rules: Registry) -> None:
        self.write("错误\n", "错误\n")
        assert run("diff", "old.txt", "new.txt").exit_code == 1

    def test_json(self, run: Run, few_rules: Registry) -> None:
        self.write("错误\n提示\n", "前面加的一行\n提示\n警告\n")
        data = json.loads(run("diff", "old.txt", "new.txt", "--format", "json").stdout)
        assert data["summary"] == {"old": 2, "fixed": 1, "remaining": 1, "new": 1}
        assert data["remaining"][0]["before"]["start"]["line"] == 2
        assert data["remaining"][0]["start"]["line"] == 2
        assert data["appeared"][0]["rule"] == "X102"
        assert data["fixed"][0]["rule"] == "X101"

    def test_crash(self, run: Run, few_rules: Registry) -> None:
        self.write("无\n", "崩溃\n")
        assert run("diff", "old.txt", "new.txt").exit_code == 2

    def test_missing_file(self, run: Run) -> None:
        self.write("无\n", "无\n")
        result = run("diff", "old.txt", "none.txt")
        assert result.exit_code == 3
        assert "none.txt" in result.stderr

    def test_two_standard_inputs(self, run: Run) -> None:
        assert run("diff", "-", "-", input="无\n").exit_code == 2

    def test_standard_input(self, run: Run, few_rules: Registry) -> None:
        self.write("错误\n", "")
        result = run("diff", "old.txt", "-", input="错误\n")
        assert result.stdout.splitlines()[1] == "未改  <stdin>:1:1: error X101 出现“错误”"
