"""Bodies of a kind that there is everywhere (妇幼保健院, 审计局), whose kind is miswritten: 妇幼保建院, 审记局.

The kinds are known by their names (data/organisations.toml), so that one place alone tells the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import ne

from auditor.characters.chinese import HAN_RUN
from auditor.lexicon import words
from auditor.names.resemblance import resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

SHORT = 3  # a kind of so few characters is told only behind the level or the place of the body
LONG = 5  # characters of a kind with which another one is compared whatever its odd character looks like
ANY = "一字之差"
_FORMER = "原旧前"
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
    ends, by_end = _by_end()
    known = frozenset(words("organisations", "institutions"))
    for match in ends.finditer(text):
        end = match.end()
        last, second, third = text[end - 1], text[end - 2 : end - 1], text[end - 3 : end - 2]
        names = {*by_end.get((last, second, ""), ()), *by_end.get((last, "", third), ())}
        for name in sorted(names, key=len, reverse=True):
            word = text[max(0, end - len(name)) : end]
            reason = _one_off(word, name) or _no_such_kind(text, end, word, name)
            if not reason or not HAN_RUN.fullmatch(word) or word in known or _DIGIT.search(word):
                continue
            if _GOES_ON.match(text, end) or (
                len(name) <= SHORT and text[end - len(name) - 1 : end - len(name)] not in _LEVELS
            ):
                continue
            yield Slip(end - len(name), end, word, name, text.count(name), reason)
            break


@cache
def _by_end() -> tuple[re.Pattern[str], dict[tuple[str, str, str], list[str]]]:
    """The ends of the institutions, and their names by the last character with the one or the other before it.

    The look-behind comes after the last character so that the search can hop from one to the next.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for name in words("organisations", "institutions"):
        found.setdefault((name[-1], name[-2], ""), []).append(name)
        found.setdefault((name[-1], "", name[-3]), []).append(name)
    ends = []
    for char in sorted({last for last, _, _ in found}):
        seconds, thirds = ("".join(sorted({key[i] for key in found if key[0] == char})) for i in (1, 2))
        ends.append(f"{char}(?:(?<=[{seconds}]{char})|(?<=[{thirds}].{char}))")
    return compiled("|".join(ends)), found


def _one_off(word: str, name: str) -> str:
    """How the only character in which a word differs from a name resembles the right one, "" if it does not."""
    differs = list(map(ne, word, name))
    if len(word) != len(name) or sum(differs) != 1:
        return ""
    odd = differs.index(True)
    return resemblance(word[odd], name[odd])


def _no_such_kind(text: str, end: int, word: str, name: str) -> str:
    """Whether a body of no known kind is one character off one of the same level that stands elsewhere in the text."""
    level = text[end - len(name) - 1 : end - len(name)]
    if len(name) < LONG or len(word) != len(name) or sum(map(ne, word, name)) != 1 or level not in _LEVELS:
        return ""
    if word[:-1] in words("organisations", "near_kinds") or text.count(word) > 1 or level + name not in text:
        return ""
    return "" if text[end - len(name) - 2 : end - len(name) - 1] in _FORMER else ANY


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
    return compiled(rf"[{_LEVELS}](?P<name>(?:(?![{_LEVELS}{_END}])[\u4e00-\u9fff]){{2,4}}){_END}")


@cache
def _by_key() -> dict[str, list[str]]:
    """The offices by each of their characters left open."""
    found: dict[str, list[str]] = {}
    for name in words("organisations", "offices"):
        for i in range(len(name)):
            found.setdefault(f"{name[:i]}?{name[i + 1 :]}", []).append(name)
    return found
