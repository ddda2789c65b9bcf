"""Family N: headings and measures whose numbers no longer follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Severity
from auditor.notice import Kind, Node
from auditor.selftest.plants._ground import Ground, Plant, kind, one

_OTHER_FORM = str.maketrans("（）().", "()（）、")


def _sequences(ground: Ground, least: int) -> Iterator[list[Node]]:
    """Headings of one level that are numbered 1, 2, 3 …, the longest sequences first."""
    notice = ground.notice
    parents = [notice.root, *notice.sections]
    found: list[list[Node]] = []
    for parent in parents:
        headings = [s.heading for s in parent.sections if s.heading is not None]
        numbers = [h.number for h in headings]
        if (
            len(headings) >= least
            and numbers == list(range(1, len(numbers) + 1))
            and all(h.marker for h in headings)
        ):
            found.append(headings)
    return iter(sorted(found, key=len, reverse=True))


def _measures(ground: Ground) -> Iterator[list[Node]]:
    """一是…二是…三是… of one section."""
    for section in ground.notice.sections:
        items = [c for c in section.children if c.kind is Kind.ITEM]
        numbers = [i.number for i in items]
        if len(items) > 2 and numbers == list(range(1, len(numbers) + 1)):
            yield items


@kind("N", "number-skipped", "标题跳号")
def number_skipped(ground: Ground) -> Iterator[Plant]:
    """1. 2. 3. → 1. 2. 4."""
    for headings in _sequences(ground, 3):
        yield from one(ground.remark(headings[-1], len(headings) + 1), ground.span(headings[-2]))


@kind("N", "number-doubled", "标题重号")
def number_doubled(ground: Ground) -> Iterator[Plant]:
    """1. 2. 3. → 1. 2. 2."""
    for headings in _sequences(ground, 3):
        yield from one(ground.remark(headings[-1], len(headings) - 1), ground.span(headings[-2]))


@kind("N", "numbers-swapped", "标题序号颠倒")
def numbers_swapped(ground: Ground) -> Iterator[Plant]:
    """1. 2. 3. 4. → 1. 3. 2. 4."""
    for headings in _sequences(ground, 4):
        one_, other = ground.remark(headings[1], 3), ground.remark(headings[2], 2)
        if one_ and other:
            yield Plant((one_, other))


@kind("N", "number-lost", "标题丢了序号")
def number_lost(ground: Ground) -> Iterator[Plant]:
    """A heading in the middle has no number."""
    for headings in _sequences(ground, 3):
        node = headings[1]
        if ground.notice.text[node.end : node.end + 1] == "\n":
            edit = ground.replace(node.start, node.start + len(node.marker), "")
            yield Plant((edit,), (ground.span(node), ground.span(headings[2])))


@kind("N", "heading-removed", "整条标题丢失")
def heading_removed(ground: Ground) -> Iterator[Plant]:
    """A heading in the middle is gone, its text is not."""
    for headings in _sequences(ground, 3):
        node = headings[1]
        if ground.notice.text[node.end : node.end + 1] == "\n":
            yield Plant((ground.drop(node),), (ground.span(headings[2]), ground.span(headings[0])))


@kind("N", "style-mixed", "同级标题的序号样式不一", least=Severity.INFO)
def style_mixed(ground: Ground) -> Iterator[Plant]:
    """（二） → (二) among others that are full-width."""
    for headings in _sequences(ground, 3):
        node = headings[1]
        source = ground.source.quote(ground.notice.span(node.start, node.start + len(node.marker)))
        new = source.translate(_OTHER_FORM)
        if new != source:
            yield Plant((ground.replace(node.start, node.start + len(node.marker), new),))


@kind("N", "level-mixed", "下级标题写成上级序号")
def level_mixed(ground: Ground) -> Iterator[Plant]:
    """（一）（二）（三） → （一）二、（三）, below 一、."""
    for headings in _sequences(ground, 3):
        node = headings[1]
        if node.level == 2 and node.marker == "（二）":
            edit = ground.replace(node.start, node.start + len(node.marker), "二、")
            yield Plant((edit,), (ground.span(headings[2]), ground.span(headings[0])), anywhere=True)


@kind("N", "measure-skipped", "一是二是跳号")
def measure_skipped(ground: Ground) -> Iterator[Plant]:
    """一是 二是 三是 → 一是 二是 四是."""
    for items in _measures(ground):
        yield from one(ground.remark(items[-1], len(items) + 1), ground.span(items[-2]))


@kind("N", "measure-doubled", "一是二是重号")
def measure_doubled(ground: Ground) -> Iterator[Plant]:
    """一是 二是 三是 → 一是 二是 二是."""
    for items in _measures(ground):
        yield from one(ground.remark(items[-1], len(items) - 1), ground.span(items[-2]))


@kind("N", "measure-lost", "一是二是少了一条")
def measure_lost(ground: Ground) -> Iterator[Plant]:
    """一是 二是 三是 → 一是 三是."""
    for items in _measures(ground):
        yield Plant((ground.drop(items[1]),), (ground.span(items[0]), ground.span(items[2])))
