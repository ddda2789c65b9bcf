"""Verbs and nouns that do not go together: an object with a verb that takes others, a subject with such a predicate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from attrs import field

from auditor.lexicon import Match, WordFinder, any_of, entries, words
from auditor.patterns import compiled
from auditor.records import frozen

TABLE = "collocations"
REACH = 18
"""Characters between a verb and its object."""
NEAR = 14
"""Characters between a noun and a verb that follows it."""
FRONTED = 30
"""Characters between 对 and the object that it puts in front of the verb."""
_MARKS = r"，。；：、！？,;:!?…\n（）()《》—"
_JOINTS = frozenset("和与及并或、")
Verbs = Mapping[str, "Pair"]
"""The verbs that a noun does not go with."""


@frozen
class Pair:
    """Verbs that do not go with some nouns, and the usual words.

    ``unless_between`` are words after the verb that are its object already.  ``at_end`` nouns are objects only
    before a stop; elsewhere they may belong to another noun.  ``of`` nouns are hardly ever what a clause with 的
    tells about, so they are the verb's object behind such words too (加强监管的力度, but 提高技术的条件).
    """

    nouns: list[str]
    verbs: list[str]
    usual: list[str]
    unless_between: list[str] = field(factory=list)
    at_end: bool = False
    of: bool = False
    severity: str = "info"


@frozen
class Misfit:
    """A verb and a noun that stand in ``start`` to ``end`` and do not go together."""

    start: int
    end: int
    verb: str
    noun: str
    pair: Pair
    verb_first: bool = True

    def phrased(self, verb: str) -> str:
        """The noun with a verb, in the order in which they stand."""
        return f"{verb}……{self.noun}" if self.verb_first else f"{self.noun}……{verb}"


_LISTED = compiled(r"等(?:[0-9一二三四五六七八九十]{1,3}[项条个])?\Z")


def misfits(text: str) -> Iterator[Misfit]:
    """The misfits of a text, in their order."""
    nouns = _nouns()
    verbs: list[Match] = []
    last = -NEAR - 1  # where the last noun ends
    noun: Match | None = None
    for match in _finder().find(text):
        start, end, word = match
        pairs = nouns.get(word)
        if pairs is None:
            if start - last <= NEAR and noun:
                yield from _behind(text, noun, match)
            verbs.append(match)
            continue
        noun, last = match, end
        for verb in verbs[:-4:-1]:
            if verb[2] in pairs:
                if _LISTED.search(text, verb[1], start):
                    break  # 成立专班、开展调研等5项|措施
                if start - verb[1] <= REACH and verb[:2] == _governor(text, verb[0], noun)[:2]:
                    yield from _in_front(text, verb, noun)
                break


@cache
def _nouns() -> Mapping[str, Verbs]:
    """All nouns of the tables, each with the verbs that cannot take it for their object."""
    return {**{noun: {} for noun in _table("predicates")}, **_table("objects")}


@cache
def _table(kind: str) -> Mapping[str, Verbs]:
    """The misfits of each noun."""
    table: dict[str, dict[str, Pair]] = {}
    for pair in entries(TABLE, kind, Pair):
        for noun in pair.nouns:
            table.setdefault(noun, {}).update(dict.fromkeys(pair.verbs, pair))
    return table


@cache
def _verbs() -> frozenset[str]:
    """All that may govern the noun that follows."""
    pairs = (*entries(TABLE, "objects", Pair), *entries(TABLE, "predicates", Pair))
    return frozenset(words(TABLE, "governors")).union(
        *(pair.verbs for pair in pairs), *(pair.usual for pair in pairs)
    )


@cache
def _finder() -> WordFinder:
    """The nouns and the verbs of the tables."""
    pairs = (*entries(TABLE, "objects", Pair), *entries(TABLE, "predicates", Pair))
    told = [word for pair in pairs for word in (*pair.nouns, *pair.verbs)]
    return WordFinder(told, shared=True)


@cache
def _parts() -> WordFinder:
    """All that may govern a noun, the nouns, and longer words that hold one of them."""
    return WordFinder((*_table("objects"), *_verbs(), *words(TABLE, "compounds")))


def _governor(text: str, start: int, noun: Match) -> Match:
    """The verb of a noun, of those from ``start`` on: the last one, but of 加强查处力度 the first, as 查处 describes 力度.

    Of two verbs with one object (加快和提高) either may take it, so neither is told.
    """
    first = max(0, start - NEAR)
    verbs: list[Match] = []
    for begin, end, word in _parts().find(text[first : noun[1]]):
        if word in _verbs():
            joined = verbs and begin + first == verbs[-1][1] + 1 and text[begin + first - 1] in _JOINTS
            verbs.append((begin + first, end + first, "" if joined else word))
    if not verbs or verbs[-1][2] == "":
        return (-1, -1, "")
    pairs = _table("objects")[noun[2]]
    measure = next(iter(pairs.values())).of
    if not measure and noun[2] not in words(TABLE, "described"):
        return verbs[-1]
    own = pairs.keys() | {usual for pair in pairs.values() for usual in pair.usual}
    at = noun[0]
    for verb in reversed(verbs[-3:]):
        if verb[1] != at or verb[2] in own or not (measure or verb[2] in words(TABLE, "describers")):
            return verb if verb[2] else (-1, -1, "")
        at = verb[0]
    return verbs[-1]


def _in_front(text: str, verb: Match, noun: Match) -> Iterator[Misfit]:
    """A verb with its object."""
    pair = _table("objects")[noun[2]].get(verb[2])
    if pair and _belongs(text[verb[1] : noun[0]], pair) and _ends(text, noun[1], pair):
        yield Misfit(verb[0], noun[1], verb[2], noun[2], pair)


def _ends(text: str, end: int, pair: Pair) -> bool:
    """Whether the noun that ends here is no part of a longer one."""
    return bool((_stop() if pair.at_end else _close()).match(text, end))


def _belongs(between: str, pair: Pair) -> bool:
    """Whether what stands between a verb and a noun lets the noun be the verb's object."""
    if len(between) > REACH or _barrier().search(between):
        return False
    if any(word in between for word in pair.unless_between):
        return False
    if pair.of:
        return True
    # of two objects (开展培训和例会) the verb may go with the first
    return _JOINTS.isdisjoint(between) and "的" not in _attributes().sub("", between)


