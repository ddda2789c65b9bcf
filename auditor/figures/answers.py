"""Readers that are asked in turn until one of them knows the answer.

Each takes the same arguments and answers what it read, ``None`` if it has nothing to say, so that the next one is
asked, or ``NONE_MEANT`` if it knows that nothing is meant, so that no other one is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, Literal, ParamSpec, TypeVar, Union

P = ParamSpec("P")
T = TypeVar("T")


class Silence(Enum):
    """The answer that there is no answer."""

    NONE_MEANT = "none meant"


NONE_MEANT: Final = Silence.NONE_MEANT
Answer = Union[T, Literal[Silence.NONE_MEANT], None]  # noqa: UP007  (a generic alias)


def first_answer(readers: tuple[Callable[P, Answer[T]], ...], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What the first reader that knows answers; None if none does, or if nothing is meant."""
    for reader in readers:
        answer = reader(*args, **kwargs)
        if answer is not None:
            return None if answer is NONE_MEANT else answer
    return None
