"""The members of a list as people would name them: 对甲局、乙局等2家单位开展巡察 lists 甲局 and 乙局."""

from __future__ import annotations

import re
from functools import cache

from auditor.claims import Enumeration
from auditor.lexicon import any_of
from auditor.patterns import compiled

LONG = 14  # characters of a member that is shown whole
ENDS = 6  # characters shown of each end of a longer one


def listed(text: str, claim: Enumeration) -> str:
    """The members of a list, without what leads in to the first one."""
    first, *others = (text[a:b].strip() for a, b in claim.items)
    return "、".join(map(_short, (_without_lead(first, others), *others)))


def _without_lead(first: str, others: list[str]) -> str:
    """The first member without the words before it, if it stays as long as the shortest of the others."""
    shortest = min(map(len, others), default=len(first))
    begins = [lead.end() for lead in _leads().finditer(first) if len(first) - lead.end() >= shortest]
    return first[begins[-1] :] if begins else _OPENING.sub("", first)


# 又于9月18日, 下设综合组, 由科研处
_OPENING = compiled(
    r"\A(?:(?:又|再|先后|分别|此后)?于(?=[0-9])|[下内]设(?:有|了)?(?=[\u4e00-\u9fff]{2})|由(?=[\u4e00-\u9fff]{2}))"
)


@cache
def _leads() -> re.Pattern[str]:
    return compiled(
        rf"(?:对(?![口外照策接象标应])|将(?![军要])|把(?![关握控])|其中|会同|(?:{any_of('enumerations', 'leads_in')}))了?(?=[\u4e00-\u9fff《“]{{2}})"
    )


def _short(words: str) -> str:
    return words if len(words) <= LONG else f"{words[:ENDS]}…{words[-ENDS:]}"
