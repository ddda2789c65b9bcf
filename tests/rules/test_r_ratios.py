"""Rates whose numbers are 0: there is nothing to divide by."""

import pytest

from auditor.arithmetic.rates.ratio import Outcome
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


def _is_proved(text: str) -> bool:
    """Whether the only rate of a text is proved."""
    (ratio,) = parse(Source("notice", text)).claims.ratios
    return ratio.outcome is Outcome.HOLDS


def test_all_done_proves_that_all_is_done() -> None:
    assert _is_proved("受理诉求12件，均已办结，办结率100%。")


def test_all_done_does_not_prove_that_all_are_satisfied() -> None:
    assert not _is_proved("受理诉求12件，均已办结，群众满意率达100%。")


def test_one_rate_of_two_that_all_done_proves_is_enough() -> None:
    assert _is_proved("受理诉求12件，均已办结，办结率和群众满意率均为100%。")


def test_a_share_beside_a_broken_sum_is_not_compared_with_one_of_its_members() -> None:
    """Which number of the list is wrong is not known, so that the share may be of the whole."""
    text = "评查档案130卷，其中甲类121卷、乙类64卷，发现缺页37卷，占20%。"
    (ratio,) = parse(Source("notice", text)).claims.ratios
    assert ratio.outcome is Outcome.UNKNOWN
