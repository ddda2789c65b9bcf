"""``config show``, ``test``, ``new rule``, and the options about configuration of the other commands."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CONFIG = """ignore = ["X103"]
fail-on = "warning"
[severity]
X102 = "error"
[[per-path]]
path = "drafts"
fail-on = "never"
"""


@pytest.fixture
def notices(run: Run) -> None:
    """A configuration and two notices that fall under it."""
    Path("drafts").mkdir()
    Path("auditor.toml").write_text(CONFIG, encoding="utf-8")
    for name in ("a.txt", "drafts/b.txt"):
        Path(name).write_text("有警告、提示。", encoding="utf-8")


@pytest.mark.usefixtures("few_rules", "notices")
class TestCheck:
    def rules(self, run: Run, *args: str) -> list[list[str]]:
        report = json.loads(run("check", "--format", "json", *args).stdout)
        return [[f"{f['rule']} {f['severity']}" for f in n["findings"]] for n in report["notices"]]

    def test_file_is_found(self, run: Run) -> None:
        """Rules, severities and the failing level come from the file."""
        assert self.rules(run, "a.txt") == [["X102 error"]]
        assert run("check", "a.txt").exit_code == 1

    def test_fail_on_per_notice(self, run: Run) -> None:
        assert run("check", "drafts").exit_code == 0
        assert run("check", ".").exit_code == 1

    def test_command_line_goes_last(self, run: Run) -> None:
        """What stands on the command line replaces the file's; what does not is the file's."""
        assert self.rules(run, "--ignore", "X101", "a.txt") == [["X102 error", "X103 info"]]
        assert run("check", "--fail-on", "never", "a.txt").exit_code == 0
        assert run("check", "--fail-on", "error", "drafts").exit_code == 1

    def test_isolated(self, run: Run) -> None:
        assert self.rules(run, "--isolated", "a.txt") == [["X102 warning", "X103 info"]]

    def test_config(self, run: Run) -> None:
        """--config names the file; a wrong or missing one is an error with status 2."""
        Path("other.toml").write_text('select = ["X103"]', encoding="utf-8")
        assert self.rules(run, "--config", "other.toml", "a.txt") == [["X103 info"]]
        result = run("check", "--config", "none.toml", "a.txt")
        assert (result.exit_code, result.stderr) == (2, "auditor: none.toml：找不到这个文件或文件夹\n")
        assert run("check", "--config", "other.toml", "--isolated", "a.txt").exit_code == 2

    def test_standard_input(self, run: Run) -> None:
        """Standard input is configured like a file of its name."""
        assert run("check", "-", input="有警告。").exit_code == 1
        assert run("check", "-", "--stdin-filename", "drafts/c.txt", input="有警告。").exit_code == 0

    def test_mistakes(self, run: Run) -> None:
        """All mistakes, with file, line and text, on stderr; nothing is audited."""
        Path("auditor.toml").write_text('slect = []\nignore = ["X9"]\n', encoding="utf-8")
        result = run("check", "a.txt")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines() == [
            "auditor: 配置有 2 处错误：",
            "auditor.toml:1：没有设置项 slect；是不是 select？",
            "    1 | slect = []",
            "auditor.toml:2：ignore：没有规则 'X9'；auditor rules 列出全部规则",
            '    2 | ignore = ["X9"]',
        ]

    def test_claims(self, run: Run) -> None:
        """The other commands go by it too."""
        Path("auditor.toml").write_text('max-size = "5"', encoding="utf-8")
        assert run("claims", "a.txt").exit_code == 3
        assert run("claims", "--max-size", "1K", "a.txt").exit_code == 0


@pytest.mark.usefixtures("few_rules", "notices")
class TestShow:
    def test_values_and_sources(self, run: Run) -> None:
        """Every value with its source; the output is a valid configuration."""
        out = run("config", "show", "drafts/b.txt", "--profile", "audit").stdout
        lines = {line.split("  ")[0]: line.rsplit("# ", 1)[-1] for line in out.splitlines()}
        assert lines['ignore = ["X103"]'] == "auditor.toml:1"
        assert lines['severity.X102 = "error"'] == "auditor.toml:4"
        assert lines['fail-on = "never"'] == "auditor.toml:7（per-path drafts）"
        assert lines['profile = "audit"'] == "命令行 --profile"
        assert lines["plugins = false"] == "默认"
        assert "# 配置文件 auditor.toml" in out
        assert "# 不用 1 条（ignore，auditor.toml:1）：X103" in out
        assert tomllib.loads(out)["fail-on"] == "never"

    def test_without_a_file(self, run: Run) -> None:
        out = run("config", "show", "--isolated", "a.txt").stdout
        assert "# 没有使用配置文件" in out
        assert "auditor.toml" not in out

    def test_shadowed_pyproject(self, run: Run) -> None:
        """Nothing is passed over silently."""
        Path("pyproject.toml").write_text("[tool.auditor]", encoding="utf-8")
        assert "# 未读 pyproject.toml 的 [tool.auditor]" in run("config", "show", "a.txt").stdout

    def test_a_path_that_is_not_there(self, run: Run) -> None:
        """The settings are shown all the same, and that there is no such file is told."""
        result = run("config", "show", "none.txt")
        assert result.exit_code == 0
        assert result.stderr == "auditor: none.txt 不存在，显示的是这个位置的文件会用的设置\n"

    def test_a_path_that_is_there(self, run: Run) -> None:
        Path("b.txt").write_text("甲", encoding="utf-8")
        assert [run("config", "show", path).stderr for path in ("b.txt", ".", "-")] == ["", "", ""]

    def test_json(self, run: Run) -> None:
        data = json.loads(run("config", "show", "a.txt", "--format", "json").stdout)
        assert {"key": "fail-on", "value": "warning", "source": "auditor.toml:2"} in data["values"]
        assert data["rules"] == ["X101", "X102", "X104", "Y101"]
        assert data["off"] == {"X103": "ignore，auditor.toml:1"}

    def test_unknown_command(self, run: Run) -> None:
        assert "是不是 show？" in run("config", "shw").stderr


class TestOwnRules:
    def test_from_new_to_check(self, run: Run) -> None:
        """A new rule and a new word list are tested, listed, explained and used."""
        assert run("new", "rule", "local-names").exit_code == 0
        assert run("new", "rule", "local-words", "--words").exit_code == 0
        assert "2 条规则，10 个例子，全部通过" in run("test", "rules").stdout
        assert "X101" not in run("rules").stdout
        Path("auditor.toml").write_text('rules-dir = "rules"', encoding="utf-8")
        assert run("rules", "--select", "X").stdout.count("\n") == 2
        assert "“旧名称”（“新名称”）" in run("explain", "local-words").stdout
        assert "1 条规则，5 个例子，全部通过" in run("test", "X102").stdout
        Path("a.txt").write_text("旧名称、示例词", encoding="utf-8")
        result = run("check", "a.txt", "--select", "X", "--fail-on", "warning", "--format", "plain")
        assert result.exit_code == 1
        assert "X101" in result.stdout
        assert "X102" in result.stdout
        assert run("new", "rule", "third").stdout.startswith("已写 rules/x103_third.py")

    def test_rules_dir_option(self, run: Run) -> None:
        run("new", "rule", "local-names", "--dir", "own", "--id", "Z900")
        assert "Z900" in run("rules", "--rules-dir", "own").stdout
        result = run("rules", "--rules-dir", "none")
        assert (result.exit_code, result.stderr) == (
            2,
            "auditor: 命令行 --rules-dir：rules-dir：没有文件夹 none\n",
        )

    def test_failing_rule(self, run: Run) -> None:
        """What failed is told with the rule's file; status 1."""
        run("new", "rule", "local-words", "--words")
        path = Path("rules/x101_local_words.toml")
        path.write_text(
            path.read_text(encoding="utf-8").replace("见旧名称一览表。", "见旧名称。"), encoding="utf-8"
        )
        result = run("test", str(path))
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "X101 local-words（rules/x101_local_words.toml）",
            "  正例被误报（“旧名称”按词表应为“新名称”（2021年更名），请核实）：“见旧名称。”",
            "1 条规则，5 个例子，1 条未通过",
        ]

    def test_taken_id(self, run: Run) -> None:
        """A file under test that takes the place of another rule would not load: that is told."""
        run("new", "rule", "local-words", "--words")
        path = Path("rules/x101_local_words.toml")
        path.write_text(path.read_text(encoding="utf-8").replace("X101", "K103"), encoding="utf-8")
        result = run("test", str(path))
        assert result.exit_code == 1
        assert "编号或名称与 K103 postcode" in result.stdout

    def test_broken_file(self, run: Run) -> None:
        Path("bad.py").write_text("x = 1\ny = (\n", encoding="utf-8")
        result = run("test", "bad.py")
        assert result.exit_code == 2
        assert result.stderr.startswith("auditor: bad.py:2：Python 语法错误")

    def test_unknown_rule(self, run: Run) -> None:
        assert "是不是 K103" in run("test", "K1O3").stderr
