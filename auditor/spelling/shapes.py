"""Characters that are read for each other, by a scanner or by somebody who types them by their parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditor import lexicon


@cache
def lookalikes() -> Mapping[str, str]:
    """For each character those for which it is easily read."""
    table: dict[str, str] = {}
    for group in (*lexicon.words("ocr", "lookalikes"), *lexicon.words("ocr", "similar")):
        for char in group:
            table[char] = table.get(char, "") + group.replace(char, "")
    return table
