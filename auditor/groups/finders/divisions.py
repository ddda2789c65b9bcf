"""Divisions whose members tell their growth or share: 分产业看，第一产业17亿元，增长4.3%；第二产业111亿元，增长8.3%；….

Of each member between semicolons the first number is taken, over rates and differences; a list without semicolons is all of
its numbers but the differences.  Here only the sum is judged; whether the shares beside the members are of it is read in
:mod:`auditor.arithmetic.rates.aspect_shares`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from auditor import lexicon
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Bound, Quantity, Rate, Sentence
from auditor.figures.amounts import amount_plain, digits, is_off_by_rounding, slack
from auditor.figures.change_words import COMPARED, is_difference
from auditor.groups.finders.row import Row, closing_word, counted_twice, may_be_whole
from auditor.groups.group import LEAST_FIT, Cue, Group, nearly_makes, total_of
from auditor.numbers.numerals import are_swapped, is_slip
from auditor.patterns import PHRASES, compiled

BACK = 8  # sentences before in which the whole may stand
LINES = 4  # and ends of a paragraph between
LEAST = 3  # members of a list that commas part
SURE = 4  # digits of a whole which the sum misses by one slip of a digit
SURE_DIGITS = 3  # digits of a sum of two numbers that hardly fits by chance
PROVED = 2  # measures of a list that add up, beside which a third one that does not is wrong
NEAR = 4  # numbers of its unit before a division among which a small whole may be
WHOLE = 99  # per cent that shares make up at least which leave nothing out
FINE = 1000  # what rounding may leave of a whole

_SOME = compiled(r"主要|重点|特别|尤其|包括|涉及|前[0-9一二三四五六七八九十]|较[大多高快]|居前|等")
_AMONG = compiled(r"(?<=[，,。；;：:\n.])其中[，,：:]?")
_MARK = compiled(r"[，,；;：:、。\n]")
_PLACE = compiled(r"\A(?:其中|全[国省市州县区旗乡镇]|我[省市州县区])+")
_OVERLAP = compiled(r"交叉|重叠|重复|同时|双重|既|兼|又|[两三]类[里中]")
_VALUE_ADDED = ("增加值", "增加值为", "增加值达", "增加值完成", "增加值实现")


def divisions(row: Row) -> Iterator[Group]:
    """The division that a sentence announces, if it makes up a number before; a complete one is told if it does not."""
    sentence = row.sentences[row.index]
    if len(sentence.quantities) < 2:
        return
    cues = _announced(row, sentence)
    ends = [cue.start() for cue in cues[1:]] + [sentence.end] * bool(cues)
    for cue, end in zip(cues, ends, strict=True):
        lists = _members(row, sentence, cue.end(), end)
        made = [_division(row, cue, end, parts) for parts in lists]
        yield from filter(None, made)
        proved = [g for g in made if g and g.cue is Cue.SERIES]
        if len(proved) >= PROVED:
            yield from _odd_measures([p for p, g in zip(lists, made, strict=True) if g is None], proved)


def _announced(row: Row, sentence: Sentence) -> list[re.Match[str]]:
    """Where divisions begin in a sentence: 其中, 分产业看，."""
    cues = [
        *_AMONG.finditer(row.text, sentence.start, sentence.end),
        *row.announced,
    ]
    return sorted(cues, key=re.Match.start)


def _odd_measures(lists: list[list[Quantity]], proved: list[Group]) -> Iterator[Group]:
    """39个问题、86项任务、174条措施，其中甲方面10个、21项、43条；…: of several measures the one that does not add up."""
    beside = proved[0].whole.sentence
    if beside is None or any(g.whole.sentence is not beside for g in proved):
        return
    for parts in lists:
        alike = [
            q for q in beside.quantities if q.unit.name == parts[0].unit.name and q.end <= parts[0].start
        ]
        alike = [q for q in alike if q.is_plain and not q.depth and may_be_whole(q) and q not in parts]
        if len(parts) == len(proved[0].parts) and len(alike) == 1 and nearly_makes(total_of(parts), alike[0]):
            yield Group(alike[0], parts, Cue.SPLIT, closed=True, near=False)


def _is_by(cue: re.Match[str]) -> bool:
    """Whether a division names what it is by."""
    return "aspect" in cue.re.groupindex


def _division(row: Row, cue: re.Match[str], end: int, parts: list[Quantity]) -> Group | None:
    """The members that a cue announces with the whole that they make up, or ought to."""
    if len(parts) < 2 or any(map(counted_twice, parts)):
        return None
    parted = _is_by(cue) or SEMICOLON.search(row.text, parts[0].end, parts[-1].start)
    mixed = len({p.status for p in parts}) > 1  # 立案46件，结案30件
    if not parted and (len(parts) < LEAST or mixed or _OVERLAP.search(row.text, cue.end(), end)):
        return None  # 其中女性6人、返乡的4人、大户3人，同时算在两类里的有2人
    wholes = _wholes(row, row.sentences[row.index], cue.start(), parts[0])
    total = total_of(parts)
    sure = len(parts) > LEAST
    told = [q for i, q in enumerate(wholes) if sure or i < NEAR or digits(q) >= SURE_DIGITS]
    if fit := next((q for q in told if _fits(q, parts, total)), None):
        return Group(fit, parts, Cue.SERIES, closed=True, near=False)
    off = _contradicted(row, cue, parts, wholes)
    return Group(off, parts, Cue.SPLIT, closed=True, near=False) if off else None


BEGINS = 24  # characters behind the announcement up to the number of the first member


def _members(row: Row, sentence: Sentence, start: int, end: int) -> list[list[Quantity]]:
    """The main numbers of a list: the first of each member between semicolons, or all that tell no difference.

    A second number that every member tells in a unit of its own (小学86所，在校生31260人；…) makes a list of its own.
    """
    told = [q for q in sentence.quantities if start <= q.start < end and not q.named and not q.depth]
    main = [q for q in told if not is_aside(q)]
    if not main or main[0].start - start > BEGINS or any(closing_word(q) for q in main[1:]):
        return []
    first = main[0].unit.name
    marks = [m.start() for m in SEMICOLON.finditer(row.text, main[0].end, end)]
    if not marks:  # each number in the first one's unit begins a member
        marks = [q.start for q in main[1:] if q.unit.name == first]
    members = [
        {q.unit.name: q for q in reversed(main) if since <= q.start < until}
        for since, until in zip([start, *marks], [*marks, end], strict=True)
    ]
    others = [unit for unit in members[0] if unit != first and all(unit in each for each in members)]
    return [[each[unit] for each in members if unit in each] for unit in (first, *others)]


def is_aside(q: Quantity) -> bool:
    """Whether a number only tells how a member changed, what it is compared with, or what its share is of."""
    after = q.following
    of = q.tail.startswith("的") and isinstance(after, Rate) and after.gap == "的"
    counts = may_be_whole(q) or q.lead.endswith(_VALUE_ADDED)
    return is_difference(q) or not counts or COMPARED.search(q.gap) is not None or of


def _wholes(row: Row, sentence: Sentence, before: int, part: Quantity) -> list[Quantity]:
    """The numbers before a division that it may divide, nearest first."""
    found: list[Quantity] = []
    for index in range(row.index, max(-1, row.index - 1 - BACK), -1):
        above = row.sentences[index]
        if above is not sentence and row.text.count("\n", above.end, sentence.start) > LINES:
            break
        found += [
            q
            for q in reversed(above.quantities)
            if q.end <= before
            and q.unit.name == part.unit.name
            and not q.named
            and not q.depth
            and not is_aside(q)
        ]
    return found


def _fits(whole: Quantity, parts: list[Quantity], total: Fraction) -> bool:
    """Whether some numbers make up a whole, but for the rounding of what is printed, and not by chance."""
    if any(q.bound is not Bound.EXACT for q in (whole, *parts)):
        return False
    off = abs(total - whole.base)
    if off > min(sum(map(slack, (whole, *parts)), Fraction(0)), whole.base / FINE):
        return False
    small = len(parts) == 2 and digits(whole) < SURE_DIGITS
    return not small and whole.base >= LEAST_FIT * whole.unit.factor


def _contradicted(
    row: Row, cue: re.Match[str], parts: list[Quantity], wholes: list[Quantity]
) -> Quantity | None:
    """The only number before that a division can be meant to make up, if it is complete and does not.

    Complete is one whose members are named by classes that leave nothing out, or one that exceeds the number by a digit, or by two that changed
    places; what falls short of it may leave some out.
    """
    total = total_of(parts)
    near = [q for q in wholes if nearly_makes(total, q) and id(q) not in row.parts and q.is_plain]
    if len({q.base for q in near}) != 1 or _SOME.search(row.text, cue.start(), parts[-1].end):
        return None
    whole = near[0]
    if whole is not wholes[0] and len({q.base for q in wholes}) > 1 and whole is not wholes[-1]:
        return None
    shown = amount_plain(total, whole), amount_plain(whole.base, whole)
    if is_off_by_rounding(parts, whole) or _leaves_a_share(parts) or _ends_before(row, cue, parts, whole):
        return None
    slip = is_slip(*shown) if total > whole.base else _is_by(cue) and are_swapped(*shown)
    slip = slip and digits(whole) >= SURE
    return whole if slip or _is_complete(parts) else None


def _ends_before(row: Row, cue: re.Match[str], parts: list[Quantity], whole: Quantity) -> bool:
    """Whether the numbers up to the first semicolon make up the whole: 1126人，其中甲类864人、乙类262人；落实就业312人."""
    mark = SEMICOLON.search(row.text, parts[0].end, parts[-1].start)
    end = mark.start() if mark else cue.end()
    told = [q for q in row.numbers if cue.end() <= q.start < end and q.unit.name == whole.unit.name]
    return len(told) > 1 and total_of(told) == whole.base


def _leaves_a_share(parts: list[Quantity]) -> bool:
    """Whether the shares told beside all members leave something of 100 %: 来信30件，占57.7%；来访20件，占38.5%."""
    shares = [p.following.value for p in parts if isinstance(p.following, Rate) and "占" in p.following.gap]
    return len(shares) == len(parts) and sum(shares) < WHOLE


def _is_complete(parts: list[Quantity]) -> bool:
    """Whether the members are named by all of the classes of one division, each once."""
    return any(
        len(classes) == len(parts)
        and all(name_of(part).startswith(name) for name, part in zip(classes, parts, strict=True))
        for classes in lexicon.load("divisions")["complete"]
    )


def name_of(part: Quantity) -> str:
    """The words that a member is told in, without those for all of a place."""
    return _name(part.gap)


@lru_cache(maxsize=PHRASES)
def _name(gap: str) -> str:
    return _PLACE.sub("", _MARK.split(gap)[-1])
