"""The JSON document follows the contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from auditor import contract
from auditor.report import Report


def test_quotes_stand_where_they_are_said_to_stand(one: Report, rendering: Callable[..., str]) -> None:
    """Every quote of findings, related places and claims equals the text between its offsets; lines agree."""
    document = json.loads(rendering(one, "json"))
    source = one.notices[0].source
    assert source is not None
    (notice,) = document["notices"]
    places: list[dict[str, Any]] = []
    for item in notice["findings"] + notice["claims"]:
        places += [item, *item["related"]]
    assert len(places) > 15
    for place in places:
        start, end = place["start"], place["end"]
        assert source.text[start["offset"] : end["offset"]] == place["quote"]
        assert source.offset(start["line"], start["column"]) == start["offset"]
        assert source.offset(end["line"], end["column"]) == end["offset"]


def test_keys_are_those_of_the_contract(several: Report, rendering: Callable[..., str]) -> None:
    """The documented keys come first, the counts last, when they are known; an unchecked notice has the same keys."""
    document = json.loads(rendering(several, "json"))
    assert list(document) == ["schema_version", "tool", "notices", "summary"]
    assert document["tool"]["rules"] == 5
    checked, *_, unread = document["notices"]
    assert list(checked)[:6] == ["path", "status", "reason", "title", "findings", "claims"]
    assert list(unread) == list(checked)
    assert (unread["status"], unread["reason"]) == ("unchecked", "PDF 没有文字层，请提供文字版")
    assert list(checked["findings"][0]) == [
        *("rule", "name", "severity", "certainty", "message", "quote", "start", "end", "section"),
        *("related", "evidence", "suggestion", "fingerprint"),
    ]
    assert list(checked["claims"][0]) == ["kind", "verdict", "quote", "start", "end", "working", "related"]


def test_summary_counts_everything(several: Report, rendering: Callable[..., str]) -> None:
    """The counts at the end are those of the notices."""
    summary = json.loads(rendering(several, "json"))["summary"]
    assert summary == {
        "notices": 4,
        "checked": 3,
        "unchecked": 1,
        "unrecognised": 1,
        "findings": {"error": 2, "warning": 2, "info": 1},
        "claims": {"verified": 3, "contradicted": 1, "uncheckable": 3},
        "suppressed": {"waived": 0, "baseline": 0},
        "crashed_rules": ["C101"],
    }


def test_section_is_the_outline_path(one: Report, rendering: Callable[..., str]) -> None:
    """A finding says in which section it stands."""
    findings = json.loads(rendering(one, "json"))["notices"][0]["findings"]
    assert findings[0]["section"] == "一"
    assert findings[3]["section"] == "二（一）"


@given(st.recursive(st.text() | st.characters(categories=["Cs", "Cf", "Cc"]), st.lists, max_leaves=5))
def test_json_text_round_trips(value: object) -> None:
    """Escaping what acts changes no value, lone surrogates included."""
    written = contract.dumps({"value": value})
    assert json.loads(written) == {"value": value}
    written.encode("utf-8")
