"""What is said about mistakes in a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.configuration.mistakes import ConfigError
from auditor.configuration.plan import Setup
from auditor.errors import AuditorError
from tests.configuration.conftest import Write
from tests.configuration.setups import mistakes


class TestMistakes:
    def test_every_mistake_with_its_line(self, write: Write) -> None:
        """All of them at once, in order, with the line and what was probably meant."""
        write(
            "auditor.toml",
            """slect = ["K"]
fail_on = "error"
select = "K"
ignore = ["K103", "K1O3", 4]
profile = "inspektion"
required = ["titel"]
max-size = "20Q"
plugins = "yes"
[severity]
K103 = "warn"
C1O1 = "info"
N101 = "off"
[glossary]
unit = []
short-forms = ["a"]
[deadlines]
publish = 0
[[per-path]]
ignore = ["K"]
[[per-path]]
path = "x/**"
severty.K103 = "info"
[rules.U101]
sentnce = 3
sentence = 3
[rules.K103]
x = 1
[rules.U10]
x = 1
""",
        )
        assert [(m.line, m.words) for m in mistakes()] == [
            (1, "没有设置项 slect；是不是 select？"),
            (2, "没有设置项 fail_on；应写作 fail-on"),
            (3, "select：应为列表（写在方括号里），不是 'K'"),
            (4, "ignore：应为字符串，不是 4"),
            (4, "ignore：没有规则 'K1O3'；是不是 K103？"),
            (
                5,
                "profile：应为 inspection、audit、supervision、feedback、general 之一，不是 'inspektion'；是不是 inspection？",
            ),
            (6, "required：应为 contact、date、signature、title 之一，不是 'titel'；是不是 title？"),
            (7, "max-size：应为字节数或带单位的大小（例如 \"20MB\"），不是 '20Q'"),
            (8, "plugins：应为 true 或 false，不是 'yes'"),
            (10, "severity.K103：应为 error、warning、info 之一，不是 'warn'；是不是 warning？"),
            (11, "severity：没有规则 'C1O1'；是不是 C110 或 C101？"),
            (12, "severity.N101：要关闭规则，请写在 ignore 中"),
            (14, "没有设置项 unit；是不是 units？"),
            (15, "glossary.short-forms：应为表，不是 ['a']"),
            (17, "deadlines.publish：应为正整数，不是 0"),
            (18, "缺少 path"),
            (22, "没有设置项 severty；是不是 severity？"),
            (24, "没有设置项 sentnce；是不是 sentence？"),
            (25, "sentence：应不小于 10，不是 3"),
            (27, "规则 K103 没有选项；有选项的是 U101"),
            (29, "rules：'U10' 是一组规则；请写完整的编号或名称"),
        ]

    def test_a_wrong_key_is_not_missing(self, write: Write) -> None:
        """One mistake is told once."""
        write("auditor.toml", "[[per-path]]\npath = 3\n")
        assert [(m.line, m.words) for m in mistakes()] == [
            (2, "per-path.path：应为列表（写在方括号里），不是 3")
        ]

    def test_a_key_of_the_top(self, write: Write) -> None:
        write("auditor.toml", '[[per-path]]\npath = ["a"]\nrules-dir = "x"\n')
        assert [(m.line, m.words) for m in mistakes()] == [
            (3, "rules-dir 不能写在 per-path 里，请写在文件开头")
        ]

    @pytest.mark.parametrize("name", ["auditor.toml", "n/auditor.toml"])
    def test_a_folder_of_that_name(self, write: Write, name: str) -> None:
        """It is no configuration, and is not passed over."""
        write(f"{name}/x", "")
        write("n/a.txt", "甲")
        with pytest.raises(ConfigError, match=r"auditor\.toml：这是文件夹，不是文件"):
            Setup().plan("n/a.txt")

    def test_several_files(self, write: Write) -> None:
        """A run over several folders tells the mistakes of all their files."""
        from auditor.inputs import find_inputs

        for name in "ab":
            write(f"{name}/auditor.toml", "x = 1")
            write(f"{name}/n1.txt", "甲")
            write(f"{name}/n2.txt", "甲")
        with pytest.raises(ConfigError) as caught:
            Setup().plans(find_inputs(["a", "b"]))
        assert [m.file for m in caught.value.mistakes] == ["a/auditor.toml", "b/auditor.toml"]

    @pytest.mark.parametrize(
        ("data", "line", "words"),
        [
            (b"a = 1\nb = = 2\n", 2, "不是有效的 TOML"),
            (b"a = 1\na = 2\n", 2, "不是有效的 TOML"),
            (b"a = [", 1, "不是有效的 TOML"),
            (b"a = '\xff'", None, "不是 UTF-8 编码"),
            (b"a = " + b"[" * 3000, None, "嵌套太深"),
        ],
    )
    def test_not_toml(self, write: Write, tmp_path: Path, data: bytes, line: int | None, words: str) -> None:
        (tmp_path / "auditor.toml").write_bytes(data)
        (mistake,) = mistakes()
        assert mistake.line == line
        assert words in mistake.words

    def test_missing_file(self, write: Write) -> None:
        with pytest.raises(ConfigError, match=r"none\.toml：找不到这个文件"):
            Setup(file="none.toml")

    def test_file_without_the_section(self, write: Write) -> None:
        write("pyproject.toml", "[project]\n")
        with pytest.raises(ConfigError, match=r"没有 \[tool.auditor\] 一节"):
            Setup(file="pyproject.toml")

    def test_nothing_left(self, write: Write) -> None:
        """A configuration that turns off every rule is not a clean notice."""
        write("auditor.toml", 'ignore = ["ALL"]')
        with pytest.raises(AuditorError, match=r"auditor\.toml:1：ignore 排除了全部规则"):
            Setup().plan("a.txt")

    def test_missing_rules_dir(self, write: Write) -> None:
        write("auditor.toml", 'rules-dir = ["a", "b"]')
        write("a/w.toml", "")
        found = [(m.line, m.words) for m in mistakes() if m.words.startswith("rules-dir")]
        assert found == [(1, "rules-dir：没有文件夹 b")]
