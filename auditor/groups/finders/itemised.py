"""A total and numbered paragraphs below it that tell its parts: 发生事故12起。1.煤矿发生1起… 2.道路交通发生11起…."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from auditor import lexicon
from auditor.claims import Quantity, Scanned
from auditor.figures.amounts import amount_plain, digits, slack
from auditor.figures.change_words import COMPARED, is_difference
from auditor.groups.finders.divisions import is_aside
from auditor.groups.group import LEAST_FIT, Cue, Group, nearly_makes, total_of
from auditor.numbers.numerals import are_swapped, ordinal
from auditor.patterns import compiled
from auditor.records import frozen

LEAST = 3  # items of a list
FIRST = 4  # numbers of an item among which its part of the total stands
BACK = 40  # numbers before a list among which its total may stand
LONGEST = 1000  # characters of a paragraph before a list that are read
SURE_DIGITS = 3  # digits of a total further up that items hardly make up by chance

_ITEM = compiled(
    r"\n[ \u3000]*(?:(?P<plain>[0-9]{1,2})[.．、](?![0-9])|[（(](?P<digit>[0-9]{1,2})[)）]|[（(](?P<round>[一二三四五六七八九十]{1,3})[)）]|(?P<head>[一二三四五六七八九十]{1,3})、)"
)
_SOME = compiled(r"主要|重点|典型|部分|突出|例如|其中|包括|一些|如下案例|前[0-9一二三四五六七八九十]")
_SENTENCE_END = compiled(r"[。\n]")
_PAIRS = compiled(r"[\u4e00-\u9fff]")


@frozen
class _Item:
    style: str
    number: int
    start: int
    end: int


def itemised(text: str, claims: Scanned, known: Sequence[Group]) -> Iterator[Group]:
    """The totals that lists of numbered paragraphs make up, in each unit that every item tells first.

    The total stands in the paragraph before the list, or, if the items make it up exactly, further up.  One that is off is
    told only if the last sentence before the list names it alone, in the words that all items are told in.
    """
    for items in _lists(text):
        told = [_told(text, claims, item) for item in items]
        units = dict.fromkeys(q.unit.name for q in told[0])
        at = bisect_left(claims.quantities, items[0].start, key=attrgetter("start"))
        before = claims.quantities[max(0, at - BACK) : at]
        for unit in units:
            parts = [next((q for q in row if q.unit.name == unit), None) for row in told]
            numbers = [q for q in parts if q is not None]
            if len(numbers) < len(items):
                continue
            if whole := _whole(text, items[0].start, numbers, before, known):
                yield Group(whole, numbers, Cue.SERIES, closed=True, near=False)


def _lists(text: str) -> Iterator[list[_Item]]:
    """The runs of numbered paragraphs of one style, from 1 on, each of which ends where the next begins."""
    run: list[_Item] = []
    for found in _ITEM.finditer(text):
        style = found.lastgroup or ""
        number = ordinal(found[style]) or 0
        start = found.end()
        line = text.find("\n", start)
        end = len(text) if line < 0 else line
        if run and (
            run[-1].style != style
            or run[-1].number + 1 != number
            or text[run[-1].end : found.start()].strip()
        ):
            if len(run) >= LEAST:
                yield run
            run = []
        if not run and number != 1:
            continue
        run.append(_Item(style, number, start, end))
    if len(run) >= LEAST:
        yield run


def _told(text: str, claims: Scanned, item: _Item) -> list[Quantity]:
    """The first numbers of an item's first sentence that tell no difference."""
    stop = _SENTENCE_END.search(text, item.start, item.end)
    end = stop.start() if stop else item.end
    found = claims.quantities_in(item.start, end)[:FIRST]
    plain = (q for q in found if q.is_plain and not q.depth)
    return [q for q in plain if not is_difference(q) and not COMPARED.search(q.gap)]


def _whole(
    text: str, start: int, parts: list[Quantity], before: list[Quantity], known: Sequence[Group]
) -> Quantity | None:
    unit = parts[0].unit.name
    alike = [
        q for q in reversed(before) if q.unit.name == unit and q.is_plain and not q.depth and not is_aside(q)
    ]
    total = total_of(parts)
    line = _last_line(text, start)
    beside = [q for q in alike if q.start >= line]
    if fit := next((q for q in beside if q.base == total), None):
        return fit if total >= LEAST_FIT * fit.unit.factor else None
    if fit := next((q for q in alike if q.base == total), None):
        return fit if digits(fit) >= SURE_DIGITS else None
    if len(beside) != 1 or not _is_meant(text, beside[0], parts, start):
        return None
    parted = any(g.whole is beside[0] and g.total == beside[0].base and len(g.parts) > 1 for g in known)
    return None if parted else beside[0]


def _last_line(text: str, start: int) -> int:
    """Where the last paragraph before a list begins that is no blank."""
    begin = max(0, start - LONGEST)
    end = begin + len(text[begin:start].rstrip("0123456789.．、（()）一二三四五六七八九十 \u3000\n"))
    return max(begin, text.rfind("\n", begin, end) + 1)


def _is_meant(text: str, whole: Quantity, parts: list[Quantity], start: int) -> bool:
    """Whether a number before a list must be the sum of its items: told alone, and of the same thing as each of them."""
    sentence = whole.sentence
    if (
        sentence is None
        or _SOME.search(text, sentence.start, start)
        or not nearly_makes(total_of(parts), whole)
    ):
        return False
    if whole.noun in lexicon.words("nouns", "problems"):
        return False  # problems are counted by C101
    if not _is_slip(whole, parts):
        return False  # a list may leave some out
    if whole.status is not None or text[whole.end : start].count("。") > 1:
        return False
    said = whole.lead + whole.tail
    words = {
        said[i : i + 2] for i in range(len(said) - 1) if _PAIRS.match(said[i]) and _PAIRS.match(said[i + 1])
    }
    return any(all(word in part.gap + part.tail for part in parts) for word in words)


def _is_slip(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether items come to more than their total, or to so little less that one of them must be wrong."""
    total = total_of(parts)
    if abs(total - whole.base) <= sum(map(slack, (whole, *parts)), Fraction(0)):
        return False
    by_one = not whole.unit.measured and not whole.scale and total == whole.base - whole.unit.factor
    swapped = are_swapped(amount_plain(total, whole), amount_plain(whole.base, whole))
    return total > whole.base or by_one or swapped
