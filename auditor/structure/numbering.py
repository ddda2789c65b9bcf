"""Numbering: the marks of headings, attachments and enumerations inside a paragraph, as the sequences they form.

What is wrong with a sequence is told in :mod:`auditor.structure.sequences`; here stands where one begins and ends, and
whether a number that is missing is there in another form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import field

from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.records import define
from auditor.structure.sequences import Defect, Flaw, Mark, flaws

_CHINESE = "〇一二三四五六七八九十"
BEFORE_MARK = frozenset('\n。；;：:，,、！？!?）)】］]”"…')
# One set in front, so that the engine skips to the marks; then which of them it is.
_INLINE = compiled(
    r"[（(：:；;。①-⑳](?:(?<=[（(])(?P<round>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?<=[：:；;。])[ ]?(?P<point>[0-9]{1,2})[.、](?![0-9])|(?P<ring>(?<=[①-⑳])(?![类种所中的和与至①-⑳])))"
)
_TO = "-—–~－～至到、和及"
_RANGE_END = compiled(
    rf"(?:[)）]?[ ]?[{_TO}][ ]?(?:问题)?[（(]?|[ ]?)"
    rf"(?:(?P<n>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?[.．、：:)）]|(?P<ring>(?<=[{_TO}])[①-⑳]))"
)
_SEPARATOR = compiled(r"[.、,:：．]")
_ATTACHMENT = compiled(r"(?:附件[^：:]{0,3}[：:])?\s?([0-9]{1,2})[ ]?[.．、]")
LOOK_BACK = 1500  # characters in which a first member in other words (首先, 第一) is looked for


@define(eq=False)
class Group:
    """Headings of one level under one parent, and the last heading of that level before them."""

    level: int
    parent: Node | None
    sections: list[Node] = field(factory=list)
    previous: Node | None = None


@lru_cache(maxsize=1)
def groups(notice: Notice) -> tuple[Group, ...]:
    """The headings of a notice by parent and level, in the order of the text; several rules ask in turn."""
    made: dict[tuple[int, int], Group] = {}
    last: dict[int, Node] = {}
    for section in notice.sections:
        if section.number is None:
            continue
        key = (id(section.parent), section.level)
        group = made.get(key)
        if group is None:
            group = made[key] = Group(section.level, section.parent, previous=last.get(section.level))
        group.sections.append(section)
        last[section.level] = section
    return tuple(made.values())


@lru_cache(maxsize=256)
def form(style: str) -> str:
    """A style without differences of width and separator: （1） and (1), 1. and 1、 are the same form."""
    return _SEPARATOR.sub(".", unicodedata.normalize("NFKC", style))


def defects(notice: Notice, *flaws_: Flaw) -> Iterator[Defect]:
    """What is wrong with the headings, the attachments and the enumerations inside paragraphs, of some kinds."""
    return (d for d in _defects(notice, notice.profile) if d.flaw in flaws_)


@lru_cache(maxsize=1)
def _defects(notice: Notice, profile: str) -> tuple[Defect, ...]:
    """All defects of the notice that is being audited: three rules ask for them one after the other."""
    return tuple(_all_defects(notice))


def _all_defects(notice: Notice) -> Iterator[Defect]:
    found = groups(notice)
    continued = {g.level for g in found if g.previous and _continues(g)}
    faulty: set[int] = set()  # levels whose last group has a defect: what follows may only be its consequence
    for group in found:
        wrong = False
        for defect in _headings(notice, group, group.level in continued):
            if defect.flaw is Flaw.START and group.level in faulty:
                continue
            wrong = True
            yield defect
        (faulty.add if wrong else faulty.discard)(group.level)
    yield from _attachments(notice)
    yield from _inline(notice)


def _continues(group: Group) -> bool:
    """Whether the numbers go on from the last group of the level instead of beginning again."""
    first, last = group.sections[0].number or 0, group.previous.number if group.previous else 0
    return first > 1 and first == (last or 0) + 1


def _headings(notice: Notice, group: Group, continued: bool) -> Iterator[Defect]:
    marks = [_mark(section) for section in group.sections]
    numbers = [m.number for m in marks]
    before = group.previous.number if group.previous else None
    if numbers[0] in (1, (before or 0) + 1) and _steps(numbers) == len(numbers) - 1:
        return
    by_form: dict[str, list[Mark]] = {}
    for mark in marks:
        by_form.setdefault(form(mark.style) if mark.style else "", []).append(mark)
    unmarked = by_form.pop("", [])
    if len(by_form) > 1 and _steps(numbers) * 2 < len(numbers):
        # Two kinds of marks on one level, （1） and 1） for example: each is a sequence of its own.
        parts = [
            sorted([*part, *unmarked], key=lambda m: m.start) for part in by_form.values() if len(part) > 1
        ]
    else:
        parts = [marks]
    for i, part in enumerate(parts):
        for j, run in enumerate(_restarts(notice, part)):
            first = i == 0 and j == 0
            for defect in flaws(run, before if first else None):
                if defect.flaw is Flaw.START:
                    if not first or not _start_is_wrong(notice, group, run[0]):
                        continue
                    previous = _mark(group.previous) if group.previous else None
                    same = continued and previous is not None and previous.number == run[0].number
                    flaw = Flaw.DUPLICATE if same else Flaw.START
                    lost = tuple(n for n in defect.missing if not _stands_before(notice, group, run[0], n))
                    defect = Defect(flaw, run[0], defect.expected, previous, lost)
                if defect.flaw is Flaw.GAP and mentioned(notice, defect):
                    continue
                yield defect


def _steps(numbers: Sequence[int]) -> int:
    """How often a number is followed by the next one."""
    return sum(b == a + 1 for a, b in pairwise(numbers))


def _mark(section: Node) -> Mark:
    leaf = section.heading or section
    words = leaf.marker or f"“{leaf.text[:12]}”"
    end = leaf.start + (len(leaf.marker) or min(len(leaf.text), 12))
    return Mark(section.number or 0, leaf.start, end, leaf.style, words, leaf)


def _restarts(notice: Notice, marks: list[Mark]) -> list[list[Mark]]:
    """Cut a list of marks where the numbering begins again at 1, unless that 1 is the wrong number itself."""
    runs: list[list[Mark]] = [[marks[0]]]
    for i, mark in enumerate(marks[1:], 1):
        after = marks[i + 1].number if i + 1 < len(marks) else None
        if mark.number == 1 and not _stray_one(notice, runs[-1], mark, after):
            runs.append([mark])
        else:
            runs[-1].append(mark)
    return runs


def _stray_one(notice: Notice, run: list[Mark], mark: Mark, after: int | None) -> bool:
    last = run[-1].number
    if after == last + 2:
        return True
    if _introduced(notice, run[-1], mark):
        return False
    return after is None or (len(run) == 1 and last == 1 and after == 2)


def _introduced(notice: Notice, before: Mark, mark: Mark) -> bool:
    """Whether a new list may begin here: after a colon, a caption, another heading or the end of the notice proper."""
    leaf = notice.leaf_at(mark.start - 1) if mark.start else None
    if leaf is None or leaf.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM):
        return True
    if before.node is not None and not within(leaf.parent, before.node.parent):
        return True
    text = leaf.text.rstrip()
    caption = leaf.kind is not Kind.HEADING and len(text) <= 25 and not text.endswith(("。", "；", ";"))
    return text.endswith(("：", ":")) or caption


def _start_is_wrong(notice: Notice, group: Group, first: Mark) -> bool:
    """Whether a list that does not begin with 1 has lost its beginning, and not only the excerpt has."""
    parent = group.parent
    if parent is None or (parent.kind is not Kind.SECTION and notice.profile == "general"):
        return False
    if notice.sections[0].number != 1:
        return False  # an excerpt: it begins in the middle
    if group.previous and _goes_on_from(notice, group.previous, first):
        return False
    return not _stands_before(notice, group, first, first.number - 1)


def _goes_on_from(notice: Notice, last: Node, first: Mark) -> bool:
    """Whether the number before stands in the last heading of the list before, or in its paragraph: 1.…2.…7.…"""
    number = first.number - 1
    if _covers(last, number):
        return True
    told = notice.text[max(last.start, first.start - LOOK_BACK) : first.start]
    return number_pattern(number, first.style).search(told) is not None


def _stands_before(notice: Notice, group: Group, first: Mark, number: int) -> bool:
    """Whether a number stands in the text of the group's section before its first mark: 整改情况：①…"""
    began = group.parent.start if group.parent and group.parent.kind is Kind.SECTION else 0
    start = max(began, first.start - LOOK_BACK)
    return number_pattern(number, first.style).search(notice.text[start : first.start]) is not None


