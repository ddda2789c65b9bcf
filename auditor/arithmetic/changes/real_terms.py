"""Growth at constant prices, or of numbers put right since: 地区生产总值640亿元，比上年增加40亿元，增长5.2%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from auditor.arithmetic.changes.change import Change
from auditor.claims import Rate
from auditor.lexicon import any_of
from auditor.patterns import compiled

BEHIND = 12  # characters behind a rate in which it may be said how it was worked out


def without_real_terms(text: str, changes: Iterable[Change]) -> list[Change]:
    """Some changes without the rates that printed values need not give; those that they give stay."""
    return [each for each in changes if each.holds or not _is_real(text, each)]


def _is_real(text: str, each: Change) -> bool:
    """Whether a rate is told of what is compared at constant prices, or the words around it say so."""
    told = each.told
    if not isinstance(told, Rate) or isinstance(each.after, Rate):
        return False
    if any(_basis().search(f.lead) for f in (each.before, each.after)):
        return True
    sentence = told.sentence
    end = min(told.end + BEHIND, sentence.end if sentence else told.end)
    return _basis().search(text, told.start - len(told.lead), end) is not None


@cache
def _basis() -> re.Pattern[str]:
    return compiled(any_of("changes", "other_basis"))
