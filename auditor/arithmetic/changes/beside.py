"""Finds the changes of a text: a value before, a value after, and what is said of the difference.

由18个精简到11个，减少7个 · 由450件降至306件，下降32% · 去年900件，今年720件，同比下降20% · 由71.4%提升至88.2%，提高
16.8个百分点.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter

from auditor.arithmetic.changes.change import Change, change, change_of_base, from_difference
from auditor.arithmetic.changes.in_all import change_of_several, is_of_several
from auditor.arithmetic.changes.rate_first import Tied, is_rounded_difference, own_words, tied
from auditor.arithmetic.changes.respective import respective_changes
from auditor.arithmetic.changes.subjects import OTHER_CLAUSE, came_or_went, meant, present, subjects
from auditor.characters.pauses import JOINT
from auditor.claims import Bound, Figure, Quantity, Rate, Scanned
from auditor.figures.amounts import written
from auditor.figures.change_names import is_of
from auditor.figures.change_words import (
    COMPARED,
    FROM,
    between,
    is_base,
    is_from_to,
    patterns,
    told_as,
)
from auditor.figures.each import RESPECTIVELY, told_respectively
from auditor.figures.flows import flow
from auditor.groups.group import addable
from auditor.patterns import compiled

_COMPARED_WITH = compiled(r"[，,（(]而?(?:上年|去年)(?:同期)?[^，,。；;]{0,6}\Z")
_BEFORE = compiled(r"[（(](?:上年|去年|20[0-9]{2}年)(?:同期|全年|度)?(?:为|是)?")
_IN_BRACKET = compiled(
    r"[（(](?:增幅|降幅|增长|下降|上升|增收|减收|增支|减支|增产|减产|(?:同比|净)?(?:增加|减少)(?!到|至))"
)  # 比上年增加8起（增幅为21.1%）
_STEP_ON = compiled(
    r"[，,]?(?:[^，,。；;0-9]{0,6}(?:再|又|进一步|继续|随后|最终|后)[^，,。；;0-9]{0,8}|[0-9]{1,2}月底?[^，,。；;0-9]{0,4})(?:到了?|至|为)"
    r"(?:(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|[上下]半年|年)?[末底初]?[^，,。；;0-9]{0,4}的)?|、"
)
_UNREAD = compiled(r"[0-9](?![0-9]{0,3}(?:年|月|日|届|季度))")
_KEPT = compiled(r"保留|沿用")
_NET = compiled(r"净|共")
BACK = 12  # figures before a rate among which the values of its years may stand
_OF_YEAR = compiled(
    r"(?<![比较与同和跟])(?P<year>(?:19|20)[0-9]{2})年[^，,。；;0-9]{0,12}\Z"
)  # 比2023年增产 tells no value of 2023


def changes(claims: Scanned) -> Iterator[Change]:
    """The differences that a text states beside the two values they come from."""
    yield from respective_changes(claims)
    yield from _between_years(claims)
    yield from _told_behind(claims)
    for sentence in claims.sentences:
        figures = [f for f in sentence.figures if f.is_plain]
        if any(f.depth for f in figures) and not all(f.depth for f in figures):
            figures = [
                f for f in figures if not f.depth or _IN_BRACKET.match(f.gap)
            ]  # 340件（含转办120件），比上年同期420件少80件
        yield from _in_pairs(figures)
        for i in range(len(figures) - 2):
            first, second = figures[i], figures[i + 1]
            if is_base(second) and (own := subjects(figures, i)):
                yield from _compared(second, own, figures[i + 2 : i + 4])
                continue
            if is_base(first):
                continue  # 比二季度的350万元增长19%，比去年同期的425万元下降2%: both of a number before
            nows = present(figures, i)
            orders = (second, figures[i + 2]), (figures[i + 2], second)
            derived = [
                d for now in nows for difference, told in orders if (d := _derived(now, difference, told))
            ]
            if derived:
                yield next((d for d in derived if d.holds), derived[0])
                continue
            if type(first) is not type(second):
                yield from _told_between(first, second, figures[i + 2], figures[i + 3 : i + 4])
                continue
            years = _year(first), _year(second)
            if all(years) and years[0] != years[1] and not (came_or_went(first) or came_or_went(second)):
                first, second = (first, second) if years[0] < years[1] else (second, first)
            elif between(second, figures[i + 2]):
                continue  # 增长5%；占比由2023年的20%上升到24%: of the second and the third
            elif COMPARED.search(second.gap) or _COMPARED_WITH.search(second.gap):
                yield from _compared(second, meant(figures, i), figures[i + 2 : i + 4])
                continue
            elif not between(first, second) and not (i and _in_turn(figures[i - 1], first, second)):
                continue
            end = _last_step(figures, i + 1) if is_from_to(first, second) else i + 1
            yield from _compared(first, [*figures[end : i + 1 : -1], second], figures[end + 1 : end + 3])


def _last_step(figures: list[Figure], i: int) -> int:
    """Where the last value stands of what went on from the one at ``i``: 由16%降至8%，再降至3%，累计下降13个百分点."""
    kind = type(figures[i])
    while i + 1 < len(figures) and type(figures[i + 1]) is kind and _STEP_ON.fullmatch(figures[i + 1].gap):
        i += 1
    return i


def _compared(before: Figure, after: list[Figure], following: list[Figure]) -> Iterator[Change]:
    """What is said of the difference from one value to another, which is the first of ``after`` that fits, or the first."""
    if isinstance(before, Quantity) and (gross := _gross(before, after[0], following)) is not None:
        yield from gross
        return
    for told in following:
        if _UNREAD.search(told.gap):
            return  # a number that was not read stands between: 由22个减到9个；课程由85门增加到136门，增长60%
        if FROM.search(told.lead):
            return  # 由9年提高至10年，文盲率由4%下降为3%: what follows is of another pair
        if COMPARED.search(told.gap):
            return  # 预算数8.24亿元，完成8.24亿元，比上年决算数8亿元增长3%: what follows is of that one
        word = told_as(told)
        sign = -1 if word and word["down"] else 1
        if isinstance(told, Quantity) and is_of_several(told):
            if word and (several := change_of_several(told, sign)):
                yield several
            return
        made = [change(before, value, told, sign) if word else None for value in after]
        fits = next((m for m in made if m and m.holds), made[0])
        if fits and (
            fits.holds or (_is_named(word, before, after[0]) and _is_of_same(told, before, after[0]))
        ):
            yield fits


def _told_between(now: Figure, told: Figure, before: Figure, following: list[Figure]) -> Iterator[Change]:
    """58.6万人次，同比增长17.2%，较上年同期的50万人次净增8.6万人次: the value before stands behind the rate."""
    word = patterns().told.fullmatch(told.lead)
    if not (word and isinstance(told, Rate) and COMPARED.search(before.gap)) or OTHER_CLAUSE.search(told.gap):
        return
    if patterns().told.search(now.lead) or OTHER_CLAUSE.search(before.gap):
        return
    if before.tail and not patterns().told.fullmatch(before.tail):
        return  # 贷款3.2亿元，增长8%，比上年的5亿元存款…
    if not _is_named(word, now, before):
        return
    if made := change(before, now, told, -1 if word["down"] else 1):
        yield made
        yield from _compared(before, [now], following)


def _is_named(word: re.Match[str] | None, *values: Figure) -> bool:
    """Whether a difference is told by no other name than the values': not 示范村由3个增加到9个，销售额增长50%."""
    return word is None or is_of(word["of"] or "", *values)


