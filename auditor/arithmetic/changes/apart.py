"""Differences whose two values do not stand side by side: of two rounds, of another time in a bracket, of two years.

第一轮84个，第二轮35个，减少49个 · 318天，比2023年（299天、81.9%）增加19天 · 2023年代编预算…。2024年代编预算…，同比下降40.0%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from auditor.arithmetic.changes.change import Change, change
from auditor.claims import Bound, Figure, Quantity, Rate, Scanned
from auditor.figures.amounts import slack
from auditor.figures.change_words import direction, is_compared, is_from_to
from auditor.figures.flows import flow
from auditor.figures.rounding import is_far_from
from auditor.groups.group import begins_comparison
from auditor.lexicon import any_of
from auditor.patterns import compiled

MOST_TOLD = 3  # differences that are told of two values one after the other
NEAR = 12  # figures before a bracket, or in it, among which the two values may be
FAR = 300  # characters before a value in which that of the year before may stand

_ROUND = compiled(
    r"(?:第(?P<number>[一二三四])(?P<kind>轮|次|季度|阶段)|(?P<half>[上下])半年)(?P<words>[^，,。；;、]{0,16})\Z"
)
_ADVERBS = compiled(r"(?:仅|只|又|再次?|则|共|已|降至|降为|减至|减少到|下降到|增至|增加到|上升到)+")
_FROM_ROUND = compiled(
    r"(?:环比|[较比与同和](?:第[一二三]|上一?|前一?|首)(?:轮|次|季度|阶段|半年)(?:相比)?)[，,]?"
)
_OF_THEM = compiled(r"分别|均|全部|都|已|为|是|来自|由|在|\Z")
_OTHER_YEAR = compiled(r"同比|去年|上年|同期")
_OF_YEAR = compiled(
    r"(?P<year>20[0-9]{2})年(?:度|全年)?(?P<name>[\u4e00-\u9fff]{3,12}?)"
    r"(?:[由从]?(?:压减|压缩|缩减|减少|下降|降低|降|增加|增长|提高|上升|增)(?:至|到|为)|完成|达到?|共计?|为|是)?\Z"
)
_OVER_YEAR = compiled(r"[，,](?:同比|比上年|较上年|比去年|较去年)")
# what is compared at constant prices, or with numbers that were put right since
_OTHER_BASIS = compiled(any_of("changes", "grown_otherwise"))


def changes_apart(claims: Scanned, known: Sequence[Change]) -> list[Change]:
    """Those differences of a text that are not ``known``."""
    done = {id(each.told) for each in known}
    found: list[Change] = []
    for index, sentence in enumerate(claims.sentences):
        figures = [f for f in sentence.figures if not f.named]
        plain = [f for f in figures if f.bound is Bound.EXACT]
        readers = (
            _in_rounds(plain),
            _in_brackets(plain),
            _those_added(plain),
            _roughly(figures),
            _over_years(claims, index),
        )
        for each in chain.from_iterable(readers):
            if id(each.told) not in done:
                done.add(id(each.told))
                found.append(each)
    return found


def _in_rounds(figures: list[Figure]) -> Iterator[Change]:
    """第一轮发现84个，第二轮发现35个，减少49个，降幅58.3%: one difference that holds shows that the other is of both, too."""
    for i, (first, second) in enumerate(pairwise(figures)):
        if not _is_next_round(first, second):
            continue
        told: list[tuple[Figure, int]] = []
        for figure in figures[i + 2 : i + 2 + MOST_TOLD]:
            sign = direction(_FROM_ROUND.sub("", figure.lead))
            if not sign or _OTHER_YEAR.search(figure.gap) or figure.gap[:1] not in "，,、":
                break
            told.append((figure, sign))
        made = [c for c in (change(first, second, figure, sign) for figure, sign in told) if c]
        proved = any(c.holds for c in made) or any(_FROM_ROUND.search(f.gap) for f, _ in told)
        yield from (c for c in made if proved or c.holds or c.is_mistyped)


def _is_next_round(first: Figure, second: Figure) -> bool:
    """Whether two numbers count the same thing in one round and in the next."""
    if not (isinstance(first, Quantity) and isinstance(second, Quantity)):
        return False
    one, other = _ROUND.search(first.lead), _ROUND.search(second.lead)
    if not one or not other or first.unit.name != second.unit.name or first.depth != second.depth:
        return False
    if flow(first.lead) or flow(second.lead) or second.gap[:1] not in "，,、":
        return False
    if one["half"] or other["half"]:
        following = (one["half"], other["half"]) == ("上", "下")
    else:
        following = one["kind"] == other["kind"] and (one["number"] + other["number"]) in "一二三四"
    return following and _ADVERBS.sub("", other["words"]) in one["words"]


def _in_brackets(figures: list[Figure]) -> Iterator[Change]:
    """318天，比例86.9%，比2023年（299天、81.9%）增加19天、提高5.0个百分点: each of the value in its own unit."""
    for at, opening in enumerate(figures):
        if not at or not begins_comparison(opening.gap):
            continue
        now = [f for f in figures[max(0, at - NEAR) : at] if f.depth < opening.depth]
        inside = range(at, min(at + NEAR, len(figures)))
        end = next((i for i in inside if figures[i].depth < opening.depth), len(figures))
        for told in figures[end : end + MOST_TOLD]:
            closing = told.gap[:1] in "）)" if told is figures[end] else told.gap[:1] in "，,、和"
            sign = direction(told.gap[1:]) if closing else 0
            if not sign:
                break
            yield from _of_bracket(now, figures[at:end], told, sign)


def _of_bracket(now: list[Figure], then: list[Figure], told: Figure, sign: int) -> Iterator[Change]:
    """What a difference is of the values of its kind before a bracket and in it; one that fits, else the only one."""
    before = [f for f in then if _is_told_in(f, told)]
    after = [f for f in reversed(now) if _is_told_in(f, told) and not direction(f.lead)]
    made = [c for b in before for a in after if (c := change(b, a, told, sign))]
    if fitting := next((c for c in made if c.holds), None):
        yield fitting
    elif len(before) == 1 and made and (len(after) == 1 or made[0].is_mistyped):
        yield made[0]


def _is_told_in(value: Figure, told: Figure) -> bool:
    """Whether a difference is told in the measure of a value."""
    if isinstance(told, Quantity) and told.unit.kind == "points":
        return isinstance(value, Rate)
    return isinstance(value, Quantity) and isinstance(told, Quantity) and value.unit.name == told.unit.name


def _roughly(figures: list[Figure]) -> Iterator[Change]:
    """92.9%，比整改前的73.2%提高近20个百分点: only roughly told, so that it holds, or is far off."""
    for first, second, told in zip(figures, figures[1:], figures[2:], strict=False):
        if told.bound is Bound.EXACT or not (first.bound is second.bound is Bound.EXACT):
            continue
        sign = direction(told.lead)
        if not sign or type(first) is not type(second) or not first.depth == second.depth == told.depth:
            continue
        if is_from_to(first, second):
            made = change(first, second, told, sign)
        else:
            made = change(second, first, told, sign) if is_compared(second) else None
        rounded_ones = any(isinstance(f, Quantity) and slack(f) for f in (first, second))
        if made and (made.holds or (not rounded_ones and is_far_from(told, made.computed))):
            yield made


def _those_added(figures: list[Figure]) -> Iterator[Change]:
    """由5人充实到8人，增加的3人分别来自…: all that were added, if no others of them are told behind."""
    for at, (first, second) in enumerate(pairwise(figures[:-1])):
        told = figures[at + 2]
        sign = direction(told.lead.removesuffix("的")) if told.lead.endswith("的") else 0
        if not sign or not is_from_to(first, second) or not _is_told_in(second, told):
            continue
        made = change(first, second, told, sign)
        others = any(_is_told_in(f, told) for f in figures[at + 3 :])
        if made and (made.holds or (not others and _OF_THEM.match(told.tail))):
            yield made


def _over_years(claims: Scanned, index: int) -> Iterator[Change]:
    """2023年代编预算5700万元未下达。2024年代编预算压减至3420万元，同比下降40%: one name in two years."""
    for now, told in pairwise(claims.sentences[index].figures):
        sign = (
            direction(told.lead)
            if (now.is_plain and not now.depth) and (told.is_plain and not told.depth)
            else 0
        )
        said = _OF_YEAR.search(now.lead) if sign and _OVER_YEAR.match(told.gap) else None
        if said is None or _OTHER_BASIS.search(said["name"]):
            continue
        near = claims.quantities_in(now.start - FAR, now.start)
        before = [q for q in near if (q.is_plain and not q.depth) and _is_year_before(q, said)]
        if len(before) != 1:
            continue
        made = change(before[0], now, told, sign)
        if made and (made.holds or made.is_mistyped):
            yield made


def _is_year_before(q: Quantity, said: re.Match[str]) -> bool:
    """Whether a number is called by the same name, in the year before."""
    told = _OF_YEAR.search(q.lead)
    return told is not None and int(told["year"]) == int(said["year"]) - 1 and told["name"] == said["name"]
