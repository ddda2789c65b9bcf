"""What a difference is called: 数量, 频次 or 接待量, which may be the thing whose two values are told, or another."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.claims import Figure, Quantity
from auditor.patterns import compiled
from auditor.records import frozen

NAME = r"(?:[\u4e00-\u9fff]{1,4}[量数额]|频次|频率|场次)"
"""A pattern for the name of what grew: 客流量, 起数, 频次."""


@frozen
class Name:
    """The name of a measure in its parts: 死亡 and 人数; either may be empty."""

    stem: str
    measure: str


def parted(name: str) -> Name:
    """A name in its parts: 事故起数 is 事故 and 起数, 数量 has no stem."""
    found = _measure().search(name)
    return Name(name[: found.start()], found[0]) if found else Name(name, "")


def counts_in(measure: str, figure: Figure) -> bool:
    """Whether a measure is one of a figure's unit: 起数 of 12起, 人数 of 12名, 数量 of any."""
    kinds = lexicon.mapping("changes", "measures.kinds").get(measure)
    return kinds is None or (isinstance(figure, Quantity) and figure.unit.kind in kinds)


def is_of(name: str, *figures: Figure) -> bool:
    """Whether a name is one of what some figures tell: 游客量 of 游客由3万人次增加到5万人次; "" is of any."""
    if not name:
        return True
    of = parted(name)
    if not of.stem:
        return counts_in(of.measure, figures[0])
    return any(of.stem in f.gap + f.tail for f in figures)


@cache
def _measure() -> re.Pattern[str]:
    kinds = lexicon.alternatives(lexicon.mapping("changes", "measures.kinds"))
    return compiled(rf"(?:{lexicon.any_of('changes', 'measures.any')}|{kinds}|[数量额])\Z")
