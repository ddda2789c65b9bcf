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
