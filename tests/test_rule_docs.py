"""Every rule is documented in its docstring, and the documentation is true: its examples are executed."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from attrs import evolve

from auditor.findings import Severity
from auditor.pipeline import audit_source
from auditor.registry import Registry, Rule
from auditor.source import Source
from auditor.testing import problems

RULES = Path(__file__).parent.parent / "rules"
_SEVERITY = re.compile(r"\bSeverity\.([A-Z]+)\b")
MODULES = sorted(info.name for info in iter_modules([str(RULES)]) if not info.name.startswith("_"))


def rules_of(module: str) -> list[Rule]:
    """The rules declared in one module of rules/."""
    registry = Registry()
    registry.add_module(import_module(f"auditor.rules.{module}"))
    return list(registry)


def test_there_are_rules() -> None:
    """The walk over rules/ finds something, and all of it fits together."""
    assert MODULES
    assert len(Registry.builtin()) >= len(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_file_is_named_after_its_rule(module: str) -> None:
    """rules/k103_postcode.py declares K103 “postcode”."""
    names = [f"{rule.id.lower()}_{rule.name.replace('-', '_')}" for rule in rules_of(module)]
    assert module in names


@pytest.mark.parametrize("module", MODULES)
def test_levels_are_declared(module: str) -> None:
    """A rule whose findings may be worse than its usual severity says how bad they can be, and no more."""
    for rule in rules_of(module):
        named = {
            Severity[name] for name in _SEVERITY.findall(Path(rule.file or "").read_text(encoding="utf-8"))
        }
        assert max(named) == (rule.up_to or rule.severity)
        assert rule.up_to is None or rule.up_to > rule.severity


@pytest.mark.parametrize("module", MODULES)
def test_messages_end_alike(module: str) -> None:
    """A message is one sentence in a list of findings: it has no full stop at its end, and its marks are paired."""
    for rule in rules_of(module):
        for text in rule.examples("反例"):
            for finding in audit_source(Source("<example>", text), [rule]).findings:
                assert not finding.message.endswith("。")
                assert finding.message.count("“") == finding.message.count("”")


def test_undeclared_level() -> None:
    """An example whose finding is worse than what its rule declares is a problem."""
    rule = Registry.builtin().get("K108")
    assert problems(rule) == []
    assert any("高于规则写明的" in problem for problem in problems(evolve(rule, up_to=None)))


@pytest.mark.parametrize("module", MODULES)
def test_documentation_is_true(module: str) -> None:
    """All sections, at least two 反例 that fire at places in the text, at least three 正例 that do not."""
    for rule in rules_of(module):
        assert problems(rule, bad=2, good=3) == []
