"""T106: a heading with nothing below it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.registry import rule

_PROMISES = compiled(r"(?:如下|以下(?!统?简?称)[^，,。]{0,8})[。：:]?\Z|[：:]\Z")
_BOUND = compiled(r"[0-9一二三四五六七八九十百千万%％][^，,。；;：:]{0,5}\Z")  # 二十万元以下: a limit
_SENTENCE_END = ("。", "；", ";", "！")
MAX_TITLE = 80
USUAL = 4  # so many times as many headings of a level must have text as have none


@rule("T106", name="empty-section", severity=Severity.WARNING, since="0.1")
def empty_section(notice: Notice) -> Iterator[Finding | Tie]:
    """标题下面没有内容。

    检查什么
    标题后面紧接着下一个标题，而并列的标题下面都有内容；标题写着“如下”“进行了以下整改”，后面却没有下文；
    “整改落实情况：”后面是空的。逐条列举的句子（1.……不够到位。2.……）本身就是内容，不算空。

    为什么
    只列问题、不写整改，等于没有回应；多半是漏贴了一段。

    反例
    - 二、整改情况
      （一）学习不扎实问题
      制定计划，开展轮训。
      （二）制度不落实问题
      （三）监督不到位问题
      加强督查，严肃问责。
    - 二、整改情况
      1.针对学习不扎实问题，进行了以下整改。
      2.针对制度不落实问题，进行了以下整改。
      一是修订制度。二是加强督查。
    - 二、整改情况
      1.学习不扎实
      整改落实情况：
      2.制度不落实
      整改落实情况：修订制度3项。
    - 二、整改情况
      【问题】学习不扎实。
      【整改情况】
      【整改状态】已完成。
      【问题】制度不落实。
      【整改情况】修订制度3项。
      【整改状态】已完成。
    - 二、整改情况
      （一）党的建设方面
      问题1：理论学习不够扎实。
      问题2：组织生活不够规范。
      规范“三会一课”。
      （二）作风建设方面
      问题3：深入基层调研不够。
      下沉一线，解决难题。
      问题4：服务群众不够主动。
      推行首问负责制。
      问题5：制度执行不够严格。
      开展督查，严肃问责。

    正例
    - 一、存在的主要问题
      1.贯彻新发展理念还不够到位，谋划不足。
      2.党建引领作用发挥还不充分，招法不多。
      3.持续用力还不够。
    - 二、整改情况
      （一）党的建设方面
      1.学习不扎实
      制定计划，开展轮训。
      （二）作风建设方面
      1.调研不深入
      下沉一线。
    - 二、整改情况
      （一）党的建设方面
      1.规范组织生活。修订制度2项。
      2.加强党员教育。
      （二）作风建设方面
      3.深入基层调研。下沉一线，解决难题。
      4.主动服务群众。推行首问负责制。
      5.严格制度执行。开展督查，严肃问责。
      6.规范公务接待。修订公务接待办法。
    - 一、处理标准
      （一）金额五千元以下；
      （二）金额五千元以上二万元以下罚款；
      （三）村、社区和居民小组（以下统称基层组织）；
      二、其他
      按规定执行。
    - 二、整改情况
      问题一、惠企政策落实慢
      整改情况：
      1.完善清单。梳理政策18项。
      2.加快兑现。兑现资金12万元。
      问题二、服务效率不高
      整改情况：
      1.减少材料。材料减至4份。
      2.缩短时限。时限压缩3天。
    - 主要任务
      1.加强学习
      2.完善制度
      3.强化监督

    依据
    整改通报应当对反馈的每个问题逐一作出回应。
    """
    levels: dict[int, list[int]] = {}
    for section in notice.sections:
        levels.setdefault(section.level, [0, 0])[len(section.children) > 1] += 1
    for parent in (notice.root, *notice.sections):
        siblings = parent.sections
        if not siblings:
            continue
        empty = [s for s in siblings if len(s.children) == 1 and not _before_contact(notice, s)]
        filled = len(siblings) - len(empty)
        for section in empty:
            heading = section.children[0]
            words = heading.text
            if len(words) > MAX_TITLE:
                continue
            promise = _PROMISES.search(words)
            promised = promise is not None and not (
                promise[0].startswith("以下") and _BOUND.search(words, 0, promise.start())
            )
            titled = filled >= 2 and filled > len(empty) and not words.endswith(_SENTENCE_END)
            titled = titled or (
                0 < filled >= len(empty) and _odd_one_out(section, siblings, levels[section.level])
            )
            if promised or titled:
                message = (
                    "标题写明下文有内容，后面却没有，请核实是否漏段"
                    if promised
                    else "标题下面没有内容，请核实是否漏段"
                )
                other = next((s.heading for s in siblings if len(s.children) > 1 and s.heading), None)
                yield Finding(
                    message,
                    notice.node_span(heading),
                    certainty=Certainty.LIKELY,
                    related=(Label(notice.node_span(other), "并列的标题下面有内容"),)
                    if other and titled
                    else (),
                )
    yield from _empty_labels(notice)


def _odd_one_out(section: Node, siblings: list[Node], counts: list[int]) -> bool:
    """Whether nearly all headings of the level have text on lines of their own below them, in this form of heading.

    ``counts``: how many headings of the level have no text, and how many have.
    """
    empty, filled = counts
    if filled < USUAL * empty:
        return False
    ends = section.children[0].text.endswith(_SENTENCE_END)
    others = [s for s in siblings if len(s.children) > 1]
    return all(
        not s.children[1].joined and s.children[0].text.endswith(_SENTENCE_END) == ends for s in others
    )


def _empty_labels(notice: Notice) -> Iterator[Finding]:
    """整改落实情况： with nothing behind it, at the end of a section or before the next label.

    A label before another label may stand above it; it is empty only if it has text of its own elsewhere.  What begins
    with 1. behind it is its text.
    """
    labelled = [leaf for leaf in notice.leaves if leaf.label and leaf.kind is Kind.PARAGRAPH]
    filled = {leaf.label for leaf in labelled if not _is_bare(leaf)}
    for leaf in labelled:
        if not _is_bare(leaf):
            continue
        at = notice.leaf_index(leaf) + 1
        after = notice.leaves[at] if at < len(notice.leaves) else None
        last = (
            leaf.parent is not None and leaf.parent.kind is Kind.SECTION and leaf is leaf.parent.children[-1]
        )
        counted = after is not None and after.kind is Kind.HEADING and after.number == 1
        if (last and not counted) or (after is not None and after.label and leaf.label in filled):
            message = f"“{leaf.label}”后面没有内容，请核实是否漏段"
            yield Finding(message, notice.node_span(leaf), certainty=Certainty.LIKELY)


def _before_contact(notice: Notice, section: Node) -> bool:
    """Whether the contact paragraph is what stands below the heading."""
    at = notice.leaf_index(section.children[0]) + 1
    return at < len(notice.leaves) and notice.leaves[at].kind is Kind.CONTACT


def _is_bare(leaf: Node) -> bool:
    return len(leaf.text.strip()) <= len(leaf.marker)
