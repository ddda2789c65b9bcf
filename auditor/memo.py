"""Results that several rules need of one notice, computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from auditor.notice import Notice

T = TypeVar("T")


def per_notice(function: Callable[[Notice], T]) -> Callable[[Notice], T]:
    """Remember what a pure ``function`` says about a notice as long as the notice lives."""
    known: WeakKeyDictionary[Notice, T] = WeakKeyDictionary()

    @wraps(function)
    def remembered(notice: Notice) -> T:
        try:
            return known[notice]
        except KeyError:
            return known.setdefault(notice, function(notice))

    return remembered
