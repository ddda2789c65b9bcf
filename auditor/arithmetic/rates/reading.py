"""A rate with the two numbers that its words point at: 应到48人，实到45人，到会率93.75%."""

from __future__ import annotations

from functools import cached_property

from auditor.arithmetic.rates.sides.numbers import Pair, Place, comparable
from auditor.arithmetic.rates.sides.worded import worded, worded_above, worded_behind
from auditor.records import frozen


@frozen(eq=False, slots=False)
class Reading(Place):
    """A rate at its place with the two numbers that its words point at."""

    @cached_property
    def beside(self) -> Pair | None:
        """Those of its own sentence."""
        return self._compared(worded(self) or worded_behind(self))

    @cached_property
    def meant(self) -> Pair | None:
        """Those of its own sentence, else of one before."""
        return self.beside or self._compared(worded_above(self))

    def _compared(self, pair: Pair | None) -> Pair | None:
        return pair if pair and comparable(self.rate, *pair) else None
