"""P102: the same slot filled once and masked once."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.masks import masks
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import WordFinder
from auditor.names.hidden import hidden_officers
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

SIDE = 2  # characters on each side that must be equal
ENOUGH = 5  # characters on both sides together that prove the same slot
LONGEST = 4  # of the value
SHOWN = 20  # masks compared and listed
_TWO_HAN = compiled(r"[\u4e00-\u9fff]{2}\Z")
_VALUE = compiled(r"[\u4e00-\u9fff0-9]+\Z")
_NOT_A_VALUE = frozenset("各该本我其某全每两几多的了和与及对向由在从被把将为")


@rule("P102", name="half-redacted", severity=Severity.ERROR, since="0.1")
def check_half_redacted(notice: Notice) -> Iterator[Finding | Tie]:
    """同一内容一处遮盖、一处写明。

    检查什么
    被遮盖之处的前后文字，在别处相同而中间写有实际内容的（区委第X巡察组与区委第四巡察组）。
    写明姓而遮去名的牵头、包抓领导和联系人（由副县长陈××包抓），按警告处理；案情通报中隐去的姓名（校长王某某受到处分）不查。

    为什么
    遮盖不一致：或是隐去的内容泄露，或是两处所指不同，都不能这样公布。

    反例
    - 1.采购审批不严
      责任人：罗××
      完成时限：2024年3月
    - 2024年X月X日至X月X日，区委第四巡察组开展巡察，区委第X巡察组向我街道反馈了意见。
    - 由中共XX省委巡视办督办，中共云岭省委巡视办回访。
    - 水源地整治由副县长陈××包抓，一月一调度。
    - 成立由局长李某某任组长的专班。联系人：张××，联系电话：010-12345678。

    正例
    - 校长王××受到处分。该校采购由副校长李某某牵头，违规列支4.6万元。
    - 责任人：张某某。联系人：李某某，联系电话：010-12345678。当事人赵××已作检讨，局长李立新牵头整改。
    - 区委第X巡察组开展巡察，区委第X巡察组反馈了意见。
    - 召开专题会议X次，开展督查检查3次，开展集中宣讲X场。
    - 区委第四巡察组开展巡察，区委第四巡察组反馈了意见，整改问题12个。

    依据
    《中国共产党党务公开条例（试行）》第十五条：公开前应进行保密审查。
    """
    yield from _officers(notice)
    text = notice.text
    slots: dict[str, list[tuple[int, int]]] = {}
    for start, end in masks(notice):
        left = text[max(0, start - SIDE) : start]
        if (
            _TWO_HAN.match(left)
            and _TWO_HAN.match(text[end : end + SIDE])
            and text[start] not in "【[{<（(《年"
        ):
            slots.setdefault(left, []).append((start, end))
    if not slots:
        return
    seen: set[tuple[int, int]] = set()
    for _, at, left in WordFinder(slots).find(text):
        found = _value(text, at, slots[left])
        if found is None or found[1] in seen:
            continue
        end, masked = found
        seen.add(masked)
        right = text[masked[1] : masked[1] + SIDE]
        others = [m for m in slots[left][:SHOWN] if text.startswith(right, m[1])]
        yield Finding(
            f"此处写明“{text[at:end]}”，别处同样位置以“{text[masked[0] : masked[1]]}”遮盖，请核实是否一致、是否应当公开",
            notice.span(at - SIDE, min(len(text), end + SIDE + 1)),
            certainty=Certainty.LIKELY,
            related=tuple(Label(notice.span(a - SIDE, b + SIDE), "此处遮盖") for a, b in others),
        )


def _officers(notice: Notice) -> Iterator[Finding]:
    """由副县长陈××包抓, unless the signs are told by P101 with those of a text full of them."""
    found = list(hidden_officers(notice))
    told = masks(notice) if found else []
    spans = [
        notice.span(*place) for place in found if not any(a < place[1] and place[0] < b for a, b in told)
    ]
    if spans:
        names = "、".join(f"“{notice.source.quote(span)}”" for span in spans[:SHOWN])
        yield Finding(
            f"履行职责的人只写姓氏（{names}），请补全姓名或者只写职务",
            spans[0],
            severity=Severity.WARNING,
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, "只写姓氏") for span in spans[1:SHOWN]),
        )


def _value(text: str, at: int, slots: list[tuple[int, int]]) -> tuple[int, tuple[int, int]] | None:
    """Where a value ends that stands at ``at`` in a slot which is masked elsewhere, and that mask."""
    for start, end in slots[:SHOWN]:
        right = text[end : end + SIDE]
        for length in range(1, LONGEST + 1):
            value = text[at : at + length]
            if not _VALUE.match(value) or value[0] in _NOT_A_VALUE:
                break
            if text.startswith(right, at + length) and _same(text, at, length, start, end) >= ENOUGH:
                return at + length, (start, end)
    return None


def _same(text: str, at: int, length: int, start: int, end: int) -> int:
    """How many characters around the value and around the mask are equal (at most four a side)."""
    left = next((i for i in range(4) if text[at - 1 - i] != text[start - 1 - i] or at - 1 - i <= 0), 4)
    right = 0
    while (
        right < 4
        and text[at + length + right : at + length + right + 1] == text[end + right : end + right + 1] != ""
    ):
        right += 1
    return left + right
