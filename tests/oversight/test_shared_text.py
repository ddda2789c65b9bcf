"""What several notices share, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from auditor.notice import Notice
from auditor.oversight.shared_text import Passage, SharedText
from auditor.parse import parse
from auditor.source import Source

COPIED = "针对台账登记不规范的问题组织村居报账员集中培训并逐户核对补登发放记录，做到账实相符。"
NOTICE = """中共{name}委员会关于巡察整改情况的通报
根据统一部署，县委第三巡察组对{name}党委开展了常规巡察，现将整改情况公布如下。
一、关于内部管理方面的问题
（一）台账登记不规范的问题
{words}
"""


def notice(name: str, words: str) -> Notice:
    """A notice of a body with one paragraph of measures."""
    return parse(Source(name, NOTICE.format(name=name, words=words)))


def passages(notices: Sequence[Notice]) -> list[Passage]:
    """What the notices share."""
    shared = SharedText()
    for number, each in enumerate(notices):
        shared.add(number, each)
    return [p for number, each in enumerate(notices) for p in shared.passages(number, each)]


def test_a_sentence_of_three_notices_is_shared() -> None:
    """It is told once, with the notices that have it and the words of the first."""
    found = passages([notice(name, COPIED) for name in ("柳湾镇", "石桥镇", "南坪镇")])
    assert [(p.words + "。", p.notices) for p in found] == [(COPIED, (0, 1, 2))]


def test_a_sentence_of_two_notices_is_not_told() -> None:
    """Two may stand at the same desk; three are a pattern."""
    assert not passages([notice(name, COPIED) for name in ("柳湾镇", "石桥镇")])


def test_figures_and_the_own_name_do_not_tell_apart() -> None:
    """A copy that only changes the name of its body and its figures is the same."""
    words = "{name}党委组织各村报账员{n}人集中培训并逐户核对补登发放记录{n}条，做到账实相符。"
    found = passages(
        [
            notice(f"{n}镇", words.format(name=f"{n}镇", n=i))
            for i, n in enumerate(("柳湾", "石桥", "南坪"), 11)
        ]
    )
    assert [p.notices for p in found] == [(0, 1, 2)]


def test_neighbouring_sentences_are_one_passage() -> None:
    """What was copied in one piece is told in one piece."""
    more = "由镇纪委每季度对发放情况开展一次抽查并在村务公开栏公示抽查结果接受群众监督。"
    found = passages([notice(name, COPIED + more) for name in ("柳湾镇", "石桥镇", "南坪镇")])
    assert [p.words + "。" for p in found] == [COPIED + more]


def test_the_opening_of_a_notice_is_form() -> None:
    """What stands above the first heading is the same in all notices of a round."""
    found = passages([notice(name, "已完成整改。") for name in ("柳湾镇", "石桥镇", "南坪镇")])
    assert found == []


def test_short_sentences_are_nobodys() -> None:
    """立行立改、建立台账 is written by everybody."""
    found = passages(
        [notice(name, "建立台账，立行立改，举一反三。") for name in ("柳湾镇", "石桥镇", "南坪镇")]
    )
    assert found == []


@given(st.permutations(range(4)))
def test_the_order_of_notices_changes_no_passage(order: list[int]) -> None:
    """Whichever notice comes first, the same ones share the same words."""
    names = ["柳湾镇", "石桥镇", "南坪镇", "东岗镇"]
    notices = [notice(name, COPIED if name != "东岗镇" else "已完成整改。") for name in names]
    found = passages([notices[i] for i in order])
    assert [sorted(names[order[i]] for i in p.notices) for p in found] == [sorted(names[:3])]
