"""How many rules were made, told once in an overview and taken up again later: 完善制度62项 … 用好已出台的62项制度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from auditor.claims import Quantity
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.stated.taken_up import TakenUp, is_near


def rules_told_again(notice: Notice) -> Iterator[TakenUp]:
    """What is taken up as already made, if the overviews of the notice tell one number of such things."""
    again = [q for q in notice.claims.quantities if _made().search(q.lead) and _is_plain(q)]
    if not again:
        return
    values = {(q.base, q.unit.name) for q in notice.claims.quantities}
    told: dict[tuple[str, str], list[Quantity]] = {}
    for q in notice.claims.quantities:
        if (noun := _noun_told(q)) and _is_plain(q):
            told.setdefault((noun, q.unit.name), []).append(q)
    common = {key: _in_overview(notice, known) for key, known in told.items()}
    every = {key: {q.base for q in known} for key, known in told.items()}
    for mention in again:
        named = _noun().match(mention.tail)
        key = (named[0] if named else "", mention.unit.name)
        first = common.get(key)
        if first is None or first.start > mention.start or first.sentence is mention.sentence:
            continue
        pair = TakenUp(first, mention)
        if pair.agree or (is_near(pair) and mention.base not in every[key] and not _is_left(values, pair)):
            yield pair


def _in_overview(notice: Notice, known: list[Quantity]) -> Quantity | None:
    """The number that the overviews tell, None if they tell several."""
    common = [q for q in known if len(notice.section_path(q.start)) <= 1]
    return common[0] if len({q.base for q in common}) == 1 else None


def _is_plain(q: Quantity) -> bool:
    return q.is_plain and not q.depth


def _is_left(values: set[tuple[Fraction, str]], pair: TakenUp) -> bool:
    """Whether the difference of the two is told, too: 另有2项正在制定."""
    return (abs(pair.first.base - pair.again.base), pair.again.unit.name) in values


def _noun_told(q: Quantity) -> str:
    """What a number tells as made, "" if it tells nothing so: 完善制度62项, 出台62项制度."""
    found = _told().search(q.lead)
    if found is None:
        return ""
    behind = _noun().match(q.tail)
    return found["noun"] or (behind[0] if behind else "")


@cache
def _made() -> re.Pattern[str]:
    return compiled(rf"已(?:经)?(?:{any_of('nouns', 'rules.made')}){{1,2}}的\Z")


@cache
def _told() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('nouns', 'rules.made')})(?:了|各类|各项|相关|有关|内部|管理|工作){{0,2}}(?P<noun>{any_of('nouns', 'rules.names')})?(?:共|共计)?\Z"
    )


@cache
def _noun() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('nouns', 'rules.names')})")
