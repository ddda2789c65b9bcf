"""C110: three main lines of business that are listed, and four of them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

LONGEST = 90  # characters of a list of members
MOST = 60  # such expressions of a notice that are looked at
_EXPRESSION = compiled(
    r"大(?<=[两二三四五六七八九十2-9]大)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=[，,。、；;：:”’）)（(\n]|的|等|和|与|为|上|发展|建设|布局)"
)
_VALUES = {char: value for value, char in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_LIST_START = compiled(
    r"[，,。；;：:\n“”（(]|(?:确定|明确|聚焦|形成|构建|包括|围绕|分为|确立|划定)(?:了|为|以)?"
)
_BEHIND = compiled(r"[”’]?(?:[：:（(]|[，,]?(?:即|包括|分别(?:是|为)|为))(?P<list>[^。；;\n）)]{4,90})")
_JOINT = compiled(r"[和与及]")
_BARE = compiled(
    r"(?:聚焦|围绕|做强|做优|做大|突出|打造|深耕|立足|巩固|坚持|坚守|紧扣|推动|推进|发展|专注|回归|优化|提升|壮大|抓好|对|在|把)(?:好|于|到|了)?[“‘]?\Z"
)


@rule("C110", name="defined-number", severity=Severity.WARNING, since="0.1")
def defined_number(notice: Notice) -> Iterator[Finding]:
    """列明内容的“几大”前后不一。

    检查什么
    “港口运营、仓储物流、船舶维修三大主业”这样紧挨着列出内容的说法，另一处不列内容而写作“聚焦四大主业”的，提请核实。
    另一处也列出内容的，以及“方面”“任务”“工程”等各处所指不同的词，不作比较。

    为什么
    同一个概括在一份文件里只有一个数，改稿时容易漏改一处。

    反例
    - 编制发展规划，确定港口运营、仓储物流、船舶维修三大主业。下一步聚焦四大主业，提高效益。
    - 明确四大主业：茶叶种植、茶叶加工、茶旅融合、电商销售。继续做强“三大主业”，增加收入。

    正例
    - 编制发展规划，确定港口运营、仓储物流、船舶维修三大主业。下一步聚焦三大主业，提高效益。
    - 确定港口运营、仓储物流、船舶维修三大主业，文旅公司确定景区、酒店两大主业。下一步做强五大主业。
    - 实施强基、提质、增效三大工程，推进四大工程建设。县里聚焦四大任务。
    - 编制发展规划，确定港口运营、仓储物流、船舶维修三大主业。在原有两大主业基础上增加船舶维修。
    - 围绕养殖、种植两大产业发展壮大集体经济。全县四大产业产值86亿元。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    if "大" not in notice.text:
        return
    listed: dict[str, list[tuple[int, int, int]]] = {}
    bare: dict[str, list[tuple[int, int, int]]] = {}
    general = frozenset(words("defined_numbers", "general"))
    for count, match in enumerate(_EXPRESSION.finditer(notice.text)):
        start, end = match.start() - 1, match.end()
        if count >= MOST:
            return
        if match["noun"] in general or notice.text[start - 1 : start] in ("第", "十"):
            continue
        number = _value(notice.text[start])
        found = listed if _is_listed(notice.text, start, end, number) else bare
        found.setdefault(match["noun"], []).append((start, end, number))
    for noun, places in listed.items():
        others = bare.get(noun, [])
        known = {number for _, _, number in places}
        if len(known) != 1 or len(places) > 1:
            continue  # several bodies, each with its own
        start, end, number = places[0]
        for at, stop, other in others:
            if other != number and _is_meant(notice.text, at, stop):
                yield _finding(notice, (start, end), (at, stop))


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else _VALUES[numeral]


def _is_listed(text: str, start: int, end: int, number: int) -> bool:
    """Whether as many members as the number says stand directly before or behind an expression."""
    before = text[max(0, start - LONGEST) : start]
    behind = _BEHIND.match(text, end)
    return _members(_LIST_START.split(before)[-1], number) or bool(
        behind and _members(behind["list"], number)
    )


def _members(words: str, number: int) -> bool:
    parts = words.rstrip("等").split("、")
    joined = len(_JOINT.split(parts[-1])) - 1
    return len(parts) + joined > 1 and number in (len(parts), len(parts) + joined)


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether an expression without its members is the object of a verb, in a clause that names none."""
    clause = re.split(r"[，,。；;：:\n]", text[max(0, start - LONGEST) : start])[-1]
    return _BARE.search(clause) is not None and "、" not in clause and _BEHIND.match(text, end) is None


def _finding(notice: Notice, listed: tuple[int, int], bare: tuple[int, int]) -> Finding:
    said, meant = notice.text[slice(*bare)], notice.text[slice(*listed)]
    return Finding(
        f"此处写“{said}”，另一处列出内容的是“{meant}”，请核实",
        notice.span(*bare),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(*listed), "列出内容的一处"),),
        evidence=Evidence(said, meant, elsewhere=True),
    )
