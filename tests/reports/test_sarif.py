"""SARIF 2.1.0, validated against the official schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve

from auditor.findings import Finding, Severity
from auditor.report import Report
from auditor.source import Span

Rendering = Callable[..., str]
SCHEMA = json.loads(
    (Path(__file__).parent.parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")
)


@pytest.fixture
def run(several: Report, rendering: Rendering) -> dict[str, Any]:
    """The one run of the document."""
    document = json.loads(rendering(several, "sarif"))
    (run,) = document["runs"]
    return dict(run)


def test_it_is_valid(several: Report, rendering: Rendering) -> None:
    """The document follows the schema, which knows every key."""
    document = json.loads(rendering(several, "sarif"))
    jsonschema.validate(document, SCHEMA)
    document["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_regions_count_code_points(run: dict[str, Any]) -> None:
    """Columns are code points from 1, the end exclusive, and the run says so."""
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 5,
        "startColumn": 12,
        "endLine": 5,
        "endColumn": 18,
        "charOffset": 98,
        "charLength": 6,
        "snippet": {"text": "7个具体问题"},
    }


def test_results_point_to_rules_and_places(run: dict[str, Any]) -> None:
    """Each result names its rule by id and index, its level, section, other places and fingerprint."""
    result = run["results"][0]
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "C101"
    assert "检查什么" in rules[result["ruleIndex"]]["help"]["text"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "error", "note", "warning"]
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "一"
    assert [place["message"]["text"] for place in result["relatedLocations"]] == [
        "第 1 个",
        "第 2 个",
        "第 3 个",
    ]
    assert result["partialFingerprints"] == {"auditor/v1": "0000000000000000"}


def test_paths_are_percent_encoded(several: Report, rendering: Rendering) -> None:
    """A path is a URI: Chinese, blanks, % and : are encoded, an absolute one is a file URI."""
    paths = ["通报/甲 乙%.txt", "/根/a.txt", "a:b#c?.txt"]
    notices = tuple(evolve(several.notices[3], path=path) for path in paths)
    (run,) = json.loads(rendering(evolve(several, notices=notices), "sarif"))["runs"]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [
        "%E9%80%9A%E6%8A%A5/%E7%94%B2%20%E4%B9%99%25.txt",
        "file:///%E6%A0%B9/a.txt",
        "a%3Ab%23c%3F.txt",
    ]


def test_what_was_not_audited_is_a_notification(run: dict[str, Any]) -> None:
    """A failed rule and an unread input make the run unsuccessful; nothing recognised is a warning."""
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    found = [(n["descriptor"]["id"], n["level"]) for n in invocation["toolExecutionNotifications"]]
    assert found == [("nothing-recognised", "warning"), ("crashed-rule", "error"), ("unchecked", "error")]


def test_messages_hold_no_links_and_placeholders(one: Report, rendering: Rendering) -> None:
    """SARIF reads {0} as a placeholder and [a](1) as a link; a notice's words are neither."""
    finding = Finding("见[此处](1)和{0}", Span(0, 1), "C101", Severity.ERROR)
    notice = evolve(one.notices[0], findings=(finding,), fingerprints=("0",))
    (run,) = json.loads(rendering(evolve(one, notices=(notice,)), "sarif"))["runs"]
    assert run["results"][0]["message"]["text"] == "见\\[此处\\](1)和{{0}}"
