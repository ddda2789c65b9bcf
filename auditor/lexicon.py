"""Vocabulary and tables: the data files auditor/data/*.toml.

Every data file states at its top where its contents come from (``source``) and as of when (``date``).
Files are read once per process; what comes back is shared, so nobody may change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from auditor.cache import kept
from auditor.errors import AuditorError
from auditor.packaged import packaged
from auditor.patterns import compiled

T = TypeVar("T")


@cache
def load(name: str) -> Mapping[str, Any]:
    """The data file ``auditor/data/<name>.toml``; do not change what comes back.

    Raises AuditorError if there is no such file, if it is not TOML, or if it lacks ``source`` or ``date``.
    """
    try:
        text = packaged("auditor.data", f"{name}.toml")
        table: Mapping[str, Any] = kept(f"{name}.toml", text, lambda: _parsed(text))
    except FileNotFoundError:
        raise AuditorError(f"没有数据文件 {name}.toml") from None
    except ValueError as error:
        raise AuditorError(f"数据文件 {name}.toml 无法读取：{error}") from error
    missing = [key for key in ("source", "date") if key not in table]
    if missing:
        raise AuditorError(f"数据文件 {name}.toml 缺少 {'、'.join(missing)}")
    return table


def derived(name: str, data: Iterable[str], code: Iterable[str], make: Callable[[], T]) -> T:
    """What ``make`` makes of some data files, from the cache if neither they nor the code have changed.

    ``code`` names the modules that make it (``__name__``).
    """
    files = [("auditor.data", f"{file}.toml") for file in data]
    for module in code:
        package, _, own = module.rpartition(".")
        files.append((package, f"{own}.py"))
    return kept(name, "\0".join(packaged(*file) for file in files), make)


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """A list of strings of a data file; ``key`` may be dotted.  Raises AuditorError if it is not one."""
    value = _value(name, key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise AuditorError(f"数据文件 {name}.toml 的 {key} 应为字符串列表")
    return tuple(value)


def any_of(name: str, *keys: str) -> str:
    """The words of some lists as alternatives of a pattern, the longest first."""
    return alternatives(word for key in keys for word in words(name, key))


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, the longest first; without words it matches nothing."""
    return "|".join(map(re.escape, sorted(dict.fromkeys(words), key=len, reverse=True))) or r"(?!)"


def mapping(name: str, key: str) -> Mapping[str, Any]:
    """A table of a data file; ``key`` may be dotted.  Raises AuditorError if it is not one."""
    value = _value(name, key)
    if not isinstance(value, dict):
        raise AuditorError(f"数据文件 {name}.toml 的 {key} 应为表")
    return value


@cache
def entries(name: str, key: str, cls: type[T]) -> tuple[T, ...]:
    """A list of tables ``[[key]]`` of a data file, each as ``cls(**row)`` (an attrs class, for example).

    Raises AuditorError, naming the row, for a row that ``cls`` does not take.
    """
    value = _value(name, key)
    if not isinstance(value, list):
        raise AuditorError(f"数据文件 {name}.toml 的 {key} 应为表的列表")
    made: list[T] = []
    for number, row in enumerate(value, 1):
        try:
            made.append(cls(**row))
        except (TypeError, ValueError) as error:
            raise AuditorError(f"数据文件 {name}.toml 的 {key} 第 {number} 项无效：{error}") from error
    return tuple(made)


def _value(name: str, key: str) -> Any:
    value: Any = load(name)
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            raise AuditorError(f"数据文件 {name}.toml 中没有 {key}")
        value = value[part]
    return value


LONG = 200_000
"""Characters of a text for which finders no longer share a pass, as all its matches are kept in memory."""
SHORT = 200
"""Characters of a text that is not worth sharing."""
MANY = 1000
"""Words of a finder that are not made into one machine for a single text."""
Match = tuple[int, int, str]


