"""Clauses pasted from one problem into another, told by what they speak of.

固定每周三下午为接待日，推行预约接待、错时接待: below the problem of who is hard to find it belongs to what is told there
of 接待; below that of the accounts nothing else speaks of it.  A formula (举一反三，建章立制) has no such word.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.chinese import HAN_RUN
from auditor.characters.clauses import Clauses, cuts
from auditor.notice import BODY, Node, Notice
from auditor.patterns import compiled
from auditor.structure.told_again import Range, in_one_chapter, same_rows, within_its_leaf

SHORTEST = 24  # characters of a row of two clauses or more
COUNTED = 11  # … of one clause with several figures: 评审结果为良好3个、中等1个
FIGURES = 2
CLAUSE = 8  # characters of the clause that begins it
THEME = 2  # characters of a word that is told of one problem only
OFTEN = 3  # times it stands there
MOST = 20  # rows that are looked at
LONGEST = 80  # characters of a row whose words are looked for
_NUMBER = compiled(r"[0-9][0-9.]*+(?![0-9.]|[年月日号]|个工作日)")


def pasted(notice: Notice) -> Iterator[tuple[Range, Range]]:
    """Rows of clauses in two problems, the place where they belong first."""
    clauses = cuts(notice)[1]
    looked = 0
    for first, second, length in same_rows(clauses, CLAUSE, lambda part: True):
        counted = len(_NUMBER.findall(clauses.parts[first])) >= FIGURES
        if (length < 2 and not counted) or looked == MOST:
            continue
        one, other = (_placed(notice, clauses, at, length) for at in (first, second))
        if one is None or other is None or one[1] is other[1]:
            continue
        looked += 1
        if in_one_chapter(notice, one[0][0], other[0][0]) and _apart(one[1], other[1]):
            size = min(one[0][1] - one[0][0], other[0][1] - other[0][0])
            places = [((at, at + size), section) for (at, _), section in (one, other)]
            yield from _belonging(notice, places) if size >= (COUNTED if counted else SHORTEST) else ()


def _placed(notice: Notice, clauses: Clauses, at: int, length: int) -> tuple[Range, Node] | None:
    place = within_its_leaf(notice, clauses, at, length)
    leaf = notice.leaf_at(place[0]) if place else None
    return (place, leaf.section) if place and leaf and leaf.kind in BODY and leaf.section else None


def _apart(one: Node, other: Node) -> bool:
    return one.end <= other.start or other.end <= one.start


def _belonging(notice: Notice, places: list[tuple[Range, Node]]) -> Iterator[tuple[Range, Range]]:
    """The row as it stands where it belongs, and where it does not; nothing if it may belong to both."""
    homes = [i for i in (0, 1) if _is_theme(notice.text, *places[i], places[1 - i][0])]
    if len(homes) == 1:
        yield places[homes[0]][0], places[1 - homes[0]][0]


def _is_theme(text: str, row: Range, section: Node, other: Range) -> bool:
    """Whether a word of the row stands in the rest of its problem, and nowhere but there and in the other row."""
    words = text[row[0] : min(row[1], row[0] + LONGEST)]
    for at in range(len(words) - THEME + 1):
        word = words[at : at + THEME]
        if not HAN_RUN.fullmatch(word):
            continue
        within = text.count(word, section.start, section.end)
        rest = within - text.count(word, *row)
        everywhere = text.count(word) - text.count(word, *other)
        if rest > 0 and within >= OFTEN and everywhere == within:
            return True
    return False
