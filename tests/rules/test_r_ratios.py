"""Rates whose numbers are 0: there is nothing to divide by."""

import pytest

from auditor.parse import parse
from auditor.source import Source


@pytest.mark.parametrize(
    "text",
    [
        "整改完成率85%（34/0）。",
        "任务0项，已完成0项，完成率95%。",
        "任务0项。已落实0项。完成率95%。",
        "应报送0家，已报送0家，年报率100%。",
        "合格率95%（合格0家，抽检0家）。",
        "0家合格，占总数0家的90%。",
        "0件，其中甲类0件、乙类0件、丙类0件，分别占10%、20%、70%。",
        "应整改0个，完成3个，完成率150%。",
    ],
)
def test_a_rate_of_nothing_is_no_ratio(text: str) -> None:
    ratios = parse(Source("notice", text)).claims.ratios
    assert ratios
    assert not any(ratio.sides for ratio in ratios)
