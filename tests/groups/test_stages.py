"""What changed from one number to another, and which of the two its parts belong to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.notice import Notice

Parse = Callable[[str], Notice]
Told = list[tuple[str, list[str]]]


def told(text: str, parsed: Parse) -> Told:
    """The wholes of the groups of a text, each with its parts."""
    groups = parsed(text).claims.groups
    return [(f"{g.whole.value:f}", [f"{p.value:f}" for p in g.parts]) for g in groups]


@pytest.mark.parametrize(
    "text",
    [
        "亏损门店由24家降至15家，再降至9家。",
        "投诉第一轮48件，第二轮32件，第三轮16件。",
        "上述三种情形共64个，占91.4%，其余6个已启动追责程序。",
        "社员单位38家，年内新增6家、清退5家。",
        "党员增至238名（新发展14名，转入5名，转出6名）。",
        "第二轮新增14处，目前未销号的尚剩9处。",
        "对14个反复出现问题和7项未落实措施实行挂牌督办。",
        "全年安排专项资金350万元，其中本级资金由110万元增至130万元。",
    ],
)
def test_no_parts(text: str, parsed: Parse) -> None:
    """Stages, rounds, flows and what stands beside a number make up nothing."""
    assert told(text, parsed) == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("危旧校舍由34栋减少到19栋，拆除15栋。", [("34", ["19", "15"])]),
        ("闲置厂房由41处降至17处，已盘活24处。", [("41", ["17", "24"])]),
        ("闲置厂房由41处降至17处，已盘活26处。", [("41", ["26"])]),
        ("超期案卷由46卷减为18卷，其中已移交11卷、正在整理7卷。", [("18", ["11", "7"])]),
        ("护林员由85人减为72人，其中青年由12人增加到31人。", [("85", ["12"]), ("72", ["31"])]),
        ("现有专家160名，其中市外由48名增至75名。", [("160", ["75"])]),
        ("发布榜单48项，揭榜32项，验收时仅兑现16项。", [("32", ["16"])]),
        (
            "核定职数18名，调整前实配15名、空缺3名，本期选任2名，现仅空1名。",
            [("3", ["2", "1"]), ("18", ["15", "3"])],
        ),
    ],
)
def test_parts_of_their_time(text: str, groups: Told, parsed: Parse) -> None:
    """What was got rid of is part of what there was; what is told of the new value is part of that."""
    assert told(text, parsed) == groups
