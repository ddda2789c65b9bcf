"""Results that are asked of a notice again and again, computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from auditor.notice import Notice

T = TypeVar("T")


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
