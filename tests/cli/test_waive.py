"""``auditor waive``: what a person signs for, and for which notices."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Run, write

pytestmark = pytest.mark.usefixtures("few_rules")


def mark(run: Run, name: str) -> str:
    """The fingerprint of a notice's first finding."""
    data = json.loads(run("check", "--format", "json", name).stdout)
    found: str = data["notices"][0]["findings"][0]["fingerprint"]
    return found


def waive(run: Run, *args: str) -> Result:
    return run("waive", *args, "--reason", "原件如此", "--person", "王某")


def signed(file: str = "auditor.waivers.toml") -> list[dict[str, Any]]:
    waivers: list[dict[str, Any]] = tomllib.loads(Path(file).read_text(encoding="utf-8"))["waiver"]
    return waivers


class TestOneNotice:
    def test_what_is_kept(self, run: Run) -> None:
        """Its path, the rule and both figures stand in the file."""
        assert waive(run, mark(run, write("镇/a.txt", "共16项：14、5。")), "镇/a.txt").exit_code == 0
        (waiver,) = signed()
        assert [waiver[key] for key in ("path", "rule", "stated", "computed")] == [
            "镇/a.txt",
            "X104",
            "16",
            "19",
        ]

    def test_the_sentence_is_shown(self, run: Run) -> None:
        """Whoever signs sees what for."""
        result = waive(run, mark(run, write("a.txt", "镇里共16项：14、5。")), "a.txt")
        assert "X104 总数不符" in result.stdout
        assert "原文：镇里共【16】项" in result.stdout

    def test_other_notices_are_not_signed(self, run: Run) -> None:
        """An equal finding fails in another notice, also in one of the same name in another folder."""
        waive(run, mark(run, write("a.txt", "有错误。")), "a.txt")
        assert run("check", "a.txt").exit_code == 0
        assert run("check", write("b.txt", "有错误。")).exit_code == 1
        assert run("check", write("镇/a.txt", "有错误。")).exit_code == 1

    def test_other_figures_are_not_signed(self, run: Run) -> None:
        """The finding fails again when its other side is edited, and the waiver is told."""
        waive(run, mark(run, write("a.txt", "共16项：14、5。")), "a.txt")
        result = run("check", write("a.txt", "共16项：14、9。"))
        assert result.exit_code == 1
        assert "不再有效：签的是“16”对“19”，现在是“16”对“23”" in result.stderr

    def test_no_such_finding(self, run: Run) -> None:
        """2, and nothing is written."""
        result = waive(run, "0" * 16, write("a.txt", "有错误。"))
        assert (result.exit_code, "a.txt里没有指纹为 0000000000000000 的问题" in result.stderr) == (2, True)
        assert not Path("auditor.waivers.toml").exists()

    def test_another_rule(self, run: Run) -> None:
        result = waive(run, mark(run, write("a.txt", "有错误。")), "a.txt", "--rule", "X102")
        assert (result.exit_code, "是规则 X101 的问题，不是 X102 的" in result.stderr) == (2, True)

    def test_a_void_waiver_is_signed_anew(self, run: Run) -> None:
        """For the new figures; twice for the same is refused."""
        waive(run, mark(run, write("a.txt", "共16项：14、5。")), "a.txt")
        write("a.txt", "共16项：14、9。")
        found = json.loads(run("check", "--format", "json", "a.txt").stdout)["notices"][0]["findings"]
        again = found[0]["fingerprint"]
        assert waive(run, again, "a.txt").exit_code == 0
        assert run("check", "a.txt").exit_code == 0
        assert waive(run, again, "a.txt").exit_code == 2

    def test_an_expired_waiver_is_renewed(self, run: Run) -> None:
        found = mark(run, write("a.txt", "有错误。"))
        write(
            "auditor.waivers.toml",
            f'[[waiver]]\nfingerprint = "{found}"\nreason = "甲"\nperson = "乙"\npath = "./a.txt"\nexpires = 2020-01-01\n',
        )
        assert waive(run, found, "a.txt").exit_code == 0
        assert run("check", "a.txt").exit_code == 0

    def test_standard_input(self, run: Run) -> None:
        """It has no path to sign for."""
        assert "不能用标准输入" in waive(run, "0" * 16, "-").stderr


class TestSeveralNotices:
    def test_one_of_a_folder(self, run: Run) -> None:
        """The fingerprint stands in one notice of the folder: that one is signed for."""
        found = mark(run, write("镇/a.txt", "有错误。"))
        write("镇/b.txt", "有警告。")
        assert waive(run, found, "镇").exit_code == 0
        assert signed()[0]["path"] == "镇/a.txt"

    def test_several_are_refused(self, run: Run) -> None:
        """Nobody signs for a notice that was not named."""
        found = mark(run, write("a.txt", "有错误。"))
        result = waive(run, found, "a.txt", write("b.txt", "有错误。"))
        assert (result.exit_code, "在 2 份通报里都有：a.txt、b.txt" in result.stderr) == (2, True)

    def test_several_by_path(self, run: Run) -> None:
        """--path names them; all are shown."""
        found = mark(run, write("a.txt", "有错误。"))
        result = waive(run, found, "a.txt", write("b.txt", "有错误。"), "--path", "*.txt")
        assert (result.exit_code, result.stdout.count("原文：")) == (0, 2)
        assert run("check", "a.txt", "b.txt").exit_code == 0

    def test_path_without_the_notice(self, run: Run) -> None:
        """A finding that --path does not cover is none."""
        found = mark(run, write("a.txt", "有错误。"))
        assert waive(run, found, "a.txt", "--path", "b.txt").exit_code == 2


class TestWhichFile:
    def test_a_nearer_file(self, run: Run) -> None:
        """The nearest file alone is read: writing into another is refused, with the one to name."""
        found = mark(run, write("镇/a.txt", "有错误。"))
        write("镇/auditor.waivers.toml", "")
        result = waive(run, found, "镇/a.txt")
        assert (result.exit_code, "请加 --file 镇/auditor.waivers.toml" in result.stderr) == (2, True)
        assert waive(run, found, "镇/a.txt", "--file", "镇/auditor.waivers.toml").exit_code == 0
        assert run("check", "镇/a.txt").exit_code == 0

    def test_a_file_beside_the_folder(self, run: Run) -> None:
        """A file that is not above the notice is never read."""
        found = mark(run, write("镇/a.txt", "有错误。"))
        Path("县").mkdir()
        result = waive(run, found, "镇/a.txt", "--file", "县/auditor.waivers.toml")
        assert (result.exit_code, "不起作用" in result.stderr) == (2, True)

    def test_a_file_of_another_name(self, run: Run) -> None:
        """It is given by --waivers, wherever it stands."""
        found = mark(run, write("镇/a.txt", "有错误。"))
        Path("县").mkdir()
        assert waive(run, found, "镇/a.txt", "--file", "县/signed.toml").exit_code == 0
        assert run("check", "镇/a.txt", "--waivers", "县/signed.toml").exit_code == 0


class TestWithoutNotice:
    def test_told(self, run: Run) -> None:
        """Nothing was looked up, and every notice is signed for."""
        result = waive(run, "0" * 16)
        assert (result.exit_code, "没有核对" in result.stderr, "不论在哪份通报" in result.stderr) == (
            0,
            True,
            True,
        )

    def test_with_path(self, run: Run) -> None:
        result = waive(run, "0" * 16, "--path", "a.txt")
        assert (result.exit_code, "不论在哪份通报" in result.stderr) == (0, False)
