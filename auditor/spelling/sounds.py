"""Text as it is heard: characters that an input method offers for the same syllable are one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditor import lexicon
from auditor.patterns import compiled

TABLE = "lookalikes_names"
_INITIAL = compiled(r"\A([zcs])h")
_FINAL = compiled(r"(?<=[ie]n)g\Z")


@cache
def _classes(exact: bool = False) -> Mapping[int, str]:
    """For each character the first one of its syllable, as ``str.translate`` takes it."""
    firsts: dict[str, str] = {}
    table: dict[int, str] = {}
    for syllable, chars in lexicon.mapping(TABLE, "sounds").items():
        first = firsts.setdefault(syllable if exact else _heard(syllable), chars[0])
        table.update((ord(char), first) for char in chars)
    return table


def _heard(syllable: str) -> str:
    """A syllable as many speakers hear it: zh like z, ch like c, sh like s, -ing like -in, -eng like -en."""
    return _FINAL.sub("", _INITIAL.sub(r"\1", syllable))


def sounded(text: str) -> str:
    """A text of the same length in which characters that sound alike, tones apart, are the same character."""
    return text.translate(_classes())


def typed(text: str) -> str:
    """The same, but only characters of one syllable are the same: 增 is no 政."""
    return text.translate(_classes(exact=True))