def _behind(text: str, noun: Match, verb: Match) -> Iterator[Misfit]:
    """A subject with its predicate, or an object that 对 puts in front of its verb."""
    between = text[noun[1] : verb[0]]
    pair = _table("predicates").get(noun[2], {}).get(verb[2])
    if pair and _adverbs().fullmatch(between) and _told().match(text, verb[1]):
        if text[max(0, noun[0] - 1) : noun[0]] != "大":  # 大面积
            yield Misfit(noun[0], verb[1], verb[2], noun[2], pair, verb_first=False)
        return
    pair = _table("objects").get(noun[2], {}).get(verb[2])
    before = text[max(0, noun[0] - FRONTED) : noun[0]]
    if pair and _fronted().fullmatch(between) and _mark().match(text, verb[1]) and _given().search(before):
        yield Misfit(noun[0], verb[1], verb[2], noun[2], pair)


def _once(made: Callable[[], str]) -> Callable[[], re.Pattern[str]]:
    """A pattern that is made when it is first needed."""
    return cache(lambda: compiled(made()))


_barrier = _once(lambda: rf"^的|[{_MARKS}]|{any_of(TABLE, 'barriers')}")
_attributes = _once(lambda: rf"^了?对.*的|(?:{any_of(TABLE, 'attributes')})的")
"""What makes of a 的 no clause: an adjective, or 对…… in front of it."""
_stop = _once(lambda: r"[，。；！？,;!?\n]|\Z")
_close = _once(lambda: rf"[，。；：、！？,;!?…\n）)0-9０-９]|\Z|(?:{any_of(TABLE, 'closings')})")
_adverbs = _once(lambda: rf"(?:{any_of(TABLE, 'adverbs')}){{0,3}}")
_fronted = _once(lambda: rf"(?:{any_of(TABLE, 'fronted')}){{0,3}}")
_told = _once(lambda: rf"[了到至为{_MARKS}]|\Z")
_mark = _once(lambda: rf"[{_MARKS}]|\Z")
_given = _once(lambda: rf"[对将把][^{_MARKS}]*$")