def _is_of_same(told: Figure, *values: Figure) -> bool:
    """Whether what is counted behind a difference is named with the values, too: not 病种由62个增加到98个，新增28个日间手术病种."""
    noun = told.tail.removeprefix("的")
    return not noun or any(noun in f.gap + f.tail for f in values)


def _in_pairs(figures: list[Figure]) -> Iterator[Change]:
    """审结60件90人，去年同期为80件150人，同比分别下降25%、40%: each of the two with its own rate."""
    for i in range(len(figures) - 5):
        now, then, rates = figures[i : i + 2], figures[i + 2 : i + 4], figures[i + 4 : i + 6]
        paired = not now[1].gap and not then[1].gap and _COMPARED_WITH.search(then[0].gap)
        if not paired or told_respectively(rates[0]) != rates or not isinstance(rates[0], Rate):
            continue
        word = patterns().told.fullmatch(RESPECTIVELY.sub("", rates[0].lead))
        for before, after, told in zip(then, now, rates, strict=True) if word else ():
            if made := change(before, after, told, -1 if word and word["down"] else 1):
                yield made


def _between_years(claims: Scanned) -> Iterator[Change]:
    """2022年150万元、2023年162万元…，2023年比2022年增长8%: the years name the two values."""
    for i, told in enumerate(claims.figures):
        said = patterns().years.search(told.gap) if isinstance(told, Rate) else None
        if said is None or told.named or told.bound is not Bound.EXACT:
            continue
        near = [f for f in claims.figures[max(0, i - BACK) : i] if isinstance(f, Quantity) and not f.named]
        after = next((f for f in reversed(near) if _year(f) == int(said["now"])), None)
        before = next((f for f in reversed(near) if _year(f) == int(said["then"])), None)
        if after and before and after.unit.name == before.unit.name:
            made = change(before, after, told, -1 if said["down"] else 1)
            if made:
                yield made


