"""The real sample notices, when they lie beside the checkout: audited, contract kept, measured against the gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
AUDITOR = [sys.executable, "-m", "auditor", "check", "--format", "json"]

# What must never get worse; see the scorer for what each counts.
FLOORS = {"--min-must": "0.85", "--max-fp": "12", "--max-contract": "0"}


@pytest.fixture(scope="module")
def run(sample_notices: Path) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Exit status, JSON document and the texts by path, of one run over all sample notices."""
    paths = sorted(sample_notices.glob("*.txt"))
    done = subprocess.run(
        [*AUDITOR, *map(str, paths)], capture_output=True, cwd=ROOT, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout), {str(p): p.read_text(encoding="utf-8") for p in paths}


def test_all_are_checked_and_something_is_found(run: tuple[int, dict[str, Any], dict[str, str]]) -> None:
    """Every notice is checked; the samples have errors, so the exit status is 1."""
    status, document, texts = run
    assert status == 1
    assert [n["path"] for n in document["notices"]] == list(texts)
    assert {n["status"] for n in document["notices"]} == {"checked"}


def test_summary_agrees_with_the_notices(run: tuple[int, dict[str, Any], dict[str, str]]) -> None:
    """The totals of the summary are the sums over the notices."""
    _, document, _ = run
    summary, notices = document["summary"], document["notices"]
    assert document["schema_version"] == 1
    assert summary["notices"] == summary["checked"] == len(notices)
    for severity, count in summary["findings"].items():
        assert count == sum(f["severity"] == severity for n in notices for f in n["findings"])
    for verdict, count in summary["claims"].items():
        assert count == sum(c["verdict"] == verdict for n in notices for c in n["claims"])


def test_contract(run: tuple[int, dict[str, Any], dict[str, str]]) -> None:
    """Each finding and claim has its keys; quotes stand at their offsets; lines and columns agree with them."""
    _, document, texts = run
    finding_keys = {"rule", "name", "severity", "certainty", "message", "quote", "start", "end", "section"}
    finding_keys |= {"related", "evidence", "suggestion", "fingerprint"}
    for notice in document["notices"]:
        text = texts[notice["path"]]
        for finding in notice["findings"]:
            assert finding_keys <= set(finding)
            assert finding["severity"] in ("error", "warning", "info")
            assert finding["certainty"] in ("certain", "likely", "query")
        for claim in notice["claims"]:
            assert {"kind", "verdict", "quote", "start", "end", "working", "related"} <= set(claim)
            assert claim["verdict"] in ("verified", "contradicted", "uncheckable")
        items = [*notice["findings"], *notice["claims"]]
        for item in [*items, *(r for i in items for r in i["related"])]:
            start, end = item["start"], item["end"]
            assert item["quote"] == text[start["offset"] : end["offset"]]
            for place in (start, end):
                before = text[: place["offset"]]
                assert place["line"] == before.count("\n") + 1
                assert place["column"] == place["offset"] - (before.rfind("\n") + 1) + 1


def test_score(sample_notices: Path) -> None:
    """The score against the annotations stays above its floors."""
    gold = sample_notices.parent / "gold"
    if not (gold / "score.py").is_file():
        pytest.skip("the annotations of the sample notices are not here")
    options = [word for pair in FLOORS.items() for word in pair]
    command = [
        sys.executable,
        str(gold / "score.py"),
        "--gold",
        str(gold / "seeds.json"),
        "--notices",
        str(sample_notices),
    ]
    done = subprocess.run(
        [*command, *options, "--", *AUDITOR], capture_output=True, cwd=ROOT, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
