"""Numbers of which a rate is told one by one: 其中4个镇街完成率为100% is of each of the four, and 4 is no part of it."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.claims import Quantity, Rate
from auditor.patterns import compiled


def rated_things(number: Quantity) -> str:
    """What a number counts, if the next words tell the rate of these: 镇街 of 4个镇街完成率为100%; "" if they do not."""
    rate = number.following
    if not isinstance(rate, Rate) or number.unit.measured or number.status is not None:
        return ""
    found = _rate_of_bodies().fullmatch(rate.gap)
    return found["things"] if found else ""


@cache
def _rate_of_bodies() -> re.Pattern[str]:
    things = lexicon.any_of("nouns", "members", "bodies", "places")
    return compiled(
        rf"(?P<things>{things})的?(?:[均都]的?)?[\u4e00-\u9fff]{{0,8}}率[均都也已仅只]?(?:为|达到了?|达|在|是|有|高于|低于|超过?|不足|均)*"
    )


def counts(number: Quantity, things: str) -> bool:
    """Whether a number tells how many of some things there are: 镇街 of 8个镇街共承接…."""
    return number.noun == things or number.tail.startswith(things)
