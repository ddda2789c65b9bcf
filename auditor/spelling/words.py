"""Whether two characters make a word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditor import lexicon

TABLE = "common_words"


@cache
def _seconds() -> Mapping[str, str]:
    """The second characters of the common words by the first one."""
    table = {group[0]: group[1:] for group in lexicon.load(TABLE)["words"].split()}
    for group in lexicon.load(TABLE)["official"].split():
        table[group[0]] = table.get(group[0], "") + group[1:]
    return table


def is_word(pair: str) -> bool:
    """Whether two characters are a common word of two characters; False for anything else than two characters."""
    return len(pair) == 2 and pair[1] in _seconds().get(pair[0], "")