class WordFinder:
    """Finds many words in one pass (Aho–Corasick), at any size of the list, in linear time.

    Without ``overlapping`` the leftmost and then longest word is found at a place, and no other that overlaps
    it; with it every word is found, in the order of the words' ends.  Finders that live as long as the process
    (``shared``) go over a text together, once for all of them.
    """

    def __init__(self, patterns: Iterable[str], *, overlapping: bool = False, shared: bool = False) -> None:
        self.words = tuple(dict.fromkeys(patterns))
        self.overlapping = overlapping
        self._is_shared = shared
        self._is_new = len(self.words) >= MANY
        if shared:
            _shared.add(self)

    def find(self, text: str) -> Iterator[Match]:
        """Start, end and word of each match."""
        if self._is_shared and SHORT < len(text) <= LONG:
            return iter(_shared.find(self, text))
        return iter(self.alone(text))

    def alone(self, text: str) -> list[Match]:
        """What :meth:`find` finds, without the other finders."""
        return [(start, end, self.words[which]) for which, start, end in self.places(text)]

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """The number of the word, start and end of each match, found by this finder alone."""
        if self._is_new and len(text) <= LONG:
            self._is_new = False
            return self._first_places(text)
        return self._machine.find_matches_as_indexes(text, self.overlapping)

    def _first_places(self, text: str) -> list[tuple[int, int, int]]:
        """As :meth:`places`, by a machine of the words whose first two characters stand in the text.

        Making one of all of many words takes longer than an audit: it pays from the second text on.
        """
        pairs = {text[at : at + long] for at in range(len(text)) for long in (1, 2)}
        those = [number for number, word in enumerate(self.words) if word[:2] in pairs]
        found = self._made(self.words[number] for number in those).find_matches_as_indexes(
            text, self.overlapping
        )
        return [(those[which], start, end) for which, start, end in found]

    @cached_property
    def _machine(self) -> AhoCorasick:
        return self._made(self.words)

    def _made(self, words: Iterable[str]) -> AhoCorasick:
        return AhoCorasick(words, MatchKind.Standard if self.overlapping else MatchKind.LeftmostLongest)


class PatternFinder:
    """A pattern that is tried only where one of some words stands: the shared pass finds those for all patterns.

    Every match must begin ``before`` characters in front of a word; the result is then that of ``pattern.finditer``.
    """

    def __init__(self, patterns: Iterable[str], pattern: str, *, before: int = 0) -> None:
        self._finder = WordFinder(patterns, overlapping=True, shared=True)
        self._pattern = pattern
        self._before = before

    @cached_property
    def _match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Made when the first word is found: compiling takes a while."""
        return compiled(self._pattern).match

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that do not overlap, in order."""
        done = 0
        for word in sorted({start for start, _, _ in self._finder.find(text)}):
            start = word - self._before
            if start >= done and (match := self._match(text, start)):
                done = max(match.end(), start + 1)
                yield match


class _Union:
    """Some finders as one, and what they found in the last text."""

    def __init__(self, finders: tuple[WordFinder, ...]) -> None:
        self._places = {id(finder): i for i, finder in enumerate(finders)}
        self._finders = finders
        owners: dict[str, tuple[int, ...]] = {}
        for i, finder in enumerate(self._finders):
            alone = (i,)
            for word in finder.words:
                owners[word] = owners[word] + alone if word in owners else alone
        self._words, self._owners = tuple(owners), tuple(owners.values())
        self._machine = AhoCorasick(self._words, MatchKind.Standard)

    def __len__(self) -> int:
        return len(self._finders)

    def __contains__(self, finder: WordFinder) -> bool:
        return id(finder) in self._places

    def find(self, text: str) -> list[list[Match]]:
        """The matches of each finder."""
        found: list[list[Match]] = [[] for _ in self._finders]
        for which, start, end in self._machine.find_matches_as_indexes(text, True):
            match = start, end, self._words[which]
            for owner in self._owners[which]:
                found[owner].append(match)
        return [
            matches if finder.overlapping else _leftmost_longest(matches)
            for finder, matches in zip(self._finders, found, strict=True)
        ]

    def of(self, finder: WordFinder, found: list[list[Match]]) -> list[Match]:
        """What a finder found, of what :meth:`find` returned."""
        return found[self._places[id(finder)]]


def _leftmost_longest(matches: list[Match]) -> list[Match]:
    matches.sort(key=lambda match: (match[0], -match[1]))
    kept: list[Match] = []
    last = 0
    for match in matches:
        if match[0] >= last:
            kept.append(match)
            last = match[1]
    return kept


class _Shared:
    """The finders that go over a text together.

    They come as rules first run; a new text is gone over by all that there are by then, and a finder that comes
    later goes over that one text alone.  What is remembered is replaced as a whole, so threads that work on
    different texts cost each other time, but no results.
    """

    def __init__(self) -> None:
        self._finders: list[WordFinder] = []
        self._known: tuple[_Union, str, list[list[Match]]] = (_Union(()), "", [])

    def add(self, finder: WordFinder) -> None:
        self._finders.append(finder)

    def find(self, finder: WordFinder, text: str) -> list[Match]:
        union, last, found = self._known
        if last is not text:
            if len(union) != len(self._finders):
                union = _Union(tuple(self._finders))
            found = union.find(text)
            self._known = union, text, found
        return union.of(finder, found) if finder in union else finder.alone(text)


_shared = _Shared()
