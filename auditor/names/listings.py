"""Names whose common end stands once behind the list: 樟坪、龙背、上洋3个村."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import JOINT
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

_NAME = "[\u4e00-\u9fff]{2,3}"
_NAMES = compiled(rf"{_NAME}(?:{JOINT.pattern}{_NAME}){{1,20}}\Z")
_COUNT = compiled(r"(?:等?(?:[0-9一二三四五六七八九十两]{1,3}个|[两三四五六七八九])|等)\Z")
_CELLS = compiled(r"[^\t|]+")
LONGEST_COUNT = 5  # characters of the number behind a list
LONGEST_LIST = 84  # characters of a list
LONGEST = 3  # characters of a name without its end
Key = tuple[str, str]
"""A name without its end, and the end."""


@frozen
class Listed:
    """A name in a list, or alone in a cell of a table; ``all`` are the names of its list.

    Where other words may stand before it, ``name`` holds them too and ``open`` is set: 走访樟坪.
    """

    start: int
    end: int
    name: str
    suffix: str = ""
    all: tuple[str, ...] = ()
    open: bool = False

    @property
    def readings(self) -> tuple[str, ...]:
        """The names that may be meant."""
        return (self.name, self.name[1:]) if self.open and len(self.name) == LONGEST else (self.name,)


def listed(notice: Notice) -> Iterator[Listed]:
    """The names in lists, then those alone in a cell of a table."""
    for end in _ends().finditer(notice.text):
        count = _COUNT.search(notice.text, max(0, end.start() - LONGEST_COUNT), end.start())
        if count is None:
            continue
        match = _NAMES.search(notice.text, max(0, count.start() - LONGEST_LIST), count.start())
        names = tuple(JOINT.split(match[0])) if match else ()
        at = match.start() if match else 0
        for i, name in enumerate(names):
            yield Listed(at, at + len(name), name, end[0], names, open=i == 0)
            at += len(name) + 1
    for row in notice.of_kind(Kind.ROW):
        for cell in _CELLS.finditer(row.text):
            name = cell[0].strip()
            if 2 <= len(name) <= LONGEST:
                yield Listed(row.start + cell.start(), row.start + cell.end(), name)


class Listings:
    """How often the names that stand with their end somewhere are listed without it, and the other names listed."""

    def __init__(self, notice: Notice, full: Mapping[Key, int], ends: Iterable[str]) -> None:
        self.counts: Counter[Key] = Counter()
        self.others: list[tuple[Key, Listed]] = []
        for each in listed(notice):
            keys = [(name, end) for name in each.readings for end in ([each.suffix] if each.suffix else ends)]
            known = [key for key in keys if key in full]
            self.counts.update(known)
            if not known and each.suffix:
                self.others += [(key, each) for key in keys]


@cache
def _ends() -> re.Pattern[str]:
    """The end of names behind a number, or behind 等.  It comes first so that the search can hop from one to the next."""
    ends = lexicon.mapping("organisations", "names")["suffixes"]
    return compiled("|".join(f"{end}(?<=[个两三四五六七八九等]{end})" for end in ends))
