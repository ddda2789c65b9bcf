"""Differences from another time in wordings that part them from their number, or tell that time apart.

42件，比去年同期少17件，降幅28.8% · 42件（同比减少17件，下降28.8%） · 42件，占20%，环比…，同比增加3件，上升7.7% ·
642件，与上年同期的470件相比，增长36.6% · 642件，较之2023年同期立案470件，增幅高达36.6%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from auditor import lexicon
from auditor.arithmetic.changes.change import Change, change, from_difference
from auditor.arithmetic.changes.subjects import came_or_went
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Figure, Quantity, Rate, Scanned
from auditor.figures.change_names import NAME, is_of
from auditor.figures.change_words import EARLIER, is_difference, patterns
from auditor.groups.group import addable, is_mean
from auditor.patterns import compiled

BACK = 6  # figures before a difference among which its number stands
_SHARE = compiled(r"占")
_SUM_OF = compiled(r"其中|分别|合计|共计")
_REACHED = compiled(r"(?:高达|达到?了?|为|约)+\Z")


@cache
def _since() -> re.Pattern[str]:
    """The words of a difference with the time that it is from: 比去年同期少受理, 同比减少."""
    up, down = (lexicon.any_of("changes", key, f"{key}_alone") for key in ("up", "down"))
    return compiled(
        rf"[，,、（(](?P<of>{NAME})?(?:同比|环比|(?:相?比|较之?){EARLIER}[^，,。；;0-9]{{0,2}}?|[与同和]{EARLIER}相比[，,]?)"
        rf"(?:(?P<down>{down})|(?P<up>{up}))(?P<deed>[\u4e00-\u9fff]{{0,4}})了?\Z"
    )


_WITH = compiled(rf"[，,（(](?:[与同和跟]){EARLIER}[^，,。；;0-9]{{0,6}}\Z")
_COMPARED = compiled(r"(?:数|的水平)?相比(?:较)?\Z")
_AGAINST = compiled(rf"[，,（(](?:较之?|相?比|对比){EARLIER}的?(?P<deed>[\u4e00-\u9fff]{{2,6}})\Z")


def changes_against(claims: Scanned, known: Sequence[Change]) -> list[Change]:
    """Those differences of a text that are not ``known``."""
    done = {id(each.told) for each in known}
    found: list[Change] = []
    for sentence in claims.sentences:
        figures = [f for f in sentence.figures if f.is_plain]
        for i in range(1, len(figures) - 1):
            for each in (*_from_difference(figures, i), *_against(figures, i)):
                if id(each.told) not in done:
                    done.add(id(each.told))
                    found.append(each)
    return found


def _from_difference(figures: list[Figure], i: int) -> Iterator[Change]:
    """42件，比去年同期少17件，降幅28.8%: the rate that a number and its difference give."""
    difference, told = figures[i], figures[i + 1]
    if not isinstance(difference, Quantity) or not isinstance(told, Rate) or difference.depth != told.depth:
        return
    since, rate = _since().search(difference.gap), patterns().told.fullmatch(_REACHED.sub("", told.lead))
    if (
        since is None
        or rate is None
        or SEMICOLON.search(told.gap)
        or bool(since["down"]) != bool(rate["down"])
    ):
        return
    now = _subject(figures, i, difference)
    if now is None or not is_of(since["of"] or "", now) or not is_of(rate["of"] or "", now, difference):
        return
    if since["deed"] and since["deed"] not in now.lead:
        return
    if made := from_difference(now, difference, told, -1 if since["down"] else 1):
        yield made


def _against(figures: list[Figure], i: int) -> Iterator[Change]:
    """642件，与上年同期的470件相比，增长36.6%: what is said of two numbers of which one is of another time."""
    before = figures[i]
    if not isinstance(before, Quantity):
        return
    with_it = _WITH.search(before.gap) and _COMPARED.fullmatch(before.tail)
    deed = None if with_it else _AGAINST.search(before.gap)
    now = _subject(figures, i, before) if with_it or deed else None
    if now is None or (deed is not None and deed["deed"] not in now.lead):
        return
    for told in figures[i + 1 : i + 3]:
        word = patterns().told.fullmatch(_REACHED.sub("", told.lead))
        if word is None or SEMICOLON.search(told.gap) or told.depth != before.depth:
            return
        if not is_of(word["of"] or "", now, before):
            return
        if made := change(before, now, told, -1 if word["down"] else 1):
            yield made


def _subject(figures: list[Figure], i: int, other: Quantity) -> Quantity | None:
    """The number before the one at ``i`` whose change is told: over its share and its other changes, not over another number."""
    for j in range(i - 1, max(-1, i - 1 - BACK), -1):
        figure = figures[j]
        if SEMICOLON.search(figures[j + 1].gap) or _SUM_OF.search(figures[j + 1].gap):
            return None
        if isinstance(figure, Rate):
            if _SHARE.search(figure.lead) or patterns().told.fullmatch(figure.lead):
                continue
            return None
        if not isinstance(figure, Quantity):
            return None
        if _since().search(figure.gap) and j:
            continue
        plain = addable(figure, other) and figure.depth <= other.depth and not is_difference(figure)
        if not plain or figure.unit.name != other.unit.name or is_mean(figure.lead):
            return None
        return None if _is_of_list(figures, j) or _may_be_of_stock(figures, j) else figure
    return None


def _may_be_of_stock(figures: list[Figure], j: int) -> bool:
    """Whether a number tells what came or went of one told before, whose change it may be: 现有310家，注销14家，比上年多12家."""
    own = figures[j]
    if not isinstance(own, Quantity) or not came_or_went(own):
        return False
    return any(isinstance(f, Quantity) and addable(f, own) for f in figures[:j])


def _is_of_list(figures: list[Figure], j: int) -> bool:
    """Whether a number stands in a list, of which a change told behind may be as well: 甲7件、乙5件，比上年少3件."""
    before, own = figures[j - 1] if j else None, figures[j]
    if not isinstance(before, Quantity) or not isinstance(own, Quantity) or is_difference(before):
        return False
    return addable(before, own) and SEMICOLON.search(own.gap) is None
