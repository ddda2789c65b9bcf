"""Numbers whose unit cannot be right: with the unit of another number the sum would hold (28.9万元、13.4万元，合计42.3元), or
it counts things in a word for persons (出动警车84人次).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from auditor.claims import Quantity, Sentence
from auditor.figures.amounts import amount, digits, scale_of, written
from auditor.groups.group import Group, left_over
from auditor.lexicon import any_of, words
from auditor.patterns import compiled

LONGEST = 6  # numbers of a row of which one has another unit
LEAST_ROW = 3  # how much there is, how much is done, and what is left
SURE_DIGITS = 4  # digits of a number that two others hardly make up by chance
PLAIN_SCALES = ("", "万", "亿")
LEAST_COUNTED = 4  # numbers of a row that is counted, not measured


def misfit(group: Group) -> tuple[Quantity, Quantity] | None:
    """The number that would make the sum hold if it had the unit of another number of the group, and that number.

    28.9万元、13.4万元，合计42.3元: the sum; 北片区112.3亩、南片区74.2平方米，共186.5亩: a part.
    """
    if not group.whole.unit.measured or group.total == group.whole.base:
        return None
    for number in (group.whole, *group.parts):
        is_sum = number is group.whole
        meant = group.total if is_sum else group.whole.base - (group.total - number.base)
        for other in (group.whole, *group.parts):
            if other is number or other.unit_text == number.unit_text or meant <= 0:
                continue
            if amount(meant, other) == written(number).removesuffix(number.unit_text) + other.unit_text:
                return number, other
    return None


def sum_is_misfit(group: Group) -> bool:
    """Whether it is the sum whose unit cannot be right."""
    found = misfit(group)
    return found is not None and found[0] is group.whole


def odd_units(sentence: Sentence) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The numbers of a sentence whose unit alone differs in a row that adds up as printed, with the others of the row.

    账面186500吨，实测186120公斤，差数380吨: the second. 46名培训机构，其中…30家、…11家、…5家: the first.
    """
    numbers = [q for q in sentence.quantities if q.is_plain and not q.named and not q.depth]
    for i in range(len(numbers) - 2):
        for end in range(min(i + LONGEST, len(numbers)), i + 2, -1):
            row = numbers[i:end]
            odd = _odd(row)
            if odd is not None and _adds_up(row):
                yield odd, [q for q in row if q is not odd]
                break


def _odd(row: list[Quantity]) -> Quantity | None:
    """The only number of a row in a unit of its own; what is counted is told as the first with 其中."""
    (usual, many), *rest = Counter(q.unit_text for q in row).most_common()
    if any(q.scale not in PLAIN_SCALES for q in row):
        return None  # 2亿1千万元 beside 3亿5600万元
    if len(rest) != 1 or rest[0][1] != 1 or many < len(row) - 1 or len(row) < 3:
        return None
    odd = next(q for q in row if q.unit_text != usual)
    other = next(q for q in row if q is not odd)
    if odd.unit.measured or other.unit.measured:
        sure = max(digits(q) for q in row) >= SURE_DIGITS or _is_account(row, odd)
        return odd if odd.unit.kind == other.unit.kind and sure else None
    among = odd is row[0] and "其中" in row[1].gap and len(row) >= LEAST_COUNTED
    times = odd.unit_text == f"{usual}次"  # 38人次，其中…20人、…18人
    return odd if among and not times and odd.unit.kind != other.unit.kind else None


def _is_account(row: list[Quantity], odd: Quantity) -> bool:
    """Whether a row tells how much there is, how much of it is done, and last what is left: 8.6公里，铺了5.2公里，还有3.4米没有铺."""
    whole, done, left = (*row, row[-1], row[-1])[:3]
    told = len(row) == LEAST_ROW and left_over(left.lead) and odd is not done
    return told and min(digits(whole), digits(odd)) > 1 and whole.base > done.base


def _adds_up(row: list[Quantity]) -> bool:
    """Whether the largest number of a row is the sum of the others, whatever their units."""
    printed = [q.value / scale_of(q) for q in row]
    return sum(printed, Decimal(0)) == 2 * max(printed)


_PERSONS = frozenset(("person", "person_times"))
THING = 16  # characters before a thing that are read
_CLAUSE = compiled(r"[^。；;\n]*\Z")


def miscounted(text: str, quantities: Iterable[Quantity]) -> Iterator[tuple[Quantity, str]]:
    """The numbers of persons that directly follow a thing, with the thing: 警车84人次.

    Who rides in them may be counted (乘坐警车84人次), and people together with things (人员、车辆84人次): a slip is only what
    stands behind a verb that takes the things themselves, or in a list behind a member with a number of its own.
    """
    things = words("things", "things")
    for q in quantities:
        if q.unit.kind not in _PERSONS or not text.endswith(things, 0, q.start):
            continue
        thing = max((t for t in things if text.endswith(t, 0, q.start)), key=len)
        at = q.start - len(thing)
        if _taken().search(text, max(0, at - THING), at) and _told_in_verbs(text, at):
            yield q, thing


@cache
def _taken() -> re.Pattern[str]:
    """What stands before a thing that is counted itself: the verb, or the number of the member before it."""
    return compiled(rf"(?:{any_of('things', 'verbs')}|[0-9余](?:[\u4e00-\u9fff]{{1,3}})[、，和及])\Z")


def _told_in_verbs(text: str, at: int) -> bool:
    """Whether a verb that takes the things themselves stands before them in their clause: 出动, 购置."""
    clause = _CLAUSE.search(text, max(0, at - 4 * THING), at)
    return clause is not None and any(verb in clause[0] for verb in words("things", "verbs"))
