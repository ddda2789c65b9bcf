"""What single rates are ratios of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.arithmetic.rates.ratios import ratios
from auditor.notice import Notice

Parse = Callable[[str], Notice]


def told(text: str, parsed: Parse) -> list[tuple[str, list[str]]]:
    """The outcome of each rate of a text, with the numbers that it is of."""
    notice = parsed(text)
    found = ratios(notice.text, notice.claims)
    return [(r.outcome.value, [text[s.start : s.end] for s in r.sides]) for r in found]


@pytest.mark.parametrize(("rate", "outcome"), [("95.6%", "holds"), ("94.6%", "differs")])
def test_what_is_there_against_what_is_laid_down(rate: str, outcome: str, parsed: Parse) -> None:
    """A rate of what is there is of what was laid down, a sentence before."""
    text = f"储备规模核定为6.8万吨。经清点，实际库存6.5万吨，规模到位率{rate}。"
    assert told(text, parsed) == [(outcome, ["6.5万吨", "6.8万吨"])]


def test_what_was_laid_down_for_another_year(parsed: Parse) -> None:
    """What was laid down a year before is no measure of this year's rate."""
    text = "储备规模上年核定为6.8万吨。经清点，实际库存6.5万吨，规模到位率94.6%。"
    assert told(text, parsed) == [("unknown", [])]


def test_a_rate_of_each_is_of_no_number_before(parsed: Parse) -> None:
    """4个镇街完成率为100% is said of each of the four."""
    text = "8个镇街共承接任务120项，其中4个镇街完成率为100%。"
    assert told(text, parsed)[0][0] != "differs"
