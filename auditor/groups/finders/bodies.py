"""Bodies of several sorts before their total: 12个市州、8所高校、14家企业，共计34个单位."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity
from auditor.figures.amounts import amount, amount_plain
from auditor.groups.finders.row import SUMS_UP, Row
from auditor.groups.group import Cue, Group, Judgement, Relation, nearly_makes, total_of
from auditor.numbers.numerals import are_swapped
from auditor.patterns import compiled

LEAST_SORTS = 3  # sorts of bodies that are taken for one list
SURE_SORTS = 4  # sorts whose total contradicts them if it is another
_BRACKET = compiled(r"[（(][^（）()]{0,40}[）)]")
_SUMMED = compiled(rf"{SUMS_UP}有?\Z")
_AND_MORE = compiled(r"等|及|和|与|其[他它余]|所属|下属")
_ONE_EACH = compiled(r"(?:[\u4e00-\u9fff]{0,6})(?:单位|主体)")  # a village may have several 党组织


def bodies(row: Row, k: int) -> Group | None:
    """The bodies of several sorts that the number at ``k`` sums up.

    A member without a number (甲林区) counts one, if that makes the sum; else nothing is known.
    """
    whole = row.numbers[k]
    parts = _sorts(row, k)
    if len(parts) < LEAST_SORTS or not _SUMMED.search(whole.lead) or _AND_MORE.search(whole.gap):
        return None
    single = sum(len(_marks(p)) - 1 for p in parts[1:])
    if single:
        return _with_single(parts, whole, single)
    if not _ONE_EACH.match(whole.tail):
        return None
    if len(parts) >= SURE_SORTS and len({p.unit.name for p in parts}) > 1:
        near = nearly_makes(total_of(parts), whole)
        return Group(whole, parts, Cue.CLOSING, closed=True) if near else None
    return Group(whole, parts, Cue.CLOSING, closed=True, near=False) if _is_slip(whole, parts) else None


def _is_slip(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether one digit of a total is all that parts it from a list of which every member is named as a sort of bodies."""
    printed = [amount_plain(base, whole) for base in (total_of(parts), whole.base)]
    apart = sum(a != b for a, b in zip(*printed, strict=False))
    slip = len(printed[0]) == len(printed[1]) > 1 and (apart == 1 or are_swapped(*printed))
    return slip and all(_sort().fullmatch(p.tail) for p in parts)


@cache
def _sort() -> re.Pattern[str]:
    return compiled(
        rf"[\u4e00-\u9fff]{{0,6}}?(?:{lexicon.any_of('nouns', 'bodies', 'inspected', 'members', 'places')}|[室所站局办院企])共?"
    )


def _sorts(row: Row, k: int) -> list[Quantity]:
    """The numbers before the one at ``k`` in one list with 、 that count bodies."""
    alike = lexicon.mapping("nouns", "counted_alike")["bodies"]
    whole = row.numbers[k]
    run: list[Quantity] = []
    for q in reversed(row.numbers[:k]):
        joined = not run or set(_marks(run[0])) == {"、"}
        plain = q.unit.name in alike and q.depth == whole.depth and q.status is None and row.free(q)
        if not joined or not plain or q.value != int(q.value):
            break
        run.insert(0, q)
    return run if whole.unit.name in alike else []


def _marks(q: Quantity) -> list[str]:
    """The marks between a number and the one before it, but for those in brackets."""
    return MEMBER_END.findall(_BRACKET.sub("", q.gap))


def _with_single(parts: list[Quantity], whole: Quantity, single: int) -> Group | None:
    total = total_of(parts) + Fraction(single)
    if total != whole.base:
        return None
    terms = " + ".join(amount_plain(p.base, p) for p in parts)
    end = amount(whole.base, whole)
    working = f"{terms} + {single} = {end}（未写数目的 {single} 个各计 1）"
    group = Group(whole, parts, Cue.CLOSING, closed=True)
    group.judgement = Judgement(Relation.EQUAL, working, end, certain=True)
    return group
