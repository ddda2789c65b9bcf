"""Lists beside their number: quoted terms, points within a paragraph, teams and where they went."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice

Parse = Callable[[str], Notice]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("做到“三个必须看”——必须看账、必须看库、必须看人，不走过场。", 3),
        ("推行“一名领导、一套方案”的“两个一”做法。", 2),
        ("推行“两清单”制度，即问题清单、任务清单。", 2),
        ("提升“三率”——知晓率、参与率和满意率，深入群众。", 3),
        ("用好“两项机制”。\n“上门式”反馈。逐户说明。\n“台账式”销号。逐项登记。", 2),
        ("提出两点要求，一要认真，二要及时。", 2),
        ("两个督查组分别对甲局、乙局开展督查。", 2),
        ("反馈了对青石村、柳湾村的巡察情况。被巡察的2个村已经整改。", 2),
    ],
)
def test_list_is_tied_to_its_number(text: str, number: int, parsed: Parse) -> None:
    """The members are counted."""
    (found,) = parsed(text).claims.enumerations
    assert number in found.counts
    assert found.stated.value == number


@pytest.mark.parametrize(
    "text",
    [
        "落实“三个到位”，推动责任到位、措施到位。",
        "推行“四个清单”：建立问题清单、责任清单，明确任务清单、时限清单。",
        "增强“四个意识”——政治意识、大局意识。",
        "三个督查组分别对甲局、乙局开展督查。",
        "提出四点要求，一要认真，二要及时，同时要留痕。",
    ],
)
def test_what_is_no_list_of_a_number(text: str, parsed: Parse) -> None:
    """What need not be the members ties nothing."""
    assert parsed(text).claims.enumerations == []
