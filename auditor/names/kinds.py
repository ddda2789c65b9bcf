"""Bodies of a kind that there is everywhere (妇幼保健院, 审计局), whose kind is miswritten: 妇幼保建院, 审记局.

The kinds are known by their names (data/organisations.toml), so that one place alone tells the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.chinese import HAN_RUN
from auditor.lexicon import words
from auditor.names.own import slips
from auditor.names.resemblance import resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

SHORT = 3  # a kind of so few characters is told only behind the level or the place of the body
OFTEN = 2  # a name that stands more often, and never otherwise, is meant
_LEVELS = "省市区县州盟旗镇乡"
_END = "局"
_GOES_ON = compiled(r"[面势限部内里外子址]")
_DIGIT = compiled(r"[0-9一二三四五六七八九十]")


@frozen
class Slip:
    """A kind of body that is one character off: ``name`` against ``usual``, which stands ``count`` times in the text."""

    start: int
    end: int
    name: str
    usual: str
    count: int
    reason: str


def kind_slips(notice: Notice) -> list[Slip]:
    """The places where the kind of a body is one character off that looks or sounds alike, in the order of the text."""
    found = [*_institutions(notice.text), *_offices(notice.text)]
    return sorted(
        (s for s in found if s.count or notice.text.count(s.name) <= OFTEN), key=lambda slip: slip.start
    )


def _institutions(text: str) -> Iterator[Slip]:
    """妇幼保建院, 镇卫声院."""
    known = words("organisations", "institutions")
    taken: set[int] = set()
    for name in sorted(known, key=len, reverse=True):
        for at, reason in slips(text, name):
            end = at + len(name)
            word = text[at:end]
            if end - 1 in taken or word[-1] != name[-1] or not HAN_RUN.fullmatch(word) or word in known:
                continue
            if _GOES_ON.match(text, end) or _DIGIT.search(word):
                continue
            if len(name) <= SHORT and text[at - 1 : at] not in _LEVELS:
                continue
            taken.add(end - 1)
            yield Slip(at, end, word, name, text.count(name), reason)


def _offices(text: str) -> Iterator[Slip]:
    """区审记局: between the level and the end stands what is no office, but one character off one."""
    offices = frozenset(words("organisations", "offices"))
    for match in _office().finditer(text):
        name = match["name"]
        if name in offices or _DIGIT.search(name) or _GOES_ON.match(text, match.end()):
            continue
        alike = [
            (each, reason)
            for i in range(len(name))
            for each in _by_key().get(f"{name[:i]}?{name[i + 1 :]}", ())
            if (reason := resemblance(name[i], each[i]))
        ]
        if len(alike) == 1:
            usual = alike[0][0] + _END
            yield Slip(match.start("name"), match.end(), name + _END, usual, text.count(usual), alike[0][1])


@cache
def _office() -> re.Pattern[str]:
    return compiled(rf"(?<=[{_LEVELS}])(?P<name>(?:(?![{_LEVELS}{_END}])[\u4e00-\u9fff]){{2,4}}){_END}")


@cache
def _by_key() -> dict[str, list[str]]:
    """The offices by each of their characters left open."""
    found: dict[str, list[str]] = {}
    for name in words("organisations", "offices"):
        for i in range(len(name)):
            found.setdefault(f"{name[:i]}?{name[i + 1 :]}", []).append(name)
    return found
