"""U104: two versions of one sentence, left side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.characters.clauses import cuts
from auditor.findings import Certainty, Finding, Label, Severity
from auditor.names.resemblance import difference
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule

SHORTEST = 14  # characters of a clause that nobody says again by chance
ADDED = 4  # characters that one version may have more, in one place
LEAD = 4  # characters before the first number, the same in both
SHOWN = 20
_NUMBER = compiled(r"[0-9][0-9.,]*|[一二三四五六七八九十]{1,3}(?=[个次项家户人名条件份期场])")
# numbers that tell two like clauses apart: 2023年…，2024年…; 第一批…，第二批…
_APART = compiled(
    r"[0-9]年|月|日|季度|第[0-9一二三四五六七八九十]|[0-9一二三四五六七八九十][组号楼栋队区期班级]|每|同比|原|现|去年|今年|由|从"
)
_TEXT = (Kind.PARAGRAPH, Kind.ITEM)


@rule("U104", name="two-versions", severity=Severity.WARNING, since="0.1")
def two_versions(notice: Notice) -> Iterator[Finding]:
    """同一句话留有两个版本。

    检查什么
    紧挨着的两个分句或句子（十四字以上，含有数字），除数字外文字相同，或者只多出不超过四个字，而数字不同或文字略有不同的，
    提请核实是否为修改前后的两个版本。用年份、月份、批次、组别等相区分的，不算；一字不差的由重复检查提出。

    为什么
    几个人改同一份文稿，接受修订时容易把改前改后的两句都留下，两个数字并存。

    反例
    - 局党组先后召开党组会8次、专题会5次研究整改工作，局党组先后召开党组会9次、专题会5次研究部署整改工作。
    - 全镇累计排查整治道路安全隐患点位46处。全镇累计排查整治道路安全隐患点位64处。

    正例
    - 2023年累计排查整治道路安全隐患46处，2024年累计排查整治道路安全隐患64处。
    - 第一批清退超面积办公用房共计12间，第二批清退超面积办公用房共计8间。
    - 累计开展党组理论学习中心组学习12次，累计开展青年干部理论学习小组学习9次。
    - 持续加强党员队伍建设，持续加强干部队伍建设，持续加强人才队伍建设。

    依据
    《党政机关公文处理工作条例》第十九条：内容简洁，表述准确。
    """
    seen: set[int] = set()
    for cut in cuts(notice):
        for i, (one, other) in enumerate(pairwise(cut.parts)):
            if len(one) < SHORTEST or not other.startswith(one[:LEAD]) or one == other:
                continue  # what is the same to the letter is told by U101
            if not _are_versions(_NUMBER.sub("#", one), _NUMBER.sub("#", other)):
                continue
            first, second = cut.span(i), cut.span(i + 1)
            leaf = notice.leaf_at(first[0])
            told_apart = _APART.search(one) or _APART.search(other)
            if (
                leaf is None
                or leaf.kind not in _TEXT
                or second[1] > leaf.end
                or told_apart
                or first[0] in seen
            ):
                continue
            seen.add(first[0])
            yield _finding(notice, first, second)
            if len(seen) == SHOWN:
                return


def _are_versions(one: str, other: str) -> bool:
    """Whether two clauses with numbers are one but for the numbers and a few characters in one place."""
    lead = one.partition("#")[0]
    if len(lead) < LEAD or len(lead) == len(one) or not other.startswith(f"{lead}#"):
        return False
    if abs(len(one) - len(other)) > ADDED:
        return False
    odd = difference(one, other)
    return one == other or ((not odd.ours or not odd.theirs) and "#" not in odd.ours + odd.theirs)


def _finding(notice: Notice, first: tuple[int, int], second: tuple[int, int]) -> Finding:
    return Finding(
        f"与前面紧挨着的一句几乎相同：“{notice.text[slice(*second)][:20]}…”，请核实是否为修改前后的两个版本",
        notice.span(*second),
        certainty=Certainty.LIKELY,
        related=(Label(notice.span(*first), "前面的一句"),),
    )
