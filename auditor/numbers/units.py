"""Units of measure and counting words (data/units.toml)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from auditor import lexicon
from auditor.records import frozen


@frozen
class Unit:
    """A unit as written.  Units of one ``kind`` may be added; ``factor`` converts to the kind's base unit."""

    name: str
    kind: str
    factor: Fraction = Fraction(1)

    @property
    def measured(self) -> bool:
        """Whether this is a physical or monetary unit rather than a counting word."""
        return self.kind in ("money", "dollar", "area", "length", "mass", "volume")

    @property
    def spans_time(self) -> bool:
        """Whether it tells how long or how old, so that its numbers are no parts of anything and count no list."""
        return self.kind in ("duration", "age")


@cache
def units() -> dict[str, Unit]:
    """All units by name."""
    table: dict[str, Unit] = {}
    for kind, entry in lexicon.mapping("units", "kinds").items():
        names = entry["units"]
        factors = names if isinstance(names, dict) else dict.fromkeys(names, "1")
        table |= {name: Unit(name, kind, Fraction(factor)) for name, factor in factors.items()}
    return table


@cache
def counters() -> frozenset[str]:
    """The counting words in which problems, measures and tasks alike are told."""
    return frozenset(lexicon.words("units", "counters"))


@cache
def pattern() -> str:
    """A regular expression for any unit, the longest first; most places fail at its first character."""
    names = sorted(units(), key=lambda name: (-len(name), name))
    longer = "|".join(re.escape(name) for name in names if len(name) > 1)
    single = "".join(name for name in names if len(name) == 1)
    return f"(?=[{''.join(sorted({name[0] for name in names}))}])(?:{longer}|[{single}])"


def in_base_units(value: Decimal, unit: Unit) -> Fraction:
    """A value in its kind's base unit, exact."""
    exact = _fraction(value)
    return exact if unit.factor == 1 else exact * unit.factor


@lru_cache(maxsize=1024)
def _fraction(value: Decimal) -> Fraction:
    return Fraction(value)
