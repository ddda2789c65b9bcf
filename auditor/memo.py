"""Results that are asked for again and again, computed once: of a notice, and of a few words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from auditor.notice import Notice
from auditor.patterns import compiled

T = TypeVar("T")
PHRASES = 4096
"""Phrases whose answers are remembered; the words around numbers are much the same in all notices."""


def per_notice(function: Callable[[Notice], T]) -> Callable[[Notice], T]:
    """Remember what a pure ``function`` says about a notice as long as the notice lives."""

    @wraps(function)
    def remembered(notice: Notice) -> T:
        known = notice.remembered
        if function not in known:
            known[function] = function(notice)
        found: T = known[function]
        return found

    return remembered


def says(pattern: str) -> Callable[[str], bool]:
    """A question to a few words: whether a pattern occurs in them."""
    search = compiled(pattern).search

    @lru_cache(maxsize=PHRASES)
    def asked(words: str) -> bool:
        return search(words) is not None

    return asked