def _told_behind(claims: Scanned) -> Iterator[Change]:
    """54亿元，同比增长8%（上年为50亿元）: the value before stands in a bracket behind the difference."""
    for now, told, before in zip(claims.figures, claims.figures[1:], claims.figures[2:], strict=False):
        if not (isinstance(now, Quantity) and isinstance(told, Rate) and isinstance(before, Quantity)):
            continue
        word = patterns().told.fullmatch(told.lead)
        beside = now.sentence is before.sentence and before.depth == now.depth + 1
        plain = all(f.is_plain for f in (now, told, before))
        if not (word and beside and plain and _BEFORE.fullmatch(before.gap)):
            continue
        if patterns().told.search(now.lead):
            made = change_of_base(now, told, before)
        else:
            made = change(before, now, told, -1 if word["down"] else 1)
        if made:
            yield made


def _gross(first: Quantity, second: Figure, told: list[Figure]) -> list[Change] | None:
    """由52个调整为45个，撤销11个、新增4个: what went and what came, which are the difference only together.

    None if only one of them is told; nothing if they do not add up, for more may have come and gone.
    """
    if any(_KEPT.search(f.lead) for f in told):
        return []  # 调整为34项，其中保留26项、新增8项
    flows = [(q, 0 if _NET.search(q.lead) else flow(q.lead)) for q in told if isinstance(q, Quantity)]
    signs = [sign for _, sign in flows]
    if not isinstance(second, Quantity) or not addable(first, second):
        return None
    if sorted(signs) == [-1, 1] and all(addable(first, q) for q, _ in flows):
        if first.base + sum((sign * q.base for q, sign in flows), Fraction(0)) != second.base:
            return []
        terms = "".join(f" {'+' if sign > 0 else '−'} {written(q)}" for q, sign in flows)
        working = f"{written(first)}{terms} = {written(second)}"
        return [Change(first, second, q, Fraction(q.value), written(q), working) for q, _ in flows]
    grown = second.base > first.base
    return [] if (signs[:1] == [1] and not grown) or (signs[:1] == [-1] and grown) else None


def _year(figure: Figure) -> int:
    """The year that a figure's clause begins with (2022年为283天), 0 if there is none."""
    found = _OF_YEAR.search(figure.gap)
    return int(found["year"]) if found else 0


def _derived(now: Figure, difference: Figure, told: Figure) -> Change | None:
    """18万元，比上年减少2万元，下降10%: the value before is what the other two give; they stand in either order."""
    if not isinstance(now, Quantity) or not isinstance(difference, Quantity) or not isinstance(told, Rate):
        return None
    down, rate = patterns().told.search(difference.lead), patterns().told.fullmatch(own_words(told))
    if not down or not rate or not addable(now, difference):
        return None
    how = tied(difference, told)
    if how is Tied.NOT:
        return None
    since = patterns().since.search(min(difference, told, key=attrgetter("start")).gap)
    if not (is_of((since and since["of"]) or "", now) and _is_named(rate, now, difference)):
        return None
    if patterns().told.search(now.lead) or OTHER_CLAUSE.search(difference.gap):
        return None  # 减少17件，下降25%；越级信访减少30件
    if bool(down["down"]) != bool(rate["down"]):
        return None
    made = from_difference(now, difference, told, -1 if down["down"] else 1)
    unsure = how is Tied.LOOSELY or (
        difference.start > told.start and is_rounded_difference(now, difference, told)
    )
    return None if made and not made.holds and unsure else made


def _in_turn(times: Figure, first: Figure, second: Figure) -> bool:
    """两次回访满意率分别为86.4%、93.1%: the first time, then the second."""
    return (
        isinstance(times, Quantity)
        and times.value == 2
        and times.unit.kind in ("times", "duration")
        and RESPECTIVELY.search(first.lead) is not None
        and JOINT.fullmatch(second.gap) is not None
    )
