"""Every rule is documented in its docstring, and the documentation is true: its examples are executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from auditor.findings import Finding
from auditor.pipeline import audit_source
from auditor.registry import SECTIONS, Registry, Rule
from auditor.source import Source

RULES = Path(__file__).parent.parent / "rules"
MODULES = sorted(info.name for info in iter_modules([str(RULES)]) if not info.name.startswith("_"))
_BRACES = re.compile(r"\{[A-Za-z_][A-Za-z_0-9.]*(?:![rsa])?(?::[^{}]{0,8})?\}")


def rules_of(module: str) -> list[Rule]:
    """The rules declared in one module of rules/."""
    registry = Registry()
    registry.add_module(import_module(f"auditor.rules.{module}"))
    return list(registry)


def findings(rule: Rule, text: str) -> Iterator[Finding]:
    """What one rule finds in a text; a crash is an error of the test."""
    result = audit_source(Source("<example>", text), [rule])
    assert not result.crashes, f"{rule.id} crashes on {text!r}: {result.crashes[0].error}"
    return (finding for finding in result.findings if finding.rule == rule.id)


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
def test_sections_are_complete(module: str) -> None:
    """A title that ends with 。, then the five sections in their order, none of them empty."""
    for rule in rules_of(module):
        assert rule.title
        assert rule.doc.split("\n", 1)[0].endswith("。")
        heads = [head for head in rule.sections if head != "参数"]
        assert heads == list(SECTIONS), f"{rule.id}: {heads}"
        assert all(rule.sections.values()), f"{rule.id} has an empty section"
        assert len(rule.examples("反例")) >= 2, f"{rule.id} needs two 反例"
        assert len(rule.examples("正例")) >= 3, f"{rule.id} needs three 正例"


@pytest.mark.parametrize("module", MODULES)
def test_bad_examples_fire(module: str) -> None:
    """Each 反例 yields a finding of the rule; its words are complete and its places are in the text."""
    for rule in rules_of(module):
        for text in rule.examples("反例"):
            found = list(findings(rule, text))
            assert found, f"{rule.id} is silent on the 反例 {text!r}"
            for finding in found:
                assert finding.message.strip()
                assert not [b for b in _BRACES.findall(finding.message) if b not in text], finding.message
                for span in (finding.span, *(label.span for label in finding.related)):
                    assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize("module", MODULES)
def test_good_examples_do_not_fire(module: str) -> None:
    """No 正例 yields a finding of the rule."""
    for rule in rules_of(module):
        for text in rule.examples("正例"):
            found = [finding.message for finding in findings(rule, text)]
            assert not found, f"{rule.id} fires on the 正例 {text!r}: {found}"
