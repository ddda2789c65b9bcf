"""Vocabulary and tables: the data files auditor/data/*.toml.

Every data file states at its top where its contents come from (``source``) and as of when (``date``).
Files are read once per process; what comes back is shared, so nobody may change it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from auditor.errors import AuditorError

T = TypeVar("T")


@cache
def load(name: str) -> Mapping[str, Any]:
    """The data file ``auditor/data/<name>.toml``; do not change what comes back.

    Raises AuditorError if there is no such file, if it is not TOML, or if it lacks ``source`` or ``date``.
    """
    path = files("auditor.data").joinpath(f"{name}.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AuditorError(f"没有数据文件 {name}.toml") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AuditorError(f"数据文件 {name}.toml 无法读取：{error}") from error
    missing = [key for key in ("source", "date") if key not in table]
    if missing:
        raise AuditorError(f"数据文件 {name}.toml 缺少 {'、'.join(missing)}")
    return table


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """A list of strings of a data file; ``key`` may be dotted.  Raises AuditorError if it is not one."""
    value = _value(name, key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise AuditorError(f"数据文件 {name}.toml 的 {key} 应为字符串列表")
    return tuple(value)


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


class WordFinder:
    """Finds many words in one pass (Aho–Corasick), at any size of the list, in linear time.

    Without ``overlapping`` the leftmost and then longest word is found at a place, and no other that overlaps
    it; with it every word is found, in the order of the words' ends.
    """

    def __init__(self, patterns: Iterable[str], *, overlapping: bool = False) -> None:
        self.words = tuple(dict.fromkeys(patterns))
        self.overlapping = overlapping
        self._machine = AhoCorasick(self.words, MatchKind.Standard if overlapping else MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of each match."""
        for which, start, end in self._machine.find_matches_as_indexes(text, self.overlapping):
            yield start, end, self.words[which]
