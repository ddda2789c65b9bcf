"""How names of persons are written, as parts of patterns."""

from __future__ import annotations

from functools import cache

from auditor.lexicon import any_of, load, words


@cache
def surname(*, but: tuple[str, ...] = ()) -> str:
    """A pattern for a surname of one or two characters, ``but`` some of one."""
    common = [name for name in words("surnames", "common") if name not in but]
    return f"(?:[{''.join(common)}]|{any_of('surnames', 'compound')})"


@cache
def given() -> str:
    """A pattern for one character of a given name; characters of other words that often follow are none."""
    return f"[^\\W\\d_a-zA-Z{load('persons')['never']}]"
