"""Which formats hold the fingerprints that baseline and waivers go by."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from auditor import reporting
from auditor.report import Report
from tests.conftest import ROOT

ALWAYS = {"html", "markdown", "junit", "csv", "json", "jsonl", "sarif"}
VERBOSE = {"rich", "plain"}
Rendering = Callable[..., str]


def holds(report: Report, name: str, rendering: Rendering, *, verbose: bool) -> bool:
    marks = [mark for notice in report.notices for mark in notice.fingerprints]
    text = rendering(report, name, verbose=verbose)
    found = [mark in text for mark in marks]
    assert marks
    assert all(found) or not any(found)
    return all(found)


@pytest.mark.parametrize("name", reporting.names())
def test_verbose(name: str, one: Report, rendering: Rendering) -> None:
    """With -v all of them, or none."""
    assert holds(one, name, rendering, verbose=True) == (name in ALWAYS | VERBOSE)


@pytest.mark.parametrize("name", sorted((ALWAYS | VERBOSE) - {"markdown"}))
def test_not_verbose(name: str, one: Report, rendering: Rendering) -> None:
    """Markdown is left aside here: it leaves out hints."""
    assert holds(one, name, rendering, verbose=False) == (name in ALWAYS)


@pytest.mark.parametrize("name", sorted({"html", "markdown", "junit", "csv", "rich", "plain"}))
def test_one_word(name: str, one: Report, rendering: Rendering) -> None:
    """People read the same word for it everywhere."""
    assert "指纹" in rendering(one, name, verbose=True)


def test_documented() -> None:
    """docs/gate.md says which formats hold them, and which do not."""
    text = (ROOT / "docs" / "gate.md").read_text(encoding="utf-8")
    section = text.partition("## Fingerprints")[2].partition("## ")[0]
    table, _, none = section.partition("`gitlab` has digits")
    named = {
        row
        for line in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for row in re.findall(r"`([a-z]+)`", line)
    }
    assert named == ALWAYS | VERBOSE
    assert set(re.findall(r"`([a-z]+)`", none)) == set(reporting.names()) - named - {"gitlab"}
