"""What is still left of a whole, and what was done with the rest of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice

Parse = Callable[[str], Notice]


def told(text: str, parsed: Parse) -> list[tuple[str, list[str]]]:
    """The wholes of the groups of a text, each with its parts."""
    groups = parsed(text).claims.groups
    return [(f"{g.whole.value:f}", [f"{p.value:f}" for p in g.parts]) for g in groups]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("反馈时有14件来信没有回音，6月底谈成11件，还有3件牵涉宅基地。", ("14", ["11", "3"])),
        ("工单58件，其中12件未回访，谈成9件，仍有3件待约。", ("12", ["9", "3"])),
        ("查出渗漏点1362处。累计整治1244处，整治率91.3%，尚余98处在老街。", ("1362", ["1244", "98"])),
        ("查出渗漏点1362处。累计整治1244处，尚余118处在老街。", ("1362", ["1244", "118"])),
        (
            "资金1600元。支出1280元，支出率80%，另有240元改作他用，仍有60元未用。",
            ("1600", ["1280", "240", "60"]),
        ),
        ("挂账金额2746.8元，调整账目2431.5元，还有415.3元在诉讼。", ("2746.8", ["2431.5", "415.3"])),
    ],
)
def test_rest_of_an_earlier_whole(text: str, group: tuple[str, list[str]], parsed: Parse) -> None:
    """The sum, a rate of what was done or a slip of one digit tells what something is left of."""
    assert group in told(text, parsed)


@pytest.mark.parametrize(
    "text",
    [
        "反馈时有14件来信没有回音，6月底谈成11件，还有6件牵涉宅基地。",
        "走访困难家庭92户，帮扶56户，还有18户退出低保。",
        "收回欠款2418.5元，核销1306.4元，仍有1012.1元需诉讼追偿。",
        "维修管网1384米，更换阀门1226米，还有148米改线。",
        "受理诉求640件，回复625件，另有9件涉及跨部门协调。",
    ],
)
def test_no_part_of_what_was_done(text: str, parsed: Parse) -> None:
    """What is left is tied to nothing if no number says of what, least of all to what was done."""
    claims = parsed(text).claims
    assert all(claims.quantities[-1] not in group.parts for group in claims.groups)


def test_all_there_are(parsed: Parse) -> None:
    """Of what is told as all there are, some may be left."""
    assert told("老街计划改造管线38.4公里，尚有11.2公里未完成。", parsed) == [("38.4", ["11.2"])]
