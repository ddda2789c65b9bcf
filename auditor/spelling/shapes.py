"""Characters that are read for each other, by a scanner or by somebody who types them by their parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from auditor import lexicon


@cache
def twins() -> Mapping[str, str]:
    """For each character those that look nearly the same."""
    return _others(lexicon.words("ocr", "lookalikes"))


@cache
def lookalikes() -> Mapping[str, str]:
    """For each character all for which it is easily read."""
    return _others((*lexicon.words("ocr", "lookalikes"), *lexicon.words("ocr", "similar")))


def _others(groups: Iterable[str]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for group in groups:
        for char in group:
            table[char] = table.get(char, "") + group.replace(char, "")
    return table
