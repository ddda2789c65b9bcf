"""Configuration: which file holds, what it may say, what is said about mistakes, and that rules respect it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor import audit
from auditor.configuration.file import PerNotice, Whole, keys
from auditor.configuration.mistakes import ConfigError, Mistake
from auditor.configuration.places import places
from auditor.configuration.plan import Plan, Setup
from auditor.errors import AuditorError
from auditor.findings import Severity
from auditor.readers import MAX_SIZE

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """``write("a/auditor.toml", text)``: a file below an empty current folder."""
    monkeypatch.chdir(tmp_path)

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


def ids(plan: Plan) -> set[str]:
    return {rule.id for rule in plan.rules}


def mistakes(path: str = "a.txt", **options: Any) -> list[Mistake]:
    """What is wrong with the configuration of a notice."""
    with pytest.raises(ConfigError) as caught:
        Setup(**options).plan(path)
    return list(caught.value.mistakes)


class TestPlaces:
    def test_lines(self) -> None:
        """Keys, tables, lists of tables and list elements, whatever way they are written."""
        text = '# c\na = 1\n"b.c" = [ # x\n "x",\n ["y", {z = 1}],\n]\nd.e = """\nq"""""\nf = 2\n[g.h]\ni = 1.5\n[[p]]\nk = 1\n[[p]]\nk = 2\n[p.sub]\nm = 2020-01-01T00:00:00Z\n'
        found = places(text)
        expected = {
            ("a",): 2, ("b.c",): 3, ("b.c", 0): 4, ("b.c", 1, 1, "z"): 5, ("d", "e"): 7, ("f",): 9,
            ("g", "h"): 10, ("g", "h", "i"): 11, ("p", 0, "k"): 13, ("p", 1): 14, ("p", 1, "k"): 15,
            ("p", 1, "sub", "m"): 17,
        }  # fmt: skip
        assert {path: found[path] for path in expected} == expected


class TestWhichFile:
    def test_none(self, write: Write) -> None:
        """Without a file the defaults hold."""
        plan = Setup().plan("a.txt")
        assert (plan.config, plan.fail_on, plan.max_size) == (None, "error", MAX_SIZE)
        assert plan.rules == tuple(plan.registry)

    def test_nearest_wins_without_merging(self, write: Write) -> None:
        """The nearest file above a notice holds alone; what the one above it says does not count."""
        write("auditor.toml", 'ignore = ["K"]\nfail-on = "warning"\n')
        write("inner/auditor.toml", 'ignore = ["T"]\n')
        setup = Setup()
        assert not any(id.startswith("K") for id in ids(setup.plan("a.txt")))
        inner = setup.plan("inner/deep/a.txt")
        assert inner.fail_on == "error"
        assert any(id.startswith("K") for id in ids(inner))
        assert not any(id.startswith("T") for id in ids(inner))

    def test_pyproject(self, write: Write) -> None:
        """[tool.auditor] of pyproject.toml counts, with its lines."""
        write("pyproject.toml", '[project]\nname = "x"\n\n[tool.auditor]\nfail-on = "info"\n')
        plan = Setup().plan("sub/a.txt")
        assert plan.fail_on == "info"
        assert plan.values[("fail-on",)].source == "pyproject.toml:5"

    @pytest.mark.parametrize("text", ["[tool.other]\nx = 1\n# auditor\n", "no = = toml"])
    def test_pyproject_of_others(self, write: Write, text: str) -> None:
        """A pyproject.toml without the section is passed over, the search goes on above it."""
        write("auditor.toml", 'fail-on = "info"')
        write("inner/pyproject.toml", text)
        assert Setup().plan("inner/a.txt").fail_on == "info"

    def test_both(self, write: Write) -> None:
        """In one folder auditor.toml goes before pyproject.toml, and it is known that the other is not read."""
        write("auditor.toml", 'fail-on = "info"')
        write("pyproject.toml", '[tool.auditor]\nfail-on = "never"')
        plan = Setup().plan("a.txt")
        assert plan.fail_on == "info"
        assert plan.config is not None
        assert Path(str(plan.config.unused)).name == "pyproject.toml"

    def test_one_file_for_all(self, write: Write) -> None:
        """--config: that file and no other."""
        write("auditor.toml", 'fail-on = "info"')
        write("other.toml", 'profile = "audit"')
        plan = Setup(file="other.toml").plan("a.txt")
        assert (plan.fail_on, plan.settings.profile) == ("error", "audit")

    def test_isolated(self, write: Write) -> None:
        """--isolated: no file, not even a wrong one."""
        write("auditor.toml", "what")
        assert Setup(isolated=True).plan("a.txt").config is None

    def test_extend(self, write: Write) -> None:
        """A file that is named is read first; what the file itself says replaces it, key by key."""
        write("base.toml", 'fail-on = "info"\nignore = ["K"]\n[severity]\nT101 = "info"\nT102 = "info"\n')
        write("a/auditor.toml", 'extend = "../base.toml"\nignore = ["N"]\n[severity]\nT102 = "warning"\n')
        plan = Setup().plan("a/a.txt")
        assert plan.fail_on == "info"
        assert any(id.startswith("K") for id in ids(plan))
        assert plan.settings.severity == {"T101": Severity.INFO, "T102": Severity.WARNING}
        assert plan.values[("fail-on",)].source == "base.toml:1"

    def test_extend_in_a_circle(self, write: Write) -> None:
        write("auditor.toml", '\nextend = "b.toml"')
        write("b.toml", 'extend = "auditor.toml"')
        (mistake,) = mistakes()
        assert (mistake.file, mistake.line) == ("b.toml", 1)
        assert "绕成了圈：auditor.toml → b.toml → auditor.toml" in mistake.words

    def test_extend_nothing(self, write: Write) -> None:
        write("auditor.toml", '\nextend = "b.toml"')
        assert [str(m) for m in mistakes()] == [
            'auditor.toml:2：extend 所指的文件不存在：b.toml\n    2 | extend = "b.toml"'
        ]


class TestPerPath:
    CONFIG = """
