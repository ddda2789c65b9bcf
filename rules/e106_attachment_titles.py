"""E106: the titles of parallel attachments must follow one pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.resemblance import difference
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.registry import rule

TAIL = 6  # characters that titles must share at their end to be a series
KIND = 2  # characters at the end of a title that say what kind of document it is
MOST = 200  # longer lists of attachments are not compared
LONGEST = 80  # a longer line is no title
# Units differ in their organs; that makes no other kind of attachment.
_ORGAN = compiled(r"党总支部?|党支部|党工委|党组|党委")


@rule("E106", name="attachment-titles", severity=Severity.WARNING, since="0.1")
def attachment_titles(notice: Notice) -> Iterator[Finding]:
    """并列附件的标题用语不一致。

    检查什么
    附件清单中多数标题除单位名称外用语相同（“某社区党委……整改落实情况台账”），少数标题只在其中几个字上不同而文种
    相同的，指出这些少数标题。单位与多数项重复的（同一单位的两种附件）不算。

    为什么
    同一批附件应使用同一名称，名称不一，附件与正文、附件与附件之间就无法对应。

    反例
    - 附件：1.云港社区党委反馈问题整改情况台账
      2.石桥社区党委反馈问题整改情况台账
      3.柳溪社区党委反馈问题进展情况台账
    - 附件：1.云港村整改任务清单
      2.石桥村整改任务清单
      3.柳溪村整改任务清单
      4.东山村整改工作清单

    正例
    - 附件：1.云港社区党委整改落实情况台账
      2.石桥社区党委整改落实情况台账
      3.柳溪社区党总支整改落实情况台账
    - 附件：1.云港社区整改任务清单
      2.石桥社区整改任务清单
      3.云港社区整改责任清单
      4.石桥社区整改责任清单
    - 附件：1.云港社区整改落实情况台账
      2.石桥社区整改落实情况台账
      3.街道党工委整改工作方案
      4.联系方式

    依据
    GB/T 9704-2012 7.3.4 附件说明：附件名称应与附件标题一致。
    """
    nodes = notice.of_kind(Kind.ATTACHMENT)
    for _, group in groupby(nodes, key=lambda node: id(node.parent)):
        listed = [
            (node, _ORGAN.sub("党委", node.title.rstrip("。；;")))
            for node in group
            if node.end - node.start <= LONGEST
        ]
        if 3 <= len(listed) <= MOST:
            yield from _deviating(notice, listed)


def _deviating(notice: Notice, listed: list[tuple[Node, str]]) -> Iterator[Finding]:
    tails = Counter(title[i:] for _, title in listed for i in range(1, max(1, len(title) - TAIL + 1)))
    # The longest ending that most of the titles have in common.
    shared = max((t for t, n in tails.items() if 2 * n > len(listed) and n > 1), key=len, default="")
    if not shared:
        return
    series = [(node, title) for node, title in listed if title.endswith(shared)]
    names = {title[: -len(shared)] for _, title in series}
    odd: list[tuple[Node, str, str]] = []
    for node, title in listed:
        words = "" if title.endswith(shared) else _instead(title, shared, names)
        if words:
            odd.append((node, title, words))
    if not odd or len(odd) >= len(series):
        return
    node, _, words = odd[0]
    usual, _ = series[0]
    yield Finding(
        f"附件名称用语不一致：{len(series)} 个附件为“…{shared}”，另有 {len(odd)} 个为“…{words}”，请核实",
        notice.span(node.start + len(node.marker), node.end),
        certainty=Certainty.LIKELY,
        related=(
            *(Label(notice.node_span(other), "同样不同") for other, _, _ in odd[1:]),
            Label(notice.node_span(usual), "多数附件的名称"),
        ),
        evidence=Evidence(f"…{words}", f"…{shared}", f"{len(series)} 个与 {len(odd)} 个", elsewhere=True),
    )


def _instead(title: str, shared: str, names: set[str]) -> str:
    """The words that a title has in the place of a part of the shared ending; "" if it is another document."""
    for cut in range(1, len(title)):
        rest = title[cut:]
        if rest[:KIND] != shared[:KIND] or title[:cut] in names:
            continue
        odd = difference(rest, shared)
        end = len(rest) - odd.at - len(odd.ours)
        if (
            end >= KIND
            and len(odd.ours) + len(odd.theirs) <= len(shared) // 2 + 2
            and (odd.at + end) * 2 >= len(shared)
        ):
            return rest
    return ""
