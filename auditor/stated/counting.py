"""The natural ways to count what a part of the outline lists: 问题N, headings of each level, 针对……问题."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.lexicon import any_of
from auditor.notice import Kind, Node
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.measures import is_circled_measure

FEWEST = 5  # problems of a clear list
LEVEL_NAMES = {
    0: "“第一部分”级标题",
    1: "一、级标题",
    2: "（一）级标题",
    3: "1.级标题",
    4: "“问题N”",
    5: "（1）级标题",
    6: "①级标题",
}

_PROBLEM_LIKE = compiled(any_of("nouns", "problem_signs"))
_FRAMED = compiled(r"(?:关于|针对|对于)[^。；;]{2,80}问题")
_PROBLEM_TITLE = compiled(r"(?P<frame>关于|针对|对于)?[^。；;]{0,80}问题")


@frozen
class Reading:
    """One way to count: ``name`` in words, ``count``, and the nodes that were counted."""

    name: str
    count: int
    nodes: tuple[Node, ...] = ()


def _may_be_problem(node: Node, scope: Node) -> bool:
    return node.kind is Kind.SECTION and node is not scope and not is_circled_measure(node)


def ways_to_count(scope: Node, *, groups: bool, gap: bool) -> list[Reading]:
    """The readings of a part, the natural one first; ``groups`` are to be counted, or a number is missing (``gap``)."""
    below = [n for n in scope.walk() if _may_be_problem(n, scope)]
    by_level: dict[int, list[Node]] = {}
    for node in below:
        by_level.setdefault(node.level, []).append(node)
    if not by_level:
        return []
    leaves = [n for n in below if all(map(is_circled_measure, n.sections))]
    problems = by_level.get(4, [])
    about = _about_problems(below)
    readings: list[Reading] = []
    if problems:
        readings.append(Reading("按“问题N”", len(problems), tuple(problems)))
    readings.append(Reading("按最小一级标题", len(leaves), tuple(leaves)))
    readings.extend(
        Reading(f"按{LEVEL_NAMES[k]}", len(v), tuple(v)) for k, v in sorted(by_level.items()) if k != 4
    )
    if about:
        readings.append(Reading("按“针对/关于……问题”的标题", len(about), tuple(about)))
    last = [n.number for n in leaves if n.number]
    if last and max(last) > len(leaves) and not gap:
        readings.append(Reading("按末项编号", max(last)))
    if not problems:
        readings.append(Reading("按全部标题", len(below), tuple(below)))
    if groups:
        first = min(by_level)
        top = Reading(f"按{LEVEL_NAMES[first]}", len(by_level[first]), tuple(by_level[first]))
        readings = [top, *(r for r in readings if r.name != top.name)]
    return readings


def clear_list(scope: Node) -> Reading | None:
    """The problems of a scope where they are one clear list: 关于……问题, numbered on from 1 over all its sections."""
    about = [n for n in scope.walk() if n.kind is Kind.SECTION and n is not scope and _FRAMED.match(n.title)]
    levels = {n.level for n in about}
    same = [n for n in scope.walk() if n.kind is Kind.SECTION and n.level in levels]
    if len(levels) != 1 or len(same) != len(about) or len(about) < FEWEST or not is_numbered_on(about):
        return None
    return Reading("按“针对/关于……问题”的标题", len(about), tuple(about))


def is_numbered_on(nodes: Sequence[Node]) -> bool:
    """Whether headings are numbered from 1 to the last, but for one number that is told twice: 1 2 3 4 4 6."""
    numbers = [n.number for n in nodes]
    wrong = [i for i, number in enumerate(numbers) if number != i + 1]
    return not wrong or (
        len(wrong) == 1 and wrong[0] < len(numbers) - 1 and numbers.count(numbers[wrong[0]]) > 1
    )


def _about_problems(below: list[Node]) -> list[Node]:
    """The headings that name a problem: 关于……问题; those without 关于 only where their siblings are such headings.

    An area's heading may end with 问题 too: the problems are those below it.
    """
    named = {id(n): found for n in below if (found := _PROBLEM_TITLE.match(n.title))}
    about = [n for n in below if id(n) in named and not any(id(s) in named for s in n.sections)]
    levels = {n.level for n in about if named[id(n)]["frame"]}
    return [n for n in about if n.level in levels] if levels else about


def lists_problems(scope: Node, *, groups: bool) -> bool:
    """Whether the headings are problems (or areas), so that counting them can contradict a total of them."""
    if groups:
        areas = Counter("方面" in s.title or "问题" in s.title for s in scope.sections)
        return areas[True] * 10 >= len(scope.sections) * 6
    below = (n for n in scope.walk() if _may_be_problem(n, scope))
    leaves = [n for n in below if all(map(is_circled_measure, n.sections))]
    like = Counter(bool(_PROBLEM_LIKE.search(n.title)) for n in leaves)
    return like[True] * 10 >= len(leaves) * 6
