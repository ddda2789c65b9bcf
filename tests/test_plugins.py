"""Rules from folders, word lists and installed packages, and what is said when one cannot be loaded."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import plugins, scaffold, wordlists
from auditor.configuration.mistakes import ConfigError
from auditor.configuration.plan import Setup
from auditor.errors import AuditorError
from auditor.findings import Severity
from auditor.pipeline import audit_source
from auditor.registry import Registry
from auditor.source import Source
from auditor.testing import problems

RULE = '''
from auditor.findings import Finding, Severity
from auditor.registry import rule

@rule("{id}", name="{name}", severity=Severity.WARNING, since="1")
def check(notice):
    """名称。"""
    yield Finding("有一处", notice.span(0, 1))
'''

WORDS = """id = "X201"
name = "renamed-places"
title = "使用了已更名的地名"
why = "更名后应使用新名称。"
basis = "地名公告。"
allow = ["原云巷街道"]
bad = ["云巷街道召开会议。", "一、甲\\n云巷街道"]
good = ["原云巷街道的遗留问题已办结。"]

[[term]]
word = "云巷街道"
suggestion = "云港街道"
note = "2021年更名"

[[term]]
word = "石桥乡"
message = "“{word}”（{note}）"
severity = "info"
"""

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def make(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


def mistakes(load: Callable[[], object]) -> list[tuple[str, int | None, str]]:
    with pytest.raises(ConfigError) as caught:
        load()
    return [(Path(m.file).name, m.line, m.words) for m in caught.value.mistakes]


class TestFolder:
    def test_python_and_word_lists(self, write: Write) -> None:
        """All *.py and *.toml of a folder, but helpers, hidden files and configurations."""
        write("r/a.py", RULE.format(id="X101", name="mine"))
        write("r/b.toml", WORDS)
        for name in ("_helper.py", ".hidden.py", "notes.txt", "auditor.toml", "sub/c.py"):
            write(f"r/{name}", "raise SystemExit")
        assert [(r.id, Path(str(r.file)).name) for r in plugins.in_folder("r")] == [
            ("X101", "a.py"),
            ("X201", "b.toml"),
        ]

    def test_all_mistakes(self, write: Write) -> None:
        """Every file that cannot be loaded, with the line that is to blame."""
        write("r/a.py", "x = 1\ny = (\n")
        write("r/b.py", "x = 1\nimport no_such_module_here\n")
        write("r/c.py", "x = 1\n")
        write("r/d.py", "x = 1\n" + RULE.format(id="X1", name="mine"))
        write("r/e.py", "import sys\n\nsys.exit(0)\n")
        write("r/f.toml", 'id = "X101"\n')
        found = mistakes(lambda: plugins.in_folder("r"))
        assert [(file, line) for file, line, _ in found] == [
            ("a.py", 2),
            ("b.py", 2),
            ("c.py", None),
            ("d.py", 6),
            ("e.py", 3),
            ("f.toml", None),
            ("f.toml", None),
            ("f.toml", None),
        ]
        for (_, _, words), expected in zip(
            found, ["语法错误", "no_such_module_here", "没有规则", "'X1' 无效", "SystemExit"], strict=False
        ):
            assert expected in words
        assert {words for file, _, words in found if file == "f.toml"} == {
            "缺少 name",
            "缺少 term",
            "缺少 title",
        }

    def test_empty_or_missing(self, write: Write) -> None:
        write("r/notes.txt", "")
        assert "没有规则文件" in mistakes(lambda: plugins.in_folder("r"))[0][2]
        assert "找不到" in mistakes(lambda: plugins.in_folder("none"))[0][2]

    def test_taken(self, write: Write) -> None:
        """An id or name that a built-in rule or another file has is an error that names both."""
        write("r/a.py", RULE.format(id="K103", name="mine"))
        write("r/b.py", RULE.format(id="X101", name="postcode"))
        write("r/c.py", RULE.format(id="X102", name="same"))
        write("r/d.py", RULE.format(id="X103", name="same"))
        found = mistakes(lambda: plugins.registry(["r"]))
        assert [file for file, _, _ in found] == ["a.py", "b.py", "d.py"]
        assert "规则 K103 mine 与 K103 postcode 重复" in found[0][2]

    def test_by_configuration(self, write: Write) -> None:
        """rules-dir is relative to the file; its rules can be selected and set there like any other."""
        write("c/r/a.py", RULE.format(id="X101", name="mine"))
        write("c/auditor.toml", 'rules-dir = "r"\nselect = ["mine"]\nseverity.X101 = "error"\n')
        plan = Setup().plan("c/a.txt")
        (finding,) = audit_source(Source("a", "甲乙"), plan.rules, None, plan.settings).findings
        assert (finding.rule, finding.severity) == ("X101", Severity.ERROR)
        assert len(plan.registry) == len(Registry.builtin()) + 1
        assert "X101" not in {r.id for r in Setup().plan("other/a.txt").registry}

    def test_mistakes_of_both(self, write: Write) -> None:
        """What is wrong with the file and with the rules it brings comes in one list."""
        write("c/r/a.py", "what is this")
        write("c/auditor.toml", 'rules-dir = "r"\nslect = []\n')
        assert {(file, line) for file, line, _ in mistakes(lambda: Setup().plan("c/a.txt"))} == {
            ("a.py", 1),
            ("auditor.toml", 2),
        }


class TestWordList:
    def test_findings(self, write: Write) -> None:
        """One finding for each word, with all its places; not within an allowed context."""
        rule = wordlists.load(write("w.toml", WORDS))
        text = "云巷街道、原云巷街道、云巷街道\n石桥乡"
        first, second = audit_source(Source("a", text), [rule]).findings
        assert first.message == "“云巷街道”按词表应为“云港街道”（2021年更名），请核实（共 2 处）"
        assert (first.severity, first.suggestion) == (Severity.WARNING, "云港街道")
        assert [text[s.start : s.end] for s in (first.span, first.related[0].span)] == ["云巷街道"] * 2
        assert first.related[0].span.start == 11
        assert (second.message, second.severity) == ("“石桥乡”（）", Severity.INFO)

    def test_longest_word(self, write: Write) -> None:
        """Of two words at one place the longer one counts."""
        text = WORDS.split("[[term]]", 1)[0] + '[[term]]\nword = "甲"\n[[term]]\nword = "甲乙"\n'
        rule = wordlists.load(write("w.toml", text))
        assert [f.message for f in audit_source(Source("a", "甲乙丙甲"), [rule]).findings] == [
            "出现词表中的“甲乙”，请核实",
            "出现词表中的“甲”，请核实",
        ]

    def test_documentation(self, write: Write) -> None:
        """It has the sections of a rule that is a program, and its examples are put to the test."""
        path = write("w.toml", WORDS)
        rule = wordlists.load(path)
        assert problems(rule) == []
        assert rule.file == path
        assert rule.title == "使用了已更名的地名"
        assert rule.examples("反例") == ["云巷街道召开会议。", "一、甲\n云巷街道"]
        broken = wordlists.load(write("v.toml", WORDS.replace("good = [", 'good = ["云巷街道", ')))
        assert problems(broken)[0].startswith("正例被误报")
        assert "缺少 为什么" in problems(wordlists.load(write("u.toml", WORDS.replace("why", "what"))))[0]

    def test_mistakes(self, write: Write) -> None:
        """All of them with their lines."""
        text = (
            WORDS.replace("X201", "x1")
            .replace("renamed-places", "Renamed")
            .replace("why =", "wy =")
            .replace('word = "石桥乡"', 'word = "云巷街道"')
            .replace("{note}", "{nota}")
            .replace('"info"', '"imfo"')
        )
        assert [
            (line, words) for _, line, words in mistakes(lambda: wordlists.load(write("w.toml", text)))
        ] == [
            (1, "规则编号 'x1' 无效：应为一个大写字母加三位数字，例如 X101"),
            (2, "名称 'Renamed' 无效：应为小写英文，用连字符连接，例如 local-names"),
            (4, "没有设置项 wy；是不是 why？"),
            (16, "“云巷街道”写了两次"),
            (17, "message 中的 {nota} 不认识；可用的有 {word}、{suggestion}、{note}"),
            (18, "term.severity：应为 error、warning、info 之一，不是 'imfo'；是不是 info？"),
        ]

    def test_linear(self, write: Write) -> None:
        """A long text of one word gives one finding with a bounded number of places."""
        rule = wordlists.load(write("w.toml", WORDS))
        (finding,) = audit_source(Source("a", "云巷街道" * 50_000), [rule]).findings
        assert "共 50000 处" in finding.message
        assert len(finding.related) < wordlists.PLACES


class TestInstalled:
    @pytest.fixture
    def install(self, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """A package on the path with entry points."""

        def make(points: dict[str, str], **files: str) -> None:
            for name, text in files.items():
                write(f"site/{name.replace('__init', '/__init__')}.py", text)
            lines = "".join(f"{name} = {value}\n" for name, value in points.items())
            write("site/third-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: third\nVersion: 1\n")
            write("site/third-1.dist-info/entry_points.txt", f"[auditor.rules]\n{lines}")
            monkeypatch.syspath_prepend(str(tmp_path / "site"))
            for name in [n for n in sys.modules if n.startswith("third_")]:
                monkeypatch.delitem(sys.modules, name)

        return make

    def test_module_package_and_function(self, install: Callable[..., None], write: Write) -> None:
        """An entry point may name a module, a package of modules or one rule."""
        write("site/third_package/__init__.py", "")
        write("site/third_package/one.py", RULE.format(id="X102", name="b"))
        write("site/third_package/_none.py", "raise SystemExit")
        install(
            {"m": "third_module", "p": "third_package", "f": "third_function:check"},
            third_module=RULE.format(id="X101", name="a"),
            third_function=RULE.format(id="X103", name="c"),
        )
        assert sorted(r.id for r in plugins.installed()) == ["X101", "X102", "X103"]
        assert "X101" not in {r.id for r in Setup().plan("a.txt").registry}
        assert "X101" in {r.id for r in Setup({("plugins",): True}).plan("a.txt").registry}

    def test_mistakes(self, install: Callable[..., None]) -> None:
        """A plugin that fails is named, with the line that is to blame."""
        install(
            {"a": "third_broken", "b": "third_empty", "c": "third_missing"},
            third_broken="x = 1\nraise ValueError('boom')\n",
            third_empty="x = 1\n",
        )
        found = mistakes(lambda: Setup({("plugins",): True}).plan("a.txt"))
        assert found[0][:2] == ("third_broken.py", 2)
        assert "插件 a（third_broken）：无法加载：ValueError: boom" in found[0][2]
        assert "没有规则" in found[1][2]
        assert "插件 c（third_missing）" in found[2][2]


class TestScaffold:
    @pytest.mark.parametrize("words", [False, True])
    def test_passes_its_own_examples(self, write: Write, words: bool) -> None:
        """What `auditor new rule` writes is a working rule with enough examples."""
        path = scaffold.write("local-names", "r", Registry.builtin(), words=words)
        (rule,) = plugins.from_file(path)
        assert (rule.id, rule.name) == ("X101", "local-names")
        assert problems(rule, bad=2, good=3) == []
        assert Path(path).stem == "x101_local_names"

    def test_next_id(self, write: Write) -> None:
        """The next one gets the next free id."""
        scaffold.write("a", "r", Registry.builtin())
        assert Path(scaffold.write("b", "r", Registry.builtin())).stem == "x102_b"

    @pytest.mark.parametrize(
        ("name", "id", "words"),
        [
            ("Bad name", None, "名称"),
            ("postcode", None, "重复"),
            ("a", "K103", "重复"),
            ("a", "x1", "编号"),
            ("a", "X101", "已经存在"),
        ],
    )
    def test_refused(self, write: Write, name: str, id: str | None, words: str) -> None:
        write("r/x101_a.py", "")
        with pytest.raises(AuditorError, match=words):
            scaffold.write(name, "r", Registry.builtin(), id=id)


def test_documented_files_are_right(write: Write) -> None:
    """The configuration and the word list that docs/configuration.md shows can be used as they stand."""
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    config, words, _ = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    write("auditor.toml", config)
    write("house_rules/words.toml", words)
    plan = Setup().plan("drafts/a.txt")
    assert plan.fail_on == "never"
    assert plan.settings.options["U101"].paragraph == 60
    assert problems(plan.registry.get("X101")) == []