ignore = ["K"]
[severity]
T101 = "info"
[[per-path]]
path = "drafts/**"
ignore = ["T"]
severity.T103 = "warning"
profile = "inspection"
[[per-path]]
path = ["*.audit.txt", "old"]
profile = "audit"
required = ["title"]
"""

    def test_lists_replace_and_tables_go_entry_by_entry(self, write: Write) -> None:
        """One rule for all keys: what comes later replaces, key by key."""
        write("a/auditor.toml", self.CONFIG)
        plan = Setup().plan("a/drafts/x/b.txt")
        assert any(id.startswith("K") for id in ids(plan))
        assert not any(id.startswith("T") for id in ids(plan))
        assert plan.settings.severity == {"T101": Severity.INFO, "T103": Severity.WARNING}
        assert plan.values[("ignore",)].source == "a/auditor.toml:7（per-path drafts/**）"

    @pytest.mark.parametrize(
        ("path", "profile"),
        [
            ("a/drafts/b.txt", "inspection"),
            ("a/drafts/x.audit.txt", "audit"),
            ("a/deep/x.audit.txt", "audit"),
            ("a/old/deep/b.txt", "audit"),
            ("a/other/old", "audit"),
            ("a/older/b.txt", None),
            ("a/x/drafts/b.txt", None),
        ],
    )
    def test_globs(self, write: Write, path: str, profile: str | None) -> None:
        """Relative to the file; a folder stands for what is in it; without a slash at any depth; the last wins."""
        write("a/auditor.toml", self.CONFIG)
        assert Setup().plan(path).settings.profile == profile

    def test_whatever_the_current_folder(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        """Globs do not depend on where the command is run."""
        file = write("a/auditor.toml", self.CONFIG)
        (file.parent / "drafts").mkdir()
        monkeypatch.chdir(file.parent / "drafts")
        assert Setup().plan("b.txt").settings.profile == "inspection"

    def test_command_line_goes_last(self, write: Write) -> None:
        write("a/auditor.toml", self.CONFIG)
        plan = Setup({("profile",): "general", ("ignore",): ("N",)}).plan("a/drafts/b.txt")
        assert plan.settings.profile == "general"
        assert any(id.startswith("T") for id in ids(plan))
        assert plan.values[("profile",)].source == "命令行 --profile"


class TestValues:
    def test_all_keys(self, write: Write) -> None:
        """Every key there is, read and handed on."""
        write(
            "auditor.toml",
            """
