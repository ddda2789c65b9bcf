"""What a difference is of: the value that stands before it, over other bases, differences and what came or went: in 办结42件，占84%，比上年增加6件 of the 42."""

from __future__ import annotations

import re

from auditor.claims import Figure, Quantity, Rate
from auditor.figures.change_words import OTHER_TIME, is_base, is_difference, patterns
from auditor.figures.flows import AMONG, flow
from auditor.groups.group import addable, is_mean
from auditor.patterns import compiled

OTHER_CLAUSE = compiled(r"[。；;]")
_OF_PLAN = compiled(
    r"[，,]?(?:已|为|占|仅)?(?:完成|为|占|达)?[^，,。；;0-9]{0,8}(?:预算|计划|目标|任务|调整)"
)
_NEXT_PART = compiled(r"[、，,和及与]")
_ONLY_COMPARED = compiled(r"[，,][较比]")  # not 来访较上年的9件, which names what is compared
_LISTS = compiled(r"[，,；;（(：:](?:其中|分别为|分别是|包括|包含|含|分为|具体为|即)|[：:]")
MOST_ASIDES = 6  # differences, flows and bases between a number and what it is compared with


def subjects(figures: list[Figure], i: int) -> list[Figure]:
    """What is compared with the figure behind the one at ``i``, if that one is a base, a difference, or what came or went.

    416万元，比二季度的350万元增长19%，比去年的425万元…; 310家，当年新设26家、注销14家，较上年末的298家…: the number before.
    """
    own, base = figures[i], figures[i + 1]
    if not _is_aside(own) or not isinstance(base, Quantity):
        return []
    for j in range(i - 1, max(-1, i - 1 - MOST_ASIDES), -1):
        if OTHER_CLAUSE.search(figures[j + 1].gap):
            break
        subject = figures[j]
        if _is_base_of_rate(figures, j):
            continue  # 收入318万元，完成预算312万元的101.9%，较上年289万元增长10%
        if isinstance(subject, Quantity) and not _is_aside(subject) and addable(subject, base):
            one_of_several = came_or_went(own) and not came_or_went(figures[i - 1])
            return [own, subject] if one_of_several else [subject]
    return []


def _is_base_of_rate(figures: list[Figure], at: int) -> bool:
    """Whether a number is told as what the rate right behind it is of: 完成预算312万元的101.9%."""
    after = figures[at + 1]
    return isinstance(after, Rate) and after.gap == "的"


def _is_aside(figure: Figure) -> bool:
    return isinstance(figure, Rate) or is_base(figure) or is_difference(figure) or came_or_went(figure)


def meant(figures: list[Figure], i: int) -> list[Figure]:
    """What may be compared with the figure behind the one at ``i``, the likelier first: 共12件，其中甲7件、乙5件，较上年的9件….

    Behind several parts it is their whole, behind one it is that part; of another time that is told as such (上年同期为25起)
    it may be any number before that is counted in its unit.
    """
    own, following = figures[i], figures[i + 1]
    if is_mean(own.lead):
        return present(figures, i)
    if is_difference(own):  # 63亩，比任务数多5亩，比上年的60亩净增加3亩
        values = [f for f in figures[:i] if type(f) is type(own) and not is_difference(f)]
        return values[-1:] or [own]
    then = OTHER_TIME.search(following.gap)
    named = then["name"] if then else ""
    if then and named and named[:2] in own.lead:
        return [own]  # 其中来信84件、来访70件，上年来访为80件
    at, parts = _list_before(figures, i, _LISTS if then else AMONG)
    told = [figures[at]] if at < i else []
    order = [*told, own] if parts > 1 else [own, *told]
    if then:
        return _of_its_unit([*order, *reversed(figures[:i])], following)
    return order if _ONLY_COMPARED.match(following.gap) else [own]


def _list_before(figures: list[Figure], i: int, announces: re.Pattern[str]) -> tuple[int, int]:
    """Where the whole stands of an announced list that ends at ``i``, and how many parts it has; ``i`` if there is none."""
    at, parts = i, 1
    while at and _NEXT_PART.match(figures[at].gap) and not announces.search(figures[at].gap):
        at, parts = at - 1, parts + 1
    announced = at > 0 and announces.search(figures[at].gap) is not None
    if not announced or type(figures[at - 1]) is not type(figures[i]):
        return i, 1
    return at - 1, parts


def _of_its_unit(candidates: list[Figure], base: Figure) -> list[Figure]:
    """Those of some figures, each once, that are counted as ``base`` is; all of them if none is."""
    alike = [f for f in dict.fromkeys(candidates) if _unit(f) == _unit(base) and not is_difference(f)]
    return alike or candidates[:1]


def _unit(figure: Figure) -> str:
    return figure.unit.name if isinstance(figure, Quantity) else "%"


def present(figures: list[Figure], i: int) -> list[Figure]:
    """What a difference behind the figure at ``i`` may be of, the likelier first.

    That figure; of a mean the number before it (1430次，户均6.5次，比上年减少1210次); of a part its whole, too.
    """
    own = _counted(figures, i)
    before = figures[i - 1] if i else own
    beside = isinstance(before, Quantity) and isinstance(own, Quantity) and addable(before, own)
    if before is own or not beside:
        return [own]
    if is_mean(own.lead):
        return [before, own]
    return [own, before] if AMONG.search(own.gap) else [own]


def _counted(figures: list[Figure], i: int) -> Figure:
    """The figure at ``i``; if it is the rate of the number before it (收入240万元，完成预算的40%，比上年减少9万元), that number."""
    now = figures[i]
    if i > 1 and now.gap == "的" and _OF_PLAN.match(figures[i - 1].gap):
        return figures[i - 2]  # 完成240万元，占预算600万元的40%，比上年减少9万元
    before = figures[i - 1] if i else now
    if not isinstance(now, Rate) or not isinstance(before, Quantity) or OTHER_CLAUSE.search(now.gap):
        return now
    if i > 1 and patterns().told.search(before.lead) and is_difference(now):
        first = figures[i - 2]  # 9万元，较预算减少11万元，下降55%，较上年减少1万元
        value = isinstance(first, Quantity) and not _is_aside(first) and not OTHER_CLAUSE.search(before.gap)
        return first if value else now
    return before if _OF_PLAN.match(now.gap) else now


def came_or_went(figure: Figure) -> bool:
    """Whether a number counts what came or went in a year, and is no value of it: 2024年新开通6条."""
    return isinstance(figure, Quantity) and not figure.unit.measured and flow(figure.lead) != 0