def _covers(section: Node, number: int) -> bool:
    """Whether a heading stands for several numbers (3-5. or 3、4. or ③至⑤) up to ``number``."""
    leaf = section.heading or section
    match = _RANGE_END.match(leaf.text, len(leaf.marker.rstrip(".、：:）)")))
    return match is not None and ordinal(match["n"] or match["ring"]) == number


def mentioned(notice: Notice, defect: Defect) -> bool:
    """Whether the missing number is there in another form: glued to a paragraph, damaged, or in a range."""
    if defect.before is None or len(defect.missing) > 3:
        return False
    section = defect.before.node.parent if defect.before.node else None
    if section is not None and _covers(section, defect.mark.number - 1):
        return True
    text = notice.text[defect.before.end : defect.mark.start]
    return any(number_pattern(n, defect.mark.style).search(text) for n in defect.missing)


def chinese_numeral(number: int) -> str:
    """A number as a mark writes it: 二, 十二; from 20 on in digits."""
    if number <= 10:
        return _CHINESE[number]
    return "十" + _CHINESE[number - 10] if number < 20 else str(number)


def number_pattern(number: int, style: str) -> re.Pattern[str]:
    """Where a number may be a mark of a form, or of a damaged one: at the beginning of a clause, with its separator.

    ``style`` is the form with the value 1 (“（一）”, “1.”); any other word stands for a measure (三是, 三、, （3）).
    """
    chinese = chinese_numeral(number)
    ring = chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    plain = form(style)
    core = chinese if "一" in plain else str(number)
    if style == "①":  # its form is that of a bare 1
        mark = ring
    elif plain.startswith("("):
        mark = rf"[（(][ ]?{core}[ ]?[)）]?|{core}[ ]?[)）]"
    elif plain.startswith("问题"):
        mark = rf"问题[ ]?(?:{number}|{chinese})"
    elif plain[:1] in ("1", "一", "第"):
        mark = rf"第?{core}(?:部分|[ ]?(?:[.．,，](?![0-9])|[、:：)）]))"  # not 、4.19万元
    else:
        mark = rf"(?:第|其)?[（(]?(?:{number}|{chinese})[ ]?(?:[.．,，](?![0-9])|[)）、:：是要为则])|{ring}"
    several = rf"[（(]?[0-9①-⑳{_CHINESE}]{{1,2}}[)）]?[{_TO}]"
    return compiled(rf"(?:\A|[\n。；;：:，,、！？”\"）)])[ ]?(?:{several})?(?:{mark})")


