"""S101: parts that are told for each of several."""

from __future__ import annotations

import pytest

from auditor.report import Verdict
from tests.test_claim_sentences import audited


@pytest.mark.parametrize(
    "text",
    [
        "共开展谈话57人次，其中书记15人次，班子成员每人7人次。",
        "共开展谈话66人次，其中书记15人次，其他6名班子成员各7人次。",
        "书记谈话15人次，其他6名班子成员各7人次，共22人次。",
    ],
)
def test_a_number_for_each_is_no_plain_part(text: str) -> None:
    """15 + 7 is not what is told, so that it proves nothing; where each of so many is meant is not always known."""
    result = audited(text)
    assert not result.findings
    assert all(entry.verdict is Verdict.UNCHECKABLE for entry in result.ledger)


def test_the_working_tells_for_how_many() -> None:
    """15 + 6 × 7 = 57."""
    result = audited("共开展谈话57人次，其中书记15人次，其他6名班子成员每人7人次。")
    assert {entry.working for entry in result.ledger if entry.verdict is Verdict.VERIFIED} == {
        "15人次 + 6 × 7人次 = 57"
    }


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("经核实，3名职工重复领取补贴，每人1,740元，合计5,220万元。", "5220元"),
        ("经核实，3名职工重复领取补贴，每人1,740元，合计0.522元。", "0.522万元"),
        ("经核实，3名职工重复领取补贴，每人1,740元，合计0.542万元。", "0.522万元"),
    ],
)
def test_a_product_keeps_the_digits_printed(text: str, computed: str) -> None:
    """Where only 万 is too much or missing, the total is told as it should stand."""
    (finding,) = audited(text).findings
    assert finding.evidence is not None
    assert finding.evidence.computed == computed
