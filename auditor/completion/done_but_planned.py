"""A problem that is said to be put right, with works right behind it that are only planned or under way.

该任务已完成整改，目前正在组织设备招标，预计2024年年底建成投运; 已完成整改，计划2024年12月底前完成整改.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.completion.place import Pair
from auditor.lexicon import any_of
from auditor.notice import BODY, Notice
from auditor.patterns import compiled

_SUBJECT = compiled(r"(?:[该此本]|上述)(?:项|类|个)?(?:整改)?(?:问题|任务|事项)(?:目前|现)?\Z")
_BEGINS = compiled(r"(?:\A|[。；;\n：:】])(?:目前|现)?\Z")
_CLAUSE = compiled(r"(?:\A|[，,])(?:目前|现)?\Z")
_BEFORE = 16  # characters before the statement in which its subject may stand
_PLAN = (
    rf"(?:{any_of('scopes', 'planned')})[^，,。；;\n]{{0,16}}?(?:[底末内]|(?<![以之])前|月|季度)前?(?:全部|全面|正式)?"
    rf"(?P<end>(?:完成)?(?:{any_of('statuses', 'endings')})(?:整改|建设|施工|安装)?)(?=[，,。；;\n])"
)
_CLAIMED = compiled(
    r"已(?:经)?(?:全部|全面)?(?:完成整改|整改完成|整改到位|整改完毕)"
    rf"(?P<mark>[，,。；;])(?P<left>但?(?:目前|现|当前)?[，,]?(?:(?:正在|仍在|还在)(?P<works>[^，,。；;\n]{{2,20}})[，,])?{_PLAN})"
)
# what comes after a problem is put right: it is looked at again, made lasting, carried on elsewhere
_GOES_ON = compiled(
    r"验收|销号|核[验查]|复[核查验]|评[估审价]|回头看|巩固|总结|归档|备案|申[报请]|移交|结算|决算|审[计查]|长效|制度|推广|提升|后续"
    r"|[二三四后]期|第[二三四]批|下一?[步批期]|扩建|另|新[增建]|其[余他]|全[省市县区镇]"
)


def done_but_planned(notice: Notice) -> Iterator[Pair]:
    """Where a problem is said to be put right, with the place that says when the works will be."""
    for found in _CLAIMED.finditer(notice.text):
        leaf = notice.leaf_at(found.start())
        if leaf is None or leaf.kind not in BODY or _GOES_ON.search(found["left"]):
            continue
        before = notice.text[max(leaf.start + len(leaf.marker), found.start() - _BEFORE) : found.start()]
        subject = _SUBJECT.search(before)
        again = found["works"] is None and "整改" in found["end"]  # 已完成整改，计划…完成整改
        if not subject and not _BEGINS.search(before) and not (again and _CLAUSE.search(before)):
            continue
        start = found.start() - (len(subject[0]) if subject else 0)
        yield (start, found.start("mark")), found.span("left")