def _attachments(notice: Notice) -> Iterator[Defect]:
    marks: list[Mark] = []
    for leaf in notice.of_kind(Kind.ATTACHMENT):
        found = _ATTACHMENT.match(leaf.text)
        if found:
            end = leaf.start + found.end(1)
            marks.append(Mark(int(found[1]), leaf.start + found.start(1), end, "1.", found[1] + ".", leaf))
    if len(marks) > 1 and marks[0].number == 1:
        yield from (d for run in _restarts(notice, marks) for d in flaws(run, None))


def _inline(notice: Notice) -> Iterator[Defect]:
    """Enumerations inside one paragraph: …：（1）…；（2）…；（4）…"""
    text = notice.text
    open_runs: dict[str, list[Mark]] = {}
    own = limit = -1
    for match in _INLINE.finditer(text):
        start = match.start()
        if start >= limit:
            yield from _ended(notice, open_runs)
            open_runs = {}
            leaf = notice.leaf_at(start)
            own, limit = (leaf.start, leaf.end) if leaf else (-1, len(text))
        name = match.lastgroup or ""
        if name == "point":
            start += 1
        elif start == own or text[start - 1] not in BEFORE_MARK or _is_reference(text, match):
            continue
        digits = match[name] or text[start]
        number = ordinal(digits) or 0
        kind = name + ("一" if digits[0] in _CHINESE else "1")
        if number == 1:
            yield from _ended(notice, {kind: open_runs.pop(kind, [])})
            open_runs[kind] = []
        if kind in open_runs:
            open_runs[kind].append(Mark(number, start, match.end(), kind, text[start : match.end()].strip()))
    yield from _ended(notice, open_runs)


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands directly beside another one, so that both only name points: （二）（三）已完成，（一）（五）长期推进."""
    return text[match.start() - 1] in "）)" or text[match.end() : match.end() + 1] in ("（", "(")


def _ended(notice: Notice, runs: dict[str, list[Mark]]) -> Iterator[Defect]:
    """The defects of enumerations of three members or more, if they have exactly one."""
    for run in runs.values():
        if len(run) >= 3:
            found = flaws(run, None)
            if len(found) == 1 and not (found[0].flaw is Flaw.GAP and mentioned(notice, found[0])):
                yield found[0]


def within(section: Node | None, outer: Node | None) -> bool:
    """Whether a section is ``outer`` or lies in it."""
    node = section
    while node is not None and node is not outer:
        node = node.parent
    return node is outer
