"""Configuration: which file holds, for which notices, and what it may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.configuration.file import PerNotice, Whole, keys
from auditor.configuration.plan import Setup
from auditor.findings import Severity
from auditor.readers import MAX_SIZE
from tests.configuration.conftest import Write
from tests.configuration.setups import ids, mistakes


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