select = ["K", "unit-name-variant", "U101"]
ignore = ["K102"]
fail-on = "never"
profile = "audit"
required = ["title", "date"]
max-size = "1.5 MB"
plugins = false
[severity]
K = "info"
K103 = "error"
[glossary]
units = ["云港街道"]
short-forms = { "云工委" = "云港街道党工委" }
fixed-terms = ["江河先锋行动"]
[deadlines]
public-window = 15
publish = 60
[rules.U101]
sentence = 50
""",
        )
        plan = Setup().plan("a.txt")
        settings = plan.settings
        assert ids(plan) == {"K101", "K103", "K104", "K105", "K106", "K107", "K108", "E101", "U101"}
        assert (plan.fail_on, plan.max_size) == ("never", 3 << 19)
        assert (settings.profile, settings.required) == ("audit", ("title", "date"))
        assert settings.severity["K103"] is Severity.ERROR
        assert settings.severity["K101"] is Severity.INFO
        assert settings.glossary.units == ("云港街道",)
        assert settings.glossary.short_forms == {"云工委": "云港街道党工委"}
        assert settings.glossary.fixed_terms == ("江河先锋行动",)
        assert (settings.deadlines.public_window, settings.deadlines.publish) == (15, 60)
        assert settings.options["U101"].sentence == 50

    def test_per_path_has_the_keys_of_a_notice(self) -> None:
        """What concerns the whole run stands at the top only."""
        names = {name.replace("_", "-") for name in PerNotice.__annotations__}
        assert set(keys()) - names == {"extend", "rules-dir", "plugins", "budget", "per-path"}
        assert set(Whole.__annotations__) == {"extend", "rules_dir", "plugins", "budget", "per_path"}


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
            (11, "severity：没有规则 'C1O1'；是不是 C101？"),
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
        found = mistakes()
        assert (found[0].line, found[0].words) == (1, "rules-dir：没有文件夹 b") or any(
            m.words == "rules-dir：没有文件夹 b" for m in found
        )


NOTICE = """河阳街道关于巡察整改情况的通报
2023年3月3日，区委巡察组向河阳街道反馈了巡察意见。现将巡察整改情况予以公布。
一、履行整改责任情况
街道高度重视。
二、整改落实情况
已全部落实。
公开期限：2023年8月25日至8月31日。欢迎监督，联系电话：0432-67890123。
中共河阳街道工作委员会
2023年8月25日
"""


class TestRulesRespectIt:
    def found(self, write: Write, config: str, text: str, rule: str) -> list[tuple[Severity | None, str]]:
        file = write("c/auditor.toml", config)
        result = audit(text, select=[rule], config=file)
        assert not result.crashes
        return [(f.severity, f.message) for f in result.findings]

    def test_severity(self, write: Write) -> None:
        """A configured severity replaces the rule's and the finding's own."""
        text = "中共河阳街道工作委员会\n2023年2月30日"
        assert self.found(write, "", text, "D101")[0][0] is Severity.ERROR
        assert self.found(write, 'severity.D101 = "info"', text, "D101")[0][0] is Severity.INFO

    def test_required(self, write: Write) -> None:
        """The list replaces that of the genre: what it leaves out is not demanded, what it adds is."""
        unsigned = NOTICE.replace("中共河阳街道工作委员会\n", "")
        assert self.found(write, "", unsigned, "T102")
        assert not self.found(write, 'required = ["title"]', unsigned, "T102")
        no_contact = NOTICE.replace("巡察", "审计").replace(
            "公开期限：2023年8月25日至8月31日。欢迎监督，联系电话：0432-67890123。\n", ""
        )
        assert not self.found(write, "", no_contact, "T104")
        assert self.found(write, 'required = ["contact"]', no_contact, "T104")[0][0] is Severity.ERROR
        assert not self.found(write, 'required = ["contact"]', "今天天气好。", "T104")

    def test_profile(self, write: Write) -> None:
        write("c/auditor.toml", 'profile = "audit"')
        assert audit("甲", config="c/auditor.toml").profile == "audit"

    def test_units(self, write: Write) -> None:
        """A name of the glossary is no slip."""
        text = "云港街道党工委高度重视。云港街道逐项整改。云港街道召开会议。印发《云巷街道党工委整改方案》。"
        assert self.found(write, "", text, "E101")
        assert not self.found(write, 'glossary.units = ["云巷街道"]', text, "E101")

    def test_short_forms(self, write: Write) -> None:
        """A short form of the glossary is the body it stands for."""
        text = NOTICE.replace("河阳街道关于", "江云街道党工委关于")
        assert self.found(write, "", text, "E102")
        config = 'glossary.short-forms = { "江云街道党工委" = "河阳街道党工委" }'
        assert not self.found(write, config, text, "E102")

    def test_fixed_terms(self, write: Write) -> None:
        """An expression of the house that lost a character."""
        text = "深入开展江河先行动，江河先锋行动已见成效。"
        assert not self.found(write, "", text, "W101")
        found = self.found(write, 'glossary.fixed-terms = ["江河先锋行动"]', text, "W101")
        assert [message for _, message in found] == ["“江河先行动”疑为固定表述“江河先锋行动”之误，请核实。"]

    def test_deadlines(self, write: Write) -> None:
        """The least public window and the most time to publish."""
        assert not self.found(write, "", NOTICE, "D104")
        (found,) = self.found(write, "deadlines.public-window = 15", NOTICE, "D104")
        assert "公开期限 5 个工作日，少于规定的 15 个工作日" in found[1]
        assert not self.found(write, "deadlines.public-window = 5", NOTICE, "D104")
        assert not self.found(write, "", NOTICE, "D110")
        (found,) = self.found(write, "deadlines.publish = 90", NOTICE, "D110")
        assert "超过规定的 90 天" in found[1]
        assert not self.found(write, "deadlines.publish = 200", NOTICE, "D110")

    def test_options(self, write: Write) -> None:
        """[rules.U101]: from which length on a repeated paragraph counts."""
        text = (
            "一、甲\n街道党工委研究整改工作并逐项落实到人。\n二、乙\n街道党工委研究整改工作并逐项落实到人。\n"
        )
        assert not self.found(write, "", text, "U101")
        assert self.found(write, "[rules.repeated-text]\nparagraph = 15", text, "U101")

    def test_library(self) -> None:
        """The library reads no file unless it is told to, and knows the profiles."""
        with pytest.raises(AuditorError, match="没有文种"):
            audit("甲", profile="nothing")
