"""Rules know their page of the documentation; SARIF and ``auditor explain`` point to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.errors import AuditorError
from auditor.presentation.website import VARIABLE, website
from auditor.registry import Registry, Rule


def test_page_of_a_built_in_rule() -> None:
    """The page of its family, with the id as the anchor."""
    assert Registry.builtin().get("C101").page == "rules/c.html#c101"


def test_rule_from_elsewhere() -> None:
    """Our pages do not describe it."""
    assert (
        Rule("C101", "mine", Registry.builtin().get("C101").severity, "1", lambda notice: iter(())).page == ""
    )


def test_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment says where the documentation is; nobody does by default."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert website("rules/c.html#c101") == ""
    monkeypatch.setenv(VARIABLE, "https://docs.example.org/auditor/")
    assert website("rules/c.html#c101") == "https://docs.example.org/auditor/rules/c.html#c101"
    assert website("") == ""


def test_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no absolute address would make a SARIF file invalid."""
    monkeypatch.setenv(VARIABLE, "docs/")
    with pytest.raises(AuditorError, match=VARIABLE):
        website("rules/c.html")


def test_sarif_and_explain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Both give the address."""
    monkeypatch.setenv(VARIABLE, "https://docs.example.org/auditor")
    address = "https://docs.example.org/auditor/rules/k.html#k103"
    notice = tmp_path / "a.txt"
    notice.write_text("甲", encoding="utf-8")
    options = ["--isolated", "--format", "sarif", "--select", "K103"]
    report = json.loads(CliRunner().invoke(main, ["check", str(notice), *options]).stdout)
    assert [r["helpUri"] for r in report["runs"][0]["tool"]["driver"]["rules"]] == [address]
    assert f"网页：{address}" in CliRunner().invoke(main, ["explain", "K103", "--isolated"]).stdout


def test_explain_without_a_site_names_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative address leads nowhere from a terminal."""
    monkeypatch.delenv("AUDITOR_DOCS_URL", raising=False)
    assert "网页：" not in CliRunner().invoke(main, ["explain", "K103", "--isolated"]).stdout
